//! A piece of a spec apart from its file: what the importer makes, compares and writes.

use crate::yaml::{self, Node};

/// A value as a spec has it. Where it stands, and whether it is in quotes, says nothing.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A text, which is written in quotes where it must be.
    Text(String),
    /// A word of the language, an integer or a truth value: never in quotes.
    Word(String),
    List(Vec<Value>),
    Map(Map),
}

/// Keys with their values, in their order.
pub(crate) type Map = Vec<(String, Value)>;

/// Equal if they read the same.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::List(a), Self::List(b)) => a == b,
            (Self::Map(a), Self::Map(b)) => a == b,
            (a, b) => a.text().is_some() && a.text() == b.text(),
        }
    }
}

impl Value {
    pub(crate) fn of(node: &Node) -> Self {
        match &node.value {
            yaml::Value::Scalar(scalar) if scalar.plain => Self::Word(scalar.text.clone()),
            yaml::Value::Scalar(scalar) => Self::Text(scalar.text.clone()),
            yaml::Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            yaml::Value::Map(entries) => Self::Map(
                entries.iter().map(|entry| (entry.key.text.clone(), Self::of(&entry.node))).collect(),
            ),
        }
    }

    pub(crate) fn word(word: impl std::fmt::Display) -> Self {
        Self::Word(format!("{word}"))
    }

    /// A single value's text.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Word(text) => Some(text),
            Self::List(_) | Self::Map(_) => None,
        }
    }

    /// The keys of a mapping, none of anything else.
    pub(crate) fn entries(&self) -> &[(String, Value)] {
        match self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }

    pub(crate) fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The value under a key of a mapping.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        get(self.entries(), key)
    }

    /// A single value's text under a key.
    pub(crate) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Self::text)
    }

    /// The value in a line of a report.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Word(text) => text.clone(),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::shown).collect::<Vec<_>>().join(", "))
            }
            Self::Map(entries) => {
                let shown = entries.iter().map(|(key, value)| format!("{key}: {}", value.shown()));
                format!("{{ {} }}", shown.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// The value under a key.
pub(crate) fn get<'m>(entries: &'m [(String, Value)], key: &str) -> Option<&'m Value> {
    entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
}
