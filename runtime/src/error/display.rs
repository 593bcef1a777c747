//! Errors as one useful sentence each: what is known, the page's words and advice, the log id.

use std::fmt;

use super::{Answer, Error, NotSent, NotSentReason, OutcomeUnknown, Rejected, Trail, UnknownReason};
use crate::code::write_words;
use crate::printable::{printable, shown};

impl<C> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSent(not_sent) => not_sent.fmt(f),
            Self::Rejected(rejected) => rejected.fmt(f),
            Self::OutcomeUnknown(unknown) => unknown.fmt(f),
        }
    }
}

impl fmt::Display for NotSent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent: {}{}", self.trail.endpoint, self.reason, Tail(&self.trail))
    }
}

impl<C> fmt::Display for Rejected<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was rejected", self.trail.endpoint)?;
        match &self.answer {
            Some(answer) => write!(f, " with {answer}{}", Tail(&self.trail)),
            None => write!(f, ": too many requests{}", Tail(&self.trail)),
        }
    }
}

impl<C> fmt::Display for OutcomeUnknown<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the outcome of {} is unknown: ", self.trail.endpoint)?;
        match (&self.answer, &self.reason) {
            (Some(answer), UnknownReason::Code) => write!(f, "the platform answered {answer}")?,
            (Some(answer), reason) => write!(f, "{reason}; the platform answered {answer}")?,
            (None, reason) => write!(f, "{reason}")?,
        }
        write!(f, "{}", Tail(&self.trail))
    }
}

/// The end of each sentence: how often it was tried, a status that is no success, and what the platform asks for in a
/// complaint.
struct Tail<'t>(&'t Trail);

impl fmt::Display for Tail<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Trail { tries, status, log_ids, .. } = self.0;
        let tries = (*tries > 1).then(|| format!("{tries} tries"));
        let status = status.filter(|status| !status.is_success()).map(|status| format!("HTTP {status}"));
        let log_id = log_ids.last().map(|log_id| format!("log id {}", shown(log_id)));
        let told: Vec<_> = [tries, status, log_id].into_iter().flatten().collect();
        if told.is_empty() { Ok(()) } else { write!(f, " ({})", told.join(", ")) }
    }
}

impl fmt::Display for NotSentReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => {
                let violations: Vec<_> = violations.iter().map(ToString::to_string).collect();
                f.write_str(&violations.join("; "))
            }
            Self::Unencodable(error) => write!(f, "it cannot be encoded: {}", root_cause(&**error)),
            Self::NoTokenProvider(kind) => write!(f, "the client has no provider of {kind} tokens"),
            Self::Token(error) => write!(f, "there is no token: {}", root_cause(error)),
            Self::Transport(error) => write!(f, "no connection was made: {}", root_cause(error)),
            Self::TimedOut => f.write_str("the time of the call was over"),
        }
    }
}

impl fmt::Display for UnknownReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("the code does not say that nothing was done"),
            Self::Transport(_) => f.write_str("the connection failed after the request may have been sent"),
            Self::TimedOut => f.write_str("there was no reply in time"),
            Self::Undecodable(why) => write!(f, "the reply does not say what happened: {why}"),
            Self::Status => f.write_str("the HTTP status is not that of a success"),
        }
    }
}

/// The end of an error's chain, which says most in a sentence.
fn root_cause(error: &(dyn std::error::Error + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    printable(&chain.last().map(ToString::to_string).unwrap_or_default())
}

impl<C> fmt::Display for Answer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        if self.documented.is_none() {
            f.write_str(", which the page does not have")?;
        }
        write_words(f, self.documented, [&self.message, &self.sub_message].into_iter().flatten())
    }
}
