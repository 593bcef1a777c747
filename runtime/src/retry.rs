//! Whether a try that did not succeed is followed by another, and when. A policy is a pure function of the try: it needs
//! neither a clock nor chance, and the client asks it only where another try can do no harm.

use std::ops::RangeInclusive;
use std::time::Duration;

use http::StatusCode;

use crate::Action;

mod after;
mod backoff;
mod budget;

pub(crate) use after::retry_after;
pub use backoff::Backoff;
pub use budget::RetryBudget;

/// Decides whether to try again.
///
/// A policy cannot make a call unsafe: whatever it says, a try that may have had an effect is repeated only with an
/// idempotency token, or where a decision says that repeating does no harm. It is not asked about a dead token, which the
/// client replaces once by itself.
pub trait RetryPolicy: Send + Sync {
    /// What to do after a try that did not succeed.
    fn after(&self, attempt: &Attempt) -> Verdict;
}

/// A try that did not succeed, and that can be repeated without harm.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// Which try this was, from 1.
    pub number: u32,
    /// What it says about the world.
    pub kind: TryKind,
    /// The code that the platform answered with.
    pub code: Option<i64>,
    /// What the code asks for. A reply of 429 without a code asks to back off.
    pub action: Option<Action>,
    /// The HTTP status of the reply, if there was one.
    pub status: Option<StatusCode>,
    /// How long the reply asks to wait.
    pub retry_after: Option<Duration>,
    /// Whether the call can be repeated even if something may have happened.
    pub is_repeatable: bool,
}

impl Attempt {
    /// A try of which nothing else is known: for tests of a policy, which set the other fields.
    #[must_use]
    pub fn new(number: u32, kind: TryKind) -> Self {
        Self {
            number,
            kind,
            code: None,
            action: None,
            status: None,
            retry_after: None,
            is_repeatable: kind == TryKind::Unknown,
        }
    }
}

/// What a try that did not succeed says about the world.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TryKind {
    /// The platform never saw it.
    NotSent,
    /// The platform answered, and did nothing.
    Rejected,
    /// Something may have happened.
    Unknown,
}

impl TryKind {
    /// The kind in a few words, for logs and counters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotSent => "not sent",
            Self::Rejected => "rejected",
            Self::Unknown => "outcome unknown",
        }
    }
}

/// What to do after a try.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// Return the error.
    Stop,
    /// Send the same bytes again, after a wait that the client draws from this range.
    RetryWithin(RangeInclusive<Duration>),
}

/// One try, and no other.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRetry;

impl RetryPolicy for NoRetry {
    fn after(&self, _: &Attempt) -> Verdict {
        Verdict::Stop
    }
}
