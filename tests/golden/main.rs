//! Tiny specs and the whole trees that are generated from them, compiled and called.
//!
//! `tests/README.md` says how to write the trees anew.

mod requests;
mod rules;
#[path = "../support/mod.rs"]
mod support;

use std::path::PathBuf;

use douyin::fake::FakeTransport;
use douyin::{Client, Endpoint, Error, ErrorCode as _, NoRetry, Number, Outcome, StaticToken};
use douyin_codegen::configure;
use shapes::group::every_shape::{Code, Inner, Request, RequestPart};

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod minimal {
    include!("../golden/minimal/generated/lib.rs");
}
#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("../golden/shapes/generated/lib.rs");
}
#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod texts {
    include!("../golden/texts/generated/lib.rs");
}

/// The folders with a tree of their own: the cases here, and the example that its own tests use.
const CASES: [&str; 4] =
    ["tests/golden/minimal", "tests/golden/shapes", "tests/golden/texts", "examples/downstream"];

fn folder(case: &str) -> PathBuf {
    support::root().join(case)
}

#[test]
fn the_trees_are_as_written() {
    for case in CASES {
        configure().spec(folder(case).join("spec")).assert_fresh(folder(case).join("generated"));
    }
}

fn client(transport: &FakeTransport) -> Client {
    let token = StaticToken::new("u.1").expect("it is a token");
    let builder = Client::builder().transport(transport.clone()).retry_policy(NoRetry);
    builder.token(&shapes::platform::USER_TOKEN, token).build().expect("it has a transport")
}

fn replying(body: &str) -> FakeTransport {
    FakeTransport::new().reply(http::StatusCode::OK, body.to_owned())
}

fn request() -> Request {
    let part = RequestPart::new("kind");
    Request::new(
        "header",
        "text",
        "canary",
        1,
        i64::MIN,
        7_u64,
        0.5,
        true,
        part,
        [Inner::new().own("xy")],
        ["a"],
    )
}

#[tokio::test]
async fn an_endpoint_without_anything_is_called() {
    use minimal::Groups as _;
    let transport = replying(r#"{"code":0}"#);
    let reply =
        client(&transport).group().ping(&minimal::group::ping::Request::new()).await.expect("it succeeds");
    assert_eq!(reply.tries, 1);
    assert_eq!(transport.requests()[0].body(), "{}");
    assert_eq!(minimal::group::ping::Code::from_code(5).code(), 5);
    assert!(<minimal::group::ping::Request as Endpoint>::META.codes.is_empty());
}

const BOTH_ZERO: &str = r#"{"head":{"code":0},"tail":{"code":0}}"#;

#[tokio::test]
async fn a_reply_without_a_code_succeeds_by_its_status() {
    use shapes::group::bare::Request;
    let reply = |status| FakeTransport::new().reply(status, r#"{"value":"v","log_id":"l"}"#);
    let reply_200 =
        client(&reply(http::StatusCode::OK)).send(&Request::new()).await.expect("the status says so");
    assert_eq!((reply_200.response.value.as_deref(), reply_200.log_id.as_deref()), (Some("v"), Some("l")));
    for status in [http::StatusCode::FOUND, http::StatusCode::BAD_REQUEST, http::StatusCode::BAD_GATEWAY] {
        let error = client(&reply(status)).send(&Request::new()).await.expect_err("the status says no");
        assert!(matches!(error, Error::OutcomeUnknown(_)), "{status}: {error}");
    }
    for body in ["", "<html>", "[]"] {
        let transport = FakeTransport::new().reply(http::StatusCode::OK, body);
        assert!(client(&transport).send(&Request::new()).await.is_err(), "{body}");
    }
}

#[tokio::test]
async fn every_shape_of_a_reply_is_read() {
    let items = r#"[{"group":{"items":[{"ok":"0","id":"a"}]}},{"group":null},{"group":{"items":[{"ok":5,"id":"b","why":"w"}]}}]"#;
    let body = format!(
        r#"{{"head":{{"code":0}},"tail":{{"code":0,"log_id":"l"}},"Tail":{{"gen":1,"truths":[true]}},"groups":{items},
            "either":9007199254740993,"token":"canary","counts":{{"a":"9007199254740993","b":2}},"matrix":[[1,0.5],[]],
            "named":{{"n":{{"a":{{"b":true}},"new":1}}}}}}"#
    );
    let outcome = client(&replying(&body)).send(&request()).await.expect("both codes are 0");
    let Outcome::Partial(partial) = &outcome else { panic!("{outcome:?}") };
    let failed: Vec<_> = partial.failed.iter().map(ToString::to_string).collect();
    assert_eq!(failed, ["item without an id has no code", "item b failed with 5: w"]);
    let response = &partial.reply.response;
    assert_eq!(response.either.as_ref().and_then(Number::as_i64), Some(9_007_199_254_740_993));
    let tail = response.other_tail.as_ref().expect("it is there");
    assert_eq!((tail.r#gen, &tail.truths[..]), (Some(1.0), &[true][..]));
    assert!(!format!("{response:?}").contains("canary"));
    assert_eq!((response.counts["a"], response.counts["b"]), (9_007_199_254_740_993, 2));
    assert_eq!(response.matrix, [vec![1.0, 0.5], vec![]]);
    assert!(response.named["n"].a["b"]);

    let refused = r#"{"head":{"code":0},"tail":{"code":9223372036854775807,"sub_code":"3","sub_message":"s"},"log_id":"m"}"#;
    let error = client(&replying(refused)).send(&request()).await.expect_err("a code is not 0");
    assert_eq!((error.code(), error.log_id()), (Some(Code::Largest), Some("m")));
    assert!(matches!(error, Error::Rejected(_)));
}

#[test]
fn texts_reach_the_caller_letter_by_letter() {
    use texts::group::hostile::Code;
    let entry = Code::Braces.entry().expect("it is documented");
    assert_eq!(entry.rows[0].text, "{self} {access_token} {{ }");
    assert_eq!(entry.rows[0].advice, Some("\"quotes\" `ticks` \\ \"全角\" 🎫"));
    assert_eq!(<texts::group::hostile::Request as Endpoint>::META.scope, Some("a`b"));
}
