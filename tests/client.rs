//! The generated client against a real HTTP server on loopback: what goes over the wire, and what each end of a call
//! says about the world.

mod support;

use std::net::Ipv4Addr;
use std::time::Duration;

use douyin::oauth::client_token;
use douyin::toolkit::verify_local_certificates as local;
use douyin::trip::certificate_verify as trip;
use douyin::{
    Attempt, Client, Error, Groups as _, IdempotencyToken, NoRetry, NotSentReason, Outcome, RetryPolicy,
    UnknownReason, Verdict,
};
use douyin::{
    fake::FakeTransport, http::StatusCode, platform, token::GrantedToken, transport::TransportError,
};
use support::canary::static_token;
use support::server::{Server, reply};
use tokio::net::TcpListener;

const VERIFIED: &str = r#"{"data":{"error_code":0,"verify_results":[{"certificate_id":"c","code":0}]},
    "extra":{"error_code":0,"logid":"log-1"}}"#;

/// [`VERIFIED`] without its log id, by gzip.
const PACKED: [u8; 95] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x65, 0xcc, 0x31, 0x0a, 0x80, 0x30, 0x0c,
    0x05, 0xd0, 0xbb, 0xfc, 0xb9, 0x83, 0x73, 0xae, 0x22, 0x52, 0x4a, 0x9a, 0x42, 0x40, 0x28, 0xa4, 0xa9,
    0x28, 0x25, 0x77, 0x77, 0x71, 0xf3, 0x00, 0xef, 0x2d, 0xd4, 0xe2, 0x05, 0xb4, 0x20, 0x66, 0xdd, 0x32,
    0xf7, 0x2a, 0xa0, 0x2d, 0xe1, 0x12, 0xd3, 0xf6, 0x64, 0x93, 0x31, 0x4f, 0x1f, 0xa0, 0x7d, 0x81, 0xc5,
    0x5c, 0x9b, 0x72, 0x71, 0xc9, 0x5a, 0x41, 0x60, 0x24, 0x7c, 0x20, 0x8e, 0x48, 0x90, 0xdb, 0xed, 0x7f,
    0x45, 0xbc, 0xd2, 0xd9, 0xeb, 0x64, 0x65, 0x00, 0x00, 0x00,
];

fn client(server: &Server) -> Client {
    let builder = server.client().retry_policy(NoRetry).token(&platform::CLIENT_TOKEN, static_token());
    builder.build().expect("it builds")
}

fn request() -> trip::Request {
    trip::Request::new("order-1", IdempotencyToken::new("token-1").expect("it is a token"))
}

/// Calls a server that answers with one reply.
async fn call(reply: Vec<u8>) -> Result<Outcome<trip::Response, trip::Code>, Error<trip::Code>> {
    client(&Server::start(vec![reply]).await).trip().certificate_verify(&request()).await
}

fn is_unknown(result: &Result<Outcome<trip::Response, trip::Code>, Error<trip::Code>>) -> bool {
    matches!(result, Err(Error::OutcomeUnknown(_)))
}

#[tokio::test]
async fn a_call_is_one_post_with_the_token_and_the_body() {
    let server = Server::start(vec![reply("200 OK", "", VERIFIED)]).await;
    let outcome = client(&server).trip().certificate_verify(&request()).await.expect("it succeeds");
    let reply = outcome.complete().expect("its item succeeded").reply;
    assert_eq!((reply.log_id.as_deref(), reply.tries, reply.status.as_u16()), (Some("log-1"), 1, 200));

    let [sent] = &server.texts()[..] else { panic!("one request was sent") };
    assert!(sent.starts_with("POST /goodlife/v1/trip/certificate/verify/ HTTP/1.1\r\n"), "{sent}");
    assert!(
        sent.contains("\r\naccess-token: clt.canary\r\n")
            && sent.contains("\r\ncontent-type: application/json\r\n")
    );
    assert!(sent.ends_with("\r\n\r\n{\"order_id\":\"order-1\",\"verify_token\":\"token-1\"}"), "{sent}");
}

#[tokio::test]
async fn nothing_is_known_when_the_reply_is_cut_or_is_no_reply() {
    let half = &reply("200 OK", "", VERIFIED)[..120];
    let chunked = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{\"data\"".to_vec();
    for bytes in [Vec::new(), b"HTTP/1.1 200".to_vec(), half.to_vec(), chunked, b"SSH-2.0\r\n\r\n".to_vec()] {
        let result = call(bytes.clone()).await;
        let Err(Error::OutcomeUnknown(unknown)) = &result else { panic!("{result:?}") };
        assert!(matches!(unknown.reason, UnknownReason::Transport(_)), "{unknown:?}");
        assert_eq!(unknown.trail.idempotency_token.as_deref(), Some("token-1"));
    }
}

#[tokio::test]
async fn a_reply_that_says_nothing_clear_is_no_success() {
    let zero_without_data = r#"{"extra":{"error_code":0}}"#;
    for (status, body) in [
        ("200 OK", "<html>"),
        ("200 OK", ""),
        ("200 OK", "[0,0]"),
        ("200 OK", zero_without_data),
        ("200 OK", r#"{"data":{"error_code":0.0},"extra":{"error_code":0}}"#),
        ("200 OK", r#"{"data":{"error_code":0,"verify_results":7},"extra":{"error_code":0}}"#),
        ("500 Internal Server Error", VERIFIED),
        ("502 Bad Gateway", "<html>"),
        ("404 Not Found", "{}"),
    ] {
        let result = call(reply(status, "", body)).await;
        assert!(is_unknown(&result), "{status} {body}: {result:?}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in
        ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"]
    {
        let other = Server::start(vec![reply("200 OK", "", VERIFIED)]).await;
        let result = call(reply(status, &format!("location: http://{}/\r\n", other.address), "")).await;
        assert!(is_unknown(&result), "{result:?}");
        assert!(other.texts().is_empty(), "not one byte reaches the other host");
    }
}

#[tokio::test]
async fn a_reply_is_read_to_a_cap_and_never_unpacked() {
    let huge = format!(r#"{{"data":"{}"}}"#, "x".repeat(5 * 1024 * 1024));
    let result = call(reply("200 OK", "", &huge)).await;
    let Err(error) = &result else { panic!("it is too large") };
    let cause = std::error::Error::source(error).and_then(std::error::Error::source).expect("it has a cause");
    assert!(is_unknown(&result) && cause.to_string().contains("4 MiB"), "{cause}");
    // A verified reply, packed: it must not be unpacked, whatever features of reqwest are on.
    let head =
        format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", PACKED.len());
    let packed = call([head.as_bytes(), &PACKED].concat()).await;
    assert!(is_unknown(&packed), "{packed:?}");
}

#[tokio::test]
async fn rejections_say_who_said_no() {
    let busy = call(reply("429 Too Many Requests", "retry-after: 3600\r\n", "slow down")).await;
    let Err(Error::Rejected(rejected)) = busy else { panic!("{busy:?}") };
    assert!(rejected.answer.is_none());
    assert_eq!(rejected.trail.retry_after, Some(Duration::from_hours(1)));

    let body = r#"{"data":{"error_code":0},"extra":{"error_code":2119005,"sub_error_code":7,"sub_description":"detail",
        "description":"why\u001b[2J","logid":"log-2"}}"#;
    let error = call(reply("200 OK", "", body)).await.expect_err("it is rejected");
    assert_eq!(error.code(), Some(trip::Code::MerchantNotAuthorized));
    let answer = error.answer().expect("it has a code");
    assert_eq!((answer.sub_code, answer.sub_message.as_deref()), (Some(7), Some("detail")));
    assert_eq!(error.log_id(), Some("log-2"));
    let told = error.to_string();
    for part in ["2119005", "应用未获商家授权", "detail", "联系合作商家", "log-2"] {
        assert!(told.contains(part), "{told}");
    }
    assert!(!told.contains('\u{1b}'), "a message cannot drive the terminal: {told:?}");
}

#[tokio::test]
async fn partial_and_empty_replies_are_no_full_success() {
    let with = |items: &str| {
        reply("200 OK", "", &format!(r#"{{"data":{{"error_code":0{items}}},"extra":{{"error_code":0}}}}"#))
    };
    let partial = call(with(r#","verify_results":[{"code":0},{"code":1208,"certificate_id":"c"}]"#)).await;
    assert!(
        matches!(&partial, Ok(Outcome::Partial(partial)) if partial.failed[0].code == Some(trip::Code::Unknown(1208))),
        "{partial:?}"
    );
    for items in ["", r#","verify_results":null"#, r#","verify_results":[]"#] {
        let empty = call(with(items)).await;
        assert!(matches!(empty, Ok(Outcome::Empty(_))), "{empty:?}");
    }
    let uncoded = call(with(r#","verify_results":[{"certificate_id":"c"}]"#)).await;
    assert!(matches!(uncoded, Ok(Outcome::Failed(_))), "{uncoded:?}");
}

#[tokio::test]
async fn a_refused_connection_is_not_sent() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    drop(listener);
    let server = Server::nowhere(address);
    let error = client(&server).trip().certificate_verify(&request()).await.expect_err("nobody listens");
    assert!(
        matches!(&error, Error::NotSent(not_sent) if matches!(not_sent.reason, NotSentReason::Transport(_))),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_client_without_a_provider_sends_nothing() {
    let server = Server::start(vec![]).await;
    let client = Client::builder().loopback(server.address).build().expect("it builds");
    let error = client.trip().certificate_verify(&request()).await.expect_err("it has no token");
    assert!(error.to_string().contains("no provider of client tokens"), "{error}");
}

#[test]
fn only_loopback_is_spoken_to_in_clear() {
    for address in ["192.0.2.1:80", "[2001:db8::1]:80", "0.0.0.0:80"] {
        let built = Client::builder().loopback(address.parse().expect("it is an address")).build();
        assert!(built.is_err(), "{address}");
    }
}

#[tokio::test]
async fn tokens_are_fetched_once_kept_and_fetched_again_when_they_are_dead() {
    let granted = |token: &str, lives: &str| {
        reply(
            "200 OK",
            "",
            &format!(r#"{{"data":{{"access_token":"{token}","error_code":0,"expires_in":{lives}}}}}"#),
        )
    };
    let dead = reply("200 OK", "", r#"{"data":{"error_code":2190008},"extra":{"error_code":2190008}}"#);
    let ok = || reply("200 OK", "", VERIFIED);
    let server = Server::start(vec![
        granted("clt.one", "7200"),
        ok(),
        ok(),
        dead,
        granted("clt.two", r#""7200""#),
        ok(),
    ])
    .await;
    let plain = Client::builder().loopback(server.address).build().expect("it builds");
    let client = plain.with_grant(client_token::Request::new("key", "canary"));
    assert!(!format!("{client:?}").contains("canary"));

    for tries in [1, 1, 2] {
        let outcome = client.trip().certificate_verify(&request()).await.expect("a token is alive");
        assert_eq!(outcome.itemized().reply.tries, tries, "a call with a dead token is sent once more");
    }

    let requests = server.texts();
    let used: Vec<_> = requests
        .iter()
        .filter_map(|sent| sent.lines().find_map(|line| line.strip_prefix("access-token: ")))
        .collect();
    assert_eq!(used, ["clt.one", "clt.one", "clt.one", "clt.two"]);
    assert!(
        requests[0].starts_with("POST /oauth/client_token/ ")
            && requests[0].contains(r#""client_secret":"canary""#)
    );
    assert_eq!(requests.len(), 6);
}

#[tokio::test]
async fn a_token_that_is_not_granted_sends_nothing_and_tells_no_secret() {
    for body in [
        r#"{"data":{"error_code":10020,"description":"too many"},"message":"error"}"#,
        r#"{"data":{"error_code":0}}"#,
        r#"{"data":{"error_code":0,"access_token":"canary token","expires_in":7200}}"#,
        r#"{"data":{"error_code":0,"access_token":["canary"],"expires_in":7200}}"#,
        r#"{"data":{"error_code":0,"access_token":"canary","expires_in":"canary"}}"#,
    ] {
        let server = Server::start(vec![reply("200 OK", "", body)]).await;
        let plain = Client::builder().loopback(server.address).build().expect("it builds");
        let tokens = GrantedToken::new(plain.clone(), client_token::Request::new("key", "canary"));
        let error =
            plain.with_token(&platform::CLIENT_TOKEN, tokens).trip().certificate_verify(&request()).await;
        let error = error.expect_err("there is no token");
        assert!(
            matches!(&error, Error::NotSent(not_sent) if matches!(not_sent.reason, NotSentReason::Token(_))),
            "{error:?}"
        );
        let told = format!("{error:?} {error} {}", chain(&error));
        assert!(!told.contains("canary"), "{told}");
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Tries up to three times, at once.
struct ThreeTimes;

impl RetryPolicy for ThreeTimes {
    fn after(&self, attempt: &Attempt) -> Verdict {
        if attempt.number < 3 { Verdict::RetryWithin(Duration::ZERO..=Duration::ZERO) } else { Verdict::Stop }
    }
}

#[tokio::test]
async fn a_policy_repeats_the_same_bytes_and_only_where_it_can_do_no_harm() {
    let replies = || vec![Vec::new(), Vec::new(), reply("200 OK", "", VERIFIED)];
    let server = Server::start(replies()).await;
    let token = static_token();
    let builder = Client::builder().loopback(server.address).token(&platform::CLIENT_TOKEN, token.clone());
    let client = builder.retry_policy(ThreeTimes).build().expect("it builds");
    let outcome = client.trip().certificate_verify(&request()).await.expect("the third try succeeds");
    assert_eq!(outcome.itemized().reply.tries, 3);
    let requests = server.texts();
    assert!(requests.len() == 3 && requests.iter().all(|sent| *sent == requests[0]), "{requests:?}");

    let server = Server::start(replies()).await;
    let builder = Client::builder().loopback(server.address).token(&platform::CLIENT_TOKEN, token);
    let client = builder.retry_policy(ThreeTimes).build().expect("it builds");
    let error =
        client.toolkit().verify_local_certificates(&local::Request::new()).await.expect_err("nobody answers");
    assert!(matches!(error, Error::OutcomeUnknown(_)), "{error:?}");
    assert_eq!(server.texts().len(), 1, "without an idempotency token it is sent once");
}

#[tokio::test]
async fn what_may_have_happened_stays_uncertain_whatever_a_later_try_says() {
    let rejected = reply("200 OK", "", r#"{"data":{"error_code":2119003},"extra":{"error_code":2119003}}"#);
    let busy = reply("429 Too Many Requests", "", "slow down");
    for later in [vec![rejected.clone(), rejected], vec![busy.clone(), busy], vec![]] {
        // After the last reply the server listens no more: the connection is refused.
        let server = Server::start([vec![Vec::new()], later].concat()).await;
        let builder =
            Client::builder().loopback(server.address).token(&platform::CLIENT_TOKEN, static_token());
        let client = builder.retry_policy(ThreeTimes).build().expect("it builds");
        let error = client.trip().certificate_verify(&request()).await.expect_err("no try succeeds");
        assert!(matches!(&error, Error::OutcomeUnknown(unknown) if unknown.trail.tries == 3), "{error:?}");
    }
}

#[tokio::test]
async fn what_was_answered_is_not_forgotten_when_a_later_try_is_not_sent() {
    let busy = reply("429 Too Many Requests", "", "slow down");
    let server = Server::start(vec![busy]).await;
    let builder = Client::builder().loopback(server.address).token(&platform::CLIENT_TOKEN, static_token());
    let client = builder.retry_policy(ThreeTimes).build().expect("it builds");
    let error = client.trip().certificate_verify(&request()).await.expect_err("nobody listens any more");
    assert!(matches!(&error, Error::Rejected(rejected) if rejected.trail.tries == 3), "{error:?}");
}

#[tokio::test]
async fn the_log_id_of_a_success_is_its_own() {
    let busy =
        r#"{"data":{"error_code":2119002},"extra":{"error_code":2119002,"logid":"log-of-the-first-try"}}"#;
    let silent = VERIFIED.replace(r#","logid":"log-1""#, "");
    let server = Server::start(vec![reply("200 OK", "", busy), reply("200 OK", "", &silent)]).await;
    let builder = Client::builder().loopback(server.address).token(&platform::CLIENT_TOKEN, static_token());
    let client = builder.retry_policy(ThreeTimes).build().expect("it builds");
    let outcome = client.trip().certificate_verify(&request()).await.expect("the second try succeeds");
    assert_eq!(outcome.complete().expect("its item succeeded").reply.log_id, None);
}

#[tokio::test]
async fn a_fake_transport_fails_as_it_is_told() {
    let fake = FakeTransport::new()
        .failure(TransportError::maybe_sent(Some(StatusCode::OK), "cut"))
        .failure(TransportError::not_sent("refused"));
    let builder = Client::builder().transport(fake.clone()).retry_policy(NoRetry);
    let builder = builder.token(&platform::CLIENT_TOKEN, static_token());
    let client = builder.build().expect("it has a transport");
    let cut = client.trip().certificate_verify(&request()).await;
    assert!(
        matches!(&cut, Err(Error::OutcomeUnknown(unknown)) if unknown.trail.status == Some(StatusCode::OK))
    );
    let refused = client.trip().certificate_verify(&request()).await.expect_err("it is refused");
    assert!(refused.to_string().ends_with("was not sent: no connection was made: refused"), "{refused}");
    assert_eq!(fake.requests().len(), 2);
    assert!(!format!("{fake:?}").contains("token-1"), "requests may hold secrets");
}

#[tokio::test]
async fn the_answer_of_an_uncertain_try_outlives_a_later_rejection_without_one() {
    let uncertain = reply("200 OK", "", r#"{"data":{"error_code":2119002},"extra":{"error_code":2119002}}"#);
    let busy = reply("429 Too Many Requests", "", "slow down");
    let server = Server::start(vec![uncertain, busy.clone(), busy]).await;
    let builder = Client::builder().loopback(server.address).token(&platform::CLIENT_TOKEN, static_token());
    let client = builder.retry_policy(ThreeTimes).build().expect("it builds");
    let error = client.trip().certificate_verify(&request()).await.expect_err("no try succeeds");
    assert!(matches!(error, Error::OutcomeUnknown(_)), "{error:?}");
    assert_eq!(error.code(), Some(trip::Code::LifeSystemBusy));
}
