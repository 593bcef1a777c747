//! The facts about one field that only documentation tells, as they were and as they are.

use super::Both;
use super::at::At;
use super::change::{Change, Verdict, said};
use crate::spec::{Differing as _, Facts, Kind};

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

/// What differs of the kinds that a field holds, and is no other type.
pub(super) fn held(field: &At, both: Both<&[(&'static str, Kind)]>, told: &[&str]) -> Option<Change> {
    let pairs = both.old.iter().zip(both.new);
    let differs = |((_, old), (_, new)): (&(&str, Kind), &(&str, Kind))| old != new;
    let last = pairs.clone().position(differs).filter(|_| !told.contains(&"type"))?;
    let keys: Vec<_> = both.new.iter().take(last + 1).map(|(key, _)| *key).chain(["type"]).collect();
    let at = field.below(&keys);
    Some(match narrowed(&at, both.map(|held| held[last].1)) {
        Some((says, why, todo)) => at.changed(said(says, &[])).wire(Verdict::no(why)).todo(said(todo, &[])),
        None => at.reworded(said("documentation alone says it", &[])),
    })
}

fn fact(at: &At, key: &'static str, both: Both<&Facts>) -> Change {
    if let Some((says, why, todo)) = meaning(at, key, both) {
        return at.changed(said(says, &[])).wire(Verdict::no(why)).todo(said(todo, &[]));
    }
    let says = match key {
        "doc" | "note" | "required_when" | "deprecated" => "the words have changed",
        "sample" => "the sample is another one",
        _ => "documentation alone says it",
    };
    at.reworded(said(says, &[]))
}

/// What a fact says that gives the same value another meaning, though only people can see it; why that breaks, and what to
/// do about it.
fn meaning(at: &At, key: &str, both: Both<&Facts>) -> Option<(&'static str, &'static str, &'static str)> {
    match key {
        "unit" if is_other(both, |facts| facts.unit.as_ref().map(|unit| unit.value)) => Some((
            "the number counts something else",
            "the same number means something else; only documentation shows it",
            "pass, and read, the number in its new unit",
        )),
        "default" if at.is_sent && is_other(both, |facts| facts.default.as_ref().map(|text| &text.value)) => {
            Some((
                "the platform takes something else where it is absent",
                "a call without it means something else; only documentation shows it",
                "set it, where what the platform took before is meant",
            ))
        }
        "type" => narrowed(at, both.map(|facts| facts.kind.value)),
        // What is sent is checked, and told as a limit, unless it is inferred.
        "format" if !at.is_sent || both.new.inferred.format.is_some() => {
            is_other(both, |facts| facts.format.as_ref().map(|text| text.value)).then_some((
                "the text looks otherwise",
                "yesterday's texts are written, or taken apart, in the old form; only documentation shows it",
                "write, or read, the text in its new form",
            ))
        }
        "encoding" if !at.is_sent || both.new.inferred.encoding.is_some() => {
            is_other(both, |facts| facts.encoding.as_ref().map(|text| text.value)).then_some((
                "the text is encoded in another way",
                "yesterday's texts are encoded, or decoded, in the old way; only documentation shows it",
                "encode, or decode, the text in its new way",
            ))
        }
        "sentinels" if trade_places(both) => Some((
            "the meanings of special values change places",
            "the same value means something else; only documentation shows it",
            "pass, and read, the values with their new meanings",
        )),
        _ => None,
    }
}

/// What is sent may have fewer bits.
fn narrowed(at: &At, kinds: Both<Kind>) -> Option<(&'static str, &'static str, &'static str)> {
    (at.is_sent && kinds.old == Kind::Int64 && kinds.new == Kind::Int32).then_some((
        "the platform takes smaller numbers only",
        "numbers that were right are wrong now; only documentation shows it",
        "pass no number of more than 32 bits",
    ))
}

/// Whether a special value has the meaning now that another one had.
fn trade_places(both: Both<&Facts>) -> bool {
    let Both { old: Some(old), new: Some(new) } = both.map(|facts| facts.sentinels.as_ref()) else {
        return false;
    };
    let was =
        |value: &str| old.value.0.iter().find(|(known, _)| known.value == value).map(|(_, means)| means);
    new.value.0.iter().any(|(value, means)| {
        let is_other = was(&value.value).is_some_and(|was| was != means);
        is_other && !means.is_empty() && old.value.0.iter().any(|(_, was)| was == means)
    })
}

/// Whether both say something, and not the same.
fn is_other<'f, M: PartialEq>(both: Both<&'f Facts>, of: impl Fn(&'f Facts) -> Option<M>) -> bool {
    matches!((of(both.old), of(both.new)), (Some(old), Some(new)) if old != new)
}
