//! Why a try did not succeed, and what several such tries say together.

use crate::Action;
use crate::error::{Answer, Error, NotSent, NotSentReason, OutcomeUnknown, Rejected, Trail, UnknownReason};
use crate::redact::Sensitive;
use crate::retry::{Attempt, TryKind};

/// Why a try did not succeed.
#[derive(Debug)]
pub(crate) enum Failure {
    NotSent(NotSentReason),
    Rejected(Option<Answer<i64>>),
    Unknown(UnknownReason, Option<Answer<i64>>),
}

impl Failure {
    /// What all tries so far say together: a try that may have had an effect is not undone by a later one that had none,
    /// and what was answered once is not forgotten when a later try is not sent.
    pub(crate) fn after(self, earlier: Option<Self>) -> Self {
        match (earlier, self) {
            (Some(Self::Unknown(reason, before)), Self::Rejected(answer)) => {
                Self::Unknown(reason, answer.or(before))
            }
            (Some(earlier @ (Self::Unknown(..) | Self::Rejected(_))), Self::NotSent(_)) => earlier,
            (_, failure) => failure,
        }
    }

    pub(crate) fn kind(&self) -> TryKind {
        match self {
            Self::NotSent(_) => TryKind::NotSent,
            Self::Rejected(_) => TryKind::Rejected,
            Self::Unknown(..) => TryKind::Unknown,
        }
    }

    pub(crate) fn code(&self) -> Option<i64> {
        match self {
            Self::NotSent(_) => None,
            Self::Rejected(answer) | Self::Unknown(_, answer) => answer.as_ref().map(|answer| answer.code),
        }
    }

    /// What the code asks for. A reply of 429 without a code asks to back off.
    pub(crate) fn action(&self) -> Option<Action> {
        match self {
            Self::NotSent(_) => None,
            Self::Rejected(None) => Some(Action::BackOff),
            Self::Rejected(answer) | Self::Unknown(_, answer) => {
                answer.as_ref()?.documented.map(|entry| entry.action)
            }
        }
    }

    /// What a policy is asked about, if another try can do no harm and is not in vain for certain.
    pub(crate) fn attempt(&self, trail: &Trail) -> Option<Attempt> {
        let may_be_repeated = match self {
            Self::NotSent(NotSentReason::Transport(error)) => !error.is_final(),
            Self::NotSent(_) => false,
            Self::Rejected(_) => true,
            Self::Unknown(..) => trail.is_repeatable,
        };
        // What is not sent has no reply: the trail's is that of a try before.
        let is_sent = self.kind() != TryKind::NotSent;
        may_be_repeated.then(|| Attempt {
            code: self.code(),
            action: self.action(),
            status: trail.status.filter(|_| is_sent),
            retry_after: trail.retry_after.filter(|_| is_sent),
            is_repeatable: trail.is_repeatable,
            ..Attempt::new(trail.tries, self.kind())
        })
    }

    /// The same, without what nothing may show in the platform's messages.
    pub(crate) fn scrubbed(mut self, sensitive: &Sensitive) -> Self {
        if let Self::Rejected(Some(answer)) | Self::Unknown(_, Some(answer)) = &mut self {
            for message in [&mut answer.message, &mut answer.sub_message].into_iter().flatten() {
                *message = sensitive.message(message);
            }
        }
        self
    }

    pub(crate) fn into_error(self, trail: Trail) -> Error<i64> {
        match self {
            Self::NotSent(reason) => Error::NotSent(Box::new(NotSent { reason, trail })),
            Self::Rejected(answer) => Error::Rejected(Box::new(Rejected { answer, trail })),
            Self::Unknown(reason, answer) => {
                Error::OutcomeUnknown(Box::new(OutcomeUnknown { reason, answer, trail }))
            }
        }
    }
}
