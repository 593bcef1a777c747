//! Replies whose items can fail one by one. That the call succeeded says nothing about them.

use crate::conclusion::{Conclusion, Ending};
use crate::{ErrorCode, Reply};

mod asked;
mod incomplete;
mod item;
mod sorted;

pub use asked::Asked;
pub use incomplete::Incomplete;
pub use item::{Item, ItemCodes};

use sorted::sorted;

/// A reply sorted by what its items say, and by whether they are those that were asked for.
#[derive(Clone, Debug)]
#[must_use = "a call that succeeded can hold items that failed"]
pub enum Outcome<R, C> {
    /// Every item succeeded, and there is at least one. Some may have been done before.
    Complete(Itemized<R, C>),
    /// Some items succeeded, and some did not. What to do about each of these says its code:
    /// [`Item::documented`] has the page's advice, the action and the effect. Sent again with the same idempotency token, the
    /// request gets the same result; another attempt at what failed is another request, with a token of its own.
    Partial(Itemized<R, C>),
    /// No item succeeded.
    Failed(Itemized<R, C>),
    /// The reply has no item: it does not say that anything was done.
    Empty(Itemized<R, C>),
    /// The reply has items, but they are not those that were asked for, whatever they say of themselves: see
    /// [`missing`](Itemized::missing) and [`unasked`](Itemized::unasked).
    Mismatch(Itemized<R, C>),
}

/// A reply, and those of its items that need a look. Any other succeeded, and is in the response.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Itemized<R, C> {
    /// The reply, with the number of tries that it took.
    pub reply: Reply<R>,
    /// The items that had been done before. They count as successes: after several tries it may be this very call that did
    /// it.
    pub already_done: Vec<Item<C>>,
    /// The items that are not known to have succeeded. Where two items have one key, and one of them is here, its key is
    /// not done.
    pub failed: Vec<Item<C>>,
    /// The keys that were asked for, and that no item has.
    pub missing: Vec<String>,
    /// The keys of items that were not asked for.
    pub unasked: Vec<String>,
}

impl<R, C: ErrorCode> Outcome<R, C> {
    /// Sorts a reply by its lists of items. Generated code calls it.
    ///
    /// An empty list beside others that are not is a failed item without a code: something was asked for there, and
    /// nothing is said about it. So is something that was asked for without a key, if only what has one is answered.
    pub fn new(reply: Reply<R>, lists: Vec<Vec<Item<i64>>>, codes: ItemCodes, asked: Asked) -> Self {
        let sorted = sorted(lists, codes, asked);
        let typed = |items: Vec<Item<i64>>| items.into_iter().map(Item::typed).collect();
        let itemized = Itemized {
            reply,
            already_done: typed(sorted.already_done),
            failed: typed(sorted.failed),
            missing: sorted.missing,
            unasked: sorted.unasked,
        };
        match sorted.ending {
            Ending::Complete => Self::Complete(itemized),
            Ending::Partial => Self::Partial(itemized),
            Ending::Failed => Self::Failed(itemized),
            Ending::Empty => Self::Empty(itemized),
            Ending::Mismatch => Self::Mismatch(itemized),
        }
    }
}

impl<R, C> Outcome<R, C> {
    /// The reply if every item succeeded, and they are those that were asked for.
    ///
    /// # Errors
    ///
    /// Any other outcome, with everything it holds.
    pub fn complete(self) -> Result<Itemized<R, C>, Incomplete<R, C>> {
        match self {
            Self::Complete(itemized) => Ok(itemized),
            other => Err(Incomplete(other)),
        }
    }

    /// The reply and its items, whatever they say.
    #[must_use]
    pub fn itemized(&self) -> &Itemized<R, C> {
        let (Self::Complete(itemized)
        | Self::Partial(itemized)
        | Self::Failed(itemized)
        | Self::Empty(itemized)
        | Self::Mismatch(itemized)) = self;
        itemized
    }

    /// The items that are not known to have succeeded.
    #[must_use]
    pub fn failed(&self) -> &[Item<C>] {
        &self.itemized().failed
    }

    /// The items that had been done before.
    #[must_use]
    pub fn already_done(&self) -> &[Item<C>] {
        &self.itemized().already_done
    }
}

impl<R, C: ErrorCode> Conclusion for Outcome<R, C> {
    fn ending(&self) -> Ending {
        match self {
            Self::Complete(_) => Ending::Complete,
            Self::Partial(_) => Ending::Partial,
            Self::Failed(_) => Ending::Failed,
            Self::Empty(_) => Ending::Empty,
            Self::Mismatch(_) => Ending::Mismatch,
        }
    }

    fn undocumented_codes(&self) -> Vec<i64> {
        let codes = self.failed().iter().filter_map(|item| item.code);
        let numbers = codes.filter(|code| code.entry().is_none()).map(ErrorCode::code);
        numbers.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }

    fn scrub(&mut self, scrub: &dyn Fn(&str) -> String) {
        let (Self::Partial(itemized)
        | Self::Failed(itemized)
        | Self::Empty(itemized)
        | Self::Mismatch(itemized)) = self
        else {
            return;
        };
        let items = itemized.failed.iter_mut().chain(&mut itemized.already_done);
        let messages = items.filter_map(|item| item.message.as_mut());
        for shown in messages.chain(&mut itemized.reply.log_id).filter(|shown| !shown.is_empty()) {
            *shown = scrub(shown);
        }
    }
}

#[cfg(test)]
mod tests;
