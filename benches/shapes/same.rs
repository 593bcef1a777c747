//! What every shape has in the same words: the documentation, the fields, the constructor, the setters and the client's
//! method.

use std::fmt::Write as _;

use crate::peers::structs::{Field, Kind, Module, Side, Struct};

/// The struct without anything for JSON.
pub fn object(object: &Struct) -> String {
    plain(object, "", "", |_| String::new())
}

/// The struct and its methods, with one more derive or none, more attributes, and some of each field.
pub fn plain(object: &Struct, derive: &str, attributes: &str, of_field: impl Fn(&Field) -> String) -> String {
    let default = if has_default(object) { ", Default" } else { "" };
    let must_use = must_use(object);
    let (docs, name) = (docs(object), &object.name);
    let mut fields = String::new();
    for field in &object.fields {
        let (docs, attribute) = (field_docs(field), of_field(field));
        let _ = writeln!(fields, "{docs}{attribute}    pub {}: {},", field.rust, kind(field, object.side));
    }
    let methods = if object.side == Side::Request { methods(object) } else { String::new() };
    format!(
        "{docs}#[derive(Clone, Debug{default}{derive})]\n{attributes}{must_use}#[non_exhaustive]\npub struct {name} {{\n{fields}}}\n\n{methods}"
    )
}

/// Whether there is one with nothing in it.
pub fn has_default(object: &Struct) -> bool {
    object.side == Side::Response || object.fields.iter().all(|field| !field.required)
}

pub fn must_use(object: &Struct) -> &'static str {
    if object.side == Side::Request { "#[must_use]\n" } else { "" }
}

/// The field's type. A response's lists and maps are empty where they are absent.
pub fn kind(field: &Field, side: Side) -> String {
    let kind = field.kind.rust();
    let bare = match side {
        Side::Request => field.required,
        Side::Response => matches!(field.kind, Kind::List(_) | Kind::Map(_)),
    };
    if bare { kind } else { format!("Option<{kind}>") }
}

pub fn docs(object: &Struct) -> String {
    match (object.side, object.place.as_str()) {
        (Side::Request, "") => "/// The request.\n".to_owned(),
        (Side::Response, "") => "/// The whole body of a reply.\n".to_owned(),
        (_, place) => format!("/// Stands in `{place}`.\n"),
    }
}

pub fn field_docs(field: &Field) -> String {
    let Field { wire, word, .. } = field;
    let mut docs = String::new();
    for line in field.doc.iter().flat_map(|doc| doc.lines()) {
        let _ = writeln!(docs, "    /// {line}\n    ///");
    }
    let required = if field.required { ", required" } else { "" };
    docs + &format!("    /// `{wire}`: {word}{required}.\n")
}

/// What a constructor or a setter takes for a field, and what makes it the field's value.
pub fn taken(kind: &Kind) -> (String, &'static str) {
    match kind {
        Kind::Text => ("impl Into<String>".to_owned(), ".into()"),
        Kind::List(items) => match &**items {
            Kind::Text => (
                "impl IntoIterator<Item = impl Into<String>>".to_owned(),
                ".into_iter().map(Into::into).collect()",
            ),
            items => (format!("impl IntoIterator<Item = {}>", items.rust()), ".into_iter().collect()"),
        },
        other => (other.rust(), ""),
    }
}

fn methods(object: &Struct) -> String {
    let mut text = format!("impl {} {{\n{}", object.name, constructor(object));
    for Field { rust, kind, .. } in object.fields.iter().filter(|field| !field.required) {
        let (argument, call) = taken(kind);
        let _ = write!(
            text,
            "
    /// Sets `{rust}`.
    pub fn {rust}(mut self, {rust}: {argument}) -> Self {{
        self.{rust} = Some({rust}{call});
        self
    }}
"
        );
    }
    text + "}\n\n"
}

fn constructor(object: &Struct) -> String {
    if has_default(object) {
        return "    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }
"
        .to_owned();
    }
    let (mut arguments, mut values) = (Vec::new(), String::new());
    for Field { rust, kind, required, .. } in &object.fields {
        let (argument, call) = taken(kind);
        let _ = match (required, call) {
            (true, "") => writeln!(values, "            {rust},"),
            (true, call) => writeln!(values, "            {rust}: {rust}{call},"),
            (false, _) => writeln!(values, "            {rust}: None,"),
        };
        if *required {
            arguments.push(format!("{rust}: {argument}"));
        }
    }
    let arguments = arguments.join(", ");
    format!(
        "    /// With what is required, and nothing else.
    pub fn new({arguments}) -> Self {{
        Self {{
{values}        }}
    }}
"
    )
}

pub fn method(module: &Module) -> String {
    let Module { name, title, method, path, .. } = module;
    format!(
        "impl Client {{
    /// {title}
    ///
    /// # Errors
    ///
    /// The call failed.
    pub fn {name}(&self, request: &Request) -> Result<Response, Error> {{
        self.call({method:?}, {path:?}, request)
    }}
}}
"
    )
}
