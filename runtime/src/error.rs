//! What a call that did not succeed says about the world.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::token::TokenError;
use crate::transport::TransportError;
use crate::{Action, ErrorCode, ErrorEntry, Violation};

mod display;

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

/// What is known about a call's tries.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Trail {
    /// The endpoint: `group/endpoint`.
    pub endpoint: &'static str,
    /// What makes the same request harmless when it is sent again.
    pub idempotency_token: Option<String>,
    /// How often the request was handed to the transport.
    pub tries: u32,
    /// The platform's ids of the tries that it answered: what it asks for in a complaint.
    pub log_ids: Vec<String>,
    /// The HTTP status of the last try's reply.
    pub status: Option<StatusCode>,
    /// How long the last try's reply asks to wait.
    pub retry_after: Option<Duration>,
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
    /// The reply does not say what happened. The text never repeats the reply.
    Undecodable(String),
    /// The HTTP status contradicts the reply, or leads elsewhere.
    Status,
}

/// A code that does not mean success, and what came with it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer<C> {
    /// The code.
    pub code: C,
    /// What is documented about the code, if anything.
    pub documented: Option<&'static ErrorEntry>,
    /// The platform's message.
    pub message: Option<String>,
    /// The code that tells more.
    pub sub_code: Option<i64>,
    /// The message that tells more.
    pub sub_message: Option<String>,
    pub(crate) number: i64,
}

impl<C> Answer<C> {
    /// Every text that the page has for the code, in its order.
    pub fn texts(&self) -> impl Iterator<Item = &'static str> {
        self.documented.iter().flat_map(|entry| entry.rows).map(|row| row.text)
    }

    /// Every advice that the page has for the code, in its order.
    pub fn advice(&self) -> impl Iterator<Item = &'static str> {
        self.documented.iter().flat_map(|entry| entry.rows).filter_map(|row| row.advice)
    }
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

    /// What the code asks for. A reply of 429 without a code asks to back off.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        match (self, self.answer()) {
            (Self::Rejected(_), None) => Some(Action::BackOff),
            (_, answer) => answer.and_then(|answer| answer.documented).map(|entry| entry.action),
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
                Error::OutcomeUnknown(Box::new(OutcomeUnknown {
                    reason,
                    answer: answer.map(Answer::typed),
                    trail,
                }))
            }
        }
    }
}

impl Answer<i64> {
    fn typed<C: ErrorCode>(self) -> Answer<C> {
        Answer {
            code: C::from_code(self.number),
            documented: self.documented,
            message: self.message,
            sub_code: self.sub_code,
            sub_message: self.sub_message,
            number: self.number,
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
                NotSentReason::Invalid(_) | NotSentReason::NoTokenProvider(_) => None,
            },
            Self::OutcomeUnknown(unknown) => match &unknown.reason {
                UnknownReason::Transport(error) => Some(error),
                UnknownReason::Code | UnknownReason::Undecodable(_) | UnknownReason::Status => None,
            },
            Self::Rejected(_) => None,
        }
    }
}
