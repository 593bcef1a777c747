//! Facts that a page has in words alone: of the endpoints that use all that the language can say, which come back as facts, and which
//! stay words, because nothing says with certainty that they mean it.

use std::collections::BTreeMap;
use std::path::Path;

use serde_yaml::Value;

use crate::support::page_writer::Layout;
use crate::support::texts;
use crate::{Remaining, assert_remains, round_trips};

const OLDER: &[Layout] = &[Layout::Dotted, Layout::Dashed, Layout::Indented, Layout::Flat];

/// What remains of endpoints in every shape. Where a fact is lost, the page's words are in `doc`.
///
/// - `lost enum`: one of its values has no words (`1:解锁,-1`), or is a word in small letters, which could as well be a field's name.
/// - `lost enum` of a list or a map in a table, besides: whether its words are about each item, or about its keys, is not said.
/// - `lost encoding`: whose encoding a `URL 编码` is, the value's or that of the URL that holds it, is not said.
/// - `lost length`: whether it is that of a value, or of what becomes of it in base64, is not said.
/// - `another title`: it is called like one of the site's buttons, which no line below is.
const OF_SHAPES: [Remaining; 5] = [
    ("lost enum", &[Layout::New, Layout::Spaced], 6),
    ("lost enum", OLDER, 7),
    ("lost encoding", &Layout::ALL, 1),
    ("lost length", &Layout::ALL, 1),
    ("another title", OLDER, 1),
];

/// What remains of texts that attack: each has a mark in it at which a page's words end.
const OF_TEXTS: [Remaining; 4] = [
    ("another deprecated", &Layout::ALL, 1),
    ("lost required_when", &Layout::ALL, 1),
    ("lost default", &Layout::ALL, 1),
    ("lost sentinels", &Layout::ALL, 1),
];

/// The specs of a folder, by path, and its platform's.
fn specs(folder: &str) -> (BTreeMap<String, Value>, Value) {
    let texts = texts(Path::new(folder), "yaml");
    let read = |text: &String| serde_yaml::from_str(text).expect("a spec is YAML");
    let mut specs: BTreeMap<_, _> = texts.iter().map(|(path, text)| (path.clone(), read(text))).collect();
    let platform = specs.remove("platform.yaml").expect("it has a platform");
    assert!(!specs.is_empty());
    (specs, platform)
}

#[test]
fn words_of_every_shape_come_back_as_facts_where_they_are_certain() {
    for (folder, remaining) in [
        ("spec", &[][..]),
        ("examples/downstream/spec", &[]),
        ("tests/golden/minimal/spec", &[]),
        ("tests/golden/shapes/spec", &OF_SHAPES),
        ("tests/golden/texts/spec", &OF_TEXTS),
    ] {
        let (specs, platform) = specs(folder);
        println!("{folder}:");
        assert_remains(&round_trips(&specs, &platform), remaining);
    }
}
