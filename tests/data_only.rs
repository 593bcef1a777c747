//! A new endpoint is data only: two YAML edits in a copy of the project, and it can be called.

mod support;

use std::path::Path;

/// What another team's endpoint may look like: its own envelope, codes, items and names.
const ENVELOPE: &str = "
  base_resp:
    codes: [BaseResp.StatusCode]
    messages: [BaseResp.StatusMessage]
    log_ids: [Trace.Id]
";
const SPEC: &str = "
page:
  title: 券码撤销
  method: POST
  host: open
  path: /brand/v9/coupon/revoke/
  headers:
    access-token: { type: string, required: true }
    X-Shop: { type: string, required: true }
  request:
    Coupons: { type: list, required: true, count: { at_most: 2 }, items: { type: struct, fields: { type: { type: int32, required: true } } } }
  response:
    Revoked: { type: list, items: { type: struct, fields: { Done: { type: int64 }, Coupon: { type: string } } } }
    BaseResp: { type: struct, fields: { StatusCode: { type: int64 }, StatusMessage: { type: string } } }
  errors:
    - { status: 200, code: 77001, text: 券码已撤销, advice: 无需处理 }
decisions:
  token: client
  envelope: base_resp
  errors:
    77001: { name: revoked_before, action: read_message, effect: none }
  fields:
    request.Coupons: { rust_type: Coupon }
    response.Revoked: { outcome: { code: Done, key: Coupon } }
";
const CALLER: &str = r##"//! Calls the new endpoint twice over a real connection.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;

use douyin::coupon::revoke::{Code, Coupon, Request};
use douyin::{Client, Error, Groups as _, Outcome, StaticToken, platform};

const REPLIES: [&str; 2] = [
    r#"{"Revoked":[{"Done":0,"Coupon":"a"},{"Done":3,"Coupon":"b"}],"BaseResp":{"StatusCode":0}}"#,
    r#"{"BaseResp":{"StatusCode":77001,"StatusMessage":"before"},"Trace":{"Id":"trace-1"}}"#,
];

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = std::thread::spawn(move || REPLIES.map(|reply| serve(&listener, reply)));
    let client = Client::builder().loopback(address).token(&platform::CLIENT_TOKEN, StaticToken::new("clt.x")?).build()?;
    let request = Request::new("shop-1", [Coupon::new(5), Coupon::new(6)]);

    let partial = client.coupon().revoke(&request).await?;
    assert!(matches!(&partial, Outcome::Partial(partial) if partial.failed[0].key.as_deref() == Some("b")), "{partial:?}");
    let error = client.coupon().revoke(&request).await.expect_err("it is rejected");
    assert!(matches!(error, Error::Rejected(_)) && error.code() == Some(Code::RevokedBefore), "{error}");
    assert!(error.to_string().contains("券码已撤销") && error.log_id() == Some("trace-1"), "{error}");
    assert!(client.coupon().revoke(&Request::new("s", [5, 6, 7].map(Coupon::new))).await.is_err());

    for sent in server.join().expect("the server saw two calls") {
        assert!(sent.starts_with("POST /brand/v9/coupon/revoke/ "), "{sent}");
        assert!(sent.to_lowercase().contains("x-shop: shop-1") && sent.contains("access-token: clt.x"), "{sent}");
        assert!(sent.ends_with(r#"{"Coupons":[{"type":5},{"type":6}]}"#), "{sent}");
    }
    println!("the new endpoint was called");
    Ok(())
}

fn serve(listener: &TcpListener, reply: &str) -> String {
    let (mut stream, _) = listener.accept().expect("a call arrives");
    let mut sent = String::new();
    let mut piece = [0; 4096];
    while !sent.ends_with("}]}") {
        let read = stream.read(&mut piece).expect("it can be read");
        sent.push_str(&String::from_utf8_lossy(&piece[..read]));
    }
    write!(stream, "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{reply}", reply.len()).expect("it can be written");
    sent
}
"##;

#[test]
fn a_new_endpoint_is_a_spec_file_and_nothing_else() {
    let copy = tempfile::tempdir().expect("there is a temporary folder");
    for part in [".cargo", "benches", "codegen", "examples", "generated", "runtime", "spec", "src"] {
        support::copy(&support::root().join(part), &copy.path().join(part));
    }
    for part in ["Cargo.toml", "Cargo.lock", "build.rs"] {
        std::fs::copy(support::root().join(part), copy.path().join(part)).expect("it can be copied");
    }
    let write = |path: &str, text: &str| {
        let path = copy.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("it can be written");
    };
    write("spec/platform.yaml", &format!("{}{ENVELOPE}", support::read("spec/platform.yaml")));
    write("spec/coupon/revoke.yaml", SPEC);
    write("examples/caller.rs", CALLER);

    // A target folder of its own: Cargo takes the copy for the same package, and would overwrite this build's output.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("data-only");
    let called = support::cargo()
        .args(["run", "--offline", "--example", "caller"])
        .env("CARGO_TARGET_DIR", target)
        .current_dir(copy.path())
        .output()
        .expect("cargo runs");
    let told = String::from_utf8_lossy(&called.stderr);
    assert!(called.status.success(), "{told}");
    assert_eq!(String::from_utf8_lossy(&called.stdout), "the new endpoint was called\n");
    assert!(told.contains("generated/ is stale: run `cargo codegen generate`"), "{told}");
}
