//! Specs in, the structs that their fields need out, each with a name: what others print, each in their own way.

use std::collections::BTreeSet;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use serde_json::Value;

use crate::support::work::{Endpoint, Work};

const WORDS: [&str; 14] = [
    "as", "break", "const", "crate", "enum", "final", "for", "in", "match", "ref", "self", "super", "type",
    "use",
];

/// An endpoint's structs: a request's and those that stand in it, then a response's.
pub struct Module {
    /// Group and name.
    pub name: String,
    pub title: String,
    pub method: String,
    pub path: String,
    pub structs: Vec<Struct>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Side {
    Request,
    Response,
}

pub struct Struct {
    pub name: String,
    pub side: Side,
    /// Where it stands; empty for the whole.
    pub place: String,
    pub fields: Vec<Field>,
}

pub struct Field {
    pub wire: String,
    pub rust: String,
    pub kind: Kind,
    /// What the page calls its type.
    pub word: String,
    pub required: bool,
    pub doc: Option<String>,
}

pub enum Kind {
    Integer,
    Decimal,
    Boolean,
    Text,
    Struct(String),
    List(Box<Kind>),
    Map(Box<Kind>),
}

impl Kind {
    /// The type that holds it.
    pub fn rust(&self) -> String {
        match self {
            Self::Integer => "i64".to_owned(),
            Self::Decimal => "f64".to_owned(),
            Self::Boolean => "bool".to_owned(),
            Self::Text => "String".to_owned(),
            Self::Struct(name) => name.clone(),
            Self::List(items) => format!("Vec<{}>", items.rust()),
            Self::Map(values) => format!("std::collections::BTreeMap<String, {}>", values.rust()),
        }
    }
}

/// Those of every endpoint, in order.
pub fn modules(work: &Work) -> Vec<Module> {
    work.endpoints().iter().map(module).collect()
}

/// That of one endpoint.
pub fn module(endpoint: &Endpoint) -> Module {
    let Endpoint { group, name, page } = endpoint;
    let text = |key: &str| page[key].as_str().expect("it is a text").to_owned();
    let mut structs = Structs { all: Vec::new(), names: BTreeSet::new(), side: Side::Request };
    structs.object("Request", "", &page["request"]);
    structs.side = Side::Response;
    structs.object("Response", "", &page["response"]);
    Module {
        name: format!("{group}_{name}"),
        title: text("title"),
        method: text("method"),
        path: text("path"),
        structs: structs.all,
    }
}

struct Structs {
    all: Vec<Struct>,
    names: BTreeSet<String>,
    side: Side,
}

impl Structs {
    /// Adds the struct and those in it, and gives its name.
    fn object(&mut self, wanted: &str, place: &str, fields: &Value) -> String {
        let mut name = wanted.to_owned();
        while !self.names.insert(name.clone()) {
            name.push('_');
        }
        let at = self.all.len();
        let (side, place) = (self.side, place.to_owned());
        self.all.push(Struct { name: name.clone(), side, place: place.clone(), fields: Vec::new() });
        let mut taken = BTreeSet::new();
        for (wire, field) in fields.as_object().into_iter().flatten() {
            let mut rust = wire.to_snake_case();
            while WORDS.contains(&rust.as_str()) || !taken.insert(rust.clone()) {
                rust.push('_');
            }
            let below = if place.is_empty() { wire.clone() } else { format!("{place}.{wire}") };
            let kind = self.kind(&format!("{wanted}{}", wire.to_upper_camel_case()), &below, field);
            self.all[at].fields.push(Field {
                wire: wire.clone(),
                rust,
                kind,
                word: word(field).to_owned(),
                required: field["required"] == true,
                doc: field["doc"].as_str().map(str::to_owned),
            });
        }
        name
    }

    fn kind(&mut self, name: &str, place: &str, field: &Value) -> Kind {
        match word(field) {
            "struct" => Kind::Struct(self.object(name, place, &field["fields"])),
            "list" => Kind::List(Box::new(self.kind(name, place, &field["items"]))),
            "map" => Kind::Map(Box::new(self.kind(name, place, &field["values"]))),
            "int32" | "int64" => Kind::Integer,
            "number" | "double" => Kind::Decimal,
            "bool" => Kind::Boolean,
            "string" | "file" => Kind::Text,
            other => panic!("the specs have no {other}"),
        }
    }
}

fn word(field: &Value) -> &str {
    field["type"].as_str().expect("it has a type")
}
