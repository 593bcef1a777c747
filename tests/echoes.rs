//! Does nothing that a caller logs of a call repeat a secret that came back, however it is written?

mod support;

use std::error::Error as StdError;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex};

use douyin::fake::FakeTransport;
use douyin::http::StatusCode;
use douyin::oauth::stable_client_token;
use douyin::token::{GrantedToken, TokenProvider as _};
use douyin::trip::certificate_verify as trip;
use douyin::{Client, Drift, Groups as _, NoRetry, Observer, StaticToken, platform};
use support::calls::printed;
use support::canary::{CANARY, access_token, told};

/// Each as somebody may write it who repeats it.
const SECRETS: [&str; 3] = ["a+b-c/canary", "张三", "say \"canary\" & <go>"];

fn client(body: &str) -> Client {
    let fake = FakeTransport::new().reply(StatusCode::OK, body.to_owned());
    let token = StaticToken::new(access_token()).expect("it is a token");
    let builder = Client::builder().transport(fake).retry_policy(NoRetry);
    builder.token(&platform::CLIENT_TOKEN, token).build().expect("it builds")
}

fn request() -> trip::Request {
    let entrance = trip::Project::new().project_id("p-1").id_cards(SECRETS);
    let token = "token-1".parse().expect("it is a token");
    trip::Request::new("order-1", token).vouchers([trip::Voucher::new().entrance(entrance)])
}

/// An error and all below it, as they print.
fn readable(error: &(dyn StdError + 'static)) -> String {
    let chain = std::iter::successors(Some(error), |error| (*error).source());
    chain.map(|error| format!("{error}\n{error:?}\n{error:#?}\n")).collect::<Vec<_>>().concat()
}

#[tokio::test]
async fn a_reply_that_repeats_a_secret_in_another_writing_is_not_shown_with_it() {
    let echoes = [
        ("https://h/?id=a%2Bb-c%2Fcanary", "a%2Bb"),
        ("https://h/?id=a%2bb%2dc%2fcanary", "a%2b"),
        ("name=%E5%BC%A0%E4%B8%89", "%E5%BC%A0"),
        ("no such guest: 张三", "张三"),
        (r"no such guest: \u5f20\u4E09", "5f20"),
        ("no such guest: &#24352;&#x4e09;", "24352"),
        (r"no such guest: say \u0022canary\u0022 \u0026 \u003cgo\u003e", "canary"),
        ("no such guest: say &quot;canary&quot; &amp; &lt;go&gt;", "canary"),
        ("no such guest: say+%22canary%22+%26+%3Cgo%3E", "canary"),
    ];
    for (body, secret) in echoes {
        let error = client(body).trip().certificate_verify(&request()).await.expect_err("it is no JSON");
        let excerpt = error.trail().excerpt.clone().expect("there is a body");
        assert!(excerpt.contains("[redacted]") && !excerpt.contains(secret), "{body} is shown");
    }
}

#[tokio::test]
async fn a_new_token_is_not_shown_where_its_reply_is_not_quite_json() {
    let grant = format!(r#"{{"data":{{"access_token":"clt.{CANARY}","error_code":0,"expires_in":7200}}}}"#);
    for body in [
        format!("\u{feff}{grant}"),
        format!("Warning: deprecated in x.php on line 7\n{grant}"),
        format!("callback({grant});"),
        format!("\"{}\"", grant.replace('"', "\\\"")),
        grant.replace('"', "'"),
        grant.replace(":\"clt", ":clt").replace("canary\"", "canary"),
        format!("{{\"clt.{CANARY}943da17996fb\":7200}}"),
    ] {
        let fake = FakeTransport::new().reply(StatusCode::OK, body.clone());
        let client = Client::builder().transport(fake).retry_policy(NoRetry).build().expect("it builds");
        let request = stable_client_token::Request::new("key", format!("secret.{CANARY}"));
        let error = client.send(&request).await.expect_err("it is no envelope");
        assert_eq!(told(&readable(&error)), [""; 0], "{}", body.replace(CANARY, "<SECRET>"));
        let fake = FakeTransport::new().reply(StatusCode::OK, body.clone());
        let client = Client::builder().transport(fake).retry_policy(NoRetry).build().expect("it builds");
        let error = GrantedToken::new(client, request).access_token().await.expect_err("there is no token");
        assert_eq!(told(&readable(&error)), [""; 0], "{}", body.replace(CANARY, "<SECRET>"));
    }
}

#[tokio::test]
async fn an_incomplete_outcome_says_no_secret_that_its_items_repeat() {
    let token = access_token();
    let body = format!(
        r#"{{"data":{{"error_code":0,"verify_results":[{{"certificate_id":"c-1","code":7,"msg":"{token} may not verify 张三"}}]}},
            "extra":{{"error_code":0,"logid":"{token}"}}}}"#
    );
    let outcome = client(&body).trip().certificate_verify(&request()).await.expect("it is an envelope");
    let items = printed(&outcome.failed());
    let incomplete = outcome.complete().expect_err("the item failed").to_string();
    let shown = format!("{items}{incomplete}");
    assert!(told(&shown).is_empty() && !shown.contains("张三"), "{}", shown.replace(CANARY, "<SECRET>"));
    assert!(incomplete.contains("[redacted] may not verify [redacted]"), "the rest of it is there");
}

#[derive(Default)]
struct Drifts(Mutex<String>);

impl Observer for Drifts {
    fn drift(&self, drift: &Drift) {
        let mut told = self.0.lock().expect("nobody panics");
        write!(told, "{drift} {drift:?}").expect("a text takes everything");
    }
}

#[tokio::test]
async fn drift_names_no_secret_of_the_request() {
    let drifts = Arc::new(Drifts::default());
    let body = r#"{"data":{"error_code":0,"张三":1,"a+b-c/canary":[]},"extra":{"error_code":0}}"#;
    let fake = FakeTransport::new().reply(StatusCode::OK, body);
    let token = StaticToken::new(access_token()).expect("it is a token");
    let builder = Client::builder().transport(fake).observer(Arc::clone(&drifts));
    let client = builder.token(&platform::CLIENT_TOKEN, token).build().expect("it builds");
    let outcome = client.trip().certificate_verify(&request()).await.expect("it is an envelope");
    assert!(outcome.itemized().failed.is_empty());
    let shown = drifts.0.lock().expect("nobody panics");
    assert!(shown.contains("[redacted]"), "it tells that there are fields");
    assert!(!shown.contains("张三") && told(&shown).is_empty(), "a field's name is one of the request's");
}

#[tokio::test]
async fn a_message_that_is_no_message_fills_no_log() {
    let long = "长".repeat(1_000_000);
    let body = format!(
        r#"{{"data":{{"error_code":2119001,"description":"{long}"}},"extra":{{"error_code":2119001,"logid":"{long}"}}}}"#
    );
    let error = client(&body).trip().certificate_verify(&request()).await.expect_err("it is a code");
    let shown = readable(&error);
    assert!(shown.chars().count() < 50_000, "{} characters", shown.chars().count());
    assert_eq!(error.code(), Some(trip::Code::LifeInvalidParameter));
}
