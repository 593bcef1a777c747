//! A spec's `page:` block and a reading of its page in, the block as it shall be and what moved out.
//!
//! What a page says counts. What people added that a page cannot show stays: what is inferred from elsewhere, notes,
//! shared types, and what they read from words that are still the same.

use super::change::{Kind, Told};
use super::pairs::{Pairs, SIDES, at, below};
use crate::diagnostic::Span;
use crate::page::Reading;
use crate::page::value::{Map, Value, get};
use crate::yaml::{self, Node};

/// The order of a page's parts.
const ORDER: [&str; 17] = [
    "title",
    "address",
    "method",
    "host",
    "path",
    "scope",
    "permission",
    "notes",
    "headers",
    "query",
    "request",
    "body",
    "rules",
    "reply",
    "response",
    "errors",
    "examples",
];

pub(super) struct Merge<'m> {
    pub(super) old: &'m Node,
    pub(super) pairs: Pairs,
    pub(super) told: Told,
}

/// Merges a page's facts into its spec's. `is_host` says whether the spec's host is the page's.
pub(super) fn merge(old: &Node, reading: &Reading, is_host: bool) -> (Map, Told) {
    let pairs = Pairs::of(old, &reading.page);
    let mut merge = Merge { old, pairs, told: Told::default() };
    let mut page = Map::new();
    for key in ORDER {
        let (before, now) = (old.entry(key).map(|entry| &entry.node), get(&reading.page, key));
        let merged = match key {
            "address" | "reply" => before.map(Value::of),
            "title" => merge.title(before, now, reading),
            "host" if is_host => before.map(Value::of),
            "body" if now.is_none() => before.map(Value::of),
            "rules" => merge.rules(before, now, &reading.page),
            "errors" => merge.errors(before, now),
            "notes" | "examples" => merge.texts(key, before, now),
            side if SIDES.contains(&side) => {
                let nothing = Value::Map(Map::new());
                let fields = merge.fields(before, now.unwrap_or(&nothing), side);
                (!fields.entries().is_empty() || before.is_some_and(|_| now.is_some())).then_some(fields)
            }
            _ => merge.plain(key, before, now),
        };
        page.extend(merged.map(|merged| (key.to_owned(), merged)));
    }
    // The file's own order, where it has one.
    let place = |key: &str| old.entry(key).map(|entry| entry.key_span.start);
    let mut ordered: Map = Map::new();
    for (key, value) in page {
        let here = place(&key);
        let before = |(other, _): &(String, Value)| here.is_some() && place(other) > here;
        let at = ordered.iter().position(before).unwrap_or(ordered.len());
        ordered.insert(at, (key, value));
    }
    merge.told.changes.sort_by_key(|change| change.span.start);
    (ordered, merge.told)
}

impl Merge<'_> {
    /// A title that the page's navigation still has is kept: which of its lines is the title cannot be known.
    fn title(&mut self, old: Option<&Node>, new: Option<&Value>, reading: &Reading) -> Option<Value> {
        let was = old.map(Value::of);
        if let Some(title) = was.as_ref().and_then(Value::text)
            && reading.says(title)
        {
            return was;
        }
        self.plain("title", old, new)
    }

    /// A single fact of the page.
    fn plain(&mut self, key: &str, old: Option<&Node>, new: Option<&Value>) -> Option<Value> {
        let was = old.map(Value::of);
        if was.as_ref() == new {
            return was;
        }
        let kind = match (&was, new) {
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ => Kind::Changed,
        };
        let span = old.map_or(self.old.span, |old| old.span);
        self.told.change(kind, key, was.as_ref().map(Value::shown), new.map(Value::shown), span);
        new.cloned()
    }

    /// The fields of one struct.
    pub(super) fn fields(&mut self, old: Option<&Node>, new: &Value, path: &str) -> Value {
        let mut merged: Map = Map::new();
        for (name, field) in new.entries() {
            let path = format!("{path}.{name}");
            let span = old.map_or(self.old.span, |old| old.span);
            let counterpart =
                self.pairs.old_of(&path).and_then(|old| Some((old.to_owned(), at(self.old, old)?)));
            let value = match counterpart {
                Some((was, entry)) => {
                    self.called(&was, &path, entry.key_span);
                    self.shown(&was, &path, entry, field)
                }
                None => {
                    let kind = field.text_of("type").unwrap_or_default().to_owned();
                    self.told.change(Kind::Added, &path, None, Some(kind), span);
                    field.clone()
                }
            };
            merged.push((name.clone(), value));
        }
        if let Some(old) = old {
            self.gone(old, path, &mut merged);
            return Value::Map(self.ordered(old, merged, path));
        }
        Value::Map(merged)
    }

    /// Merges a field, of which the page may show less than it did.
    fn shown(&mut self, was: &str, path: &str, entry: &yaml::Entry, new: &Value) -> Value {
        let old = Value::of(&entry.node);
        let is_sampled =
            |field: &Value| field.get("inferred").is_some_and(|inferred| inferred.get("field").is_some());
        // A page lists all that stands at the top; below that it may hide what it lists.
        let is_listed_no_more = path.matches('.').count() == 1 || was != path;
        if is_sampled(new) && !is_sampled(&old) && is_listed_no_more {
            let told = (Some("listed".to_owned()), Some("in a sample only".to_owned()));
            self.told.change(Kind::Changed, path, told.0, told.1, entry.key_span);
            return new.clone();
        }
        self.field(&entry.node, new, path)
    }

    /// Tells that a field is called otherwise, or stands elsewhere.
    fn called(&mut self, old: &str, new: &str, span: Span) {
        let (old_parent, old_name) = old.rsplit_once('.').unwrap_or_default();
        let (new_parent, new_name) = new.rsplit_once('.').unwrap_or_default();
        let told = || (Some(old.to_owned()), Some(new.to_owned()));
        if old_name != new_name {
            self.told.change(Kind::Renamed, new, told().0, told().1, span);
        } else if self.pairs.new_of(old_parent).unwrap_or(old_parent) != new_parent {
            self.told.change(Kind::Moved, new, told().0, told().1, span);
        }
    }

    /// The spec's fields that the page has no more: those inferred from elsewhere stay.
    fn gone(&mut self, old: &Node, path: &str, merged: &mut Map) {
        let was = self.pairs.old_path(path);
        let entries = Value::of(old);
        for (name, field) in entries.entries() {
            let old_path = format!("{was}.{name}");
            if self.pairs.new_of(&old_path).is_some() {
                continue;
            }
            let Some(entry) = old.entry(name) else { continue };
            let origin = field.get("inferred").and_then(|inferred| inferred.text_of("field"));
            match origin {
                Some(origin) if origin != "sample" => {
                    self.told.keep(&old_path, format!("from a {origin}"), entry.key_span);
                    merged.push((name.clone(), field.clone()));
                }
                _ => {
                    let kind = field.text_of("type").unwrap_or_default().to_owned();
                    self.told.change(Kind::Removed, &old_path, Some(kind), None, entry.key_span);
                }
            }
        }
    }

    /// Everything below a field that is shown now and was not before.
    pub(super) fn added_below(&mut self, holds: &Value, path: &str, span: Span) {
        let fields = holds.get("fields").or_else(|| below(holds)).unwrap_or(holds);
        for (name, field) in fields.entries().iter().filter(|(_, field)| field.get("type").is_some()) {
            let kind = field.text_of("type").unwrap_or_default().to_owned();
            self.told.change(Kind::Added, &format!("{path}.{name}"), None, Some(kind), span);
        }
    }

    /// What the spec says of a field's insides, where the page shows nothing of them.
    pub(super) fn hidden(&mut self, old: &Node, path: &str, key: &str) {
        self.told.keep(path, format!("{key}, which the page does not show"), old.span);
    }
}

impl Pairs {
    /// The spec's path of what has this path on the page.
    fn old_path<'p>(&'p self, new: &'p str) -> &'p str {
        self.old_of(new).unwrap_or(new)
    }
}
