//! Row 34: the machine's wall clock is a day off, either way, from one call to the next. A child process is given such a
//! clock by a library of a few lines of C; the `Date` of every reply is years off as well.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::tokens::granting;
use crate::cell::{Ending, Line, Place};
use crate::child::{self, Role, said};
use crate::matrix::Matrix;
use crate::support::calls::{Asked, Called, Kind};
use crate::support::canary::told;
use crate::support::fault::Script;
use crate::support::faulty::Faulty;
use crate::support::platform::Platform;

const ROLE: &str = "watch the clock";
/// The file that says by how many seconds the clock is off.
const OFF: &str = "CLOCK_IS_OFF";
const DAY: i64 = 24 * 60 * 60;
/// How many calls are made after each change of the clock.
const CALLS: usize = 10;

pub fn add(matrix: &mut Matrix) {
    if !cfg!(all(target_os = "linux", target_env = "gnu")) {
        println!("row 34 is left out: only with glibc on Linux is a process given another clock like that");
        return;
    }
    for (name, off) in [("wall clock a day ahead", DAY), ("wall clock a day behind", -DAY)] {
        let expected = |_, _| Ok(Ending::new(Kind::Complete, 1, 1));
        matrix.each(34, name, &expected, move |place, expected, asked| moved(place, expected, asked, off));
    }
}

async fn moved(place: Place, expected: Ending, asked: Asked<'static>, off: i64) -> Line {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let [library, file] = ["clock.so", "off"].map(|name| folder.path().join(name));
    compile(&library);
    std::fs::write(&file, "0").expect("it can be written");

    let platform = Arc::new(Platform::granting(Duration::from_hours(2)));
    let server = Faulty::new(&platform, Script::healthy());
    let [library, file] = [&library, &file].map(|path| path.to_str().expect("it is UTF-8"));
    let days = off.to_string();
    let environment = [("LD_PRELOAD", library), (OFF, file), ("CLOCK_MOVES_BY", &days)];
    let output = child::run(ROLE, server.start().await, asked, place.over, &environment).await;

    let moved: i64 = said(&output, "moved").parse().expect("it is a number");
    let kind = if said(&output, "complete") == "true" { Kind::Complete } else { Kind::Nothing };
    let effects = if asked.verify_token.is_some() { platform.effects() } else { 1 };
    let calls = platform.received().len();
    Line::new(place, expected, Ending::new(kind, 1, effects))
        .note(format!("{calls} calls, {} tokens", platform.grants()))
        .check((moved - off).abs() < 600, "the child's clock was not moved")
        .check(calls == 2 * CALLS, "there was a storm of calls")
        .check(platform.grants() == 1, "there was a storm of refreshes")
        .silent(&Called::nothing(told(&output).join("\n")))
}

fn compile(library: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/clock.c");
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    let ran = Command::new(compiler).args(["-shared", "-fPIC", "-o"]).arg(library).arg(source).output();
    let ran = ran.expect("there is a C compiler");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

/// What the child does: calls, moves the clock, and calls.
pub async fn child(role: &Role) {
    if role.name != ROLE {
        return;
    }
    let client = granting(role.address);
    let before = unix_time();
    let first = all_complete(&client, role.asked).await;
    let [file, off] = [OFF, "CLOCK_MOVES_BY"].map(|name| std::env::var(name).expect("it is told"));
    std::fs::write(file, off).expect("it can be written");
    let moved = unix_time() - before;
    let then = all_complete(&client, role.asked).await;
    println!("moved: {moved}\ncomplete: {}", first && then);
}

async fn all_complete(client: &douyin::Client, asked: Asked<'_>) -> bool {
    let mut complete = 0;
    for _ in 0..CALLS {
        complete += usize::from(asked.send(client).await.kind == Kind::Complete);
    }
    complete == CALLS
}

fn unix_time() -> i64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("it is later");
    i64::try_from(since.as_secs()).expect("it fits")
}
