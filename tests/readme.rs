//! The examples of the README, compiled and run: each of them stands here line by line.

use std::error::Error as StdError;

const README: &str = include_str!("../README.md");
const HERE: &str = include_str!("readme.rs");

/// Compiled, and not called: it would look for the platform.
#[expect(dead_code, reason = "it would look for the platform")]
#[rustfmt::skip]
async fn first_example() -> Result<(), Box<dyn StdError>> {
    use douyin::trip::certificate_verify;
    use douyin::{Client, Error, Groups as _, IdempotencyToken, StaticToken, platform};

    let client = Client::builder().token(&platform::CLIENT_TOKEN, StaticToken::new("clt.example")?).build()?;
    // One token for each verification: sent again, the same one makes the repetition harmless. Derived of what is verified, it
    // is the same after a crash, too; `IdempotencyToken::random()` makes one that you keep before you send it.
    let token = IdempotencyToken::derived(&["verification", "8000004478714899970"]);
    let request = certificate_verify::Request::new("8000004478714899970", token);

    match client.trip().certificate_verify(&request).await {
        Ok(outcome) => match outcome.complete() {
            Ok(done) => println!("verified, log id {:?}", done.reply.log_id),
            Err(incomplete) => println!("not everything was verified: {incomplete}"),
        },
        Err(Error::NotSent(error)) => println!("nothing has happened: {}", error.reason),
        Err(error @ Error::Rejected(_)) => println!("the platform did nothing: {error}"),
        Err(error) => println!("something may have happened; again: {:?}: {error}", error.again()),
    }
    Ok(())
}

#[tokio::test]
async fn the_example_without_a_network_holds() -> Result<(), Box<dyn StdError>> {
    #[rustfmt::skip]
    let (transport, client) = {
        use douyin::{Client, StaticToken, fake::FakeTransport, http::StatusCode, platform};

        let reply = r#"{"data":{"error_code":2119005,"description":"应用未获商家授权"},"extra":{"error_code":2119005,"logid":"1"}}"#;
        let transport = FakeTransport::new().reply(StatusCode::OK, reply);
        let token = StaticToken::new("clt.test")?;
        let client = Client::builder().transport(transport.clone()).token(&platform::CLIENT_TOKEN, token).build()?;
        // client.trip().certificate_verify(&request) is rejected now, and transport.requests() is what was sent.
        (transport, client)
    };
    let token = douyin::IdempotencyToken::random();
    let request = douyin::trip::certificate_verify::Request::new("order-1", token);
    let error = client.send(&request).await.expect_err("it is rejected");
    assert!(matches!(error, douyin::Error::Rejected(_)) && transport.requests().len() == 1, "{error}");
    Ok(())
}

#[test]
fn each_example_stands_here() {
    let flat = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    let here = flat(HERE);
    let examples: Vec<_> =
        README.split("```rust\n").skip(1).filter_map(|text| Some(text.split_once("\n```")?.0)).collect();
    assert!(examples.len() >= 2, "they were found");
    for example in examples {
        assert!(here.contains(&flat(example)), "another text of this example is compiled:\n{example}");
    }
}
