//! Which numbers are allowed, and values that are special instead of large or small.

use std::cmp::Ordering;
use std::ops::{Bound, RangeBounds};

use super::Checks;
use crate::Number;

/// A number of a request, as it compares to an integer.
pub trait Numeric {
    /// The order of the two, if they have one: what is no number has none.
    fn order(&self, other: i64) -> Option<Ordering>;
}

impl Numeric for i64 {
    fn order(&self, other: i64) -> Option<Ordering> {
        Some(self.cmp(&other))
    }
}

impl Numeric for f64 {
    #[allow(
        clippy::cast_precision_loss,
        reason = "a double beside a limit above 2^53 is not more exact than that"
    )]
    fn order(&self, other: i64) -> Option<Ordering> {
        self.partial_cmp(&(other as f64))
    }
}

impl Numeric for Number {
    fn order(&self, other: i64) -> Option<Ordering> {
        match self.as_i64() {
            Some(integer) => integer.order(other),
            None => self.to_f64().order(other),
        }
    }
}

impl Checks {
    /// Which numbers are allowed.
    pub fn range<T: Numeric>(&mut self, field: &str, value: Option<&T>, allowed: impl RangeBounds<i64>) {
        let Some(value) = value else { return };
        let above = |least: i64, equal| {
            matches!(value.order(least), Some(Ordering::Greater)) || equal && is(value, least)
        };
        let below =
            |most: i64, equal| matches!(value.order(most), Some(Ordering::Less)) || equal && is(value, most);
        let (least, most) = (allowed.start_bound(), allowed.end_bound());
        let (starts, start) = match least {
            Bound::Included(least) => (above(*least, true), Some(format!("at least {least}"))),
            Bound::Excluded(least) => (above(*least, false), Some(format!("more than {least}"))),
            Bound::Unbounded => (true, None),
        };
        let (ends, end) = match most {
            Bound::Included(most) => (below(*most, true), Some(format!("at most {most}"))),
            Bound::Excluded(most) => (below(*most, false), Some(format!("less than {most}"))),
            Bound::Unbounded => (true, None),
        };
        if !starts || !ends {
            let limits: Vec<_> = start.into_iter().chain(end).collect();
            self.violate(field, format!("must be {}", limits.join(" and ")));
        }
    }
}

/// A number, unless it is one of the special values, for which its limits do not hold.
#[must_use]
pub fn ordinary_number<'v, T: Numeric>(value: Option<&'v T>, special: &[i64]) -> Option<&'v T> {
    value.filter(|value| !special.iter().any(|special| is(*value, *special)))
}

/// A text, unless it is one of the special values, for which its limits do not hold.
#[must_use]
pub fn ordinary_text<'v>(value: Option<&'v str>, special: &[&str]) -> Option<&'v str> {
    value.filter(|value| !special.contains(value))
}

/// Whether a number is this integer.
pub(super) fn is<T: Numeric>(value: &T, integer: i64) -> bool {
    value.order(integer) == Some(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use std::ops::Bound;

    use super::{Checks, ordinary_number, ordinary_text};
    use crate::Number;

    #[test]
    fn numbers_stay_within_their_limits() {
        let mut checks = Checks::default();
        checks.range("a", Some(&0), 1..=10);
        checks.range("b", Some(&10), 1..10);
        checks.range("c", Some(&1), 1..);
        checks.range("d", Some(&0.0), (Bound::Excluded(0), Bound::Unbounded));
        checks.range("e", Some(&0.001), (Bound::Excluded(0), Bound::Unbounded));
        checks.range("f", Some(&f64::NAN), ..=1);
        checks.range("g", Some(&Number::from(u64::MAX)), ..=i64::MAX);
        checks.range("h", Some(&Number::try_from(1.5).expect("it is finite")), 1..=2);
        checks.range("i", None::<&i64>, 1..=2);
        let found: Vec<_> = checks.violations.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "a must be at least 1 and at most 10",
                "b must be at least 1 and less than 10",
                "d must be more than 0",
                "f must be at most 1",
                "g must be at most 9223372036854775807",
            ]
        );
    }

    #[test]
    fn special_values_have_no_limits() {
        assert_eq!(ordinary_number(Some(&-1), &[-1, 0]), None);
        assert_eq!(ordinary_number(Some(&-1.0), &[-1]), None);
        assert_eq!(ordinary_number(Some(&2), &[-1, 0]), Some(&2));
        assert_eq!(ordinary_text(Some("0"), &["0"]), None);
        assert_eq!(ordinary_text(Some("00"), &["0"]), Some("00"));
    }
}
