//! What a call does after a try that did not succeed: against transports of the test's own, by a clock that jumps.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use douyin::fake::FakeTransport;
use douyin::http::{Request, Response, StatusCode};
use douyin::token::TokenError;
use douyin::toolkit::verify_local_certificates as local;
use douyin::transport::{Transport, TransportError};
use douyin::trip::certificate_verify as trip;
use douyin::{
    AccessToken, Action, Again, Attempt, BoxFuture, Client, ClientBuilder, Error, Groups as _,
    IdempotencyToken, NoRetry, NotSentReason, Outcome, RetryBudget, RetryPolicy, StaticToken, Timeouts,
    TokenProvider, TryKind, UnknownReason, Verdict, platform,
};
use tokio::time::Instant;

const VERIFIED: &str = r#"{"data":{"error_code":0,"verify_results":[{"certificate_id":"c","code":0}]},
    "extra":{"error_code":0}}"#;

fn code(code: i64) -> String {
    format!(r#"{{"data":{{"error_code":{code}}},"extra":{{"error_code":{code},"logid":"log-{code}"}}}}"#)
}

fn builder(transport: impl Transport + 'static) -> ClientBuilder {
    let token = StaticToken::new("clt.canary").expect("it is a token");
    Client::builder().transport(transport).token(&platform::CLIENT_TOKEN, token)
}

type Called = Result<Outcome<trip::Response, trip::Code>, Error<trip::Code>>;

async fn call(builder: ClientBuilder) -> Called {
    let client = builder.build().expect("it has a transport");
    let token = IdempotencyToken::new("token-1").expect("it is a token");
    client.trip().certificate_verify(&trip::Request::new("order-1", token)).await
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Never answers.
struct Silent;

impl Transport for Silent {
    fn send(
        &self,
        _: Request<douyin::bytes::Bytes>,
    ) -> BoxFuture<'_, Result<Response<douyin::bytes::Bytes>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

/// Never gives a token.
struct NoToken;

impl TokenProvider for NoToken {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, TokenError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_silent_platform_is_tried_until_the_time_is_over() {
    let start = Instant::now();
    let error = call(builder(Silent)).await.expect_err("nobody answers");
    let Error::OutcomeUnknown(unknown) = &error else { panic!("{error:?}") };
    assert!(matches!(unknown.reason, UnknownReason::TimedOut) && unknown.trail.tries == 3, "{error:?}");
    assert!(start.elapsed() >= seconds(45) && start.elapsed() < seconds(47), "{:?}", start.elapsed());

    let start = Instant::now();
    let timeouts = Timeouts::default().each_try(seconds(8)).whole_call(seconds(10));
    let error = call(builder(Silent).timeouts(timeouts)).await.expect_err("nobody answers");
    assert_eq!((error.trail().tries, start.elapsed().as_secs()), (2, 10), "the second try gets what is left");
    assert_eq!(error.again(), Again::After(seconds(1)), "it has an idempotency token");
    assert!(error.to_string().ends_with("there was no reply in time (2 tries)"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_call_without_an_idempotency_token_is_not_repeated_and_not_to_be() {
    let client = builder(Silent).build().expect("it has a transport");
    let error = client.toolkit().verify_local_certificates(&local::Request::new()).await;
    let error = error.expect_err("nobody answers");
    assert_eq!((error.trail().tries, error.again()), (1, Again::Never));
}

#[tokio::test(start_paused = true)]
async fn a_token_that_does_not_come_in_time_sends_nothing() {
    let fake = FakeTransport::new();
    let builder = Client::builder().transport(fake.clone()).token(&platform::CLIENT_TOKEN, NoToken);
    let start = Instant::now();
    let error = call(builder).await.expect_err("there is no token");
    assert!(matches!(&error, Error::NotSent(not_sent) if matches!(not_sent.reason, NotSentReason::TimedOut)));
    assert_eq!((start.elapsed(), fake.requests().len()), (seconds(60), 0));
}

/// Keeps what it is asked, and gives the same verdict each time.
struct Asked(Arc<Mutex<Vec<Attempt>>>, Verdict);

impl RetryPolicy for Asked {
    fn after(&self, attempt: &Attempt) -> Verdict {
        self.0.lock().expect("nobody panics").push(*attempt);
        self.1.clone()
    }
}

#[tokio::test(start_paused = true)]
async fn a_policy_sees_the_try_and_its_wait_is_kept() {
    let mut busy = Response::new(code(2_119_003).into());
    *busy.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    busy.headers_mut().insert("retry-after", "7".parse().expect("it is a value"));
    let fake = FakeTransport::new().whole_reply(busy).failure(TransportError::not_sent("refused"));
    let fake = fake.failure(TransportError::maybe_sent(None, "cut")).reply(StatusCode::OK, VERIFIED);
    let asked = Arc::default();
    let policy = Asked(Arc::clone(&asked), Verdict::RetryWithin(seconds(5)..=seconds(6)));
    let start = Instant::now();
    let outcome = call(builder(fake).retry_policy(policy)).await.expect("the last try succeeds");
    assert_eq!(outcome.itemized().reply.tries, 4);
    assert!((seconds(15)..seconds(18)).contains(&start.elapsed()), "{:?}", start.elapsed());

    let asked = asked.lock().expect("nobody panics");
    let told: Vec<_> =
        asked.iter().map(|a| (a.number, a.kind, a.code, a.action, a.status, a.retry_after)).collect();
    let busy = Some(StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(
        told,
        [
            (1, TryKind::Rejected, Some(2_119_003), Some(Action::BackOff), busy, Some(seconds(7))),
            (2, TryKind::NotSent, None, None, None, None),
            (3, TryKind::Unknown, None, None, None, None),
        ]
    );
    assert!(asked.iter().all(|attempt| attempt.is_repeatable));
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_would_begin_too_late_is_not_made() {
    for (wait, tries) in [(59, 2), (61, 1), (u64::MAX, 1)] {
        let fake =
            FakeTransport::new().reply(StatusCode::OK, code(2_119_002)).reply(StatusCode::OK, VERIFIED);
        let policy = Asked(Arc::default(), Verdict::RetryWithin(seconds(wait)..=seconds(wait)));
        let start = Instant::now();
        let result = call(builder(fake).retry_policy(policy)).await;
        let made = result.map_or_else(|error| error.trail().tries, |outcome| outcome.itemized().reply.tries);
        assert_eq!(made, tries, "{wait}");
        assert!(tries == 2 || start.elapsed() == Duration::ZERO, "the error is not kept back");
    }
    let reversed = Asked(Arc::default(), Verdict::RetryWithin(seconds(2)..=seconds(1)));
    let fake = FakeTransport::new().reply(StatusCode::OK, code(2_119_002)).reply(StatusCode::OK, VERIFIED);
    assert!(call(builder(fake).retry_policy(reversed)).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn an_hour_of_retry_after_is_capped_and_told() {
    let mut busy = Response::new("slow down".into());
    *busy.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    busy.headers_mut().insert("retry-after", "3600".parse().expect("it is a value"));
    let fake = (0..3).fold(FakeTransport::new(), |fake, _| fake.whole_reply(busy.clone()));
    let start = Instant::now();
    let error = call(builder(fake)).await.expect_err("it is too much");
    assert!(start.elapsed() >= seconds(20) && start.elapsed() < seconds(21), "{:?}", start.elapsed());
    assert_eq!((error.trail().tries, error.action()), (3, Some(Action::BackOff)));
    assert_eq!(error.again(), Again::After(seconds(3600)));
}

#[tokio::test(start_paused = true)]
async fn a_budget_ends_retries_and_clients_can_share_it() {
    let budget = RetryBudget::new(1, 0);
    let mut tries = Vec::new();
    for _ in 0..2 {
        let fake = (0..3).fold(FakeTransport::new(), |fake, _| fake.reply(StatusCode::OK, code(2_119_002)));
        let error = call(builder(fake).retry_budget(budget.clone())).await.expect_err("it is busy");
        tries.push(error.trail().tries);
    }
    assert_eq!(tries, [2, 1]);
}

#[tokio::test]
async fn an_error_says_whether_to_try_again_and_whose_matter_it_is() {
    let one_second = Again::After(seconds(1));
    for (number, again, request, permission, token) in [
        (2_100_001, one_second, false, false, false),
        (2_119_003, one_second, false, false, false),
        (2_119_001, Again::Never, true, false, false),
        (2_190_004, Again::Never, false, true, false),
        (2_119_005, Again::Never, false, true, false),
        (2_190_008, one_second, false, false, true),
        (3_000_001, Again::Never, false, false, false),
        (999_999_999_999, one_second, false, false, false),
    ] {
        let fake = FakeTransport::new().reply(StatusCode::OK, code(number));
        let error = call(builder(fake).retry_policy(NoRetry)).await.expect_err("it has a code");
        let faults = (error.is_request_fault(), error.is_permission_fault(), error.is_token_fault());
        assert_eq!((error.again(), faults), (again, (request, permission, token)), "{number}");
        assert_eq!(error.log_id(), Some(&*format!("log-{number}")));
    }
    let quota = r#"{"err_no":28003017,"err_msg":"","log_id":"l"}"#;
    let client = builder(FakeTransport::new().reply(StatusCode::OK, quota)).build().expect("it builds");
    let error = client.toolkit().verify_local_certificates(&local::Request::new()).await;
    assert_eq!(error.expect_err("the day is over").again(), Again::Tomorrow);
    let refused = FakeTransport::new().failure(TransportError::refused("who is that"));
    let error = call(builder(refused)).await.expect_err("it is refused");
    assert_eq!((error.again(), error.trail().tries), (Again::Never, 1));
}

#[tokio::test]
async fn an_error_shows_a_piece_of_the_reply_and_no_secret() {
    let fake = FakeTransport::new().reply(StatusCode::BAD_GATEWAY, "<h1>502</h1> clt.canary");
    let error = call(builder(fake).retry_policy(NoRetry)).await.expect_err("it is no success");
    assert_eq!(error.trail().excerpt.as_deref(), Some("<h1>502</h1> [redacted]"));
    let echo = code(2_119_001)
        .replace("log-2119001", "clt.canary")
        .replace(r#""extra":{"#, r#""extra":{"description":"no clt.canary","open_id":"somebody","#);
    let error =
        call(builder(FakeTransport::new().reply(StatusCode::OK, echo))).await.expect_err("it has a code");
    let told = format!("{error} {error:?}");
    assert!(
        !told.contains("canary") && told.contains("no [redacted]") && !told.contains("somebody"),
        "{told}"
    );
    let broken = VERIFIED.replace(r#""code":0"#, r#""code":"clt.canary""#);
    let error = call(builder(FakeTransport::new().reply(StatusCode::OK, broken)).retry_policy(NoRetry)).await;
    let excerpt =
        error.expect_err("the code is no integer").trail().excerpt.clone().expect("there is a body");
    assert!(excerpt.contains(r#""code":"…""#), "{excerpt}");
}
