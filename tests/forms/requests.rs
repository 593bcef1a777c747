//! What arrives for each form of a request.

use douyin::{Endpoint, IdempotencyToken, Repetition};

use super::{FLAT, NESTED, client};
use crate::shapes::{group, sent};
use crate::support::server::{Server, reply};

/// What arrives at a server that answers so, without the header that names the server.
pub async fn arrives<E: Endpoint<Code: std::fmt::Debug>>(request: &E, answer: &str) -> String {
    let server = Server::start(vec![reply("200 OK", "", answer)]).await;
    client(&server).send(request).await.map(drop).expect("it succeeds");
    let [arrived] = &server.texts()[..] else { panic!("one request arrives") };
    arrived.replacen(&format!("host: {}\r\n", server.address), "", 1)
}

/// A request of HTTP: its lines, and its body.
fn http(lines: &[&str], body: &str) -> String {
    format!("{}\r\naccept: */*\r\n\r\n{body}", lines.join("\r\n"))
}

#[tokio::test]
async fn a_get_is_its_url() {
    let arrived = arrives(&sent::bare_get::Request::new(), FLAT).await;
    let metas = [sent::bare_get::Request::META, sent::typed_get::Request::META];
    assert_eq!(metas.map(|meta| meta.repetition), [Repetition::Harmless, Repetition::Harmful]);
    assert_eq!(arrived, http(&["GET /sent/bare/ HTTP/1.1"], ""));

    let lists = sent::typed_get::Request::new().ids([1, -2]).names(["a b", "景"]).filter(["x\"", ","]);
    let target = "GET /sent/typed/?ids=1%2C-2&names%5B%5D=a%20b&names%5B%5D=%E6%99%AF&filter=%5B%22x%5C%22%22%2C%22%2C%22%5D HTTP/1.1";
    let expected = http(&[target, "content-type: application/json", "access-token: c.1"], "");
    assert_eq!(
        arrives(&lists, FLAT).await,
        expected,
        "the page asks for the type of a body that is not there"
    );

    let arrived = arrives(&group::embodied::Request::new().id(1), NESTED).await;
    let head = ["GET /emptied/ HTTP/1.1", "content-type: application/json", "content-length: 8"];
    assert!(arrived.starts_with(head[0]) && arrived.ends_with("\r\n\r\n{\"id\":1}"), "{arrived}");
    assert!(head.iter().all(|line| arrived.contains(&format!("{line}\r\n"))), "{arrived}");
}

#[tokio::test]
async fn a_post_is_its_body() {
    let arrived = arrives(&sent::json::Request::new("景\"").page(2), FLAT).await;
    let head = ["POST /sent/json/?page=2 HTTP/1.1", "content-type: application/json", "x-token: u.1"];
    assert_eq!(arrived, http_with_length(&head, "{\"id\":\"景\\\"\"}"));

    let arrived = arrives(&sent::empty::Request::new(), FLAT).await;
    assert_eq!(arrived, http(&["POST /sent/empty HTTP/1.1", "content-length: 0"], ""));

    let form = group::posted::Request::new("a b", "&").scopes(["x", "y"]).number(-7);
    let head = ["POST /posted/ HTTP/1.1", "content-type: application/x-www-form-urlencoded"];
    let body = "code=a%20b&secret=%26&grant_type=code&scopes=x%2Cy&number=-7";
    assert_eq!(arrives(&form, NESTED).await, http_with_length(&head, body));
}

/// A request that says how long its body is.
fn http_with_length(lines: &[&str], body: &str) -> String {
    let length = format!("content-length: {}", body.len());
    let head = http(lines, "");
    format!("{}{length}\r\n\r\n{body}", head.strip_suffix("\r\n").expect("a line is empty"))
}

#[tokio::test]
async fn a_file_arrives_as_it_is() {
    let image = douyin::File::new("景.png", &b"\x89PNG\0\r\n--"[..]).content_type("image/png");
    let request = group::uploaded::Request::new("user", image, 1);
    let server = Server::start(vec![reply("200 OK", "", NESTED)]).await;
    client(&server).send(&request).await.expect("both codes are 0");
    let arrived = server.requests().remove(0);
    let line = "--part-of-a-form-0000000000000000";
    let body = [
        format!("{line}\r\ncontent-disposition: form-data; name=\"image\"; filename=\"景.png\"\r\ncontent-type: image/png\r\n\r\n").as_bytes(),
        b"\x89PNG\0\r\n--\r\n",
        format!("{line}\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\n1\r\n{line}--\r\n").as_bytes(),
    ]
    .concat();
    let head = format!(
        "POST /uploaded/?open_id=user HTTP/1.1\r\ncontent-type: multipart/form-data; boundary={}\r\naccept: */*\r\n\
         host: {}\r\ncontent-length: {}\r\n\r\n",
        &line[2..],
        server.address,
        body.len(),
    );
    assert_eq!(
        String::from_utf8_lossy(&arrived),
        String::from_utf8_lossy(&[head.as_bytes(), &body].concat())
    );
    assert!(arrived.ends_with(&body));
}

pub fn id() -> IdempotencyToken {
    IdempotencyToken::new("1").expect("it is a token")
}

#[tokio::test]
async fn a_token_travels_in_its_place_alone() {
    let json = "content-type: application/json";
    let in_url = "POST /sent/by_query/?access_token=s%2F1%26x%3D%23&page=3 HTTP/1.1";
    let arrived = arrives(&sent::by_query::Request::new(3, id(), "a"), FLAT).await;
    assert_eq!(arrived, http_with_length(&[in_url, json], r#"{"id":"1","action":"a"}"#));

    let arrived = arrives(&sent::by_object::Request::new(id()), FLAT).await;
    assert_eq!(
        arrived,
        http_with_length(&["POST /sent/by_object/ HTTP/1.1", json], r#"{"token":"p\"1&","id":"1"}"#)
    );

    let form = "content-type: application/x-www-form-urlencoded";
    let arrived = arrives(&sent::by_form::Request::new("1"), FLAT).await;
    assert_eq!(arrived, http_with_length(&["POST /sent/by_form/ HTTP/1.1", form], "token=p%221%26&id=1"));

    let arrived = arrives(&sent::by_part::Request::new(douyin::File::new("f", "x")), FLAT).await;
    let line = "--part-of-a-form-0000000000000000\r\ncontent-disposition: form-data; name=";
    let parts = format!(
        "{line}\"token\"\r\n\r\np\"1&\r\n{line}\"file\"; filename=\"f\"\r\ncontent-type: application/octet-stream\r\n\r\nx\r\n\
         --part-of-a-form-0000000000000000--\r\n"
    );
    let parts_head = "content-type: multipart/form-data; boundary=part-of-a-form-0000000000000000";
    assert_eq!(arrived, http_with_length(&["POST /sent/by_part/ HTTP/1.1", parts_head], &parts));
}

#[tokio::test]
async fn an_idempotency_token_stands_where_the_page_has_it() {
    let id = IdempotencyToken::new("id-~!5").expect("it is a token");
    let arrived = arrives(&sent::token_in_header::Request::new(id), FLAT).await;
    let head =
        ["POST /sent/token_in_header/ HTTP/1.1", "x-request-id: id-~!5", "content-type: application/json"];
    assert_eq!(arrived, http_with_length(&head, "{}"));

    let number = |text: &str| IdempotencyToken::new(text).expect("it is a token");
    let form = sent::token_of_digits::Request::new().number(number("12345678"));
    let head = ["POST /sent/token_of_digits/ HTTP/1.1", "content-type: application/x-www-form-urlencoded"];
    assert_eq!(arrives(&form, FLAT).await, http_with_length(&head, "number=12345678"));

    // What else the page says of the field holds as before.
    for (wrong, told) in [
        (form.clone().number(number("1234567x")), "number must be digits and nothing else"),
        (form.clone().other_number("12345678"), "other_number must differ from number"),
        (form.clone().number(number("7")), "other_number must be given when number is 7"),
    ] {
        let server = Server::start(vec![]).await;
        let error = client(&server).send(&wrong).await.expect_err("it is refused");
        assert!(error.to_string().contains(told), "{error}");
    }
    assert!(sent::token_of_digits::Request::new().idempotency_token().is_none());
}
