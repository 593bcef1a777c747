//! Where a fetched token is kept.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::{AccessToken, TokenError};
use crate::BoxFuture;

/// Keeps one token, for one process or for several.
pub trait TokenStore: Send + Sync {
    /// The token, if there is one.
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredToken>, TokenError>>;

    /// Keeps a token instead of the one before.
    fn save(&self, token: StoredToken) -> BoxFuture<'_, Result<(), TokenError>>;

    /// Drops the token if it is still this one.
    fn remove<'a>(&'a self, token: &'a AccessToken) -> BoxFuture<'a, Result<(), TokenError>>;
}

/// A token, and how long it still lives.
#[derive(Clone, Debug)]
pub struct StoredToken {
    /// The token.
    pub token: AccessToken,
    /// What is left of its life.
    pub lives: Duration,
}

/// Keeps the token in memory, by a clock that nobody can set.
#[derive(Debug, Default)]
pub struct MemoryTokenStore {
    kept: Mutex<Option<(AccessToken, Instant)>>,
}

impl MemoryTokenStore {
    /// What is kept. A thread that panicked cannot have left it half written.
    fn kept(&self) -> std::sync::MutexGuard<'_, Option<(AccessToken, Instant)>> {
        self.kept.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl TokenStore for MemoryTokenStore {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredToken>, TokenError>> {
        let kept = self.kept().clone();
        let stored = kept.map(|(token, dies)| StoredToken {
            token,
            lives: dies.saturating_duration_since(Instant::now()),
        });
        Box::pin(std::future::ready(Ok(stored)))
    }

    fn save(&self, StoredToken { token, lives }: StoredToken) -> BoxFuture<'_, Result<(), TokenError>> {
        *self.kept() = Instant::now().checked_add(lives).map(|dies| (token, dies));
        Box::pin(std::future::ready(Ok(())))
    }

    fn remove<'a>(&'a self, token: &'a AccessToken) -> BoxFuture<'a, Result<(), TokenError>> {
        self.kept().take_if(|(kept, _)| kept == token);
        Box::pin(std::future::ready(Ok(())))
    }
}
