//! Two versions of some specs, and folders that hold what they generate beside somebody's own files.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Files by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Two versions of a set of specs, what each generates, and a folder that holds the first and somebody's own files.
pub struct Scene {
    pub folder: tempfile::TempDir,
    /// Of the old and of the new version, with the files that were not generated.
    pub trees: [Files; 2],
}

/// Which version of the specs.
pub const VERSIONS: [&str; 2] = ["first", "second"];
/// What was not generated, and must stay.
pub const FOREIGN: [(&str, &str); 3] =
    [("notes.txt", "mine"), ("orders/mine.rs", "// mine\n"), ("orders/.mine.rs.1.1.new", "// mine\n")];

impl Scene {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
        let mut scene = Self { folder, trees: Default::default() };
        for (at, version) in VERSIONS.into_iter().enumerate() {
            scene.write_specs(version);
            let out = scene.path(&format!("{version}-generated"));
            write_foreign(&out);
            assert!(scene.generate(version, &out).status().expect("the command runs").success());
            scene.trees[at] = super::files(&out);
        }
        scene
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Endpoints that both versions have, and some that only one has.
    pub fn write_specs(&self, version: &str) {
        let folder = self.path(version);
        fs::create_dir_all(folder.join("orders")).expect("the folder can be made");
        fs::create_dir_all(folder.join(version)).expect("the folder can be made");
        let platform =
            "hosts: { open: { url: 'https://open.example.com' } }\nenvelopes: { flat: { codes: [code] } }\n";
        fs::write(folder.join("platform.yaml"), platform).expect("it can be written");
        let names = (0..8).map(|number| format!("orders/endpoint_{number}"));
        for name in names.chain([format!("orders/only_{version}"), format!("{version}/endpoint")]) {
            let notes = vec![format!("'{version} {}'", "note ".repeat(100)); 10].join(", ");
            let page =
                format!("title: {version}, method: POST, host: open, path: /{name}/, notes: [{notes}]");
            let spec = format!("page: {{ {page} }}\ndecisions: {{ envelope: flat }}\n");
            fs::write(folder.join(format!("{name}.yaml")), spec).expect("it can be written");
        }
    }

    pub fn generate(&self, version: &str, out: &Path) -> Command {
        let mut command = Command::new(&*super::CODEGEN);
        command.args(["generate", "--spec"]).arg(self.path(version)).arg("--out").arg(out);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// As [`Scene::assert_whole`], while some file may not be there yet.
    pub fn assert_whole_where_it_is(&self, out: &Path) {
        for (path, text) in super::files(out).iter().filter(|(path, _)| !is_leftover(path)) {
            assert!(
                self.trees.iter().any(|tree| tree.get(path) == Some(text)),
                "{path} is {}",
                String::from_utf8_lossy(text)
            );
        }
    }

    /// Whether each file is whole and of one version or the other, and what is not generated as it was.
    pub fn assert_whole(&self, seen: &Files, context: &str) {
        for (path, text) in seen.iter().filter(|(path, _)| !is_leftover(path)) {
            assert!(
                self.trees.iter().any(|tree| tree.get(path) == Some(text)),
                "{context}: {path} is {}",
                String::from_utf8_lossy(text)
            );
        }
        let both = self.trees[0].keys().filter(|path| self.trees[1].contains_key(*path));
        for path in both {
            assert!(seen.contains_key(path), "{context}: {path} is gone");
        }
    }
}

/// Writes what is not generated.
pub fn write_foreign(folder: &Path) {
    for (path, text) in FOREIGN {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("it can be written");
    }
}

/// Whether a file is a new one that was never put in place.
pub fn is_leftover(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "new")
        && !FOREIGN.iter().any(|(foreign, _)| *foreign == path)
}
