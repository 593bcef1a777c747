//! What a field's checks let through, as it was and as it is: whether the one is within the other.

use crate::api::{Bounds, Check, Field, Literal, Type};
use crate::spec::{Format, LengthUnit, Limits};

/// What is checked of a field before it is sent.
pub(super) struct Allowed {
    checks: Vec<Check>,
    /// The values that no length, range, format or encoding holds for.
    special: Vec<Literal>,
    is_integer: bool,
}

impl Allowed {
    pub(super) fn of(field: &Field, checks: impl IntoIterator<Item = Check>) -> Self {
        let is_integer = field.ty == Type::Integer;
        let checks = checks.into_iter().map(|check| started(check, is_integer)).collect();
        Self { checks, special: field.special.clone(), is_integer }
    }

    /// Whether both are checked by the same code.
    pub(super) fn is_same_code(&self, other: &Self) -> bool {
        (&self.checks, &self.special) == (&other.checks, &other.special)
    }

    /// Whether all that these let through passes each of other checks. What is special is asked for apart.
    pub(super) fn passes(&self, checks: &[Check], other: &Self) -> bool {
        checks.iter().all(|check| self.passes_one(check, other.is_integer))
    }

    /// Whether all that is special here passes there.
    pub(super) fn special_passes(&self, other: &Self) -> bool {
        let passes = |value: &Literal| {
            other.special.contains(value)
                || other.checks.iter().all(|check| is_right(value, check, other.is_integer))
        };
        self.special.iter().all(passes)
    }

    fn passes_one(&self, check: &Check, is_integer: bool) -> bool {
        match check {
            Check::NotEmpty => self.has_text(),
            Check::Length(unit, bounds) => is_within(self.length(*unit), *bounds),
            Check::Count(bounds) => {
                let counts = self
                    .checks
                    .iter()
                    .filter_map(|one| if let Check::Count(bounds) = one { Some(*bounds) } else { None });
                is_within(counts.fold(ANY, both), *bounds)
            }
            Check::Range(limits) => {
                let (least, most) = ends(*limits, is_integer);
                let ranges = self.checks.iter().filter_map(|one| {
                    if let Check::Range(limits) = one { Some(ends(*limits, self.is_integer)) } else { None }
                });
                let (from, to) =
                    ranges.fold((i128::MIN, i128::MAX), |all, one| (all.0.max(one.0), all.1.min(one.1)));
                least <= from && to <= most
            }
            Check::Format(Format::Digits) => self.has(&Check::Format(Format::CompactDate)) || self.has(check),
            check => self.has(check),
        }
    }

    fn has(&self, check: &Check) -> bool {
        self.checks.contains(check)
    }

    /// Whether no text that is let through is empty.
    fn has_text(&self) -> bool {
        let refuses_empty = |check: &Check| match check {
            Check::Length(_, bounds) => bounds.least > 0,
            Check::Format(_) => true,
            _ => false,
        };
        let is_ordinary = !self.special.contains(&Literal::Text(String::new()));
        self.has(&Check::NotEmpty) || is_ordinary && self.checks.iter().any(refuses_empty)
    }

    /// How long a text can be that is nothing special.
    fn length(&self, unit: LengthUnit) -> Bounds {
        let least = usize::from(self.has(&Check::NotEmpty));
        let lengths = self.checks.iter().filter_map(|check| match check {
            Check::Length(of, bounds) => Some(counted_in(unit, *of, *bounds)),
            _ => None,
        });
        lengths.fold(Bounds { least, most: None }, both)
    }
}

const ANY: Bounds = Bounds { least: 0, most: None };

fn both(one: Bounds, other: Bounds) -> Bounds {
    let most = one.most.into_iter().chain(other.most).min();
    Bounds { least: one.least.max(other.least), most }
}

/// The bounds of one unit in another one: in UTF-8 a character is one byte to four.
fn counted_in(unit: LengthUnit, of: LengthUnit, bounds: Bounds) -> Bounds {
    let Bounds { least, most } = bounds;
    match (of, unit) {
        (LengthUnit::Bytes, LengthUnit::Characters) => Bounds { least: least.div_ceil(4), most },
        (LengthUnit::Characters, LengthUnit::Bytes) => {
            Bounds { least, most: most.and_then(|most| most.checked_mul(4)) }
        }
        _ => bounds,
    }
}

/// Whether a special value, for which only an empty text can be wrong anyway, is right as any other.
fn is_right(value: &Literal, check: &Check, is_integer: bool) -> bool {
    match (check, value) {
        (Check::Range(limits), Literal::Integer(number)) => {
            let (least, most) = ends(*limits, is_integer);
            (least..=most).contains(&(i128::from(*number) * 2))
        }
        (Check::Length(LengthUnit::Bytes, bounds), Literal::Text(text)) => is_between(text.len(), *bounds),
        (Check::Length(LengthUnit::Characters, bounds), Literal::Text(text)) => {
            is_between(text.chars().count(), *bounds)
        }
        (Check::NotEmpty | Check::Count(_) | Check::Unique, _) => true,
        _ => false,
    }
}

fn is_between(count: usize, bounds: Bounds) -> bool {
    bounds.least <= count && bounds.most.is_none_or(|most| count <= most)
}

/// Whether what has one is within the other.
pub(super) fn is_within(old: Bounds, new: Bounds) -> bool {
    let most = |bounds: Bounds| bounds.most.unwrap_or(usize::MAX);
    new.least <= old.least && most(old) <= most(new)
}

/// A check of integers starts at the one after a number that is too small.
fn started(check: Check, is_integer: bool) -> Check {
    match check {
        Check::Range(Limits { at_least: None, more_than: Some(below), at_most, fewer_than })
            if is_integer =>
        {
            let at_least = below.checked_add(1);
            let more_than = if at_least.is_none() { Some(below) } else { None };
            Check::Range(Limits { at_least, at_most, more_than, fewer_than })
        }
        check => check,
    }
}

/// The smallest and the largest number, twice as large so that what is next to an integer is another number if there can be
/// a decimal between.
fn ends(limits: Limits, is_integer: bool) -> (i128, i128) {
    let step = if is_integer { 2 } else { 1 };
    let least = limits.at_least.map(|least| i128::from(least) * 2);
    let above = limits.more_than.map(|below| i128::from(below) * 2 + step);
    let most = limits.at_most.map(|most| i128::from(most) * 2);
    let below = limits.fewer_than.map(|above| i128::from(above) * 2 - step);
    (least.or(above).unwrap_or(i128::MIN), most.or(below).unwrap_or(i128::MAX))
}
