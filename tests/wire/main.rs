//! Requests encode to the pages' samples, replies decode from them, and every documented code reads as its rows say.
//! Bodies are compared as JSON values, integers to the last of their 64 bits.

mod requests;
mod rows;
#[path = "../support/mod.rs"]
mod support;

use douyin::fake::FakeTransport;
use douyin::toolkit::verify_local_certificates as local;
use douyin::trip::certificate_verify as trip;
use douyin::{Client, Error, IdempotencyToken, NoRetry, Outcome, platform};
use serde_json::{Value, json};
use support::canary::static_token;
use support::samples::{local_sample, trip_sample};

const TRIP: &str = "trip/certificate_verify";
const LOCAL: &str = "toolkit/verify_local_certificates";

fn parsed(text: &str) -> Value {
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
        let bodies = changed(&parsed(&support::sample(id, "page", "responses")));
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
