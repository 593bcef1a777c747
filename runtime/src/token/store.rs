//! Where a fetched token is kept.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::{AccessToken, TokenError};
use crate::BoxFuture;

/// A token is fetched anew when it has less than this to live, or a quarter of its whole life if that is less.
const AHEAD: Duration = Duration::from_mins(5);

/// Keeps one token, for one process or for several.
pub trait TokenStore: Send + Sync {
    /// The token, if there is one.
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredToken>, TokenError>>;

    /// Keeps a token instead of the one before.
    fn save(&self, token: StoredToken) -> BoxFuture<'_, Result<(), TokenError>>;

    /// Drops the token if it is still this one.
    fn remove<'a>(&'a self, token: &'a AccessToken) -> BoxFuture<'a, Result<(), TokenError>>;
}

/// A token, and how long it lives.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct StoredToken {
    /// The token.
    pub token: AccessToken,
    /// Its whole life, as its endpoint said.
    pub life: Duration,
    /// What is left of it.
    pub left: Duration,
}

impl StoredToken {
    /// A token at the beginning of its life.
    #[must_use]
    pub fn new(token: AccessToken, life: Duration) -> Self {
        Self { token, life, left: life }
    }

    /// The same with what is left of its life.
    #[must_use]
    pub fn with_left(mut self, left: Duration) -> Self {
        self.left = left;
        self
    }

    /// Whether it is time for the next one.
    pub(super) fn is_due(&self) -> bool {
        self.left <= AHEAD.min(self.life / 4)
    }
}

/// Keeps the token in memory, by a clock that nobody can set.
#[derive(Debug, Default)]
pub struct MemoryTokenStore {
    kept: Mutex<Option<(StoredToken, Instant)>>,
}

impl MemoryTokenStore {
    /// What is kept, and when it dies. A thread that panicked cannot have left it half written.
    fn kept(&self) -> MutexGuard<'_, Option<(StoredToken, Instant)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenStore for MemoryTokenStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredToken>, TokenError>> {
        let kept = self.kept().clone();
        let stored =
            kept.map(|(stored, dies)| stored.with_left(dies.saturating_duration_since(Instant::now())));
        Box::pin(std::future::ready(Ok(stored)))
    }

    fn save(&self, token: StoredToken) -> BoxFuture<'_, Result<(), TokenError>> {
        *self.kept() = Instant::now().checked_add(token.left).map(|dies| (token, dies));
        Box::pin(std::future::ready(Ok(())))
    }

    fn remove<'a>(&'a self, token: &'a AccessToken) -> BoxFuture<'a, Result<(), TokenError>> {
        self.kept().take_if(|(kept, _)| kept.token == *token);
        Box::pin(std::future::ready(Ok(())))
    }
}
