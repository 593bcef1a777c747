//! A refund against a stand-in of the platform on this machine.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};

use downstream::orders::refund::{Code, Request};
use downstream::{Client, Error, Groups as _, IdempotencyToken, StaticToken, platform};

type Done = Result<(), Box<dyn std::error::Error>>;

/// Answers one call, and gives back what it was sent.
fn stand_in(reply: &'static str) -> std::io::Result<(SocketAddr, std::thread::JoinHandle<String>)> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a call arrives");
        let mut sent = String::new();
        let mut piece = [0; 4096];
        while !sent.ends_with('}') {
            let length = stream.read(&mut piece).expect("it can be read");
            sent.push_str(&String::from_utf8_lossy(&piece[..length]));
        }
        let length = reply.len();
        write!(stream, "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{reply}")
            .expect("it can be answered");
        sent
    });
    Ok((address, server))
}

fn client(address: SocketAddr) -> Result<Client, Box<dyn std::error::Error>> {
    let token = StaticToken::new("app.example")?;
    Ok(Client::builder().loopback(address).token(&platform::APP_TOKEN, token).build()?)
}

#[tokio::test]
async fn a_refund_is_made() -> Done {
    let (address, server) = stand_in(r#"{"code":0,"log_id":"log-1","refund_id":"refund-7"}"#)?;
    // The same number for each try of this refund, also after a crash: kept, or derived of what is refunded.
    let number = IdempotencyToken::new("refund-no-1")?;
    let request = Request::new("order-1", number, 1250).reason("rain");
    let reply = client(address)?.orders().refund(&request).await?;
    assert_eq!(reply.response.refund_id.as_deref(), Some("refund-7"));

    let sent = server.join().expect("the stand-in has answered");
    assert!(sent.starts_with("POST /orders/v1/refund/ HTTP/1.1\r\n"), "{sent}");
    assert!(sent.contains("access-token: app.example\r\n"), "{sent}");
    assert!(
        sent.ends_with(r#"{"order_id":"order-1","refund_no":"refund-no-1","amount":1250,"reason":"rain"}"#),
        "{sent}"
    );
    Ok(())
}

#[tokio::test]
async fn a_rejection_says_what_to_do() -> Done {
    let (address, _server) = stand_in(r#"{"code":40004,"message":"no such order","log_id":"log-2"}"#)?;
    let request = Request::new("order-2", IdempotencyToken::derived(&["refund", "order-2"]), 1);
    let error = client(address)?.orders().refund(&request).await.expect_err("it is rejected");
    assert!(matches!(error, Error::Rejected(_)));
    assert_eq!((error.code(), error.log_id()), (Some(Code::OrderNotFound), Some("log-2")));
    assert!(error.to_string().contains("检查订单号"), "{error}");
    Ok(())
}
