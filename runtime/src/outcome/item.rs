//! What a reply says about one of its items.

use std::fmt;

use crate::json::canonical;
use crate::printable::printable;

/// What a reply says about one item.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Item {
    /// The item's id.
    pub key: Option<String>,
    /// The item's own code. Where it came as a text that is no integer in plain decimal, there is none.
    pub code: Option<i64>,
    /// The item's own message.
    pub message: Option<String>,
    standing: Standing,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Standing {
    Done,
    AlreadyDone,
    /// Failed, as far as anybody knows.
    Open,
}

/// Which codes of an item mean what; any other, and none at all, is no success.
#[derive(Clone, Copy, Debug)]
pub struct ItemCodes {
    /// The item succeeded.
    pub ok: &'static [i64],
    /// What was asked for had been done before: a success, too.
    pub already_done: &'static [i64],
}

impl Item {
    /// An item that is not judged yet: no success so far. Generated code calls it.
    #[must_use]
    pub fn new(key: Option<String>, code: Option<i64>, message: Option<String>) -> Self {
        Self { key, code, message, standing: Standing::Open }
    }

    /// The code that a text is. Generated code calls it.
    #[must_use]
    pub fn code_of(text: Option<&str>) -> Option<i64> {
        text.and_then(canonical)
    }

    /// Whether what was asked for had been done before.
    #[must_use]
    pub fn is_already_done(&self) -> bool {
        self.standing == Standing::AlreadyDone
    }

    pub(super) fn silent() -> Self {
        Self::new(None, None, None)
    }

    /// A code that is said to mean both means neither.
    pub(super) fn judged(self, codes: ItemCodes) -> Self {
        let is_in = |codes: &[i64]| self.code.is_some_and(|code| codes.contains(&code));
        let standing = match (is_in(codes.ok), is_in(codes.already_done)) {
            (true, false) => Standing::Done,
            (false, true) => Standing::AlreadyDone,
            _ => Standing::Open,
        };
        Self { standing, ..self }
    }

    pub(super) fn succeeded(&self) -> bool {
        self.standing != Standing::Open
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "item {}", printable(self.key.as_deref().unwrap_or("without an id")))?;
        match (self.standing, self.code) {
            (_, None) => f.write_str(" has no code")?,
            (Standing::Done, Some(_)) => f.write_str(" succeeded")?,
            (Standing::AlreadyDone, Some(code)) => write!(f, " had been done before, says {code}")?,
            (Standing::Open, Some(code)) => write!(f, " failed with {code}")?,
        }
        match self.message.as_deref() {
            Some(message) if !message.is_empty() => write!(f, ": {}", printable(message)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, ItemCodes};

    #[test]
    fn a_text_is_a_code_only_in_plain_decimal() {
        assert_eq!(Item::code_of(Some("1208")), Some(1208));
        assert_eq!(Item::code_of(Some("-1")), Some(-1));
        for text in ["", "0.0", "00", "+0", " 0", "SUCCESS", "０"] {
            assert_eq!(Item::code_of(Some(text)), None, "{text}");
        }
        assert_eq!(Item::code_of(None), None);
    }

    #[test]
    fn no_code_is_no_success_and_neither_is_one_that_means_two_things() {
        let both = ItemCodes { ok: &[0], already_done: &[0, 2] };
        for (code, succeeded) in [(None, false), (Some(0), false), (Some(1), false), (Some(2), true)] {
            assert_eq!(Item::new(None, code, None).judged(both).succeeded(), succeeded, "{code:?}");
        }
    }
}
