//! Yesterday's code beside the crate of today: one crate with a program for each pair, all checked in one run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use douyin_codegen::{Source, configure};
use serde_json::Value;

use super::pairs::PAIRS;
use super::{after, support};

const MAIN: &str = "\
#![allow(dead_code, unused)]
mod shop {
    include!(\"generated/lib.rs\");
}
include!(\"../../../consumer.rs\");
fn main() {}
";

/// The first error of each pair that does not compile, by its number.
pub fn failing() -> BTreeMap<usize, String> {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    write(folder.path(), "consumer.rs", &support::read("tests/verdicts/consumer.rs"));
    write(folder.path(), "Cargo.toml", &manifest());
    fs::copy(support::root().join("Cargo.lock"), folder.path().join("Cargo.lock")).expect("it can be copied");
    for (at, pair) in PAIRS.iter().enumerate() {
        let sources = after(pair).into_iter().map(|(path, text)| Source::new(path, text));
        let package = folder.path().join(format!("src/bin/pair{at}"));
        let written = configure().sources(sources).write_to(package.join("generated"));
        written.unwrap_or_else(|error| panic!("{}: {error}", pair.name));
        write(&package, "main.rs", MAIN);
    }
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdicts");
    let checked = support::cargo()
        .args(["check", "--offline", "--bins", "--keep-going", "--message-format=json"])
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(folder.path())
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8_lossy(&checked.stdout).into_owned();
    let mut failing = BTreeMap::new();
    let mut seen = 0;
    for message in messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let Some(at) =
            message["target"]["name"].as_str().and_then(|name| name.strip_prefix("pair")?.parse().ok())
        else {
            continue;
        };
        seen += usize::from(message["reason"] == "compiler-artifact");
        if message["message"]["level"] == "error" {
            let text = message["message"]["message"].as_str().unwrap_or_default().to_owned();
            failing.entry(at).or_insert(text);
        }
    }
    let told = String::from_utf8_lossy(&checked.stderr);
    assert_eq!(seen + failing.len(), PAIRS.len(), "each is looked at: {told}");
    failing
}

/// The manifest of a crate beside generated code.
pub fn manifest() -> String {
    let runtime = support::root().join("runtime");
    format!(
        "[package]\nname = \"verdicts\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         douyin-runtime = {{ path = {:?} }}\n",
        runtime.display()
    )
}

pub fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("it can be written");
}
