//! Any bytes as a reply: it is called a success only if every code in it is 0, and no error shows the token.
#![no_main]

use bytes::Bytes;
use douyin::fake::FakeTransport;
use douyin::trip::certificate_verify::Request;
use douyin::{Client, IdempotencyToken, NoRetry, StaticToken};
use http::StatusCode;
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

const TOKEN: &str = "clt.the-token-of-this-run";

fuzz_target!(|input: &[u8]| {
    let Some((status, body)) = input.split_first() else { return };
    let statuses = [200, 201, 204, 302, 400, 401, 429, 500, 503];
    let status = StatusCode::from_u16(statuses[usize::from(*status) % statuses.len()]).expect("it is one");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("it starts");
    let reply = FakeTransport::new().reply(status, Bytes::copy_from_slice(body));
    let token = StaticToken::new(TOKEN).expect("it is a token");
    let client = Client::builder()
        .transport(reply)
        .retry_policy(NoRetry)
        .token(&douyin::platform::CLIENT_TOKEN, token);
    let client = client.build().expect("it has a transport");
    let once = IdempotencyToken::new("token-of-a-call").expect("it is a token");
    let result = runtime.block_on(client.send(&Request::new("order", once)));
    if result.is_ok() {
        assert!(status.is_success());
        let body: Value = serde_json::from_slice(body).expect("a success is JSON");
        for part in ["data", "extra"] {
            let code = &body[part]["error_code"];
            assert!(*code == 0 || *code == "0", "{body}");
        }
    }
    let told = format!("{result:?}");
    // What a success holds is the caller's to show.
    if let Err(error) = &result {
        assert!(!told.contains(TOKEN) && !error.to_string().contains(TOKEN), "{error}");
    }
});
