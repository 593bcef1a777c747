//! A field as its spec has it and as its page has it in, the field as the spec shall have it out.

use super::Merge;
use super::facts::{origin, set, without_mark};
use super::types::{may_be_listed, may_be_sampled};
use crate::diagnostic::Span;
use crate::import::added::{is_added, was_read};
use crate::import::change::Kind;
use crate::page::PROSE;
use crate::page::value::{Map, Value, get};
use crate::yaml::Node;

/// What a page says of a field in so many words.
const OWN: [&str; 4] = ["required", "doc", "sample", "fixed"];
/// A field as its spec has it, and as its page has it.
pub(super) struct Both<'b> {
    pub(super) node: &'b Node,
    pub(super) was: Value,
    pub(super) new: &'b Value,
    /// The page's.
    pub(super) path: &'b str,
}

impl<'b> Both<'b> {
    pub(super) fn of(node: &'b Node, new: &'b Value, path: &'b str) -> Self {
        Self { node, was: Value::of(node), new, path }
    }

    pub(super) fn types(&self) -> (&str, &str) {
        (self.was.text_of("type").unwrap_or_default(), self.new.text_of("type").unwrap_or_default())
    }

    /// Where a fact stands, or else its field.
    pub(super) fn span(&self, key: &str) -> Span {
        self.node.entry(key).map_or(self.node.span, |entry| entry.node.span)
    }
}

impl Merge<'_> {
    /// Merges a field. `path` is the page's.
    pub(super) fn field(&mut self, old: &Node, new: &Value, path: &str) -> Value {
        let both = Both::of(old, new, path);
        let mut facts = both.was.entries().to_vec();
        if origin(new, "field").is_some() {
            self.sampled(&both, &mut facts);
        } else {
            self.listed(&both, &mut facts);
        }
        self.held(&both, &mut facts);
        Value::Map(facts)
    }

    /// The page's field, with what people added to the spec's.
    pub(super) fn with_added(&mut self, old: &Node, new: &Value, path: &str) -> Value {
        let both = Both::of(old, new, path);
        let mut facts = new.entries().to_vec();
        let mut marks = new.get("inferred").map(Value::entries).unwrap_or_default().to_vec();
        let mut kept = Vec::new();
        for (key, value) in both.was.entries().iter().filter(|(key, _)| is_added(&both.was, key, path)) {
            set(&mut facts, key, Some(value.clone()));
            marks.extend(origin(&both.was, key).map(|origin| (key.clone(), Value::word(origin))));
            kept.push(key.as_str());
        }
        set(&mut facts, "inferred", (!marks.is_empty()).then_some(Value::Map(marks)));
        if !kept.is_empty() {
            self.told.keep(path, kept.join(", "), old.span);
        }
        Value::Map(facts)
    }

    /// A field that only samples show: they say that it is there, and nearly its type. All else is people's.
    fn sampled(&mut self, both: &Both<'_>, facts: &mut Map) {
        let (before, now) = both.types();
        if !may_be_sampled(before, now) && origin(&both.was, "field").is_some() {
            let (before, now) = (before.to_owned(), now.to_owned());
            self.told.change(Kind::Retyped, both.path, Some(before), Some(now), both.span("type"));
            *facts = self.with_added(both.node, both.new, both.path).entries().to_vec();
        } else if both.was != *both.new {
            let keys = both.was.entries().iter().map(|(key, _)| key.as_str());
            let more = keys.filter(|key| !["type", "inferred", "fields", "items"].contains(key));
            let more = more.collect::<Vec<_>>().join(", ");
            if !more.is_empty() {
                self.told.keep(both.path, more, both.node.span);
            }
        }
    }

    /// A field that the page lists.
    fn listed(&mut self, both: &Both<'_>, facts: &mut Map) {
        self.kind(both, facts);
        if origin(&both.was, "field").is_some() {
            let told = (Some("in a sample only".to_owned()), Some("listed".to_owned()));
            self.told.change(Kind::Changed, both.path, told.0, told.1, both.span("inferred"));
            without_mark(facts, "field");
        }
        for key in OWN {
            self.own(key, both, facts);
        }
        for key in PROSE.into_iter().chain(["encoding"]) {
            self.read(key, both, facts);
        }
        for key in ["note", "shared", "joined"] {
            match (both.was.get(key), both.new.get(key)) {
                (Some(_), None) if get(facts, key).is_some() => {
                    self.told.keep(both.path, key, both.span(key));
                }
                (None, Some(value)) => set(facts, key, Some(value.clone())),
                _ => {}
            }
        }
        if let Some(origin) = origin(&both.was, "required") {
            self.told.keep(both.path, format!("required, from a {origin}"), both.span("inferred"));
        }
    }

    /// The type that the page names, if it is another one.
    fn kind(&mut self, both: &Both<'_>, facts: &mut Map) {
        let (before, now) = both.types();
        if before == now {
            return;
        }
        if may_be_listed(before, now) {
            let text = format!("type: {before}, where the page says {now}");
            return self.told.keep(both.path, text, both.span("type"));
        }
        set(facts, "type", Some(Value::word(now)));
        facts.retain(|(key, _)| !["fields", "items", "values", "content", "shared"].contains(&key.as_str()));
        let (before, now) = (before.to_owned(), now.to_owned());
        self.told.change(Kind::Retyped, both.path, Some(before), Some(now), both.span("type"));
    }

    /// A fact that the page says in so many words.
    fn own(&mut self, key: &str, both: &Both<'_>, facts: &mut Map) {
        let (before, now) = (both.was.get(key), both.new.get(key));
        let is_off = |value: Option<&Value>| {
            value.is_none_or(|value| key == "required" && value.text() == Some("false"))
        };
        if before == now || is_off(before) && is_off(now) || origin(&both.was, key).is_some() {
            return;
        }
        if key == "required" {
            let kind = if now.is_some() { Kind::NowRequired } else { Kind::NoLongerRequired };
            self.told.change(kind, both.path, None, None, both.span(key));
        } else {
            let is_reworded = key == "doc" && before.is_some() && now.is_some();
            let kind = if is_reworded { Kind::Reworded } else { Kind::Changed };
            self.fact(kind, key, both);
        }
        set(facts, key, now.cloned());
    }

    /// A fact that is read from the page's words, by the importer or by a person. As long as the words are the same, what
    /// the spec says of them stands.
    fn read(&mut self, key: &str, both: &Both<'_>, facts: &mut Map) {
        let (before, now) = (both.was.get(key), both.new.get(key));
        if let Some(origin) = origin(&both.was, key) {
            return self.told.keep(both.path, format!("{key}, from a {origin}"), both.span(key));
        }
        if before == now {
            return;
        }
        let has_type = may_be_listed(both.types().0, both.types().1);
        let has_words = both.was.text_of("doc") == both.new.text_of("doc");
        if has_type && has_words {
            if before.is_some() {
                let text = format!("{key}, as people read the page's words");
                self.told.keep(both.path, text, both.span(key));
            }
            return;
        }
        if let Some(before) = before
            && now.is_none()
            && !was_read(&both.was, key, both.path)
        {
            let what = if has_words { "the field's type is another one" } else { "its words are others" };
            let text =
                format!("people read `{key}: {}`, and {what} now: see if it still holds", before.shown());
            return self.told.stale(both.path, text, both.span(key));
        }
        let is_limit = ["length", "count", "range"].contains(&key);
        self.fact(if is_limit { Kind::Limit } else { Kind::Changed }, key, both);
        set(facts, key, now.cloned());
    }

    /// Tells that a fact of a field is another one.
    fn fact(&mut self, kind: Kind, key: &str, both: &Both<'_>) {
        let shown = |field: &Value| field.get(key).map(Value::shown);
        let path = format!("{}.{key}", both.path);
        self.told.change(kind, &path, shown(&both.was), shown(both.new), both.span(key));
    }
}
