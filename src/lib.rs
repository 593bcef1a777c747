//! Typed client for the Douyin (抖音) Open Platform.
//!
//! Every endpoint is a module with its `Request`, its `Response` and its error `Code`s, generated from a YAML spec that
//! holds what the vendor's page says. What a call can end in is kept apart: see [`Error`] and [`Outcome`].
//!
//! ```no_run
//! use douyin::trip::certificate_verify;
//! use douyin::{Client, Groups as _, IdempotencyToken, StaticToken, platform};
//!
//! # async fn verify() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder().token(&platform::CLIENT_TOKEN, StaticToken::new("clt.example")?).build()?;
//!
//! // One token for each verification: sent again, the same one makes the repetition harmless. Derived of what is
//! // verified, it is the same after a crash, too; `IdempotencyToken::random()` makes one that you keep before you send it.
//! let token = IdempotencyToken::derived(&["verification", "8000004478714899970"]);
//! let request = certificate_verify::Request::new("8000004478714899970", token);
//! let outcome = client.trip().certificate_verify(&request).await?;
//! let done = outcome.complete()?; // an error if any certificate was not verified
//! println!("{:?}, log id {:?}", done.reply.response, done.reply.log_id);
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! - `reqwest` (default): the transport over reqwest and rustls.
//! - `hyper`: a transport that costs less and knows no proxies; a client's own if `reqwest` is off.
//! - `codegen` (default): generates the endpoints from `spec/` at build time. Without it the committed `generated/` is
//!   compiled, which is the same to the byte, and the generator is not built.

pub use douyin_runtime::*;

#[cfg(feature = "codegen")]
include_generated!();
#[cfg(not(feature = "codegen"))]
include!("../generated/lib.rs");
