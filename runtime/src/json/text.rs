//! JSON that is carried in a text.

use super::{Decode, Decoder, Encode, Encoder, Mismatch};

/// A value that travels as the text of its JSON: `{"a":1}` as `"{\"a\":1}"`.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
pub struct JsonText<T>(
    /// What the text says.
    pub T,
);

impl<T> From<T> for JsonText<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Encode> Encode for JsonText<T> {
    fn encode(&self, json: &mut Encoder) {
        json.inside(&self.0);
    }
}

/// An empty text says nothing.
impl<T: Decode> Decode for JsonText<T> {
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        let mut value = None;
        json.0.inside(&mut |json| {
            value = T::decode(json)?;
            Ok(())
        })?;
        Ok(value.map(Self))
    }
}

#[cfg(test)]
mod tests {
    use super::JsonText;
    use crate::json::{Encode, Encoder, from_str};
    use crate::{DecodeObject, Map, Slot};

    #[derive(Default)]
    struct Outer {
        text: Option<JsonText<Map<Vec<i64>>>>,
    }

    impl DecodeObject for Outer {
        fn field(&mut self, name: &str) -> Option<&mut dyn Slot> {
            match name {
                "text" => Some(&mut self.text),
                _ => None,
            }
        }
    }

    #[test]
    fn what_a_text_carries_is_read_and_written() {
        let outer: Outer = from_str(r#"{"text":"{\"a\":[1,\"2\"]}"}"#).expect("it is JSON in a text");
        let value = outer.text.expect("it is there");
        assert_eq!(value.0["a"], [1, 2]);
        let mut json = Encoder::default();
        value.encode(&mut json);
        assert_eq!(json.finish().as_deref(), Some(r#""{\"a\":[1,2]}""#.as_bytes()));
        for text in [r#"{"text":null}"#, r#"{"text":""}"#, r#"{"text":"null"}"#] {
            assert!(from_str::<Outer>(text).is_ok_and(|outer| outer.text.is_none()), "{text}");
        }
        for text in [r#"{"text":{"a":[1]}}"#, r#"{"text":"{"}"#, r#"{"text":"{} {}"}"#, r#"{"text":"[1]"}"#] {
            assert!(from_str::<Outer>(text).is_err(), "{text}");
        }
    }
}
