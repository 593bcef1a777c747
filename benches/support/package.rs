//! Manifests and sources in, a Cargo package of the bench's own out, to be built beside the project.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::measure::run;

/// A folder with a manifest, which is a workspace of its own.
pub struct Package {
    folder: PathBuf,
}

impl Package {
    /// Writes the package and downloads all it needs, so that a build needs no network.
    pub fn new(folder: &Path, manifest: &str, sources: &[(&str, &str)]) -> Self {
        let package = Self { folder: folder.to_owned() };
        package.write("Cargo.toml", &format!("{manifest}\n[workspace]\n"));
        for (path, text) in sources {
            package.write(path, text);
        }
        run(&mut package.cargo("fetch"));
        package
    }

    /// As `new`, with the project's versions of what it has in common with the project.
    pub fn locked(folder: &Path, manifest: &str, sources: &[(&str, &str)]) -> Self {
        let lock = std::fs::read_to_string(super::root().join("Cargo.lock")).expect("it is there");
        Self { folder: folder.to_owned() }.write("Cargo.lock", &lock);
        Self::new(folder, manifest, sources)
    }

    /// Writes a file if it is not the same already, so that Cargo builds nothing twice.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        if std::fs::read_to_string(&path).is_ok_and(|same| same == text) {
            return;
        }
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("it can be written");
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Cargo in this package, as it is without the settings of whoever runs the bench.
    pub fn cargo(&self, verb: &str) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.arg(verb).current_dir(&self.folder).env("CARGO_TARGET_DIR", self.folder.join("target"));
        cargo.env("CARGO_INCREMENTAL", "0").env_remove("RUSTFLAGS").env_remove("RUSTC_WRAPPER");
        cargo
    }
}

/// The version of a package that a lock file names.
pub fn version<'l>(lock: &'l str, name: &str) -> Option<&'l str> {
    let (_, after) = lock.split_once(&format!("name = \"{name}\"\nversion = \""))?;
    after.split_once('"').map(|(version, _)| version)
}
