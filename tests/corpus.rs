//! Does the language hold the platform? Names and types of 491 more endpoints, and our two, are generated and compiled.

mod support;

use std::collections::BTreeMap;

use douyin_codegen::configure;
use support::corpus::Corpus;
use support::downstream::Crate;

/// The endpoints of the corpus, and our two.
const ALL: usize = 493;

/// All of them together.
fn generated() -> BTreeMap<String, String> {
    let corpus = Corpus::whole();
    assert_eq!(corpus.specs.len(), ALL + 1, "one for each endpoint, and the platform's");
    let tree = configure().sources(corpus.sources()).generate().unwrap_or_else(|error| panic!("{error}"));
    tree.files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

#[test]
fn every_choice_that_the_structure_does_not_make_is_listed() {
    let path = "tests/corpus/choices.txt";
    let corpus = Corpus::whole();
    let lines: Vec<_> =
        corpus.choices.iter().map(|(choice, times)| format!("{times:5}  {choice}\n")).collect();
    let choices = lines.concat();
    if std::env::var_os("ACCEPT").is_some() {
        std::fs::write(support::root().join(path), &choices).expect("it can be written");
    }
    assert_eq!(choices, support::read(path), "write {path} anew with `ACCEPT=1 cargo test --test corpus`");
}

#[test]
fn every_endpoint_is_generated() {
    let files = generated();
    let endpoints = files.keys().filter(|path| path.contains('/') && !path.ends_with("/mod.rs")).count();
    let lines: usize = files.values().map(|text| text.lines().count()).sum();
    println!("{endpoints} endpoints, {} files, {lines} lines", files.len());
    assert_eq!(endpoints, ALL);
}

#[test]
#[ignore = "compiles 493 endpoints"]
fn every_endpoint_compiles_without_a_warning() {
    let krate = Crate::copied();
    for path in ["build.rs", "tests/refund.rs", "tests/generated.rs"] {
        std::fs::remove_file(krate.path(path)).expect("it is there");
    }
    for (path, text) in generated() {
        krate.write(&format!("all/{path}"), &text);
    }
    krate.write(
        "src/lib.rs",
        "//! All of them.\n#![deny(warnings, missing_docs)]\n\ninclude!(\"../all/lib.rs\");\n",
    );
    krate.succeeds(&["check"]);
    let told = krate.succeeds(&["doc", "--no-deps"]);
    assert!(!told.contains("warning"), "{told}");
}
