//! What several fields of one struct owe each other. A field is given if it is set, whatever it is set to: an empty list
//! or text is given, too.

use super::range::{Numeric, is};
use super::{Checks, Format};

/// A field and whether it is given.
type Given<'f> = (&'f str, bool);

/// A condition on another field.
#[derive(Debug)]
pub struct When {
    holds: bool,
    told: String,
}

impl When {
    /// A text is one of these.
    #[must_use]
    pub fn text(field: &str, value: Option<&str>, any_of: &[&str]) -> Self {
        let holds = value.is_some_and(|value| any_of.contains(&value));
        Self { holds, told: format!("{field} is {}", any_of.join(" or ")) }
    }

    /// A number is one of these.
    pub fn number<T: Numeric>(field: &str, value: Option<&T>, any_of: &[i64]) -> Self {
        let holds = value.is_some_and(|value| any_of.iter().any(|one| is(value, *one)));
        let told: Vec<_> = any_of.iter().map(ToString::to_string).collect();
        Self { holds, told: format!("{field} is {}", told.join(" or ")) }
    }

    /// A truth value is one of these.
    #[must_use]
    pub fn truth(field: &str, value: Option<&bool>, any_of: &[bool]) -> Self {
        let told: Vec<_> = any_of.iter().map(ToString::to_string).collect();
        Self {
            holds: value.is_some_and(|value| any_of.contains(value)),
            told: format!("{field} is {}", told.join(" or ")),
        }
    }

    /// A field is given.
    #[must_use]
    pub fn given(field: &str, is_given: bool) -> Self {
        Self { holds: is_given, told: format!("{field} is given") }
    }

    /// A field is absent.
    #[must_use]
    pub fn absent(field: &str, is_given: bool) -> Self {
        Self { holds: !is_given, told: format!("{field} is absent") }
    }

    /// All conditions in words, if all of them hold.
    fn all(conditions: &[Self]) -> Option<String> {
        let told: Vec<_> = conditions.iter().map(|when| when.told.as_str()).collect();
        conditions.iter().all(|when| when.holds).then(|| told.join(" and "))
    }
}

impl Checks {
    /// One of the fields is given, and no other.
    pub fn exactly_one_of(&mut self, fields: &[Given<'_>]) {
        self.at_least_one_of(fields);
        self.at_most_one_of(fields);
    }

    /// One of the fields is given, or several.
    pub fn at_least_one_of(&mut self, fields: &[Given<'_>]) {
        if let [(first, _), others @ ..] = fields
            && !fields.iter().any(|(_, is_given)| *is_given)
        {
            let others: Vec<_> = others.iter().map(|(field, _)| *field).collect();
            self.violate(first, format!("must be given, or else {}", others.join(" or ")));
        }
    }

    /// At most one of the fields is given.
    pub fn at_most_one_of(&mut self, fields: &[Given<'_>]) {
        let mut given = fields.iter().filter(|(_, is_given)| *is_given);
        let Some((first, _)) = given.next() else { return };
        for (field, _) in given {
            self.violate(field, format!("must not be given together with {first}"));
        }
    }

    /// All the fields are given, or none.
    pub fn together(&mut self, fields: &[Given<'_>]) {
        let Some((given, _)) = fields.iter().find(|(_, is_given)| *is_given) else { return };
        for (field, _) in fields.iter().filter(|(_, is_given)| !is_given) {
            self.violate(field, format!("must be given together with {given}"));
        }
    }

    /// A field is given where all the conditions hold.
    pub fn required(&mut self, field: &str, is_given: bool, when: &[When]) {
        if let Some(told) = When::all(when).filter(|_| !is_given) {
            self.violate(field, format!("must be given when {told}"));
        }
    }

    /// A field is absent where all the conditions hold.
    pub fn forbidden(&mut self, field: &str, is_given: bool, when: &[When]) {
        if let Some(told) = When::all(when).filter(|_| is_given) {
            self.violate(field, format!("must not be given when {told}"));
        }
    }

    /// Of two integers that are given, the second is not below the first.
    pub fn ordered(&mut self, (first, start): (&str, Option<&i64>), (second, end): (&str, Option<&i64>)) {
        if start.zip(end).is_some_and(|(start, end)| start > end) {
            self.violate(second, format!("must not be below {first}"));
        }
    }

    /// Of two dates or times that are given, the second is not before the first. What is none has no order.
    pub fn ordered_texts(
        &mut self,
        format: Format,
        (first, start): (&str, Option<&str>),
        (second, end): (&str, Option<&str>),
    ) {
        let (start, end) = (start.filter(|start| format.fits(start)), end.filter(|end| format.fits(end)));
        if start.zip(end).is_some_and(|(start, end)| start > end) {
            self.violate(second, format!("must not be before {first}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Checks, Format, When};

    fn found(check: impl FnOnce(&mut Checks)) -> Vec<String> {
        let mut checks = Checks::default();
        checks.within("at", Some(&()), |(), checks| check(checks));
        checks.violations.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn presence_is_counted() {
        let none = [("a", false), ("b", false), ("c", false)];
        let two = [("a", false), ("b", true), ("c", true)];
        assert_eq!(found(|checks| checks.exactly_one_of(&none)), ["at.a must be given, or else b or c"]);
        assert_eq!(found(|checks| checks.exactly_one_of(&two)), ["at.c must not be given together with b"]);
        assert_eq!(found(|checks| checks.exactly_one_of(&two[..2])), [""; 0]);
        assert_eq!(found(|checks| checks.at_least_one_of(&two)), [""; 0]);
        assert_eq!(found(|checks| checks.at_most_one_of(&none)), [""; 0]);
        assert_eq!(found(|checks| checks.together(&two)), ["at.a must be given together with b"]);
        assert_eq!(found(|checks| checks.together(&none)), [""; 0]);
    }

    #[test]
    fn a_condition_holds_with_all_its_parts() {
        let when = || [When::text("kind", Some("x"), &["x", "y"]), When::absent("other", false)];
        assert_eq!(
            found(|checks| checks.required("a", false, &when())),
            ["at.a must be given when kind is x or y and other is absent"]
        );
        assert_eq!(
            found(|checks| checks.forbidden("a", true, &[When::number("n", Some(&2), &[1, 2])])),
            ["at.a must not be given when n is 1 or 2"]
        );
        let not = [When::truth("t", Some(&true), &[true]), When::given("g", false)];
        assert_eq!(found(|checks| checks.required("a", false, &not)), [""; 0]);
        assert_eq!(found(|checks| checks.required("a", true, &when())), [""; 0]);
        assert_eq!(found(|checks| checks.required("a", false, &[When::truth("t", None, &[false])])), [""; 0]);
    }

    #[test]
    fn an_end_is_not_before_its_start() {
        assert_eq!(
            found(|checks| checks.ordered(("start", Some(&2)), ("end", Some(&1)))),
            ["at.end must not be below start"]
        );
        assert_eq!(found(|checks| checks.ordered(("start", Some(&1)), ("end", Some(&1)))), [""; 0]);
        let dates =
            |start, end| found(|checks| checks.ordered_texts(Format::Date, ("s", Some(start)), ("e", end)));
        assert_eq!(dates("2024-02-01", Some("2024-01-31")), ["at.e must not be before s"]);
        assert_eq!(dates("2024-02-01", Some("2024-02-01")), [""; 0]);
        assert_eq!(dates("2024-02-01", Some("2024")), [""; 0]);
        assert_eq!(dates("2024-02-01", None), [""; 0]);
    }
}
