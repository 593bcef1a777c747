//! The client: what calls endpoints.

use std::cell::LazyCell;
use std::fmt;
use std::sync::Arc;

use tracing::Instrument as _;

use crate::endpoint::{Endpoint, Grant, TokenKind};
use crate::error::{Error, UnknownReason};
use crate::exchange::{Succeeded, exchange};
use crate::failure::Failure;
use crate::observe::{WatchedCall, tell_drift, tell_drift_of_failure};
use crate::parts::Parts;
use crate::prepared::{Prepared, prepare};
use crate::sensitive::sensitive_texts;
use crate::token::{GrantedToken, TokenProvider};
use crate::{BoxFuture, Conclusion as _, Received as _, Reply};

mod builder;

pub use builder::{BuildError, ClientBuilder};

/// Calls endpoints. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Client {
    parts: Arc<Parts>,
}

impl Client {
    /// A client of the platform: https only, with the default transport unless another is given.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// The same client, with another provider for one kind of token.
    #[must_use]
    pub fn with_token(&self, kind: &'static TokenKind, provider: impl TokenProvider + 'static) -> Self {
        let mut parts = Parts::clone(&self.parts);
        parts.tokens.set(kind, provider);
        Self { parts: Arc::new(parts) }
    }

    /// The same client, with tokens of one kind fetched through itself, by this request to a token endpoint.
    #[must_use]
    pub fn with_grant<G: Grant + Send + 'static>(&self, request: G) -> Self {
        self.with_token(G::TOKEN, GrantedToken::new(self.clone(), request))
    }

    /// Calls the endpoint that a request is for.
    ///
    /// # Errors
    ///
    /// What is known about the world: not sent, rejected, or outcome unknown.
    pub fn send<'c, E: Endpoint>(
        &'c self,
        request: &'c E,
    ) -> BoxFuture<'c, Result<E::Output, Error<E::Code>>> {
        // In a box, what it takes to be sent to another thread is looked at once, and not for each endpoint.
        Box::pin(self.call(request))
    }

    async fn call<E: Endpoint>(&self, request: &E) -> Result<E::Output, Error<E::Code>> {
        let watched = WatchedCall::starts(E::META.id);
        let mut prepared = match prepare(request) {
            Ok(prepared) => prepared,
            Err(error) => return Err(watched.failed(error).typed()),
        };
        let exchanged = exchange(&self.parts, &mut prepared).instrument(watched.span()).await;
        match exchanged.and_then(|succeeded| concluded(request, succeeded, &prepared)) {
            Ok(mut output) => {
                let sensitive = LazyCell::new(|| prepared.sensitive(sensitive_texts(request)));
                output.scrub(&|shown| sensitive.message(shown));
                tell_drift(self.parts.observer(), request, &prepared, None, || output.undocumented_codes());
                let ending = output.ending().name();
                watched.ended(ending, None, prepared.trail.tries, || prepared.shown_log_id(0));
                Ok(output)
            }
            Err(failure) => {
                tell_drift_of_failure(self.parts.observer(), request, &prepared, &failure);
                let error = prepared.into_error(failure, sensitive_texts(request));
                Err(watched.failed(error).typed())
            }
        }
    }
}

/// What a reply gives that says success.
fn concluded<E: Endpoint>(
    request: &E,
    (reply, log_id): Succeeded,
    prepared: &Prepared,
) -> Result<E::Output, Failure> {
    let (status, tries) = (reply.status(), prepared.trail.tries);
    match E::Response::receive(reply) {
        Ok(response) => Ok(request.conclude(Reply { response, log_id, status, tries })),
        Err(why) => Err(Failure::Unknown(UnknownReason::Undecodable(why), None)),
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tokens: Vec<_> = self.parts.tokens.kinds().collect();
        f.debug_struct("Client")
            .field("loopback", &self.parts.loopback)
            .field("tokens", &tokens)
            .finish_non_exhaustive()
    }
}
