//! What is refused before it is sent.

use douyin::fake::FakeTransport;
use douyin::{Endpoint, Error, NotSentReason};

use super::{BOTH_ZERO, client, replying};
use crate::shapes::group::every_shape::{
    Inner, Request, RequestByShopValueItem, RequestGridItemItem, RequestPart,
};

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
    use crate::shapes::group::constrained::{Request, RequestAddress, RequestLinesItem, RequestMain};
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
    use crate::shapes::group::constrained::Request;
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
    use crate::shapes::group::constrained::{
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
