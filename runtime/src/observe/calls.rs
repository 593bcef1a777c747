//! What `tracing` is told of a call: a span, in which those of its tries are.

use tokio::time::Instant;
use tracing::Span;
use tracing::field::Empty;

use super::TryEnd;
use crate::error::Error;

/// A call that goes on. One that is dropped ends as dropped. Beside the endpoint's name, numbers and durations its span
/// holds the platform's id of the call, and nothing else of a request or a reply.
pub(crate) struct WatchedCall {
    span: Span,
    started: Instant,
    is_over: bool,
}

impl WatchedCall {
    /// A call begins: a span of level info.
    pub(crate) fn starts(endpoint: &'static str) -> Self {
        let span = tracing::info_span!(
            target: "douyin",
            "call",
            endpoint,
            outcome = Empty,
            code = Empty,
            tries = Empty,
            log_id = Empty,
            duration_ms = Empty,
        );
        Self { span, started: Instant::now(), is_over: false }
    }

    /// The span, for what happens in it.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// The call is over. `log_id` gives its last one, without what nothing may show.
    pub(crate) fn ended(
        mut self,
        outcome: &'static str,
        code: Option<i64>,
        tries: u32,
        log_id: impl FnOnce() -> Option<String>,
    ) {
        self.is_over = true;
        if !self.span.is_disabled() {
            self.span.record("tries", tries);
            record(&self.span, outcome, code, log_id().as_deref(), self.started);
        }
    }

    /// The call did not succeed.
    pub(crate) fn failed(self, error: Error<i64>) -> Error<i64> {
        self.ended(error.kind().name(), error.code(), error.trail().tries, || {
            error.log_id().map(str::to_owned)
        });
        error
    }
}

impl Drop for WatchedCall {
    fn drop(&mut self) {
        if !self.is_over {
            record(&self.span, TryEnd::Dropped.name(), None, None, self.started);
        }
    }
}

/// What the spans of calls and tries have in common.
pub(super) fn record(
    span: &Span,
    outcome: &'static str,
    code: Option<i64>,
    log_id: Option<&str>,
    started: Instant,
) {
    span.record("outcome", outcome);
    if let Some(code) = code {
        span.record("code", code);
    }
    if let Some(log_id) = log_id {
        span.record("log_id", log_id);
    }
    span.record("duration_ms", started.elapsed().as_secs_f64() * 1e3);
}
