//! Error codes: what the vendor's page says about each, and what it asks the caller for.

use std::fmt;

use crate::printable::shown;

/// The error codes of one endpoint. Implemented by generated code.
pub trait ErrorCode: Copy + Eq + fmt::Debug + Send + Sync + 'static {
    /// The documented codes, in the page's order.
    const TABLE: &'static [ErrorEntry];

    /// The code with this number; a number that the page does not have gives the unknown side.
    fn from_code(code: i64) -> Self;

    /// The code's number.
    fn code(self) -> i64;

    /// What is documented about the code, if anything.
    fn entry(self) -> Option<&'static ErrorEntry> {
        Self::TABLE.iter().find(|entry| entry.code == self.code())
    }
}

/// The error codes of an endpoint whose page has none.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum UndocumentedCode {
    /// A code that the page does not have.
    Unknown(i64),
}

impl ErrorCode for UndocumentedCode {
    const TABLE: &'static [ErrorEntry] = &[];

    fn from_code(code: i64) -> Self {
        Self::Unknown(code)
    }

    fn code(self) -> i64 {
        let Self::Unknown(code) = self;
        code
    }
}

/// What is known about one code. A page may have several rows for it.
#[derive(Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ErrorEntry {
    /// The number.
    pub code: i64,
    /// What the code asks the caller for.
    pub action: Action,
    /// What the code says about the world.
    pub effect: Effect,
    /// The page's rows, in its order.
    pub rows: &'static [ErrorRow],
}

impl ErrorEntry {
    /// An entry of a table.
    #[must_use]
    pub const fn new(code: i64, action: Action, effect: Effect, rows: &'static [ErrorRow]) -> Self {
        Self { code, action, effect, rows }
    }

    /// Every text that the page has for the code, in its order.
    pub fn texts(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.rows.iter().map(|row| row.text)
    }

    /// Every advice that the page has for the code, in its order.
    pub fn advice(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.rows.iter().filter_map(|row| row.advice)
    }
}

/// A row of a page's error table, in the vendor's words.
#[derive(Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct ErrorRow {
    /// The HTTP status that the code comes with.
    pub status: u16,
    /// What the code means.
    pub text: &'static str,
    /// What to do.
    pub advice: Option<&'static str>,
}

impl ErrorRow {
    /// A row of a table.
    #[must_use]
    pub const fn new(status: u16, text: &'static str, advice: Option<&'static str>) -> Self {
        Self { status, text, advice }
    }
}

/// What a code asks the caller for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Action {
    /// Try again.
    Retry,
    /// Try again later, and less often.
    BackOff,
    /// The day's quota is used up: stop until tomorrow.
    StopForToday,
    /// The token is dead: fetch another.
    RefreshToken,
    /// The request is wrong.
    FixRequest,
    /// The application lacks an ability, a scope or the user's authorization.
    ObtainPermission,
    /// The merchant has not authorized the application.
    ObtainMerchantAuthorization,
    /// Only the platform's people can help.
    ContactPlatform,
    /// The code means many things: the message says which.
    ReadMessage,
}

/// What a code says about the world.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Effect {
    /// The platform certainly did nothing.
    None,
    /// The platform may have done what it was asked.
    Unknown,
}

/// What a sentence says of a code: the page's texts, what the platform wrote, the page's advice.
pub(crate) fn write_words<'m>(
    f: &mut fmt::Formatter<'_>,
    documented: Option<&'static ErrorEntry>,
    messages: impl IntoIterator<Item = &'m String>,
) -> fmt::Result {
    let texts: Vec<_> = documented.into_iter().flat_map(ErrorEntry::texts).collect();
    if !texts.is_empty() {
        write!(f, " ({})", texts.join(" / "))?;
    }
    for message in messages.into_iter().filter(|message| !message.is_empty()) {
        write!(f, ": {}", shown(message))?;
    }
    let advice: Vec<_> = documented.into_iter().flat_map(ErrorEntry::advice).collect();
    if advice.is_empty() { Ok(()) } else { write!(f, "; advice: {}", advice.join(" / ")) }
}
