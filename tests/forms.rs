//! Every form of a request and every kind of reply that the language can say, over the real transport and against a real
//! HTTP server on loopback: the exact bytes that arrive, and what each reply is taken for.

mod support;

use douyin::{
    Client, Download, Endpoint, Error, ExposeSecret, IdempotencyToken, Outcome, Repetition, RetryPolicy,
    StaticToken, TokenKind, TokenProvider, UnknownReason, Verdict,
};
use support::server::{Server, reply};

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("golden/shapes/generated/lib.rs");
}

use shapes::{answered, group, platform, sent};

const FLAT: &str = r#"{"err_no":0}"#;
const NESTED: &str = r#"{"head":{"code":0},"tail":{"code":0}}"#;

fn token(text: &str) -> StaticToken {
    StaticToken::new(text).expect("it is a token")
}

/// A client of the server, with a token of each kind.
fn client(server: &Server) -> Client {
    let kinds: [(&'static TokenKind, &str); 4] = [
        (&platform::USER_TOKEN, "u.1"),
        (&platform::CLIENT_TOKEN, "c.1"),
        (&platform::SHOP_TOKEN, "s/1&x=#"),
        (&platform::PARTNER_TOKEN, "p\"1&"),
    ];
    let client =
        kinds.into_iter().fold(server.client(), |client, (kind, text)| client.token(kind, token(text)));
    client.build().expect("it builds")
}

/// What arrives at a server that answers so, without the header that names the server.
async fn arrives<E: Endpoint<Code: std::fmt::Debug>>(request: &E, answer: &str) -> String {
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

fn id() -> IdempotencyToken {
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

/// Gives another token each time.
struct Changing(std::sync::atomic::AtomicU32);

impl TokenProvider for Changing {
    fn access_token(&self) -> douyin::BoxFuture<'_, Result<douyin::AccessToken, douyin::token::TokenError>> {
        let number = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let token = douyin::AccessToken::new(format!("canary.{number}")).expect("it is a token");
        Box::pin(std::future::ready(Ok(token)))
    }
}

struct Again;

impl RetryPolicy for Again {
    fn after(&self, attempt: &douyin::Attempt) -> Verdict {
        if attempt.number < 3 {
            Verdict::RetryWithin(std::time::Duration::ZERO..=std::time::Duration::ZERO)
        } else {
            Verdict::Stop
        }
    }
}

/// What arrives at each of three tries of a call that breaks off, and the error.
async fn three_tries<E: Endpoint<Code: std::fmt::Debug>>(
    kind: &'static TokenKind,
    request: &E,
) -> (Vec<String>, Error<E::Code>)
where
    E::Output: std::fmt::Debug,
{
    let server = Server::start(vec![vec![]; 3]).await;
    let client = server.client().retry_policy(Again).token(kind, Changing(0.into())).build();
    let error = client.expect("it builds").send(request).await.expect_err("it breaks off");
    (server.texts(), error)
}

#[tokio::test]
async fn a_try_differs_by_its_token_alone_and_no_error_tells_it() {
    let in_query = three_tries(&platform::SHOP_TOKEN, &sent::by_query::Request::new(3, id(), "a")).await;
    let (tries, error) = three_tries(&platform::PARTNER_TOKEN, &sent::by_object::Request::new(id())).await;
    for (tries, told) in [
        (in_query.0, format!("{:?} {}", in_query.1, chain(&in_query.1))),
        (tries, format!("{error:?} {}", chain(&error))),
    ] {
        let without: Vec<_> =
            (0..3).map(|number| tries[number].replacen(&format!("canary.{number}"), "", 1)).collect();
        assert!(without.iter().all(|one| *one == without[0] && !one.contains("canary")), "{tries:?}");
        assert!(!told.contains("canary"), "{told}");
    }
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |told, cause| format!("{told}: {cause}"))
}

/// What one reply is taken for.
async fn answered<E: Endpoint>(request: &E, reply: Vec<u8>) -> Result<E::Output, Error<E::Code>> {
    client(&Server::start(vec![reply]).await).send(request).await
}

/// The same of a reply of 200.
async fn ok<E: Endpoint>(request: &E, body: &str) -> Result<E::Output, Error<E::Code>> {
    answered(request, reply("200 OK", "", body)).await
}

/// What an error is, in a word, with its code and message.
fn told<T, C: douyin::ErrorCode>(result: Result<T, Error<C>>) -> String {
    let Err(error) = result else { return "success".to_owned() };
    let kind = match &error {
        Error::NotSent(_) => "not sent",
        Error::Rejected(_) => "rejected",
        Error::OutcomeUnknown(unknown) => match unknown.reason {
            UnknownReason::Code => "code",
            UnknownReason::Undecodable(_) => "undecodable",
            UnknownReason::Status => "status",
            _ => "unknown",
        },
    };
    let answer = error
        .answer()
        .map(|answer| format!(" {} {}", answer.code.code(), answer.message.as_deref().unwrap_or_default()));
    format!("{kind}{}", answer.unwrap_or_default())
}

#[tokio::test]
async fn one_code_at_the_top() {
    let request = answered::flat::Request::new();
    let success = ok(&request, r#"{"err_no":"0","log_id":"l","data":{"id":"1"}}"#).await.expect("it is 0");
    assert_eq!(success.log_id.as_deref(), Some("l"));
    let refused = ok(&request, r#"{"err_no":7,"err_msg":"no"}"#).await.expect_err("it is 7");
    assert_eq!(refused.code(), Some(answered::flat::Code::Refused));
    assert_eq!(told(ok(&request, r#"{"err_no":8,"err_msg":"no"}"#).await), "code 8 no");
    for body in ["{}", r#"{"err_no":null}"#, r#"{"data":{}}"#] {
        assert_eq!(told(ok(&request, body).await), "undecodable", "{body}");
    }
    let error = answered(&request, reply("502 Bad Gateway", "X-Log-Id: h\r\n", "<html>"))
        .await
        .expect_err("it is 502");
    assert_eq!(error.log_id(), Some("h"), "the header has it where the body has none");
}

#[tokio::test]
async fn two_codes_and_items_with_codes_of_their_own() {
    let request = answered::two::Request::new();
    let with = |results: &str| {
        format!(
            r#"{{"data":{{"error_code":0,"results":[{results}]}},"extra":{{"error_code":0,"logid":"l"}}}}"#
        )
    };
    let done = r#"{"id":"a","code":"0"},{"id":"b","code":"200"}"#;
    let complete = ok(&request, &with(done)).await.expect("both are 0").complete().expect("all are done");
    assert_eq!(complete.reply.response.payload().map(|data| data.results.len()), Some(2));
    assert!(complete.already_done.is_empty());

    let repeated = with(r#"{"id":"a","code":"1208"},{"id":"b","code":"-2"}"#);
    let repeated = ok(&request, &repeated).await.expect("both are 0").complete().expect("all are done");
    let keys: Vec<_> = repeated.already_done.iter().filter_map(|item| item.key.as_deref()).collect();
    assert_eq!(keys, ["a", "b"]);

    let partial = with(r#"{"id":"a","code":"1208"},{"id":"b","code":"2"},{"id":"c","code":"OK"},{"id":"d"}"#);
    let partial = ok(&request, &partial).await.expect("both are 0");
    let failed: Vec<_> = partial.failed().iter().map(ToString::to_string).collect();
    assert_eq!(failed, ["item b failed with 2", "item c has no code", "item d has no code"]);
    assert_eq!(partial.already_done().len(), 1);
    assert!(matches!(ok(&request, &with("")).await, Ok(Outcome::Empty(_))));

    let one = r#"{"data":{"error_code":0},"extra":{"error_code":5,"description":"no"}}"#;
    assert_eq!(told(ok(&request, one).await), "code 5 no");
    assert_eq!(told(ok(&request, r#"{"data":{"error_code":0}}"#).await), "undecodable");
}

#[tokio::test]
async fn a_code_around_codes() {
    let request = answered::inner::Request::new();
    for data in [r#"{"data":[{"id":"1"}]}"#, r#"{"data":[{"id":"1"}],"extra":{"error_code":0}}"#] {
        let success =
            ok(&request, &format!(r#"{{"err_no":0,"data":{data}}}"#)).await.expect("no code is wrong");
        assert_eq!(success.response.payload()[0].id.as_deref(), Some("1"));
    }
    let empty = ok(&request, r#"{"err_no":0}"#).await.expect("its code is 0");
    assert!(empty.response.payload().is_empty());
    let inner = r#"{"err_no":0,"data":{"data":[],"extra":{"error_code":"5","description":"no"}}}"#;
    assert_eq!(told(ok(&request, inner).await), "code 5 no");
    assert_eq!(told(ok(&request, r#"{"err_no":5,"err_msg":"no","data":""}"#).await), "code 5 no");
    assert_eq!(
        told(ok(&request, r#"{"data":{"error_code":0,"extra":{"error_code":0}}}"#).await),
        "undecodable"
    );
    assert_eq!(told(ok(&request, r#"{"err_no":0,"data":{"error_code":true}}"#).await), "undecodable");
}

#[tokio::test]
async fn a_token_or_a_code() {
    let request = answered::oauth::Request::new();
    let granted =
        r#"{"data":{"access_token":"canary","expires_in":"7200","error_code":0},"message":"success"}"#;
    let granted = ok(&request, granted).await.expect("it is granted");
    assert!(!format!("{granted:?}").contains("canary"));
    let refused = r#"{"data":{"description":"","error_code":10008},"message":"error"}"#;
    assert_eq!(told(ok(&request, refused).await), "code 10008 error");
    assert_eq!(told(ok(&request, r#"{"message":"success"}"#).await), "undecodable");
}

#[tokio::test]
async fn codes_in_other_places() {
    let request = answered::twice_err::Request::new();
    let success = ok(&request, r#"{"err":{"err_code":0},"items":["a"]}"#).await.expect("it is 0");
    assert_eq!(success.response.payload(), ["a"]);
    assert_eq!(told(ok(&request, r#"{"err":{"err_code":5,"err_msg":"no"}}"#).await), "code 5 no");
    assert_eq!(told(ok(&request, r#"{"items":["a"]}"#).await), "undecodable");

    let request = answered::base::Request::new();
    assert_eq!(told(ok(&request, r#"{"BaseResp":{"StatusCode":0},"Value":"v"}"#).await), "success");
    assert_eq!(
        told(ok(&request, r#"{"BaseResp":{"StatusCode":5,"StatusMessage":"no"}}"#).await),
        "code 5 no"
    );
    assert_eq!(told(ok(&request, r#"{"BaseResp":{},"Value":"v"}"#).await), "undecodable");

    let request = answered::beside::Request::new();
    let success =
        ok(&request, r#"{"counts":{"a":1},"extra":{"error_code":0,"logid":"l"}}"#).await.expect("it is 0");
    assert_eq!(success.response.payload().map(|counts| counts["a"]), Some(1));
    assert_eq!(told(ok(&request, r#"{"extra":{"error_code":5,"description":"no"}}"#).await), "code 5 no");
    assert_eq!(told(ok(&request, r#"{"counts":{"a":1}}"#).await), "undecodable");

    let request = answered::thousand::Request::new();
    for code in ["0", "10000", "\"10000\""] {
        assert_eq!(told(ok(&request, &format!(r#"{{"code":{code}}}"#)).await), "success", "{code}");
    }
    assert_eq!(told(ok(&request, r#"{"code":1,"msg":"no"}"#).await), "code 1 no");
}

#[tokio::test]
async fn replies_whose_success_has_no_code() {
    let bare = group::bare::Request::new();
    assert_eq!(told(ok(&bare, r#"{"value":"v"}"#).await), "success");
    assert_eq!(told(answered(&bare, reply("400 Bad Request", "", r#"{"value":"v"}"#)).await), "status");

    let request = answered::on_failure::Request::new();
    let granted =
        ok(&request, r#"{"access_token":"canary","expires_in":7200}"#).await.expect("no code is there");
    assert_eq!(granted.response.payload().map(ExposeSecret::expose_secret), Some("canary"));
    assert!(!format!("{granted:?}").contains("canary"));
    let refused = ok(&request, r#"{"errno":7,"message":"no"}"#).await.expect_err("it is 7");
    assert_eq!(refused.code(), Some(answered::on_failure::Code::Refused));
    assert_eq!(told(ok(&request, r#"{"errno":9,"message":"no","access_token":"x"}"#).await), "code 9 no");
    for body in ["{}", r#"{"err_no":7}"#, r#"{"message":"no"}"#, r#"{"access_token":null}"#, "[]", ""] {
        assert_eq!(told(ok(&request, body).await), "undecodable", "{body}");
    }
    let status = reply("500 Internal Server Error", "", r#"{"access_token":"x"}"#);
    assert_eq!(told(answered(&request, status).await), "status");

    let request = answered::no_code::Request::new();
    let success = ok(&request, r#"{"data":{"value":0},"payload":"p"}"#).await.expect("it has a payload");
    assert_eq!(
        (success.response.payload(), success.response.other_payload.as_deref()),
        (Some(&0), Some("p"))
    );
    assert_eq!(told(ok(&request, r#"{"data":{},"error_code":5}"#).await), "undecodable");
}

#[tokio::test]
async fn a_file_or_an_envelope() {
    let request = answered::file::Request::new("1");
    let bytes = b"PK\x03\x04\0\xff{}";
    let headers = "content-type: application/zip\r\nx-log-id: l\r\n";
    let reply_200 = answered(&request, reply("200 OK", headers, bytes)).await.expect("it is a file");
    let Download { content, content_type, .. } = &reply_200.response;
    assert_eq!((&content[..], content_type.as_deref()), (&bytes[..], Some("application/zip")));
    assert_eq!((reply_200.log_id.as_deref(), reply_200.tries), (Some("l"), 1));

    let refused = answered(&request, reply("200 OK", headers, r#"{"err_no":7,"log_id":"m"}"#))
        .await
        .expect_err("it is 7");
    assert_eq!((refused.code(), refused.log_id()), (Some(answered::file::Code::Refused), Some("m")));
    let json = "content-type: application/json\r\n";
    assert_eq!(
        told(answered(&request, reply("200 OK", json, r#"{"err_no":9,"err_msg":"no"}"#)).await),
        "code 9 no"
    );
    for (headers, body) in [
        (json, r#"{"err_no":0}"#),
        (json, "PK"),
        ("", r#"{"err_no":0}"#),
        (headers, r#"{"err_n"#),
        ("", "[]"),
        ("", ""),
        ("content-type: text/html\r\n", "busy"),
        ("content-encoding: gzip\r\n", "\u{1f}\u{8b}"),
    ] {
        assert_eq!(
            told(answered(&request, reply("200 OK", headers, body)).await),
            "undecodable",
            "{headers} {body}"
        );
    }
    assert_eq!(told(answered(&request, reply("502 Bad Gateway", headers, bytes)).await), "status");
    assert_eq!(told(answered(&request, reply("429 Too Many Requests", "", "slow down")).await), "rejected");
    let cut = reply("200 OK", headers, bytes);
    assert_eq!(told(answered(&request, cut[..cut.len() - 3].to_vec()).await), "unknown");
}
