//! The default transport: reqwest over rustls.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method, Request, Response, StatusCode};

use super::{Transport, TransportError};
use crate::BoxFuture;

/// How long making a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long one try may take as a whole.
const TRY: Duration = Duration::from_secs(30);
/// The largest reply that is read.
const MAX_BODY: usize = 4 * 1024 * 1024;

/// Sends over https with the machine's certificate authorities. Redirects, reqwest's own retries and compression are
/// off: a redirect would carry the token to another host, and a compressed reply can be of any size. A connection has
/// 5 seconds to be made, a try 30 as a whole, and a reply may have 4 MiB.
///
/// The proxy of `HTTPS_PROXY` is honoured.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport to the platform.
    ///
    /// # Errors
    ///
    /// The machine has no certificate authorities.
    pub fn new() -> Result<Self, reqwest::Error> {
        Self::build(reqwest::Client::builder().https_only(true))
    }

    /// A transport to a server on this machine, in clear. It trusts no certificate at all.
    ///
    /// # Errors
    ///
    /// Those of reqwest.
    pub(crate) fn loopback() -> Result<Self, reqwest::Error> {
        Self::build(reqwest::Client::builder().no_proxy().tls_certs_only([]))
    }

    fn build(builder: reqwest::ClientBuilder) -> Result<Self, reqwest::Error> {
        let builder = builder
            .redirect(reqwest::redirect::Policy::none())
            // Whatever features of reqwest somebody else turns on.
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(CONNECT)
            .timeout(TRY);
        Ok(Self { client: builder.build()? })
    }

    async fn exchange(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        if request.body().is_empty() && request.method() == Method::POST {
            // Servers may refuse a POST that does not say how long it is, and hyper says nothing of an empty one.
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let request = reqwest::Request::try_from(request)
            .map_err(|error| TransportError::not_sent(error.without_url()))?;
        let mut reply = self.client.execute(request).await.map_err(|error| {
            let sent = !(error.is_connect() || error.is_builder());
            let error = error.without_url();
            if sent { TransportError::maybe_sent(None, error) } else { TransportError::not_sent(error) }
        })?;
        let status = reply.status();
        let mut body = BytesMut::new();
        while let Some(piece) = reply.chunk().await.map_err(|error| broken(status, error.without_url()))? {
            if body.len() + piece.len() > MAX_BODY {
                return Err(broken(status, "the reply is over 4 MiB"));
            }
            body.extend_from_slice(&piece);
        }
        let mut whole = Response::new(body.freeze());
        *whole.status_mut() = status;
        std::mem::swap(whole.headers_mut(), reply.headers_mut());
        Ok(whole)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

fn broken(status: StatusCode, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::maybe_sent(Some(status), source)
}
