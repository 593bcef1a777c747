//! A text that identifies or admits somebody: a value like any other, but for what is printed of it.

use std::fmt;
use std::ops::Deref;

use crate::{Decode, Decoder, Encode, Encoder, Mismatch};

/// A text that must not be printed: an identity number, a name, what opens a door. `Debug` writes `[personal]`, and there
/// is no `Display`; whoever needs the text derefs to it.
///
/// Unlike a [`SecretString`](crate::SecretString) it is compared, sorted and counted as any text, and not wiped when it
/// is dropped: it is in every request, and in the caller's own records.
#[derive(Clone, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct PersonalText(String);

impl PersonalText {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Debug for PersonalText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

impl Deref for PersonalText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for PersonalText {
    fn as_ref(&self) -> &str {
        self
    }
}

impl From<String> for PersonalText {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for PersonalText {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&String> for PersonalText {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

impl PartialEq<str> for PersonalText {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for PersonalText {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl Encode for PersonalText {
    fn encode(&self, json: &mut Encoder) {
        json.sensitive(self);
    }
}

impl Decode for PersonalText {
    #[inline]
    fn decode(json: &mut Decoder<'_>) -> Result<Option<Self>, Mismatch> {
        Ok(json.text()?.map(Self))
    }
}

#[cfg(test)]
mod tests {
    use super::PersonalText;
    use crate::json::{from_str, to_string};
    use crate::{DecodeObject, Map, Slot};

    #[derive(Debug, Default)]
    struct Guest {
        name: Option<PersonalText>,
        ids: Vec<PersonalText>,
        by_seat: Map<PersonalText>,
    }

    impl DecodeObject for Guest {
        fn field(&mut self, name: &str) -> Option<&mut dyn Slot> {
            match name {
                "name" => Some(&mut self.name),
                "ids" => Some(&mut self.ids),
                "by_seat" => Some(&mut self.by_seat),
                _ => None,
            }
        }
    }

    #[test]
    fn it_travels_as_a_text_and_prints_nothing_of_it() {
        let guest: Guest =
            from_str(r#"{"name":"张三","ids":["1101"],"by_seat":{"a1":"张三"}}"#).expect("it is JSON");
        let shown = format!("{guest:?} {guest:#?}");
        assert!(!shown.contains("张三") && !shown.contains("1101"), "{shown}");
        assert!(shown.contains("[personal]"), "{shown}");
        assert_eq!(to_string(&guest.ids).expect("it encodes"), r#"["1101"]"#);
        assert_eq!(to_string(&guest.by_seat).expect("it encodes"), r#"{"a1":"张三"}"#);
        assert_eq!(guest.name.expect("it is there").into_string(), "张三");
    }

    #[test]
    fn it_is_otherwise_a_text() {
        let text = PersonalText::from("b");
        assert!(text == "b" && text == *"b" && text.len() == 1 && PersonalText::default().is_empty());
        assert!(PersonalText::from("a".to_owned()) < text && text.as_ref() == "b");
    }
}
