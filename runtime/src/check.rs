//! Local checks: what is known to be wrong with a request before it is sent, and where.

use std::fmt;
use std::ops::RangeInclusive;

use crate::JsonText;

mod format;
mod range;
mod relations;
mod unique;

pub use format::Format;
pub use range::{Numeric, ordinary_number, ordinary_text};
pub use relations::When;
pub use unique::Seen;

/// One thing that is wrong with a request.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// The field's path on the wire: `lines[0].id`.
    pub path: String,
    /// What it must be.
    pub rule: String,
}

impl Violation {
    pub(crate) fn new(path: impl Into<String>, rule: impl Into<String>) -> Self {
        Self { path: path.into(), rule: rule.into() }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.rule)
    }
}

/// Collects what is wrong with a request. Generated code calls it field by field.
#[derive(Debug, Default)]
pub struct Checks {
    at: String,
    pub(crate) violations: Vec<Violation>,
}

impl Checks {
    /// A text that is given must not be empty.
    pub fn not_empty(&mut self, field: &str, value: Option<&str>) {
        if value.is_some_and(str::is_empty) {
            self.violate(field, "must not be empty".to_owned());
        }
    }

    /// A text's length in bytes of UTF-8.
    pub fn bytes(&mut self, field: &str, value: Option<&str>, allowed: RangeInclusive<usize>) {
        self.within_range(field, value.map(str::len), allowed, "byte");
    }

    /// A text's length in characters.
    pub fn characters(&mut self, field: &str, value: Option<&str>, allowed: RangeInclusive<usize>) {
        self.within_range(field, value.map(|value| value.chars().count()), allowed, "character");
    }

    /// A list's length.
    pub fn count<T>(&mut self, field: &str, value: Option<&[T]>, allowed: RangeInclusive<usize>) {
        self.within_range(field, value.map(<[T]>::len), allowed, "item");
    }

    /// What a struct checks by itself.
    pub fn within<T>(&mut self, field: &str, value: Option<&T>, check: impl FnOnce(&T, &mut Self)) {
        if let Some(value) = value {
            self.below(field, |checks| check(value, checks));
        }
    }

    /// What the JSON in a text checks by itself.
    pub fn inside<T>(&mut self, field: &str, value: Option<&JsonText<T>>, check: impl FnOnce(&T, &mut Self)) {
        self.within(field, value.map(|text| &text.0), check);
    }

    /// What a list's structs check by themselves.
    pub fn each<T>(&mut self, field: &str, values: Option<&[T]>, mut check: impl FnMut(&T, &mut Self)) {
        for (index, value) in values.unwrap_or_default().iter().enumerate() {
            self.below(&format!("{field}[{index}]"), |checks| check(value, checks));
        }
    }

    /// What a map's structs check by themselves.
    pub fn entries<T>(
        &mut self,
        field: &str,
        values: Option<&crate::Map<T>>,
        mut check: impl FnMut(&T, &mut Self),
    ) {
        for (key, value) in values.into_iter().flatten() {
            self.below(&format!("{field}[{key:?}]"), |checks| check(value, checks));
        }
    }

    fn below(&mut self, field: &str, check: impl FnOnce(&mut Self)) {
        let before = self.at.clone();
        // In a list of lists nothing stands between the two indexes.
        if field.starts_with('[') {
            self.at.pop();
        }
        // JSON in a text is at the text's own place.
        if !field.is_empty() {
            self.at.push_str(field);
            self.at.push('.');
        }
        check(self);
        self.at = before;
    }

    fn within_range(&mut self, field: &str, is: Option<usize>, allowed: RangeInclusive<usize>, unit: &str) {
        let Some(is) = is.filter(|is| !allowed.contains(is)) else {
            return;
        };
        let rule = match (*allowed.start(), *allowed.end()) {
            (least, usize::MAX) => format!("must have at least {}, and has {is}", counted(least, unit)),
            (0, most) => format!("must have at most {}, and has {is}", counted(most, unit)),
            (least, most) => format!("must have {least} to {}, and has {is}", counted(most, unit)),
        };
        self.violate(field, rule);
    }

    fn violate(&mut self, field: &str, rule: impl Into<String>) {
        self.violations.push(Violation::new(self.path(field), rule));
    }

    /// The path on the wire of a field of what is being checked.
    fn path(&self, field: &str) -> String {
        format!("{}{field}", self.at)
    }
}

fn counted(number: usize, unit: &str) -> String {
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::Checks;

    #[test]
    fn violations_name_the_path_the_rule_and_what_there_is() {
        let mut checks = Checks::default();
        checks.each("orders", Some(&["", "abcd", "券券"]), |text: &&str, checks| {
            checks.not_empty("id", Some(text));
            checks.bytes("id", Some(text), 0..=5);
            checks.characters("id", Some(text), 2..=3);
        });
        checks.count::<u8>("orders", Some(&[1, 2]), 3..=usize::MAX);
        checks.within("absent", None::<&u8>, |_, checks| checks.not_empty("x", Some("")));
        let found: Vec<_> = checks.violations.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "orders[0].id must not be empty",
                "orders[0].id must have 2 to 3 characters, and has 0",
                "orders[1].id must have 2 to 3 characters, and has 4",
                "orders[2].id must have at most 5 bytes, and has 6",
                "orders must have at least 3 items, and has 2",
            ]
        );
    }
}
