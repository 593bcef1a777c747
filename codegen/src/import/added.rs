//! A spec's fields in, what people added to them out: what they know, and read from words that tell a program nothing.

use super::change::Told;
use super::pairs::{Pairs, SIDES, below_node, field};
use crate::diagnostic::Span;
use crate::page::value::{Map, Value};
use crate::page::{PROSE, read_prose};
use crate::yaml::Node;

/// What no page says of a field.
const NEVER_SHOWN: [&str; 3] = ["note", "shared", "encoding"];

/// Whether people said this of a field, and no page did. `path` says whether it is of a request.
pub(super) fn is_added(field: &Value, key: &str, path: &str) -> bool {
    match field.get("inferred").and_then(|inferred| inferred.text_of(key)) {
        Some(origin) => origin != "sample",
        None => NEVER_SHOWN.contains(&key) || PROSE.contains(&key) && !was_read(field, key, path),
    }
}

/// Whether the importer reads such a fact from the field's words.
pub(super) fn was_read(field: &Value, key: &str, path: &str) -> bool {
    let (words, kind) = (field.text_of("doc").unwrap_or_default(), field.text_of("type").unwrap_or_default());
    read_prose(words, kind, !path.starts_with("response.")).iter().any(|(read, _)| *read == key)
}

/// Tells what people added, and what is gone with the field or the struct that it was about.
pub(super) fn tell_gone(old: &Node, page: &Map, pairs: &Pairs, told: &mut Told) {
    for side in SIDES {
        if let Some(entry) = old.entry(side) {
            fields(&entry.node, side, &mut |path, was, span| {
                let now = field(page, pairs.new_of(path).unwrap_or(path));
                let is_gone = |key: &str| now.is_none_or(|now| now.get(key).is_none());
                for (key, value) in was.entries().iter().filter(|(key, _)| is_gone(key)) {
                    if is_added(was, key, path) {
                        told.stale(
                            path,
                            format!("people added `{key}: {}`: it is gone", value.shown()),
                            span,
                        );
                    }
                }
                if now.is_none() && is_added(was, "field", path) {
                    told.stale(path, "people added this field: it is gone with what it stood in", span);
                }
            });
        }
    }
}

/// Every field of a struct and below it, with its path.
fn fields(structure: &Node, path: &str, each: &mut impl FnMut(&str, &Value, Span)) {
    for entry in structure.entries() {
        let path = format!("{path}.{}", entry.key.text);
        each(&path, &Value::of(&entry.node), entry.key_span);
        if let Some(below) = below_node(&entry.node) {
            fields(below, &path, each);
        }
    }
}
