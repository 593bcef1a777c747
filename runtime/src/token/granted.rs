//! Tokens from a token endpoint, kept until shortly before they die.

use std::fmt;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::rest::Rest;
use super::{AccessToken, MemoryTokenStore, StoredToken, TokenError, TokenProvider, TokenStore};
use crate::{BoxFuture, Client, Grant};

/// No token is kept for longer, whatever its endpoint says.
const LONGEST: Duration = Duration::from_hours(24 * 30);

/// How long a caller waits for a new token while the one before still lives. Once: a token that nobody waits for may have
/// been granted all the same, and a second one may kill the one that lives.
const PATIENCE: Duration = Duration::from_secs(3);

/// A fetch that takes longer is slow.
const LONG: Duration = Duration::from_secs(1);

/// Fetches tokens through an endpoint that grants them.
///
/// However many calls need one, there is one fetch at a time. Shortly before a token dies, one caller fetches the next and
/// the others go on with it; they do so, too, while the endpoint fails. After a failure all callers leave the endpoint
/// alone, for a second at first and a minute at last, and get the error of the last fetch.
///
/// A token that the platform calls dead is replaced, unless the one before it died young, too: then it stays for as long as
/// the endpoint is left alone, because an endpoint that refuses every token must not take it from all others. A store that
/// does not keep or forget a token costs no more fetches: the last one is remembered here.
pub struct GrantedToken<G> {
    client: Client,
    request: G,
    store: Arc<dyn TokenStore>,
    /// Held by whoever fetches. If that one is dropped, the next one fetches.
    fetching: Mutex<()>,
    rest: std::sync::Mutex<Rest>,
}

impl<G: Grant> GrantedToken<G> {
    /// A provider that sends `request` through `client` whenever it needs a token, and keeps it in memory.
    pub fn new(client: Client, request: G) -> Self {
        Self::with_store(client, request, MemoryTokenStore::default())
    }

    /// The same with another place to keep the token.
    pub fn with_store(client: Client, request: G, store: impl TokenStore + 'static) -> Self {
        let store = Arc::new(store);
        Self { client, request, store, fetching: Mutex::default(), rest: std::sync::Mutex::default() }
    }

    async fn kept_or_fetched(&self) -> Result<AccessToken, TokenError> {
        let kept = self.kept().await?;
        let _alone = match kept {
            Some(kept) if !kept.is_due() => return Ok(kept.token),
            Some(kept) => match self.fetching.try_lock() {
                Ok(alone) => alone,
                Err(_) => return Ok(kept.token),
            },
            None => self.fetching.lock().await,
        };
        // Whoever held the lock before may have fetched one.
        let kept = self.kept().await?;
        match kept {
            Some(kept) if !kept.is_due() => Ok(kept.token),
            Some(kept) => {
                let patience = if self.rest().has_failed() { Duration::MAX } else { PATIENCE };
                let fetched = timeout(patience, self.fetched()).await;
                Ok(fetched.unwrap_or_else(|_| Err(slow())).unwrap_or(kept.token))
            }
            None => self.fetched().await,
        }
    }

    /// The token that is kept, if it lives. Where the store did not keep the one that was fetched last, it is remembered.
    async fn kept(&self) -> Result<Option<StoredToken>, TokenError> {
        let stored = self.store.load().await?;
        let rest = self.rest();
        let stored = stored.filter(|stored| !stored.left.is_zero() && !rest.is_dead(&stored.token));
        if stored.as_ref().is_some_and(|stored| !stored.is_due()) {
            return Ok(stored);
        }
        let fetched = rest.fetched().filter(|fetched| !fetched.left.is_zero());
        Ok(stored.into_iter().chain(fetched).max_by_key(|token| token.left))
    }

    /// A new token, unless the endpoint is being left alone.
    async fn fetched(&self) -> Result<AccessToken, TokenError> {
        if let Some(error) = self.rest().error() {
            return Err(error);
        }
        let mut watch = Watch(Some((&self.rest, Instant::now())));
        let fetched = self.fetch().await;
        watch.0 = None;
        match fetched {
            Ok(stored) => {
                let token = stored.token.clone();
                self.rest().succeeded(stored.clone());
                // Even if it cannot be kept, it is good for this process; the one before it is dying.
                let _ = timeout(PATIENCE, self.store.save(stored)).await;
                Ok(token)
            }
            Err(error) => Err(self.rest().failed(error)),
        }
    }

    async fn fetch(&self) -> Result<StoredToken, TokenError> {
        let reply = self.client.send(&self.request).await.map_err(|error| {
            let wait = error.trail().retry_after;
            let refused = TokenError::new("no token was granted", Some(error.into()));
            wait.into_iter().fold(refused, TokenError::with_retry_after)
        })?;
        let token = G::access_token(&reply.response);
        let life = G::expires_in(&reply.response).and_then(|seconds| u64::try_from(seconds).ok());
        let Some((token, life)) = token.zip(life.filter(|seconds| *seconds > 0)) else {
            return Err(TokenError::new("the reply has no token, or does not say how long it lives", None));
        };
        let token = AccessToken::new(token.clone())
            .map_err(|invalid| TokenError::new("the reply has no usable token", Some(invalid.into())))?;
        Ok(StoredToken::new(token, Duration::from_secs(life).min(LONGEST)))
    }

    fn rest(&self) -> MutexGuard<'_, Rest> {
        locked(&self.rest)
    }
}

/// What the last fetches came to. Nothing that holds the lock waits or panics.
fn locked(rest: &std::sync::Mutex<Rest>) -> MutexGuard<'_, Rest> {
    rest.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Notices a fetch whose caller goes away before it ends. One that took a while is a failure: who waits next has little
/// time left, too, and would leave in its turn.
struct Watch<'r>(Option<(&'r std::sync::Mutex<Rest>, Instant)>);

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if let Some((rest, _)) = self.0.filter(|(_, since)| since.elapsed() >= LONG) {
            locked(rest).failed(slow());
        }
    }
}

fn slow() -> TokenError {
    TokenError::new("the token endpoint is slow", None)
}

impl<G: Grant + Send + 'static> TokenProvider for GrantedToken<G> {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, TokenError>> {
        Box::pin(self.kept_or_fetched())
    }

    fn invalidate<'a>(&'a self, token: &'a AccessToken) -> BoxFuture<'a, bool> {
        Box::pin(async move {
            if !self.rest().died(token) {
                return false;
            }
            // It is not used again, even if the store cannot forget it.
            let _ = self.store.remove(token).await;
            true
        })
    }
}

impl<G> fmt::Debug for GrantedToken<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GrantedToken").field("client", &self.client).finish_non_exhaustive()
    }
}
