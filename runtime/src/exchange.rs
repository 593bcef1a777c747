//! One call over the wire: tokens, tries, and what they say together. The same code for every endpoint.

use std::ops::RangeInclusive;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, Request, Response};
use tokio::time::{Instant, sleep, timeout_at};
use tracing::Instrument as _;

use crate::classify::{Said, classify};
use crate::download;
use crate::error::{NotSentReason, UnknownReason};
use crate::failure::Failure;
use crate::observe::{TryEnd, WatchedTry};
use crate::parts::Parts;
use crate::prepared::Prepared;
use crate::retry::{TryKind, Verdict, retry_after};
use crate::{AccessToken, Action, Meta, TokenProvider};

/// A reply that says that the call succeeded, and the platform's id of the call.
pub(crate) type Succeeded = (Response<Bytes>, Option<String>);

/// A token, and who gave it.
type Authorized<'c> = (&'c dyn TokenProvider, AccessToken);

/// Farther away than any call takes, and near enough for a clock.
const FAR: Duration = Duration::from_hours(24 * 365);

/// Sends a request until a try succeeds, the policy stops, or the time is over.
pub(crate) async fn exchange(parts: &Parts, prepared: &mut Prepared) -> Result<Succeeded, Failure> {
    let deadline = Instant::now() + parts.timeouts.whole_call.min(FAR);
    let mut earlier = None;
    let mut may_replay = true;
    parts.retry_budget.pay_in();
    loop {
        let (failure, authorized) = match one_try(parts, prepared, deadline).await {
            Ok(succeeded) => return Ok(succeeded),
            Err(failed) => failed,
        };
        let is_renewed = renewed(&failure, authorized, prepared, deadline).await;
        let wait = if is_renewed && std::mem::take(&mut may_replay) {
            Some(Duration::ZERO)
        } else {
            wait(parts, prepared, &failure, deadline)
        };
        let failure = failure.after(earlier.take());
        match wait {
            None => return Err(failure),
            Some(wait) => sleep(wait).await,
        }
        earlier = Some(failure);
    }
}

/// One try. Where it fails, the token that it used stands beside the reason.
async fn one_try<'c>(
    parts: &'c Parts,
    prepared: &mut Prepared,
    deadline: Instant,
) -> Result<Succeeded, (Failure, Option<Authorized<'c>>)> {
    let authorized = match timeout_at(deadline, authorize(parts, &prepared.meta)).await {
        Ok(authorized) => authorized.map_err(|reason| (Failure::NotSent(reason), None))?,
        Err(_) => return Err((Failure::NotSent(NotSentReason::TimedOut), None)),
    };
    let token = authorized.as_ref().map(|(_, token)| token);
    prepared.tokens.extend(token.cloned());
    send(parts, prepared, token, deadline).await.map_err(|failure| (failure, authorized))
}

async fn authorize<'c>(parts: &'c Parts, meta: &Meta) -> Result<Option<Authorized<'c>>, NotSentReason> {
    let Some(kind) = meta.token else { return Ok(None) };
    let provider = parts.tokens.provider(kind).ok_or(NotSentReason::NoTokenProvider(kind.name))?;
    let token = provider.access_token().await.map_err(NotSentReason::Token)?;
    Ok(Some((provider, token)))
}

/// Sends what was prepared, reads what comes back, and tells who watches.
async fn send(
    parts: &Parts,
    prepared: &mut Prepared,
    token: Option<&AccessToken>,
    deadline: Instant,
) -> Result<Succeeded, Failure> {
    let request = prepared.request(parts.base(prepared.meta.host), token);
    let request = request.map_err(|error| Failure::NotSent(NotSentReason::Unencodable(error)))?;
    // Without time for an answer it would only become uncertain.
    if Instant::now() >= deadline {
        return Err(Failure::NotSent(NotSentReason::TimedOut));
    }
    prepared.trail.tries += 1;
    let known_log_ids = prepared.trail.log_ids.len();
    let watched = WatchedTry::starts(parts.observer(), prepared.meta.id, prepared.trail.tries);
    let sent = transmit(parts, prepared, request, deadline).instrument(watched.span()).await;
    let (end, code) = match &sent {
        Ok(_) => (TryEnd::Success, None),
        Err(failure) => (TryEnd::Failed(failure.kind()), failure.code()),
    };
    let status = prepared.trail.status.filter(|_| end != TryEnd::Failed(TryKind::NotSent));
    watched.ended(end, status, code, || prepared.shown_log_id(known_log_ids));
    sent
}

async fn transmit(
    parts: &Parts,
    prepared: &mut Prepared,
    request: Request<Bytes>,
    deadline: Instant,
) -> Result<Succeeded, Failure> {
    let until = deadline.min(Instant::now() + parts.timeouts.each_try.min(FAR));
    let sent = timeout_at(until, parts.transport.send(request)).await;
    let reply = match sent {
        Ok(Ok(reply)) => reply,
        Ok(Err(error)) if !error.may_be_sent() => {
            return Err(Failure::NotSent(NotSentReason::Transport(error)));
        }
        Ok(Err(error)) => {
            prepared.keep_reply(error.status(), None, Bytes::new());
            return Err(Failure::Unknown(UnknownReason::Transport(error), None));
        }
        Err(_) => {
            prepared.keep_reply(None, None, Bytes::new());
            return Err(Failure::Unknown(UnknownReason::TimedOut, None));
        }
    };
    prepared.keep_reply(Some(reply.status()), retry_after(reply.headers()), reply.body().clone());
    read(prepared, reply)
}

/// What a reply says.
fn read(prepared: &mut Prepared, reply: Response<Bytes>) -> Result<Succeeded, Failure> {
    let meta = &prepared.meta;
    let (said, log_id) = if prepared.is_download {
        download::classify(meta, &reply)
    } else {
        classify(meta, reply.status(), reply.body())
    };
    let log_id = log_id.or_else(|| log_id_of(meta, reply.headers()));
    prepared.trail.log_ids.extend(log_id.clone());
    let failure = match said {
        Said::Success => return Ok((reply, log_id)),
        Said::Rejected(answer) => Failure::Rejected(answer),
        Said::Unknown(reason, answer) => Failure::Unknown(reason, answer),
    };
    Err(failure)
}

/// Whether another token can be had instead of one that the platform says is dead, and the call be sent with it. The
/// token was looked at before anything else, so nothing was done.
async fn renewed(
    failure: &Failure,
    authorized: Option<Authorized<'_>>,
    prepared: &Prepared,
    deadline: Instant,
) -> bool {
    let Some((provider, token)) = authorized else { return false };
    let is_dead = failure.action() == Some(Action::RefreshToken);
    let is_renewed = is_dead && timeout_at(deadline, provider.invalidate(&token)).await.unwrap_or(false);
    is_renewed && failure.attempt(&prepared.trail).is_some()
}

/// How long to wait before another try, if one can do no harm, the policy wants it, and the budget and the time allow it.
fn wait(parts: &Parts, prepared: &Prepared, failure: &Failure, deadline: Instant) -> Option<Duration> {
    let attempt = failure.attempt(&prepared.trail)?;
    match parts.retry_policy.after(&attempt) {
        Verdict::Stop => None,
        Verdict::RetryWithin(range) => {
            let left = deadline.saturating_duration_since(Instant::now());
            let wait = drawn(&range, left).filter(|wait| *wait < left)?;
            parts.retry_budget.pay_out().then_some(wait)
        }
    }
}

/// Some wait of a range, none of which is longer than what is left.
fn drawn(range: &RangeInclusive<Duration>, left: Duration) -> Option<Duration> {
    let least = Some(*range.start()).filter(|least| *least <= left)?;
    let spread = (*range.end()).min(left).saturating_sub(least);
    Some(least + spread.mul_f64(fastrand::f64()))
}

/// The platform's id of the call, where a header has it.
fn log_id_of(meta: &Meta, headers: &HeaderMap) -> Option<String> {
    let log_id = headers.get(meta.envelope.log_id_header?)?.to_str().ok()?;
    (!log_id.is_empty()).then(|| log_id.to_owned())
}
