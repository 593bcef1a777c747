// A program as users write it against the crate of `before/spec`: it builds every request, sets every field, reads every
// field of the replies by its type, matches codes with an arm for all others, and makes every call. `shop` is the
// generated crate.

use douyin_runtime::{
    Client, Endpoint, Error, ErrorCode, Grant, IdempotencyToken, JsonText, Outcome, Reply, SecretString,
};
use shop::Groups as _;

/// The path of an endpoint, the host that it calls, and why it did not work.
pub type Called = (&'static str, &'static str, Result<(), String>);

pub async fn program(client: &Client) -> Vec<Called> {
    vec![
        refund(client).await,
        bare_refund(client).await,
        find(client).await,
        bare_find(client).await,
        note(client).await,
        token(client).await,
    ]
}

fn host<E: Endpoint>() -> &'static str {
    E::META.host.url
}

pub async fn refund(client: &Client) -> Called {
    use shop::orders::refund::{Line, Request, RequestExtra, RequestKind, RequestLevel};
    use shop::platform::Address;

    let token: IdempotencyToken<1, 32> = IdempotencyToken::new("refund-0123456789").expect("it fits");
    let lines: Vec<Line> = vec![Line::new("l-1").count(2).note("blue")];
    let request: Request = Request::new("shop-1", "order-1", token, 1250_i64, lines)
        .x_trace("trace-1")
        .reason("it rains a lot")
        .kind(RequestKind::Goods)
        .level(RequestLevel::Value2)
        .tags(["a", "b", "b"])
        .address(Address::new("Long Street 1").zip("12345"))
        .extra(RequestExtra::new().a("x"))
        .phone("123")
        .rate(0.5)
        .date("2024-01-31")
        .labels([("k", "v")])
        .price(0)
        .vip(true);
    let order: &String = &request.order_id;
    let reason: &Option<String> = &request.reason;
    let amount: i64 = request.amount;
    let count: Option<i64> = request.lines[0].count;
    let level: i64 = RequestLevel::Value2.value();
    let extra: &Option<JsonText<RequestExtra>> = &request.extra;
    let _ = (order, reason, amount, count, level, extra);
    refund_of(client, &request).await
}

/// The same with as little as there can be.
pub async fn bare_refund(client: &Client) -> Called {
    use shop::orders::refund::{Line, Request, RequestExtra};
    use shop::platform::Address;

    let token = IdempotencyToken::new("refund-9876543210").expect("it fits");
    let request = Request::new("shop-1", "order-1", token, 1_i64, [Line::new("l-1")])
        .reason("")
        .address(Address::new("Long Street 1"))
        .extra(RequestExtra::new());
    refund_of(client, &request).await
}

async fn refund_of(client: &Client, request: &shop::orders::refund::Request) -> Called {
    use shop::orders::refund::{Code, Request, Response, ResponsePhase};
    use shop::platform::State;

    let called: Result<Outcome<Response, Code>, Error<Code>> = client.orders().refund(request).await;
    let result = match called {
        Ok(outcome) => match outcome.complete() {
            Ok(done) => {
                let response: Response = done.reply.response;
                let refund_id: Option<String> = response.refund_id;
                let total: Option<i64> = response.total;
                let is_done = response.state == Some(State::Done);
                let is_open = response.phase == Some(ResponsePhase::Open);
                let note: Option<String> = response.detail.as_ref().and_then(|detail| detail.note.clone());
                let paid: Option<i64> = response.detail.as_ref().and_then(|detail| detail.amount);
                let code: Option<i64> = response.code;
                let first: Option<Option<i64>> = response.results.first().map(|result| result.result_code);
                let line: Option<&String> = response.results.first().and_then(|result| result.line_id.as_ref());
                let _ = (line, refund_id, total, is_done, is_open, note, paid, code, first, response.message, response.log_id);
                Ok(())
            }
            Err(incomplete) => Err(incomplete.to_string()),
        },
        Err(error) => Err(match error.code() {
            Some(Code::OrderNotFound) => "there is no such order".to_owned(),
            Some(Code::TooFrequent | Code::SystemBusy) => "later".to_owned(),
            Some(other) => format!("{} {other:?} {error}", other.code()),
            None => error.to_string(),
        }),
    };
    (<Request as Endpoint>::META.path, host::<Request>(), result)
}

pub async fn find(client: &Client) -> Called {
    find_by(client, &shop::orders::find::Request::new("shop-1").ids([1, 2]).marks([3, 4]).page(1).size(20)).await
}

pub async fn bare_find(client: &Client) -> Called {
    find_by(client, &shop::orders::find::Request::new("shop-1")).await
}

async fn find_by(client: &Client, request: &shop::orders::find::Request) -> Called {
    use shop::orders::find::{Request, Response, ResponseData};

    let called: Result<Reply<Response>, Error<shop::orders::find::Code>> = client.orders().find(request).await;
    let result = called.map_err(|error| error.to_string()).map(|reply| {
        let data: Option<&ResponseData> = reply.response.payload();
        let total: Option<i64> = data.and_then(|data| data.total);
        let id: Option<String> = data.and_then(|data| data.orders.first()?.id.clone());
        let _ = (total, id);
    });
    (Request::META.path, host::<Request>(), result)
}

pub async fn note(client: &Client) -> Called {
    use shop::orders::note::Request;

    let request = Request::new("hello").mark("m");
    let result = client.orders().note(&request).await.map_err(|error| error.to_string()).map(|reply| {
        let note_id: Option<String> = reply.response.note_id;
        let code: Option<i64> = reply.response.code;
        let _ = (note_id, code);
    });
    (Request::META.path, host::<Request>(), result)
}

pub async fn token(client: &Client) -> Called {
    use shop::oauth::issue::{Request, Response};

    let request = Request::new("key", "canary");
    let secret: &SecretString = &request.secret;
    let _ = secret;
    let result = client.oauth().issue(&request).await.map_err(|error| error.to_string()).and_then(|reply| {
        let response: Response = reply.response;
        let code: Option<i64> = response.code;
        let same: Option<&SecretString> = response.data.as_ref().and_then(|data| data.access_token.as_ref());
        let _ = (code, same);
        let has_token = <Request as Grant>::access_token(&response).is_some();
        if has_token { Ok(()) } else { Err("there is no token".to_owned()) }
    });
    (Request::META.path, host::<Request>(), result)
}

/// What the platform is given as.
pub static HOST: &douyin_runtime::Host = &shop::platform::SHOP_HOST;
pub static OTHER: &douyin_runtime::Host = &shop::platform::OTHER_HOST;
pub static ENVELOPE: &douyin_runtime::Envelope = &shop::platform::FLAT_ENVELOPE;
pub static TOKEN: &douyin_runtime::TokenKind = &shop::platform::APP_TOKEN;
pub static GUEST: &douyin_runtime::TokenKind = &shop::platform::GUEST_TOKEN;
