//! A spec → what a page of a layout cannot show of it, by kind, each with its path.

use std::collections::BTreeMap;

use serde_yaml::Value;

use super::fields::{Field, PARTS, held, is_scalar, listed};
use super::{Layout, phrases};

/// What the language can say of a field besides its type, and a table may have no place for.
const FACTS: [&str; 17] = [
    "required",
    "required_when",
    "doc",
    "sample",
    "fixed",
    "enum",
    "unit",
    "length",
    "count",
    "unique",
    "range",
    "format",
    "encoding",
    "default",
    "sentinels",
    "deprecated",
    "shared",
];

/// What a page of this layout cannot show. A kind is the key of a fact, or one of these:
///
/// - `title`: it stands among the names of the navigation, and nothing says which it is.
/// - `example`, `example title`: there is room for one sample of a request, and for one or two of replies.
/// - `made example`: the spec has none, and the page has one that is made of the fields.
/// - `reply`, `rule`, `address`: pages have no words for it, or as many as there are pages.
/// - `line break`, `bar`: a text has what cuts it into several.
/// - `field`: it is in no table and in no sample. Nothing below it is listed.
/// - `table`: it is in a sample only, though the spec does not say that it was inferred from there.
/// - `order`: the fields of a struct have another order in the sample, which alone shows them.
/// - `type`: a sample tells texts, integers, truth values, lists and objects apart, and no more. `[]` and `{}` behind a path
///   are what a list and a map hold. Below a map that is not told from a struct, nothing is listed.
/// - `content`: JSON in a text looks like any text.
/// - `note`, `inferred`: it is ours, and on no page.
/// - `exact doc`: the page has more words than the spec's `doc`, for facts that it does not say.
pub fn cannot_show(spec: &Value, layout: Layout) -> BTreeMap<&'static str, Vec<String>> {
    let mut lost = Lost { layout, found: BTreeMap::new() };
    lost.page(&spec["page"]);
    for part in PARTS {
        let samples = lost.samples(&spec["page"]["examples"], part);
        lost.fields(part, &listed(spec, part), &samples);
    }
    lost.found
}

/// What a page's samples have at a place.
enum Samples {
    /// Everything, for they are made of the fields.
    Made,
    Own(Vec<Value>),
}

struct Lost {
    layout: Layout,
    found: BTreeMap<&'static str, Vec<String>>,
}

impl Lost {
    fn lose(&mut self, kind: &'static str, path: &str) {
        self.found.entry(kind).or_default().push(path.to_owned());
    }

    fn page(&mut self, page: &Value) {
        if !self.layout.is_older() {
            self.lose("title", "title");
        }
        for (kind, key) in [("address", "address"), ("reply", "reply")] {
            if page.get(key).is_some_and(|said| said != "json") {
                self.lose(kind, key);
            }
        }
        for at in 0..page["rules"].as_sequence().map_or(0, Vec::len) {
            self.lose("rule", &format!("rules[{at}]"));
        }
        for (side, room) in [("requests", 1), ("responses", if self.layout.is_older() { 2 } else { 1 })] {
            if page["examples"].get(side).is_none() {
                self.lose("made example", &format!("examples.{side}"));
            }
            for (at, example) in page["examples"][side].as_sequence().into_iter().flatten().enumerate() {
                let path = format!("examples.{side}[{at}]");
                match example.get("title") {
                    _ if at >= room => self.lose("example", &path),
                    Some(_) => self.lose("example title", &path),
                    None => {}
                }
            }
        }
        for (at, note) in page["notes"].as_sequence().into_iter().flatten().enumerate() {
            self.text("line break", &format!("notes[{at}]"), note, '\n');
        }
        for (at, row) in page["errors"].as_sequence().into_iter().flatten().enumerate() {
            for key in ["text", "advice"] {
                self.cell(&format!("errors[{at}].{key}"), &row[key]);
            }
        }
    }

    fn text(&mut self, kind: &'static str, path: &str, text: &Value, cut: char) {
        if text.as_str().is_some_and(|text| text.contains(cut)) {
            self.lose(kind, path);
        }
    }

    /// A text in a table.
    fn cell(&mut self, path: &str, text: &Value) {
        self.text("line break", path, text, '\n');
        if self.layout.is_older() {
            self.text("bar", path, text, '|');
        }
    }

    /// The spec's own samples of a part that stand on the page.
    fn samples(&self, examples: &Value, part: &str) -> Samples {
        let (side, room) = match part {
            "request" => ("requests", 1),
            "response" if self.layout.is_older() => ("responses", 2),
            "response" => ("responses", 1),
            _ => return Samples::Made,
        };
        let Some(own) = examples[side].as_sequence() else { return Samples::Made };
        let bodies = own.iter().take(room).filter_map(|example| example["body"].as_str());
        Samples::Own(bodies.filter_map(|body| serde_yaml::from_str(body).ok()).collect())
    }

    /// Fields that stand in one struct.
    fn fields(&mut self, path: &str, fields: &[Field<'_>], samples: &Samples) {
        let hidden: Vec<_> =
            fields.iter().filter(|field| field.is_hidden(self.layout.has_nested_rows())).collect();
        if samples.has_another_order(&hidden) {
            self.lose("order", path);
        }
        for field in fields {
            let is_hidden = field.is_hidden(self.layout.has_nested_rows());
            if is_hidden && !samples.have(field) {
                self.lose("field", &field.path);
                continue;
            }
            if is_hidden && field.origin("field").is_none() {
                self.lose("table", &field.path);
            }
            self.facts(field, is_hidden);
            if self.types(&field.path, field.value, is_hidden) {
                self.fields(&field.path, &field.fields(), &samples.below(field));
            }
        }
    }

    fn facts(&mut self, field: &Field<'_>, is_hidden: bool) {
        let path = &field.path;
        for fact in FACTS {
            if field.origin(fact).is_some() {
                self.lose("inferred", &format!("{path}.{fact}"));
            } else if field.value.get(fact).is_some() && (is_hidden || fact == "shared") {
                self.lose(fact, path);
            }
        }
        if field.value.get("note").is_some() {
            self.lose("note", path);
        }
        if !is_hidden {
            if !phrases::added(field).is_empty() {
                self.lose("exact doc", path);
            }
            self.cell(&format!("{path}.doc"), &field.value["doc"]);
        }
    }

    /// The type of a value and of what it holds; whether it is clear that what stands below are its fields.
    fn types(&mut self, path: &str, value: &Value, is_hidden: bool) -> bool {
        let kind = value["type"].as_str().expect("it has a type");
        if kind == "json" {
            self.lose("content", path);
        }
        let is_shown = match kind {
            "json" => false,
            // A sample that is one of few values looks like any small number.
            "int64" => !is_hidden || value.get("enum").is_none(),
            // The platform's types have no fields here.
            "struct" => !is_hidden || value.get("shared").is_none(),
            _ => !is_hidden || ["string", "bool", "list"].contains(&kind),
        };
        if !is_shown {
            self.lose("type", path);
        }
        let Some(held) = held(value) else { return true };
        if is_hidden && kind == "map" {
            return false;
        }
        let is_hidden = is_hidden || (!self.layout.is_older() && (kind == "map" || !is_scalar(held)));
        let path = format!("{path}{}", if kind == "map" { "{}" } else { "[]" });
        for fact in FACTS {
            if held.get(fact).is_some() && (is_hidden || fact == "shared") {
                self.lose(fact, &path);
            }
        }
        self.types(&path, held, is_hidden)
    }
}

impl Samples {
    fn have(&self, field: &Field<'_>) -> bool {
        match self {
            Self::Made => field.origin("field").is_none_or(|origin| origin == "sample"),
            Self::Own(objects) => objects.iter().any(|object| object.get(&field.name).is_some()),
        }
    }

    /// What they have in the structs of a field, however many lists and maps lead there.
    fn below(&self, field: &Field<'_>) -> Self {
        match self {
            Self::Made => Self::Made,
            Self::Own(objects) => {
                let values = objects.iter().filter_map(|object| object.get(&field.name));
                Self::Own(values.flat_map(|value| objects_in(field.value, value)).collect())
            }
        }
    }

    fn has_another_order(&self, fields: &[&Field<'_>]) -> bool {
        let Self::Own(objects) = self else { return false };
        objects.iter().filter_map(Value::as_mapping).any(|object| {
            let names: Vec<_> = object.keys().filter_map(Value::as_str).collect();
            let places = fields.iter().filter_map(|field| names.iter().position(|name| *name == field.name));
            !places.is_sorted()
        })
    }
}

/// The objects that a value of this type has where its structs are.
fn objects_in(kind: &Value, value: &Value) -> Vec<Value> {
    let Some(held) = held(kind) else { return vec![value.clone()] };
    match value {
        Value::Sequence(items) => items.iter().flat_map(|item| objects_in(held, item)).collect(),
        Value::Mapping(entries) => entries.values().flat_map(|item| objects_in(held, item)).collect(),
        _ => Vec::new(),
    }
}
