//! A table of each struct: the name of each field, and a function that finds the field.

use std::fmt::Write as _;

use super::same;
use crate::peers::structs::{Field, Side, Struct};

pub fn object(object: &Struct) -> String {
    let table = match object.side {
        Side::Request => table(object, "Writes", "&"),
        Side::Response => table(object, "Reads", "&mut "),
    };
    same::object(object) + &table + &walk(object)
}

fn table(object: &Struct, kind: &str, borrow: &str) -> String {
    let mut rows = String::new();
    for Field { wire, rust, .. } in &object.fields {
        let _ = writeln!(rows, "        ({wire:?}, |object| {borrow}object.{rust}),");
    }
    let name = &object.name;
    format!("impl {name} {{\n    const FIELDS: {kind}<Self> = &[\n{rows}    ];\n}}\n\n")
}

/// In a runtime of this shape these lines would be written once, for all that have a table.
fn walk(object: &Struct) -> String {
    let name = &object.name;
    match object.side {
        Side::Request => format!(
            "impl rt::EncodeObject for {name} {{
    fn fields(&self, object: &mut rt::ObjectEncoder<'_>) {{
        write_fields(self, Self::FIELDS, object);
    }}
}}

"
        ),
        Side::Response => format!(
            "impl rt::DecodeObject for {name} {{
    fn field(&mut self, name: &str) -> Option<&mut dyn rt::Slot> {{
        read_field(self, Self::FIELDS, name)
    }}
}}

"
        ),
    }
}
