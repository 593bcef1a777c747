//! A code that does not mean success, and what came with it.

use crate::{Action, ErrorCode, ErrorEntry};

/// A code that does not mean success, and what came with it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer<C> {
    /// The code.
    pub code: C,
    /// What is documented about the code, if anything.
    pub documented: Option<&'static ErrorEntry>,
    /// The platform's message.
    pub message: Option<String>,
    /// The code that tells more.
    pub sub_code: Option<i64>,
    /// The message that tells more.
    pub sub_message: Option<String>,
    pub(crate) number: i64,
}

impl<C> Answer<C> {
    /// Every text that the page has for the code, in its order.
    pub fn texts(&self) -> impl Iterator<Item = &'static str> {
        self.documented.into_iter().flat_map(ErrorEntry::texts)
    }

    /// Every advice that the page has for the code, in its order.
    pub fn advice(&self) -> impl Iterator<Item = &'static str> {
        self.documented.into_iter().flat_map(ErrorEntry::advice)
    }

    /// What the code asks for, if it is documented.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        self.documented.map(|entry| entry.action)
    }
}

impl Answer<i64> {
    /// Gives the code its type.
    pub(super) fn typed<C: ErrorCode>(self) -> Answer<C> {
        Answer {
            code: C::from_code(self.number),
            documented: self.documented,
            message: self.message,
            sub_code: self.sub_code,
            sub_message: self.sub_message,
            number: self.number,
        }
    }
}
