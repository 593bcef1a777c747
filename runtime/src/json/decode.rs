//! JSON in, values out. Takes the platform as it is: missing and null fields, integers as texts, unknown fields. What it
//! does not take is a struct that arrives as a list, a field that is there twice, or an integer of more than 64 bits.

use secrecy::SecretString;

use super::source::Source;
use super::{Number, Slot};

/// A value of a response.
pub trait Decode: Sized {
    /// Reads the value, or null.
    ///
    /// # Errors
    ///
    /// The value is of another type.
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch>;
}

/// A struct that is made of an object. Implemented by generated code.
pub trait DecodeObject {
    /// Where the value of a field belongs; nowhere if the struct has no such field.
    fn field(&mut self, name: &str) -> Option<&mut dyn Slot>;
}

/// A value of a response that is not what its field holds, and why.
#[derive(Clone, Copy, Debug)]
pub struct Mismatch(pub(super) &'static str);

/// One value of JSON that is to be read.
pub struct Decoder<'s>(pub(super) &'s mut dyn Source);

impl Decoder<'_> {
    /// A text, or null.
    ///
    /// # Errors
    ///
    /// It is something else.
    #[inline]
    pub fn text(&mut self) -> Result<Option<String>, Mismatch> {
        self.0.text()
    }

    /// An integer of 64 bits, or one as a text, or null.
    ///
    /// # Errors
    ///
    /// It is something else.
    #[inline]
    pub fn integer(&mut self) -> Result<Option<i64>, Mismatch> {
        self.0.integer()
    }

    /// Takes note that the value is none of those that the page lists. The macros of enums call it.
    #[doc(hidden)]
    pub fn unlisted(&mut self) {
        self.0.unlisted();
    }
}

impl std::fmt::Debug for Decoder<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Decoder")
    }
}

impl<T: DecodeObject + Default> Decode for T {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        let mut object = T::default();
        Ok(json.0.object(&mut object)?.then_some(object))
    }
}

impl<T: Decode> Decode for Vec<T> {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        let mut items = Self::new();
        let is_list = json.0.list(&mut |json| {
            items.push(held(json)?);
            Ok(())
        })?;
        Ok(is_list.then_some(items))
    }
}

impl<T: Decode> Decode for crate::Map<T> {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        let mut entries = Self::new();
        let is_map = json.0.map(&mut |key, json| {
            let twice = entries.insert(key, held(json)?).is_some();
            if twice { Err(Mismatch("a key is there twice")) } else { Ok(()) }
        })?;
        Ok(is_map.then_some(entries))
    }
}

/// What a list or a map holds, which is not null.
fn held<T: Decode>(json: &mut Decoder<'_>) -> Result<T, Mismatch> {
    T::decode(json)?.ok_or(Mismatch("a list or a map holds null"))
}

impl Decode for String {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        json.text()
    }
}

impl Decode for SecretString {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        Ok(json.text()?.map(Self::from))
    }
}

impl Decode for i64 {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        json.integer()
    }
}

impl Decode for f64 {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        json.0.decimal()
    }
}

impl Decode for Number {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        json.0.number()
    }
}

impl Decode for bool {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        json.0.boolean()
    }
}

/// The integer of a canonical decimal text: what it would be written as.
pub(crate) fn canonical(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_canonical = match digits.as_bytes() {
        [] => false,
        [b'0'] => text == "0",
        [first, ..] => (b'1'..=b'9').contains(first),
    };
    text.parse().ok().filter(|_| is_canonical)
}

#[cfg(test)]
mod tests {
    use super::{DecodeObject, Slot};
    use crate::Map;
    use crate::json::{Number, from_str};

    #[derive(Debug, Default, PartialEq)]
    struct Outer {
        id: Option<i64>,
        list: Vec<Inner>,
        inner: Option<Inner>,
        number: Option<Number>,
        map: Map<i64>,
    }

    impl DecodeObject for Outer {
        fn field(&mut self, name: &str) -> Option<&mut dyn Slot> {
            Some(match name {
                "id" => &mut self.id,
                "list" => &mut self.list,
                "inner" => &mut self.inner,
                "number" => &mut self.number,
                "map" => &mut self.map,
                _ => return None,
            })
        }
    }

    #[derive(Debug, Default, PartialEq)]
    struct Inner {
        texts: Vec<String>,
    }

    impl DecodeObject for Inner {
        fn field(&mut self, name: &str) -> Option<&mut dyn Slot> {
            match name {
                "texts" => Some(&mut self.texts),
                _ => None,
            }
        }
    }

    fn read(text: &str) -> Option<Outer> {
        from_str(text).ok()
    }

    #[test]
    fn missing_null_and_unknown_fields_decode() {
        for text in [
            "{}",
            r#"{"id":null,"list":null,"inner":null,"number":null,"map":null}"#,
            r#"{"other":[{}],"more":{"a":1}}"#,
        ] {
            assert_eq!(read(text), Some(Outer::default()), "{text}");
        }
        assert_eq!(
            read(r#"{"inner":{"texts":null}}"#),
            Some(Outer { inner: Some(Inner::default()), ..Outer::default() })
        );
    }

    #[test]
    fn integers_keep_every_digit_and_may_be_texts() {
        for text in [r#"{"id":7091678077126581626}"#, r#"{"id":"7091678077126581626"}"#] {
            assert_eq!(read(text).and_then(|outer| outer.id), Some(7_091_678_077_126_581_626), "{text}");
        }
        for (text, integer) in
            [("0", 0), ("-1", -1), ("9223372036854775807", i64::MAX), ("-9223372036854775808", i64::MIN)]
        {
            assert_eq!(read(&format!(r#"{{"id":"{text}"}}"#)).and_then(|outer| outer.id), Some(integer));
        }
        for text in [
            "1.0",
            "1e3",
            "9223372036854775808",
            r#""+1""#,
            r#""01""#,
            r#"" 1""#,
            r#""""#,
            r#""-0""#,
            r#""-""#,
            "true",
            "[1]",
            "{}",
        ] {
            assert_eq!(read(&format!(r#"{{"id":{text}}}"#)), None, "{text}");
        }
    }

    #[test]
    fn numbers_keep_every_digit_and_may_be_texts() {
        for number in ["1", "-0.10", "1234567890.12345678901234567890", "1e2", "18446744073709551616"] {
            for text in [number.to_owned(), format!("\"{number}\"")] {
                let outer = read(&format!(r#"{{"number":{text}}}"#)).expect("it is a number");
                assert_eq!(outer.number.map(|number| number.to_string()).as_deref(), Some(number));
            }
        }
        for text in [r#""""#, r#""1"2"#, "[1]", "true", r#""x""#, "{}"] {
            assert_eq!(read(&format!(r#"{{"number":{text}}}"#)), None, "{text}");
        }
    }

    #[test]
    fn a_struct_is_an_object_and_never_a_list_or_a_number() {
        for text in [
            r#"{"inner":[["a"]]}"#,
            r#"{"list":[[["a"]]]}"#,
            r#"{"inner":1}"#,
            r#"{"map":1}"#,
            r#"{"inner":"a"}"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(read(r#"{"list":[{"texts":["a"]}],"map":{"a":1}}"#).is_some());
    }

    #[test]
    fn nothing_is_there_twice_and_nothing_is_null_in_a_list() {
        for text in [
            r#"{"id":1,"id":1}"#,
            r#"{"id":null,"id":1}"#,
            r#"{"list":[],"list":[{}]}"#,
            r#"{"map":{},"map":{"a":1}}"#,
            r#"{"inner":{},"inner":{}}"#,
            r#"{"list":[{}],"list":[{}]}"#,
            r#"{"map":{"a":1,"a":2}}"#,
            r#"{"map":{"a":null}}"#,
            r#"{"list":[null]}"#,
            "{} {}",
            "[]",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
