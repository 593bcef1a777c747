//! Numbers that keep every digit.

use std::fmt;
use std::str::FromStr;

/// A number that may be an integer or a decimal: the page does not say. It is kept as it was written, to the last digit;
/// two are equal if they are written alike.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Number(Written);

#[derive(Clone, Debug, Eq, Hash, PartialEq)]
enum Written {
    /// As the integer is usually written.
    Integer(i64),
    /// In any other way that JSON has.
    Otherwise(Box<str>),
}

/// A text that is no number of JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("it is not a number")]
pub struct NotANumber;

impl Number {
    /// The number, if it is an integer of 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Written::Integer(integer) => Some(*integer),
            Written::Otherwise(_) => None,
        }
    }

    /// The decimal of 64 bits that is nearest to the number.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

/// As it is written.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Written::Integer(integer) => write!(f, "{integer}"),
            Written::Otherwise(text) => f.write_str(text),
        }
    }
}

impl FromStr for Number {
    type Err = NotANumber;

    /// The number that JSON writes so.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        if let Some(integer) = super::canonical(text) {
            return Ok(Self(Written::Integer(integer)));
        }
        let is_one = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
            && text.ends_with(|last: char| last.is_ascii_digit())
            && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        if is_one { Ok(Self(Written::Otherwise(text.into()))) } else { Err(NotANumber) }
    }
}

impl From<i64> for Number {
    fn from(integer: i64) -> Self {
        Self(Written::Integer(integer))
    }
}

impl From<i32> for Number {
    fn from(integer: i32) -> Self {
        i64::from(integer).into()
    }
}

impl From<u32> for Number {
    fn from(integer: u32) -> Self {
        i64::from(integer).into()
    }
}

impl From<u64> for Number {
    fn from(integer: u64) -> Self {
        match i64::try_from(integer) {
            Ok(integer) => integer.into(),
            Err(_) => Self(Written::Otherwise(integer.to_string().into())),
        }
    }
}

/// A finite decimal, in the shortest way that tells it from every other.
impl TryFrom<f64> for Number {
    type Error = NotANumber;

    fn try_from(decimal: f64) -> Result<Self, NotANumber> {
        if decimal.is_finite() { decimal.to_string().parse() } else { Err(NotANumber) }
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn every_digit_is_kept_and_nothing_else_is_a_number() {
        for text in
            ["0", "-1", "9223372036854775807", "18446744073709551616", "1.10", "-0", "1e400", "0.1E-7"]
        {
            assert_eq!(text.parse::<Number>().map(|number| number.to_string()).as_deref(), Ok(text));
        }
        for text in
            ["", "-", "+1", "01", " 1", "1 ", "1,2", "NaN", "0x1", "1.", ".5", "[1]", "\"1\"", "1_000"]
        {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
        assert_eq!(Number::from(u64::MAX).to_string(), "18446744073709551615");
        assert_eq!(Number::try_from(0.25).map(|number| number.to_f64()), Ok(0.25));
        assert!(Number::try_from(f64::NAN).is_err());
        assert_eq!(
            (Number::from(-7).as_i64(), "1.0".parse::<Number>().map(|n| n.as_i64())),
            (Some(-7), Ok(None))
        );
    }
}
