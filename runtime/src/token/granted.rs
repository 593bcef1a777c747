//! Tokens from a token endpoint, kept until shortly before they die.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;

use super::{AccessToken, MemoryTokenStore, StoredToken, TokenError, TokenProvider, TokenStore};
use crate::{BoxFuture, Client, Grant};

/// A token is fetched anew when it has less than this to live.
const AHEAD: Duration = Duration::from_mins(1);

/// No token is kept for longer, whatever its endpoint says.
const LONGEST: Duration = Duration::from_hours(24 * 30);

/// Fetches tokens through an endpoint that grants them, one fetch at a time.
pub struct GrantedToken<G> {
    client: Client,
    request: G,
    store: Arc<dyn TokenStore>,
    fetching: Mutex<()>,
}

impl<G: Grant> GrantedToken<G> {
    /// A provider that sends `request` through `client` whenever it needs a token, and keeps it in memory.
    pub fn new(client: Client, request: G) -> Self {
        Self::with_store(client, request, MemoryTokenStore::default())
    }

    /// The same with another place to keep the token.
    pub fn with_store(client: Client, request: G, store: impl TokenStore + 'static) -> Self {
        Self { client, request, store: Arc::new(store), fetching: Mutex::new(()) }
    }

    /// The token that is kept, if it lives longer than `at_least`.
    async fn kept(&self, at_least: Duration) -> Result<Option<AccessToken>, TokenError> {
        let stored = self.store.load().await?;
        Ok(stored.filter(|stored| stored.lives > at_least).map(|stored| stored.token))
    }

    async fn kept_or_fetched(&self) -> Result<AccessToken, TokenError> {
        if let Some(token) = self.kept(AHEAD).await? {
            return Ok(token);
        }
        let _alone = self.fetching.lock().await;
        // Whoever held the lock before may have fetched one.
        if let Some(token) = self.kept(AHEAD).await? {
            return Ok(token);
        }
        match self.fetch().await {
            Ok(stored) => {
                // Even if it cannot be kept, it is good for this call; the one before it is dying.
                let _ = self.store.save(stored.clone()).await;
                Ok(stored.token)
            }
            // A token endpoint that is down does not shorten the life of the token that is there.
            Err(error) => self.kept(Duration::ZERO).await?.ok_or(error),
        }
    }

    async fn fetch(&self) -> Result<StoredToken, TokenError>
    where
        G::Code: 'static,
    {
        let refused =
            |error: crate::Error<G::Code>| TokenError::new("no token was granted", Some(error.into()));
        let reply = self.client.send(&self.request).await.map_err(refused)?;
        let token = G::access_token(&reply.response);
        let lives = G::expires_in(&reply.response).and_then(|seconds| u64::try_from(seconds).ok());
        let Some((token, lives)) = token.zip(lives) else {
            return Err(TokenError::new("the reply has no token, or does not say how long it lives", None));
        };
        let token = AccessToken::new(token.clone())
            .map_err(|invalid| TokenError::new("the reply has no usable token", Some(invalid.into())))?;
        Ok(StoredToken { token, lives: Duration::from_secs(lives).min(LONGEST) })
    }
}

impl<G: Grant + Send + 'static> TokenProvider for GrantedToken<G> {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, TokenError>> {
        Box::pin(self.kept_or_fetched())
    }

    fn invalidate<'a>(&'a self, token: &'a AccessToken) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            // A store that cannot forget the token will be asked again by the next call.
            let _ = self.store.remove(token).await;
        })
    }
}

impl<G> fmt::Debug for GrantedToken<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GrantedToken").field("client", &self.client).finish_non_exhaustive()
    }
}
