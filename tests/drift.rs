//! What an observer is told, through the generated client: each try; and when a reply has what its spec has not, so that
//! the vendor's change is seen before it hurts. Nothing else is taken for one.

mod support;

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use douyin::fake::FakeTransport;
use douyin::oauth::{client_token, stable_client_token};
use douyin::transport::TransportError;
use douyin::trip::certificate_verify as trip;
use douyin::{Client, Drift, Endpoint, Observer, TryEnded, TryStarts, Undocumented, platform};
use serde_json::{Value, json};
use support::canary::static_token;
use support::samples::local_sample;

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("golden/shapes/generated/lib.rs");
}

use shapes::answered::{file, inner};
use shapes::group::{listed, shared};

/// Keeps what it is told.
struct Kept {
    drifts: Mutex<Vec<Drift>>,
    wants_drift: bool,
}

impl Observer for Kept {
    fn drift(&self, drift: &Drift) {
        self.drifts.lock().unwrap_or_else(PoisonError::into_inner).push(drift.clone());
    }

    fn wants_drift(&self) -> bool {
        self.wants_drift
    }
}

/// What is told about a reply.
async fn told_if<E: Endpoint>(wants_drift: bool, request: &E, body: &str) -> Vec<Drift> {
    let kept = Arc::new(Kept { drifts: Mutex::default(), wants_drift });
    let transport = FakeTransport::new().reply(http::StatusCode::OK, body.to_owned());
    let client = Client::builder()
        .transport(transport.clone())
        .token(&platform::CLIENT_TOKEN, static_token())
        .token(&shapes::platform::CLIENT_TOKEN, static_token())
        .retry_policy(douyin::NoRetry)
        .observer(kept.clone())
        .build()
        .expect("it has a transport");
    let _ = client.send(request).await;
    assert_eq!(transport.requests().len(), 1, "the reply was asked for");
    std::mem::take(&mut *kept.drifts.lock().unwrap_or_else(PoisonError::into_inner))
}

async fn told<E: Endpoint>(request: &E, body: &str) -> Vec<Drift> {
    told_if(true, request, body).await
}

/// The only drift that is told, one line for each part of it.
async fn lines<E: Endpoint>(request: &E, body: &Value) -> Vec<String> {
    let drifts = told(request, &body.to_string()).await;
    let [drift] = &drifts[..] else { panic!("one drift is told, and not {drifts:?}") };
    assert!(drift.endpoint == E::META.id && !drift.is_cut);
    assert!(!format!("{drift:?} {drift}").contains("canary"), "{drift:?}");
    drift.what.iter().map(ToString::to_string).collect()
}

fn trip_request() -> trip::Request {
    trip::Request::new("o", "t".parse().expect("it is a token"))
}

fn listed_request() -> listed::Request {
    listed::Request::new(listed::RequestOrder::Asc, listed::State::Unlocked)
}

/// The reply of a spec's sample of ours.
fn made(id: &str) -> Value {
    serde_json::from_str(&support::sample(id, "decisions", "responses")).expect("it is JSON")
}

#[tokio::test]
async fn every_sample_of_the_committed_specs_is_known() {
    let mut seen = BTreeSet::new();
    let specs = support::texts(&support::root().join("spec"), ".yaml");
    let ids = specs.keys().map(|path| path.trim_end_matches(".yaml")).filter(|id| *id != "platform");
    for (id, part) in ids.flat_map(|id| [(id, "page"), (id, "decisions")]) {
        for sample in support::spec(id)[part]["examples"]["responses"].as_sequence().into_iter().flatten() {
            let body = sample["body"].as_str().expect("it has a body");
            let drifts = match id {
                "trip/certificate_verify" => told(&trip_request(), body).await,
                "toolkit/verify_local_certificates" => told(&local_sample(), body).await,
                "oauth/client_token" => told(&client_token::Request::new("k", "s"), body).await,
                "oauth/stable_client_token" => told(&stable_client_token::Request::new("k", "s"), body).await,
                other => panic!("{other} is called by no test"),
            };
            // The pages' samples are random numbers, codes too.
            let is_code = |what: &_| matches!(what, Undocumented::Code(_) | Undocumented::ItemCode(_));
            let known = |drift: &Drift| part == "page" && drift.what.iter().all(is_code);
            assert!(drifts.iter().all(known), "{id}: {drifts:?}");
            seen.insert((id.to_owned(), part));
        }
    }
    assert_eq!(seen.len(), 6, "the token endpoints have no page: {seen:?}");
}

#[tokio::test]
async fn a_new_field_is_told_once_with_its_path() {
    let mut body = made("trip/certificate_verify");
    let items = body["data"]["verify_results"].as_array_mut().expect("it is a list");
    items[0]["colour"] = json!({ "canary": "canary" });
    items.push(items[0].clone());
    body["extra"]["region"] = json!("canary");
    let expected = ["field data.verify_results[].colour", "field extra.region"];
    assert_eq!(lines(&trip_request(), &body).await, expected);
    let drifts = told(&trip_request(), &body.to_string()).await;
    assert_eq!(drifts[0].log_id.as_deref(), Some("202412071758071D5ED8290E6EAD140594"));

    let mut body = made("toolkit/verify_local_certificates");
    body["data"]["order_verify_results"][0]["certificate_verify_results"][0]["seat"] = json!(7);
    let request = local_sample();
    let expected = ["field data.order_verify_results[].certificate_verify_results[].seat"];
    assert_eq!(lines(&request, &body).await, expected);
}

#[tokio::test]
async fn a_code_that_the_page_does_not_have_is_told() {
    let refused = |code: i64| {
        json!({ "data": { "error_code": code, "description": "canary", "hint": "canary" },
                "extra": { "error_code": 0, "logid": "l" } })
    };
    let expected = ["code 999999999999", "field data.hint"];
    assert_eq!(lines(&trip_request(), &refused(999_999_999_999)).await, expected);
    assert_eq!(lines(&trip_request(), &refused(2_119_001)).await, ["field data.hint"]);

    let refused = |code: i64| json!({ "err_no": code, "err_msg": "canary", "log_id": "l" });
    let request = local_sample();
    assert_eq!(lines(&request, &refused(7)).await, ["code 7"]);
    assert!(told(&request, &refused(2_119_001).to_string()).await.is_empty());
}

#[tokio::test]
async fn a_value_that_the_page_does_not_list_is_told() {
    let body = json!({ "state": "9", "mark": "OLD", "extra": r#"{"now":1,"zone":"canary"}"#, "log_id": "l" });
    let expected = ["value \"OLD\" of mark", "value \"9\" of state", "field extra.zone"];
    assert_eq!(lines(&listed_request(), &body).await, expected);

    let address = shapes::platform::Address::new("here");
    let body = json!({ "lines": [{ "code": 0, "state": 1 }, { "code": 0, "state": 3 }] });
    assert_eq!(lines(&shared::Request::new(address), &body).await, ["value \"3\" of lines[].state"]);
}

#[tokio::test]
async fn what_only_the_envelope_knows_is_known() {
    let body = json!({ "err_no": 0, "data": { "error_code": 0, "data": [{ "id": "i" }] } });
    assert!(told(&inner::Request::new(), &body.to_string()).await.is_empty());
}

#[tokio::test]
async fn a_file_has_no_fields() {
    let request = file::Request::new("i");
    assert!(told(&request, "\u{89}PNG").await.is_empty());
    assert_eq!(lines(&request, &json!({ "err_no": 8, "new": "canary" })).await, ["code 8"]);
}

#[tokio::test]
async fn whatever_a_body_is_nothing_breaks() {
    let deep = format!(r#"{{"data":{}"#, "[".repeat(1_000_000));
    for body in
        ["", "null", "[]", "<html>", r#"{"data":7,"extra":[]}"#, r#"{"data":{"verify_results":{}}}"#, &deep]
    {
        assert!(told(&trip_request(), body).await.is_empty(), "{body:.40}");
    }
    let wrong = json!({ "data": { "error_code": 0, "verify_results": [null, 7, { "colour": 1 }] },
                        "extra": { "error_code": 0, "now": "soon", "region": 1 } });
    let expected = ["field data.verify_results[].colour", "field extra.region"];
    assert_eq!(lines(&trip_request(), &wrong).await, expected);
}

#[tokio::test]
async fn no_secret_is_told() {
    let mut body = made("oauth/client_token");
    body["data"]["access_token"] = json!("clt.canary");
    assert!(told(&client_token::Request::new("k", "s"), &body.to_string()).await.is_empty());
    body["data"]["refresh_token"] = json!("canary");
    let expected = ["field data.refresh_token"];
    assert_eq!(lines(&client_token::Request::new("k", "s"), &body).await, expected);

    let echoed = json!({ "data": { "error_code": 0 }, "extra": { "error_code": 0, "clt.canary": 1, "logid": "clt.canary" } });
    assert_eq!(lines(&trip_request(), &echoed).await, ["field extra.[redacted]"]);
}

#[tokio::test]
async fn an_observer_that_does_not_want_drift_is_not_told() {
    let body = json!({ "state": 9, "new": 1 }).to_string();
    assert_eq!(told(&listed_request(), &body).await.len(), 1);
    assert!(told_if(false, &listed_request(), &body).await.is_empty());
}

/// Keeps a line of what it is told of tries.
#[derive(Default)]
struct Tries(Mutex<Vec<String>>);

impl Tries {
    fn note(&self, line: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }
}

impl Observer for Tries {
    fn try_starts(&self, try_starts: &TryStarts) {
        self.note(format!("{} starts", try_starts.number));
    }

    fn try_ended(&self, try_ended: &TryEnded) {
        let TryEnded { number, end, status, code, log_id, .. } = try_ended;
        let status = status.map(|status| status.as_u16());
        self.note(format!("{number} {end:?} {status:?} {code:?} {log_id:?}"));
    }
}

#[tokio::test(start_paused = true)]
async fn each_try_is_told_with_its_own_reply() {
    let busy =
        json!({ "data": { "error_code": 2_119_002 }, "extra": { "error_code": 0, "logid": "clt.canary" } });
    let transport = FakeTransport::new()
        .reply(http::StatusCode::OK, busy.to_string())
        .failure(TransportError::not_sent("canary"))
        .reply(http::StatusCode::OK, made("trip/certificate_verify").to_string());
    let tries = Arc::new(Tries::default());
    let client = Client::builder()
        .transport(transport)
        .token(&platform::CLIENT_TOKEN, static_token())
        .observer(tries.clone())
        .build()
        .expect("it has a transport");
    client.send(&trip_request()).await.expect("the third try succeeds").complete().expect("with its item");
    let expected = [
        "1 starts",
        "1 Failed(Unknown) Some(200) Some(2119002) Some(\"[redacted]\")",
        "2 starts",
        "2 Failed(NotSent) None None None",
        "3 starts",
        "3 Success Some(200) None Some(\"202412071758071D5ED8290E6EAD140594\")",
    ];
    assert_eq!(*tries.0.lock().unwrap_or_else(PoisonError::into_inner), expected);
}
