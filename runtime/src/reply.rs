//! What a call that succeeded gives.

use http::StatusCode;

/// A reply that says that the platform did what it was asked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reply<R> {
    /// The whole body.
    pub response: R,
    /// The platform's id of the call: what it asks for in a complaint.
    pub log_id: Option<String>,
    /// The HTTP status.
    pub status: StatusCode,
    /// How often the request was sent.
    pub tries: u32,
}
