//! What valgrind counts of an operation: instructions and allocations, the same on every run.
//!
//! The bench starts itself once more under valgrind, with the operation's number and how often to repeat it. What the
//! program does besides falls out of the difference of two runs.

use std::process::Command;

use super::operation::Operation;
use crate::support::measure::run;

/// Says which operation is repeated, and how often: `NUMBER TIMES`.
const REPEAT: &str = "DOUYIN_BENCH_REPEAT";
const FEW: usize = 100;
const MANY: usize = 1_100;

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
    Command::new("valgrind").arg("--version").output().ok()?;
    let each = |tool: &str, out: &str, before: &str, after: &str| {
        let counted = |times| {
            let mut valgrind = Command::new("valgrind");
            valgrind.arg(format!("--tool={tool}")).arg(format!("--{out}=/dev/null"));
            valgrind.arg(std::env::current_exe().expect("this program has a path")).arg("--bench");
            let told = run(valgrind.env(REPEAT, format!("{number} {times}"))).stderr;
            figure(&String::from_utf8_lossy(&told), before, after)
        };
        (counted(MANY) - counted(FEW)) / f64::from(u32::try_from(MANY - FEW).expect("they are few"))
    };
    Some(Counts {
        instructions: each("callgrind", "callgrind-out-file", "Collected : ", "\n"),
        allocations: each("dhat", "dhat-out-file", "Total:", " blocks"),
    })
}

/// The last number between two texts.
fn figure(told: &str, before: &str, after: &str) -> f64 {
    let (_, rest) = told.split_once(before).unwrap_or_else(|| panic!("valgrind did not count: {told}"));
    let (figure, _) = rest.split_once(after).expect("the figure ends");
    let figure = figure.rsplit(' ').next().expect("there is a word");
    figure.replace(',', "").parse().expect("it is a number")
}
