//! The transport with the least in it: hyper over rustls.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, Error, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, pem::PemObject as _};
use rustls::{ClientConfig, RootCertStore};

use super::connecting::Peer;
use super::rules::{MAX_BODY, TOO_LARGE, allowed, completed, is_about_tls};
use super::{Connecting, Transport, TransportError};
use crate::BoxFuture;

/// A connection that nobody uses is kept for so long.
const IDLE: Duration = Duration::from_secs(90);

/// Sends over https, as safely as [`ReqwestTransport`](super::ReqwestTransport): no redirects, no compression, a reply of
/// 4 MiB at most. A call costs less, and there are no proxies.
///
/// It is a TCP connection that has its time to be made. A name or a certificate that takes too long ends the try as one that
/// may have been sent.
#[derive(Clone, Debug)]
pub struct HyperTransport {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    is_clear: bool,
}

impl HyperTransport {
    /// A transport.
    ///
    /// # Errors
    ///
    /// The machine has no certificate authorities, or those that are given are not PEM.
    pub fn new(connecting: &Connecting) -> io::Result<Self> {
        let is_clear = connecting.is_clear();
        let builder = HttpsConnectorBuilder::new();
        let builder = match &connecting.peer {
            Peer::Platform => builder.with_provider_and_platform_verifier(provider())?,
            Peer::Certified(authorities) => builder.with_tls_config(tls(certificates(authorities)?)?),
            Peer::Loopback => builder.with_tls_config(tls(RootCertStore::empty())?),
        };
        let builder = if is_clear { builder.https_or_http() } else { builder.https_only() };
        let connector = builder.enable_http1().wrap_connector(tcp(connecting.time));
        Ok(Self { client: client(connector), is_clear })
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        allowed(self.is_clear, request.uri())?;
        let request = completed(request).map(Full::new);
        let (head, body) = self.client.request(request).await.map_err(failed)?.into_parts();
        let whole = Limited::new(body, MAX_BODY).collect().await.map_err(|error| {
            let error = if error.is::<LengthLimitError>() { TOO_LARGE.into() } else { error };
            TransportError::maybe_sent(Some(head.status), error)
        })?;
        Ok(Response::from_parts(head, whole.to_bytes()))
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// The certificates of a text.
fn certificates(pem: &[u8]) -> io::Result<RootCertStore> {
    let mut trusted = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        trusted.add(certificate.map_err(io::Error::other)?).map_err(io::Error::other)?;
    }
    Ok(trusted)
}

fn tls(trusted: RootCertStore) -> io::Result<ClientConfig> {
    let config = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
    Ok(config.map_err(io::Error::other)?.with_root_certificates(trusted).with_no_client_auth())
}

fn tcp(time: Duration) -> HttpConnector {
    let mut connector = HttpConnector::new();
    // What is https is for the connector around it to say.
    connector.enforce_http(false);
    connector.set_connect_timeout(Some(time));
    connector.set_nodelay(true);
    connector
}

fn client(connector: HttpsConnector<HttpConnector>) -> Client<HttpsConnector<HttpConnector>, Full<Bytes>> {
    let mut builder = Client::builder(TokioExecutor::new());
    builder.pool_timer(TokioTimer::new()).pool_idle_timeout(IDLE).build(connector)
}

fn failed(error: Error) -> TransportError {
    match error.is_connect() {
        false => TransportError::maybe_sent(None, error),
        true if is_about_tls(&error) => TransportError::refused(error),
        true => TransportError::not_sent(error),
    }
}
