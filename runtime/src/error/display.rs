//! Errors as one useful sentence each: what is known, the page's words and advice, the log id.

use std::fmt;

use super::{Answer, Error, NotSentReason, UnknownReason};

impl<C> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let endpoint = self.trail().endpoint;
        match self {
            Self::NotSent(not_sent) => write!(f, "{endpoint} was not sent: {}", not_sent.reason)?,
            Self::Rejected(rejected) => match &rejected.answer {
                Some(answer) => write!(f, "{endpoint} was rejected with {answer}")?,
                None => write!(f, "{endpoint} was rejected: too many requests")?,
            },
            Self::OutcomeUnknown(unknown) => match &unknown.answer {
                Some(answer) => {
                    write!(f, "the outcome of {endpoint} is unknown: the platform answered {answer}")?;
                }
                None => write!(f, "the outcome of {endpoint} is unknown: {}", unknown.reason)?,
            },
        }
        match self.log_id() {
            Some(log_id) => write!(f, " (log id {})", visible(log_id)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for NotSentReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => {
                let violations: Vec<_> = violations.iter().map(ToString::to_string).collect();
                f.write_str(&violations.join("; "))
            }
            Self::Unencodable(_) => f.write_str("it makes no HTTP request"),
            Self::NoTokenProvider(kind) => write!(f, "the client has no provider of {kind} tokens"),
            Self::Token(_) => f.write_str("there is no token"),
            Self::Transport(_) => f.write_str("no connection was made"),
        }
    }
}

impl fmt::Display for UnknownReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code => f.write_str("the code does not say that nothing was done"),
            Self::Transport(_) => f.write_str("the connection failed after the request may have been sent"),
            Self::Undecodable(why) => write!(f, "the reply does not say what happened: {why}"),
            Self::Status => f.write_str("the HTTP status is not that of a success"),
        }
    }
}

impl<C> fmt::Display for Answer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts: Vec<_> = self.texts().collect();
        write!(f, "{}", self.number)?;
        if texts.is_empty() {
            f.write_str(", which the page does not have")?;
        } else {
            write!(f, " ({})", texts.join(" / "))?;
        }
        for message in [&self.message, &self.sub_message].into_iter().flatten() {
            write!(f, ": {}", visible(message))?;
        }
        let advice: Vec<_> = self.advice().collect();
        if advice.is_empty() { Ok(()) } else { write!(f, "; advice: {}", advice.join(" / ")) }
    }
}

/// The platform's text without what could move a terminal's cursor.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
