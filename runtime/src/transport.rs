//! How bytes travel. A transport makes one try: it does not retry, follow redirects or judge what comes back.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response, StatusCode};

use crate::BoxFuture;

#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod connecting;
#[cfg(feature = "hyper")]
mod over_hyper;
#[cfg(feature = "reqwest")]
mod over_reqwest;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod rules;

#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub use connecting::Connecting;
#[cfg(feature = "hyper")]
pub use over_hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use over_reqwest::ReqwestTransport;

/// Sends one prepared request, and gives the whole reply.
///
/// A request holds secrets, in its URL, its headers or its body: log none of them.
///
/// An implementation must bound the reply's size, must check certificates, and must not follow redirects. The client
/// bounds the time: it drops a try that takes too long.
pub trait Transport: Send + Sync {
    /// Sends a request.
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>>;
}

/// A shared transport.
impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        (**self).send(request)
    }
}

/// A try that brought no whole reply.
#[derive(Debug)]
pub struct TransportError {
    reach: Reach,
    status: Option<StatusCode>,
    source: Box<dyn StdError + Send + Sync>,
}

/// How far a request came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Reach {
    /// Not out of the house, and it never will.
    Refused,
    NotSent,
    MaybeSent,
}

impl TransportError {
    /// The request certainly did not reach the platform. The next try may.
    pub fn not_sent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { reach: Reach::NotSent, status: None, source: source.into() }
    }

    /// The request did not reach the platform, and no other try will: a certificate is not to be trusted.
    pub fn refused(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { reach: Reach::Refused, status: None, source: source.into() }
    }

    /// The request may have reached the platform. `status` is that of a reply that broke off.
    pub fn maybe_sent(
        status: Option<StatusCode>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { reach: Reach::MaybeSent, status, source: source.into() }
    }

    /// Whether the request may have reached the platform.
    #[must_use]
    pub fn may_be_sent(&self) -> bool {
        self.reach == Reach::MaybeSent
    }

    /// Whether another try would fail in the same way.
    #[must_use]
    pub fn is_final(&self) -> bool {
        self.reach == Reach::Refused
    }

    /// The status of a reply that broke off.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.may_be_sent() { "the connection failed" } else { "no connection was made" })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
