//! What `tracing` is told of a call and of its tries, and what it is not.

mod support;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use douyin::bytes::Bytes;
use douyin::fake::FakeTransport;
use douyin::http::{Request, Response, StatusCode};
use douyin::transport::{Transport, TransportError};
use douyin::trip::certificate_verify as trip;
use douyin::{Backoff, BoxFuture, Client, ClientBuilder, Groups as _, platform};
use support::canary::{access_token, static_token};
use tokio::time::timeout;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// A call that takes longer is dropped.
const PATIENCE: Duration = Duration::from_secs(5);

type Fields = BTreeMap<&'static str, String>;

/// Keeps the fields of each of our spans.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<(&'static str, Fields)>>>);

struct Into<'f>(&'f mut Fields);

impl Visit for Into<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "douyin"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::new();
        span.record(&mut Into(&mut fields));
        let mut spans = self.0.lock().expect("nobody panics");
        spans.push((span.metadata().name(), fields));
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, id: &Id, record: &Record<'_>) {
        let mut spans = self.0.lock().expect("nobody panics");
        let at = usize::try_from(id.into_u64() - 1).expect("there are few spans");
        record.record(&mut Into(&mut spans[at].1));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn builder(replies: &[&str]) -> ClientBuilder {
    let fake = replies
        .iter()
        .fold(FakeTransport::new(), |fake, body| fake.reply(StatusCode::OK, (*body).to_owned()));
    Client::builder().transport(fake).token(&platform::CLIENT_TOKEN, static_token())
}

/// The spans of one call, without their durations, which are numbers.
async fn spans(builder: ClientBuilder) -> Vec<(&'static str, Fields)> {
    let spans = Spans::default();
    let guard = tracing::subscriber::set_default(spans.clone());
    let client = builder.build().expect("it has a transport");
    let request = trip::Request::new("order-1", "token-1".parse().expect("it is a token"));
    let _ = timeout(PATIENCE, client.trip().certificate_verify(&request)).await;
    drop(guard);
    let mut spans = std::mem::take(&mut *spans.0.lock().expect("nobody panics"));
    for (name, fields) in &mut spans {
        let duration = fields.remove("duration_ms").unwrap_or_else(|| panic!("{name} has no duration"));
        assert!(duration.parse::<f64>().is_ok_and(|duration| duration >= 0.0), "{duration}");
    }
    spans
}

fn fields(fields: &[(&'static str, &str)]) -> Fields {
    let endpoint = ("endpoint", "\"trip/certificate_verify\"");
    fields.iter().chain([&endpoint]).map(|(name, value)| (*name, (*value).to_owned())).collect()
}

#[tokio::test]
async fn a_call_and_each_of_its_tries_have_a_span() {
    let busy = r#"{"data":{"error_code":2119002},"extra":{"error_code":2119002,"logid":"log-1"}}"#;
    let partial = r#"{"data":{"error_code":0,"verify_results":[{"code":0},{"code":7}]},
        "extra":{"error_code":0,"logid":"log-2"}}"#;
    let policy = Backoff::default().first_wait(Duration::ZERO);
    let seen = spans(builder(&[busy, partial]).retry_policy(policy)).await;
    let call = [("log_id", "\"log-2\""), ("outcome", "\"partial\""), ("tries", "2")];
    let first = [
        ("code", "2119002"),
        ("log_id", "\"log-1\""),
        ("number", "1"),
        ("outcome", "\"outcome unknown\""),
        ("status", "200"),
    ];
    let second = [("log_id", "\"log-2\""), ("number", "2"), ("outcome", "\"success\""), ("status", "200")];
    assert_eq!(seen, [("call", fields(&call)), ("try", fields(&first)), ("try", fields(&second))]);
}

#[tokio::test]
async fn a_call_that_is_not_sent_has_no_try_and_no_field_holds_a_secret() {
    let nobody = Client::builder().transport(FakeTransport::new());
    let seen = spans(nobody).await;
    assert_eq!(seen, [("call", fields(&[("outcome", "\"not sent\""), ("tries", "0")]))]);

    let token = access_token();
    let echo =
        format!(r#"{{"data":{{"error_code":2119001}},"extra":{{"error_code":2119001,"logid":"{token}"}}}}"#);
    let seen = spans(builder(&[&echo])).await;
    assert_eq!(seen.iter().map(|(_, fields)| &*fields["log_id"]).collect::<Vec<_>>(), ["\"[redacted]\""; 2]);
}

/// Never answers.
struct Silent;

impl Transport for Silent {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_says_so() {
    let silent = Client::builder().transport(Silent).token(&platform::CLIENT_TOKEN, static_token());
    let dropped = ("outcome", "\"dropped\"");
    let seen = spans(silent).await;
    assert_eq!(seen, [("call", fields(&[dropped])), ("try", fields(&[dropped, ("number", "1")]))]);
}
