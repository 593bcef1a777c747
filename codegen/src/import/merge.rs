//! A spec's `page:` block and a reading of its page in, the block as it shall be and what moved out.
//!
//! What a page says counts. What people added that a page cannot show stays: what is inferred from elsewhere, notes,
//! shared types, and what they read from words that are still the same.

mod facts;
mod field;
mod held;
mod order;
mod rows;
mod rules;
mod types;

use super::added;
use super::change::{Kind, Told};
use super::pairs::{Pairs, SIDES, at};
use crate::diagnostic::Span;
use crate::page::Reading;
use crate::page::value::{Map, Value, get};
use crate::yaml::{Entry, Node};

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

/// A page's facts as its spec shall have them.
pub(super) struct Merged {
    pub(super) page: Map,
    pub(super) pairs: Pairs,
    pub(super) told: Told,
}

/// Merges a page's facts into its spec's. `is_host` says whether the spec's host is the page's.
pub(super) fn merge(old: &Node, reading: &Reading, is_host: bool) -> Merged {
    let pairs = Pairs::of(old, &reading.page);
    let mut merge = Merge { old, pairs, told: Told::default() };
    let mut page: Map = Map::new();
    for key in ORDER {
        let merged = merge.part(key, reading, is_host);
        page.extend(merged.map(|merged| (key.to_owned(), merged)));
    }
    // What is no part of a page is not the importer's to remove: `lint` tells of it.
    for (key, value) in Value::of(old).entries().iter().filter(|(key, _)| !ORDER.contains(&key.as_str())) {
        page.push((key.clone(), value.clone()));
    }
    let page = in_order_of(old, page);
    added::tell_gone(old, &page, &merge.pairs, &mut merge.told);
    merge.told.changes.sort_by_key(|change| change.span.start);
    Merged { page, pairs: merge.pairs, told: merge.told }
}

/// Parts in the file's own order, where it has one.
fn in_order_of(old: &Node, parts: Map) -> Map {
    let place = |key: &str| old.entry(key).map(|entry| entry.key_span.start);
    let mut ordered: Map = Map::new();
    for (key, value) in parts {
        let here = place(&key);
        let before = |(other, _): &(String, Value)| here.is_some() && place(other) > here;
        let at = ordered.iter().position(before).unwrap_or(ordered.len());
        ordered.insert(at, (key, value));
    }
    ordered
}

struct Merge<'m> {
    /// The spec's `page:` block.
    old: &'m Node,
    pairs: Pairs,
    told: Told,
}

impl Merge<'_> {
    /// A part of the page as its spec shall have it.
    fn part(&mut self, key: &str, reading: &Reading, is_host: bool) -> Option<Value> {
        let (before, now) = (self.old.entry(key).map(|entry| &entry.node), get(&reading.page, key));
        match key {
            "address" | "reply" => before.map(Value::of),
            "title" => self.title(before, now, reading),
            "host" if is_host => before.map(Value::of),
            "body" if now.is_none() => before.map(Value::of),
            "rules" => self.rules(before, now, &reading.page),
            "errors" => self.errors(before, now),
            "notes" => self.notes(before, now),
            "examples" => self.examples(before, now),
            side if SIDES.contains(&side) => {
                let nothing = Value::Map(Map::new());
                let fields = self.fields(before, now.unwrap_or(&nothing), side);
                let is_there = !fields.entries().is_empty() || before.is_some() && now.is_some();
                is_there.then_some(fields)
            }
            _ => self.plain(key, before, now),
        }
    }

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
    fn fields(&mut self, old: Option<&Node>, new: &Value, path: &str) -> Value {
        let mut merged: Map = Map::new();
        for (name, field) in new.entries() {
            let path = format!("{path}.{name}");
            let was = self.pairs.old_of(&path).map(str::to_owned);
            let entry = was.as_deref().and_then(|was| at(self.old, was));
            let value = if let (Some(was), Some(entry)) = (was, entry) {
                self.called(&was, &path, entry.key_span);
                self.paired(&was, &path, entry, field)
            } else {
                let kind = field.text_of("type").unwrap_or_default().to_owned();
                let span = old.map_or(self.old.span, |old| old.span);
                self.told.change(Kind::Added, &path, None, Some(kind), span);
                field.clone()
            };
            merged.push((name.clone(), value));
        }
        if let Some(old) = old {
            self.gone(old, path, &mut merged);
            return Value::Map(self.ordered(old, merged, path));
        }
        Value::Map(merged)
    }

    /// Merges a field that the spec has, of which the page may show less than it did.
    fn paired(&mut self, was: &str, path: &str, entry: &Entry, new: &Value) -> Value {
        let old = Value::of(&entry.node);
        let is_sampled =
            |field: &Value| field.get("inferred").is_some_and(|inferred| inferred.get("field").is_some());
        // A page lists all that stands at the top; below that it may hide what it lists.
        let is_listed_no_more = path.matches('.').count() == 1 || was != path;
        if is_sampled(new) && !is_sampled(&old) && is_listed_no_more {
            let told = (Some("listed".to_owned()), Some("in a sample only".to_owned()));
            self.told.change(Kind::Changed, path, told.0, told.1, entry.key_span);
            return self.with_added(&entry.node, new, path);
        }
        self.field(&entry.node, new, path)
    }

    /// Tells that a field is called otherwise, or stands elsewhere.
    fn called(&mut self, old: &str, new: &str, span: Span) {
        let (old_parent, old_name) = old.rsplit_once('.').unwrap_or_default();
        let (new_parent, new_name) = new.rsplit_once('.').unwrap_or_default();
        let kind = if old_name != new_name {
            Kind::Renamed
        } else if self.pairs.new_of(old_parent).unwrap_or(old_parent) != new_parent {
            Kind::Moved
        } else {
            return;
        };
        self.told.change(kind, new, Some(old.to_owned()), Some(new.to_owned()), span);
    }

    /// The spec's fields that the page has no more: those inferred from elsewhere stay.
    fn gone(&mut self, old: &Node, path: &str, merged: &mut Map) {
        for entry in old.entries() {
            let (name, field) = (&entry.key.text, Value::of(&entry.node));
            let path = format!("{}.{name}", self.pairs.old_path(path));
            if self.pairs.new_of(&path).is_some() {
                continue;
            }
            let origin = field.get("inferred").and_then(|inferred| inferred.text_of("field"));
            if let Some(origin) = origin.filter(|origin| *origin != "sample") {
                self.told.keep(&path, format!("from a {origin}"), entry.key_span);
                merged.push((name.clone(), field.clone()));
            } else {
                let kind = field.text_of("type").unwrap_or_default().to_owned();
                self.told.change(Kind::Removed, &path, Some(kind), None, entry.key_span);
            }
        }
    }
}
