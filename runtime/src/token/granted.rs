//! Tokens from a token endpoint, kept until shortly before they die.

use std::fmt;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::timeout;

use super::rest::Rest;
use super::{AccessToken, MemoryTokenStore, StoredToken, TokenError, TokenProvider, TokenStore};
use crate::{BoxFuture, Client, Grant};

/// No token is kept for longer, whatever its endpoint says.
const LONGEST: Duration = Duration::from_hours(24 * 30);

/// How long a caller waits for a new token while the one before still lives.
const PATIENCE: Duration = Duration::from_secs(3);

/// Fetches tokens through an endpoint that grants them.
///
/// However many calls need one, there is one fetch at a time. Shortly before a token dies, one caller fetches the next and
/// the others go on with it; they do so, too, while the endpoint fails. After a failure all callers leave the endpoint
/// alone, for a second at first and a minute at last, and get the error of the last fetch.
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
                let fetched = timeout(PATIENCE, self.fetched()).await;
                Ok(fetched.unwrap_or_else(|_| Err(self.rest().failed(slow()))).unwrap_or(kept.token))
            }
            None => self.fetched().await,
        }
    }

    /// The token that is kept, if it lives.
    async fn kept(&self) -> Result<Option<StoredToken>, TokenError> {
        Ok(self.store.load().await?.filter(|stored| !stored.left.is_zero()))
    }

    /// A new token, unless the endpoint is being left alone.
    async fn fetched(&self) -> Result<AccessToken, TokenError> {
        if let Some(error) = self.rest().error() {
            return Err(error);
        }
        match self.fetch().await {
            Ok(stored) => {
                let token = stored.token.clone();
                self.rest().succeeded(token.clone());
                // Even if it cannot be kept, it is good for this call; the one before it is dying.
                let _ = self.store.save(stored).await;
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

    /// What the last fetches came to. Nothing that holds the lock waits or panics.
    fn rest(&self) -> MutexGuard<'_, Rest> {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner)
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
            self.rest().died(token);
            // A store that cannot forget the token gives it again, and the platform says again that it is dead.
            self.store.remove(token).await.is_ok()
        })
    }
}

impl<G> fmt::Debug for GrantedToken<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GrantedToken").field("client", &self.client).finish_non_exhaustive()
    }
}
