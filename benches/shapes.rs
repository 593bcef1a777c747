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
const CHECKS: usize = 3;
const ROUNDS: usize = 51;

fn main() {
    if !support::asked("shapes") {
        return;
    }
    record::keep_in("benches/shapes.md", "pages", &pages());
    let programs: Vec<Program> =
        Shape::ALL.into_iter().filter(|shape| *shape != Shape::None).map(built).collect();
    let running = running(&programs);
    let work = Work::whole().of(SIZE);
    let subjects = Shape::ALL.map(|shape| subject(shape, &work));
    let compiling = compiling(&subjects);
    let below = format!(
        "{SIZE} endpoints. Medians of {CHECKS} checks in turns, and one release build of each; times at run time are medians of {ROUNDS} rounds in turns, with the quartiles. {}\n",
        record::conditions()
    );
    record::keep("shapes", &[compiling, running, below].join("\n"));
}

fn built(shape: Shape) -> Program {
    eprintln!("building a program of {}", shape.name());
    Program::built(shape)
}

fn subject(shape: Shape, work: &Work) -> Subject {
    Subject::new("shapes", shape.name(), shape.title(), &shape.dependencies(), &shape.print(work))
}

fn compiling(subjects: &[Subject]) -> String {
    let checks = in_turns(CHECKS, subjects, |subject| subject.compile(&["check"]));
    let builds: Vec<Cost> = subjects.iter().map(|subject| subject.compile(&["build", "--release"])).collect();
    let chosen = position(subjects.iter().map(|subject| subject.title.as_str()));
    let seconds = |costs: &[Cost]| spread(costs, Cost::seconds);
    let [_, ours, _] = seconds(&checks[chosen]);
    let head = [
        "",
        "lines",
        "check, CPU s",
        "times the chosen one's",
        "peak MB",
        "release, CPU s",
        "peak MB",
        "rlib MB",
    ];
    let mut table = Table::new(&head);
    for ((subject, checks), build) in subjects.iter().zip(&checks).zip(&builds) {
        let [low, check, high] = seconds(checks);
        table.row(&[
            subject.title.clone(),
            thousands(subject.lines),
            format!("{check:.1} ({low:.1}–{high:.1})"),
            format!("{:.2}", check / ours),
            format!("{:.0}", median(checks).megabytes()),
            format!("{:.1}", build.seconds()),
            format!("{:.0}", build.megabytes()),
            format!("{:.1}", ratio(subject.rlib(), 1_000_000)),
        ]);
    }
    table.to_string()
}

fn running(programs: &[Program]) -> String {
    for program in programs {
        assert_eq!(program.shown(), programs[0].shown(), "{:?} does the same", program.shape);
    }
    let chosen = position(programs.iter().map(|program| program.shape.title()));
    let mut tables = Vec::new();
    for (task, title) in [(Task::Encode, "encode L"), (Task::Decode, "decode L")] {
        let times = in_turns(ROUNDS, programs, |program| program.nanoseconds(task));
        let counts: Vec<_> = programs.iter().map(|program| program.instructions(task)).collect();
        let mut table = Table::new(&[title, "instructions", "times the chosen one's", "ns"]);
        for ((program, times), count) in programs.iter().zip(times).zip(&counts) {
            let [low, time, high] = quartiles(&times);
            let compared = count.zip(counts[chosen]).map(|(count, ours)| format!("{:.2}", count / ours));
            table.row(&[
                program.shape.title().to_owned(),
                count.map_or_else(|| "no valgrind".to_owned(), |count| format!("{count:.0}")),
                compared.unwrap_or_default(),
                format!("{time:.0} ({low:.0}–{high:.0})"),
            ]);
        }
        tables.push(table.to_string());
    }
    tables.join("\n")
}

fn position<'t>(mut titles: impl Iterator<Item = &'t str>) -> usize {
    titles.position(|title| title == Shape::Functions.title()).expect("it is one of them")
}
