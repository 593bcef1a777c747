//! A field as its spec has it and as its page has it in, the field as the spec shall have it out.

use super::change::Kind;
use super::merge::Merge;
use crate::page::value::{Map, Value, get};
use crate::page::{PROSE, read_prose};
use crate::yaml::Node;

/// What a page says of a field in so many words.
const OWN: [&str; 4] = ["required", "doc", "sample", "fixed"];
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

impl Merge<'_> {
    /// Merges a field. `path` is the page's.
    pub(super) fn field(&mut self, old: &Node, new: &Value, path: &str) -> Value {
        let was = Value::of(old);
        let only_sampled = new.get("inferred").and_then(|inferred| inferred.get("field")).is_some();
        let mut facts = was.entries().to_vec();
        if only_sampled {
            self.sampled(old, &was, new, path, &mut facts);
        } else {
            self.listed(old, &was, new, path, &mut facts);
        }
        self.held(old, new, path, &mut facts);
        Value::Map(facts)
    }

    /// A field that only samples show: they say that it is there, and nearly its type. All else is people's.
    fn sampled(&mut self, old: &Node, was: &Value, new: &Value, path: &str, facts: &mut Map) {
        let origin = was.get("inferred").and_then(|inferred| inferred.text_of("field"));
        let (before, now) =
            (was.text_of("type").unwrap_or_default(), new.text_of("type").unwrap_or_default());
        if may_be_sampled(before, now) || origin.is_none() {
            if *was != *new {
                let more = was.entries().iter().map(|(key, _)| key.as_str());
                let more: Vec<_> =
                    more.filter(|key| !["type", "inferred", "fields", "items"].contains(key)).collect();
                if !more.is_empty() {
                    self.told.keep(path, more.join(", "), old.span);
                }
            }
            return;
        }
        self.told.change(
            Kind::Retyped,
            path,
            Some(before.to_owned()),
            Some(now.to_owned()),
            span(old, "type"),
        );
        *facts = new.entries().to_vec();
    }

    fn listed(&mut self, old: &Node, was: &Value, new: &Value, path: &str, facts: &mut Map) {
        let is_same_type = self.kind(old, was, new, path, facts);
        if inferred(was, "field") {
            let told = (Some("in a sample only".to_owned()), Some("listed".to_owned()));
            self.told.change(Kind::Changed, path, told.0, told.1, span(old, "inferred"));
            without_mark(facts, "field");
        }
        for key in OWN {
            self.own(key, old, (was, new), path, facts);
        }
        let is_same = is_same_type && was.text_of("doc") == new.text_of("doc");
        for key in PROSE.into_iter().chain(["encoding"]) {
            self.read(key, old, (was, new, is_same), path, facts);
        }
        for key in ["note", "shared", "joined"] {
            match (was.get(key), new.get(key)) {
                (Some(_), None) if get(facts, key).is_some() => self.told.keep(path, key, span(old, key)),
                (None, Some(value)) => set(facts, key, Some(value.clone())),
                _ => {}
            }
        }
        for (key, origin) in was.get("inferred").map(Value::entries).unwrap_or_default() {
            if ["required"].contains(&key.as_str()) {
                self.told.keep(path, format!("{key}, from a {}", origin.shown()), span(old, "inferred"));
            }
        }
    }

    /// The type that the page names, if it is another one. Says whether it is the same.
    fn kind(&mut self, old: &Node, was: &Value, new: &Value, path: &str, facts: &mut Map) -> bool {
        let kind = |field: &Value| field.text_of("type").unwrap_or_default().to_owned();
        let (before, now) = (kind(was), kind(new));
        let is_same = may_be_listed(&before, &now);
        if before != now && is_same {
            self.told.keep(path, format!("type: {before}, where the page says {now}"), span(old, "type"));
        }
        if !is_same {
            set(facts, "type", Some(Value::word(&now)));
            facts.retain(|(key, _)| {
                !["fields", "items", "values", "content", "shared"].contains(&key.as_str())
            });
            self.told.change(Kind::Retyped, path, Some(before), Some(now), span(old, "type"));
        }
        is_same
    }

    /// A fact that the page says in so many words.
    fn own(&mut self, key: &str, old: &Node, (was, new): (&Value, &Value), path: &str, facts: &mut Map) {
        let (before, now) = (was.get(key), new.get(key));
        let is_off = |value: Option<&Value>| {
            value.is_none_or(|value| key == "required" && value.text() == Some("false"))
        };
        if before == now || is_off(before) && is_off(now) || inferred(was, key) {
            return;
        }
        let kind = match key {
            "required" if now.is_some() => Kind::NowRequired,
            "required" => Kind::NoLongerRequired,
            "doc" if before.is_some() && now.is_some() => Kind::Reworded,
            _ => Kind::Changed,
        };
        let path = if key == "required" { path.to_owned() } else { format!("{path}.{key}") };
        let (told_before, told_now) =
            if key == "required" { (None, None) } else { (shown(before), shown(now)) };
        self.told.change(kind, &path, told_before, told_now, span(old, key));
        set(facts, key, now.cloned());
    }

    /// A fact that is read from the page's words, by the importer or by a person. As long as the words are the same, what
    /// the spec says of them stands.
    fn read(
        &mut self,
        key: &str,
        old: &Node,
        (was, new, is_same): (&Value, &Value, bool),
        path: &str,
        facts: &mut Map,
    ) {
        let (before, now) = (was.get(key), new.get(key));
        let origin = was.get("inferred").and_then(|inferred| inferred.text_of(key));
        if let Some(origin) = origin {
            return self.told.keep(path, format!("{key}, from a {origin}"), span(old, key));
        }
        if before == now {
            return;
        }
        if is_same {
            if before.is_some() {
                self.told.keep(path, format!("{key}, as people read the page's words"), span(old, key));
            }
            return;
        }
        let words = was.text_of("doc").unwrap_or_default();
        let kind = was.text_of("type").unwrap_or_default();
        let was_read =
            || read_prose(words, kind, !path.starts_with("response")).iter().any(|(read, _)| *read == key);
        if now.is_none() && !was_read() {
            let text = format!("{key}: read by people from words that are others now; look at it");
            return self.told.stale(path, text, span(old, key));
        }
        let is_limit = ["length", "count", "range"].contains(&key);
        let kind = if is_limit { Kind::Limit } else { Kind::Changed };
        self.told.change(kind, &format!("{path}.{key}"), shown(before), shown(now), span(old, key));
        set(facts, key, now.cloned());
    }

    /// What a field holds. Where the page does not show it, it stays.
    fn held(&mut self, old: &Node, new: &Value, path: &str, facts: &mut Map) {
        if get(facts, "shared").is_some() {
            return;
        }
        let is_plain = get(facts, "type").and_then(Value::text) == Some("json");
        for key in ["fields", "items", "values", "content"] {
            let (before, now) = (old.entry(key).map(|entry| &entry.node), new.get(key));
            let kept = get(facts, key).is_some();
            match (before.filter(|_| kept), now) {
                (Some(before), Some(now)) if key == "fields" => {
                    let fields = self.fields(Some(before), now, path);
                    set(facts, key, Some(fields));
                }
                (Some(before), Some(now)) => {
                    let item = self.item(before, now, path);
                    set(facts, key, Some(item));
                }
                (Some(before), None) => self.hidden(before, path, key),
                (None, Some(now)) if !is_plain && !facts.iter().any(|(key, _)| key == "values") => {
                    set(facts, key, Some(now.clone()));
                    self.added_below(now, path, old.span);
                }
                (None, _) => {}
            }
        }
    }

    /// What a list or a map holds.
    fn item(&mut self, old: &Node, new: &Value, path: &str) -> Value {
        let was = Value::of(old);
        let (before, now) =
            (was.text_of("type").unwrap_or_default(), new.text_of("type").unwrap_or_default());
        let mut facts = was.entries().to_vec();
        if !may_be_sampled(before, now) && !may_be_listed(before, now) {
            let told = (Some(format!("holds {before}")), Some(format!("holds {now}")));
            self.told.change(Kind::Retyped, path, told.0, told.1, span(old, "type"));
            return new.clone();
        }
        self.held(old, new, path, &mut facts);
        Value::Map(facts)
    }
}

/// Whether a spec may say this type where the page names that one: people know more of a text or a struct.
fn may_be_listed(spec: &str, page: &str) -> bool {
    spec == page || matches!((spec, page), ("json", "string") | ("map", "struct"))
}

/// Whether a spec may say this type where a sample looks like that one.
fn may_be_sampled(spec: &str, sample: &str) -> bool {
    let is_number = |kind: &str| ["int32", "int64", "number", "double"].contains(&kind);
    let is_decimal = sample == "double" && ["int32", "int64"].contains(&spec);
    may_be_listed(spec, sample) || is_number(spec) && is_number(sample) && !is_decimal
}

fn inferred(field: &Value, key: &str) -> bool {
    field.get("inferred").and_then(|inferred| inferred.get(key)).is_some()
}

fn shown(value: Option<&Value>) -> Option<String> {
    value.map(Value::shown)
}

/// Where a fact stands, or else its field.
fn span(field: &Node, key: &str) -> crate::diagnostic::Span {
    field.entry(key).map_or(field.span, |entry| entry.node.span)
}

fn without_mark(facts: &mut Map, key: &str) {
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
