//! Replies whose items can fail one by one. That the call succeeded says nothing about them.

use std::fmt;

use crate::Reply;
use crate::printable::printable;

mod item;

pub use item::{Item, ItemCodes};

/// A reply sorted by what its items say.
#[derive(Clone, Debug)]
#[must_use = "a call that succeeded can hold items that failed"]
pub enum Outcome<R> {
    /// Every item succeeded, and there is at least one. Those that had been done before are in the reply's
    /// [`already_done`](Reply::already_done).
    Complete(Reply<R>),
    /// Some items succeeded, and these did not.
    Partial(Reply<R>, Vec<Item>),
    /// No item succeeded.
    Failed(Reply<R>, Vec<Item>),
    /// The reply has no item: it does not say that anything was done.
    Empty(Reply<R>),
}

impl<R> Outcome<R> {
    /// Sorts a reply by its lists of items. Generated code calls it.
    ///
    /// An empty list beside others that are not is a failed item without a code: something was asked for there, and
    /// nothing is said about it. An item that had been done before is a success, and is kept in the reply.
    pub fn new(mut reply: Reply<R>, lists: Vec<Vec<Item>>, codes: ItemCodes) -> Self {
        if lists.iter().all(Vec::is_empty) {
            return Self::Empty(reply);
        }
        let silent = |list: Vec<Item>| if list.is_empty() { vec![Item::silent()] } else { list };
        let items: Vec<_> = lists.into_iter().flat_map(silent).collect();
        let all = items.len();
        let (succeeded, failed): (Vec<_>, Vec<_>) =
            items.into_iter().map(|item| item.judged(codes)).partition(Item::succeeded);
        reply.already_done = succeeded.into_iter().filter(Item::is_already_done).collect();
        match failed.len() {
            0 => Self::Complete(reply),
            failures if failures == all => Self::Failed(reply, failed),
            _ => Self::Partial(reply, failed),
        }
    }

    /// The reply if every item succeeded.
    ///
    /// # Errors
    ///
    /// Any other outcome, with everything it holds.
    pub fn complete(self) -> Result<Reply<R>, Incomplete<R>> {
        match self {
            Self::Complete(reply) => Ok(reply),
            other => Err(Incomplete(other)),
        }
    }

    /// The items that are not known to have succeeded.
    #[must_use]
    pub fn failed(&self) -> &[Item] {
        match self {
            Self::Partial(_, failed) | Self::Failed(_, failed) => failed,
            Self::Complete(_) | Self::Empty(_) => &[],
        }
    }

    /// The items that had been done before.
    #[must_use]
    pub fn already_done(&self) -> &[Item] {
        &self.reply_in_any_case().already_done
    }

    /// The reply, even if items in it failed.
    #[must_use]
    pub fn reply_in_any_case(&self) -> &Reply<R> {
        match self {
            Self::Complete(reply) | Self::Partial(reply, _) | Self::Failed(reply, _) | Self::Empty(reply) => {
                reply
            }
        }
    }
}

/// An outcome that is not complete.
#[derive(Clone, Debug)]
pub struct Incomplete<R>(pub Outcome<R>);

impl<R> fmt::Display for Incomplete<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Outcome::Complete(_) => f.write_str("every item succeeded")?,
            Outcome::Empty(_) => f.write_str("the call succeeded, but its reply has no item")?,
            Outcome::Partial(_, failed) => {
                write!(f, "the call succeeded, but {} of its items did not", failed.len())?;
            }
            Outcome::Failed(_, failed) => {
                write!(f, "the call succeeded, but none of its {} items did", failed.len())?;
            }
        }
        self.0.failed().iter().try_for_each(|item| write!(f, "; {item}"))?;
        match &self.0.reply_in_any_case().log_id {
            Some(log_id) => write!(f, " (log id {})", printable(log_id)),
            None => Ok(()),
        }
    }
}

impl<R: fmt::Debug> std::error::Error for Incomplete<R> {}

#[cfg(test)]
mod tests {
    use super::{Item, ItemCodes, Outcome};
    use crate::Reply;

    const CODES: ItemCodes = ItemCodes { ok: &[0, 200], already_done: &[1208, 2] };

    fn outcome(lists: &[&[Option<i64>]]) -> Outcome<()> {
        let reply = Reply {
            response: (),
            log_id: Some("log".to_owned()),
            status: http::StatusCode::OK,
            tries: 1,
            already_done: Vec::new(),
        };
        let item = |code: &Option<i64>| Item::new(Some("c".to_owned()), *code, None);
        Outcome::new(reply, lists.iter().map(|list| list.iter().map(item).collect()).collect(), CODES)
    }

    #[test]
    fn only_success_of_every_item_is_complete() {
        assert!(matches!(outcome(&[&[Some(0), Some(200)]]), Outcome::Complete(_)));
        assert!(
            matches!(outcome(&[&[Some(0)], &[Some(1209)]]), Outcome::Partial(_, failed) if failed.len() == 1)
        );
        assert!(matches!(outcome(&[&[None]]), Outcome::Failed(_, failed) if failed.len() == 1));
        assert!(matches!(outcome(&[&[], &[]]), Outcome::Empty(_)));
        assert!(matches!(outcome(&[]), Outcome::Empty(_)));
        assert!(
            matches!(outcome(&[&[Some(0)], &[]]), Outcome::Partial(_, failed) if failed[0].code.is_none())
        );
    }

    #[test]
    fn what_had_been_done_before_is_a_success_that_can_be_told() {
        let done = outcome(&[&[Some(0), Some(1208)], &[Some(2)]]);
        let told: Vec<_> = done.already_done().iter().map(ToString::to_string).collect();
        assert_eq!(told, ["item c had been done before, says 1208", "item c had been done before, says 2"]);
        let reply = done.complete().expect("every item is done");
        assert_eq!(reply.already_done.len(), 2);

        let partial = outcome(&[&[Some(1208), Some(5)]]);
        assert_eq!((partial.failed().len(), partial.already_done().len()), (1, 1));
        assert!(matches!(outcome(&[&[Some(1208)], &[]]), Outcome::Partial(..)));
        assert!(outcome(&[&[Some(0)]]).already_done().is_empty());
    }

    #[test]
    fn an_incomplete_outcome_says_what_failed() {
        let Err(incomplete) = outcome(&[&[Some(0), Some(7), None]]).complete() else {
            panic!("it is partial")
        };
        assert_eq!(
            incomplete.to_string(),
            "the call succeeded, but 2 of its items did not; item c failed with 7; item c has no code (log id log)"
        );
    }
}
