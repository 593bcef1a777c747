//! Specs in, the structs that a careful person writes for them out: with serde's derives and a few more, or with none.

use std::fmt::Write as _;

use super::structs::{Field, Struct, modules};
use crate::support::work::Work;

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
    for module in modules(work) {
        let _ = writeln!(text, "pub mod {} {{", module.name);
        for object in &module.structs {
            text += &print(object, style);
        }
        text.push_str("}\n");
    }
    text
}

fn print(object: &Struct, style: Style) -> String {
    let mut text = String::new();
    if style == Style::Derives {
        text += "    #[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]\n";
    }
    let _ = writeln!(text, "    pub struct {} {{", object.name);
    for field in &object.fields {
        if style == Style::Derives {
            text += &serde(field);
        }
        let kind = field.kind.rust();
        let kind = if field.required { kind } else { format!("Option<{kind}>") };
        let _ = writeln!(text, "        pub {}: {kind},", field.rust);
    }
    text + "    }\n\n"
}

fn serde(field: &Field) -> String {
    let Field { wire, rust, required, .. } = field;
    let rename = (wire != rust).then(|| format!("rename = {wire:?}"));
    let skip = (!required).then(|| "skip_serializing_if = \"Option::is_none\"".to_owned());
    let all: Vec<_> = rename.into_iter().chain(skip).collect();
    if all.is_empty() { String::new() } else { format!("        #[serde({})]\n", all.join(", ")) }
}
