// What the client of a generated crate does, as lines: how often it tries and how a call ends, what it refuses to send, what
// it shows, and how it carries a token. `shop` is the generated crate.

use douyin_runtime::fake::FakeTransport;
use douyin_runtime::http::StatusCode;
use douyin_runtime::{Client, Endpoint, Error, Grant, IdempotencyToken, StaticToken};
use shop::orders::refund::{Line, Request as Refund};

pub async fn probe() -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(endings().await);
    lines.extend(refused().await);
    lines.extend(shown());
    lines.extend(carried().await);
    lines.push(granted().await);
    lines
}

fn refund() -> Refund {
    let token = IdempotencyToken::new("refund-0123456789").expect("it fits");
    Refund::new("shop-1", "order-canary", token, 1250_i64, [Line::new("l-1")])
}

fn client(transport: &FakeTransport) -> Client {
    let token = |name: &str| StaticToken::new(name).expect("it is a token");
    Client::builder()
        .transport(transport.clone())
        .token(&shop::platform::APP_TOKEN, token("app.1"))
        .token(&shop::platform::GUEST_TOKEN, token("guest.1"))
        .build()
        .expect("there is a transport")
}

/// How often a call is tried and how it ends, if each reply is this one.
async fn ending<E: Endpoint>(request: &E, status: StatusCode, body: &'static str) -> String {
    let transport = (0..4).fold(FakeTransport::new(), |transport, _| transport.reply(status, body));
    let ended = match client(&transport).send(request).await {
        Ok(_) => "a success".to_owned(),
        Err(error) => {
            let kind = match &error {
                Error::NotSent(_) => "not sent",
                Error::Rejected(_) => "rejected",
                _ => "unknown",
            };
            let text = error.to_string();
            let told = ["first words", "second words", "log-1"].map(|words| text.contains(words));
            format!("{kind}, again {:?}, told {told:?}", error.again())
        }
    };
    format!("{} tries, {ended}", transport.requests().len())
}

async fn endings() -> Vec<String> {
    let mut lines = Vec::new();
    for body in [
        r#"{"code":0}"#,
        r#"{"code":1}"#,
        r#"{"code":7}"#,
        r#"{"code":40004,"message":"first words","msg":"second words","log_id":"log-1"}"#,
        r#"{"code":42900}"#,
        r#"{"code":50000}"#,
        r#"{"code":50001}"#,
        r#"{"status":0}"#,
    ] {
        lines.push(format!("refund {body}: {}", ending(&refund(), StatusCode::OK, body).await));
        let note = shop::orders::note::Request::new("hello");
        lines.push(format!("note {body}: {}", ending(&note, StatusCode::OK, body).await));
    }
    let find = shop::orders::find::Request::new("shop-1");
    let broken = StatusCode::BAD_GATEWAY;
    lines.push(format!("refund, broken: {}", ending(&refund(), broken, "").await));
    lines.push(format!("find, broken: {}", ending(&find, broken, "").await));
    for (code, line) in [(0, "l-1"), (200, "l-1"), (1208, "l-1"), (0, "l-2")] {
        let body = format!(r#"{{"code":0,"results":[{{"result_code":{code},"line_id":"{line}"}}]}}"#);
        let transport = FakeTransport::new().reply(StatusCode::OK, body);
        let ended = client(&transport).send(&refund()).await;
        let told = ended.map_or_else(|_| "an error".to_owned(), |outcome| outcome.complete().map_or_else(|_| "incomplete".to_owned(), |_| "complete".to_owned()));
        lines.push(format!("an item {code} {line}: {told}"));
    }
    lines
}

/// What is refused before it is sent.
async fn refused() -> Vec<String> {
    let long = "long ".repeat(6);
    let pairs = [
        ("nothing", refund()),
        ("a long reason", refund().reason(&*long)),
        ("a reason", refund().reason("it rains")),
        ("no reason", refund().reason("")),
        ("six tags", refund().tags(["a", "b", "c", "d", "e", "f"])),
        ("three tags", refund().tags(["a", "b", "c"])),
        ("the same tag twice", refund().tags(["a", "a"])),
        ("a price that is too low", refund().price(5)),
        ("the price 1", refund().price(1)),
        ("the price 0", refund().price(0)),
        ("a date", refund().phone("12345678901").date("2024-01-31")),
        ("a compact date", refund().phone("12345678901").date("20240131")),
        ("a short phone", refund().phone("123").date("2024-01-31")),
        ("a phone alone", refund().phone("12345678901")),
        ("a reason and a kind", refund().reason("why").kind(shop::orders::refund::RequestKind::Money)),
    ];
    let mut lines = Vec::new();
    for (what, request) in pairs {
        lines.push(format!("{what}: {}", ending(&request, StatusCode::OK, r#"{"code":0}"#).await));
    }
    lines
}

/// What `Debug` shows.
fn shown() -> Vec<String> {
    let issue = shop::oauth::issue::Request::new("key", "secret-canary");
    let hides = |text: String| format!("shown: {}", text.contains("canary"));
    vec![hides(format!("{:?}", refund().order_id)), hides(format!("{:?}", issue.secret))]
}

/// How a call carries its token and what the client writes by itself.
async fn carried() -> Vec<String> {
    let transport = FakeTransport::new();
    let _ = client(&transport).send(&refund()).await;
    let _ = client(&transport).send(&shop::orders::find::Request::new("shop-1").ids([1, 2])).await;
    let mut lines = Vec::new();
    for request in transport.requests() {
        let headers: Vec<_> = ["access-token", "x-token", "content-type"].iter().map(|name| request.headers().get(*name).is_some()).collect();
        let body = String::from_utf8_lossy(request.body()).into_owned();
        let own = ["\"channel\":\"app\"", "\"channel\":\"web\"", "\"memo\":\"m\""].map(|text| body.contains(text));
        let query = request.uri().query().unwrap_or_default();
        let ids: Vec<_> = query.split('&').filter(|pair| pair.starts_with("ids") || pair.starts_with("access_token")).collect();
        lines.push(format!("{headers:?} {own:?} {ids:?}"));
    }
    lines
}

/// How long a token lives.
async fn granted() -> String {
    use shop::oauth::issue::Request;
    let reply = r#"{"code":0,"data":{"access_token":"t","expires_in":7200,"lives":60}}"#;
    let transport = FakeTransport::new().reply(StatusCode::OK, reply);
    let reply = client(&transport).send(&Request::new("key", "secret-canary")).await;
    reply.map_or_else(|_| "no token".to_owned(), |reply| format!("it lives {:?}", Request::expires_in(&reply.response)))
}
