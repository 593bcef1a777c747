//! Copies of `examples/downstream/`, to be built and changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::atomic::{AtomicU32, Ordering};

/// Each copy's version: Cargo takes two of one version for the same package, and one's output for the other's.
static COPIES: AtomicU32 = AtomicU32::new(1);

/// A copy of the example. All copies share what they depend on in one target folder.
pub struct Crate(tempfile::TempDir);

impl Crate {
    pub fn copied() -> Self {
        Self::against(|krate| super::root().join(krate))
    }

    /// A copy that uses the crates in these folders instead of the workspace's.
    pub fn against(folder: impl Fn(&str) -> PathBuf) -> Self {
        let copy = tempfile::tempdir().expect("there is a temporary folder");
        let example = super::root().join("examples/downstream");
        for part in ["generated", "spec", "src", "tests"] {
            super::copy(&example.join(part), &copy.path().join(part));
        }
        fs::copy(example.join("build.rs"), copy.path().join("build.rs")).expect("it can be copied");
        fs::copy(super::root().join("Cargo.lock"), copy.path().join("Cargo.lock")).expect("it can be copied");
        let copy = Self(copy);
        let version = format!("version = \"0.1.{}\"\nedition", COPIES.fetch_add(1, Ordering::Relaxed));
        let path = |krate| format!("path = \"{}\"", folder(krate).display());
        let manifest = super::read("examples/downstream/Cargo.toml");
        let manifest = ["codegen", "runtime"].into_iter().fold(manifest, |manifest, krate| {
            manifest.replace(&format!("path = \"../../{krate}\""), &path(krate))
        });
        copy.write("Cargo.toml", &manifest.replace("version = \"0.1.0\"\nedition", &version));
        copy
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("it can be written");
    }

    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old}");
        self.write(path, &text.replacen(old, new, 1));
    }

    pub fn cargo(&self, args: &[&str], environment: &[(&str, &str)]) -> Output {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("downstream");
        let mut cargo = super::cargo();
        cargo
            .args(args)
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TARGET_DIR", target)
            .env_remove("DOUYIN_CODEGEN_WRITE");
        // Nobody debugs these, and there are many.
        cargo.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "0");
        cargo.envs(environment.iter().copied()).current_dir(self.0.path()).output().expect("cargo runs")
    }

    /// Runs Cargo, which must succeed, and gives what it said.
    pub fn succeeds(&self, args: &[&str]) -> String {
        let done = self.cargo(args, &[]);
        assert!(done.status.success(), "{}", said(&done));
        said(&done)
    }

    /// Runs Cargo, which must fail, and gives what it said.
    pub fn fails(&self, args: &[&str]) -> String {
        let done = self.cargo(args, &[]);
        assert!(!done.status.success(), "{}", said(&done));
        said(&done)
    }
}

/// What Cargo said, on whichever stream.
pub fn said(done: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr))
}
