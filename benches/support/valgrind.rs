//! A program that repeats something in, what valgrind counts of one time out: the same on every run.
//!
//! What the program does besides falls out of the difference of two runs.

use std::process::Command;

use super::measure::run;

const FEW: u32 = 100;
const MANY: u32 = 1_100;

/// The program that is told how often to repeat.
pub type Repeats<'f> = &'f dyn Fn(&mut Command, u32);

pub fn is_there() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok()
}

pub fn instructions(repeats: Repeats<'_>) -> f64 {
    each(repeats, ["--tool=callgrind", "--callgrind-out-file=/dev/null"], "Collected : ", "\n")
}

pub fn allocations(repeats: Repeats<'_>) -> f64 {
    each(repeats, ["--tool=dhat", "--dhat-out-file=/dev/null"], "Total:", " blocks")
}

fn each(repeats: Repeats<'_>, tool: [&str; 2], before: &str, after: &str) -> f64 {
    let counted = |times| {
        let mut valgrind = Command::new("valgrind");
        repeats(valgrind.args(tool), times);
        figure(&String::from_utf8_lossy(&run(&mut valgrind).stderr), before, after)
    };
    (counted(MANY) - counted(FEW)) / f64::from(MANY - FEW)
}

/// The last number between two texts.
fn figure(told: &str, before: &str, after: &str) -> f64 {
    let (_, rest) = told.split_once(before).unwrap_or_else(|| panic!("valgrind did not count: {told}"));
    let (figure, _) = rest.split_once(after).expect("the figure ends");
    let figure = figure.rsplit(' ').next().expect("there is a word");
    figure.replace(',', "").parse().expect("it is a number")
}
