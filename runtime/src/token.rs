//! Where tokens come from: a fixed one, or a token endpoint.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use secrecy::{ExposeSecret as _, SecretString};

use crate::BoxFuture;

mod granted;
mod rest;
mod store;

pub use granted::GrantedToken;
pub use store::{MemoryTokenStore, StoredToken, TokenStore};

/// A token that can travel in any place of a request. It does not print.
#[derive(Clone, Debug)]
pub struct AccessToken(SecretString);

impl AccessToken {
    /// A token from its text: 1 to 4,096 visible ASCII characters.
    ///
    /// # Errors
    ///
    /// The text is no such token. The error does not repeat it.
    pub fn new(text: impl Into<SecretString>) -> Result<Self, InvalidToken> {
        let text = text.into();
        let visible = text.expose_secret().bytes().all(|byte| byte.is_ascii_graphic());
        let fits = (1..=4096).contains(&text.expose_secret().len());
        if visible && fits { Ok(Self(text)) } else { Err(InvalidToken) }
    }

    /// The text.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    pub(crate) fn header_value(&self) -> Result<HeaderValue, http::Error> {
        let mut value = HeaderValue::from_str(self.expose())?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl PartialEq for AccessToken {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for AccessToken {}

/// A text that no token can be: empty, too long, or not of visible ASCII.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a token is 1 to 4096 visible ASCII characters")]
#[non_exhaustive]
pub struct InvalidToken;

/// Gives tokens of one kind.
pub trait TokenProvider: Send + Sync {
    /// A token that is thought to be alive.
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, TokenError>>;

    /// The platform says that this token is dead. Another one, which may be there by now, stays. Whether the next token
    /// will be another one: then the call is sent once more with it.
    fn invalidate<'a>(&'a self, token: &'a AccessToken) -> BoxFuture<'a, bool> {
        let _ = token;
        Box::pin(std::future::ready(false))
    }
}

/// Why there is no token. Clones share the cause: many calls may fail for one.
#[derive(Clone, Debug)]
pub struct TokenError {
    message: String,
    retry_after: Option<Duration>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl TokenError {
    /// An error with its cause, if there is one.
    pub fn new(message: impl Into<String>, source: Option<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { message: message.into(), retry_after: None, source: source.map(Arc::from) }
    }

    /// The same, with the time for which asking again is in vain.
    #[must_use]
    pub fn with_retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// The time for which asking again is in vain.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// A token that is known already, and that somebody else keeps alive.
#[derive(Clone, Debug)]
pub struct StaticToken(AccessToken);

impl StaticToken {
    /// A provider of this token.
    ///
    /// # Errors
    ///
    /// The text is no token.
    pub fn new(text: impl Into<SecretString>) -> Result<Self, InvalidToken> {
        AccessToken::new(text).map(Self)
    }
}

impl TokenProvider for StaticToken {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, TokenError>> {
        Box::pin(std::future::ready(Ok(self.0.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::AccessToken;

    #[test]
    fn a_token_is_visible_ascii_and_does_not_print() {
        for text in ["", "a b", "a\n", "令牌", "a\u{e9}", "\ta", &"a".repeat(4097)] {
            let error = AccessToken::new(text).expect_err("it is no token");
            assert!(text.len() < 2 || !error.to_string().contains(text), "{text:?}");
        }
        let token = AccessToken::new("clt.canary").expect("it is a token");
        assert!(!format!("{token:?}").contains("canary"));
    }
}
