//! The transport with the least in it: hyper over rustls.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, Error, connect::HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::pki_types::{CertificateDer, pem::PemObject as _};
use rustls::{ClientConfig, RootCertStore};

use super::rules::{MAX_BODY, TOO_LARGE, completed, is_about_tls};
use super::{Transport, TransportError};
use crate::{BoxFuture, Timeouts};

/// A connection that nobody uses is kept for so long.
const IDLE: Duration = Duration::from_secs(90);

/// Sends over https with the machine's certificate authorities, as safely as [`ReqwestTransport`](super::ReqwestTransport):
/// no redirects, no compression, a reply of 4 MiB at most. A call costs less, and there are no proxies.
///
/// A TCP connection has 5 seconds to be made, unless the client makes the transport and its [`Timeouts`] say otherwise. A name
/// or a certificate that takes too long ends the try as one that may have been sent.
#[derive(Clone, Debug)]
pub struct HyperTransport {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    is_clear: bool,
}

impl HyperTransport {
    /// A transport to the platform.
    ///
    /// # Errors
    ///
    /// The machine has no certificate authorities.
    pub fn new() -> io::Result<Self> {
        Self::connecting_within(Timeouts::default().connect)
    }

    /// A transport to a server on this machine, in clear: for tests. It sends to no other address.
    ///
    /// # Errors
    ///
    /// Those of rustls.
    pub fn loopback() -> io::Result<Self> {
        Self::loopback_within(Timeouts::default().connect)
    }

    /// A transport that trusts these certificate authorities, as PEM, and no others: the platform's own ones only, or those
    /// of a test.
    ///
    /// # Errors
    ///
    /// The text is not PEM, or what it holds is no certificate.
    pub fn trusting(authorities: &[u8]) -> io::Result<Self> {
        let mut trusted = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(authorities) {
            trusted.add(certificate.map_err(io::Error::other)?).map_err(io::Error::other)?;
        }
        let connector = HttpsConnectorBuilder::new().with_tls_config(tls(trusted)?).https_only();
        let connector = connector.enable_http1().wrap_connector(tcp(Timeouts::default().connect));
        Ok(Self { client: client(connector), is_clear: false })
    }

    /// A transport to the platform that gives up a connection after this time.
    pub(crate) fn connecting_within(time: Duration) -> io::Result<Self> {
        let tls = HttpsConnectorBuilder::new().with_provider_and_platform_verifier(provider())?;
        let connector = tls.https_only().enable_http1().wrap_connector(tcp(time));
        Ok(Self { client: client(connector), is_clear: false })
    }

    /// The same to a server on this machine. It trusts no certificate at all.
    pub(crate) fn loopback_within(time: Duration) -> io::Result<Self> {
        let connector = HttpsConnectorBuilder::new().with_tls_config(tls(RootCertStore::empty())?);
        let connector = connector.https_or_http().enable_http1().wrap_connector(tcp(time));
        Ok(Self { client: client(connector), is_clear: true })
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        if self.is_clear && !is_loopback(request.uri()) {
            return Err(TransportError::refused("only a server on this machine is spoken to in clear"));
        }
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

fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

fn failed(error: Error) -> TransportError {
    match error.is_connect() {
        false => TransportError::maybe_sent(None, error),
        true if is_about_tls(&error) => TransportError::refused(error),
        true => TransportError::not_sent(error),
    }
}
