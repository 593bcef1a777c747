//! The places for the values of a response's fields.

use super::{Decode, Decoder, Mismatch};

pub(super) const TWICE: Mismatch = Mismatch("a field is there twice");

/// The place for a field's value.
pub trait Slot {
    /// Reads the value. Null leaves the place empty.
    ///
    /// # Errors
    ///
    /// The value is of another type, or there was one before.
    fn fill(&mut self, json: &mut Decoder<'_>) -> Result<(), Mismatch>;
}

impl<T: Decode> Slot for Option<T> {
    #[inline]
    fn fill(&mut self, json: &mut Decoder<'_>) -> Result<(), Mismatch> {
        if self.is_some() {
            return Err(TWICE);
        }
        *self = T::decode(json)?;
        Ok(())
    }
}

/// Null is an empty list.
impl<T: Decode> Slot for Vec<T> {
    #[inline]
    fn fill(&mut self, json: &mut Decoder<'_>) -> Result<(), Mismatch> {
        if !self.is_empty() {
            return Err(TWICE);
        }
        *self = Decode::decode(json)?.unwrap_or_default();
        Ok(())
    }
}

/// Null is an empty map.
impl<T: Decode> Slot for crate::Map<T> {
    #[inline]
    fn fill(&mut self, json: &mut Decoder<'_>) -> Result<(), Mismatch> {
        if !self.is_empty() {
            return Err(TWICE);
        }
        *self = Decode::decode(json)?.unwrap_or_default();
        Ok(())
    }
}
