//! The error codes of an endpoint, as they were and as they are.

use super::at::At;
use super::change::{Change, Kind, Verdict, said};
use super::{Both, matched, reordered};
use crate::api::{Code, ErrorRow};

/// What another action or effect means.
const RETRIES: &str = "whether the call is tried again, and what its error says, is something else";

pub(super) fn compare(at: &At, both: Both<&[Code]>, changes: &mut Vec<Change>) {
    for pair in matched(both, |code| code.number) {
        match pair {
            (Some(old), Some(new)) => code(at, Both { old, new }, changes),
            (Some(old), None) => changes.push(removed(at, old)),
            (None, Some(new)) => changes.push(added(at, new)),
            (None, None) => {}
        }
    }
    if reordered(both, |code| code.number) {
        let says = said("the rows stand in another order", &[]);
        changes.push(at.below(&["page", "errors"]).change(Kind::Reordered, says));
    }
}

fn row_at(at: &At, number: i64) -> At {
    at.below(&["page", "errors", &number.to_string()])
}

fn added(at: &At, code: &Code) -> Change {
    let number = code.number.to_string();
    let change = row_at(at, code.number).change(Kind::Added, said("the code {} is new", &[&number]));
    change
        .wire(Verdict::yes("a code that is not listed is `Unknown`, and the outcome with it"))
        .behaviour(Verdict::no("before, the outcome of a call with this code was unknown"))
}

fn removed(at: &At, code: &Code) -> Change {
    let number = code.number.to_string();
    let change = row_at(at, code.number).change(Kind::Removed, said("the code {} is gone", &[&number]));
    change
        .source(Verdict::no("its variant is gone"))
        .behaviour(Verdict::no("the outcome of a call with this code is unknown now"))
        .todo(said("do not match {} any more", &[code.variant.text()]))
}

fn code(at: &At, both: Both<&Code>, changes: &mut Vec<Change>) {
    let number = both.new.number.to_string();
    let decided = |key: &str| at.below(&["decisions", "errors", &number, key]);
    if both.differ(|code| &code.variant) {
        let names = [both.old.variant.text(), both.new.variant.text()];
        let change = decided("name").changed(said("the variant {} is called {} now", &names));
        let source = Verdict::no("the variant has another name");
        changes.push(change.source(source).todo(said("write {} as {}", &names)));
    }
    if both.differ(|code| code.action) {
        let says = said("the code {} asks for something else", &[&number]);
        changes.push(decided("action").changed(says).behaviour(Verdict::no(RETRIES)));
    }
    if both.differ(|code| code.effect) {
        let says = said("the code {} says something else about what was done", &[&number]);
        changes.push(decided("effect").changed(says).behaviour(Verdict::no(RETRIES)));
    }
    rows(at, &number, both.map(|code| &code.rows[..]), changes);
}

/// The rows of one code: the first is called like the code, the second like the code and `#2`.
fn rows(at: &At, number: &str, both: Both<&[ErrorRow]>, changes: &mut Vec<Change>) {
    for row in 0..both.old.len().max(both.new.len()) {
        let step = if row == 0 { number.to_owned() } else { format!("{number}#{}", row + 1) };
        let at = at.below(&["page", "errors", &step]);
        let change = |kind, says| changes_of(&at, kind, says, number);
        match (both.old.get(row), both.new.get(row)) {
            (Some(old), Some(new)) => {
                if old.status != new.status {
                    let says = said("the code {} comes with another HTTP status", &[number]);
                    changes.push(at.below(&["status"]).changed(says));
                }
                let words = [("text", old.text != new.text), ("advice", old.advice != new.advice)];
                let differ = words.iter().filter(|(_, differ)| *differ);
                let says = || said("the words about the code {} have changed", &[number]);
                changes.extend(differ.map(|(key, _)| at.below(&[key]).reworded(says())));
            }
            (None, Some(_)) => changes.push(change(Kind::Added, "the code {} has another row")),
            (Some(_), None) => changes.push(change(Kind::Removed, "a row of the code {} is gone")),
            (None, None) => {}
        }
    }
}

fn changes_of(at: &At, kind: Kind, says: &'static str, number: &str) -> Change {
    at.change(kind, said(says, &[number]))
}
