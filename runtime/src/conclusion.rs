//! What every output of a call can say of itself, for code that handles any endpoint.

use crate::Reply;

/// What a call that succeeded gives, seen from outside: how it ended, and what nobody has documented. Implemented by
/// [`Reply`] and by [`Outcome`](crate::Outcome).
pub trait Conclusion {
    /// How the call ended.
    fn ending(&self) -> Ending;

    /// The codes of failed items that the endpoint's table does not have: each once, in order.
    fn undocumented_codes(&self) -> Vec<i64>;

    /// Takes the call's secrets out of what is shown of items that did not succeed.
    #[doc(hidden)]
    fn scrub(&mut self, scrub: &dyn Fn(&str) -> String) {
        let _ = scrub;
    }
}

/// How a call that succeeded ended: in all, some or none of what was asked for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub enum Ending {
    /// Everything succeeded.
    Complete,
    /// Some items succeeded, and some did not.
    Partial,
    /// No item succeeded.
    Failed,
    /// There is no item.
    Empty,
    /// The items are not those that were asked for.
    Mismatch,
}

impl Ending {
    /// The ending in one word, for logs and counters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Empty => "empty",
            Self::Mismatch => "mismatch",
        }
    }
}

impl<R> Conclusion for Reply<R> {
    fn ending(&self) -> Ending {
        Ending::Complete
    }

    fn undocumented_codes(&self) -> Vec<i64> {
        Vec::new()
    }
}
