//! A field of a header list, a request or a response: its type and what the page says about it.

use std::sync::Arc;

#[cfg(feature = "cli")]
use serde_json::Value;

use super::WireValue;
use super::language::{mapping, words};
#[cfg(feature = "cli")]
use super::schema::{Definitions, Describe};
use crate::diagnostic::{Problems, Span};
use crate::parse::{Keys, Named, Parse, Spanned};
use crate::yaml::Node;

/// One field, under its wire name.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) span: Span,
    pub(crate) facts: Arc<Facts>,
    pub(crate) holds: Holds,
}

/// Equal wherever they stand.
impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        (&self.facts, &self.holds) == (&other.facts, &other.holds)
    }
}

impl Parse for Field {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let facts = Facts::keys(&mut keys, problems);
        let holds = Holds::keys(&mut keys, problems);
        keys.end(problems);
        Some(Self { span: node.span, facts: Arc::new(facts?), holds: holds? })
    }
}

#[cfg(feature = "cli")]
impl Describe for Field {
    fn describe(definitions: &mut Definitions) -> Value {
        definitions.mapping("Field", "One field, under the name it has on the wire.", |keys, definitions| {
            Facts::describe_keys(keys, definitions);
            Holds::describe_keys(keys, definitions);
        })
    }
}

mapping! {
    /// What is known about one field, apart from what it holds.
    Facts {
        /// The type, as the page names it.
        kind = "type": ! Spanned<Kind>,
        /// The page marks it so: an argument of the constructor.
        required: * bool,
        /// When it is required, in the page's words. Documented, not checked.
        required_when: ? String,
        /// The page's own words.
        doc: ? String,
        /// What is known beyond the page's own words.
        note: ? String,
        /// The page's sample, as text.
        sample: ? String,
        /// Always sent with this value; callers do not set it.
        fixed: ? Spanned<String>,
        /// What the integer counts.
        unit: ? Spanned<Unit>,
        /// How long the text may be. Checked before sending.
        length: ? Spanned<Length>,
        /// How many items the list may have. Checked before sending.
        count: ? Spanned<Limits>,
        /// The smallest and the largest value of the number. Checked before sending.
        range: ? Spanned<Limits>,
        /// The items of the list differ. Checked before sending.
        unique: ? Spanned<bool>,
        /// What the text looks like. Checked before sending.
        format: ? Spanned<Format>,
        /// How callers encode the value before they pass it. What is certainly not encoded is refused before sending.
        encoding: ? Spanned<Encoding>,
        /// What the platform takes where the field is absent, as text. The client does not send it.
        default: ? Spanned<String>,
        /// Special values, as text, and what they mean. The field's other limits do not hold for them.
        sentinels: ? Spanned<Named<String, String>>,
        /// Why the field should not be used any more, or what to use instead.
        deprecated: ? String,
        /// How a query parameter, or a field of a form, that is no single value is written.
        joined: ? Spanned<Joined>,
        /// Which of these facts are not on the page, and where they come from.
        inferred: * Inferred,
    }

    /// What a value holds that is not a single one: each type has one of these keys.
    Holds: Default {
        /// A struct's fields.
        fields: ? Spanned<Named<String, Field>>,
        /// What a list holds.
        items: ? Spanned<Box<Item>>,
        /// What a map holds under its keys, which are texts.
        values: ? Spanned<Box<Item>>,
        /// The type of platform.yaml that this is.
        shared: ? Spanned<String>,
        /// What the JSON in a text says.
        content: ? Spanned<Box<Item>>,
        /// The values that the page lists for a text or an integer, each with what it means; `''` where the page does not say.
        variants = "enum": ? Spanned<Named<WireValue, String>>,
    }

    /// The smallest and the largest number allowed, however the page puts it.
    Limits: Copy, Default, Eq {
        /// This number or more.
        at_least: ? i64,
        /// This number or fewer.
        at_most: ? i64,
        /// More than this number.
        more_than: ? i64,
        /// Fewer than this number.
        fewer_than: ? i64,
    }

    /// Which of a field's facts do not stand on the page, and where they come from instead. An inferred fact is
    /// documented, but it never refuses a call and never enters a constructor.
    Inferred: Default {
        /// The field itself: that it exists, and its type.
        field: ? Spanned<Origin>,
        /// That it is required.
        required: ? Spanned<Origin>,
        /// Its unit.
        unit: ? Spanned<Origin>,
        /// Its length.
        length: ? Spanned<Origin>,
        /// Its count.
        count: ? Spanned<Origin>,
        /// Its range.
        range: ? Spanned<Origin>,
        /// That its items differ.
        unique: ? Spanned<Origin>,
        /// Its format.
        format: ? Spanned<Origin>,
        /// Its encoding.
        encoding: ? Spanned<Origin>,
        /// Its default.
        default: ? Spanned<Origin>,
        /// Its special values.
        sentinels: ? Spanned<Origin>,
        /// Its note.
        note: ? Spanned<Origin>,
    }
}

/// What a list or a map holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    pub(crate) kind: Spanned<Kind>,
    pub(crate) holds: Holds,
}

impl Parse for Item {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let kind = keys.required("type", problems);
        let holds = Holds::keys(&mut keys, problems);
        keys.end(problems);
        Some(Self { kind: kind?, holds: holds? })
    }
}

#[cfg(feature = "cli")]
impl Describe for Item {
    fn describe(definitions: &mut Definitions) -> Value {
        definitions.mapping("Item", "What a list or a map holds.", |keys, definitions| {
            keys.add::<Kind>("type", "The type of what it holds.", true, definitions);
            Holds::describe_keys(keys, definitions);
        })
    }
}

/// How long a text may be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Length {
    pub(crate) of: LengthUnit,
    pub(crate) limits: Limits,
}

#[cfg(feature = "cli")]
impl Describe for Length {
    fn describe(definitions: &mut Definitions) -> Value {
        definitions.mapping("Length", "How long a text may be.", |keys, definitions| {
            keys.add::<LengthUnit>("of", "What is counted.", true, definitions);
            Limits::describe_keys(keys, definitions);
        })
    }
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
        /// A text.
        String = "string",
        /// An integer; 64 bits are read and sent all the same.
        Int32 = "int32",
        /// An integer of 64 bits.
        Int64 = "int64",
        /// An integer or a decimal: the page does not say which.
        Number = "number",
        /// A decimal.
        Double = "double",
        /// True or false.
        Bool = "bool",
        /// A file of a multipart form.
        File = "file",
        /// Named fields, under `fields`.
        Struct = "struct",
        /// Items of one type, under `items`.
        List = "list",
        /// Values of one type under keys of their own, under `values`.
        Map = "map",
        /// JSON that is carried in a text; what it says is under `content`.
        Json = "json",
    }

    /// What an integer counts.
    Unit {
        Seconds = "seconds",
        Milliseconds = "milliseconds",
        Nanoseconds = "nanoseconds",
        /// 分, a hundredth of a yuan.
        Fen = "fen",
    }

    /// How a query parameter, or a field of a form, that is no single value is written.
    Joined {
        /// `ids=1,2`: once, the items with commas between them.
        Comma = "comma",
        /// `ids[]=1&ids[]=2`: once for each item, with brackets behind the name.
        Brackets = "brackets",
        /// `ids=[1,2]`: once, as JSON.
        Json = "json",
    }

    /// What a text looks like.
    Format {
        /// `2024-01-31`.
        Date = "date",
        /// `20240131`.
        CompactDate = "compact_date",
        /// `2024-01-31 12:00:00`.
        DateTime = "date_time",
        /// `12:00:00`.
        Time = "time",
        /// `0` to `9` and nothing else.
        Digits = "digits",
        /// An address that starts with `http://` or `https://`.
        Url = "url",
    }

    /// How callers encode a value before they pass it.
    Encoding {
        /// With `%` and two digits for what cannot stand in a URL.
        Url = "url",
        /// As base64.
        Base64 = "base64",
    }

    /// What a length counts.
    LengthUnit {
        /// Of UTF-8.
        Bytes = "bytes",
        /// Of Unicode.
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
