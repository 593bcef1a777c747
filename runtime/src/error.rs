//! What a call that did not succeed says about the world.

use std::error::Error as StdError;
use std::fmt;

use crate::token::TokenError;
use crate::transport::TransportError;
use crate::{Action, ErrorCode, TryKind, Violation};

mod again;
mod answer;
mod display;
mod trail;

pub use again::Again;
pub use answer::Answer;
pub use trail::Trail;

/// A call that did not succeed: what is known about the world comes first, the code second.
#[derive(Debug)]
pub enum Error<C> {
    /// The platform never saw the request. Nothing has happened.
    NotSent(Box<NotSent>),
    /// The platform answered, and did nothing.
    Rejected(Box<Rejected<C>>),
    /// Something may have happened. With an idempotency token the same request can be sent again, while the platform
    /// remembers the token.
    OutcomeUnknown(Box<OutcomeUnknown<C>>),
}

/// The platform never saw the request.
#[derive(Debug)]
#[non_exhaustive]
pub struct NotSent {
    /// Why.
    pub reason: NotSentReason,
    /// The tries, all of which ended before the request was sent.
    pub trail: Trail,
}

/// Why a request was not sent.
#[derive(Debug)]
#[non_exhaustive]
pub enum NotSentReason {
    /// The request is known to be wrong.
    Invalid(Vec<Violation>),
    /// The request makes no JSON or no HTTP request.
    Unencodable(Box<dyn StdError + Send + Sync>),
    /// The client has no provider for the endpoint's kind of token.
    NoTokenProvider(&'static str),
    /// There is no token.
    Token(TokenError),
    /// No connection was made.
    Transport(TransportError),
    /// The time of the whole call was over before the request could be sent.
    TimedOut,
}

/// The platform answered, and did nothing.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rejected<C> {
    /// The code and what came with it. Absent where the HTTP status alone rejects: 429.
    pub answer: Option<Answer<C>>,
    /// The tries.
    pub trail: Trail,
}

/// Something may have happened.
#[derive(Debug)]
#[non_exhaustive]
pub struct OutcomeUnknown<C> {
    /// Why it is unknown.
    pub reason: UnknownReason,
    /// The code and what came with it, if there was one.
    pub answer: Option<Answer<C>>,
    /// The tries.
    pub trail: Trail,
}

/// Why an outcome is unknown.
#[derive(Debug)]
#[non_exhaustive]
pub enum UnknownReason {
    /// The code does not say that nothing was done, or the page does not have it.
    Code,
    /// The connection failed after the request may have been sent.
    Transport(TransportError),
    /// There was no reply in time.
    TimedOut,
    /// The reply does not say what happened. The text never repeats the reply.
    Undecodable(String),
    /// The HTTP status contradicts a reply that says success, or leads elsewhere: a redirect, which is not followed.
    Status,
}

impl<C: Copy> Error<C> {
    /// The error code, if the platform sent one.
    #[must_use]
    pub fn code(&self) -> Option<C> {
        self.answer().map(|answer| answer.code)
    }
}

impl<C> Error<C> {
    /// The code and what came with it, if the platform sent one.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer<C>> {
        match self {
            Self::NotSent(_) => None,
            Self::Rejected(rejected) => rejected.answer.as_ref(),
            Self::OutcomeUnknown(unknown) => unknown.answer.as_ref(),
        }
    }

    /// What is known about the world.
    #[must_use]
    pub fn kind(&self) -> TryKind {
        match self {
            Self::NotSent(_) => TryKind::NotSent,
            Self::Rejected(_) => TryKind::Rejected,
            Self::OutcomeUnknown(_) => TryKind::Unknown,
        }
    }

    /// What the code asks for. A reply of 429 without a code asks to back off. Where there is no token, what its endpoint
    /// asked for is in the error's source.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        match (self, self.answer()) {
            (Self::Rejected(_), None) => Some(Action::BackOff),
            (_, answer) => answer.and_then(Answer::action),
        }
    }

    /// The tries.
    #[must_use]
    pub fn trail(&self) -> &Trail {
        match self {
            Self::NotSent(not_sent) => &not_sent.trail,
            Self::Rejected(rejected) => &rejected.trail,
            Self::OutcomeUnknown(unknown) => &unknown.trail,
        }
    }

    /// The platform's id of the last try that it answered.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        self.trail().log_ids.last().map(String::as_str)
    }
}

impl Error<i64> {
    /// Gives the code its type.
    pub(crate) fn typed<C: ErrorCode>(self) -> Error<C> {
        match self {
            Self::NotSent(not_sent) => Error::NotSent(not_sent),
            Self::Rejected(rejected) => {
                let Rejected { answer, trail } = *rejected;
                Error::Rejected(Box::new(Rejected { answer: answer.map(Answer::typed), trail }))
            }
            Self::OutcomeUnknown(unknown) => {
                let OutcomeUnknown { reason, answer, trail } = *unknown;
                let answer = answer.map(Answer::typed);
                Error::OutcomeUnknown(Box::new(OutcomeUnknown { reason, answer, trail }))
            }
        }
    }
}

impl<C: fmt::Debug> StdError for Error<C> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::NotSent(not_sent) => match &not_sent.reason {
                NotSentReason::Unencodable(error) => Some(&**error),
                NotSentReason::Token(error) => Some(error),
                NotSentReason::Transport(error) => Some(error),
                NotSentReason::Invalid(_) | NotSentReason::NoTokenProvider(_) | NotSentReason::TimedOut => {
                    None
                }
            },
            Self::OutcomeUnknown(unknown) => match &unknown.reason {
                UnknownReason::Transport(error) => Some(error),
                UnknownReason::Code
                | UnknownReason::TimedOut
                | UnknownReason::Undecodable(_)
                | UnknownReason::Status => None,
            },
            Self::Rejected(_) => None,
        }
    }
}
