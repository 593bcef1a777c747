//! A macro around each struct, which makes everything of the names and types of its fields.

use std::fmt::Write as _;

use super::same;
use crate::peers::structs::{Field, Kind, Side, Struct};

pub fn object(object: &Struct) -> String {
    let (macro_, lists) = match object.side {
        Side::Request => ("request", format!("\n{}", methods(object))),
        Side::Response => ("response", String::new()),
    };
    let default = if object.side == Side::Request && same::has_default(object) {
        "    #[derive(Default)]\n"
    } else {
        ""
    };
    let (docs, name) = (same::docs(object), &object.name);
    let mut fields = String::new();
    for field in &object.fields {
        let Field { wire, rust, .. } = field;
        let docs = same::field_docs(field).replace("    ///", "        ///");
        let _ = writeln!(fields, "{docs}        {wire:?} {rust}: {},", same::kind(field, object.side));
    }
    format!("{macro_}! {{\n    {docs}{default}    pub struct {name} {{\n{fields}    }}\n{lists}}}\n\n")
}

/// The arguments of the constructor, and the setters' ones.
fn methods(object: &Struct) -> String {
    let mut lists = String::new();
    for (method, required) in [("new", true), ("set", false)] {
        let arguments = object.fields.iter().filter(|field| field.required == required);
        let arguments = arguments.map(|Field { rust, kind, .. }| {
            let (argument, _) = same::taken(kind);
            format!("        {rust}: {argument} => {},\n", conversion(kind))
        });
        let _ = match arguments.collect::<String>().as_str() {
            "" => writeln!(lists, "    {method} {{}}"),
            arguments => writeln!(lists, "    {method} {{\n{arguments}    }}"),
        };
    }
    lists
}

/// The prelude's function that makes an argument the field's value.
fn conversion(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::List(items) if matches!(**items, Kind::Text) => "texts",
        Kind::List(_) => "list",
        _ => "value",
    }
}
