//! Structs, their fields and the types of these, with what is checked about them.

use std::sync::Arc;

use super::{Literal, Relation};
use crate::ident::Name;
use crate::spec::{Encoding, Facts, Format, Kind, LengthUnit, Limits, WireValue};

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Struct {
    pub(crate) name: Name,
    /// Where it stands: `lines.item`. Empty for the request and the response.
    pub(crate) uses: Vec<String>,
    pub(crate) fields: Vec<Field>,
    /// What is checked about several of its fields at once.
    pub(crate) relations: Vec<Arc<Relation>>,
    /// Whether something in it is checked before sending.
    pub(crate) checked: bool,
    /// Whether it is one of the platform's, which other files have, too.
    pub(crate) is_shared: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    pub(crate) wire: String,
    pub(crate) name: Name,
    pub(crate) place: Place,
    pub(crate) presence: Presence,
    pub(crate) ty: Type,
    /// Whether a struct that the field holds is checked before sending.
    pub(crate) holds_checked: bool,
    pub(crate) checks: Vec<Check>,
    /// Values for which the page's limits do not hold.
    pub(crate) special: Vec<Literal>,
    /// What is said about it and other fields.
    pub(crate) relations: Vec<Arc<Relation>>,
    pub(crate) facts: Arc<Facts>,
    /// What the page calls that which it holds, one in the other, each under its key: `items`.
    pub(crate) held: Vec<(&'static str, Kind)>,
}

impl Field {
    /// Whether a text of 32 hexadecimal digits, as the runtime makes idempotency tokens, is certainly one.
    pub(crate) fn takes_made_tokens(&self) -> bool {
        const MADE: usize = 32;
        let Type::IdempotencyToken(Bounds { least, most }) = self.ty else { return false };
        let has_format = self.checks.iter().any(|check| matches!(check, Check::Format(_)));
        least <= MADE && most.is_none_or(|most| most >= MADE) && !has_format
    }

    /// Whether it is decided, and not on the page, that an empty value is refused.
    pub(crate) fn refuses_empty(&self) -> bool {
        let at_least_one = Check::Count(Bounds { least: 1, most: None });
        self.checks.contains(&Check::NotEmpty)
            || self.facts.count.is_none() && self.checks.contains(&at_least_one)
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    Header,
    Query,
    Form,
    Body,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Presence {
    /// A constructor's argument.
    Required,
    Optional,
    /// Always sent, with this value.
    Fixed(String),
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Type {
    Text,
    Secret,
    /// A text that is not shown, and otherwise one like any other.
    Personal,
    /// What makes a repeated call harmless, within its limits.
    IdempotencyToken(Bounds),
    Integer,
    Number,
    Double,
    Bool,
    File,
    Enum(Name),
    Struct(Name),
    List(Box<Type>),
    /// Under texts.
    Map(Box<Type>),
    /// In a text.
    Json(Box<Type>),
}

impl Type {
    /// What it holds in the end, or it itself.
    pub(crate) fn innermost(&self) -> &Self {
        match self {
            Self::List(held) | Self::Map(held) | Self::Json(held) => held.innermost(),
            ty => ty,
        }
    }

    /// The same lists, maps and JSON, holding another type in the end.
    pub(crate) fn holding(self, innermost: Self) -> Self {
        match self {
            Self::List(held) => Self::List(Box::new(held.holding(innermost))),
            Self::Map(held) => Self::Map(Box::new(held.holding(innermost))),
            Self::Json(held) => Self::Json(Box::new(held.holding(innermost))),
            _ => innermost,
        }
    }

    /// The struct or the enum that it is or holds.
    pub(crate) fn in_it(&self) -> Option<&Name> {
        match self.innermost() {
            Self::Struct(name) | Self::Enum(name) => Some(name),
            _ => None,
        }
    }

    /// Whether it is or holds an enum.
    pub(crate) fn is_enum(&self) -> bool {
        matches!(self.innermost(), Self::Enum(_))
    }

    /// Whether it derefs to a text.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Personal | Self::IdempotencyToken(_))
    }
}

/// What is checked before a request is sent. Bounds are inclusive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Check {
    NotEmpty,
    Length(LengthUnit, Bounds),
    Count(Bounds),
    /// The number is an integer, or it may be a decimal.
    Range(Limits),
    Format(Format),
    Encoding(Encoding),
    Unique,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) least: usize,
    pub(crate) most: Option<usize>,
}

/// The values that a page lists for a text or an integer.
#[derive(Debug)]
pub(crate) struct Enum {
    pub(crate) name: Name,
    /// Where it stands: `request.lines.status`.
    pub(crate) uses: Vec<String>,
    pub(crate) base: EnumBase,
    pub(crate) variants: Vec<Variant>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum EnumBase {
    Integer,
    Text,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Variant {
    pub(crate) value: WireValue,
    pub(crate) name: Name,
    /// Empty where the page does not say.
    pub(crate) meaning: String,
}
