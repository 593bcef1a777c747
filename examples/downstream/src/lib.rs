//! A client for the shop's orders, generated from `spec/`.

pub use douyin_runtime::{Client, Error, IdempotencyToken, StaticToken};

douyin_runtime::include_generated!();
