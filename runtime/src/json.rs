//! JSON in both directions, for the types of generated code: these describe their fields, and everything that acts on
//! the descriptions is compiled once, here, and not once for each type.

use serde::de::Deserializer as _;

mod decode;
mod encode;
mod number;
mod slot;
mod source;
mod text;
mod unknown;

pub(crate) use decode::canonical;
pub use decode::{Decode, DecodeObject, Decoder, Mismatch};
pub use encode::{Encode, EncodeObject, Encoder, ObjectEncoder};
pub use number::{NotANumber, Number};
pub use slot::Slot;
pub use text::JsonText;
pub(crate) use unknown::unknowns;

/// Why a text is not the JSON that was expected. What it says repeats nothing of the text, which may hold secrets.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Error(String);

/// A request, or a part of one, as JSON.
///
/// # Errors
///
/// A decimal in it is not finite.
pub fn to_string(value: &(impl Encode + ?Sized)) -> Result<String, Error> {
    to_vec(value).and_then(|bytes| String::from_utf8(bytes).map_err(|error| Error(error.to_string())))
}

/// A request, or a part of one, as the bytes of JSON.
///
/// # Errors
///
/// A decimal in it is not finite.
pub fn to_vec(value: &(impl Encode + ?Sized)) -> Result<Vec<u8>, Error> {
    let mut json = Encoder::default();
    value.encode(&mut json);
    json.finish().ok_or_else(|| Error("a decimal is not finite".to_owned()))
}

/// A response, or a part of one, of a text. Takes the platform as it is: fields may be missing, null or unknown, and
/// integers may be texts.
///
/// # Errors
///
/// It is not JSON, or something in it has another type or is there twice.
pub fn from_str<T: DecodeObject + Default>(text: &str) -> Result<T, Error> {
    let mut object = T::default();
    let mut json = serde_json::Deserializer::from_str(text);
    let read = json.deserialize_map(source::Fill(&mut object)).and_then(|()| json.end());
    read.map_err(|error| Error(describe(&error))).map(|()| object)
}

/// As [`from_str`], of bytes.
///
/// # Errors
///
/// It is not JSON, or something in it has another type or is there twice.
pub fn from_slice<T: DecodeObject + Default>(bytes: &[u8]) -> Result<T, Error> {
    // Once for the whole is cheaper than once for each text in it.
    from_str(std::str::from_utf8(bytes).map_err(|_| Error("it is not UTF-8".to_owned()))?)
}

/// What is wrong with a body, without repeating any of it: it may hold secrets.
pub(crate) fn describe(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Eof => "it ends too early",
        Category::Syntax => "it is not JSON",
        Category::Data | Category::Io => "a value is of another type, or is there twice",
    };
    format!("{what}, at line {} column {}", error.line(), error.column())
}
