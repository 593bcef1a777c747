//! Specs in, the structs that a careful person writes for them out: with serde's derives and a few more, or with none.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};
use serde_json::Value;

use crate::support::work::Work;

const WORDS: [&str; 14] = [
    "as", "break", "const", "crate", "enum", "final", "for", "in", "match", "ref", "self", "super", "type",
    "use",
];

/// Which of the two is written.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Style {
    /// `Clone`, `Debug`, `Default`, and serde both ways.
    Derives,
    /// Nothing but the structs: the least that a compiler can be given.
    Bare,
}

/// One module a group and endpoint, in one file.
pub fn structs(work: &Work, style: Style) -> String {
    let mut text = String::new();
    for endpoint in work.endpoints() {
        let _ = writeln!(text, "pub mod {}_{} {{", endpoint.group, endpoint.name);
        let mut module = Module { text: &mut text, style, names: BTreeSet::new() };
        for side in ["request", "response"] {
            module.object(&side.to_upper_camel_case(), &endpoint.page[side]);
        }
        text.push_str("}\n");
    }
    text
}

struct Module<'t> {
    text: &'t mut String,
    style: Style,
    names: BTreeSet<String>,
}

impl Module<'_> {
    /// Writes the structs below this one first, and gives its name.
    fn object(&mut self, wanted: &str, fields: &Value) -> String {
        let mut name = wanted.to_owned();
        while !self.names.insert(name.clone()) {
            name.push('_');
        }
        let mut body = String::new();
        let mut taken = BTreeSet::new();
        for (wire, field) in fields.as_object().into_iter().flatten() {
            let mut rust = wire.to_snake_case();
            while WORDS.contains(&rust.as_str()) || !taken.insert(rust.clone()) {
                rust.push('_');
            }
            let required = field["required"] == true;
            let kind = self.kind(&format!("{wanted}{}", wire.to_upper_camel_case()), field);
            let kind = if required { kind } else { format!("Option<{kind}>") };
            if self.style == Style::Derives {
                body += &serde(wire, &rust, required);
            }
            let _ = writeln!(body, "        pub {rust}: {kind},");
        }
        if self.style == Style::Derives {
            self.text
                .push_str("    #[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]\n");
        }
        let _ = writeln!(self.text, "    pub struct {name} {{\n{body}    }}\n");
        name
    }

    fn kind(&mut self, name: &str, field: &Value) -> String {
        match field["type"].as_str().expect("it has a type") {
            "struct" => self.object(name, &field["fields"]),
            "list" => format!("Vec<{}>", self.kind(name, &field["items"])),
            "map" => format!("std::collections::BTreeMap<String, {}>", self.kind(name, &field["values"])),
            "int32" | "int64" => "i64".to_owned(),
            "number" | "double" => "f64".to_owned(),
            "bool" => "bool".to_owned(),
            "string" | "file" => "String".to_owned(),
            other => panic!("the specs have no {other}"),
        }
    }
}

fn serde(wire: &str, rust: &str, required: bool) -> String {
    let rename = (wire != rust).then(|| format!("rename = {wire:?}"));
    let skip = (!required).then(|| "skip_serializing_if = \"Option::is_none\"".to_owned());
    let all: Vec<_> = rename.into_iter().chain(skip).collect();
    if all.is_empty() { String::new() } else { format!("        #[serde({})]\n", all.join(", ")) }
}
