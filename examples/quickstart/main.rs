//! Both verifications, typed, from end to end: a token is fetched, a scenic-spot voucher and an order's certificates
//! are verified, a rejection is explained, and the pages' own samples are read.
//!
//! ```text
//! cargo run --example quickstart                                    a stand-in platform on this machine
//! cargo run --example quickstart -- --live ORDER_ID VERIFY_TOKEN    the real one: SPENDS THE ORDER'S VOUCHERS
//! ```
//!
//! The real platform needs the application's `DOUYIN_CLIENT_KEY` and `DOUYIN_CLIENT_SECRET` in the environment. Leave
//! production's key to production all the same: where that fetches its tokens from the plain endpoint, each one shortens
//! the life of those before it.

mod shape;
mod stand_in;

use std::error::Error as StdError;

use douyin::oauth::stable_client_token;
use douyin::toolkit::verify_local_certificates::{self, CertificateInfo, OrderInfo};
use douyin::trip::certificate_verify;
use douyin::{Client, Endpoint, Error, ErrorCode, Groups as _, IdempotencyToken, Incomplete, Outcome};
use stand_in::{FOREIGN_ORDER, Replies, StandIn};

type Done = Result<(), Box<dyn StdError>>;

#[tokio::main]
async fn main() -> Done {
    let args: Vec<_> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => stand_in().await,
        ["--live", order_id, verify_token] => live(order_id, verify_token).await,
        _ => {
            eprintln!("call it without arguments, or with --live ORDER_ID VERIFY_TOKEN");
            std::process::exit(2);
        }
    }
}

async fn stand_in() -> Done {
    let platform = StandIn::start(Replies::Made).await?;
    let tokens = stable_client_token::Request::new("key", "secret");
    let client = Client::builder().loopback(platform.address()).build()?.with_grant(tokens.clone());
    println!("A stand-in platform listens on {}.", platform.address());

    heading::<certificate_verify::Request>("an order as a whole");
    // Of what is to be done: a repetition has the same token, also when this process is gone.
    let token = IdempotencyToken::derived(&["verification", "8000004478714899970"]);
    let order = certificate_verify::Request::new("8000004478714899970", token.clone()).poi_id("poi-1");
    let verified = client.trip().certificate_verify(&order).await;
    if let Some(first) = platform.exchanges().first() {
        println!("  first      {} for a token", first.line);
    }
    wire(&platform);
    must_be_verified(report(verified))?;

    heading::<verify_local_certificates::Request>("one certificate of an order");
    let certificate =
        CertificateInfo::new().certificate_id("certificate-7").serial_num(7_091_678_077_126_581_626);
    let order = OrderInfo::new().order_id("order-7").certificate_info_list([certificate]);
    let request = verify_local_certificates::Request::new()
        .order_info_list([order])
        .poi_id("poi-1")
        .verify_token(IdempotencyToken::derived(&["verification", "order-7", "certificate-7"]));
    let verified = client.toolkit().verify_local_certificates(&request).await;
    wire(&platform);
    must_be_verified(report(verified))?;

    heading::<certificate_verify::Request>("an order of a merchant who has not authorized the application");
    let foreign = certificate_verify::Request::new(FOREIGN_ORDER, IdempotencyToken::random());
    let rejected = client.trip().certificate_verify(&foreign).await;
    wire(&platform);
    report(rejected);

    let samples = StandIn::start(Replies::Samples).await?;
    let client = Client::builder().loopback(samples.address()).build()?.with_grant(tokens);

    heading::<verify_local_certificates::Request>(
        "the page's own sample of a reply, whose code is a random number",
    );
    let sample = client.toolkit().verify_local_certificates(&request).await;
    wire(&samples);
    report(sample);

    heading::<certificate_verify::Request>("the page's own sample of a reply, whose item has a random code");
    let order = certificate_verify::Request::new("8000004478714899970", token);
    let sample = client.trip().certificate_verify(&order).await;
    wire(&samples);
    report(sample);
    Ok(())
}

async fn live(order_id: &str, verify_token: &str) -> Done {
    let key = std::env::var("DOUYIN_CLIENT_KEY").map_err(|_| "set DOUYIN_CLIENT_KEY")?;
    let secret = std::env::var("DOUYIN_CLIENT_SECRET").map_err(|_| "set DOUYIN_CLIENT_SECRET")?;
    let client = Client::builder().build()?.with_grant(stable_client_token::Request::new(key, secret));
    heading::<certificate_verify::Request>("the real platform");
    let order = certificate_verify::Request::new(order_id, IdempotencyToken::new(verify_token)?);
    must_be_verified(report(client.trip().certificate_verify(&order).await))
}

fn heading<E: Endpoint>(what: &str) {
    let meta = E::META;
    println!("\n{}: {what}\nPOST {}{}", meta.title, meta.host.url, meta.path);
}

/// The last exchange, as the stand-in saw it. Its bodies hold no secret: that one went to the token endpoint.
fn wire(platform: &StandIn) {
    if let Some(exchange) = platform.exchanges().last() {
        println!("  sent       {}\n  came back  {}", exchange.sent, exchange.came_back);
    }
}

fn must_be_verified(verified: bool) -> Done {
    if verified { Ok(()) } else { Err("this should have been verified".into()) }
}

/// Prints a result, and says whether everything was verified.
fn report<R: std::fmt::Debug, C: ErrorCode>(result: Result<Outcome<R, C>, Error<C>>) -> bool {
    match result {
        Ok(Outcome::Complete(done)) => {
            println!("  verified   {:?}", done.reply.response);
            return true;
        }
        Ok(outcome) => println!("  {}", Incomplete(outcome)),
        Err(error) => {
            println!("  {error}");
            if let Some(answer) = error.answer() {
                println!("    code    {:?}", answer.code);
                answer.texts().for_each(|text| println!("    text    {text}"));
                answer.advice().for_each(|advice| println!("    advice  {advice}"));
            }
            println!("    action  {:?}\n    log id  {:?}", error.action(), error.log_id());
        }
    }
    false
}
