//! Calls at the edges: with no time left, with durations that do not end, with answers that contradict themselves. Nothing
//! panics, nothing is sent in vain, and nothing is claimed that nobody knows.

use std::time::Duration;

use douyin::fake::FakeTransport;
use douyin::http::{Response, StatusCode};
use douyin::token::TokenError;
use douyin::toolkit::verify_local_certificates as local;
use douyin::transport::TransportError;
use douyin::trip::certificate_verify as trip;
use douyin::{
    AccessToken, Again, Backoff, BoxFuture, Client, ClientBuilder, Error, Groups as _, NotSentReason,
    Outcome, RetryBudget, StaticToken, Timeouts, TokenProvider, platform,
};
use tokio::time::sleep;

const VERIFIED: &str = r#"{"data":{"error_code":0,"verify_results":[{"certificate_id":"c","code":0}]},
    "extra":{"error_code":0}}"#;

type Called = Result<Outcome<trip::Response, trip::Code>, Error<trip::Code>>;

fn builder(fake: &FakeTransport) -> ClientBuilder {
    let token = StaticToken::new("clt.canary").expect("it is a token");
    Client::builder().transport(fake.clone()).token(&platform::CLIENT_TOKEN, token)
}

async fn call(builder: ClientBuilder) -> Called {
    let client = builder.build().expect("it has a transport");
    let token = "token-1".parse().expect("it is a token");
    client.trip().certificate_verify(&trip::Request::new("order-1", token)).await
}

/// Takes its time.
struct Slow(Duration);

impl TokenProvider for Slow {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, TokenError>> {
        Box::pin(async {
            sleep(self.0).await;
            Ok(AccessToken::new("clt.canary").expect("it is a token"))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_when_no_time_is_left_for_an_answer() {
    let fake = || FakeTransport::new().reply(StatusCode::OK, VERIFIED);
    let minute = Duration::from_mins(1);
    let late = fake();
    let slow = builder(&late).token(&platform::CLIENT_TOKEN, Slow(minute));
    let never = fake();
    let timeless = builder(&never).timeouts(Timeouts::default().whole_call(Duration::ZERO));
    for (builder, fake) in [(slow, late), (timeless, never)] {
        let error = call(builder).await.expect_err("the time is over");
        let is_timed_out = |reason: &NotSentReason| matches!(reason, NotSentReason::TimedOut);
        assert!(matches!(&error, Error::NotSent(not_sent) if is_timed_out(&not_sent.reason)), "{error:?}");
        assert_eq!((error.trail().tries, fake.requests().len()), (0, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn durations_without_an_end_neither_panic_nor_hang() {
    let mut busy = Response::new("busy".into());
    *busy.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    busy.headers_mut().insert("retry-after", u64::MAX.into());
    for most in [Duration::MAX, Duration::from_secs(u64::MAX), Duration::ZERO] {
        let policy = Backoff::default().first_wait(most).longest_wait(most).longest_retry_after(most);
        let timeouts = Timeouts::default().whole_call(most).each_try(most).connect(most);
        for timeouts in [timeouts, Timeouts::default()] {
            let fake = FakeTransport::new().whole_reply(busy.clone()).reply(StatusCode::OK, VERIFIED);
            let builder = builder(&fake).retry_policy(policy.tries(u32::MAX)).timeouts(timeouts);
            let result = call(builder.retry_budget(RetryBudget::new(u32::MAX, u32::MAX))).await;
            let is_uncertain = matches!(result, Err(Error::OutcomeUnknown(_)));
            assert!(is_uncertain || most.is_zero(), "the wait is longer than the call may take");
        }
    }
}

#[tokio::test]
async fn a_reply_that_has_a_code_of_success_rejects_nothing() {
    for body in [r#"{"data":{"error_code":0}}"#, r#"{"data":{"error_code":0},"extra":{"error_code":0}"#] {
        let fake = FakeTransport::new().reply(StatusCode::TOO_MANY_REQUESTS, body);
        let error = call(builder(&fake).retry_policy(douyin::NoRetry)).await.expect_err("it is too much");
        assert!(matches!(error, Error::OutcomeUnknown(_)), "{body}: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_may_have_happened_is_not_to_be_sent_again_tomorrow() {
    let quota = r#"{"err_no":28003017,"err_msg":"","log_id":"l"}"#;
    let fake = FakeTransport::new();
    let fake = fake.failure(TransportError::maybe_sent(None, "cut")).reply(StatusCode::OK, quota);
    let client = builder(&fake).build().expect("it has a transport");
    let request = local::Request::new().verify_token("token-1".parse().expect("it is a token"));
    let error = client.toolkit().verify_local_certificates(&request).await.expect_err("the day is over");
    assert!(matches!(&error, Error::OutcomeUnknown(unknown) if unknown.trail.tries == 2), "{error}");
    assert_eq!(error.again(), Again::Never, "nobody knows whether the token is remembered for so long");
}
