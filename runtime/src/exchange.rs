//! One call over the wire: tokens, tries, and what the last try says. The same code for every endpoint.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Request, StatusCode};

use crate::classify::{Said, classify};
use crate::client::Client;
use crate::error::{Answer, Error, NotSent, NotSentReason, OutcomeUnknown, Rejected, Trail, UnknownReason};
use crate::retry::{Attempt, TryKind, Verdict};
use crate::{AccessToken, Action, Body, Endpoint, Headers, Meta, Parameters, TokenProvider, json};

/// A request that is ready to be sent, any number of times with the same bytes.
pub(crate) struct Prepared {
    meta: Meta,
    headers: HeaderMap,
    /// With the `?`, if there is anything behind it.
    query: String,
    body: Bytes,
    pub(crate) trail: Trail,
}

/// A reply that says that the call succeeded.
pub(crate) struct Exchanged {
    pub(crate) body: Bytes,
    pub(crate) status: StatusCode,
    pub(crate) log_id: Option<String>,
    pub(crate) trail: Trail,
}

/// Checks and encodes a request.
pub(crate) fn prepare<E: Endpoint>(request: &E) -> Result<Prepared, Error<i64>> {
    let trail = Trail {
        endpoint: E::META.id,
        idempotency_token: request.idempotency_token().map(str::to_owned),
        tries: 0,
        log_ids: Vec::new(),
        status: None,
        retry_after: None,
    };
    let mut checks = crate::Checks::default();
    request.check(&mut checks);
    let mut headers = Headers::default();
    request.headers(&mut headers);
    let (mut query, mut form) = (Parameters::default(), Parameters::default());
    request.query(&mut query);
    request.form(&mut form);
    let of_parameters = [&mut query, &mut form].map(|parameters| std::mem::take(&mut parameters.violations));
    let violations = [checks.violations, headers.violations, of_parameters.concat()].concat();
    if !violations.is_empty() {
        return Err(not_sent(NotSentReason::Invalid(violations), trail));
    }
    let (content_type, body) = match encode(request, &form) {
        Ok(encoded) => encoded,
        Err(error) => return Err(not_sent(NotSentReason::Unencodable(error), trail)),
    };
    let mut headers = headers.map;
    headers.insert(CONTENT_TYPE, content_type);
    let query = query.urlencoded();
    let query = if query.is_empty() { query } else { format!("?{query}") };
    Ok(Prepared { meta: E::META, headers, query, body, trail })
}

/// The header that says what the body is, and the body.
fn encode<E: Endpoint>(
    request: &E,
    form: &Parameters,
) -> Result<(HeaderValue, Bytes), Box<dyn std::error::Error + Send + Sync>> {
    let json = HeaderValue::from_static("application/json");
    Ok(match E::META.body {
        Body::None => (json, Bytes::new()),
        Body::Json => (json, json::to_vec(request)?.into()),
        Body::Form => {
            (HeaderValue::from_static("application/x-www-form-urlencoded"), form.urlencoded().into())
        }
        Body::Multipart => {
            let (content_type, body) = form.multipart();
            (HeaderValue::try_from(content_type)?, body.into())
        }
    })
}

/// Sends a request until a try succeeds or the policy stops.
pub(crate) async fn exchange(client: &Client, mut prepared: Prepared) -> Result<Exchanged, Error<i64>> {
    let mut earlier = None;
    loop {
        let failure = match one_try(client, &mut prepared).await {
            Ok(reply) => return Ok(reply.into_exchanged(prepared.trail)),
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

/// A try that succeeded.
struct Success {
    body: Bytes,
    status: StatusCode,
    log_id: Option<String>,
}

impl Success {
    fn into_exchanged(self, trail: Trail) -> Exchanged {
        Exchanged { body: self.body, status: self.status, log_id: self.log_id, trail }
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

async fn one_try(client: &Client, prepared: &mut Prepared) -> Result<Success, Failure> {
    (prepared.trail.status, prepared.trail.retry_after) = (None, None);
    let authorized = authorize(client, &prepared.meta).await.map_err(Failure::NotSent)?;
    let token = authorized.as_ref().map(|(_, token)| token);
    let request = request(client, prepared, token)
        .map_err(|error| Failure::NotSent(NotSentReason::Unencodable(error.into())))?;
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
    let (said, log_id) = classify(meta, reply.status(), reply.body());
    trail.log_ids.extend(log_id.clone());
    let failure = match said {
        Said::Success => return Ok(Success { status: reply.status(), body: reply.into_body(), log_id }),
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

fn request(
    client: &Client,
    prepared: &Prepared,
    token: Option<&AccessToken>,
) -> Result<Request<Bytes>, http::Error> {
    let Prepared { meta, headers, query, body, .. } = prepared;
    let url = format!("{}{}{query}", client.base(meta.host), meta.path);
    let mut request = Request::builder().method(&meta.method).uri(url).body(body.clone())?;
    *request.headers_mut() = headers.clone();
    if let Some((kind, token)) = meta.token.zip(token) {
        let name = http::HeaderName::from_bytes(kind.header.as_bytes())?;
        request.headers_mut().insert(name, token.header_value()?);
    }
    Ok(request)
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

/// The seconds of `retry-after`; its other form, a date, needs a clock that may be wrong.
fn retry_after(headers: &HeaderMap) -> Option<std::time::Duration> {
    let seconds = headers.get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(std::time::Duration::from_secs(seconds))
}

fn not_sent(reason: NotSentReason, trail: Trail) -> Error<i64> {
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
