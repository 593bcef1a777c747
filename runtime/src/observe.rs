//! What a client tells an [`Observer`] about its calls: each try, and what replies have that no spec has. Nothing that is
//! told holds a secret.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::drift::Drift;
use crate::retry::TryKind;

mod calls;
mod replies;
mod tries;

pub(crate) use calls::WatchedCall;
pub(crate) use replies::{tell_drift, tell_drift_of_failure};
pub(crate) use tries::WatchedTry;

/// Watches a client's calls: for metrics, traces, and to learn that the vendor changed something.
///
/// Every method is called in the middle of a call, which waits for it: hand on what takes time. Each of them does nothing
/// unless it is implemented.
pub trait Observer: Send + Sync {
    /// A request is about to be handed to the transport.
    fn try_starts(&self, try_starts: &TryStarts) {
        let _ = try_starts;
    }

    /// A try is over. Each try that started ends, unless it panics.
    fn try_ended(&self, try_ended: &TryEnded) {
        let _ = try_ended;
    }

    /// A reply has what its spec has not.
    fn drift(&self, drift: &Drift) {
        let _ = drift;
    }

    /// Whether replies are compared with their specs, which reads each of them a second time. An observer of tries says no.
    fn wants_drift(&self) -> bool {
        true
    }
}

/// A shared observer, so that its owner can ask it what it has seen.
impl<O: Observer + ?Sized> Observer for Arc<O> {
    fn try_starts(&self, try_starts: &TryStarts) {
        (**self).try_starts(try_starts);
    }

    fn try_ended(&self, try_ended: &TryEnded) {
        (**self).try_ended(try_ended);
    }

    fn drift(&self, drift: &Drift) {
        (**self).drift(drift);
    }

    fn wants_drift(&self) -> bool {
        (**self).wants_drift()
    }
}

/// A try that is about to be made.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TryStarts {
    /// The endpoint: `group/endpoint`.
    pub endpoint: &'static str,
    /// Which try of its call it is, from 1.
    pub number: u32,
}

/// A try that is over.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct TryEnded {
    /// The endpoint: `group/endpoint`.
    pub endpoint: &'static str,
    /// Which try of its call it was, from 1.
    pub number: u32,
    /// How it ended.
    pub end: TryEnd,
    /// The reply's HTTP status.
    pub status: Option<StatusCode>,
    /// The code, if it means no success.
    pub code: Option<i64>,
    /// The platform's id of the try.
    pub log_id: Option<String>,
    /// How long it took.
    pub duration: Duration,
}

/// How a try ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TryEnd {
    /// The reply says success. Items in it can have failed.
    Success,
    /// It did not succeed, and says this about the world.
    Failed(TryKind),
    /// The caller dropped the call, so that nobody waits for a reply. Something may have happened.
    Dropped,
}

impl TryEnd {
    /// The end in a few words, for logs and counters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Failed(kind) => kind.name(),
            Self::Dropped => "dropped",
        }
    }
}
