//! A stand-in for the platform on loopback. It knows the endpoints from their pages, not from the generated code, and
//! checks what it receives: a wrong path, header, token or field is answered with the platform's code for it.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, header};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};

use crate::shape::{CLIENT_TOKEN, LOCAL_CERTIFICATES, TRIP_CERTIFICATE};

/// The only token that the stand-in accepts.
const TOKEN: &str = "clt.stand-in";
/// An order of a merchant who has not authorized the application.
pub const FOREIGN_ORDER: &str = "order-of-another-merchant";

/// How the stand-in answers what it accepts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Replies {
    /// With a success made of the request.
    Made,
    /// With the sample on the endpoint's page, letter by letter.
    Samples,
}

/// What went over the wire once.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// Method and path.
    pub line: String,
    /// The request's body.
    pub sent: String,
    /// The reply's body.
    pub came_back: String,
}

/// A running stand-in. It stops with the runtime that it was started in.
#[derive(Debug)]
pub struct StandIn {
    address: SocketAddr,
    exchanges: Arc<Mutex<Vec<Exchange>>>,
}

impl StandIn {
    /// Starts a stand-in on a free port of this machine.
    pub async fn start(replies: Replies) -> io::Result<Self> {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let exchanges = Arc::default();
        let kept = Arc::clone(&exchanges);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let kept = Arc::clone(&kept);
                let service = service_fn(move |request| serve(request, replies, Arc::clone(&kept)));
                let connection = hyper::server::conn::http1::Builder::new()
                    .serve_connection(TokioIo::new(stream), service);
                tokio::spawn(connection);
            }
        });
        Ok(Self { address, exchanges })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What went over the wire so far.
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn serve(
    request: Request<Incoming>,
    replies: Replies,
    kept: Arc<Mutex<Vec<Exchange>>>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let sent = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let call = Call {
        method: head.method,
        path: head.uri.path().to_owned(),
        content_type: text(&head.headers, header::CONTENT_TYPE.as_str()),
        token: text(&head.headers, "access-token"),
        body: serde_json::from_slice(&sent).unwrap_or(Value::Null),
    };
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let log_id = format!("stand-in-{}", kept.len() + 1);
    let came_back = answer(&call, replies, &log_id);
    kept.push(Exchange {
        line: format!("{} {}", call.method, call.path),
        sent: String::from_utf8_lossy(&sent).into_owned(),
        came_back: came_back.clone(),
    });
    let mut reply = Response::new(Full::new(came_back.into()));
    reply.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
    Ok(reply)
}

fn text(headers: &hyper::HeaderMap, name: &str) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// A request as the stand-in reads it.
struct Call {
    method: Method,
    path: String,
    content_type: String,
    token: String,
    body: Value,
}

impl Call {
    /// Why the platform would refuse the call, if it would: a code and a message.
    fn refusal(&self, shape: &crate::shape::Shape, invalid: i64) -> Option<(i64, String)> {
        if self.content_type != "application/json" {
            return Some((invalid, format!("content-type is {:?}", self.content_type)));
        }
        if self.token != TOKEN {
            return Some((2_190_002, "access_token无效".to_owned()));
        }
        shape.mismatch("body", &self.body).map(|mismatch| (invalid, mismatch))
    }
}

fn answer(call: &Call, replies: Replies, log_id: &str) -> String {
    match (&call.method, call.path.as_str()) {
        (&Method::POST, "/oauth/stable_client_token/") => client_token(call),
        (&Method::POST, "/goodlife/v1/trip/certificate/verify/") => trip_certificate(call, replies, log_id),
        (&Method::POST, "/api/apps/trade/v2/toolkit/verify_local_certificates/") => {
            local_certificates(call, replies, log_id)
        }
        (method, path) => {
            json!({"err_no": 28_001_017, "err_msg": format!("未知URI: {method} {path}"), "log_id": log_id})
                .to_string()
        }
    }
}

fn client_token(call: &Call) -> String {
    let mismatch = CLIENT_TOKEN.mismatch("body", &call.body);
    match mismatch {
        None if call.body["grant_type"] == "client_credential" => {
            let data =
                json!({"access_token": TOKEN, "expires_in": "7200", "error_code": 0, "description": ""});
            json!({"data": data, "message": "success"}).to_string()
        }
        mismatch => {
            let description = mismatch.unwrap_or_else(|| "body.grant_type is another".to_owned());
            json!({"data": {"error_code": 10_002, "description": description}, "message": "error"})
                .to_string()
        }
    }
}

fn trip_certificate(call: &Call, replies: Replies, log_id: &str) -> String {
    let refusal = call.refusal(&TRIP_CERTIFICATE, 2_119_001).or_else(|| foreign(&call.body["order_id"]));
    if replies == Replies::Samples && refusal.is_none() {
        return include_str!("samples/certificate_verify.json").to_owned();
    }
    let (code, description) = refusal.unwrap_or_default();
    let results = if code == 0 {
        json!([{"certificate_id": "certificate-1", "verify_id": "verify-1", "code": 0, "msg": "success"}])
    } else {
        Value::Null
    };
    let data = json!({"error_code": code, "description": description, "verify_results": results});
    let extra = json!({
        "error_code": code, "description": description, "sub_error_code": 0, "sub_description": "",
        "logid": log_id, "now": 1_733_565_487,
    });
    json!({"data": data, "extra": extra}).to_string()
}

fn local_certificates(call: &Call, replies: Replies, log_id: &str) -> String {
    let order = &call.body["order_info_list"][0];
    let refusal = call.refusal(&LOCAL_CERTIFICATES, 28_001_007).or_else(|| foreign(&order["order_id"]));
    match refusal {
        Some((code, message)) => json!({"err_no": code, "err_msg": message, "log_id": log_id}).to_string(),
        None if replies == Replies::Samples => {
            include_str!("samples/verify_local_certificates.json").to_owned()
        }
        None => {
            let certificates = order["certificate_info_list"].as_array().into_iter().flatten();
            let results: Vec<_> = certificates
                .map(|certificate| {
                    json!({
                        "certificate_id": certificate["certificate_id"], "verify_id": "verify-2", "code": "code-2",
                        "result_code": 0, "result_msg": "success", "verify_time": 1_733_565_487_000_i64,
                    })
                })
                .collect();
            let results = json!([{"order_id": order["order_id"], "certificate_verify_results": results}]);
            let data = json!({"order_verify_results": results});
            json!({"err_no": 0, "err_msg": "", "log_id": log_id, "data": data}).to_string()
        }
    }
}

fn foreign(order_id: &Value) -> Option<(i64, String)> {
    (order_id == FOREIGN_ORDER).then(|| (2_119_005, "应用未获商家授权".to_owned()))
}
