//! A spec as plain YAML → its fields as a page lists them, each with its path.

use serde_yaml::Value;

/// The parts of a page that list fields, in its order.
pub const PARTS: [&str; 4] = ["headers", "query", "request", "response"];

/// A field, with its path as decisions have it.
#[derive(Clone)]
pub struct Field<'a> {
    pub path: String,
    pub name: String,
    pub value: &'a Value,
    /// How many fields it is in.
    pub depth: usize,
}

/// The fields of a part, as its table lists them.
pub fn listed<'a>(spec: &'a Value, part: &str) -> Vec<Field<'a>> {
    below(part, &spec["page"][part], 0)
}

fn below<'a>(path: &str, fields: &'a Value, depth: usize) -> Vec<Field<'a>> {
    let fields = fields.as_mapping().into_iter().flatten().map(|(name, value)| {
        let name = text(name);
        Field { path: format!("{path}.{name}"), name, value, depth }
    });
    fields.collect()
}

impl<'a> Field<'a> {
    pub fn kind(&self) -> &'a str {
        self.value["type"].as_str().expect("a field has a type")
    }

    /// What the page says of the field under this key; not what was inferred.
    pub fn fact(&self, key: &str) -> Option<&'a Value> {
        if self.origin(key).is_some() { None } else { self.value.get(key) }
    }

    pub fn said(&self, key: &str) -> Option<String> {
        self.fact(key).map(text)
    }

    pub fn is_required(&self) -> bool {
        self.fact("required").and_then(Value::as_bool) == Some(true)
    }

    /// Where an inferred fact comes from.
    pub fn origin(&self, key: &str) -> Option<&'a str> {
        self.value.get("inferred")?.get(key)?.as_str()
    }

    /// The fields of the struct that this is or holds.
    pub fn fields(&self) -> Vec<Field<'a>> {
        below(&self.path, &innermost(self.value)["fields"], self.depth + 1)
    }

    /// Has the page's table no row for it?
    pub fn is_hidden(&self, has_nested_rows: bool) -> bool {
        self.origin("field").is_some() || (self.depth > 0 && !has_nested_rows)
    }
}

/// What lists and maps of lists and maps hold in the end.
pub fn innermost(value: &Value) -> &Value {
    held(value).map_or(value, innermost)
}

/// What a list or a map holds.
pub fn held(value: &Value) -> Option<&Value> {
    value.get("items").or_else(|| value.get("values"))
}

/// A scalar's text.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::Null => String::new(),
        other => panic!("{other:?} is no scalar"),
    }
}

/// A page's word for a plain type. A `number` is one that the page leaves undecided.
pub fn word(kind: &str) -> &str {
    match kind {
        "int32" => "Int32",
        "int64" => "Int64",
        "number" => "Number",
        "double" => "Double",
        "bool" => "Bool",
        "struct" => "Struct",
        "list" => "List",
        "map" => "Map",
        "file" => "Binary",
        _ => "String",
    }
}

/// Is it a value that has no others in it?
pub fn is_scalar(value: &Value) -> bool {
    !matches!(value["type"].as_str(), Some("struct" | "list" | "map"))
}
