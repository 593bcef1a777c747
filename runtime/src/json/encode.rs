//! Values in, JSON out.

use std::io::Write as _;

use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;

use super::Number;

/// A value that JSON can say.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, json: &mut Encoder);

    /// Whether an object leaves out the field that has this value.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A struct that becomes an object. Implemented by generated code.
pub trait EncodeObject {
    /// Writes every field, in order.
    fn fields(&self, object: &mut ObjectEncoder<'_>);
}

/// JSON that is being written.
#[derive(Debug, Default)]
pub struct Encoder {
    out: Vec<u8>,
    failed: bool,
}

impl Encoder {
    /// What was written, unless something could not be.
    pub(crate) fn finish(self) -> Option<Vec<u8>> {
        (!self.failed).then_some(self.out)
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.plain(text);
    }

    /// An integer.
    pub fn integer(&mut self, integer: i64) {
        self.plain(&integer);
    }

    /// A value as the text of its JSON.
    pub(super) fn inside(&mut self, value: &dyn Encode) {
        let mut inner = Self::default();
        value.encode(&mut inner);
        self.failed |= inner.failed;
        self.text(&String::from_utf8_lossy(&inner.out));
    }

    fn plain(&mut self, value: &(impl Serialize + ?Sized)) {
        self.failed |= serde_json::to_writer(&mut self.out, value).is_err();
    }

    fn list<T>(
        &mut self,
        [open, close]: [u8; 2],
        items: impl IntoIterator<Item = T>,
        write: impl Fn(T, &mut Self),
    ) {
        self.out.push(open);
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            write(item, self);
        }
        self.out.push(close);
    }
}

/// An object that is being written.
#[derive(Debug)]
pub struct ObjectEncoder<'e> {
    json: &'e mut Encoder,
    is_empty: bool,
}

impl ObjectEncoder<'_> {
    /// A field, unless its value is absent.
    pub fn field(&mut self, name: &str, value: &dyn Encode) {
        if value.is_absent() {
            return;
        }
        if !std::mem::take(&mut self.is_empty) {
            self.json.out.push(b',');
        }
        self.json.text(name);
        self.json.out.push(b':');
        value.encode(self.json);
    }
}

impl<T: EncodeObject> Encode for T {
    fn encode(&self, json: &mut Encoder) {
        json.out.push(b'{');
        self.fields(&mut ObjectEncoder { json, is_empty: true });
        json.out.push(b'}');
    }
}

/// Absent where it is `None`.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self, json: &mut Encoder) {
        match self {
            Some(value) => value.encode(json),
            None => json.plain(&()),
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, json: &mut Encoder) {
        self.as_slice().encode(json);
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, json: &mut Encoder) {
        json.list(*b"[]", self, T::encode);
    }
}

impl<T: Encode> Encode for crate::Map<T> {
    fn encode(&self, json: &mut Encoder) {
        json.list(*b"{}", self, |(key, value), json| {
            json.text(key);
            json.out.push(b':');
            value.encode(json);
        });
    }
}

impl Encode for String {
    fn encode(&self, json: &mut Encoder) {
        json.text(self);
    }
}

/// A text that is the same in every request.
impl Encode for &'static str {
    fn encode(&self, json: &mut Encoder) {
        json.text(self);
    }
}

impl Encode for SecretString {
    fn encode(&self, json: &mut Encoder) {
        json.text(self.expose_secret());
    }
}

impl Encode for i64 {
    fn encode(&self, json: &mut Encoder) {
        json.integer(*self);
    }
}

impl Encode for bool {
    fn encode(&self, json: &mut Encoder) {
        json.plain(self);
    }
}

/// A decimal that is not finite can't be written.
impl Encode for f64 {
    fn encode(&self, json: &mut Encoder) {
        json.failed |= !self.is_finite();
        json.plain(self);
    }
}

impl Encode for Number {
    fn encode(&self, json: &mut Encoder) {
        json.failed |= write!(json.out, "{self}").is_err();
    }
}
