//! Endpoints in, their types and methods out, in every shape that was thought of. Only what reads and writes JSON differs.

mod derives;
mod functions;
mod macros;
pub mod pages;
pub mod program;
mod same;
mod tables;

use std::fmt::Write as _;

use crate::peers::structs::{Module, Struct, modules};
use crate::support::subject::SERDE;
use crate::support::work::Work;

/// How types of generated code come to be read and written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shape {
    /// Not at all: what all the others have besides.
    None,
    /// The chosen one: small functions of each struct, over trait objects of the runtime.
    Functions,
    /// serde's derive, on one side only.
    Derives,
    /// The same, and each field of a response takes what the platform sends.
    Tolerant,
    /// A table of the fields of each struct.
    Tables,
    /// A macro of the runtime around each struct.
    Macros,
}

impl Shape {
    pub const ALL: [Self; 6] =
        [Self::None, Self::Functions, Self::Derives, Self::Tolerant, Self::Tables, Self::Macros];

    /// As a crate's name has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Functions => "functions",
            Self::Derives => "derives",
            Self::Tolerant => "tolerant",
            Self::Tables => "tables",
            Self::Macros => "macros",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::None => "no JSON at all: the same structs and methods",
            Self::Functions => "functions: the chosen one",
            Self::Derives => "derives",
            Self::Tolerant => "derives, tolerant",
            Self::Tables => "tables",
            Self::Macros => "macros",
        }
    }

    /// What a crate of this shape depends on.
    pub fn dependencies(self) -> String {
        let runtime = crate::support::root().join("runtime");
        match self {
            Self::None => String::new(),
            Self::Derives | Self::Tolerant => SERDE.to_owned(),
            Self::Functions | Self::Tables | Self::Macros => {
                format!("douyin-runtime = {{ path = '{}' }}\n", runtime.display())
            }
        }
    }

    /// A whole crate, in one file: one module a group and endpoint, and the prelude.
    pub fn print(self, work: &Work) -> String {
        let prelude = self.prelude().join("\n");
        let mut text =
            format!("//! Endpoints.\n\n/// The prelude.\n#[macro_use]\npub mod prelude {{\n{prelude}}}\n");
        for module in modules(work) {
            let _ = write!(
                text,
                "\n/// {}\npub mod {} {{\n{}}}\n",
                module.title,
                module.name,
                self.module(&module)
            );
        }
        text
    }

    /// What the structs' words refer to. Some of it a runtime of this shape would have.
    fn prelude(self) -> Vec<&'static str> {
        let client = include_str!("prelude/client.rs");
        let runtime = include_str!("prelude/runtime.rs");
        match self {
            Self::None => vec![client, include_str!("prelude/none.rs")],
            Self::Functions => vec![client, runtime],
            Self::Derives => vec![client, include_str!("prelude/derives.rs")],
            Self::Tolerant => vec![client, include_str!("prelude/tolerant.rs")],
            Self::Tables => vec![client, runtime, include_str!("prelude/tables.rs")],
            Self::Macros => vec![client, runtime, include_str!("prelude/macros.rs")],
        }
    }

    /// An endpoint's page of code.
    fn module(self, module: &Module) -> String {
        let runtime = match self {
            Self::Functions | Self::Tables => "use ::douyin_runtime as rt;\n",
            Self::None | Self::Derives | Self::Tolerant | Self::Macros => "",
        };
        let names = match self {
            Self::None | Self::Functions | Self::Derives | Self::Macros => "Client, Error",
            Self::Tolerant => "Client, Error, Object, tolerant",
            Self::Tables => "Client, Error, Reads, Writes, read_field, write_fields",
        };
        let mut text = format!("{runtime}use crate::prelude::{{{names}}};\n\n");
        for object in &module.structs {
            text += &self.object(object);
        }
        text + &same::method(module)
    }

    fn object(self, object: &Struct) -> String {
        match self {
            Self::None => same::object(object),
            Self::Functions => functions::object(object),
            Self::Derives => derives::object(object),
            Self::Tolerant => derives::tolerant(object),
            Self::Tables => tables::object(object),
            Self::Macros => macros::object(object),
        }
    }
}
