//! A field of a header list, a request or a response: its type and what the page says about it.

use super::{Keys, Named, Node, Problems, Read, Spanned};
use crate::read::word;

/// One field, under its wire name.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) facts: Facts,
    pub(crate) items: Option<Box<Item>>,
    pub(crate) fields: Option<Spanned<Named<String, Field>>>,
}

impl Read for Field {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let facts = Facts::keys(&mut keys, problems);
        let items = keys.optional::<Item>("items", problems);
        let fields = keys.optional("fields", problems);
        keys.end(problems);
        Some(Self { facts: facts?, items: items.map(Box::new), fields })
    }
}

/// What is known about one field, apart from what it holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) kind: Spanned<Kind>,
    pub(crate) required: bool,
    pub(crate) required_when: Option<String>,
    pub(crate) doc: Option<String>,
    /// What is known beyond the page's own words.
    pub(crate) note: Option<String>,
    pub(crate) sample: Option<String>,
    pub(crate) fixed: Option<Spanned<String>>,
    pub(crate) unit: Option<Spanned<Unit>>,
    pub(crate) length: Option<Spanned<(LengthUnit, Limits)>>,
    pub(crate) count: Option<Spanned<Limits>>,
    pub(crate) inferred: Inferred,
}

impl Facts {
    fn keys(keys: &mut Keys<'_>, problems: &mut Problems) -> Option<Self> {
        let kind = keys.required("type", problems);
        let required = keys.optional("required", problems);
        let required_when = keys.optional("required_when", problems);
        let doc = keys.optional("doc", problems);
        let note = keys.optional("note", problems);
        let sample = keys.optional("sample", problems);
        let fixed = keys.optional("fixed", problems);
        let unit = keys.optional("unit", problems);
        let length = keys.optional("length", problems);
        let count = keys.optional("count", problems);
        let inferred = keys.optional("inferred", problems);
        Some(Self {
            kind: kind?,
            required: required.unwrap_or_default(),
            required_when,
            doc,
            note,
            sample,
            fixed,
            unit,
            length,
            count,
            inferred: inferred.unwrap_or_default(),
        })
    }
}

/// What a list holds.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) kind: Spanned<Kind>,
    pub(crate) fields: Option<Spanned<Named<String, Field>>>,
}

impl Read for Item {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let kind = keys.required("type", problems);
        let fields = keys.optional("fields", problems);
        keys.end(problems);
        Some(Self { kind: kind?, fields })
    }
}

/// A type, as pages name them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    String,
    Int32,
    Int64,
    /// An integer or a decimal: the page does not say which.
    Number,
    Double,
    Bool,
    Struct,
    List,
}

impl Kind {
    const WORDS: [(&'static str, Self); 8] = [
        ("string", Self::String),
        ("int32", Self::Int32),
        ("int64", Self::Int64),
        ("number", Self::Number),
        ("double", Self::Double),
        ("bool", Self::Bool),
        ("struct", Self::Struct),
        ("list", Self::List),
    ];
}

impl Read for Spanned<Kind> {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        word(node, &Kind::WORDS, problems).map(|value| Self { value, span: node.span })
    }
}

/// What an integer counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Unit {
    Seconds,
    Milliseconds,
    Nanoseconds,
    /// 分, a hundredth of a yuan.
    Fen,
}

impl Read for Spanned<Unit> {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let words = [
            ("seconds", Unit::Seconds),
            ("milliseconds", Unit::Milliseconds),
            ("nanoseconds", Unit::Nanoseconds),
            ("fen", Unit::Fen),
        ];
        word(node, &words, problems).map(|value| Self { value, span: node.span })
    }
}

/// What a length counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum LengthUnit {
    Bytes,
    Characters,
}

impl Read for LengthUnit {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        word(node, &[("bytes", Self::Bytes), ("characters", Self::Characters)], problems)
    }
}

/// The smallest and the largest number allowed, however the page puts it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Limits {
    pub(crate) at_least: Option<i64>,
    pub(crate) at_most: Option<i64>,
    pub(crate) more_than: Option<i64>,
    pub(crate) fewer_than: Option<i64>,
}

impl Limits {
    fn keys(keys: &mut Keys<'_>, problems: &mut Problems) -> Self {
        let mut limit = |key| keys.optional::<Spanned<i64>>(key, problems).map(|limit| limit.value);
        Self {
            at_least: limit("at_least"),
            at_most: limit("at_most"),
            more_than: limit("more_than"),
            fewer_than: limit("fewer_than"),
        }
    }
}

impl Read for Spanned<Limits> {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let value = Limits::keys(&mut keys, problems);
        keys.end(problems);
        Some(Self { value, span: node.span })
    }
}

impl Read for Spanned<(LengthUnit, Limits)> {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let unit = keys.required("of", problems);
        let limits = Limits::keys(&mut keys, problems);
        keys.end(problems);
        Some(Self { value: (unit?, limits), span: node.span })
    }
}

impl Read for Spanned<Named<String, Field>> {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        Named::read(node, problems).map(|value| Self { value, span: node.span })
    }
}

/// Which of a field's facts do not stand on the page, and where they come from instead. An inferred fact is
/// documented, but it never refuses a call and never enters a constructor.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Inferred {
    /// The field itself: that it exists, and its type.
    pub(crate) field: Option<Spanned<Origin>>,
    pub(crate) required: Option<Spanned<Origin>>,
    pub(crate) unit: Option<Spanned<Origin>>,
    pub(crate) length: Option<Spanned<Origin>>,
    pub(crate) count: Option<Spanned<Origin>>,
    pub(crate) note: Option<Spanned<Origin>>,
}

impl Read for Inferred {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let inferred = Self {
            field: keys.optional("field", problems),
            required: keys.optional("required", problems),
            unit: keys.optional("unit", problems),
            length: keys.optional("length", problems),
            count: keys.optional("count", problems),
            note: keys.optional("note", problems),
        };
        keys.end(problems);
        Some(inferred)
    }
}

/// Where an inferred fact comes from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Origin {
    /// The page's own samples.
    Sample,
    /// A field of the same meaning on another endpoint.
    Sibling,
    /// The vendor's other documents.
    Guide,
}

impl Read for Spanned<Origin> {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let words = [("sample", Origin::Sample), ("sibling", Origin::Sibling), ("guide", Origin::Guide)];
        word(node, &words, problems).map(|value| Self { value, span: node.span })
    }
}
