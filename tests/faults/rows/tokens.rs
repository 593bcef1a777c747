//! Rows 18 to 20 and 32: access tokens that die, and a token endpoint that is down.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use douyin::oauth::client_token;
use douyin::{Client, Timeouts};
use tokio::task::JoinSet;

use crate::case::patience;
use crate::cell::{Ending, Line, Place};
use crate::matrix::Matrix;
use crate::support::calls::{Asked, Kind};
use crate::support::canary::CANARY;
use crate::support::fault::{Fault, Script};
use crate::support::faulty::Faulty;
use crate::support::platform::Platform;
use crate::support::verification::Verification;

const EXPIRED: [i64; 2] = [28_001_008, 2_190_008];
const INVALID: [i64; 2] = [28_001_003, 2_190_002];
/// Short enough for the whole cell to have the time.
const LIFE: Duration = Duration::from_secs(20);
/// How many callers meet a token endpoint that is down.
const CALLERS: usize = 20;

pub fn add(matrix: &mut Matrix) {
    for (row, codes) in [(18, EXPIRED), (20, INVALID)] {
        codes.iter().for_each(|code| dies(matrix, row, *code));
    }
    EXPIRED.iter().chain(&INVALID).for_each(|code| stays_dead(matrix, *code));
    endpoint_is_down(matrix);
}

/// A client that fetches its tokens from the server that it calls.
pub fn granting(address: SocketAddr) -> Client {
    let client = Client::builder().loopback(address).retry_policy(patience()).build().expect("it builds");
    client.with_grant(client_token::Request::new("key", format!("secret.{CANARY}")))
}

fn is_on_the_page(verification: Verification, code: i64) -> Result<(), &'static str> {
    let is_of_the_gateway = code > 28_000_000;
    if is_of_the_gateway && verification == Verification::Trip {
        Err("the page does not have the code")
    } else {
        Ok(())
    }
}

fn dies(matrix: &mut Matrix, row: u8, code: i64) {
    let script = Script::heals_after([Fault::dead_token()]);
    let expected =
        |verification, _| is_on_the_page(verification, code).map(|()| Ending::new(Kind::Complete, 2, 1));
    matrix.each(row, &format!("{code} once"), &expected, move |place, expected, asked| {
        refreshed(place, expected, asked, code, script.clone())
    });
}

fn stays_dead(matrix: &mut Matrix, code: i64) {
    let rejected = |verification, tries| {
        is_on_the_page(verification, code).map(|()| Ending::new(Kind::Rejected, tries, 0).coded(code))
    };
    let script = Script::never_heals(Fault::dead_token());
    let run = move |place, expected, asked| refreshed(place, expected, asked, code, script.clone());
    matrix.each(19, &format!("{code} for ever"), &|verification, _| rejected(verification, 2), run);
    let script = Script::never_heals(Fault::code(code));
    let name = format!("{code} for a token that nobody can renew");
    matrix.case(19, &name, &script, Timeouts::default(), &|verification, _| rejected(verification, 1));
}

/// One refresh, and one replay with another token.
async fn refreshed(place: Place, expected: Ending, asked: Asked<'static>, code: i64, script: Script) -> Line {
    let platform = Arc::new(Platform::granting(LIFE).with_dead_token(code));
    let server = Faulty::new(&platform, script);
    let client = granting(server.start().await);
    let called = asked.send(&client).await;

    let received = platform.received();
    let is_another = received.len() == 2 && received[0].access_token != received[1].access_token;
    let line = Line::judge(place, expected, &called, &platform);
    line.note(format!("{} tokens", platform.grants()))
        .check(server.met() > 0, "the server never saw its fault")
        .check(platform.grants() == 2, "there was not one refresh")
        .check(is_another, "the replay did not have the new token")
}

fn endpoint_is_down(matrix: &mut Matrix) {
    let down = Fault::status("503 Service Unavailable", "", "down");
    let (never, heals) = (Script::never_heals(down.clone()).after(1), Script::heals_after([down]).after(1));
    let complete = Ending::new(Kind::Complete, 1, 1);
    let script = never.clone();
    matrix.each(
        32,
        "token endpoint down, the token is valid",
        &|_, _| Ok(complete),
        move |place, expected, asked| valid(place, expected, asked, script.clone()),
    );
    let not_sent = Ending::new(Kind::NotSent, 0, 0);
    for (name, ending, script) in [("never heals", not_sent, never), ("heals", complete, heals)] {
        let name = format!("token endpoint down, the token has expired; {name}");
        matrix.each(32, &name, &|_, _| Ok(ending), move |place, expected, asked| {
            expired(place, expected, asked, script.clone())
        });
    }
}

/// A client with a token of this age, and the server that granted it.
async fn aged(asked: Asked<'static>, grants: Script, age: Duration) -> (Arc<Platform>, Faulty, Client) {
    let platform = Arc::new(Platform::granting(LIFE));
    let server = Faulty::with_grants(&platform, Script::healthy(), grants);
    let client = granting(server.start().await);
    let called = asked.send(&client).await;
    assert_eq!(called.kind, Kind::Complete, "the first token is granted: {}", called.printed);
    platform.forget_calls();
    pass(age).await;
    (platform, server, client)
}

/// Time passes for this cell's clock, on which both the client and the platform live.
async fn pass(time: Duration) {
    tokio::time::pause();
    tokio::time::advance(time).await;
    tokio::time::resume();
}

/// The token is due for renewal, and still lives.
async fn valid(place: Place, expected: Ending, asked: Asked<'static>, grants: Script) -> Line {
    let (platform, server, client) = aged(asked, grants, LIFE.saturating_sub(Duration::from_secs(3))).await;
    let called = asked.send(&client).await;
    let line = Line::judge(place, expected, &called, &platform);
    let again = asked.send(&client).await;
    line.note(format!("{} fetches", server.grants()))
        .check(server.met() == 1, "the endpoint was not asked once")
        .check(again.kind == Kind::Complete, "the next call has no token")
}

/// All callers get the error of one fetch, and all leave the endpoint alone for a while.
async fn expired(place: Place, expected: Ending, asked: Asked<'static>, grants: Script) -> Line {
    let (platform, server, client) = aged(asked, grants, LIFE).await;
    let callers = (0..CALLERS).map(|_| {
        let client = client.clone();
        async move { asked.send(&client).await.kind }
    });
    let kinds = callers.collect::<JoinSet<_>>().join_all().await;
    let none_is_sent = kinds.iter().all(|kind| *kind == Kind::NotSent);
    let late = asked.send(&client).await;
    let fetches = server.grants();
    pass(Duration::from_secs(2)).await;
    let called = asked.send(&client).await;
    Line::judge(place, expected, &called, &platform)
        .note(format!("{CALLERS} callers, {} fetch", fetches - 1))
        .check(none_is_sent && late.kind == Kind::NotSent, "a call was sent without a token")
        .check(fetches == 2, "the endpoint was not left alone")
        .check(server.grants() == 3, "the endpoint was not asked again")
        .check(server.met() > 0, "the server never saw its fault")
        .silent(&late)
}
