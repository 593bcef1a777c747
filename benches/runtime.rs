//! Takes the endpoints' own samples, gives tables of what they cost our types and client, and others, at run time.

mod support;
mod wire;

use support::measure::{in_turns, quartiles, times};
use support::record;
use support::table::{Goals, Table};
use wire::call::{CALLERS, Caller, Calls};
use wire::counts::{Counts, count};
use wire::operation::{Operation, Who, all};

const ROUNDS: usize = 501;

/// What an operation costs.
struct Cost {
    /// Of each round.
    nanoseconds: Vec<f64>,
    counts: Option<Counts>,
}

fn main() {
    if !support::asked("runtime") {
        return;
    }
    let operations = all();
    if wire::counts::repeated(&operations) {
        return;
    }
    let calls = Calls::new();
    let callers = in_turns(ROUNDS, &CALLERS, |(caller, _)| calls.microseconds(*caller));
    let costs = costs(&operations);
    let conditions = record::conditions();
    let tables = [
        operation_table(&operations, &costs),
        call_table(&callers),
        goals(&operations, &costs, &callers),
        format!(
            "Times and their ratios are medians of {ROUNDS} rounds in turns, times with the quartiles. {conditions}\n"
        ),
    ];
    record::keep("runtime", &tables.join("\n"));
}

fn costs(operations: &[Operation]) -> Vec<Cost> {
    let times = in_turns(ROUNDS, operations, Operation::nanoseconds);
    let cost = |(number, nanoseconds)| Cost { nanoseconds, counts: count(number) };
    times.into_iter().enumerate().map(cost).collect()
}

fn operation_table(operations: &[Operation], costs: &[Cost]) -> String {
    let head =
        ["", "by", "bytes", "ns", "times the floor's", "instructions", "times the floor's", "allocations"];
    let mut table = Table::new(&head);
    for (operation, cost) in operations.iter().zip(costs) {
        let floor = find(operations, costs, operation.title, Who::Floor);
        let [low, time, high] = quartiles(&cost.nanoseconds);
        let counted = |of: fn(&Counts) -> f64| {
            cost.counts
                .as_ref()
                .map_or_else(|| "no valgrind".to_owned(), |counts| format!("{:.0}", of(counts)))
        };
        let instructions = cost.counts.as_ref().zip(floor.counts.as_ref());
        let instructions = instructions.map(|(counts, floor)| counts.instructions / floor.instructions);
        table.row(&[
            operation.title.to_owned(),
            match operation.who {
                Who::Floor => "hand: the floor",
                Who::Ours => "ours",
                Who::Untyped => "`serde_json::Value`",
            }
            .to_owned(),
            operation.bytes.to_string(),
            format!("{time:.0} ({low:.0}–{high:.0})"),
            format!("{:.2}", times(&cost.nanoseconds, &floor.nanoseconds)),
            counted(|counts| counts.instructions),
            instructions.map_or_else(String::new, |times| format!("{times:.3}")),
            counted(|counts| counts.allocations),
        ]);
    }
    table.to_string()
}

fn call_table(callers: &[Vec<f64>]) -> String {
    let mut table = Table::new(&[
        "a call on loopback",
        "µs",
        "times reqwest with serde by hand",
        "times reqwest's bytes",
        "times hyper with serde by hand",
    ]);
    let [by_hand, bytes, hyper] =
        [Caller::Reqwest, Caller::ReqwestBytes, Caller::Hyper].map(|caller| call(callers, caller));
    for ((_, title), all) in CALLERS.iter().zip(callers) {
        let [low, time, high] = quartiles(all);
        table.row(&[
            (*title).to_owned(),
            format!("{time:.1} ({low:.1}–{high:.1})"),
            format!("{:.3}", times(all, by_hand)),
            format!("{:.3}", times(all, bytes)),
            format!("{:.3}", times(all, hyper)),
        ]);
    }
    table.to_string()
}

fn goals(operations: &[Operation], costs: &[Cost], callers: &[Vec<f64>]) -> String {
    let mut goals = Goals::new();
    for operation in operations.iter().filter(|operation| operation.who == Who::Ours) {
        let title = operation.title;
        let [ours, floor] = [Who::Ours, Who::Floor].map(|who| find(operations, costs, title, who));
        let Some((ours, floor)) = ours.counts.as_ref().zip(floor.counts.as_ref()) else { continue };
        let instructions = ours.instructions / floor.instructions;
        goals.at_most(&format!("{title}: instructions, times the floor's"), 1.05, instructions, (3, ""));
        goals.at_most(&format!("{title}: allocations"), floor.allocations, ours.allocations, (0, ""));
    }
    let by_hand = times(call(callers, Caller::Ours), call(callers, Caller::Reqwest));
    goals.at_most("a call over reqwest, times reqwest with serde by hand", 1.03, by_hand, (3, ""));
    let over_hyper = times(call(callers, Caller::OursOverHyper), call(callers, Caller::Reqwest));
    goals.at_most("a call over hyper, times reqwest with serde by hand", 1.03, over_hyper, (3, ""));
    goals.to_string()
}

/// What a caller took, in each round.
fn call(callers: &[Vec<f64>], caller: Caller) -> &[f64] {
    let at = CALLERS.iter().position(|(one, _)| *one == caller).expect("it is one of them");
    &callers[at]
}

fn find<'c>(operations: &[Operation], costs: &'c [Cost], title: &str, who: Who) -> &'c Cost {
    let is = |one: &Operation| one.title == title && one.who == who;
    &costs[operations.iter().position(is).expect("it was measured")]
}
