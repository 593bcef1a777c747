//! Values that must differ, wherever in a request they stand.

use std::collections::BTreeMap;

use super::Checks;
use crate::Single;

/// The values seen so far that must differ, and where each stands.
#[derive(Default)]
pub struct Seen(BTreeMap<String, String>);

impl Seen {
    /// A value that is unlike those before it.
    pub fn one<T: Single + ?Sized>(&mut self, checks: &mut Checks, field: &str, value: Option<&T>) {
        let Some(value) = value else { return };
        let path = checks.path(field);
        let value = value.written();
        match self.0.get(&*value) {
            Some(first) => checks.violate(field, format!("must differ from {first}")),
            None => drop(self.0.insert(value.into_owned(), path)),
        }
    }

    /// A list of values, each unlike those before it.
    pub fn each<T: Single>(&mut self, checks: &mut Checks, field: &str, values: Option<&[T]>) {
        for (index, value) in values.unwrap_or_default().iter().enumerate() {
            self.one(checks, &format!("{field}[{index}]"), Some(value));
        }
    }
}

impl Checks {
    /// A list whose items differ.
    pub fn unique<T: Single>(&mut self, field: &str, values: Option<&[T]>) {
        Seen::default().each(self, field, values);
    }
}

#[cfg(test)]
mod tests {
    use super::{Checks, Seen};

    #[test]
    fn a_value_that_comes_again_is_told_with_the_first_place() {
        let mut checks = Checks::default();
        checks.unique("ids", Some(&["a", "b", "a"]));
        let mut seen = Seen::default();
        checks.each("lines", Some(&[1, 2, 1]), |id, checks| seen.one(checks, "id", Some(id)));
        checks.within("main", Some(&2), |id, checks| seen.one(checks, "id", Some(id)));
        let found: Vec<_> = checks.violations.iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "ids[2] must differ from ids[0]",
                "lines[2].id must differ from lines[0].id",
                "main.id must differ from lines[1].id",
            ]
        );
    }
}
