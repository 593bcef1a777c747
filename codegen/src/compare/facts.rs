//! The facts about one field that only documentation tells, as they were and as they are.

use super::Both;
use super::at::At;
use super::change::{Change, Kind, Verdict, said};
use crate::spec::{Differing as _, Facts};

/// The keys whose values differ, those of `inferred` as `inferred.KEY`.
pub(super) fn differing(both: Both<&Facts>) -> Vec<&'static str> {
    let keys = both.old.differing(both.new);
    let inferred = both.old.inferred.differing(&both.new.inferred);
    let inferred = inferred.into_iter().filter_map(|fact| INFERRED.iter().find(|(key, _)| *key == fact));
    let facts = keys.into_iter().filter(|key| *key != "inferred");
    facts.chain(inferred.map(|(_, path)| *path)).collect()
}

/// Facts that can be inferred, and where that is said.
const INFERRED: [(&str, &str); 12] = [
    ("field", "inferred.field"),
    ("required", "inferred.required"),
    ("unit", "inferred.unit"),
    ("length", "inferred.length"),
    ("count", "inferred.count"),
    ("range", "inferred.range"),
    ("unique", "inferred.unique"),
    ("format", "inferred.format"),
    ("encoding", "inferred.encoding"),
    ("default", "inferred.default"),
    ("sentinels", "inferred.sentinels"),
    ("note", "inferred.note"),
];

/// Where a fact of a field is said.
pub(super) fn at(field: &At, key: &str) -> At {
    field.below(&key.split('.').collect::<Vec<_>>())
}

/// What differs and has not been told: documentation, and what only a person can take note of.
pub(super) fn compare(field: &At, both: Both<&Facts>, told: &[&str]) -> Vec<Change> {
    let untold = differing(both).into_iter().filter(|key| !told.contains(key));
    untold.map(|key| fact(&at(field, key), key, both)).collect()
}

fn fact(at: &At, key: &'static str, both: Both<&Facts>) -> Change {
    let unit = both.map(|facts| facts.unit.as_ref().map(|unit| unit.value));
    if let (Some(_), Some(_), "unit") = (unit.old, unit.new, key) {
        let change = at.change(Kind::Changed, said("the number counts something else", &[]));
        let change = change.todo(said("pass, and read, the number in its new unit", &[]));
        return change.wire(Verdict::no("the same number means something else; only documentation shows it"));
    }
    let says = match key {
        "doc" | "note" | "required_when" | "deprecated" => "the words are others",
        "sample" => "the sample is another one",
        _ => "documentation alone says it",
    };
    at.reworded(said(says, &[]))
}
