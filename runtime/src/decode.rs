//! Decoding that takes the platform as it is: missing and null fields, integers as strings, unknown fields. What it
//! does not take is a struct that arrives as a list, or a number that would lose digits.

use std::fmt;
use std::marker::PhantomData;

use secrecy::{ExposeSecret as _, SecretString};
use serde::de::{self, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serializer};
use serde_json::Value;

/// A value of a response.
pub trait Tolerant: Sized {
    /// Decodes the value.
    ///
    /// # Errors
    ///
    /// The value is of another type.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// A struct of a response. Implemented by generated code.
pub trait Object: DeserializeOwned {}

/// Decodes a field of a response. Generated code names it in `deserialize_with`.
///
/// # Errors
///
/// The value is of another type.
pub fn tolerant<'de, D: Deserializer<'de>, T: Tolerant>(deserializer: D) -> Result<T, D::Error> {
    T::decode(deserializer)
}

/// Encodes a secret field of a request. Generated code names it in `serialize_with`.
///
/// # Errors
///
/// Those of the serializer.
pub fn expose<S: Serializer>(secret: &impl Exposed, serializer: S) -> Result<S::Ok, S::Error> {
    match secret.exposed() {
        Some(text) => serializer.serialize_str(text),
        None => serializer.serialize_none(),
    }
}

/// A secret that may be absent.
pub trait Exposed {
    /// The text.
    fn exposed(&self) -> Option<&str>;
}

impl Exposed for SecretString {
    fn exposed(&self) -> Option<&str> {
        Some(self.expose_secret())
    }
}

impl Exposed for Option<SecretString> {
    fn exposed(&self) -> Option<&str> {
        self.as_ref().and_then(Exposed::exposed)
    }
}

impl<T: Tolerant> Tolerant for Option<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Held<T>>::deserialize(deserializer)?.map(|held| held.0))
    }
}

/// Null is an empty list.
impl<T: Tolerant> Tolerant for Vec<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Option::<Vec<Held<T>>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(items.into_iter().map(|held| held.0).collect())
    }
}

/// Null is an empty map.
impl<T: Tolerant> Tolerant for crate::Map<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Option::<crate::Map<Held<T>>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(entries.into_iter().map(|(key, held)| (key, held.0)).collect())
    }
}

impl<T: Object> Tolerant for T {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectOnly(PhantomData))
    }
}

impl Tolerant for String {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Tolerant for SecretString {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Tolerant for bool {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Tolerant for f64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Tolerant for serde_json::Number {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Tolerant for i64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As a `Value` a number is a number whatever features of serde_json are on.
        let value = Value::deserialize(deserializer)?;
        let integer = match &value {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => canonical(text),
            _ => None,
        };
        integer.ok_or_else(|| de::Error::custom("no integer of 64 bits, nor one as a string"))
    }
}

/// The integer of a canonical decimal text: what it would be written as.
pub(crate) fn canonical(text: &str) -> Option<i64> {
    text.parse::<i64>().ok().filter(|value| value.to_string() == text)
}

struct Held<T>(T);

impl<'de, T: Tolerant> Deserialize<'de> for Held<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self)
    }
}

struct ObjectOnly<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectOnly<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(de::value::MapAccessDeserializer::new(map))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{Object, tolerant};

    #[derive(Debug, Default, Deserialize, PartialEq)]
    struct Outer {
        #[serde(default, deserialize_with = "tolerant")]
        id: Option<i64>,
        #[serde(default, deserialize_with = "tolerant")]
        list: Vec<Inner>,
        #[serde(default, deserialize_with = "tolerant")]
        inner: Option<Inner>,
    }

    #[derive(Debug, Default, Deserialize, PartialEq)]
    struct Inner {
        #[serde(default, deserialize_with = "tolerant")]
        texts: Vec<String>,
    }

    impl Object for Inner {}

    fn read(text: &str) -> Option<Outer> {
        serde_json::from_str(text).ok()
    }

    #[test]
    fn missing_null_and_unknown_fields_decode() {
        for text in ["{}", r#"{"id":null,"list":null,"inner":null}"#, r#"{"other":[{}],"more":{"a":1}}"#] {
            assert_eq!(read(text), Some(Outer::default()), "{text}");
        }
        assert_eq!(
            read(r#"{"inner":{"texts":null}}"#),
            Some(Outer { inner: Some(Inner::default()), ..Outer::default() })
        );
    }

    #[test]
    fn integers_keep_every_digit_and_may_be_strings() {
        for text in [r#"{"id":7091678077126581626}"#, r#"{"id":"7091678077126581626"}"#] {
            assert_eq!(read(text).and_then(|outer| outer.id), Some(7_091_678_077_126_581_626), "{text}");
        }
        for text in
            ["1.0", "1e3", "9223372036854775808", r#""+1""#, r#""01""#, r#"" 1""#, r#""""#, "true", "[1]"]
        {
            assert_eq!(read(&format!(r#"{{"id":{text}}}"#)), None, "{text}");
        }
    }

    #[test]
    fn a_struct_is_an_object_and_never_a_list() {
        assert_eq!(read(r#"{"inner":[["a"]]}"#), None);
        assert_eq!(read(r#"{"list":[[["a"]]]}"#), None);
        assert!(read(r#"{"list":[{"texts":["a"]}]}"#).is_some());
    }
}
