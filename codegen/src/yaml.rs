//! A source's text in, a tree of nodes with their places out.
//!
//! Two parsers read every file: [`events`] gives places and the scalars' own text, [`second`] is what everybody
//! else's tools see. Where they disagree the file is refused. Typing is never YAML's: a node keeps a scalar's text,
//! and whoever asks for an integer or a text judges it.

use crate::diagnostic::{Diagnostic, FileId, Problems, Rule, Span};
use crate::source::Source;

mod events;
mod odd;
mod second;

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Value,
}

impl Node {
    /// Whether nothing is written here.
    pub(crate) fn is_nothing(&self) -> bool {
        matches!(&self.value, Value::Scalar(scalar) if scalar.plain && scalar.text.is_empty())
    }

    /// The entry of a key, if this is a mapping that has it.
    #[cfg(feature = "cli")]
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key.text == key),
            Value::Scalar(_) | Value::List(_) => None,
        }
    }

    /// The items, if this is a list.
    #[cfg(feature = "cli")]
    pub(crate) fn items(&self) -> &[Node] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The entries, if this is a mapping.
    #[cfg(feature = "cli")]
    pub(crate) fn entries(&self) -> &[Entry] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }
}

/// What a node holds.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Scalar(Scalar),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A scalar's own text.
#[derive(Clone, Debug)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    /// Written without quotes, so that a tool may read it as something else than text.
    pub(crate) plain: bool,
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Scalar,
    pub(crate) key_span: Span,
    pub(crate) node: Node,
    /// Written as `{ key: … }`, where a comma ends a text without quotes.
    pub(crate) in_braces: bool,
}

impl Value {
    /// What this is, in the words of a diagnostic.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Scalar(_) => "a single value",
            Self::List(_) => "a list",
            Self::Map(_) => "a mapping",
        }
    }
}

/// Reads the one document of a source. What can be read in spite of a problem is.
pub(crate) fn parse(source: &Source, file: FileId, problems: &mut Problems) -> Option<Node> {
    let found = problems.len();
    let Some(root) = events::tree(source.text(), file, problems).filter(|root| !root.is_nothing()) else {
        if problems.len() == found {
            problems.push(
                Diagnostic::new(Rule::EmptyFile, Span::file(file), "there is nothing in this file")
                    .with_help("write the spec, or remove the file"),
            );
        }
        return None;
    };
    if problems.len() > found {
        return Some(root);
    }
    second::agrees(source.text(), &root, problems).then_some(root)
}
