//! serde's derive, on the side that needs it.

use super::same;
use crate::peers::structs::{Field, Side, Struct};

/// Absent fields are taken, null in place of a list and an integer as a text are not.
pub fn object(object: &Struct) -> String {
    match object.side {
        Side::Request => request(object),
        Side::Response => same::plain(object, ", serde::Deserialize", "#[serde(default)]\n", |field| {
            attribute(&rename(field))
        }),
    }
}

/// Whatever the platform sends is taken.
pub fn tolerant(object: &Struct) -> String {
    match object.side {
        Side::Request => request(object),
        Side::Response => {
            let text = same::plain(object, ", serde::Deserialize", "", |field| {
                let tolerant = ["default".to_owned(), "deserialize_with = \"tolerant\"".to_owned()];
                attribute(&rename(field).into_iter().chain(tolerant).collect::<Vec<_>>())
            });
            format!("{text}impl Object for {} {{}}\n\n", object.name)
        }
    }
}

fn request(object: &Struct) -> String {
    same::plain(object, ", serde::Serialize", "", |field| {
        let mut all = rename(field);
        if !field.required {
            all.push("skip_serializing_if = \"Option::is_none\"".to_owned());
        }
        attribute(&all)
    })
}

fn rename(field: &Field) -> Vec<String> {
    let Field { wire, rust, .. } = field;
    if wire == rust { Vec::new() } else { vec![format!("rename = {wire:?}")] }
}

fn attribute(all: &[String]) -> String {
    if all.is_empty() { String::new() } else { format!("    #[serde({})]\n", all.join(", ")) }
}
