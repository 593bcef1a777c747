//! What every call of a client shares.

use std::sync::Arc;

use crate::endpoint::{Host, TokenKind};
use crate::observe::Observer;
use crate::retry::{RetryBudget, RetryPolicy};
use crate::token::TokenProvider;
use crate::{Timeouts, Transport};

/// The parts of a client.
#[derive(Clone)]
pub(crate) struct Parts {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) retry_policy: Arc<dyn RetryPolicy>,
    pub(crate) retry_budget: RetryBudget,
    pub(crate) timeouts: Timeouts,
    pub(crate) observer: Option<Arc<dyn Observer>>,
    /// Scheme and authority of a server on this machine.
    pub(crate) loopback: Option<String>,
    pub(crate) tokens: Tokens,
}

impl Parts {
    pub(crate) fn observer(&self) -> Option<&dyn Observer> {
        self.observer.as_deref()
    }

    /// Scheme and authority of a host.
    pub(crate) fn base<'p>(&'p self, host: &'p Host) -> &'p str {
        self.loopback.as_deref().unwrap_or(host.url)
    }
}

/// Where each kind of token comes from.
#[derive(Clone, Default)]
pub(crate) struct Tokens(Vec<(&'static str, Arc<dyn TokenProvider>)>);

impl Tokens {
    pub(crate) fn set(&mut self, kind: &'static TokenKind, provider: impl TokenProvider + 'static) {
        self.0.retain(|(name, _)| *name != kind.name);
        self.0.push((kind.name, Arc::new(provider)));
    }

    pub(crate) fn provider(&self, kind: &TokenKind) -> Option<&dyn TokenProvider> {
        self.0.iter().find(|(name, _)| *name == kind.name).map(|(_, provider)| &**provider)
    }

    pub(crate) fn kinds(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(kind, _)| *kind)
    }
}
