//! Tiny specs and the whole trees that are generated from them, compiled and called.
//!
//! `tests/README.md` says how to write the trees anew.

mod support;

use std::collections::BTreeMap;
use std::path::PathBuf;

use douyin::fake::FakeTransport;
use douyin::{
    Client, Endpoint, Error, ErrorCode as _, IdempotencyToken, NoRetry, NotSentReason, Number, Outcome,
    StaticToken,
};
use douyin_codegen::configure;
use serde_json::{Value, json};

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod minimal {
    include!("golden/minimal/generated/lib.rs");
}
#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("golden/shapes/generated/lib.rs");
}
#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod texts {
    include!("golden/texts/generated/lib.rs");
}

use shapes::group::every_shape::{
    Code, Inner, Request, RequestByShopValueItem, RequestGridItemItem, RequestPart,
};

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

#[tokio::test]
async fn every_shape_of_a_request_goes_over_the_wire() {
    let transport = replying("{}");
    let full = request()
        .x_optional("four")
        .numbers([Number::from(1), Number::try_from(0.25).expect("it is finite")])
        .integers([2, 3])
        .optional_secret("canary")
        .price(100)
        .log_id(IdempotencyToken::new("log-1").expect("it is a token"))
        .private(false)
        .first("1")
        .guessed("g")
        .labels([("颜色", "红")])
        .grid([vec![RequestGridItemItem::new().x("a")], vec![]])
        .by_shop([("1", vec![RequestByShopValueItem::new().z("b")])]);
    assert!(!format!("{full:?}").contains("canary"));
    let _ = client(&transport).send(&full).await;
    let sent = &transport.requests()[0];
    let headers: BTreeMap<_, _> =
        sent.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect();
    assert_eq!(headers["x-token"], b"u.1");
    assert_eq!(
        (headers["x-required"], headers["x-fixed"], headers["x_optional"]),
        (&b"header"[..], &b"always"[..], &b"four"[..])
    );
    assert_eq!(sent.uri(), "https://other.example.com/every/shape.v1/");
    assert_eq!(
        serde_json::from_slice::<Value>(sent.body()).expect("it is JSON"),
        json!({
            "text": "text", "secret": "canary", "whole": 1, "wide": i64::MIN, "either": 7, "decimal": 0.5, "truth": true,
            "part": {"type": "kind"}, "parts": [{"self": "xy"}], "texts": ["a"], "numbers": [1, 0.25], "integers": [2, 3],
            "mode": "plain", "optional_secret": "canary", "price": 100, "LogID": "log-1", "_private": false, "1st": "1",
            "guessed": "g", "labels": {"颜色": "红"}, "grid": [[{"x": "a"}], []], "by_shop": {"1": [{"z": "b"}]},
        })
    );
}

const BOTH_ZERO: &str = r#"{"head":{"code":0},"tail":{"code":0}}"#;

#[tokio::test]
async fn every_form_of_a_query_goes_over_the_wire() {
    use shapes::Groups as _;
    use shapes::group::queried::{Request, RequestFilter};
    let transport = replying(BOTH_ZERO);
    let full = Request::new("a b&c", ["x", "景"])
        .kind(-1)
        .price(u64::MAX)
        .truth(true)
        .secret("canary")
        .brackets([1, 2])
        .list([0.5])
        .filter(RequestFilter::new().name("n"))
        .map([("k", "v")]);
    assert!(!format!("{full:?}").contains("canary"));
    client(&transport).group().queried(&full).await.expect("both codes are 0");
    let sent = &transport.requests()[0];
    assert_eq!((sent.method().as_str(), sent.body().len()), ("GET", 0));
    let query = "text=a%20b%26c&type=-1&price=18446744073709551615&truth=true&secret=canary&comma=x%2C%E6%99%AF\
        &brackets%5B%5D=1&brackets%5B%5D=2&list=%5B0.5%5D&filter=%7B%22name%22%3A%22n%22%7D&map=%7B%22k%22%3A%22v%22%7D";
    assert_eq!(sent.uri(), format!("https://other.example.com/queried/?{query}").as_str());

    let wrong = Request::new("", ["a,b"]).brackets([1, 2, 3]).filter(RequestFilter::new().name("long"));
    let error = client(&transport).send(&wrong).await.expect_err("it is refused");
    let told = error.to_string();
    for rule in
        ["brackets must have at most 2 items", "filter.name must have at most 3 bytes", "comma[0] must not"]
    {
        assert!(told.contains(rule), "{told}");
    }
}

#[tokio::test]
async fn a_form_goes_over_the_wire() {
    use shapes::group::posted::Request;
    let transport = replying(BOTH_ZERO);
    let form = Request::new("a b", "canary&").scopes(["x", "y"]).number(7);
    assert!(!format!("{form:?}").contains("canary"));
    client(&transport).send(&form).await.expect("both codes are 0");
    let sent = &transport.requests()[0];
    assert_eq!(sent.headers()["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(sent.body(), "code=a%20b&secret=canary%26&grant_type=code&scopes=x%2Cy&number=7");
    let error = client(&transport).send(&Request::new("", "")).await.expect_err("it is refused");
    assert!(error.to_string().contains("code must have at least 1 byte"), "{error}");
}

#[tokio::test]
async fn a_file_goes_over_the_wire() {
    use shapes::group::uploaded::{Request, RequestTags};
    let transport = replying(BOTH_ZERO);
    let image = douyin::File::new("景.png", &b"\x89PNG"[..]).content_type("image/png");
    let form = Request::new("user", image, 1).tags(RequestTags::new().a("b"));
    client(&transport).send(&form).await.expect("both codes are 0");
    let sent = &transport.requests()[0];
    assert_eq!(sent.uri(), "https://other.example.com/uploaded/?open_id=user");
    let boundary = "part-of-a-form-0000000000000000";
    assert_eq!(sent.headers()["content-type"], format!("multipart/form-data; boundary={boundary}").as_str());
    let part = |head: &str, value: &[u8]| {
        let head = format!("--{boundary}\r\ncontent-disposition: form-data; {head}\r\n\r\n");
        [head.as_bytes(), value, b"\r\n"].concat()
    };
    let expected = [
        part("name=\"image\"; filename=\"景.png\"\r\ncontent-type: image/png", b"\x89PNG"),
        part("name=\"kind\"", b"1"),
        part("name=\"tags\"", br#"{"a":"b"}"#),
        format!("--{boundary}--\r\n").into_bytes(),
    ];
    assert_eq!(sent.body(), &expected.concat());
}

#[tokio::test]
async fn a_body_is_sent_where_there_is_one() {
    use shapes::Groups as _;
    let transport = replying(BOTH_ZERO).reply(http::StatusCode::OK, BOTH_ZERO);
    let client = client(&transport);
    client.group().emptied(&shapes::group::emptied::Request::new()).await.expect("both codes are 0");
    client.group().embodied(&shapes::group::embodied::Request::new().id(1)).await.expect("both codes are 0");
    let sent: Vec<_> =
        transport.requests().iter().map(|sent| (sent.method().to_string(), sent.body().clone())).collect();
    assert_eq!(sent, [("POST".to_owned(), "".into()), ("GET".to_owned(), r#"{"id":1}"#.into())]);
}

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
async fn every_constraint_is_checked_with_its_path() {
    let wrong = Request::new(
        "h",
        "t",
        "s",
        1,
        1,
        1,
        0.0,
        false,
        RequestPart::new(""),
        [Inner::new().own("x")],
        [""; 0],
    )
    .x_optional("五个字符了")
    .grid([vec![], vec![RequestGridItemItem::new(), RequestGridItemItem::new().x("aa")]])
    .by_shop([("店", vec![RequestByShopValueItem::new().z("bb")])]);
    let error = client(&FakeTransport::new()).send(&wrong).await.expect_err("it is refused");
    let Error::NotSent(not_sent) = error else { panic!("{error:?}") };
    let NotSentReason::Invalid(violations) = not_sent.reason else { panic!("{not_sent:?}") };
    let told: Vec<_> = violations.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "X_Optional must have at most 4 characters, and has 5",
            "texts must have at least 1 item, and has 0",
            "parts[0].self must have at least 2 bytes, and has 1",
            "grid[1][1].x must have at most 1 byte, and has 2",
            "by_shop[\"店\"][0].z must have at most 1 byte, and has 2",
            "header X_Optional must be visible ASCII, with no space at its ends",
        ]
    );
}

/// What is wrong with a request that must not be sent.
async fn violations<E: Endpoint>(request: &E) -> Vec<String> {
    let transport = FakeTransport::new();
    let Err(Error::NotSent(not_sent)) = client(&transport).send(request).await else {
        panic!("it is refused");
    };
    assert!(transport.requests().is_empty());
    let NotSentReason::Invalid(violations) = not_sent.reason else { panic!("{not_sent:?}") };
    violations.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn what_meets_every_rule_is_sent() {
    use shapes::group::constrained::{Request, RequestAddress, RequestLinesItem, RequestMain};
    let special = Request::new("other", "09:00:00").phone("1").size(-1).share(-1.0).day("any").level(1);
    let full = Request::new("express", "09:00:00")
        .x_shop("007")
        .cursor("c")
        .size(100)
        .gift(true)
        .price(1)
        .share(0.99)
        .rate(-0.5)
        .offset(4)
        .guessed(7)
        .day("2024-02-29")
        .compact_day("20240229")
        .moment("2024-02-29 23:59:59")
        .closes("09:00:00")
        .image("https://example.com/a.png")
        .link("a%20b")
        .picture("YQ==")
        .code("0042")
        .texts(["a", "b"])
        .integers([1, 2])
        .mail("m")
        .address(RequestAddress::new().city("c"))
        .main(RequestMain::new(3))
        .lines([RequestLinesItem::new(4, 10).end(10).note("n").tag("t"), RequestLinesItem::new(5, 10)])
        .from("2024-01-31");
    for request in [special, full] {
        client(&replying(BOTH_ZERO)).send(&request).await.expect("both codes are 0");
    }
}

#[tokio::test]
async fn what_breaks_a_rule_of_one_field_is_refused_with_its_path() {
    use shapes::group::constrained::Request;
    let wrong = Request::new("other", "24:00:00")
        .x_shop("a")
        .page(0)
        .size(0)
        .phone("1")
        .price(0)
        .share(1.0)
        .rate(-1.0)
        .offset(-5)
        .day("2024-02-30")
        .compact_day("20240231")
        .moment("2024-01-31")
        .image("ftp://example.com")
        .link("a b")
        .picture("a b")
        .code("12345")
        .texts(["a", "b", "a"]);
    let sentences = [
        "x-shop must be digits and nothing else",
        "page must be at least 1",
        "size must be at least 1 and at most 100",
        "price must be more than 0",
        "share must be at least 0 and less than 1",
        "rate must be more than -1 and at most 1",
        "offset must be at least -4 and less than 5",
        "day must be a date, as in 2024-01-31",
        "compact_day must be a date, as in 20240131",
        "moment must be a date and a time, as in 2024-01-31 12:00:00",
        "opens must be a time, as in 12:00:00",
        "image must be an address that starts with http:// or https:// and is visible ASCII",
        "link must be encoded for a URL",
        "picture must be base64",
        "code must have at most 4 bytes, and has 5",
        "texts[2] must differ from texts[0]",
    ];
    assert_eq!(violations(&wrong).await, sentences);
}

#[tokio::test]
async fn what_breaks_a_rule_of_several_fields_is_refused_with_its_path() {
    use shapes::group::constrained::{
        Request, RequestAddress, RequestLinesItem, RequestLinesItemLabelsValueItem as Label, RequestMain,
    };
    let wrong = Request::new("same_day", "18:00:00").closes("09:00:00").page(1).cursor("c");
    let sentences = [
        "phone must be given, or else mail",
        "cursor must not be given together with page",
        "address must be given when kind is express or same_day",
        "closes must not be before opens",
    ];
    assert_eq!(violations(&wrong).await, sentences);

    let line = RequestLinesItem::new(1, 10);
    let labels = [("红", vec![Label::new().id(1), Label::new().id(9)])];
    let wrong = Request::new("other", "09:00:00")
        .phone("1")
        .mail("m")
        .size(100)
        .gift(true)
        .price(1)
        .from("2024-01-02")
        .to("2024-01-01")
        .address(RequestAddress::new())
        .main(RequestMain::new(1))
        .lines([line.clone().end(9).tag("t"), line.labels(labels)])
        .integers([9]);
    let sentences = [
        "mail must not be given together with phone",
        "level must be given when size is -1 or 100 and page is absent and x-shop is absent",
        "to must not be before from",
        "lines[0].id must differ from main.id",
        "lines[1].id must differ from main.id",
        "lines[1].labels[\"红\"][0].id must differ from main.id",
        "integers[0] must differ from lines[1].labels[\"红\"][1].id",
        "address.street must be given, or else city",
        "lines[0].note must be given together with tag",
        "lines[0].end must not be below start",
    ];
    assert_eq!(violations(&wrong).await, sentences);

    let gift = Request::new("other", "09:00:00").phone("1").gift(true).price(1).level(1);
    assert_eq!(violations(&gift).await, ["price must not be given when gift is true and level is given"]);
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
