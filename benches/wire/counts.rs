//! What valgrind counts of an operation: instructions and allocations.
//!
//! The bench starts itself once more under valgrind, with the operation's number and how often to repeat it.

use std::process::Command;

use super::operation::Operation;
use crate::support::valgrind;

/// Says which operation is repeated, and how often: `NUMBER TIMES`.
const REPEAT: &str = "DOUYIN_BENCH_REPEAT";

/// Of one operation.
pub struct Counts {
    pub instructions: f64,
    pub allocations: f64,
}

/// If this process was started under valgrind: repeats the operation, and nothing else is to be done.
pub fn repeated(operations: &[Operation]) -> bool {
    let Ok(asked) = std::env::var(REPEAT) else { return false };
    let (number, times) = asked.split_once(' ').expect("there are two numbers");
    let [number, times] = [number, times].map(|text| text.parse::<usize>().expect("it is a number"));
    operations[number].repeat(times);
    true
}

/// Nothing where there is no valgrind.
pub fn count(number: usize) -> Option<Counts> {
    let repeats = |valgrind: &mut Command, times| {
        valgrind.arg(std::env::current_exe().expect("this program has a path")).arg("--bench");
        valgrind.env(REPEAT, format!("{number} {times}"));
    };
    valgrind::is_there().then(|| Counts {
        instructions: valgrind::instructions(&repeats),
        allocations: valgrind::allocations(&repeats),
    })
}
