//! A request's parameters in, what stands behind its URL's `?` out.

use std::fmt::Display;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::check::Violation;

/// Everything but what RFC 3986 leaves as it is in any place.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The parameters that are part of a request. Generated code sets them one by one; those without a value are left out.
#[derive(Debug, Default)]
pub struct Query {
    pub(crate) text: String,
    pub(crate) violations: Vec<Violation>,
}

impl Query {
    /// A text.
    pub fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.push(name, value);
        }
    }

    /// A number or a truth value.
    pub fn value(&mut self, name: &str, value: Option<&impl Display>) {
        let Some(value) = value.map(ToString::to_string) else { return };
        if ["NaN", "inf", "-inf"].contains(&value.as_str()) {
            return self.violations.push(Violation::new(name, "must be a finite number"));
        }
        self.push(name, &value);
    }

    /// A list, as `name=a,b`.
    pub fn comma(&mut self, name: &str, values: Option<&[impl Display]>) {
        let Some(values) = values else { return };
        let values: Vec<_> = values.iter().map(ToString::to_string).collect();
        if let Some(index) = values.iter().position(|value| value.contains(',')) {
            let path = format!("{name}[{index}]");
            return self.violations.push(Violation::new(path, "must not have a comma in it"));
        }
        self.push(name, &values.join(","));
    }

    /// A list, as `name[]=a&name[]=b`.
    pub fn brackets(&mut self, name: &str, values: Option<&[impl Display]>) {
        for value in values.unwrap_or_default() {
            self.push(&format!("{name}[]"), &value.to_string());
        }
    }

    /// Anything, as JSON.
    pub fn json(&mut self, name: &str, value: Option<&(impl Serialize + ?Sized)>) {
        let Some(value) = value else { return };
        match serde_json::to_string(value) {
            Ok(value) => self.push(name, &value),
            Err(_) => self.violations.push(Violation::new(name, "must be something that JSON can say")),
        }
    }

    fn push(&mut self, name: &str, value: &str) {
        self.text.push(if self.text.is_empty() { '?' } else { '&' });
        self.text.extend(utf8_percent_encode(name, ENCODED));
        self.text.push('=');
        self.text.extend(utf8_percent_encode(value, ENCODED));
    }
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn every_form_is_written_and_nothing_can_leave_its_place() {
        let mut query = Query::default();
        query.text("a b", Some("x&y=z#/?+ 景"));
        query.text("absent", None);
        query.value("n", Some(&-7));
        query.value("t", Some(&true));
        query.comma("c", Some(&["1", "2"]));
        query.brackets("b", Some(&[1, 2]));
        query.json("j", Some(&[Some(1), None]));
        let expected = "?a%20b=x%26y%3Dz%23%2F%3F%2B%20%E6%99%AF&n=-7&t=true&c=1%2C2&b%5B%5D=1&b%5B%5D=2&j=%5B1%2Cnull%5D";
        assert_eq!((query.text.as_str(), query.violations.len()), (expected, 0));
    }

    #[test]
    fn what_would_be_read_otherwise_is_refused() {
        let mut query = Query::default();
        query.comma("c", Some(&["1", "2,3"]));
        query.value("n", Some(&f64::NAN));
        let told: Vec<_> = query.violations.iter().map(ToString::to_string).collect();
        assert_eq!(told, ["c[1] must not have a comma in it", "n must be a finite number"]);
        assert_eq!(query.text, "");
    }
}
