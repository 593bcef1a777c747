//! Types that several endpoints share, declared once in `platform.yaml`.

#[cfg(feature = "cli")]
use serde_json::Value;

use super::language::{mapping, words};
#[cfg(feature = "cli")]
use super::schema::{Definitions, Describe};
use super::{Holds, Kind};
use crate::diagnostic::Problems;
use crate::parse::{Keys, Parse, Spanned};
use crate::yaml::Node;

/// A struct or an enum.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SharedType {
    pub(crate) about: About,
    pub(crate) holds: Holds,
}

impl Parse for SharedType {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let about = About::keys(&mut keys, problems);
        let holds = Holds::keys(&mut keys, problems);
        keys.end(problems);
        Some(Self { about: about?, holds: holds? })
    }
}

#[cfg(feature = "cli")]
impl Describe for SharedType {
    fn describe(definitions: &mut Definitions) -> Value {
        definitions.mapping("SharedType", "A struct or an enum that endpoints share.", |keys, definitions| {
            About::describe_keys(keys, definitions);
            Holds::describe_keys(keys, definitions);
        })
    }
}

mapping! {
    /// What is known about a shared type, apart from what it holds.
    About {
        /// A struct's `type` is `struct`; an enum has the type of its values.
        kind = "type": ! Spanned<Kind>,
        /// Whether requests or responses hold the struct. An enum can be in both.
        side = "for": ? Spanned<SharedSide>,
        /// What it is.
        doc: ? String,
    }
}

words! {
    /// What holds a shared struct.
    SharedSide {
        /// Requests: it has a constructor and setters.
        Request = "request",
        /// Responses: everything in it may be missing.
        Response = "response",
    }
}
