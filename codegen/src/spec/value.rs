//! A value on the wire that a page lists: an integer or a text, as it is written here.

use std::fmt;

#[cfg(feature = "cli")]
use super::schema::{Definitions, Describe};
use crate::diagnostic::Problems;
use crate::parse::Parse;
use crate::yaml::{self, Node};

/// An integer in plain decimal, or a text.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum WireValue {
    Integer(i64),
    Text(String),
}

impl fmt::Display for WireValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(integer) => write!(f, "{integer}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl Parse for WireValue {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let is_integer = matches!(&node.value, yaml::Value::Scalar(scalar)
            if scalar.plain && scalar.text.parse::<i64>().is_ok_and(|integer| integer.to_string() == scalar.text));
        if is_integer {
            i64::parse(node, problems).map(Self::Integer)
        } else {
            String::parse(node, problems).map(Self::Text)
        }
    }
}

#[cfg(feature = "cli")]
impl Describe for WireValue {
    fn describe(_: &mut Definitions) -> serde_json::Value {
        serde_json::json!({ "type": ["integer", "string"] })
    }
}
