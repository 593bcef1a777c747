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
mod behaviour;
mod called;
mod compiled;
mod judge;
mod pairs;
mod verdict;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use pairs::{PAIRS, Pair};
use verdict::Verdict;

/// The specs that all pairs start from.
const BEFORE: &str = "tests/verdicts/before";

#[test]
fn the_tree_before_is_as_written() {
    let folder = support::root().join(BEFORE);
    douyin_codegen::configure().spec(folder.join("spec")).assert_fresh(folder.join("generated"));
}

/// What breaks the wire, and no server and no compiler can see: the same value means something else, or a field that any
/// reply may leave out is always absent.
const FOR_PEOPLE: [&str; 8] = [
    "request: another unit",
    "request: a narrower integer",
    "query: narrower integers in a list",
    "query: another default",
    "enum of a request: the words of two values change places",
    "enum of a reply: value renamed",
    "response: renamed on the wire, the same in Rust",
    "response: renamed, with the same words",
];

/// What breaks the source, and no compiler can see: the arguments are of one type, or become it.
const SILENT: [&str; 1] = ["request: arguments of like types in another order"];

/// Today's specs of a pair.
fn after(pair: &Pair) -> BTreeMap<String, String> {
    let mut specs = support::texts(&support::root().join(BEFORE).join("spec"), ".yaml");
    for (file, old, new) in pair.edits {
        if old.is_empty() {
            match (*new, new.strip_prefix('=')) {
                ("", _) => drop(specs.remove(*file)),
                (_, Some(other)) => drop(specs.insert((*file).to_owned(), specs[other].clone())),
                (text, None) => drop(specs.insert((*file).to_owned(), text.to_owned())),
            }
            continue;
        }
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
    let mut table = "| pair | wire | a server finds |\n|---|---|---|\n".to_owned();
    for (pair, verdict) in PAIRS.iter().zip(&verdicts) {
        let found = called::program(&after(pair)).await;
        let (word, name) = (word(verdict.wire), pair.name);
        if found.is_err() != verdict.wire && !FOR_PEOPLE.contains(&name) {
            wrong.push(format!("{name}: the verdict is {word}, and {found:?}"));
        }
        let found = found.err().unwrap_or_else(|| "that the program works".to_owned());
        let found = found.replace('|', "\\|").replace('\n', " ");
        let _ = writeln!(table, "| {name} | {word} | {found} |");
    }
    println!(
        "{} pairs: {} break the wire",
        PAIRS.len(),
        verdicts.iter().filter(|verdict| verdict.wire).count()
    );
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), PAIRS.len(), wrong.join("\n"));
    is_written("wire.md", &table);
}

#[test]
#[ignore = "a compiler looks at each pair"]
fn a_compiler_finds_what_the_verdict_on_the_source_says() {
    let verdicts = verdict::all();
    let found = compiled::failing();
    let mut wrong = Vec::new();
    let mut table = "| pair | source | a compiler finds |\n|---|---|---|\n".to_owned();
    for (at, (pair, verdict)) in PAIRS.iter().zip(&verdicts).enumerate() {
        let error = found.get(&at);
        let (word, name) = (word(verdict.source), pair.name);
        if error.is_some() != verdict.source && !SILENT.contains(&name) {
            wrong.push(format!("{name}: the verdict is {word}, and {error:?}"));
        }
        // The words of an error are the compiler's, and others in its next version.
        let found = error.map_or("that the code compiles", |_| "an error");
        let _ = writeln!(table, "| {name} | {word} | {found} |");
    }
    println!("{} pairs: {} do not compile", PAIRS.len(), found.len());
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), PAIRS.len(), wrong.join("\n"));
    is_written("source.md", &table);
}

/// Pairs that break the source only for those who name the type: the program does not.
const UNNAMED: [&str; 2] = ["endpoint: a secret is hidden no more", "endpoint: a text becomes personal"];

#[test]
#[ignore = "a program with the clients of all pairs is built"]
fn the_clients_do_what_the_verdict_on_the_behaviour_says() {
    let verdicts = verdict::all();
    let is_wanted = |at: usize| !verdicts[at].source || UNNAMED.contains(&PAIRS[at].name);
    let found = behaviour::differing(is_wanted);
    let mut wrong = Vec::new();
    let mut table = "| pair | behaviour | its client |\n|---|---|---|\n".to_owned();
    for (at, differs) in &found {
        let (says, name) = (verdicts[*at].behaviour, PAIRS[*at].name);
        if differs.is_some() != says {
            wrong.push(format!("{name}: changes is {says}, and {differs:?}"));
        }
        let word = if says { "**changes**" } else { "same" };
        let found = differs.clone().unwrap_or_else(|| "does the same".to_owned()).replace('|', "\\|");
        let _ = writeln!(table, "| {name} | {word} | {found} |");
    }
    println!(
        "{} pairs, of which {} change what a client does",
        found.len(),
        found.values().flatten().count()
    );
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), found.len(), wrong.join("\n"));
    is_written("behaviour.md", &table);
}

#[test]
fn the_table_of_verdicts_is_as_written() {
    let mut table = "| pair | wire | source | behaviour | version |\n|---|---|---|---|---|\n".to_owned();
    for (pair, Verdict { wire, source, behaviour, bump }) in PAIRS.iter().zip(verdict::all()) {
        let (wire, source) = (word(wire), word(source));
        let behaviour = if behaviour { "**changes**" } else { "same" };
        let _ = writeln!(table, "| {} | {wire} | {source} | {behaviour} | {bump} |", pair.name);
    }
    is_written("table.md", &table);
}

/// A table for people.
fn is_written(name: &str, table: &str) {
    let path = support::root().join("tests/verdicts").join(name);
    if std::env::var_os("ACCEPT").is_some() {
        std::fs::write(&path, table).expect("it can be written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(
        table, written,
        "run `ACCEPT=1 cargo test --test verdicts`, and read the difference in {name}"
    );
}

fn word(is_no: bool) -> &'static str {
    if is_no { "**breaks**" } else { "holds" }
}
