//! The client: a transport, token providers, a retry policy and an observer, shared by every call.

use std::cell::LazyCell;
use std::error::Error as StdError;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use tracing::Instrument as _;

use crate::endpoint::{Endpoint, Grant, Host, TokenKind};
use crate::error::{Error, UnknownReason};
use crate::exchange::{Succeeded, exchange};
use crate::failure::Failure;
use crate::observe::{Observer, WatchedCall, tell_drift, tell_drift_of_failure};
use crate::prepared::{Prepared, prepare};
use crate::retry::{Backoff, RetryBudget, RetryPolicy};
use crate::sensitive::sensitive_texts;
use crate::token::{GrantedToken, TokenProvider};
#[cfg(all(feature = "hyper", not(feature = "reqwest")))]
use crate::transport::HyperTransport as DefaultTransport;
#[cfg(feature = "reqwest")]
use crate::transport::ReqwestTransport as DefaultTransport;
use crate::{Conclusion as _, Received as _, Reply, Timeouts, Transport};

/// Calls endpoints. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Client {
    transport: Arc<dyn Transport>,
    retry_policy: Arc<dyn RetryPolicy>,
    retry_budget: RetryBudget,
    timeouts: Timeouts,
    observer: Option<Arc<dyn Observer>>,
    /// Scheme and authority of a server on this machine.
    loopback: Option<Arc<str>>,
    tokens: Vec<(&'static str, Arc<dyn TokenProvider>)>,
}

impl Client {
    /// A client of the platform: https only, with the default transport unless another is given.
    pub fn builder() -> ClientBuilder {
        ClientBuilder {
            transport: None,
            retry_policy: Arc::new(Backoff::default()),
            retry_budget: RetryBudget::default(),
            timeouts: Timeouts::default(),
            observer: None,
            loopback: None,
            tokens: Vec::new(),
        }
    }

    /// The same client, with another provider for one kind of token.
    #[must_use]
    pub fn with_token(&self, kind: &'static TokenKind, provider: impl TokenProvider + 'static) -> Self {
        let mut client = self.clone();
        set_token(&mut client.tokens, kind, Arc::new(provider));
        client
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
    pub async fn send<E: Endpoint>(&self, request: &E) -> Result<E::Output, Error<E::Code>> {
        let watched = WatchedCall::starts(E::META.id);
        let mut prepared = match prepare(request) {
            Ok(prepared) => prepared,
            Err(error) => return Err(watched.failed(error).typed()),
        };
        let exchanged = exchange(self, &mut prepared).instrument(watched.span()).await;
        match exchanged.and_then(|succeeded| concluded(request, succeeded, &prepared)) {
            Ok(mut output) => {
                let sensitive = LazyCell::new(|| prepared.sensitive(sensitive_texts(request)));
                output.scrub(&|shown| sensitive.message(shown));
                tell_drift(self.observer(), request, &prepared, None, || output.undocumented_codes());
                let ending = output.ending().name();
                watched.ended(ending, None, prepared.trail.tries, || prepared.shown_log_id(0));
                Ok(output)
            }
            Err(failure) => {
                tell_drift_of_failure(self.observer(), request, &prepared, &failure);
                let error = prepared.into_error(failure, sensitive_texts(request));
                Err(watched.failed(error).typed())
            }
        }
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.transport
    }

    pub(crate) fn retry_policy(&self) -> &dyn RetryPolicy {
        &*self.retry_policy
    }

    pub(crate) fn retry_budget(&self) -> &RetryBudget {
        &self.retry_budget
    }

    pub(crate) fn timeouts(&self) -> &Timeouts {
        &self.timeouts
    }

    pub(crate) fn observer(&self) -> Option<&dyn Observer> {
        self.observer.as_deref()
    }

    pub(crate) fn provider(&self, kind: &TokenKind) -> Option<&dyn TokenProvider> {
        self.tokens.iter().find(|(name, _)| *name == kind.name).map(|(_, provider)| &**provider)
    }

    /// Scheme and authority of a host.
    pub(crate) fn base<'c>(&'c self, host: &'c Host) -> &'c str {
        self.loopback.as_deref().unwrap_or(host.url)
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
        let tokens: Vec<_> = self.tokens.iter().map(|(kind, _)| kind).collect();
        f.debug_struct("Client")
            .field("loopback", &self.loopback)
            .field("tokens", &tokens)
            .finish_non_exhaustive()
    }
}

fn set_token(
    tokens: &mut Vec<(&'static str, Arc<dyn TokenProvider>)>,
    kind: &'static TokenKind,
    provider: Arc<dyn TokenProvider>,
) {
    tokens.retain(|(name, _)| *name != kind.name);
    tokens.push((kind.name, provider));
}

/// Makes a [`Client`].
#[must_use]
pub struct ClientBuilder {
    transport: Option<Arc<dyn Transport>>,
    retry_policy: Arc<dyn RetryPolicy>,
    retry_budget: RetryBudget,
    timeouts: Timeouts,
    observer: Option<Arc<dyn Observer>>,
    loopback: Option<SocketAddr>,
    tokens: Vec<(&'static str, Arc<dyn TokenProvider>)>,
}

impl ClientBuilder {
    /// Sends through another transport.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Tries again as a policy says, where that can do no harm. The default is [`Backoff`].
    pub fn retry_policy(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.retry_policy = Arc::new(policy);
        self
    }

    /// Limits how many tries more than calls there are. A budget can be shared with other clients.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.retry_budget = budget;
        self
    }

    /// Limits how long a call may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Tells an observer about each try, and about what replies have that no spec has. The default is nobody.
    pub fn observer(mut self, observer: impl Observer + 'static) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// Where one kind of token comes from.
    pub fn token(mut self, kind: &'static TokenKind, provider: impl TokenProvider + 'static) -> Self {
        set_token(&mut self.tokens, kind, Arc::new(provider));
        self
    }

    /// Sends everything, in clear, to a server on this machine instead of the platform's hosts: for tests.
    pub fn loopback(mut self, address: SocketAddr) -> Self {
        self.loopback = Some(address);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// The loopback address is on another machine, or there is no transport.
    pub fn build(self) -> Result<Client, BuildError> {
        if let Some(address) = self.loopback.filter(|address| !address.ip().is_loopback()) {
            return Err(BuildError::NotLoopback(address));
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(self.loopback.is_some(), self.timeouts)?,
        };
        let Self { retry_policy, retry_budget, timeouts, observer, loopback, tokens, .. } = self;
        let loopback = loopback.map(|address| format!("http://{address}").into());
        Ok(Client { transport, retry_policy, retry_budget, timeouts, observer, loopback, tokens })
    }
}

#[cfg(any(feature = "hyper", feature = "reqwest"))]
fn default_transport(loopback: bool, timeouts: Timeouts) -> Result<Arc<dyn Transport>, BuildError> {
    use crate::transport::Connecting;
    let connecting = if loopback { Connecting::to_loopback() } else { Connecting::securely() };
    let transport = DefaultTransport::new(&connecting.within(timeouts.connect));
    let transport = transport.map_err(|error| BuildError::Transport(error.into()))?;
    Ok(Arc::new(transport))
}

#[cfg(not(any(feature = "hyper", feature = "reqwest")))]
fn default_transport(_: bool, _: Timeouts) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

/// Why a client could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Only a server on this machine may be spoken to in clear.
    #[error("{0} is not a loopback address")]
    NotLoopback(SocketAddr),
    /// The features `reqwest` and `hyper` are off, and no transport was given.
    #[error("there is no transport: turn on the feature `reqwest` or `hyper`, or give one to the builder")]
    NoTransport,
    /// The default transport could not be made.
    #[error("the transport could not be made")]
    Transport(#[source] Box<dyn StdError + Send + Sync>),
}
