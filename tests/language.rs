//! Is everything that the language can say said in a spec that tests compile and call, and described in the reference?

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

/// The specs with a tree of their own that tests compile and call.
const FOLDERS: [&str; 4] =
    ["spec", "tests/golden/shapes/spec", "tests/golden/texts/spec", "examples/downstream/spec"];

/// Every key of the language, and every word that can be a value of one: `field`'s `type` and its `int32`.
fn constructs() -> BTreeSet<(String, Option<String>)> {
    let schema: Value = serde_json::from_str(&support::read("spec/schema.json")).expect("it is JSON");
    let mut found = BTreeSet::new();
    for (name, definition) in schema["definitions"].as_object().expect("they are by name") {
        for (key, value) in definition["properties"].as_object().into_iter().flatten() {
            found.insert((key.clone(), None));
            // Where a fact comes from is the same few words for each.
            let words = value["enum"].as_array().filter(|_| name != "Inferred" && key != "inferred");
            let words = words.into_iter().flatten().filter_map(Value::as_str);
            found.extend(words.map(|word| (key.clone(), Some(word.to_owned()))));
        }
    }
    found
}

/// Every key and every text under it, wherever they stand.
fn said(value: &Value, found: &mut BTreeMap<String, BTreeSet<String>>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let values = found.entry(key.clone()).or_default();
                values.extend(value.as_str().map(str::to_owned));
                said(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| said(item, found)),
        _ => {}
    }
}

fn specs(folder: &Path, found: &mut BTreeMap<String, BTreeSet<String>>) {
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            specs(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            let text = fs::read_to_string(&path).expect("it can be read");
            let spec: Value = serde_yaml::from_str(&text).expect("it is YAML");
            said(&spec, found);
        }
    }
}

#[test]
fn every_construct_stands_in_a_spec_that_is_compiled_and_called() {
    let mut found = BTreeMap::new();
    for folder in FOLDERS {
        specs(&support::root().join(folder), &mut found);
    }
    let constructs = constructs();
    assert!(constructs.len() > 100, "the schema is read: {}", constructs.len());
    let is_missing = |(key, word): &&(String, Option<String>)| match word {
        None => !found.contains_key(key),
        Some(word) => !found.get(key).is_some_and(|values| values.contains(word)),
    };
    let missing: Vec<_> = constructs.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "no spec under {FOLDERS:?} says {missing:#?}");
}

#[test]
fn every_construct_is_described_in_the_reference() {
    let reference = support::read("spec/README.md");
    // As inline code, or as a key or a value of an example.
    let named = |name: &str| {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        reference.match_indices(name).any(|(at, _)| {
            let (before, after) = (&reference[..at], &reference[at + name.len()..]);
            let is_key = after.starts_with(':') && before.ends_with([' ', '`', '{']);
            let is_value = before.ends_with(": ") && after.starts_with(['\n', ' ', ',', '`']);
            before.ends_with('`') && !after.starts_with(is_part) || is_key || is_value
        })
    };
    let missing: Vec<_> =
        constructs().into_iter().filter(|(key, word)| !named(word.as_ref().unwrap_or(key))).collect();
    assert!(missing.is_empty(), "spec/README.md does not name {missing:#?}");
}
