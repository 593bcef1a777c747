//! What the benches share: the work they give to every tool, how they measure, and what they write down.
#![allow(dead_code, reason = "no bench needs all of it")]

pub mod measure;
pub mod package;
pub mod record;
pub mod subject;
pub mod table;
pub mod valgrind;
pub mod work;

use std::path::{Path, PathBuf};

/// Whether anything is to be measured. If not, says how; `cargo test --all-targets` runs benches too.
pub fn asked(bench: &str) -> bool {
    measure::stand_before_a_program();
    let asked = std::env::args().any(|argument| argument == "--bench");
    if !asked {
        println!("nothing is measured without `--bench`: run `cargo bench --bench {bench}`");
    }
    asked
}

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of that name which is kept from run to run, so that peers are built once.
pub fn kept(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("benches").join(name);
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// The lines of a file, or of all files below a folder.
pub fn lines(path: &Path) -> usize {
    if !path.is_dir() {
        return std::fs::read_to_string(path).expect("it can be read").lines().count();
    }
    let entries = std::fs::read_dir(path).expect("the folder can be read");
    entries.map(|entry| lines(&entry.expect("it can be listed").path())).sum()
}
