//! What is known about a call's tries.

use std::time::Duration;

use http::StatusCode;

use crate::{Meta, Repetition};

/// What is known about a call's tries.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Trail {
    /// The endpoint: `group/endpoint`.
    pub endpoint: &'static str,
    /// What makes the same request harmless when it is sent again.
    pub idempotency_token: Option<String>,
    /// Whether the same request can be sent again without harm although something may have happened: it has an idempotency
    /// token, or a decision says so of the endpoint.
    pub is_repeatable: bool,
    /// How often the request was handed to the transport.
    pub tries: u32,
    /// The platform's ids of the tries that it answered: what it asks for in a complaint.
    pub log_ids: Vec<String>,
    /// The HTTP status of the last reply.
    pub status: Option<StatusCode>,
    /// How long the last reply asks to wait.
    pub retry_after: Option<Duration>,
    /// The beginning of the last reply, if it had a body of at most 64 KiB: at most 300 characters, printable, without
    /// the call's secrets, and without the texts of what is nearly JSON, which may be anybody's.
    pub excerpt: Option<String>,
}

impl Trail {
    /// The trail of a call without a try.
    pub(crate) fn new(meta: &Meta, idempotency_token: Option<&str>) -> Self {
        Self {
            endpoint: meta.id,
            idempotency_token: idempotency_token.map(str::to_owned),
            is_repeatable: meta.repetition == Repetition::Harmless || idempotency_token.is_some(),
            tries: 0,
            log_ids: Vec::new(),
            status: None,
            retry_after: None,
            excerpt: None,
        }
    }
}
