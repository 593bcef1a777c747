//! Row 30: replies that are far larger than they look, or than anybody wants to read. A child process makes the call, so
//! that its memory is that of one call.

use std::fmt::Write as _;
use std::sync::Arc;

use douyin::Client;

use crate::case::Over;
use crate::cell::{CAP, Ending, Line, Place};
use crate::child::{self, Role, said};
use crate::matrix::Matrix;
use crate::support::calls::{Asked, Called, Kind};
use crate::support::canary::told;
use crate::support::fault::{End, Fault, Script};
use crate::support::faulty::Faulty;
use crate::support::platform::Platform;

/// By how much more the memory of a process may grow than with an ordinary call.
const MOST_KB: u64 = 16 * 1024;
const ROLE: &str = "weigh a call";

pub fn add(matrix: &mut Matrix) {
    if !cfg!(target_os = "linux") {
        println!("row 30 is left out: only Linux tells the peak of a process's memory in /proc");
        return;
    }
    let bomb = bomb();
    let packed = Fault::instead(move |_| {
        let head = format!("content-encoding: gzip\r\ncontent-length: {}\r\n", bomb.len());
        [format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), &bomb].concat()
    });
    let chunk = format!("{:x}\r\n{}\r\n", 1 << 16, " ".repeat(1 << 16)).into_bytes();
    let chunked = Fault::instead(|_| b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec());
    let mut lines = String::new();
    (0..1000).for_each(|number| writeln!(lines, "x-{number}: {}\r", "x".repeat(100)).expect("it fits"));
    let headers = Fault::instead(|_| b"HTTP/1.1 200 OK\r\n".to_vec());
    for (name, fault) in [
        ("gzip bomb of 512 MB", packed),
        ("a body without end, of 1 GB and more", chunked.then(End::Endless(chunk))),
        ("endless headers", headers.then(End::Endless(lines.into_bytes()))),
    ] {
        let expected = |_, has_token| Ok(Ending::new(Kind::Unknown, if has_token { CAP } else { 1 }, 1));
        let script = Script::never_heals(fault);
        matrix.each(30, name, &expected, move |place, expected, asked| {
            weighed(place, expected, asked, script.clone())
        });
    }
}

async fn weighed(place: Place, expected: Ending, asked: Asked<'static>, script: Script) -> Line {
    let (ordinary, _, _) = call(asked, place.over, Script::healthy()).await;
    let (peak, called, (platform, server)) = call(asked, place.over, script).await;
    let grown = peak.saturating_sub(ordinary);
    Line::judge(place, expected, &called, &platform)
        .note(format!("{grown} KB more than {ordinary}"))
        .check(server.met() > 0, "the server never saw its fault")
        .check(grown < MOST_KB, "the memory grows too much")
}

/// The peak of a child's memory, and what came of its call.
async fn call(asked: Asked<'static>, over: Over, script: Script) -> (u64, Called, (Arc<Platform>, Faulty)) {
    let platform = Arc::new(Platform::new());
    let server = Faulty::new(&platform, script);
    let output = child::run(ROLE, server.start().await, asked, over, &[]).await;
    let peak = said(&output, "peak").parse().expect("it is a number");
    let kinds = [Kind::Complete, Kind::Unknown];
    let kind = kinds.into_iter().find(|kind| kind.to_string() == said(&output, "kind"));
    let mut called = Called::nothing(told(&output).join("\n"));
    called.kind = kind.unwrap_or(Kind::Nothing);
    called.tries = said(&output, "tries").parse().expect("it is a number");
    called.log_ids = platform.log_ids();
    (peak, called, (platform, server))
}

/// What the child does.
pub async fn child(role: &Role) {
    if role.name != ROLE {
        return;
    }
    let client: Client = role.over.builder().loopback(role.address).build().expect("it builds");
    let called = role.asked.send(&client).await;
    let status = std::fs::read_to_string("/proc/self/status").expect("it is Linux");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.strip_suffix("kB"));
    println!("peak: {}", peak.expect("the kernel says so").trim());
    println!("kind: {}\ntries: {}", called.kind, called.tries);
}

/// 512 MB of zeros by gzip, in 3 MB: a zero, and then 258 more of the byte before, again and again.
fn bomb() -> Arc<[u8]> {
    const REPEATS: usize = 512 * 1024 * 1024 / 258;
    let mut bits = Bits(vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3], 0);
    // The last block, with the codes that everybody knows (RFC 1951, 3.2.6): 285 is a length of 258, 0 a distance of 1.
    bits.push("110" /* final, and type 01 from its low end */);
    bits.push("00110000");
    (0..REPEATS).for_each(|_| bits.push("1100010100000"));
    bits.push("0000000");
    // Nobody comes as far as the checksum and the length.
    bits.0.extend([0; 8]);
    bits.0.into()
}

/// Bytes that are filled from their low end.
struct Bits(Vec<u8>, u32);

impl Bits {
    fn push(&mut self, bits: &str) {
        for bit in bits.bytes() {
            if self.1 == 0 {
                self.0.push(0);
            }
            let last = self.0.len() - 1;
            self.0[last] |= (bit - b'0') << self.1;
            self.1 = (self.1 + 1) % 8;
        }
    }
}
