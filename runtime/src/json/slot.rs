//! The places for the values of a response's fields.

use super::{Decode, Decoder, Mismatch};

/// The place for a field's value.
pub trait Slot {
    /// Reads the value. Null leaves the place empty.
    ///
    /// # Errors
    ///
    /// The value is of another type.
    fn fill(&mut self, json: &mut Decoder<'_>) -> Result<(), Mismatch>;
}

impl<T: Decode> Slot for Option<T> {
    #[inline]
    fn fill(&mut self, json: &mut Decoder<'_>) -> Result<(), Mismatch> {
        *self = T::decode(json)?;
        Ok(())
    }
}

/// Null is an empty list.
impl<T: Decode> Slot for Vec<T> {
    #[inline]
    fn fill(&mut self, json: &mut Decoder<'_>) -> Result<(), Mismatch> {
        *self = Decode::decode(json)?.unwrap_or_default();
        Ok(())
    }
}

/// Null is an empty map.
impl<T: Decode> Slot for crate::Map<T> {
    #[inline]
    fn fill(&mut self, json: &mut Decoder<'_>) -> Result<(), Mismatch> {
        *self = Decode::decode(json)?.unwrap_or_default();
        Ok(())
    }
}
