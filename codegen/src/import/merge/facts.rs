//! A field's facts by key, changed one by one and kept in the order in which specs have them.

use crate::page::value::{Map, Value, get};

/// The order of a field's facts in a spec.
const ORDER: [&str; 25] = [
    "type",
    "required",
    "required_when",
    "sample",
    "fixed",
    "unit",
    "length",
    "count",
    "range",
    "unique",
    "format",
    "encoding",
    "default",
    "sentinels",
    "deprecated",
    "joined",
    "doc",
    "note",
    "enum",
    "shared",
    "inferred",
    "fields",
    "items",
    "values",
    "content",
];

/// Where a fact comes from that is not the page's own.
pub(super) fn origin<'f>(field: &'f Value, key: &str) -> Option<&'f str> {
    field.get("inferred")?.text_of(key)
}

pub(super) fn without_mark(facts: &mut Map, key: &str) {
    let marks = get(facts, "inferred").map(Value::entries).unwrap_or_default();
    let marks: Map = marks.iter().filter(|(mark, _)| mark != key).cloned().collect();
    set(facts, "inferred", (!marks.is_empty()).then_some(Value::Map(marks)));
}

/// Sets a fact, or takes it away.
pub(super) fn set(facts: &mut Map, key: &str, value: Option<Value>) {
    let at = facts.iter().position(|(name, _)| name == key);
    match (at, value) {
        (Some(at), Some(value)) => facts[at].1 = value,
        (Some(at), None) => drop(facts.remove(at)),
        (None, Some(value)) => {
            let rank = |key: &str| ORDER.iter().position(|known| *known == key);
            let at = facts.iter().position(|(other, _)| rank(other) > rank(key)).unwrap_or(facts.len());
            facts.insert(at, (key.to_owned(), value));
        }
        (None, None) => {}
    }
}
