//! A field of a header list, a request or a response: its type and what the page says about it.

use super::language::{mapping, words};
use crate::diagnostic::{Problems, Span};
use crate::parse::{Keys, Named, Parse, Spanned};
use crate::yaml::Node;

/// One field, under its wire name.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) span: Span,
    pub(crate) facts: Facts,
    pub(crate) items: Option<Item>,
    pub(crate) fields: Option<Spanned<Named<String, Field>>>,
}

/// Equal wherever they stand.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        (&self.facts, &self.items, &self.fields) == (&other.facts, &other.items, &other.fields)
    }
}

impl Parse for Field {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let facts = Facts::keys(&mut keys, problems);
        let items = keys.optional("items", problems);
        let fields = keys.optional("fields", problems);
        keys.end(problems);
        Some(Self { span: node.span, facts: facts?, items, fields })
    }
}

mapping! {
    /// What is known about one field, apart from what it holds.
    Facts {
        kind = "type": ! Spanned<Kind>,
        required: * bool,
        /// A condition, in the page's words.
        required_when: ? String,
        doc: ? String,
        /// What is known beyond the page's own words.
        note: ? String,
        sample: ? String,
        fixed: ? Spanned<String>,
        unit: ? Spanned<Unit>,
        length: ? Spanned<Length>,
        count: ? Spanned<Limits>,
        inferred: * Inferred,
    }

    /// What a list holds.
    Item {
        kind = "type": ! Spanned<Kind>,
        fields: ? Spanned<Named<String, Field>>,
    }

    /// The smallest and the largest number allowed, however the page puts it.
    #[derive(Copy, Default, Eq)]
    Limits {
        at_least: ? i64,
        at_most: ? i64,
        more_than: ? i64,
        fewer_than: ? i64,
    }

    /// Which of a field's facts do not stand on the page, and where they come from instead. An inferred fact is
    /// documented, but it never refuses a call and never enters a constructor.
    #[derive(Default)]
    Inferred {
        /// The field itself: that it exists, and its type.
        field: ? Spanned<Origin>,
        required: ? Spanned<Origin>,
        unit: ? Spanned<Origin>,
        length: ? Spanned<Origin>,
        count: ? Spanned<Origin>,
        note: ? Spanned<Origin>,
    }
}

/// How long a text may be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Length {
    pub(crate) of: LengthUnit,
    pub(crate) limits: Limits,
}

impl Parse for Length {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let of = keys.required("of", problems);
        let limits = Limits::keys(&mut keys, problems);
        keys.end(problems);
        Some(Self { of: of?, limits: limits? })
    }
}

words! {
    /// A type, as pages name them.
    Kind {
        String = "string",
        Int32 = "int32",
        Int64 = "int64",
        /// An integer or a decimal: the page does not say which.
        Number = "number",
        Double = "double",
        Bool = "bool",
        Struct = "struct",
        List = "list",
    }

    /// What an integer counts.
    Unit {
        Seconds = "seconds",
        Milliseconds = "milliseconds",
        Nanoseconds = "nanoseconds",
        /// 分, a hundredth of a yuan.
        Fen = "fen",
    }

    /// What a length counts.
    LengthUnit {
        Bytes = "bytes",
        Characters = "characters",
    }

    /// Where an inferred fact comes from.
    Origin {
        /// The page's own samples.
        Sample = "sample",
        /// A field of the same meaning on another endpoint.
        Sibling = "sibling",
        /// The vendor's other documents.
        Guide = "guide",
    }
}
