//! Rows 4 to 14: the request may have arrived, and no reply tells what came of it.

use std::time::Duration;

use douyin::Timeouts;

use crate::cell::{CAP, Ending};
use crate::matrix::Matrix;
use crate::support::calls::Kind;
use crate::support::canary::CANARY;
use crate::support::fault::{End, Fault, Script};
use crate::support::platform::Whole;
use crate::support::server::reply;

const HTML: &str = "<html><head><title>502 Bad Gateway</title></head></html>";

/// Long enough for a try on a busy machine, short enough to wait for three.
const SHORT: Duration = Duration::from_millis(800);

pub fn add(matrix: &mut Matrix) {
    let long = Timeouts::default();
    let short = Timeouts::default().each_try(SHORT);

    matrix.lost(4, "closed before reading", &Fault::unread(), long);
    matrix.lost(5, "closed after the effect", &Fault::instead(|_| Vec::new()), long);
    let half_a_head = Fault::instead(|_| b"HTTP/1.1 200 OK\r\ncontent-le".to_vec());
    matrix.lost(6, "reset in the middle of the headers", &half_a_head.then(End::Reset), long);
    matrix.lost(7, "stalled in the middle of the body", &Fault::instead(half).then(End::Stall), short);
    let drip = Fault::instead(all).then(End::Drip(Duration::from_secs(1)));
    matrix.lost(8, "one byte a second", &drip, short);
    overall_deadline(matrix, &drip);

    matrix.lost(9, "truncated JSON", &Fault::body("200 OK", truncated), long);
    matrix.lost(10, "truncated chunk", &Fault::instead(chunk), long);
    matrix.lost(11, "200 with HTML", &Fault::status("200 OK", "", HTML), long);
    matrix.lost(11, "200 with HTML that repeats the secret", &Fault::instead(telling), long);

    let bad_gateway = Fault::status("502 Bad Gateway", "content-type: text/html\r\n", HTML);
    let unavailable = Fault::status("503 Service Unavailable", "retry-after: 120\r\n", "");
    let timeout = Fault::status("504 Gateway Timeout", "", "");
    for (row, name, fault) in
        [(12, "502 with HTML", bad_gateway), (13, "503 with Retry-After", unavailable), (14, "504", timeout)]
    {
        matrix.lost(row, &format!("{name} after the effect"), &fault, long);
        matrix.lost(row, &format!("{name} before the effect"), &fault.undone(), long);
    }
}

/// A call as a whole ends in time, whatever its tries may take.
fn overall_deadline(matrix: &mut Matrix, fault: &Fault) {
    let timeouts = Timeouts::default().whole_call(SHORT);
    let script = Script::never_heals(fault.clone());
    matrix.case(8, "one byte a second; the overall deadline", &script, timeouts, &|_, _| {
        Ok(Ending::new(Kind::Unknown, 1, 1))
    });
    assert!(CAP > 1, "or the deadline would end nothing");
}

fn all(whole: &Whole) -> Vec<u8> {
    reply("200 OK", "", &whole.body)
}

fn half(whole: &Whole) -> Vec<u8> {
    let mut bytes = all(whole);
    bytes.truncate(bytes.len() - whole.body.len() / 2);
    bytes
}

/// What is there says success.
fn truncated(whole: &Whole) -> String {
    whole.body[..whole.body.len() / 3].to_owned()
}

fn chunk(whole: &Whole) -> Vec<u8> {
    let half = &whole.body[..whole.body.len() / 2];
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n";
    format!("{head}\r\n{:x}\r\n{half}", whole.body.len()).into_bytes()
}

fn telling(_: &Whole) -> Vec<u8> {
    reply("200 OK", "", &format!("<html>no such token: clt.{CANARY}, user {CANARY}</html>"))
}
