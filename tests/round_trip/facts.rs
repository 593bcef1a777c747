//! A spec's `page:` block as single facts, so that two can be compared one by one; and which of them a page cannot show.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value;

use crate::support::page_writer::fields::{PARTS, text};

/// What says something, and what it says: `(request.order_id, required)`. A field's path is as decisions have it, and what a
/// list or a map holds has `[]` or `{}` behind it. That a field is there at all is the fact `field`.
pub type Facts = BTreeMap<(String, String), String>;

/// Everything that a spec says of its page.
pub fn facts(spec: &Value) -> Facts {
    let mut facts = Facts::new();
    for (key, value) in entries(&spec["page"]) {
        match key.as_str() {
            part if PARTS.contains(&part) => fields(&mut facts, part, value),
            "notes" | "rules" => list(&mut facts, &key, value, false),
            "errors" => list(&mut facts, &key, value, true),
            "examples" => entries(value)
                .iter()
                .for_each(|(side, value)| list(&mut facts, &format!("examples.{side}"), value, true)),
            // As if it were not there.
            "body" | "reply" if *value == "json" => {}
            _ => say(&mut facts, &key, &key, value),
        }
    }
    facts
}

fn entries(value: &Value) -> Vec<(String, &Value)> {
    value.as_mapping().into_iter().flatten().map(|(key, value)| (text(key), value)).collect()
}

fn say(facts: &mut Facts, path: &str, fact: &str, value: &Value) {
    // A scalar's text, for it says the same in quotes and without.
    let said = match value {
        Value::Mapping(_) | Value::Sequence(_) => serde_json::to_string(value).expect("it is JSON"),
        scalar => text(scalar),
    };
    facts.insert((path.to_owned(), fact.to_owned()), said);
}

fn list(facts: &mut Facts, path: &str, items: &Value, is_split: bool) {
    for (at, item) in items.as_sequence().into_iter().flatten().enumerate() {
        let path = format!("{path}[{at}]");
        if is_split {
            for (key, value) in entries(item) {
                say(facts, &path, &key, value);
            }
        } else {
            say(facts, &path, "text", item);
        }
    }
}

/// The fields of one struct, and their order.
fn fields(facts: &mut Facts, path: &str, fields: &Value) {
    let fields = entries(fields);
    if !fields.is_empty() {
        let names: Vec<_> = fields.iter().map(|(name, _)| name.as_str()).collect();
        facts.insert((path.to_owned(), "order".to_owned()), names.join(" "));
    }
    for (name, value) in fields {
        let path = format!("{path}.{name}");
        facts.insert((path.clone(), "field".to_owned()), String::new());
        kind(facts, &path, &path, value);
    }
}

/// What a value of this type is, and holds. The fields in it have a path without brackets.
fn kind(facts: &mut Facts, path: &str, field: &str, value: &Value) {
    let origins = entries(&value["inferred"]);
    for (key, said) in entries(value) {
        match key.as_str() {
            "items" => kind(facts, &format!("{path}[]"), field, said),
            "values" => kind(facts, &format!("{path}{{}}"), field, said),
            "fields" => fields(facts, field, said),
            "inferred" => {}
            // As if it were not there.
            "required" if *said == Value::Bool(false) => {}
            // A guess is no fact, and marked as none.
            _ if origins.iter().any(|(fact, _)| *fact == key) => {}
            _ => say(facts, path, &key, said),
        }
    }
    for (_, origin) in origins.iter().filter(|(fact, _)| fact == "field") {
        say(facts, path, "origin", origin);
    }
}

/// What `cannot_show` lists, to be asked of facts.
pub struct Lost<'a> {
    pub listed: &'a BTreeMap<&'static str, Vec<String>>,
    /// Values of which the page cannot say that they are maps, or JSON in texts: what they hold is another thing there.
    opaque: BTreeSet<&'a str>,
}

impl<'a> Lost<'a> {
    pub fn of(listed: &'a BTreeMap<&'static str, Vec<String>>, spec: &Facts) -> Self {
        let is_opaque = |path: &&String| {
            let kind = spec.get(&((*path).clone(), "type".to_owned()));
            kind.is_some_and(|kind| ["map", "json"].contains(&kind.as_str()))
        };
        let opaque = listed.get("type").into_iter().flatten().filter(is_opaque).map(String::as_str).collect();
        Self { listed, opaque }
    }

    fn has(&self, kind: &str, path: &str) -> bool {
        self.listed.get(kind).is_some_and(|paths| paths.iter().any(|listed| listed == path))
    }

    fn any(&self, kind: &str, is: impl Fn(&str) -> bool) -> bool {
        self.listed.get(kind).is_some_and(|paths| paths.iter().any(|path| is(path)))
    }

    /// Whether this is what the page cannot show, or what the page shows in its place.
    pub fn covers(&self, path: &str, fact: &str) -> bool {
        let whole = format!("{path}.{fact}");
        let cut = ["line break", "bar"];
        self.has(fact, path)
            || self.any("field", |lost| path == lost || is_below(path, lost))
            || self.opaque.iter().any(|lost| is_below(path, lost) || (path == bare(lost) && fact == "order"))
            || self.has("inferred", &whole)
            || self.has("table", path) && fact == "origin"
            || self.has("exact doc", path) && fact == "doc"
            || cut.iter().any(|kind| self.has(kind, &whole))
            // A note of several lines is several: those behind it have other numbers.
            || path.starts_with("notes[") && self.any("line break", |lost| lost.starts_with("notes["))
            || self.has("rule", path)
            || self.has("example", path)
            || self.has("example title", path) && fact == "title"
            || self.any("made example", |side| is_below(path, side))
    }
}

fn bare(path: &str) -> String {
    path.replace(['[', ']', '{', '}'], "")
}

fn is_below(path: &str, above: &str) -> bool {
    let is = |above: &str, next: &[char]| path.strip_prefix(above).is_some_and(|rest| rest.starts_with(next));
    is(above, &['[', '{']) || is(&bare(above), &['.']) || is(above, &['.'])
}
