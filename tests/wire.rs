//! Requests encode to the pages' samples, replies decode from them, and every documented code reads as its rows say.
//! Bodies are compared as JSON values, integers to the last of their 64 bits.

mod support;

use std::collections::BTreeSet;

use douyin::fake::FakeTransport;
use douyin::oauth::{client_token, stable_client_token};
use douyin::toolkit::verify_local_certificates::{self as local, OrderEntrySchema, OrderInfo};
use douyin::trip::certificate_verify::{self as trip, Project, Voucher};
use douyin::{
    Action, Client, Effect, Endpoint, Error, ErrorCode, Grant, IdempotencyToken, NoRetry, Outcome,
    Repetition, platform,
};
use serde_json::{Value, json};
use serde_yaml::Value as Yaml;
use support::canary::static_token;
use support::samples::{local_sample, trip_sample};

const TRIP: &str = "trip/certificate_verify";
const LOCAL: &str = "toolkit/verify_local_certificates";

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

fn client(transport: &FakeTransport) -> Client {
    Client::builder()
        .transport(transport.clone())
        .retry_policy(NoRetry)
        .token(&platform::CLIENT_TOKEN, static_token())
        .build()
        .expect("it has a transport")
}

/// A text as an idempotency token.
fn token<const MIN: usize, const MAX: usize>(text: &str) -> IdempotencyToken<MIN, MAX> {
    IdempotencyToken::new(text).expect("it is a token")
}

fn ok() -> http::StatusCode {
    http::StatusCode::OK
}

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

async fn body<E: Endpoint>(request: &E) -> Value {
    let transport = FakeTransport::new().reply(ok(), "{}");
    let _ = client(&transport).send(request).await;
    json(std::str::from_utf8(transport.requests()[0].body()).expect("it is UTF-8"))
}

#[tokio::test]
async fn every_field_of_a_request_is_set_through_the_api_and_read_off_the_wire() {
    for (id, sent) in [(TRIP, body(&trip_sample()).await), (LOCAL, body(&local_sample()).await)] {
        assert_eq!(sent, json(&support::sample(id, "page", "requests")), "{id}");
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
    assert_eq!(json(std::str::from_utf8(sent.body()).expect("it is UTF-8")), expected);
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

#[test]
fn the_scenic_spot_reply_decodes_field_by_field() {
    let response: trip::Response =
        douyin::json::from_str(&support::sample(TRIP, "page", "responses")).expect("it decodes");
    let data = response.data.expect("it has data");
    assert_eq!((data.error_code, data.description.as_deref()), (Some(0), Some("")));
    let [item] = &data.verify_results[..] else { panic!("it has one item") };
    assert_eq!(item.code, Some(6_822_424_580_978_342_000));
    assert_eq!(item.msg.as_deref(), Some("g2HcVmdnUz"));
    assert_eq!(item.verify_id.as_deref(), Some("EoRTf2QQmG"));
    assert_eq!(item.certificate_id.as_deref(), Some("mREaJYcJwZ"));
    let extra = response.extra.expect("it has extra");
    assert_eq!((extra.error_code, extra.description.as_deref()), (Some(0), Some("")));
    assert_eq!((extra.sub_error_code, extra.sub_description.as_deref()), (Some(0), Some("")));
    assert_eq!(extra.logid.as_deref(), Some("202412071758071D5ED8290E6EAD140594"));
    assert_eq!(extra.now, Some(1_733_565_487));
}

#[test]
fn the_local_certificates_reply_decodes_field_by_field() {
    let response: local::Response =
        douyin::json::from_str(&support::sample(LOCAL, "page", "responses")).expect("it decodes");
    assert_eq!(response.err_no, Some(627_271_795_733_950_700));
    assert_eq!(response.err_msg.as_deref(), Some("DvYL3xbMhc"));
    assert_eq!(response.log_id.as_deref(), Some("yot31U7QeS"));
    let data = response.data.expect("it has data");
    let [order] = &data.order_verify_results[..] else { panic!("it has one order") };
    assert_eq!(order.order_id.as_deref(), Some("atoHTmpRN2"));
    let [item] = &order.certificate_verify_results[..] else { panic!("it has one item") };
    assert_eq!(item.code.as_deref(), Some("OfDGMfZKZL"));
    assert_eq!(item.result_code, Some(271_633_127_993_391_870));
    assert_eq!(item.result_msg.as_deref(), Some("GQgYoDXWSr"));
    assert_eq!(item.certificate_id.as_deref(), Some("FgQoqzwHER"));
    assert_eq!(item.verify_time, Some(6_440_545_863_934_430_000));
    assert_eq!(item.verify_id.as_deref(), Some("06my6xfbrY"));
}

/// Every body that comes of one change anywhere in a body: a field removed, set to null, or joined by an unknown one.
fn changed(body: &Value) -> Vec<Value> {
    let mut bodies = Vec::new();
    match body {
        Value::Object(fields) => {
            for (name, value) in fields {
                let with = |value: Option<Value>| {
                    let mut fields = fields.clone();
                    fields.remove(name);
                    fields.extend(value.map(|value| (name.clone(), value)));
                    Value::Object(fields)
                };
                bodies.extend([with(None), with(Some(Value::Null))]);
                bodies.extend(changed(value).into_iter().map(|value| with(Some(value))));
            }
            let mut joined = fields.clone();
            joined.insert("unknown".to_owned(), json!([{"deep": [1.5]}]));
            bodies.push(Value::Object(joined));
        }
        Value::Array(items) => bodies.extend(items.iter().flat_map(changed).map(|item| json!([item]))),
        _ => {}
    }
    bodies
}

#[test]
fn replies_decode_with_anything_missing_null_or_unknown() {
    for id in [TRIP, LOCAL] {
        let bodies = changed(&json(&support::sample(id, "page", "responses")));
        assert!(bodies.len() > 25, "{} changes", bodies.len());
        for body in bodies {
            let decoded = match id {
                TRIP => douyin::json::from_str::<trip::Response>(&body.to_string()).map(drop),
                _ => douyin::json::from_str::<local::Response>(&body.to_string()).map(drop),
            };
            assert!(decoded.is_ok(), "{body}: {decoded:?}");
        }
    }
}

#[tokio::test]
async fn the_samples_are_no_success_and_ours_are() {
    let transport = FakeTransport::new()
        .reply(ok(), support::sample(TRIP, "page", "responses"))
        .reply(ok(), support::sample(TRIP, "decisions", "responses"));
    let client = client(&transport);
    let failed = client.send(&trip_sample()).await.expect("both codes are 0");
    assert!(matches!(&failed, Outcome::Failed(_)), "{failed:?}");
    assert_eq!(failed.failed()[0].code, Some(trip::Code::Unknown(6_822_424_580_978_342_000)));
    let verified =
        client.send(&trip_sample()).await.expect("both codes are 0").complete().expect("its item is 0");
    assert_eq!(verified.reply.log_id.as_deref(), Some("202412071758071D5ED8290E6EAD140594"));

    let transport = FakeTransport::new()
        .reply(ok(), support::sample(LOCAL, "page", "responses"))
        .reply(ok(), support::sample(LOCAL, "decisions", "responses"));
    let client = self::client(&transport);
    let error = client.send(&local_sample()).await.expect_err("its code is not 0");
    assert!(
        matches!(error, Error::OutcomeUnknown(_)),
        "no page has the code, so nobody knows what it says: {error}"
    );
    assert_eq!(error.code(), Some(local::Code::Unknown(627_271_795_733_950_700)));
    assert_eq!(error.log_id(), Some("yot31U7QeS"));
    client.send(&local_sample()).await.expect("its code is 0").complete().expect("its item is 0");
}

/// Sends a request that is answered with each documented code, and compares what the caller is told with the spec.
async fn every_row_is_told<E: Endpoint>(
    request: &E,
    id: &str,
    rows: usize,
    codes: usize,
    reply: impl Fn(i64) -> Value,
) {
    let spec = support::spec(id);
    let page_rows = spec["page"]["errors"].as_sequence().expect("it has errors");
    let decisions = spec["decisions"]["errors"].as_mapping().expect("it has decisions");
    assert_eq!((page_rows.len(), decisions.len(), E::Code::TABLE.len()), (rows, codes, codes), "{id}");
    for (code, decision) in decisions {
        let number = code.as_i64().expect("a code is a number");
        let rows: Vec<_> = page_rows.iter().filter(|row| row["code"] == *code).collect();
        let transport = FakeTransport::new().reply(ok(), reply(number).to_string());
        let Err(error) = client(&transport).send(request).await else { panic!("{number} is no success") };

        let code = error.code().expect("a code came back");
        assert_eq!((code.code(), E::Code::from_code(number)), (number, code));
        let variant = format!("{code:?}").to_lowercase();
        assert_eq!(variant, decision["name"].as_str().expect("it has a name").replace('_', ""));
        let answer = error.answer().expect("a code came back");
        assert_eq!(answer.message.as_deref(), Some("the platform's words"));
        assert_eq!(error.log_id(), Some("log-1"));
        assert!(answer.texts().eq(rows.iter().filter_map(|row| row["text"].as_str())), "{number}");
        assert!(answer.advice().eq(rows.iter().filter_map(|row| row.get("advice")?.as_str())), "{number}");
        let entry = code.entry().expect("the page has it");
        assert!(
            entry
                .rows
                .iter()
                .map(|row| u64::from(row.status))
                .eq(rows.iter().filter_map(|row| row["status"].as_u64()))
        );
        assert_eq!(
            snake(error.action().expect("it asks for something")),
            decision["action"].as_str().expect("it is a word")
        );
        match (entry.effect, decision["effect"].as_str()) {
            (Effect::None, Some("none")) => assert!(matches!(error, Error::Rejected(_)), "{number}"),
            (Effect::Unknown, Some("unknown")) => {
                assert!(matches!(error, Error::OutcomeUnknown(_)), "{number}");
            }
            other => panic!("{number}: {other:?}"),
        }
    }
    for undocumented in [-1, 1, i64::MAX, i64::MIN] {
        assert_eq!(E::Code::from_code(undocumented).code(), undocumented);
        assert_eq!(E::Code::from_code(undocumented).entry(), None);
    }
}

fn snake(action: Action) -> String {
    let mut word = String::new();
    for letter in format!("{action:?}").chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.extend(letter.to_lowercase());
    }
    word
}

#[tokio::test]
async fn every_row_of_the_scenic_spot_page_is_told() {
    every_row_is_told(&trip_sample(), TRIP, 18, 15, |code| {
        let data = json!({"error_code": code, "description": "the platform's words"});
        json!({"data": data, "extra": {"error_code": code, "logid": "log-1", "sub_error_code": 0}})
    })
    .await;
}

#[tokio::test]
async fn every_row_of_the_local_certificates_page_is_told() {
    every_row_is_told(
        &local_sample(),
        LOCAL,
        30,
        28,
        |code| json!({"err_no": code, "err_msg": "the platform's words", "log_id": "log-1"}),
    )
    .await;
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

#[tokio::test]
async fn an_order_about_which_nothing_is_said_is_no_full_success() {
    let said = json!({"order_id": "a", "certificate_verify_results": [{"certificate_id": "OYYfa80lFS", "result_code": 0}]});
    for silent in [json!({"order_id": "b"}), json!({"order_id": "b", "certificate_verify_results": null})] {
        let body = json!({"err_no": 0, "data": {"order_verify_results": [said, silent]}});
        let transport = FakeTransport::new().reply(ok(), body.to_string());
        let outcome = client(&transport).send(&local_sample()).await.expect("the call succeeded");
        assert!(
            matches!(&outcome, Outcome::Partial(partial) if partial.failed[0].code.is_none()),
            "{outcome:?}"
        );
    }
}
