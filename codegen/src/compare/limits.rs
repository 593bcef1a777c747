//! What is checked of a field before it is sent, as it was and as it is.

use super::Both;
use super::at::At;
use super::change::{Change, Verdict, said};
use super::facts;
use super::field::which;
use crate::api::{Check, Field, Type};
use allowed::{Allowed, is_within};

mod allowed;

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
    let becomes_token = both.differ(is_token);
    let of_type = |field| becomes_token.then(|| length(field)).flatten();
    let allowed = both.map(|field| Allowed::of(field, field.checks.iter().copied().chain(of_type(field))));
    let allowed = Both { old: &allowed.old, new: &allowed.new };
    for (is_it, keys) in CHECKS {
        let checks = both.map(|field| on_page(field).chain(of_type(field)).filter(is_it).collect::<Vec<_>>());
        let is_kept = becomes_token && !differs(both, keys);
        if checks.old == checks.new || is_kept {
            continue;
        }
        let key = which(both, keys);
        told.push(key);
        let means = Means::of(allowed, &checks);
        changes.push(means.change(&facts::at(at, key), &both.new.wire));
    }
    changes.extend(not_empty(at, both, allowed));
    changes.extend(special(at, both, allowed, told));
    changes.extend(of_token(at, both, told));
    changes
}

/// What other limits mean.
#[derive(Clone, Copy)]
enum Means {
    Tighter,
    Looser,
    /// The same values are let through, by other code.
    Same,
    /// The same code lets them through.
    SameCode,
}

impl Means {
    /// What it means that a field has other checks.
    fn of(allowed: Both<&Allowed>, checks: &Both<Vec<Check>>) -> Self {
        let Both { old, new } = allowed;
        Self::that(old.passes(&checks.new, new), new.passes(&checks.old, old), allowed)
    }

    /// What it means that all that was right is right, and the other way round.
    fn that(is_kept: bool, is_no_more: bool, allowed: Both<&Allowed>) -> Self {
        match (is_kept, is_no_more) {
            (false, _) => Self::Tighter,
            (true, false) => Self::Looser,
            _ if allowed.old.is_same_code(allowed.new) => Self::SameCode,
            _ => Self::Same,
        }
    }

    fn change(self, at: &At, wire: &str) -> Change {
        let says = match self {
            Self::Tighter => "the limits of {} are tighter",
            Self::Looser => "the limits of {} are looser",
            Self::Same | Self::SameCode => "the limits of {} let the same through",
        };
        let change = at.changed(said(says, &[wire]));
        let behaviour = Verdict::no("what is checked before sending is something else");
        match self {
            Self::Tighter => change.wire(Verdict::no(TIGHTER)).behaviour(behaviour),
            Self::Looser => change.behaviour(behaviour),
            Self::Same => change,
            Self::SameCode => change.wording(),
        }
    }
}

/// The checks that are the page's.
fn on_page(field: &Field) -> impl Iterator<Item = Check> {
    let all = &field.checks[..];
    all[..all.len() - usize::from(decided(field).is_some())].iter().copied()
}

/// The check that is decided, the last one: that an empty value is refused.
fn decided(field: &Field) -> Option<Check> {
    let inferred = &field.facts.inferred;
    let is_certain = inferred.count.is_none() && inferred.field.is_none();
    let on_page = usize::from(field.facts.count.is_some() && is_certain);
    let counts = field.checks.iter().filter(|check| matches!(check, Check::Count(_))).count();
    match field.checks.last() {
        Some(Check::NotEmpty) => Some(Check::NotEmpty),
        Some(last @ Check::Count(_)) if counts > on_page => Some(*last),
        _ => None,
    }
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

/// That an empty value is refused is decided, and no fact.
fn not_empty(at: &At, both: Both<&Field>, allowed: Both<&Allowed>) -> Option<Change> {
    let checks = both.map(|field| decided(field).into_iter().collect::<Vec<_>>());
    if checks.old == checks.new || both.differ(is_token) {
        return None;
    }
    Some(Means::of(allowed, &checks).change(&at.decision("not_empty"), &both.new.wire))
}

/// Values for which the limits do not hold.
fn special(
    at: &At,
    both: Both<&Field>,
    allowed: Both<&Allowed>,
    told: &mut Vec<&'static str>,
) -> Option<Change> {
    let is_limit = |check: &Check| !matches!(check, Check::NotEmpty | Check::Count(_) | Check::Unique);
    let is_limited = [both.old, both.new].iter().any(|field| field.checks.iter().any(is_limit));
    if !is_limited || !both.differ(|field| &field.special) {
        return None;
    }
    told.push("sentinels");
    let Both { old, new } = allowed;
    let means = Means::that(old.special_passes(new), new.special_passes(old), allowed);
    Some(means.change(&at.below(&["sentinels"]), &both.new.wire))
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
    let means = if is_within(*old, *new) { Means::Looser } else { Means::Tighter };
    let change = means.change(&facts::at(at, key), &both.new.wire);
    Some(change.source(Verdict::no("the limits are in the type of the idempotency token")))
}
