//! How a client is made.

use std::error::Error as StdError;
use std::net::SocketAddr;
use std::sync::Arc;

use super::Client;
use crate::endpoint::TokenKind;
use crate::observe::Observer;
use crate::parts::{Parts, Tokens};
use crate::retry::{Backoff, RetryBudget, RetryPolicy};
use crate::token::TokenProvider;
#[cfg(all(feature = "hyper", not(feature = "reqwest")))]
use crate::transport::HyperTransport as DefaultTransport;
#[cfg(feature = "reqwest")]
use crate::transport::ReqwestTransport as DefaultTransport;
use crate::{Timeouts, Transport};

/// Makes a [`Client`].
///
/// ```
/// # use std::time::Duration;
/// # use douyin_runtime::{Backoff, Client, Drift, Observer, Timeouts, fake::FakeTransport};
/// struct PrintDrift;
///
/// impl Observer for PrintDrift {
///     fn drift(&self, drift: &Drift) {
///         eprintln!("{drift}");
///     }
/// }
///
/// let client = Client::builder()
///     .retry_policy(Backoff::default().tries(2)) // or `NoRetry`
///     .timeouts(Timeouts::default().each_try(Duration::from_secs(5)))
///     .observer(PrintDrift)
/// #   .transport(FakeTransport::new())
///     .build()?;
/// # Ok::<(), douyin_runtime::BuildError>(())
/// ```
#[must_use]
pub struct ClientBuilder {
    transport: Option<Arc<dyn Transport>>,
    retry_policy: Arc<dyn RetryPolicy>,
    retry_budget: RetryBudget,
    timeouts: Timeouts,
    observer: Option<Arc<dyn Observer>>,
    loopback: Option<SocketAddr>,
    tokens: Tokens,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            transport: None,
            retry_policy: Arc::new(Backoff::default()),
            retry_budget: RetryBudget::default(),
            timeouts: Timeouts::default(),
            observer: None,
            loopback: None,
            tokens: Tokens::default(),
        }
    }

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
        self.tokens.set(kind, provider);
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
        let loopback = loopback.map(|address| format!("http://{address}"));
        let parts = Parts { transport, retry_policy, retry_budget, timeouts, observer, loopback, tokens };
        Ok(Client { parts: Arc::new(parts) })
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
