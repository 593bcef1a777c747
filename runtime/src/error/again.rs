//! What a caller asks of an error: may I try again, and when; whose matter is it.

use std::time::Duration;

use super::{Error, NotSentReason};
use crate::Action;

/// Whether the same request, byte for byte, may be sent again, and is worth it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Again {
    /// Yes, and not before this has passed. The client has tried as often as its policy wants. Where the token is at fault, it is
    /// the provider that may be asked again then: a [`StaticToken`](crate::StaticToken) will be the same.
    After(Duration),
    /// Not before tomorrow: the day's quota is used up.
    Tomorrow,
    /// No: it would fail in the same way, or a person has to look first, or it could do twice what may have been done.
    Never,
}

/// What a caller waits at least where the platform did not say how long.
const SHORTLY: Duration = Duration::from_secs(1);

impl<C> Error<C> {
    /// Whether the same request may be sent again, and when: with the same idempotency token, if it has one.
    #[must_use]
    pub fn again(&self) -> Again {
        let shortly = Again::After(self.trail().retry_after.unwrap_or(SHORTLY));
        match (self, self.action()) {
            (Self::NotSent(not_sent), _) => match &not_sent.reason {
                NotSentReason::Transport(error) if error.is_final() => Again::Never,
                NotSentReason::Token(error) => error.retry_after().map_or(shortly, Again::After),
                NotSentReason::Transport(_) | NotSentReason::TimedOut => shortly,
                NotSentReason::Invalid(_)
                | NotSentReason::Unencodable(_)
                | NotSentReason::NoTokenProvider(_) => Again::Never,
            },
            (Self::OutcomeUnknown(unknown), _) if !unknown.trail.is_repeatable => Again::Never,
            // By then the platform may have forgotten the token.
            (Self::OutcomeUnknown(unknown), Some(Action::StopForToday))
                if unknown.trail.idempotency_token.is_some() =>
            {
                Again::Never
            }
            (_, Some(Action::StopForToday)) => Again::Tomorrow,
            // Where nobody knows more, it can at least be repeated.
            (_, Some(Action::Retry | Action::BackOff | Action::RefreshToken))
            | (Self::OutcomeUnknown(_), None) => shortly,
            (_, Some(_)) | (Self::Rejected(_), None) => Again::Never,
        }
    }

    /// Whether the request itself is wrong, by our checks or by what the platform says.
    #[must_use]
    pub fn is_request_fault(&self) -> bool {
        match self {
            Self::NotSent(not_sent) => {
                matches!(not_sent.reason, NotSentReason::Invalid(_) | NotSentReason::Unencodable(_))
            }
            _ => self.action() == Some(Action::FixRequest),
        }
    }

    /// Whether the application lacks an ability, a scope, or somebody's authorization.
    #[must_use]
    pub fn is_permission_fault(&self) -> bool {
        matches!(self.action(), Some(Action::ObtainPermission | Action::ObtainMerchantAuthorization))
    }

    /// Whether it is about the token: there is none, or the platform says that it is dead.
    #[must_use]
    pub fn is_token_fault(&self) -> bool {
        match self {
            Self::NotSent(not_sent) => {
                matches!(not_sent.reason, NotSentReason::Token(_) | NotSentReason::NoTokenProvider(_))
            }
            _ => self.action() == Some(Action::RefreshToken),
        }
    }
}
