//! Approvals: which changes of the specs people have looked at and agree to. A file of its own, beside the specs.

use super::language::{mapping, words};
use crate::parse::Spanned;

mapping! {
    /// The changes that have been approved.
    Approvals {
        /// Each of them, with the reason.
        approvals: ! Vec<Spanned<Approval>>,
    }

    /// A change as a comparison tells it, and why it is agreed to.
    Approval {
        /// The spec's path below its folder.
        file: ! Spanned<String>,
        /// The path in the spec; without it, the spec as a whole.
        path: ? Spanned<String>,
        /// What of it breaks, or changes.
        verdicts: ! Spanned<Vec<Approved>>,
        /// What stood there.
        old: ? Spanned<String>,
        /// What stands there now.
        new: ? Spanned<String>,
        /// Why that is agreed to.
        reason: ! Spanned<String>,
    }
}

words! {
    /// What may break, or change.
    Approved {
        /// Yesterday's program does not talk to the platform any more.
        Wire = "wire",
        /// Code that was written against yesterday's generated crate does not compile any more.
        Source = "source",
        /// The client does something else.
        Behaviour = "behaviour",
    }
}
