//! Rust in, what the compiler needs for it out: a crate of generated code, whose dependencies are compiled already.

use std::path::PathBuf;
use std::time::SystemTime;

use super::measure::{Cost, cost_of_compiling};
use super::package::Package;

/// What most peers depend on.
pub const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";

pub struct Subject {
    pub title: String,
    pub package: Package,
    pub lines: usize,
    name: &'static str,
    lib: PathBuf,
    /// One for all subjects of a bench, so that what several depend on is compiled once.
    target: PathBuf,
}

impl Subject {
    /// Writes the crate into the bench's folder, first empty, to have all that it depends on compiled.
    pub fn new(bench: &str, name: &'static str, title: &str, dependencies: &str, lib: &str) -> Self {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{dependencies}"
        );
        let folder = super::kept(bench);
        let package = Package::locked(&folder.join(name), &manifest, &[("src/lib.rs", "")]);
        let subject = Self {
            title: title.to_owned(),
            lines: lib.lines().count(),
            name,
            lib: package.path("src/lib.rs"),
            package,
            target: folder.join("target"),
        };
        subject.compile(&["check"]);
        subject.compile(&["build", "--release"]);
        subject.package.write("src/lib.rs", lib);
        subject
    }

    /// What the compiler needs for this crate alone.
    pub fn compile(&self, how: &[&str]) -> Cost {
        let lib = std::fs::File::options().append(true).open(&self.lib).expect("the library is there");
        lib.set_modified(SystemTime::now()).expect("the file has a time");
        let mut cargo = self.package.cargo(how[0]);
        cargo.args(&how[1..]).args(["--offline", "-j2"]).env("CARGO_TARGET_DIR", &self.target);
        let cost = cost_of_compiling(self.name, &mut cargo);
        eprintln!("{} {how:?}: {:.1} s of CPU, {:.0} MB", self.name, cost.seconds(), cost.megabytes());
        cost
    }

    /// The size of the library that was built in release, in bytes.
    pub fn rlib(&self) -> usize {
        let rlib = self.target.join(format!("release/lib{}.rlib", self.name));
        let size = std::fs::metadata(rlib).expect("it was built").len();
        usize::try_from(size).expect("it is not that large")
    }
}
