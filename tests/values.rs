//! Values that are more than a text or a number, called through generated code: enums, and JSON in texts.

use douyin::fake::FakeTransport;
use douyin::{Client, Error, JsonText, NoRetry, NotSentReason};
use serde_json::{Value, json};

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("golden/shapes/generated/lib.rs");
}

use shapes::Groups as _;
use shapes::group::listed::{
    Kind, Mark, Request, RequestByShopValue, RequestOrder, RequestParams, RequestPartsItemItem, State,
};

fn client(transport: &FakeTransport) -> Client {
    Client::builder().transport(transport.clone()).retry_policy(NoRetry).build().expect("it has a transport")
}

fn replying(body: &Value) -> FakeTransport {
    FakeTransport::new().reply(http::StatusCode::OK, body.to_string())
}

#[tokio::test]
async fn enums_and_json_in_texts_travel_as_the_page_writes_them() {
    let request = Request::new(RequestOrder::Asc, State::Unlocked)
        .kinds([Kind::Whole, Kind::Unknown(7)])
        .marks([Mark::Value24h, Mark::AAndB, "later".into()])
        .by_shop([("a", RequestByShopValue::Value1)])
        .params(RequestParams::new("x\"y").states([State::Minus1]))
        .tags(vec!["a".to_owned()]);
    let transport = replying(&json!({
        "state": "2", "mark": "NEW_ONE", "extra": r#"{"now":1733565487,"more":[]}"#, "log_id": "l"
    }));
    let reply = client(&transport).group().listed(&request).await.expect("it succeeds");
    let sent = &transport.requests()[0];
    assert_eq!(sent.uri().query(), Some("order=asc&kinds=1%2C7"));
    assert_eq!(
        serde_json::from_slice::<Value>(sent.body()).expect("it is JSON"),
        json!({
            "state": 1,
            "marks": ["24h", "A *b*", "later"],
            "by_shop": { "a": 1 },
            "params": r#"{"id":"x\"y","states":[-1]}"#,
            "tags": r#"["a"]"#,
        })
    );
    let response = reply.response;
    assert_eq!((response.state, response.mark), (Some(State::Locked), Some(Mark::NewOne)));
    assert_eq!(response.extra.map(|JsonText(extra)| extra.now), Some(Some(1_733_565_487)));
}

#[tokio::test]
async fn a_value_that_no_page_has_is_kept() {
    let transport = replying(&json!({ "state": 9, "mark": "OLD", "extra": "" }));
    let request = Request::new(RequestOrder::Asc, State::Unlocked);
    let response = client(&transport).group().listed(&request).await.expect("it succeeds").response;
    assert_eq!(response.state, Some(State::Unknown(9)));
    assert_eq!(response.mark, Some(Mark::Unknown("OLD".to_owned())));
    assert_eq!(
        (State::Unknown(9).to_string(), Mark::AAndB.to_string()),
        ("9".to_owned(), "A *b*".to_owned())
    );
    assert!(response.extra.is_none());
}

#[tokio::test]
async fn what_is_inside_a_text_is_checked_and_enums_are_compared() {
    let request = Request::new(RequestOrder::Other, State::Locked)
        .params(RequestParams::new("long"))
        .parts([JsonText(vec![RequestPartsItemItem::new(), RequestPartsItemItem::new().id("long")])])
        .by_shop([("a", RequestByShopValue::Value0)]);
    let error = client(&FakeTransport::new()).group().listed(&request).await.expect_err("it is wrong");
    let Error::NotSent(not_sent) = error else { panic!("{error:?}") };
    let NotSentReason::Invalid(violations) = &not_sent.reason else { panic!("{not_sent:?}") };
    let told: Vec<_> = violations.iter().map(ToString::to_string).collect();
    let expected = [
        "marks must be given when state is 2",
        "by_shop must not be given when order is desc or other",
        "params.id must have at most 3 bytes, and has 4",
        "parts[0][1].id must have at most 3 bytes, and has 4",
    ];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn shared_types_are_the_platforms_own() {
    use shapes::platform::{Address, Geo, Parcel, State, Tag};
    let address = || Address::new("here").geo(Geo::new().tags([Tag::B])).state(State::Begun);
    let request = shapes::group::shared::Request::new(address()).parcel(Parcel::new().to([address()]));
    let transport =
        replying(&json!({ "state": 2, "lines": [{ "code": 0, "id": "a" }, { "code": 4, "id": "b" }] }));
    let outcome = client(&transport).group().shared(&request).await.expect("it succeeds");
    let address = json!({ "street": "here", "state": 1, "geo": { "tags": ["B"] } });
    assert_eq!(
        serde_json::from_slice::<Value>(transport.requests()[0].body()).expect("it is JSON"),
        json!({ "parcel": { "to": [address] }, "back_to": address })
    );
    let incomplete = outcome.complete().expect_err("an item failed").0;
    assert_eq!(incomplete.itemized().reply.response.state, Some(State::Done));

    let request = shapes::group::shared::Request::new(Address::new("too long")).state(State::Done);
    let error = client(&FakeTransport::new()).group().shared(&request).await.expect_err("it is wrong");
    let told = error.to_string();
    assert!(told.contains("parcel must be given") && told.contains("back_to.street"), "{told}");
}

#[tokio::test]
async fn secrets_are_checked_and_never_told() {
    use shapes::group::crossed::Request;
    let request = Request::new("not base64")
        .pin("12x")
        .price(100)
        .weight(f64::NAN)
        .tag("A")
        .codes([shapes::platform::State::Begun])
        .lines([JsonText("a".to_owned())]);
    let error = client(&FakeTransport::new()).group().crossed(&request).await.expect_err("it is wrong");
    let told = error.to_string();
    for part in [
        "pin must have 4 to 6 bytes",
        "key must have at most 8 characters",
        "price must be",
        "weight must be",
        "note must",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("12x") && !format!("{request:?}").contains("12x"), "{told}");

    let request = Request::new("YQ==").pin("none").price(-1).lines([JsonText("a".to_owned())]);
    let transport = replying(&json!({}));
    client(&transport).group().crossed(&request.note("n")).await.expect("it succeeds");
    assert_eq!(transport.requests()[0].uri().query(), Some("lines=%5B%22%5C%22a%5C%22%22%5D"));
}
