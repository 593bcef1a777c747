//! The language's declarations in, a JSON Schema of it out, for editors.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{File, platform};
use crate::parse::{Named, Spanned};

/// The schema of a spec file: an endpoint's or the platform's, as its keys say.
pub(crate) fn schema() -> Value {
    let mut definitions = Definitions::default();
    let endpoint = File::describe(&mut definitions);
    let declarations = platform::Declarations::describe(&mut definitions);
    let keys = definitions.0["Declarations"]["properties"].as_object().into_iter().flat_map(Map::keys);
    let of_platform: Vec<_> = keys.map(|key| json!({ "required": [key] })).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A spec file of douyin-codegen",
        "if": { "anyOf": of_platform },
        "then": declarations,
        "else": endpoint,
        "definitions": definitions.0,
    })
}

/// A part of the language that can say what it looks like.
pub(crate) trait Describe {
    /// Its schema, or a reference to it among the definitions.
    fn describe(definitions: &mut Definitions) -> Value;
}

/// The schemas of the mappings, by name.
#[derive(Default)]
pub(crate) struct Definitions(BTreeMap<&'static str, Value>);

impl Definitions {
    /// A reference to a mapping, which is described if it has not been.
    pub(super) fn mapping(
        &mut self,
        name: &'static str,
        about: &str,
        describe: impl FnOnce(&mut Keys, &mut Self),
    ) -> Value {
        if !self.0.contains_key(name) {
            // The mapping may stand in itself: from here on it counts as described.
            self.0.insert(name, Value::Null);
            let mut keys = Keys::default();
            describe(&mut keys, self);
            self.0.insert(name, keys.schema(about));
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }
}

/// The keys of a mapping.
#[derive(Default)]
pub(crate) struct Keys {
    properties: Map<String, Value>,
    required: Vec<&'static str>,
}

impl Keys {
    pub(super) fn add<T: Describe>(
        &mut self,
        key: &'static str,
        doc: &str,
        is_required: bool,
        definitions: &mut Definitions,
    ) {
        self.properties.insert(key.to_owned(), documented(T::describe(definitions), doc));
        self.required.extend(is_required.then_some(key));
    }

    fn schema(self, about: &str) -> Value {
        let Self { properties, required } = self;
        let mapping = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        let mapping = if required.is_empty() { mapping } else { with(mapping, "required", json!(required)) };
        documented(mapping, about)
    }
}

/// The schema of a word.
pub(super) fn words(words: &[(&str, &str)]) -> Value {
    let docs: Vec<_> = words.iter().filter(|(_, doc)| !doc.is_empty()).collect();
    let lines = docs.iter().map(|(word, doc)| format!("`{word}`: {}", doc.trim())).collect::<Vec<_>>();
    let words: Vec<_> = words.iter().map(|(word, _)| word).collect();
    documented(json!({ "enum": words }), &lines.join("\n\n"))
}

/// A schema with a description before what it has already. A reference cannot have one beside it.
fn documented(schema: Value, doc: &str) -> Value {
    let doc = doc.trim();
    let known = schema.get("description").and_then(Value::as_str).map(str::to_owned);
    let schema =
        if schema.get("$ref").is_some() && !doc.is_empty() { json!({ "allOf": [schema] }) } else { schema };
    match (doc, known) {
        ("", _) => schema,
        (doc, None) => with(schema, "description", json!(doc)),
        (doc, Some(known)) => with(schema, "description", json!(format!("{doc}\n\n{known}"))),
    }
}

fn with(mut schema: Value, key: &str, value: Value) -> Value {
    schema[key] = value;
    schema
}

impl Describe for String {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": "string" })
    }
}

impl Describe for bool {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": "boolean" })
    }
}

impl Describe for i64 {
    fn describe(_: &mut Definitions) -> Value {
        json!({ "type": "integer" })
    }
}

impl<T: Describe> Describe for Spanned<T> {
    fn describe(definitions: &mut Definitions) -> Value {
        T::describe(definitions)
    }
}

impl<T: Describe> Describe for Box<T> {
    fn describe(definitions: &mut Definitions) -> Value {
        T::describe(definitions)
    }
}

impl<T: Describe> Describe for Vec<T> {
    fn describe(definitions: &mut Definitions) -> Value {
        json!({ "type": "array", "items": T::describe(definitions) })
    }
}

impl<K: Describe, T: Describe> Describe for Named<K, T> {
    fn describe(definitions: &mut Definitions) -> Value {
        let mapping = json!({ "type": "object", "additionalProperties": T::describe(definitions) });
        // Every key of JSON is a text: what it must look like depends on what it stands for.
        match K::describe(definitions).get("type").and_then(Value::as_str) {
            Some("integer") => with(mapping, "propertyNames", json!({ "pattern": "^-?(0|[1-9][0-9]*)$" })),
            _ => mapping,
        }
    }
}
