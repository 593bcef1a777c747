pub use serde::Serialize as Body;
pub use serde::de::DeserializeOwned as Reply;

/// A request's bytes.
pub fn write<Q: Body>(request: &Q) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(request).map_err(|error| Error(error.to_string()))
}

/// A reply's value.
pub fn read<R: Reply>(bytes: &[u8]) -> Result<R, Error> {
    serde_json::from_slice(bytes).map_err(|error| Error(error.to_string()))
}
