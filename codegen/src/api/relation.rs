//! What is said about several fields of a request at once, resolved.

use super::{Field, Presence, Type};
use crate::ident::Name;
use crate::spec::{self, Format, Origin};

/// A rule over several fields.
#[derive(Debug, PartialEq)]
pub(crate) struct Relation {
    pub(crate) says: Says,
    /// The page's words.
    pub(crate) doc: Option<String>,
    pub(crate) inferred: Option<Origin>,
}

/// What a rule says. But for `Unique`, all its fields stand beside each other.
#[derive(Debug, PartialEq)]
pub(crate) enum Says {
    ExactlyOneOf(Vec<Path>),
    AtLeastOneOf(Vec<Path>),
    AtMostOneOf(Vec<Path>),
    Together(Vec<Path>),
    Required(Path, Vec<Condition>),
    Forbidden(Path, Vec<Condition>),
    /// Two integers, or two texts of one format.
    Ordered([Path; 2], Option<Format>),
    Unique(Vec<Path>),
    Precedence(Vec<Path>),
}

impl Says {
    /// Every field that the rule is about.
    pub(crate) fn paths(&self) -> Vec<&Path> {
        match self {
            Self::ExactlyOneOf(paths)
            | Self::AtLeastOneOf(paths)
            | Self::AtMostOneOf(paths)
            | Self::Together(paths)
            | Self::Unique(paths)
            | Self::Precedence(paths) => paths.iter().collect(),
            Self::Ordered(paths, _) => paths.iter().collect(),
            Self::Required(path, conditions) | Self::Forbidden(path, conditions) => {
                std::iter::once(path).chain(conditions.iter().map(|condition| &condition.path)).collect()
            }
        }
    }
}

/// What another field must be for a rule to hold.
#[derive(Debug, PartialEq)]
pub(crate) struct Condition {
    pub(crate) path: Path,
    pub(crate) is: Is,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Is {
    AnyOf(Vec<Literal>),
    Given,
    Absent,
}

/// A value that a spec spells out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Literal {
    Text(String),
    Integer(i64),
    Truth(bool),
}

/// A field of a request, and the fields on the way to it.
#[derive(Debug, PartialEq)]
pub(crate) struct Path {
    pub(crate) way: Vec<Member>,
    pub(crate) field: Member,
}

impl Path {
    /// The path on the wire: `lines.id`.
    pub(crate) fn wire(&self) -> String {
        let wires: Vec<_> = self.way.iter().chain([&self.field]).map(|member| member.wire.as_str()).collect();
        wires.join(".")
    }

    /// The struct that the field stands in, if it is not the request itself.
    pub(crate) fn holder(&self) -> Option<&Name> {
        self.way.last().and_then(|member| member.ty.in_it())
    }
}

/// What of a field is needed to get at its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Member {
    pub(crate) wire: String,
    pub(crate) name: Name,
    pub(crate) presence: Presence,
    pub(crate) ty: Type,
}

impl From<&Field> for Member {
    fn from(field: &Field) -> Self {
        Self {
            wire: field.wire.clone(),
            name: field.name.clone(),
            presence: field.presence.clone(),
            ty: field.ty.clone(),
        }
    }
}

/// How the endpoint's pages are asked for.
#[derive(Debug)]
pub(crate) struct Pagination {
    pub(crate) says: spec::Pagination,
    pub(crate) doc: Option<String>,
    pub(crate) inferred: Option<Origin>,
}
