//! A transport without a network, for tests of code that calls the platform.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Request, Response, StatusCode};

use crate::BoxFuture;
use crate::transport::{Transport, TransportError};

/// Answers with the replies that it was given, in the order of the tries, whatever is asked, and keeps the requests. Clones
/// share both. With [`Client::with_grant`](crate::Client::with_grant) the first one is the token endpoint's.
///
/// When none is left, a try ends as if there were no connection, and is tried again;
/// [`NoRetry`](crate::NoRetry) shows each reply's own error, without a wait.
#[derive(Clone, Default)]
pub struct FakeTransport {
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    replies: VecDeque<Result<Response<Bytes>, TransportError>>,
    requests: Vec<Request<Bytes>>,
}

impl FakeTransport {
    /// A transport without replies.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a reply with a status and a body.
    #[must_use]
    pub fn reply(self, status: StatusCode, body: impl Into<Bytes>) -> Self {
        let mut reply = Response::new(body.into());
        *reply.status_mut() = status;
        self.whole_reply(reply)
    }

    /// Adds a reply with everything that it has, headers above all.
    #[must_use]
    pub fn whole_reply(self, reply: Response<Bytes>) -> Self {
        self.shared().replies.push_back(Ok(reply));
        self
    }

    /// Adds a try that brings no reply.
    #[must_use]
    pub fn failure(self, error: TransportError) -> Self {
        self.shared().replies.push_back(Err(error));
        self
    }

    /// The requests so far.
    #[must_use]
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.shared().requests.clone()
    }

    /// What is shared. A thread that panicked cannot have left it half written.
    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Requests hold secrets: only their number is shown.
impl fmt::Debug for FakeTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shared = self.shared();
        let (replies, requests) = (shared.replies.len(), shared.requests.len());
        f.debug_struct("FakeTransport").field("replies", &replies).field("requests", &requests).finish()
    }
}

impl Transport for FakeTransport {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let mut shared = self.shared();
        shared.requests.push(request);
        let reply = shared.replies.pop_front();
        let reply =
            reply.unwrap_or_else(|| Err(TransportError::not_sent("the fake transport has no reply left")));
        Box::pin(std::future::ready(reply))
    }
}
