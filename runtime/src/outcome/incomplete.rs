//! An outcome that is not complete, as an error: one sentence that names what failed.

use std::fmt::{self, Display, Formatter};

use super::{Itemized, Outcome};
use crate::ErrorCode;
use crate::printable::shown;

/// An outcome that is not complete.
#[derive(Clone, Debug)]
pub struct Incomplete<R, C>(pub Outcome<R, C>);

impl<R: fmt::Debug, C: ErrorCode> std::error::Error for Incomplete<R, C> {}

impl<R, C: ErrorCode> Display for Incomplete<R, C> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Itemized { reply, failed, missing, unasked, .. } = self.0.itemized();
        let failures = failed.len();
        f.write_str("the call succeeded")?;
        if reply.tries > 1 {
            write!(f, " at try {}", reply.tries)?;
        }
        match &self.0 {
            Outcome::Complete(_) => f.write_str(", and so did every item")?,
            Outcome::Empty(_) => f.write_str(", but its reply has no item")?,
            Outcome::Partial(_) => write!(f, ", but {failures} of its items did not")?,
            Outcome::Failed(_) => write!(f, ", but none of its {failures} items did")?,
            Outcome::Mismatch(_) => f.write_str(", but its reply is not about what was asked for")?,
        }
        write_list(f, "; ", "; ", failed, ToString::to_string)?;
        write_list(f, "; not answered: ", ", ", missing, |key| shown(key))?;
        write_list(f, "; not asked for: ", ", ", unasked, |key| shown(key))?;
        match &reply.log_id {
            Some(log_id) => write!(f, " (log id {})", shown(log_id)),
            None => Ok(()),
        }
    }
}

/// The first of several things, and how many more there are; nothing where there is none.
fn write_list<T>(
    f: &mut Formatter<'_>,
    before: &str,
    between: &str,
    things: &[T],
    told: fn(&T) -> String,
) -> fmt::Result {
    /// What people read before they look into the reply itself.
    const MOST: usize = 10;
    let more = things.len().saturating_sub(MOST);
    let first = things.iter().take(MOST).map(told);
    let list: Vec<_> = first.chain((more > 0).then(|| format!("and {more} more"))).collect();
    if list.is_empty() { Ok(()) } else { write!(f, "{before}{}", list.join(between)) }
}
