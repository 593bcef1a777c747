//! What the command says of each pair.

use serde_json::Value;

use super::pairs::{PAIRS, Pair};
use super::{BEFORE, after, support};

/// Whether something breaks or changes, and the version that follows.
pub struct Verdict {
    pub wire: bool,
    pub source: bool,
    pub behaviour: bool,
    pub bump: String,
}

pub fn all() -> Vec<Verdict> {
    PAIRS.iter().map(of).collect()
}

fn of(pair: &Pair) -> Verdict {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    write(folder.path(), pair);
    let base = support::root().join(BEFORE).join("spec");
    let base = base.to_str().expect("it is UTF-8");
    let said = support::codegen(&["diff", "--format", "json", "--base", base], folder.path());
    assert!(said.status.success(), "{}: {}", pair.name, String::from_utf8_lossy(&said.stderr));
    let said: Value = serde_json::from_slice(&said.stdout).expect("it is JSON");
    let changes = said["changes"].as_array().expect("they are listed");
    let is_some =
        |question: &str, word: &str| changes.iter().any(|change| change[question]["verdict"] == word);
    Verdict {
        wire: is_some("wire", "breaks"),
        source: is_some("source", "breaks"),
        behaviour: is_some("behaviour", "changes"),
        bump: said["version"]["bump"].as_str().expect("it is a word").to_owned(),
    }
}

/// Writes today's specs of a pair into the folder `spec` of a folder.
pub fn write(folder: &std::path::Path, pair: &Pair) {
    for (path, text) in after(pair) {
        let path = folder.join("spec").join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("it can be written");
    }
}
