//! Row 31: the reply is lost, and the next try is told that everything had been done before. The two pages document no
//! such code for an item: an endpoint of a test's own spec does.

use std::sync::Arc;

use douyin::Client;

use crate::case::{Over, patience};
use crate::cell::{Ending, Line, Place};
use crate::matrix::{Matrix, places};
use crate::support::calls::{Called, Kind, VERIFY_TOKEN};
use crate::support::canary::static_token;
use crate::support::platform::Platform;
use crate::support::server::{Server, reply};

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("../../golden/shapes/generated/lib.rs");
}

use shapes::answered::again;

const FAULT: &str = "already done, says the try after a lost reply";
const ALREADY_DONE: &str = r#"{"data":{"error_code":0,"results":[{"id":"c-1","code":1208}]},"extra":{"error_code":0,"logid":"log-1"}}"#;

pub fn add(matrix: &mut Matrix) {
    for (verification, has_token) in places() {
        let place = Place::of(31, FAULT, verification, has_token);
        matrix.leave_out(place, "the page documents no such code");
    }
    let place = Place {
        row: 31,
        fault: FAULT.to_owned(),
        endpoint: "answered::again",
        has_token: true,
        over: Over::default(),
    };
    matrix.add(place, Ending::new(Kind::Complete, 2, 0), told);
}

async fn told(place: Place, expected: Ending) -> Line {
    let server = Server::start(vec![Vec::new(), reply("200 OK", "", ALREADY_DONE)]).await;
    let client =
        Client::builder().loopback(server.address).retry_policy(patience()).build().expect("it builds");
    let client = client.with_token(&shapes::platform::CLIENT_TOKEN, static_token());
    let request = again::Request::new(VERIFY_TOKEN.parse().expect("it is an idempotency token"));
    let result = client.send(&request).await;
    let called = Called::of(&result, true);
    let platform = Arc::new(Platform::new());
    platform.tell("log-1");
    let received = server.requests();
    Line::judge(place, expected, &called, &platform)
        .note(format!("{} had been done before", called.already_done))
        .check(called.already_done == 1, "it is not told what had been done before")
        .check(received.len() == 2 && received[0] == received[1], "two tries differ")
}
