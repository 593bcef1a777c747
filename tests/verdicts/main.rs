//! Is what `diff` says of a change what really happens? For each of more than a hundred pairs of specs a compiler is asked
//! whether yesterday's code builds, and a server whether yesterday's program works.

#[path = "../support/mod.rs"]
mod support;

#[expect(dead_code, reason = "users read what they need")]
mod before {
    pub mod shop {
        include!("before/generated/lib.rs");
    }
    include!("consumer.rs");
}
mod called;
mod compiled;
mod judge;
mod pairs;
mod verdict;

use std::collections::BTreeMap;

use pairs::{PAIRS, Pair};
use verdict::Verdict;

/// The specs that all pairs start from.
const BEFORE: &str = "tests/verdicts/before";

#[test]
fn the_tree_before_is_as_written() {
    let folder = support::root().join(BEFORE);
    douyin_codegen::configure().spec(folder.join("spec")).assert_fresh(folder.join("generated"));
}

/// What breaks the wire, and no server and no compiler can see: the same number means something else.
const FOR_PEOPLE: [&str; 1] = ["request: another unit"];

/// Today's specs of a pair.
fn after(pair: &Pair) -> BTreeMap<String, String> {
    let mut specs = support::texts(&support::root().join(BEFORE).join("spec"), ".yaml");
    for (file, old, new) in pair.edits {
        let text = specs.get_mut(*file).expect("the file is there");
        assert!(text.contains(old), "{}: {file} has no {old}", pair.name);
        *text = text.replacen(old, new, 1);
    }
    specs
}

#[tokio::test]
async fn a_server_finds_what_the_verdict_on_the_wire_says() {
    let verdicts = verdict::all();
    let mut wrong = Vec::new();
    let mut broken = 0;
    for (pair, verdict) in PAIRS.iter().zip(&verdicts) {
        let found = called::program(&after(pair)).await;
        broken += usize::from(found.is_err());
        if found.is_err() != verdict.wire && !FOR_PEOPLE.contains(&pair.name) {
            wrong.push(format!("{}: the verdict is {}, and {found:?}", pair.name, word(verdict.wire)));
        }
    }
    println!("{} pairs: {broken} broke the wire", PAIRS.len());
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), PAIRS.len(), wrong.join("\n"));
}

#[test]
#[ignore = "a compiler looks at each pair"]
fn a_compiler_finds_what_the_verdict_on_the_source_says() {
    let verdicts = verdict::all();
    let found = compiled::failing();
    let mut wrong = Vec::new();
    for (at, (pair, verdict)) in PAIRS.iter().zip(&verdicts).enumerate() {
        let error = found.get(&at);
        if error.is_some() != verdict.source {
            let error = error.map_or("it compiles", String::as_str);
            wrong.push(format!("{}: the verdict is {}, and {error}", pair.name, word(verdict.source)));
        }
    }
    println!("{} pairs: {} did not compile", PAIRS.len(), found.len());
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), PAIRS.len(), wrong.join("\n"));
}

/// The table that people read: what is said of each pair.
#[test]
fn the_table_of_verdicts_is_as_written() {
    let mut table = "| pair | wire | source | behaviour | version |\n|---|---|---|---|---|\n".to_owned();
    for (pair, Verdict { wire, source, behaviour, bump }) in PAIRS.iter().zip(verdict::all()) {
        let (wire, source) = (word(wire), word(source));
        let behaviour = if behaviour { "**changes**" } else { "same" };
        table.push_str(&format!("| {} | {wire} | {source} | {behaviour} | {bump} |\n", pair.name));
    }
    let path = support::root().join("tests/verdicts/table.md");
    if std::env::var_os("ACCEPT").is_some() {
        std::fs::write(&path, &table).expect("it can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(table, written, "run `ACCEPT=1 cargo test --test verdicts`, and read the difference");
}

fn word(is_no: bool) -> &'static str {
    if is_no { "**breaks**" } else { "holds" }
}
