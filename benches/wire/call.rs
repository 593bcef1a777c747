//! A whole call on one connection to a server of the bench's own: by our client, and by what it is made of.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;
use douyin::transport::{Connecting, HyperTransport};
use douyin::{Client, Groups as _, StaticToken, platform, trip::certificate_verify};
use http::header::CONTENT_TYPE;
use http_body_util::{BodyExt as _, Full};
use hyper::service::service_fn;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};

use super::by_hand::{TripRequest, TripResponse};
use super::operation::{encode, success};
use crate::support::work::tests::samples::trip_sample;

const PATH: &str = "/goodlife/v1/trip/certificate/verify/";
const TOKEN: &str = "clt.bench";
const JSON: &str = "application/json";
/// Of one measuring.
const CALLS: u32 = 100;

/// Who calls.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Caller {
    Ours,
    /// Ours, over hyper alone.
    OursOverHyper,
    /// reqwest, with serde by hand.
    Reqwest,
    /// reqwest, with bytes that are there already, and are not looked at.
    ReqwestBytes,
    /// hyper, with serde by hand.
    Hyper,
    /// hyper, with bytes.
    HyperBytes,
}

pub const CALLERS: [(Caller, &str); 6] = [
    (Caller::Ours, "our client, over reqwest"),
    (Caller::OursOverHyper, "our client, over hyper"),
    (Caller::Reqwest, "reqwest, serde by hand"),
    (Caller::ReqwestBytes, "reqwest, bytes only"),
    (Caller::Hyper, "hyper, serde by hand"),
    (Caller::HyperBytes, "hyper, bytes only"),
];

/// All callers, each with a connection of its own to one server.
pub struct Calls {
    runtime: tokio::runtime::Runtime,
    url: String,
    ours: Client,
    ours_over_hyper: Client,
    reqwest: reqwest::Client,
    hyper: hyper_util::client::legacy::Client<HttpConnector, Full<Bytes>>,
    request: certificate_verify::Request,
    by_hand: TripRequest,
    bytes: Bytes,
}

impl Calls {
    pub fn new() -> Self {
        let address = server();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("there can be a runtime");
        let _inside = runtime.enter();
        let token = StaticToken::new(TOKEN).expect("it is a token");
        let ours = || Client::builder().loopback(address).token(&platform::CLIENT_TOKEN, token.clone());
        let over_hyper = HyperTransport::new(&Connecting::to_loopback()).expect("it needs no certificates");
        let reqwest =
            reqwest::Client::builder().no_proxy().tls_certs_only([]).timeout(Duration::from_secs(30));
        let bytes = Bytes::from(encode(&trip_sample()));
        Self {
            url: format!("http://{address}{PATH}"),
            ours: ours().build().expect("it has a transport"),
            ours_over_hyper: ours().transport(over_hyper).build().expect("it has a transport"),
            reqwest: reqwest.build().expect("it needs no certificates"),
            hyper: hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build_http(),
            request: trip_sample(),
            by_hand: serde_json::from_slice(&bytes).expect("it is the request"),
            bytes,
            runtime,
        }
    }

    /// Microseconds of a call.
    pub fn microseconds(&self, caller: Caller) -> f64 {
        let start = Instant::now();
        self.runtime.block_on(async {
            for _ in 0..CALLS {
                self.call(caller).await;
            }
        });
        start.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS)
    }

    async fn call(&self, caller: Caller) {
        match caller {
            Caller::Ours => self.by_ours(&self.ours).await,
            Caller::OursOverHyper => self.by_ours(&self.ours_over_hyper).await,
            Caller::Reqwest => check(&self.by_reqwest(self.encoded()).await),
            Caller::ReqwestBytes => drop(self.by_reqwest(self.bytes.clone()).await),
            Caller::Hyper => check(&self.by_hyper(self.encoded()).await),
            Caller::HyperBytes => drop(self.by_hyper(self.bytes.clone()).await),
        }
    }

    async fn by_ours(&self, client: &Client) {
        let outcome = client.trip().certificate_verify(&self.request).await;
        outcome.expect("the server answers").complete().expect("all is verified");
    }

    fn encoded(&self) -> Bytes {
        serde_json::to_vec(&self.by_hand).expect("it can be encoded").into()
    }

    async fn by_reqwest(&self, body: Bytes) -> Bytes {
        let request = self.reqwest.post(&self.url).header("access-token", TOKEN).header(CONTENT_TYPE, JSON);
        let reply = request.body(body).send().await.expect("the server answers");
        assert!(reply.status().is_success());
        reply.bytes().await.expect("the reply is whole")
    }

    async fn by_hyper(&self, body: Bytes) -> Bytes {
        let request = http::Request::post(&self.url).header("access-token", TOKEN).header(CONTENT_TYPE, JSON);
        let request = request.body(Full::new(body)).expect("it is a request");
        let reply = self.hyper.request(request).await.expect("the server answers");
        assert!(reply.status().is_success());
        reply.into_body().collect().await.expect("the reply is whole").to_bytes()
    }
}

/// What a person who wrote the call has to look at.
fn check(reply: &[u8]) {
    let reply: TripResponse = serde_json::from_slice(reply).expect("it can be decoded");
    let codes = (reply.data.and_then(|data| data.error_code), reply.extra.and_then(|extra| extra.error_code));
    assert_eq!(codes, (Some(0), Some(0)));
}

/// Reads every request to its end and answers all of them alike, in a thread of its own.
fn server() -> SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("there is a port");
    listener.set_nonblocking(true).expect("it can be asked not to block");
    let address = listener.local_addr().expect("it has an address");
    let reply = Bytes::from(success());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("there can be a runtime").block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("it does not block");
            while let Ok((stream, _)) = listener.accept().await {
                let reply = reply.clone();
                let answer = service_fn(move |request| answer(request, reply.clone()));
                let connection = hyper::server::conn::http1::Builder::new();
                tokio::spawn(connection.serve_connection(TokioIo::new(stream), answer));
            }
        });
    });
    address
}

async fn answer(
    request: http::Request<hyper::body::Incoming>,
    reply: Bytes,
) -> Result<http::Response<Full<Bytes>>, Infallible> {
    let whole = request.into_body().collect().await.expect("the request is whole");
    assert!(!whole.to_bytes().is_empty());
    let reply = http::Response::builder().header(CONTENT_TYPE, JSON).body(Full::new(reply));
    Ok(reply.expect("it is a reply"))
}
