//! Takes the same types and methods in several shapes, gives tables of what each costs to compile and to run: why
//! generated code looks as it does.

mod peers;
#[path = "shapes/mod.rs"]
mod printed;
mod support;

use printed::Shape;
use printed::pages::pages;
use printed::program::{Program, Task};
use support::measure::{Cost, in_turns, median, quartiles, spread};
use support::record;
use support::subject::Subject;
use support::table::{Table, ratio, thousands};
use support::work::Work;

const SIZE: usize = 493;
/// A release build of derives for all takes longer than anyone waits for a bench.
const FEWER: usize = 100;
const CHECKS: usize = 3;
const ROUNDS: usize = 51;

/// What can be asked for, and what measures it.
type Part = (&'static str, fn() -> String);

fn main() {
    if !support::asked("shapes") {
        return;
    }
    record::keep_in("benches/shapes.md", "pages", &pages());
    let parts: [Part; 3] = [("running", running), ("checking", checking), ("releasing", releasing)];
    let asked: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    for (name, part) in parts {
        if asked.is_empty() || asked.iter().any(|asked| asked == name) {
            let conditions = record::conditions();
            record::keep(&format!("shapes {name}"), &format!("{} {conditions}\n", part()));
        }
    }
}

/// Every shape as a crate of so many endpoints.
fn subjects(size: usize) -> [Subject; Shape::ALL.len()] {
    let work = Work::whole().of(size);
    Shape::ALL.map(|shape| {
        Subject::new("shapes", shape.name(), shape.title(), &shape.dependencies(), &shape.print(&work))
    })
}

fn checking() -> String {
    let subjects = subjects(SIZE);
    let checks = in_turns(CHECKS, &subjects, |subject| subject.compile(&["check"]));
    let seconds = |costs: &[Cost]| spread(costs, Cost::seconds);
    let [_, chosen, _] = seconds(&checks[position(&Shape::ALL)]);
    let mut table = Table::new(&["check", "lines", "CPU s", "times the chosen one's", "peak MB"]);
    for (subject, checks) in subjects.iter().zip(&checks) {
        let [low, check, high] = seconds(checks);
        table.row(&[
            subject.title.clone(),
            thousands(subject.lines),
            format!("{check:.1} ({low:.1}–{high:.1})"),
            format!("{:.2}", check / chosen),
            format!("{:.0}", median(checks).megabytes()),
        ]);
    }
    format!(
        "{table}\n{SIZE} endpoints. Medians of {CHECKS} checks in turns, with the lowest and the highest."
    )
}

fn releasing() -> String {
    let subjects = subjects(FEWER);
    let builds = subjects.each_ref().map(|subject| subject.compile(&["build", "--release"]));
    let chosen = builds[position(&Shape::ALL)];
    let mut table = Table::new(&["release", "CPU s", "times the chosen one's", "peak MB", "rlib MB"]);
    for (subject, build) in subjects.iter().zip(&builds) {
        table.row(&[
            subject.title.clone(),
            format!("{:.1}", build.seconds()),
            format!("{:.2}", build.seconds() / chosen.seconds()),
            format!("{:.0}", build.megabytes()),
            format!("{:.1}", ratio(subject.rlib(), 1_000_000)),
        ]);
    }
    format!("{table}\n{FEWER} endpoints, for all take too long. One build of each.")
}

fn running() -> String {
    let shapes: Vec<Shape> = Shape::ALL.into_iter().filter(|shape| *shape != Shape::None).collect();
    let programs: Vec<Program> = shapes.iter().map(|shape| Program::built(*shape)).collect();
    for program in &programs {
        assert_eq!(program.shown(), programs[0].shown(), "{:?} does the same", program.shape);
    }
    let task = |(task, title)| task_table(&programs, task, title, position(&shapes));
    let tables = [(Task::Encode, "encode L"), (Task::Decode, "decode L")].map(task);
    format!("{}\nTimes are medians of {ROUNDS} rounds in turns, with the quartiles.", tables.join("\n"))
}

fn task_table(programs: &[Program], task: Task, title: &str, chosen: usize) -> String {
    let times = in_turns(ROUNDS, programs, |program| program.nanoseconds(task));
    let counts: Vec<_> = programs.iter().map(|program| program.instructions(task)).collect();
    let mut table = Table::new(&[title, "instructions", "times the chosen one's", "ns"]);
    for ((program, times), count) in programs.iter().zip(times).zip(&counts) {
        let [low, time, high] = quartiles(&times);
        let compared = count.zip(counts[chosen]).map(|(count, chosen)| format!("{:.2}", count / chosen));
        table.row(&[
            program.shape.title().to_owned(),
            count.map_or_else(|| "no valgrind".to_owned(), |count| format!("{count:.0}")),
            compared.unwrap_or_default(),
            format!("{time:.0} ({low:.0}–{high:.0})"),
        ]);
    }
    table.to_string()
}

/// Where the chosen one is.
fn position(shapes: &[Shape]) -> usize {
    shapes.iter().position(|shape| *shape == Shape::Functions).expect("it is one of them")
}
