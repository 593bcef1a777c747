/// Whatever is there.
pub trait Body {}

impl<T> Body for T {}

/// Whatever can be empty.
pub trait Reply: Default {}

impl<T: Default> Reply for T {}

/// Nothing.
pub fn write<Q: Body>(_: &Q) -> Result<Vec<u8>, Error> {
    Ok(Vec::new())
}

/// An empty reply.
pub fn read<R: Reply>(_: &[u8]) -> Result<R, Error> {
    Ok(R::default())
}
