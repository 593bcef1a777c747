//! A reply and what its spec says in, what the spec does not have out: how a user learns of the vendor's change before it
//! hurts. Looked for only where an observer wants it, beside the call and never in its way.

use std::fmt;

use crate::json::unknowns;
use crate::redact::Sensitive;
use crate::{DecodeObject, Meta};

/// How many undocumented codes of items are told.
const MOST_CODES: usize = 100;

/// What a reply has and its endpoint's spec has not.
///
/// The names of fields and the values of enums are the vendor's vocabulary, and are shown; any other value is not. They
/// are cut after 64 characters, and hold none of the call's secrets, nor what could confuse a terminal.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Drift {
    /// The endpoint: `group/endpoint`.
    pub endpoint: &'static str,
    /// The platform's id of the call's last reply that had one.
    pub log_id: Option<String>,
    /// Each once, at most a hundred of a kind.
    pub what: Vec<Undocumented>,
    /// Whether there was more than is told.
    pub is_cut: bool,
}

/// Something that a spec does not have.
///
/// A path is that of the wire, with `[]` for any place of a list and `*` for any key of a map: `data.items[].colour`. What
/// is inside of JSON in a text has a path like anything else.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Undocumented {
    /// The reply's error code.
    Code(i64),
    /// The code of an item.
    ItemCode(i64),
    /// A value of an enum.
    Value {
        /// Where it is.
        path: String,
        /// The value.
        value: String,
    },
    /// A field. What it holds is not looked at.
    Field {
        /// Where it is.
        path: String,
    },
}

impl fmt::Display for Undocumented {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(f, "code {code}"),
            Self::ItemCode(code) => write!(f, "item code {code}"),
            Self::Value { path, value } => write!(f, "value {value:?} of {path}"),
            Self::Field { path } => write!(f, "field {path}"),
        }
    }
}

/// One line.
impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the spec of {} does not have ", self.endpoint)?;
        for (at, what) in self.what.iter().enumerate() {
            let before = if at == 0 { "" } else { ", " };
            write!(f, "{before}{what}")?;
        }
        f.write_str(if self.is_cut { ", and more" } else { "" })
    }
}

/// What is compared with a spec.
pub(crate) struct Seen<'r> {
    pub(crate) body: &'r [u8],
    /// The code that the reply was judged by.
    pub(crate) code: Option<i64>,
    /// Those of its items that have no entry.
    pub(crate) item_codes: Vec<i64>,
    pub(crate) sensitive: &'r Sensitive,
}

/// Shows the fields of a response.
pub(crate) type Fields = fn(&mut dyn FnMut(&mut dyn DecodeObject));

impl Seen<'_> {
    /// Never fails, whatever the body is. The log id is still to be set.
    pub(crate) fn compare(self, meta: &Meta, fields: Fields) -> Option<Drift> {
        let Self { body, code, mut item_codes, sensitive } = self;
        let known = |code: i64| meta.codes.iter().any(|entry| entry.code == code);
        let mut what: Vec<_> =
            code.filter(|code| !known(*code)).map(Undocumented::Code).into_iter().collect();
        item_codes.sort_unstable();
        item_codes.dedup();
        let mut is_cut = item_codes.len() > MOST_CODES;
        what.extend(item_codes.into_iter().take(MOST_CODES).map(Undocumented::ItemCode));
        fields(&mut |response| {
            let found = unknowns(body, meta.envelope.paths().collect(), sensitive, response);
            let values = found.values.into_iter();
            what.extend(values.map(|(path, value)| Undocumented::Value { path, value }));
            what.extend(found.fields.into_iter().map(|path| Undocumented::Field { path }));
            is_cut |= found.is_cut;
        });
        (!what.is_empty()).then_some(Drift { endpoint: meta.id, log_id: None, what, is_cut })
    }
}

#[cfg(test)]
mod tests {
    use super::{Drift, Fields, MOST_CODES, Seen, Undocumented};
    use crate::plain::{FLAT, meta};
    use crate::redact::Sensitive;
    use crate::{Action, Effect, Envelope, ErrorEntry, Meta};

    static ENVELOPE: Envelope = Envelope { messages: &[&["message"]], ..FLAT };
    const META: Meta = meta(&ENVELOPE, &[ErrorEntry::new(7, Action::Retry, Effect::None, &[])]);

    fn compare(fields: Fields, body: &str, code: Option<i64>, item_codes: &[i64]) -> Option<Drift> {
        let sensitive = Sensitive::default();
        let (body, item_codes) = (body.as_bytes(), item_codes.to_vec());
        Seen { body, code, item_codes, sensitive: &sensitive }.compare(&META, fields)
    }

    fn told(code: Option<i64>, item_codes: &[i64]) -> Vec<Undocumented> {
        let drift = compare(|_| (), r#"{"new":1}"#, code, item_codes);
        drift.map(|drift| drift.what).unwrap_or_default()
    }

    #[test]
    fn a_code_without_an_entry_is_told_and_any_other_is_not() {
        assert_eq!(told(Some(8), &[]), [Undocumented::Code(8)]);
        for known in [None, Some(7)] {
            assert_eq!(told(known, &[]), []);
        }
        assert_eq!(told(Some(7), &[3, -1, 3]), [Undocumented::ItemCode(-1), Undocumented::ItemCode(3)]);
    }

    #[test]
    fn item_codes_are_bounded() {
        let codes: Vec<_> = (0..500).collect();
        let drift = compare(|_| (), "", None, &codes).expect("none is known");
        assert!(drift.is_cut && drift.what.len() == MOST_CODES);
    }

    #[test]
    fn it_reads_as_one_line() {
        let fields: Fields = |look| {
            struct Nothing;
            impl crate::DecodeObject for Nothing {
                fn field(&mut self, _: &str) -> Option<&mut dyn crate::Slot> {
                    None
                }
            }
            look(&mut Nothing);
        };
        let body = r#"{"code":8,"message":"m","log":"l","b":0,"a":0}"#;
        let drift = compare(fields, body, Some(8), &[9]).expect("there is some");
        let line = "the spec of group/endpoint does not have code 8, item code 9, field a, field b";
        assert_eq!(drift.to_string(), line);
        let value = Undocumented::Value { path: "a".to_owned(), value: "b".to_owned() };
        assert_eq!(value.to_string(), "value \"b\" of a");
    }
}
