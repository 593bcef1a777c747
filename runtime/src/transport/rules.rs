//! What holds for each of our transports.

use std::error::Error as StdError;
use std::io;
use std::net::IpAddr;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_LENGTH};
use http::{HeaderValue, Method, Request, Uri};

use super::TransportError;

/// The largest reply that is read.
pub(super) const MAX_BODY: usize = 4 * 1024 * 1024;
/// Why a larger one is not.
pub(super) const TOO_LARGE: &str = "the reply is over 4 MiB";

/// Whether a transport may send there: in clear only to this machine. Over https the transport looks itself.
pub(super) fn allowed(is_clear: bool, uri: &Uri) -> Result<(), TransportError> {
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    if !is_clear || host.parse().is_ok_and(|address: IpAddr| address.is_loopback()) {
        Ok(())
    } else {
        Err(TransportError::refused("only a server on this machine is spoken to in clear"))
    }
}

/// The same request with the headers that the libraries add or leave out, so that each transport sends the same bytes.
/// Servers may refuse a POST that does not say how long it is, and hyper says nothing of an empty one.
pub(super) fn completed(mut request: Request<Bytes>) -> Request<Bytes> {
    if request.body().is_empty() && request.method() == Method::POST {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    request.headers_mut().entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
    request
}

/// Whether the other side is not who it should be. Clients call that a failed connection; it is told by its cause, which
/// stands below several errors of input and output, each of which keeps its own from the chain.
pub(super) fn is_about_tls(error: &(dyn StdError + 'static)) -> bool {
    let inner = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    let cause = inner.map(|inner| inner as &(dyn StdError + 'static)).or_else(|| error.source());
    error.is::<rustls::Error>() || cause.is_some_and(is_about_tls)
}
