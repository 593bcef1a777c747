//! One call over the wire: tokens, tries, and what the last try says. The same code for every endpoint.

use bytes::Bytes;
use http::header::RETRY_AFTER;
use http::{HeaderMap, Response};

use crate::classify::{Said, classify};
use crate::client::Client;
use crate::download;
use crate::error::{Answer, Error, NotSent, NotSentReason, OutcomeUnknown, Rejected, Trail, UnknownReason};
use crate::prepared::Prepared;
use crate::retry::{Attempt, TryKind, Verdict};
use crate::{AccessToken, Action, Meta, TokenProvider};

/// A reply that says that the call succeeded.
pub(crate) struct Exchanged {
    pub(crate) reply: Response<Bytes>,
    pub(crate) log_id: Option<String>,
    pub(crate) trail: Trail,
}

/// Sends a request until a try succeeds or the policy stops.
pub(crate) async fn exchange(client: &Client, mut prepared: Prepared) -> Result<Exchanged, Error<i64>> {
    let mut earlier = None;
    loop {
        let failure = match one_try(client, &mut prepared).await {
            Ok((reply, log_id)) => return Ok(Exchanged { reply, log_id, trail: prepared.trail }),
            Err(failure) => failure,
        };
        let wait = wait(client, &prepared, &failure);
        let failure = failure.after(earlier.take());
        match wait {
            None => return Err(failure.into_error(prepared.trail)),
            Some(wait) => tokio::time::sleep(wait).await,
        }
        earlier = Some(failure);
    }
}

/// Why one try did not succeed.
enum Failure {
    NotSent(NotSentReason),
    Rejected(Option<Answer<i64>>),
    Unknown(UnknownReason, Option<Answer<i64>>),
}

impl Failure {
    fn into_error(self, trail: Trail) -> Error<i64> {
        match self {
            Self::NotSent(reason) => not_sent(reason, trail),
            Self::Rejected(answer) => Error::Rejected(Box::new(Rejected { answer, trail })),
            Self::Unknown(reason, answer) => outcome_unknown(reason, answer, trail),
        }
    }

    /// What all tries so far say together: a try that may have had an effect is not undone by a later one that had none,
    /// and what was answered once is not forgotten when a later try is not sent.
    fn after(self, earlier: Option<Self>) -> Self {
        match (earlier, self) {
            (Some(Self::Unknown(reason, before)), Self::Rejected(answer)) => {
                Self::Unknown(reason, answer.or(before))
            }
            (Some(earlier @ (Self::Unknown(..) | Self::Rejected(_))), Self::NotSent(_)) => earlier,
            (_, failure) => failure,
        }
    }

    fn kind(&self) -> TryKind {
        match self {
            Self::NotSent(_) => TryKind::NotSent,
            Self::Rejected(_) => TryKind::Rejected,
            Self::Unknown(..) => TryKind::Unknown,
        }
    }

    fn action(&self) -> Option<Action> {
        match self {
            Self::NotSent(_) => None,
            Self::Rejected(None) => Some(Action::BackOff),
            Self::Rejected(answer) | Self::Unknown(_, answer) => {
                answer.as_ref()?.documented.map(|entry| entry.action)
            }
        }
    }
}

/// One try: the reply that says success, and the platform's id of the call.
async fn one_try(
    client: &Client,
    prepared: &mut Prepared,
) -> Result<(Response<Bytes>, Option<String>), Failure> {
    (prepared.trail.status, prepared.trail.retry_after) = (None, None);
    let authorized = authorize(client, &prepared.meta).await.map_err(Failure::NotSent)?;
    let token = authorized.as_ref().map(|(_, token)| token);
    let request = prepared.request(client.base(prepared.meta.host), token);
    let request = request.map_err(|error| Failure::NotSent(NotSentReason::Unencodable(error)))?;
    let (trail, meta) = (&mut prepared.trail, &prepared.meta);

    trail.tries += 1;
    let reply = client.transport().send(request).await.map_err(|error| {
        trail.status = error.status();
        if error.is_sent() {
            Failure::Unknown(UnknownReason::Transport(error), None)
        } else {
            Failure::NotSent(NotSentReason::Transport(error))
        }
    })?;
    trail.status = Some(reply.status());
    trail.retry_after = retry_after(reply.headers());
    let (said, log_id) = if prepared.is_download {
        download::classify(meta, &reply)
    } else {
        classify(meta, reply.status(), reply.body())
    };
    let log_id = log_id.or_else(|| log_id_of(meta, reply.headers()));
    trail.log_ids.extend(log_id.clone());
    let failure = match said {
        Said::Success => return Ok((reply, log_id)),
        Said::Rejected(answer) => Failure::Rejected(answer),
        Said::Unknown(reason, answer) => Failure::Unknown(reason, answer),
    };
    if let Some((provider, token)) = authorized.filter(|_| failure.action() == Some(Action::RefreshToken)) {
        provider.invalidate(&token).await;
    }
    Err(failure)
}

async fn authorize<'c>(
    client: &'c Client,
    meta: &Meta,
) -> Result<Option<(&'c dyn TokenProvider, AccessToken)>, NotSentReason> {
    let Some(kind) = meta.token else { return Ok(None) };
    let provider = client.provider(kind).ok_or(NotSentReason::NoTokenProvider(kind.name))?;
    let token = provider.access_token().await.map_err(NotSentReason::Token)?;
    Ok(Some((provider, token)))
}

/// How long to wait before another try, if one can do no harm and the policy wants it.
fn wait(client: &Client, prepared: &Prepared, failure: &Failure) -> Option<std::time::Duration> {
    let harmless = match failure {
        Failure::NotSent(NotSentReason::Transport(_)) | Failure::Rejected(_) => true,
        Failure::NotSent(_) => false,
        Failure::Unknown(..) => prepared.trail.idempotency_token.is_some(),
    };
    if !harmless {
        return None;
    }
    let attempt = Attempt {
        number: prepared.trail.tries,
        kind: failure.kind(),
        action: failure.action(),
        retry_after: prepared.trail.retry_after,
    };
    match client.retry_policy().after(&attempt) {
        Verdict::RetryAfter(wait) => Some(wait),
        Verdict::Stop => None,
    }
}

/// The platform's id of the call, where a header has it.
fn log_id_of(meta: &Meta, headers: &HeaderMap) -> Option<String> {
    let log_id = headers.get(meta.envelope.log_id_header?)?.to_str().ok()?;
    (!log_id.is_empty()).then(|| log_id.to_owned())
}

/// The seconds of `retry-after`; its other form, a date, needs a clock that may be wrong.
fn retry_after(headers: &HeaderMap) -> Option<std::time::Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(std::time::Duration::from_secs(seconds))
}

/// An error of a call that the platform never saw.
pub(crate) fn not_sent(reason: NotSentReason, trail: Trail) -> Error<i64> {
    Error::NotSent(Box::new(NotSent { reason, trail }))
}

/// An error of a call that may have had an effect.
pub(crate) fn outcome_unknown(
    reason: UnknownReason,
    answer: Option<Answer<i64>>,
    trail: Trail,
) -> Error<i64> {
    Error::OutcomeUnknown(Box::new(OutcomeUnknown { reason, answer, trail }))
}
