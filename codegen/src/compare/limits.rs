//! What is checked of a field before it is sent, as it was and as it is.

use super::Both;
use super::at::At;
use super::change::{Change, Verdict, said};
use super::facts;
use super::field::which;
use crate::api::{Bounds, Check, Field, Type};
use crate::spec::Limits;

/// The checks, each with the keys that can be why there is one.
const CHECKS: [(IsIt, &[&str]); 6] = [
    (|check| matches!(check, Check::Length(..)), &["length", "inferred.length", "inferred.field"]),
    (|check| matches!(check, Check::Count(_)), &["count", "inferred.count", "inferred.field"]),
    (|check| matches!(check, Check::Range(_)), &["range", "inferred.range", "inferred.field"]),
    (|check| matches!(check, Check::Format(_)), &["format", "inferred.format", "inferred.field"]),
    (|check| matches!(check, Check::Encoding(_)), &["encoding", "inferred.encoding", "inferred.field"]),
    (|check| matches!(check, Check::Unique), &["unique", "inferred.unique", "inferred.field"]),
];

/// Whether a check is of a kind.
type IsIt = fn(&Check) -> bool;

/// What a field that does not match its limits any more means.
const TIGHTER: &str = "values that were right are wrong now";

pub(super) fn compare(at: &At, both: Both<&Field>, told: &mut Vec<&'static str>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (is_it, keys) in CHECKS {
        let becomes_token = is_token(both.old) != is_token(both.new);
        let checks = both.map(|field| {
            let of_type = becomes_token.then(|| length(field)).flatten();
            field.checks.iter().copied().chain(of_type).filter(is_it).collect::<Vec<_>>()
        });
        let is_kept = becomes_token && !differs(both, keys);
        if checks.old == checks.new || is_kept || both.differ(Field::refuses_empty) && !differs(both, keys) {
            continue;
        }
        let key = which(both, keys);
        told.push(key);
        let is_tighter = !within(&checks.old, &checks.new);
        changes.push(change(&facts::at(at, key), is_tighter, &both.new.wire));
    }
    changes.extend(not_empty(at, both));
    changes.extend(special(at, both, told));
    changes.extend(of_token(at, both, told));
    changes
}

/// Whether the field's type keeps it within its limits.
fn is_token(field: &Field) -> bool {
    matches!(field.ty, Type::IdempotencyToken(_))
}

/// The length that the type of an idempotency token keeps.
fn length(field: &Field) -> Option<Check> {
    let Type::IdempotencyToken(bounds) = field.ty else { return None };
    let of = field.facts.length.as_ref().map(|length| length.value.of);
    of.map(|of| Check::Length(of, bounds))
}

fn differs(both: Both<&Field>, keys: &[&str]) -> bool {
    let differing = facts::differing(both.map(|field| &*field.facts));
    keys.iter().any(|key| differing.contains(key))
}

fn change(at: &At, is_tighter: bool, wire: &str) -> Change {
    let says = if is_tighter { "the limits of {} are tighter" } else { "the limits of {} are looser" };
    let change = at.changed(said(says, &[wire])).wire(Verdict::of(is_tighter, TIGHTER, ""));
    change.behaviour(Verdict::no("what is checked before sending is something else"))
}

/// That an empty value is refused is decided, and no fact.
fn not_empty(at: &At, both: Both<&Field>) -> Option<Change> {
    let refuses = both.map(|field| field.checks.contains(&Check::NotEmpty) || field.refuses_empty());
    if refuses.old == refuses.new || is_token(both.old) != is_token(both.new) {
        return None;
    }
    Some(change(&at.decision("not_empty"), refuses.new, &both.new.wire))
}

/// Values for which the limits do not hold.
fn special(at: &At, both: Both<&Field>, told: &mut Vec<&'static str>) -> Option<Change> {
    let is_limit = |check: &Check| !matches!(check, Check::NotEmpty | Check::Count(_) | Check::Unique);
    let is_limited = [both.old, both.new].iter().any(|field| field.checks.iter().any(is_limit));
    if !is_limited || !both.differ(|field| &field.special) {
        return None;
    }
    told.push("sentinels");
    let is_tighter = both.old.special.iter().any(|value| !both.new.special.contains(value));
    Some(change(&at.below(&["sentinels"]), is_tighter, &both.new.wire))
}

/// The limits of an idempotency token are in its type.
fn of_token(at: &At, both: Both<&Field>, told: &mut Vec<&'static str>) -> Option<Change> {
    let (Type::IdempotencyToken(old), Type::IdempotencyToken(new)) = (&both.old.ty, &both.new.ty) else {
        return None;
    };
    if old == new {
        return None;
    }
    let key = which(both, &["length", "inferred.length", "inferred.field"]);
    told.push(key);
    let change = change(&facts::at(at, key), !is_within(*old, *new), &both.new.wire);
    Some(change.source(Verdict::no("the limits are in the type of the idempotency token")))
}

/// Whether all that the old checks let through the new ones do, too.
fn within(old: &[Check], new: &[Check]) -> bool {
    new.iter().all(|new| old.iter().any(|old| lets_less(old, new)))
}

fn lets_less(old: &Check, new: &Check) -> bool {
    match (old, new) {
        (Check::Length(of, old), Check::Length(unit, new)) => of == unit && is_within(*old, *new),
        (Check::Count(old), Check::Count(new)) => is_within(*old, *new),
        (Check::Range(old), Check::Range(new)) => {
            let (old, new) = (ends(*old), ends(*new));
            new.0 <= old.0 && old.1 <= new.1
        }
        (old, new) => old == new,
    }
}

fn is_within(old: Bounds, new: Bounds) -> bool {
    let most = |bounds: Bounds| bounds.most.unwrap_or(usize::MAX);
    new.least <= old.least && most(old) <= most(new)
}

/// The smallest and the largest number, twice as large so that what is next to an integer is another number.
fn ends(limits: Limits) -> (i128, i128) {
    let least = limits.at_least.map(|least| i128::from(least) * 2);
    let above = limits.more_than.map(|below| i128::from(below) * 2 + 1);
    let most = limits.at_most.map(|most| i128::from(most) * 2);
    let below = limits.fewer_than.map(|above| i128::from(above) * 2 - 1);
    (least.or(above).unwrap_or(i128::MIN), most.or(below).unwrap_or(i128::MAX))
}
