pub use ::douyin_runtime::Encode as Body;
use ::douyin_runtime::{DecodeObject, json};

/// What a reply can be.
pub trait Reply: DecodeObject + Default {}

impl<T: DecodeObject + Default> Reply for T {}

/// A request's bytes.
pub fn write<Q: Body>(request: &Q) -> Result<Vec<u8>, Error> {
    json::to_vec(request).map_err(|error| Error(error.to_string()))
}

/// A reply's value.
pub fn read<R: Reply>(bytes: &[u8]) -> Result<R, Error> {
    json::from_slice(bytes).map_err(|error| Error(error.to_string()))
}
