//! Replies whose items can fail one by one. That the call succeeded says nothing about them.

use std::fmt;

use crate::Reply;
use crate::printable::printable;

/// A reply sorted by what its items say.
#[derive(Clone, Debug)]
#[must_use = "a call that succeeded can hold items that failed"]
pub enum Outcome<R> {
    /// Every item succeeded, and there is at least one.
    Complete(Reply<R>),
    /// Some items succeeded, and these did not.
    Partial(Reply<R>, Vec<Item>),
    /// No item succeeded.
    Failed(Reply<R>, Vec<Item>),
    /// The reply has no item: it does not say that anything was done.
    Empty(Reply<R>),
}

/// What a reply says about one item.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Item {
    /// The item's id.
    pub key: Option<String>,
    /// The item's own code: 0 is success, and so is nothing else.
    pub code: Option<i64>,
    /// The item's own message.
    pub message: Option<String>,
}

impl Item {
    fn silent() -> Self {
        Self { key: None, code: None, message: None }
    }

    fn succeeded(&self) -> bool {
        self.code == Some(0)
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "item {}", printable(self.key.as_deref().unwrap_or("without an id")))?;
        match self.code {
            Some(code) => write!(f, " failed with {code}")?,
            None => f.write_str(" has no code")?,
        }
        match self.message.as_deref() {
            Some(message) if !message.is_empty() => write!(f, ": {}", printable(message)),
            _ => Ok(()),
        }
    }
}

impl<R> Outcome<R> {
    /// Sorts a reply by its lists of items. Generated code calls it.
    ///
    /// An empty list beside others that are not is a failed item without a code: something was asked for there, and
    /// nothing is said about it.
    pub fn new(reply: Reply<R>, lists: Vec<Vec<Item>>) -> Self {
        if lists.iter().all(Vec::is_empty) {
            return Self::Empty(reply);
        }
        let silent = |list: Vec<Item>| if list.is_empty() { vec![Item::silent()] } else { list };
        let items: Vec<_> = lists.into_iter().flat_map(silent).collect();
        let all = items.len();
        let failed: Vec<_> = items.into_iter().filter(|item| !item.succeeded()).collect();
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
    use super::{Item, Outcome};
    use crate::Reply;

    fn outcome(lists: &[&[Option<i64>]]) -> Outcome<()> {
        let reply =
            Reply { response: (), log_id: Some("log".to_owned()), status: http::StatusCode::OK, tries: 1 };
        let item = |code: &Option<i64>| Item { key: Some("c".to_owned()), code: *code, message: None };
        Outcome::new(reply, lists.iter().map(|list| list.iter().map(item).collect()).collect())
    }

    #[test]
    fn only_zero_for_every_item_is_complete() {
        assert!(matches!(outcome(&[&[Some(0), Some(0)]]), Outcome::Complete(_)));
        assert!(
            matches!(outcome(&[&[Some(0)], &[Some(1208)]]), Outcome::Partial(_, failed) if failed.len() == 1)
        );
        assert!(matches!(outcome(&[&[None]]), Outcome::Failed(_, failed) if failed.len() == 1));
        assert!(matches!(outcome(&[&[], &[]]), Outcome::Empty(_)));
        assert!(matches!(outcome(&[]), Outcome::Empty(_)));
        assert!(
            matches!(outcome(&[&[Some(0)], &[]]), Outcome::Partial(_, failed) if failed[0].code.is_none())
        );
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
