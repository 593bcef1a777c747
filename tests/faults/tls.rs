//! Servers with certificates, good ones and bad ones, and a transport that reaches them.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use douyin::http::uri::Authority;
use douyin::http::{Request, Response, Uri};
use douyin::transport::TransportError;
use douyin::{BoxFuture, Transport};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::support::faulty::Faulty;

/// What is wrong with a certificate.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Flaw {
    None,
    Untrusted,
    Expired,
    WrongName,
}

/// An address that speaks TLS, and whom to trust to reach it.
pub struct TlsServer {
    pub address: SocketAddr,
    pub trusted: String,
    /// Handshakes that the client broke off.
    pub broken: Arc<Mutex<usize>>,
}

impl TlsServer {
    pub async fn start(server: Faulty, flaw: Flaw) -> Self {
        let (trusted, config) = certified(flaw);
        let acceptor = TlsAcceptor::from(Arc::new(config));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        let broken = Arc::<Mutex<usize>>::default();
        let counted = Arc::clone(&broken);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                match acceptor.accept(stream).await {
                    // A client may go away at any time.
                    Ok(stream) => drop(server.speak(stream).await),
                    Err(_) => *counted.lock().expect("no test panicked") += 1,
                }
            }
        });
        Self { address, trusted, broken }
    }
}

/// The authority that the client trusts, and a server's certificate.
fn certified(flaw: Flaw) -> (String, ServerConfig) {
    let (authority, trusted) = authority();
    let issuer = if flaw == Flaw::Untrusted { self::authority().0 } else { authority };
    let name = if flaw == Flaw::WrongName { "open.example.com" } else { "127.0.0.1" };
    let mut params = CertificateParams::new([name.to_owned()]).expect("it is a name");
    if flaw == Flaw::Expired {
        params.not_before = date_time_ymd(2020, 1, 1);
        params.not_after = date_time_ymd(2021, 1, 1);
    }
    let key = KeyPair::generate().expect("there is chance");
    let certificate = params.signed_by(&key, &issuer).expect("it can be signed");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has them")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .expect("the key is the certificate's");
    (trusted, config)
}

fn authority() -> (Issuer<'static, KeyPair>, String) {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("there is chance");
    let pem = params.self_signed(&key).expect("it can be signed").pem();
    (Issuer::new(params, key), pem)
}

/// Sends to another place what is meant for the platform, and changes nothing else.
pub struct Diverted {
    pub to: Arc<Mutex<Authority>>,
    pub over: Arc<dyn Transport>,
}

impl Transport for Diverted {
    fn send(&self, mut request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let mut parts = std::mem::take(request.uri_mut()).into_parts();
        parts.authority = Some(self.to.lock().expect("no test panicked").clone());
        *request.uri_mut() = Uri::from_parts(parts).expect("it was one before");
        self.over.send(request)
    }
}
