//! The default transport: reqwest over rustls.

use std::io;

use bytes::{Bytes, BytesMut};
use http::{Request, Response, StatusCode};

use super::connecting::Peer;
use super::rules::{MAX_BODY, TOO_LARGE, allowed, completed, is_about_tls};
use super::{Connecting, Transport, TransportError};
use crate::BoxFuture;

/// Sends over https. Redirects, reqwest's own retries and compression are off: a redirect would carry the token to another
/// host, and a compressed reply can be of any size. A reply may have 4 MiB, and 400 KiB of headers.
///
/// The proxies of `HTTPS_PROXY` and `ALL_PROXY` are used, except for the hosts of `NO_PROXY`: the connection to the
/// platform is a tunnel through them, with the platform's own certificate at its end. Nothing turns the checks of
/// certificates off.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    is_clear: bool,
}

impl ReqwestTransport {
    /// A transport.
    ///
    /// # Errors
    ///
    /// The machine has no certificate authorities, or those that are given are not PEM.
    pub fn new(connecting: &Connecting) -> io::Result<Self> {
        let is_clear = connecting.is_clear();
        let client = Self::client(connecting).map_err(io::Error::other)?;
        Ok(Self { client, is_clear })
    }

    fn client(connecting: &Connecting) -> Result<reqwest::Client, reqwest::Error> {
        let builder = reqwest::Client::builder();
        let builder = match &connecting.peer {
            Peer::Platform => builder.https_only(true),
            Peer::Certified(authorities) => {
                let authorities = reqwest::Certificate::from_pem_bundle(authorities)?;
                builder.https_only(true).tls_certs_only(authorities)
            }
            Peer::Loopback => builder.no_proxy().tls_certs_only([]),
        };
        let builder = builder
            .redirect(reqwest::redirect::Policy::none())
            // Whatever features of reqwest somebody else turns on.
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(connecting.time);
        builder.build()
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        allowed(self.is_clear, request.uri())?;
        let request = reqwest::Request::try_from(completed(request))
            .map_err(|error| TransportError::not_sent(error.without_url()))?;
        let mut reply = self.client.execute(request).await.map_err(failed)?;
        let status = reply.status();
        let mut body = BytesMut::new();
        while let Some(piece) = reply.chunk().await.map_err(|error| broken(status, error.without_url()))? {
            if body.len() + piece.len() > MAX_BODY {
                return Err(broken(status, TOO_LARGE));
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

fn failed(error: reqwest::Error) -> TransportError {
    let is_sent = !(error.is_connect() || error.is_builder());
    let error = error.without_url();
    match is_sent {
        true => TransportError::maybe_sent(None, error),
        false if is_about_tls(&error) => TransportError::refused(error),
        false => TransportError::not_sent(error),
    }
}

fn broken(status: StatusCode, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> TransportError {
    TransportError::maybe_sent(Some(status), source)
}
