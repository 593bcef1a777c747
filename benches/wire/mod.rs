//! The endpoints' own samples, encoded, decoded and sent: by our types, by hand, and without types.

pub mod by_hand;
pub mod call;
pub mod counts;
pub mod operation;
