//! Requests: what is sent, where, and what is refused before.

use std::collections::BTreeSet;

use douyin::fake::FakeTransport;
use douyin::oauth::{client_token, stable_client_token};
use douyin::toolkit::verify_local_certificates::{self as local, OrderEntrySchema, OrderInfo};
use douyin::trip::certificate_verify::{self as trip, Project, Voucher};
use douyin::{Endpoint, Error, Grant, IdempotencyToken, Repetition, platform};
use serde_json::{Value, json};
use serde_yaml::Value as Yaml;

use super::{LOCAL, TRIP, client, ok, parsed, token};
use crate::support;
use crate::support::samples::{local_sample, trip_sample};

/// The paths of a body's fields, without the places in lists.
fn paths(value: &Value, at: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path = format!("{at}.{name}");
                paths(value, &path, found);
                found.insert(path);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| paths(item, at, found)),
        _ => {}
    }
}

/// The paths of a spec's fields.
fn spec_paths(fields: &Yaml, at: &str, found: &mut BTreeSet<String>) {
    for (name, field) in fields.as_mapping().into_iter().flatten() {
        let path = format!("{at}.{}", name.as_str().expect("a field has a name"));
        spec_paths(field.get("fields").unwrap_or(&Yaml::Null), &path, found);
        spec_paths(
            field.get("items").and_then(|items| items.get("fields")).unwrap_or(&Yaml::Null),
            &path,
            found,
        );
        found.insert(path);
    }
}

pub async fn body<E: Endpoint>(request: &E) -> Value {
    let transport = FakeTransport::new().reply(ok(), "{}");
    let _ = client(&transport).send(request).await;
    parsed(std::str::from_utf8(transport.requests()[0].body()).expect("it is UTF-8"))
}

#[tokio::test]
async fn every_field_of_a_request_is_set_through_the_api_and_read_off_the_wire() {
    for (id, sent) in [(TRIP, body(&trip_sample()).await), (LOCAL, body(&local_sample()).await)] {
        assert_eq!(sent, parsed(&support::sample(id, "page", "requests")), "{id}");
        let (mut on_the_wire, mut in_the_spec) = (BTreeSet::new(), BTreeSet::new());
        paths(&sent, "", &mut on_the_wire);
        spec_paths(&support::spec(id)["page"]["request"], "", &mut in_the_spec);
        assert_eq!(on_the_wire, in_the_spec, "{id}");
    }
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    assert_eq!(
        body(&trip::Request::new("o", token("t"))).await,
        json!({"order_id": "o", "verify_token": "t"})
    );
    assert_eq!(body(&local::Request::new()).await, json!({}));
}

/// Sends a request for a token, and looks at what was sent.
async fn asks_for_a_token<E: Grant<Code: std::fmt::Debug> + std::fmt::Debug>(request: E, path: &str) {
    let transport = FakeTransport::new().reply(ok(), "{}");
    let _ = client(&transport).send(&request).await;
    let sent = &transport.requests()[0];
    let expected = json!({"client_key": "key", "client_secret": "canary", "grant_type": "client_credential"});
    assert_eq!(parsed(std::str::from_utf8(sent.body()).expect("it is UTF-8")), expected);
    assert_eq!((sent.uri().path(), sent.headers().get("access-token")), (path, None));
    assert_eq!(E::TOKEN.name, platform::CLIENT_TOKEN.name);
    assert!(!format!("{request:?}").contains("canary"));
}

#[tokio::test]
async fn the_token_requests_send_their_fixed_field_and_their_secret_and_no_token() {
    asks_for_a_token(client_token::Request::new("key", "canary"), "/oauth/client_token/").await;
    let stable = stable_client_token::Request::new("key", "canary");
    asks_for_a_token(stable, "/oauth/stable_client_token/").await;
    let metas = [client_token::Request::META, stable_client_token::Request::META];
    assert_eq!(metas.map(|meta| meta.repetition), [Repetition::Harmful, Repetition::Harmless]);
}

#[tokio::test]
async fn headers_and_url_are_those_of_the_page() {
    let transport = FakeTransport::new().reply(ok(), "{}").reply(ok(), "{}");
    let client = client(&transport);
    let _ = client.send(&local::Request::new().rpc_transit_life_account("7100")).await;
    let _ = client.send(&trip::Request::new("o", token("t"))).await;
    let [local, trip] = &transport.requests()[..] else { panic!("two requests were sent") };
    for (sent, id) in [(local, LOCAL), (trip, TRIP)] {
        let page = &support::spec(id)["page"];
        assert_eq!(sent.method(), page["method"].as_str().expect("it is a text"));
        assert_eq!(
            sent.uri().to_string(),
            format!("https://open.douyin.com{}", page["path"].as_str().expect("it is a text"))
        );
        assert_eq!(sent.headers()["access-token"], "clt.canary");
        assert_eq!(sent.headers()["content-type"], "application/json");
    }
    assert_eq!(local.headers()["rpc-transit-life-account"], "7100");
    assert_eq!(trip.headers().len(), 2, "nothing else is sent");
}

#[test]
fn metadata_is_that_of_the_page() {
    for (meta, id) in [(<trip::Request as Endpoint>::META, TRIP), (<local::Request as Endpoint>::META, LOCAL)]
    {
        let page = &support::spec(id)["page"];
        assert_eq!(meta.id, id);
        assert_eq!(Some(meta.title), page["title"].as_str());
        assert_eq!(Some(meta.path), page["path"].as_str());
        assert_eq!(meta.scope, page["scope"].as_str());
        assert_eq!(meta.permission, page["permission"].as_str());
        assert_eq!(meta.host.url, "https://open.douyin.com");
        let place = meta.token.map(|token| token.place);
        assert_eq!(place, Some(douyin::TokenPlace::Header("access-token")));
        assert_eq!(meta.repetition, Repetition::HarmlessWithToken);
    }
}

#[tokio::test]
async fn what_a_page_limits_is_refused_before_sending_with_its_path() {
    let order = || OrderInfo::new().order_id("o");
    let refusals = [
        (
            local::Request::new().order_info_list([order(), order()]),
            "order_info_list must have at most 1 item, and has 2",
        ),
        (
            local::Request::new().rpc_transit_life_account("a\r\nhost: b"),
            "header Rpc-Transit-Life-Account must be visible ASCII",
        ),
    ];
    for (request, told) in refusals {
        let transport = FakeTransport::new();
        let error = client(&transport).send(&request).await.expect_err("it is refused");
        assert!(matches!(error, Error::NotSent(_)));
        assert!(error.to_string().contains(told), "{error}");
        assert!(transport.requests().is_empty());
    }
    let empty = trip::Request::new("o", token("t")).vouchers([]);
    let error =
        client(&FakeTransport::new()).send(&empty).await.expect_err("it is no part, and maybe the whole");
    assert!(error.to_string().contains("vouchers must have at least 1 item"), "{error}");
}

#[tokio::test]
async fn a_token_keeps_the_pages_limits_by_its_type() {
    for text in ["12345", &"x".repeat(63)] {
        let request = local::Request::new().verify_token(token(text));
        assert_eq!(request.idempotency_token(), Some(text));
        assert_eq!(body(&request).await["verify_token"], text);
    }
    for text in ["1234", &"x".repeat(64), "券券", "1234 5"] {
        let set = IdempotencyToken::new(text).map(|token| local::Request::new().verify_token(token));
        assert!(set.is_err(), "{text}");
    }
    for made in [IdempotencyToken::random(), IdempotencyToken::derived(&["verification", "o"])] {
        let request = local::Request::new().verify_token(made.clone());
        assert_eq!(body(&request).await["verify_token"], *made);
        let moved = IdempotencyToken::new(made.to_string()).expect("its limits are wider");
        assert_eq!(trip::Request::new("o", moved).idempotency_token(), Some(&*made));
    }
}

#[tokio::test]
async fn what_is_inferred_refuses_nothing() {
    let many: Vec<_> = (0..101).map(|number| number.to_string()).collect();
    let voucher = Voucher::new().entrance(Project::new().urls(many));
    assert_eq!(
        body(&trip::Request::new("o", token("t")).vouchers([voucher])).await["vouchers"][0]["entrance"]["urls"]
            [100],
        "100"
    );
    assert_eq!(
        body(&local::Request::new().order_entry_schema(OrderEntrySchema::new())).await,
        json!({"order_entry_schema": {}})
    );
}
