//! A function of each struct: of a request's, all its fields; of a response's, where the value of a field belongs.

use std::fmt::Write as _;

use super::same;
use crate::peers::structs::{Field, Side, Struct};

pub fn object(object: &Struct) -> String {
    same::object(object)
        + &match object.side {
            Side::Request => encode(object),
            Side::Response => decode(object),
        }
}

fn encode(object: &Struct) -> String {
    let name = &object.name;
    let mut fields = String::new();
    for Field { wire, rust, .. } in &object.fields {
        let _ = writeln!(fields, "        object.field({wire:?}, &self.{rust});");
    }
    let argument = if fields.is_empty() { "_" } else { "object" };
    format!(
        "impl rt::EncodeObject for {name} {{
    fn fields(&self, {argument}: &mut rt::ObjectEncoder<'_>) {{
{fields}    }}
}}

"
    )
}

fn decode(object: &Struct) -> String {
    let name = &object.name;
    let mut arms = String::new();
    for Field { wire, rust, .. } in &object.fields {
        let _ = writeln!(arms, "            {wire:?} => Some(&mut self.{rust}),");
    }
    format!(
        "impl rt::DecodeObject for {name} {{
    fn field(&mut self, name: &str) -> Option<&mut dyn rt::Slot> {{
        match name {{
{arms}            _ => None,
        }}
    }}
}}

"
    )
}
