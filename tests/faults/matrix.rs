//! The matrix: cells in, lines out. Each cell has a thread, a runtime and a subscriber of its own, so that what is
//! traced in it is its own, too.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::case::Over;
use crate::cell::{Ending, Line, Place};
use crate::printed::Printed;
use crate::support::calls::Called;
use crate::support::platform::Platform;
use crate::support::verification::Verification;

/// Most cells wait most of the time.
const AT_ONCE: usize = 8;
/// A cell that takes longer hangs.
const LONGEST: Duration = Duration::from_mins(1);
/// Why a cell without a token does not apply.
pub const TOKEN_REQUIRED: &str = "the token is required";

type Running = Pin<Box<dyn Future<Output = Line>>>;

struct Cell {
    place: Place,
    expected: Ending,
    run: Box<dyn FnOnce(Place, Ending) -> Running + Send>,
}

/// The cells, and what is no cell.
#[derive(Default)]
pub struct Matrix {
    /// How bytes travel in the cells that are added next.
    pub over: Over,
    cells: Vec<Cell>,
    not_applying: Vec<(Place, &'static str)>,
}

/// Every endpoint, with the token and without.
pub fn places() -> impl Iterator<Item = (Verification, bool)> {
    Verification::BOTH.into_iter().flat_map(|verification| [(verification, true), (verification, false)])
}

impl Matrix {
    pub fn add<F: Future<Output = Line> + 'static>(
        &mut self,
        place: Place,
        expected: Ending,
        run: impl FnOnce(Place, Ending) -> F + Send + 'static,
    ) {
        let run = |place, expected| -> Running { Box::pin(run(place, expected)) };
        self.cells.push(Cell { place, expected, run: Box::new(run) });
    }

    pub fn leave_out(&mut self, place: Place, why: &'static str) {
        self.not_applying.push((place, why));
    }

    /// The table says which row a fault is in; the files here keep together what is alike.
    pub fn in_order_of_rows(mut self) -> Self {
        self.cells.sort_by_key(|cell| cell.place.row);
        self.not_applying.sort_by_key(|(place, _)| place.row);
        self
    }

    /// Runs every cell, prints every line, and gives those that do not hold.
    pub fn run(self, started: Instant) -> Vec<String> {
        let cells = self.cells.len();
        let lines = run_all(self.cells);
        for line in &lines {
            println!("{line}");
        }
        println!("\nNot applying:");
        for (place, why) in &self.not_applying {
            println!("{place}  {why}");
        }
        let failing: Vec<_> = lines.iter().filter(|line| !line.holds()).map(ToString::to_string).collect();
        let holding = cells - failing.len();
        let (left_out, seconds) = (self.not_applying.len(), started.elapsed().as_secs());
        println!("\n{cells} cells, {holding} hold, {left_out} do not apply; {seconds} s");
        failing
    }
}

/// The lines in the order of their cells.
fn run_all(cells: Vec<Cell>) -> Vec<Line> {
    let mut left = cells.into_iter().enumerate();
    let (left, lines) = (Mutex::new(&mut left), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = left.lock().unwrap_or_else(PoisonError::into_inner).next();
                    let Some((number, cell)) = next else { return };
                    let line = run_one(cell);
                    lines.lock().unwrap_or_else(PoisonError::into_inner).push((number, line));
                }
            });
        }
    });
    let mut lines = lines.into_inner().unwrap_or_else(PoisonError::into_inner);
    lines.sort_by_key(|(number, _)| *number);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn run_one(Cell { place, expected, run }: Cell) -> Line {
    let printed = Printed::default();
    let kept = place.clone();
    let ran = catch_unwind(AssertUnwindSafe(|| {
        let _traced = printed.subscribe();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime can be made");
        runtime.block_on(async { tokio::time::timeout(LONGEST, run(place, expected)).await })
    }));
    let line = match ran {
        Ok(Ok(line)) => line,
        Ok(Err(_)) => nothing(kept, expected, "it does not end"),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
            nothing(kept, expected, &format!("it panicked: {}", text.unwrap_or_default()))
        }
    };
    line.silent(&Called::nothing(printed.text()))
}

fn nothing(place: Place, expected: Ending, why: &str) -> Line {
    let platform = Arc::new(Platform::new());
    Line::judge(place, expected, &Called::nothing(why), &platform).check(false, why)
}
