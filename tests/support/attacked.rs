//! A crate made of what specs became that attack, or that are random: it lives if nothing in it does more than it says.

use std::path::{Path, PathBuf};
use std::process::Output;

/// HTML that is live only if a text became it.
const LIVE: [&str; 5] =
    ["<script>alert", "onerror=alert(1)>", "href=\"javascript:", "<!-- hidden", "<script></"];

/// A library with a module for each tree of generated code.
pub struct Crate {
    folder: tempfile::TempDir,
    name: &'static str,
}

impl Crate {
    pub fn new(name: &'static str) -> Self {
        let krate = Self { folder: tempfile::tempdir().expect("there is a temporary folder"), name };
        let runtime = super::root().join("runtime");
        krate.write(
            "Cargo.toml",
            &format!(
                "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n\
                 [dependencies]\ndouyin-runtime = {{ path = \"{}\", default-features = false }}\n\
                 [dev-dependencies]\nhttp = \"1\"\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\"] }}\n",
                runtime.display()
            ),
        );
        krate.write("Cargo.lock", &super::read("Cargo.lock"));
        krate
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }

    /// Compiles, lints, tests and documents it: no warning, no doctest, no live HTML. What its tests said.
    pub fn lives_without_a_warning(&self) -> String {
        let tested = self.cargo(&["test"]);
        let told = String::from_utf8_lossy(&tested.stdout).into_owned();
        let documented = told.split("Doc-tests").nth(1);
        let documented =
            documented.map_or_else(|| String::from_utf8_lossy(&tested.stderr).into_owned(), str::to_owned);
        assert!(
            told.contains("running 0 tests") && !documented.contains(" - "),
            "a text runs as a doctest: {told}{documented}"
        );
        self.cargo(&["clippy", "--", "-D", "warnings"]);
        self.cargo(&["doc", "--no-deps"]);
        for (path, page) in super::texts(&target().join("doc").join(self.name), ".html") {
            for live in LIVE {
                assert!(!page.contains(live), "{path} has a live {live}");
            }
        }
        told
    }

    fn cargo(&self, args: &[&str]) -> Output {
        let mut cargo = super::cargo();
        cargo.args(args).current_dir(self.folder.path()).env("CARGO_TARGET_DIR", target());
        cargo
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        let done = cargo.env("RUSTDOCFLAGS", "-D warnings").output().expect("cargo runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        done
    }
}

/// All such crates share what they depend on.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("attacked")
}
