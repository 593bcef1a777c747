//! What a reply says about one of its items.

use std::fmt;

use crate::code::write_words;
use crate::json::canonical;
use crate::printable::shown;
use crate::{ErrorCode, ErrorEntry};

/// What a reply says about one item. `C` is the endpoint's code, or an `i64` before the item is sorted.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Item<C> {
    /// The item's id.
    pub key: Option<String>,
    /// The item's own code, as the endpoint's table has it. Where it came as a text that is no integer in plain decimal,
    /// there is none.
    pub code: Option<C>,
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

impl Item<i64> {
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

    /// What is known where nothing is said.
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

    /// The same item, with its code looked up in the endpoint's table.
    pub(super) fn typed<C: ErrorCode>(self) -> Item<C> {
        let Self { key, code, message, standing } = self;
        Item { key, code: code.map(C::from_code), message, standing }
    }
}

impl<C> Item<C> {
    /// Whether what was asked for had been done before.
    #[must_use]
    pub fn is_already_done(&self) -> bool {
        self.standing == Standing::AlreadyDone
    }
}

impl<C: ErrorCode> Item<C> {
    /// What the endpoint's page says about the item's code, if it has it.
    #[must_use]
    pub fn documented(&self) -> Option<&'static ErrorEntry> {
        self.code.and_then(ErrorCode::entry)
    }
}

impl<C: ErrorCode> fmt::Display for Item<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_standing(f, self.key.as_deref(), self.standing, self.code.map(ErrorCode::code))?;
        write_words(f, self.documented(), &self.message)
    }
}

fn write_standing(
    f: &mut fmt::Formatter<'_>,
    key: Option<&str>,
    standing: Standing,
    code: Option<i64>,
) -> fmt::Result {
    write!(f, "item {}", key.map_or("without an id".to_owned(), shown))?;
    match (standing, code) {
        (_, None) => f.write_str(" has no code"),
        (Standing::Done, Some(_)) => f.write_str(" succeeded"),
        (Standing::AlreadyDone, Some(code)) => write!(f, " had been done before, says {code}"),
        (Standing::Open, Some(code)) => write!(f, " failed with {code}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, ItemCodes};
    use crate::UndocumentedCode;

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

    #[test]
    fn what_the_platform_wrote_is_shown_on_one_line_and_in_part() {
        let (key, message) = ("c\u{1b}[2J\n".to_owned(), "长".repeat(1_000));
        let item = Item::new(Some(key), Some(7), Some(message)).typed::<UndocumentedCode>().to_string();
        assert!(!item.contains(['\u{1b}', '\n']) && item.ends_with("长…"), "{item}");
        assert_eq!(item.matches('长').count(), 200);
    }
}
