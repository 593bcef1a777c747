//! A call that succeeded is worth what its items say: each outcome through generated code, for our two endpoints and, for
//! what their pages do not have, for those of the golden specs.

use douyin::fake::FakeTransport;
use douyin::toolkit::verify_local_certificates::{self as local, CertificateInfo, OrderInfo};
use douyin::trip::certificate_verify as trip;
use douyin::{Action, Client, Conclusion as _, Ending, Endpoint, ErrorCode, Outcome, StaticToken, platform};
use serde_json::{Value, json};

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("golden/shapes/generated/lib.rs");
}

use shapes::answered::{asked, asked_by_query, two};

/// What a call gives whose reply is this.
async fn replied<E: Endpoint<Code: ErrorCode>>(request: &E, body: Value) -> E::Output {
    let transport = FakeTransport::new().reply(http::StatusCode::OK, body.to_string());
    let token = StaticToken::new("clt.canary").expect("it is a token");
    let builder = Client::builder().transport(transport).token(&platform::CLIENT_TOKEN, token);
    builder.build().expect("it has a transport").send(request).await.expect("the call succeeds")
}

async fn trip(results: Value) -> Outcome<trip::Response, trip::Code> {
    let body = json!({"data": {"error_code": 0, "verify_results": results}, "extra": {"error_code": 0, "logid": "l"}});
    replied(&trip::Request::new("order-1", "token-1".parse().expect("it is a token")), body).await
}

/// A reply about one order to a request for two of its certificates.
async fn local(results: Value) -> Outcome<local::Response, local::Code> {
    let certificates = ["a", "b"].map(|id| CertificateInfo::new().certificate_id(id));
    let order = OrderInfo::new().order_id("o").certificate_info_list(certificates);
    orders([order], json!([{"order_id": "o", "certificate_verify_results": results}])).await
}

async fn orders(
    asked: impl IntoIterator<Item = OrderInfo>,
    orders: Value,
) -> Outcome<local::Response, local::Code> {
    let request =
        local::Request::new().order_info_list(asked).verify_token("token-1".parse().expect("it is a token"));
    replied(&request, json!({"err_no": 0, "log_id": "l", "data": {"order_verify_results": orders}})).await
}

fn items<C: ErrorCode>(items: &[douyin::Item<C>]) -> Vec<(Option<&str>, Option<C>)> {
    items.iter().map(|item| (item.key.as_deref(), item.code)).collect()
}

#[tokio::test]
async fn certificate_verify_ends_as_its_items_say() {
    let done = json!({"certificate_id": "a", "code": 0});
    let busy = json!({"certificate_id": "b", "code": 2_119_002, "msg": "again"});
    assert_eq!(trip(json!([done])).await.ending(), Ending::Complete);
    assert_eq!(trip(json!([busy])).await.ending(), Ending::Failed);
    for nothing in [Value::Null, json!([])] {
        let empty = trip(nothing).await;
        assert!(matches!(&empty, Outcome::Empty(_)), "{empty:?}");
        assert!(empty.complete().is_err(), "nothing is said to be done");
    }
    let without = json!({"data": {"error_code": 0}, "extra": {"error_code": 0}});
    let missing =
        replied(&trip::Request::new("order-1", "token-1".parse().expect("it is a token")), without).await;
    assert_eq!(missing.ending(), Ending::Empty);

    let Outcome::Partial(partial) = trip(json!([done, busy])).await else { panic!("one failed") };
    assert_eq!(items(&partial.failed), [(Some("b"), Some(trip::Code::LifeSystemBusy))]);
    assert_eq!(partial.reply.log_id.as_deref(), Some("l"));
    assert!(partial.missing.is_empty() && partial.unasked.is_empty(), "nobody knows what was asked for");
}

#[tokio::test]
async fn an_items_code_is_the_endpoints_own_or_kept_as_it_came() {
    let failed = trip(json!([
        {"certificate_id": "a", "code": 2_119_005, "msg": "no\u{1b}[2J"},
        {"certificate_id": "b", "code": 1208, "msg": "used"},
        {"certificate_id": "c"},
        {"certificate_id": "d", "code": 1208},
    ]))
    .await;
    let unknown = Some(trip::Code::Unknown(1208));
    let expected = [
        (Some("a"), Some(trip::Code::MerchantNotAuthorized)),
        (Some("b"), unknown),
        (Some("c"), None),
        (Some("d"), unknown),
    ];
    assert_eq!(items(failed.failed()), expected);
    let documented = failed.failed()[0].documented().expect("the page has it");
    assert_eq!(documented.action, Action::ObtainMerchantAuthorization);
    assert_eq!(failed.failed()[1].documented(), None);
    assert_eq!(failed.undocumented_codes(), [1208]);

    let told = failed.complete().expect_err("nothing succeeded").to_string();
    for part in [
        "none of its 4 items",
        "item a failed with 2119005 (应用未获商家授权): no",
        "联系合作商家",
        "1208: used",
        "(log id l)",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    assert!(!told.contains('\u{1b}'), "a message cannot drive the terminal: {told:?}");
}

#[tokio::test]
async fn verify_local_certificates_ends_as_its_items_say_if_they_are_those_asked_for() {
    let item = |id: &str, code: i64| json!({"certificate_id": id, "result_code": code});
    let complete = local(json!([item("b", 0), item("a", 0)])).await.complete().expect("both are verified");
    assert!(complete.failed.is_empty() && complete.missing.is_empty() && complete.unasked.is_empty());

    let Outcome::Partial(partial) = local(json!([item("a", 0), item("b", 2_119_005)])).await else {
        panic!("one failed")
    };
    assert_eq!(items(&partial.failed), [(Some("b"), Some(local::Code::MerchantNotAuthorized))]);
    let failed = local(json!([item("a", 7), item("b", 7)])).await;
    assert_eq!((failed.ending(), failed.undocumented_codes()), (Ending::Failed, vec![7]));
    for nothing in [Value::Null, json!([])] {
        let Outcome::Empty(empty) = local(nothing).await else { panic!("it has no item") };
        assert_eq!(empty.missing, ["a", "b"]);
    }

    for (results, missing, unasked, failed) in [
        (json!([item("a", 0)]), vec!["b"], vec![], 0),
        (json!([item("a", 0), item("b", 0), item("c", 0)]), vec![], vec!["c"], 0),
        (json!([item("x", 7), item("y", 0)]), vec!["a", "b"], vec!["x", "y"], 1),
        (json!([{"result_code": 0}, item("a", 0)]), vec!["b"], vec![], 0),
    ] {
        let outcome = local(results).await;
        assert_eq!(outcome.ending().name(), "mismatch");
        let Outcome::Mismatch(mismatch) = &outcome else { panic!("{outcome:?}") };
        assert_eq!(
            (&mismatch.missing, &mismatch.unasked, mismatch.failed.len()),
            (&owned(&missing), &owned(&unasked), failed)
        );
        let told = outcome.complete().expect_err("it is about something else").to_string();
        assert!(
            missing.iter().chain(&unasked).all(|key| told.contains(key)) && told.contains("log id l"),
            "{told}"
        );
    }
}

fn owned(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|&key| key.to_owned()).collect()
}

#[tokio::test]
async fn of_two_answers_about_one_item_the_failure_counts() {
    let twice = json!([{"certificate_id": "a", "result_code": 0}, {"certificate_id": "a", "result_code": 7}, {"certificate_id": "b", "result_code": 0}]);
    let Outcome::Partial(partial) = local(twice).await else { panic!("one answer is a failure") };
    assert_eq!(items(&partial.failed), [(Some("a"), Some(local::Code::Unknown(7)))]);
}

#[tokio::test]
async fn what_a_request_does_not_name_is_not_compared() {
    let whole = || OrderInfo::new().order_id("o");
    let named = || whole().certificate_info_list([CertificateInfo::new().certificate_id("a")]);
    let replied =
        |id: &str| json!([{"certificate_verify_results": [{"certificate_id": id, "result_code": 0}]}]);
    for unnamed in
        [whole(), whole().certificate_info_list([]), whole().certificate_info_list([CertificateInfo::new()])]
    {
        assert_eq!(orders([unnamed], replied("x")).await.ending(), Ending::Complete);
    }
    assert_eq!(orders([], replied("x")).await.ending(), Ending::Complete);
    assert_eq!(orders([named()], replied("x")).await.ending(), Ending::Mismatch);

    let beside_a_whole =
        whole().certificate_info_list([CertificateInfo::new().certificate_id("a"), CertificateInfo::new()]);
    let Outcome::Mismatch(mismatch) = orders([beside_a_whole], replied("x")).await else {
        panic!("a is missing")
    };
    assert_eq!((mismatch.missing, mismatch.unasked), (owned(&["a"]), owned(&[])), "x may be the unnamed one");
}

#[tokio::test]
async fn what_a_request_does_not_name_must_be_answered_all_the_same() {
    let beside =
        [CertificateInfo::new().certificate_id("a"), CertificateInfo::new().serial_num(7_091_678_077_126)];
    let asked = || [OrderInfo::new().certificate_info_list(beside.clone())];
    let replied = |items: Value| json!([{"certificate_verify_results": items}]);
    let a = json!({"certificate_id": "a", "result_code": 0});
    for named in [json!([a]), json!([a, a])] {
        let outcome = orders(asked(), replied(named)).await;
        assert_eq!(outcome.ending(), Ending::Partial);
        assert_eq!(items(outcome.failed()), [(None, None)], "nothing is said about the other one");
    }
    for other in [json!({"certificate_id": "b", "result_code": 0}), json!({"result_code": 0})] {
        assert_eq!(orders(asked(), replied(json!([a, other]))).await.ending(), Ending::Complete);
    }
}

#[tokio::test]
async fn items_that_had_been_done_before_are_told_from_those_done_now() {
    use shapes::answered::two::{RequestWanted, RequestWantedLinesItem};
    let request = |ids: &[&str]| {
        let lines = ids.iter().map(|&id| RequestWantedLinesItem::new().id(id));
        two::Request::new().wanted(RequestWanted::new().lines(lines))
    };
    let body = |second: &str| {
        let results = json!([{"id": "a", "code": "1208", "msg": "done"}, {"id": "b", "code": second}]);
        json!({"data": {"error_code": 0, "results": results}, "extra": {"error_code": 0}})
    };
    let done = replied(&request(&["a", "b"]), body("0")).await.complete().expect("both are done");
    assert_eq!(items(&done.already_done).len(), 1);
    assert_eq!(done.already_done[0].to_string(), "item a had been done before, says 1208: done");
    assert_eq!(done.reply.tries, 1, "after more of them it may have been this call");

    let partial = replied(&request(&["a", "b"]), body("9")).await;
    assert_eq!(
        (partial.ending(), partial.already_done().len(), partial.failed().len()),
        (Ending::Partial, 1, 1)
    );
    assert_eq!(partial.undocumented_codes(), [9], "a decision says what 1208 means");
    let other = replied(&request(&["a"]), body("0")).await;
    assert_eq!((other.ending(), other.already_done().len()), (Ending::Mismatch, 1));
    let unnamed = two::Request::new().wanted(RequestWanted::new());
    assert_eq!(replied(&unnamed, body("0")).await.ending(), Ending::Complete);
}

#[tokio::test]
async fn keys_are_integers_too_and_a_request_may_hold_nothing_but_keys() {
    let items = |ids: &[Value]| {
        let items: Vec<_> = ids.iter().map(|id| json!({"id": id, "code": 0})).collect();
        json!({"err_no": 0, "items": items})
    };
    let request = |ids: &[i64]| asked::Request::new(asked::RequestOf::new(ids.iter().copied()));
    let (large, as_text) = (json!(i64::MAX), json!("-7"));
    let complete = replied(&request(&[-7, i64::MAX]), items(&[large.clone(), as_text.clone()])).await;
    assert_eq!(complete.ending(), Ending::Complete, "an integer may come as a text");
    let Outcome::Mismatch(mismatch) = replied(&request(&[-7, 1]), items(&[large, as_text])).await else {
        panic!("1 is missing")
    };
    assert_eq!((mismatch.missing, mismatch.unasked), (owned(&["1"]), owned(&["9223372036854775807"])));
    assert_eq!(replied(&request(&[]), items(&[json!(1)])).await.ending(), Ending::Complete);

    let by_query = asked_by_query::Request::new().ids(["s1", "s2"]);
    assert_eq!(replied(&by_query, items(&[json!("s2"), json!("s1")])).await.ending(), Ending::Complete);
    assert_eq!(replied(&by_query, items(&[json!("s2")])).await.ending(), Ending::Mismatch);
    assert_eq!(
        replied(&asked_by_query::Request::new(), items(&[json!("s2")])).await.ending(),
        Ending::Complete
    );
    let sold_out = replied(&request(&[1]), json!({"err_no": 0, "items": [{"id": 1, "code": 7}]})).await;
    assert_eq!(sold_out.failed()[0].to_string(), "item 1 failed with 7 (Sold out.); advice: Take another.");
}
