//! The client: a transport, token providers and a retry policy, shared by every call.

use std::error::Error as StdError;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;

use crate::endpoint::{Endpoint, Grant, Host, TokenKind};
use crate::error::{Error, UnknownReason};
use crate::exchange::{Exchanged, exchange, outcome_unknown};
use crate::prepared::prepare;
use crate::retry::{NoRetry, RetryPolicy};
use crate::token::{GrantedToken, TokenProvider};
use crate::{Received as _, Reply, Transport};

/// Calls endpoints. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Client {
    transport: Arc<dyn Transport>,
    retry_policy: Arc<dyn RetryPolicy>,
    loopback: Option<SocketAddr>,
    tokens: Vec<(&'static str, Arc<dyn TokenProvider>)>,
}

impl Client {
    /// A client of the platform: https only, with the default transport unless another is given.
    pub fn builder() -> ClientBuilder {
        ClientBuilder { transport: None, retry_policy: Arc::new(NoRetry), loopback: None, tokens: Vec::new() }
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
        let prepared = prepare(request).map_err(Error::typed)?;
        let Exchanged { reply, log_id, trail } = exchange(self, prepared).await.map_err(Error::typed)?;
        let (status, tries) = (reply.status(), trail.tries);
        match E::Response::receive(reply) {
            Ok(response) => {
                let reply = Reply { response, log_id, status, tries };
                Ok(request.conclude(reply))
            }
            Err(why) => Err(outcome_unknown(UnknownReason::Undecodable(why), None, trail).typed()),
        }
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.transport
    }

    pub(crate) fn retry_policy(&self) -> &dyn RetryPolicy {
        &*self.retry_policy
    }

    pub(crate) fn provider(&self, kind: &TokenKind) -> Option<&dyn TokenProvider> {
        self.tokens.iter().find(|(name, _)| *name == kind.name).map(|(_, provider)| &**provider)
    }

    /// Scheme and authority of a host.
    pub(crate) fn base(&self, host: &Host) -> String {
        match self.loopback {
            Some(address) => format!("http://{address}"),
            None => host.url.to_owned(),
        }
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
    loopback: Option<SocketAddr>,
    tokens: Vec<(&'static str, Arc<dyn TokenProvider>)>,
}

impl ClientBuilder {
    /// Sends through another transport.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Tries again as a policy says. The default is one try.
    pub fn retry_policy(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.retry_policy = Arc::new(policy);
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
            None => default_transport(self.loopback.is_some())?,
        };
        let Self { retry_policy, loopback, tokens, .. } = self;
        Ok(Client { transport, retry_policy, loopback, tokens })
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(loopback: bool) -> Result<Arc<dyn Transport>, BuildError> {
    use crate::transport::ReqwestTransport;
    let transport = if loopback { ReqwestTransport::loopback() } else { ReqwestTransport::new() };
    match transport {
        Ok(transport) => Ok(Arc::new(transport)),
        Err(error) => Err(BuildError::Transport(error.into())),
    }
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: bool) -> Result<Arc<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

/// Why a client could not be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Only a server on this machine may be spoken to in clear.
    #[error("{0} is not a loopback address")]
    NotLoopback(SocketAddr),
    /// The feature `reqwest` is off, and no transport was given.
    #[error("there is no transport: turn on the feature `reqwest`, or give one to the builder")]
    NoTransport,
    /// The default transport could not be made.
    #[error("the transport could not be made")]
    Transport(#[source] Box<dyn StdError + Send + Sync>),
}
