//! Names in, Rust identifiers out: the only constructor of identifiers, and the only module that knows `heck`.

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _, ToUpperCamelCase as _};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};

mod path;
mod words;

use crate::spec::WireValue;

pub(crate) use path::ModulePath;
use words::{is_keyword, is_reserved, is_taken};

/// The longest name that becomes an identifier.
const MAX_LENGTH: usize = 100;

/// A checked Rust identifier, without `r#`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Name(String);

impl Name {
    /// The snake case name of a field or header: `shop_id`, `X-Account-Id`.
    pub(crate) fn field(wire: &str) -> Option<Self> {
        let words = wire.replace('-', "_");
        is_word(&words).then(|| words.to_snake_case()).and_then(Self::value)
    }

    /// The snake case name of a module or method. It must be written in snake case already.
    pub(crate) fn module(name: &str) -> Option<Self> {
        let usable = is_word(name) && name.to_snake_case() == name && !is_keyword(name) && !is_reserved(name);
        usable.then(|| Self(name.to_owned()))
    }

    /// The name of a constant: `open` of the hosts is `OPEN_HOST`, so that one name may serve for a host and a token.
    pub(crate) fn constant(name: &str, kind: &'static str) -> Option<Self> {
        let usable = is_word(name) && name.to_snake_case() == name;
        usable.then(|| Self(format!("{}_{kind}", name.to_shouty_snake_case())))
    }

    /// The name of an enum's variant, from a name in snake case.
    pub(crate) fn variant(name: &str) -> Option<Self> {
        // Variants are written after their enum's name, so they hide nothing.
        let variant = (is_word(name) && name.to_snake_case() == name).then(|| name.to_upper_camel_case());
        variant.filter(|name| !is_keyword(name)).map(Self)
    }

    /// The name of the variant that stands for a value, if the value makes one: `ON_LINE` is `OnLine`, `2` is `Value2`.
    pub(crate) fn variant_of(value: &WireValue) -> Option<Self> {
        let words = match value {
            WireValue::Integer(integer) if *integer < 0 => format!("minus_{}", integer.unsigned_abs()),
            WireValue::Integer(integer) => format!("value_{integer}"),
            WireValue::Text(text) if text.starts_with(|first: char| first.is_ascii_digit()) => {
                format!("value_{text}")
            }
            WireValue::Text(text) => text.clone(),
        };
        let words = words.replace(['-', '.', ' ', '/', ':'], "_");
        let variant = is_word(&words).then(|| words.to_upper_camel_case())?;
        (is_word(&variant) && !is_keyword(&variant)).then_some(Self(variant))
    }

    /// The name of a type. It must be written in upper camel case already.
    pub(crate) fn type_name(name: &str) -> Option<Self> {
        let usable = is_word(name)
            && name.starts_with(|first: char| first.is_ascii_uppercase())
            && !name.contains('_');
        usable.then(|| name.to_owned()).and_then(Self::type_)
    }

    /// A type that every endpoint has.
    pub(crate) fn root(name: &'static str) -> Self {
        Self(name.to_owned())
    }

    /// This type's name followed by a field's and by `suffix`, if it is not too long.
    pub(crate) fn nested(&self, field: &Self, suffix: &str) -> Option<Self> {
        let name = format!("{}{}{suffix}", self.0, field.0.to_upper_camel_case());
        is_word(&name).then_some(Self(name))
    }

    /// The type that stands for a group, from its module.
    pub(crate) fn group_type(&self) -> Self {
        Self(self.0.to_upper_camel_case())
    }

    /// The identifier's text, without `r#`.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    fn value(name: String) -> Option<Self> {
        const NEVER_RAW: [&str; 5] = ["self", "super", "crate", "Self", "_"];
        (is_word(&name) && !NEVER_RAW.contains(&name.as_str())).then_some(Self(name))
    }

    fn type_(name: String) -> Option<Self> {
        (!is_keyword(&name) && !is_taken(&name)).then_some(Self(name))
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one constructor of identifiers")]
impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let span = Span::call_site();
        let ident =
            if is_keyword(&self.0) { Ident::new_raw(&self.0, span) } else { Ident::new(&self.0, span) };
        tokens.append(ident);
    }
}

fn is_word(name: &str) -> bool {
    name.len() <= MAX_LENGTH
        && name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && name.chars().any(|letter| letter != '_')
}

#[cfg(test)]
mod tests {
    use super::Name;

    #[test]
    fn wire_names_make_snake_case_names_or_none() {
        let field = |wire| Name::field(wire).map(|name| name.0);
        assert_eq!(field("X-Account-Id").as_deref(), Some("x_account_id"));
        assert_eq!(field("LogID").as_deref(), Some("log_id"));
        assert_eq!(field("_id").as_deref(), Some("id"));
        assert_eq!(field("type").as_deref(), Some("type"));
        for wire in ["", "_", "__", "1abc", "_1", "a b", "self", "crate", "аccess", &"a".repeat(4096)] {
            assert_eq!(field(wire), None, "{wire}");
        }
    }

    #[test]
    fn types_do_not_shadow_the_prelude_or_the_templates() {
        for name in ["Option", "String", "Request", "Self", "line", "Li_ne", "1A"] {
            assert_eq!(Name::type_name(name), None, "{name}");
        }
        assert!(Name::type_name("Line").is_some());
    }

    #[test]
    fn modules_are_no_keywords_devices_or_roots() {
        for name in [
            "mod", "type", "std", "con", "com1", "lib", "platform", "new", "clone", "Trip", "a-b", "../x", "",
        ] {
            assert_eq!(Name::module(name), None, "{name}");
        }
        assert!(Name::module("endpoint_name").is_some());
    }
}
