//! What the clients of all pairs do, side by side: one program that has a module for each pair whose code compiles.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use douyin_codegen::{Source, configure};

use super::compiled::{manifest, write};
use super::pairs::{PAIRS, Pair};
use super::{after, support};

/// The specs that all pairs start from, as one of them.
const BEFORE: Pair = Pair { name: "before", edits: &[] };

/// What of the client's doings each pair changes: the first line that differs. Of those that `is_wanted`.
pub fn differing(is_wanted: impl Fn(usize) -> bool) -> BTreeMap<usize, Option<String>> {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let wanted: Vec<usize> = (0..PAIRS.len()).filter(|at| is_wanted(*at)).collect();
    let manifest =
        manifest() + "\n[dependencies.tokio]\nversion = \"1\"\nfeatures = [\"rt\", \"test-util\"]\n";
    write(folder.path(), "Cargo.toml", &manifest);
    write(folder.path(), "src/probe.rs", &support::read("tests/verdicts/probe.rs"));
    std::fs::copy(support::root().join("Cargo.lock"), folder.path().join("Cargo.lock"))
        .expect("it can be copied");
    let named =
        wanted.iter().map(|at| (format!("pair{at}"), &PAIRS[*at])).chain([("before".to_owned(), &BEFORE)]);
    let (mut modules, mut calls) = (String::new(), String::new());
    for (name, pair) in named {
        let sources = after(pair).into_iter().map(|(path, text)| Source::new(path, text));
        let written = configure().sources(sources).write_to(folder.path().join("src").join(&name));
        written.unwrap_or_else(|error| panic!("{}: {error}", pair.name));
        let _ = writeln!(
            modules,
            "mod {name} {{ pub mod shop {{ include!(\"{name}/lib.rs\"); }} include!(\"probe.rs\"); }}"
        );
        let _ = writeln!(
            calls,
            "for line in runtime.block_on({name}::probe()) {{ println!(\"{name}\\t{{line}}\"); }}"
        );
    }
    let main = format!(
        "#![allow(dead_code, unused)]\n{modules}fn main() {{\nlet runtime = tokio::runtime::Builder::new_current_thread()\
         .enable_time().start_paused(true).build().expect(\"it starts\");\n{calls}}}\n"
    );
    write(folder.path(), "src/main.rs", &main);
    let lines = run(folder.path());
    let is = |at: usize| lines.get(&format!("pair{at}")).map(Vec::as_slice).unwrap_or_default();
    let first =
        |at: usize| is(at).iter().zip(&lines["before"]).find(|(is, was)| is != was).map(|(is, _)| is.clone());
    wanted.into_iter().map(|at| (at, first(at))).collect()
}

/// What the program of a folder prints, by what stands before the tab.
fn run(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let ran = support::cargo()
        .args(["run", "--offline", "--quiet"])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("verdicts"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .current_dir(folder)
        .output()
        .expect("cargo runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, line) in String::from_utf8_lossy(&ran.stdout).lines().filter_map(|line| line.split_once('\t'))
    {
        found.entry(name.to_owned()).or_default().push(line.to_owned());
    }
    found
}
