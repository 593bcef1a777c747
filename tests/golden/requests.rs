//! What goes over the wire.

use std::collections::BTreeMap;

use douyin::{IdempotencyToken, Number};
use serde_json::{Value, json};

use super::{BOTH_ZERO, client, replying, request};
use crate::shapes::group::every_shape::{RequestByShopValueItem, RequestGridItemItem};

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

#[tokio::test]
async fn every_form_of_a_query_goes_over_the_wire() {
    use crate::shapes::Groups as _;
    use crate::shapes::group::queried::{Request, RequestFilter};
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
    use crate::shapes::group::posted::Request;
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
    use crate::shapes::group::uploaded::{Request, RequestTags};
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
    use crate::shapes::Groups as _;
    let transport = replying(BOTH_ZERO).reply(http::StatusCode::OK, BOTH_ZERO);
    let client = client(&transport);
    client.group().emptied(&crate::shapes::group::emptied::Request::new()).await.expect("both codes are 0");
    client
        .group()
        .embodied(&crate::shapes::group::embodied::Request::new().id(1))
        .await
        .expect("both codes are 0");
    let sent: Vec<_> =
        transport.requests().iter().map(|sent| (sent.method().to_string(), sent.body().clone())).collect();
    assert_eq!(sent, [("POST".to_owned(), "".into()), ("GET".to_owned(), r#"{"id":1}"#.into())]);
}
