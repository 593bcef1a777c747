//! Specs in, an OpenAPI 3.0 document that says the same out; whatever had to be said otherwise for a peer is counted.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use serde_json::{Map, Value, json};

use crate::support::work::{Endpoint, Work};

/// An OpenAPI document, and how often which thing could not be said.
#[derive(Default)]
pub struct Document {
    paths: BTreeMap<String, Value>,
    schemas: BTreeMap<String, Value>,
    pub adapted: BTreeMap<&'static str, usize>,
}

impl Document {
    pub fn of(work: &Work) -> Self {
        let mut document = Self::default();
        for endpoint in work.endpoints() {
            document.endpoint(&endpoint);
        }
        document
    }

    pub fn text(&self) -> String {
        let info = json!({ "title": "Open Platform", "version": "1" });
        let components = json!({ "schemas": self.schemas });
        json!({ "openapi": "3.0.3", "info": info, "paths": self.paths, "components": components }).to_string()
    }

    fn adapt(&mut self, what: &'static str) {
        *self.adapted.entry(what).or_default() += 1;
    }

    fn endpoint(&mut self, endpoint: &Endpoint) {
        let Endpoint { group, name, page } = endpoint;
        let id = format!("{group}_{name}");
        let response = self.named(&id, "response", &page["response"]);
        let content = json!({ "application/json": { "schema": response } });
        let mut operation = json!({
            "operationId": id,
            "summary": page["title"],
            "parameters": self.parameters(page),
            "responses": { "200": { "description": "The reply.", "content": content } },
        });
        if has_fields(&page["request"]) {
            let schema = self.named(&id, "request", &page["request"]);
            let content = json!({ self.body(page): { "schema": schema } });
            operation["requestBody"] = json!({ "required": true, "content": content });
        }
        let method = page["method"].as_str().expect("it has a method").to_lowercase();
        let mut path = page["path"].as_str().expect("it has a path").to_owned();
        if self.paths.contains_key(&path) {
            self.adapt("a path that another endpoint has too: with `/` and the endpoint's id before it");
            path = format!("/{id}{path}");
        }
        self.paths.insert(path, json!({ method: operation }));
    }

    /// How the body travels. Progenitor knows no form with parts.
    fn body(&mut self, page: &Value) -> &'static str {
        match page["body"].as_str() {
            Some("form") => "application/x-www-form-urlencoded",
            Some("multipart") => {
                self.adapt("a multipart form: JSON");
                "application/json"
            }
            _ => "application/json",
        }
    }

    fn parameters(&mut self, page: &Value) -> Vec<Value> {
        let mut names = BTreeSet::new();
        let mut parameters = Vec::new();
        for place in ["header", "query"] {
            let fields = if place == "header" { &page["headers"] } else { &page["query"] };
            for (wire, field) in fields.as_object().into_iter().flatten() {
                if place == "header" && wire == "content-type" {
                    continue; // said by the body's type; OpenAPI ignores a parameter of this name
                }
                if !names.insert(wire.to_snake_case()) {
                    self.adapt("a query parameter called like a header: left out");
                    continue;
                }
                let required = field["required"] == true;
                let schema = match field["joined"].as_str() {
                    Some("json") => {
                        self.adapt("JSON in a query parameter: a string");
                        json!({ "type": "string" })
                    }
                    _ => self.schema(field),
                };
                parameters.push(json!({ "name": wire, "in": place, "required": required, "schema": schema }));
            }
        }
        parameters
    }

    /// The fields as a schema of its own, and the reference to it.
    fn named(&mut self, id: &str, side: &str, fields: &Value) -> Value {
        let name = format!("{id}_{side}").to_upper_camel_case();
        let schema = self.object(fields);
        assert!(self.schemas.insert(name.clone(), schema).is_none(), "{name} is there twice");
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    fn object(&mut self, fields: &Value) -> Value {
        let mut names = BTreeSet::new();
        let mut properties = Map::new();
        let mut required = Vec::new();
        for (wire, field) in fields.as_object().into_iter().flatten() {
            let mut wire = wire.clone();
            if !names.insert(wire.to_snake_case()) {
                self.adapt("a field whose name in Rust another field has (`extra`, `Extra`): with `_field`");
                wire += "_field";
            }
            if field["required"] == true {
                required.push(wire.clone());
            }
            let mut schema = self.schema(field);
            if let Some(doc) = field["doc"].as_str() {
                schema["description"] = doc.into();
            }
            properties.insert(wire, schema);
        }
        let mut object = json!({ "type": "object", "properties": properties });
        if !required.is_empty() {
            object["required"] = required.into();
        }
        object
    }

    fn schema(&mut self, field: &Value) -> Value {
        match field["type"].as_str().expect("it has a type") {
            "struct" => self.object(&field["fields"]),
            "list" => json!({ "type": "array", "items": self.schema(&field["items"]) }),
            "map" => json!({ "type": "object", "additionalProperties": self.schema(&field["values"]) }),
            "int32" | "int64" => json!({ "type": "integer", "format": "int64" }),
            "number" | "double" => json!({ "type": "number", "format": "double" }),
            "bool" => json!({ "type": "boolean" }),
            "file" => json!({ "type": "string", "format": "binary" }),
            "string" => json!({ "type": "string" }),
            other => panic!("the specs have no {other}"),
        }
    }
}

fn has_fields(fields: &Value) -> bool {
    fields.as_object().is_some_and(|fields| !fields.is_empty())
}
