//! Whether a try that did not succeed is followed by another. A policy is a pure function; the client asks it only
//! where another try can do no harm.

use std::time::Duration;

use crate::Action;

/// Decides whether to try again.
pub trait RetryPolicy: Send + Sync {
    /// What to do after a try that did not succeed.
    fn after(&self, attempt: &Attempt) -> Verdict;
}

/// A try that did not succeed, and that can be repeated without harm: it was not sent, or it was rejected, or it
/// carries an idempotency token.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt {
    /// Which try this was, from 1.
    pub number: u32,
    /// What it says about the world.
    pub kind: TryKind,
    /// What the code asks for.
    pub action: Option<Action>,
    /// How long the reply asks to wait.
    pub retry_after: Option<Duration>,
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

/// What to do after a try.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verdict {
    /// Return the error.
    Stop,
    /// Send the same bytes again after a wait.
    RetryAfter(Duration),
}

/// The default: one try.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRetry;

impl RetryPolicy for NoRetry {
    fn after(&self, _: &Attempt) -> Verdict {
        Verdict::Stop
    }
}
