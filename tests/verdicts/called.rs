//! Yesterday's program against a server that knows today's specs.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use douyin::{Client, NoRetry, StaticToken};
use serde_yaml::Value;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

use super::before;
use super::judge::{self, Sent};
use super::support::server;

/// Makes every call of yesterday's program. What is wrong with one of them is what is wrong.
pub async fn program(today: &BTreeMap<String, String>) -> Result<(), String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    let specs: BTreeMap<String, Value> = today
        .iter()
        .map(|(path, text)| (path.clone(), serde_yaml::from_str(text).expect("the specs are YAML")))
        .collect();
    let refused: Arc<Mutex<Vec<String>>> = Arc::default();
    let (platform, kept) = (specs.clone(), Arc::clone(&refused));
    let serving = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let Ok(request) = server::read_request(&mut stream).await else { continue };
            let sent = Sent::read(&request);
            let reply = match judge::judge(&sent, &platform) {
                Ok(reply) => server::reply("200 OK", "content-type: application/json\r\n", &reply),
                Err(why) => {
                    kept.lock().expect("no test panicked").push(why);
                    server::reply("400 Bad Request", "", "wrong")
                }
            };
            let _ = stream.write_all(&reply).await;
        }
    });
    let client = Client::builder()
        .loopback(address)
        .retry_policy(NoRetry)
        .token(&before::shop::platform::APP_TOKEN, StaticToken::new("app.1").expect("it is a token"))
        .token(&before::shop::platform::GUEST_TOKEN, StaticToken::new("guest.1").expect("it is a token"))
        .build()
        .expect("there is a transport");
    let called = before::program(&client).await;
    serving.abort();
    let refused = refused.lock().expect("no test panicked").clone();
    for (path, host, result) in called {
        result
            .map_err(|why| if refused.is_empty() { format!("{path}: {why}") } else { refused.join(", ") })?;
        judge::host(path, host, &specs)?;
    }
    Ok(())
}
