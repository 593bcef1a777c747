//! Values in, JSON out.

use std::io::Write as _;

use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;

use super::Number;
use crate::sensitive::Kept;

/// A value that JSON can say.
pub trait Encode {
    /// Writes the value.
    fn encode(&self, json: &mut Encoder);

    /// Writes the value as a field of an object, which has none where there is no value.
    fn encode_field(&self, name: &str, object: &mut ObjectEncoder<'_>) {
        self.encode(object.named(name));
    }
}

/// A struct that becomes an object. Implemented by generated code.
pub trait EncodeObject {
    /// Writes every field, in order.
    fn fields(&self, object: &mut ObjectEncoder<'_>);
}

/// JSON that is being written.
#[derive(Debug)]
pub struct Encoder {
    out: Vec<u8>,
    failed: bool,
    pub(crate) kept: Kept,
}

/// With room for a small request.
impl Default for Encoder {
    fn default() -> Self {
        Self::keeping(Kept::default())
    }
}

impl Encoder {
    /// Keeps the sensitive texts, beside what is written.
    pub(crate) fn collecting() -> Self {
        Self::keeping(Kept::collecting())
    }

    /// Adds to the sensitive texts that are kept, if any are.
    pub(crate) fn keeping(kept: Kept) -> Self {
        Self { out: Vec::with_capacity(128), failed: false, kept }
    }

    /// What was written, unless something could not be.
    pub(crate) fn finish(self) -> Option<Vec<u8>> {
        (!self.failed).then_some(self.out)
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        if is_as_written(text) {
            self.out.reserve(text.len() + 4);
            self.out.push(b'"');
            self.out.extend_from_slice(text.as_bytes());
            self.out.push(b'"');
        } else {
            self.plain(text);
        }
    }

    /// A text that is secret or personal.
    #[inline]
    pub fn sensitive(&mut self, text: &str) {
        self.kept.see(text);
        self.text(text);
    }

    /// An integer.
    #[inline]
    pub fn integer(&mut self, integer: i64) {
        self.plain(&integer);
    }

    /// A value as the text of its JSON.
    pub(super) fn inside(&mut self, value: &dyn Encode) {
        let mut inner = Self::keeping(std::mem::take(&mut self.kept));
        value.encode(&mut inner);
        self.kept = inner.kept;
        self.failed |= inner.failed;
        self.text(&String::from_utf8_lossy(&inner.out));
    }

    #[inline]
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

/// Whether JSON writes a text as it is. Looks at every byte without stopping, which is many bytes at once.
fn is_as_written(text: &str) -> bool {
    let is_escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    !text.bytes().fold(false, |any, byte| any | is_escaped(byte))
}

/// An object that is being written.
#[derive(Debug)]
pub struct ObjectEncoder<'e> {
    json: &'e mut Encoder,
    is_empty: bool,
}

impl ObjectEncoder<'_> {
    /// A field, unless there is no value for it.
    pub fn field(&mut self, name: &str, value: &dyn Encode) {
        value.encode_field(name, self);
    }

    /// Where the value of a field is to be written.
    fn named(&mut self, name: &str) -> &mut Encoder {
        if !std::mem::take(&mut self.is_empty) {
            self.json.out.push(b',');
        }
        self.json.text(name);
        self.json.out.push(b':');
        self.json
    }
}

impl<T: EncodeObject> Encode for T {
    fn encode(&self, json: &mut Encoder) {
        json.out.push(b'{');
        self.fields(&mut ObjectEncoder { json, is_empty: true });
        json.out.push(b'}');
    }
}

/// As a field, absent where it is `None`.
impl<T: Encode> Encode for Option<T> {
    fn encode(&self, json: &mut Encoder) {
        match self {
            Some(value) => value.encode(json),
            None => json.plain(&()),
        }
    }

    fn encode_field(&self, name: &str, object: &mut ObjectEncoder<'_>) {
        if let Some(value) = self {
            value.encode_field(name, object);
        }
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
        json.sensitive(self.expose_secret());
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
        match self.as_i64() {
            Some(integer) => json.integer(integer),
            None => json.failed |= write!(json.out, "{self}").is_err(),
        }
    }
}
