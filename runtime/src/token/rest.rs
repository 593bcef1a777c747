//! When a token endpoint is left alone: after it failed, and when its tokens die as soon as they are there.

use std::time::Duration;

use tokio::time::Instant;

use super::{AccessToken, TokenError};

/// The first rest. It doubles with each failure in a row.
const FIRST: Duration = Duration::from_secs(1);
/// No rest is longer, whatever the endpoint asks for.
const LONGEST: Duration = Duration::from_mins(1);
/// A token that dies younger than this was killed by something that may kill the next one, too.
const YOUNG: Duration = Duration::from_secs(5);

/// What the last fetches came to. All callers share it.
#[derive(Debug, Default)]
pub(super) struct Rest {
    failures: u32,
    fetched: Option<(AccessToken, Instant)>,
    died_young: u32,
    until: Option<(Instant, TokenError)>,
}

impl Rest {
    /// Why nobody may fetch now, and for how long.
    pub(super) fn error(&self) -> Option<TokenError> {
        let (until, error) = self.until.as_ref()?;
        let left = until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then(|| error.clone().with_retry_after(left))
    }

    pub(super) fn succeeded(&mut self, token: AccessToken) {
        (self.failures, self.until) = (0, None);
        self.fetched = Some((token, Instant::now()));
    }

    /// The error as callers get it.
    pub(super) fn failed(&mut self, error: TokenError) -> TokenError {
        self.failures += 1;
        self.rest(self.failures - 1, error)
    }

    /// The platform says that a token is dead. One that died young may be chance; two in a row are not.
    pub(super) fn died(&mut self, token: &AccessToken) {
        let Some((_, since)) = self.fetched.take_if(|(fetched, _)| fetched == token) else { return };
        if since.elapsed() >= YOUNG {
            self.died_young = 0;
            return;
        }
        self.died_young += 1;
        if self.died_young > 1 {
            self.rest(self.died_young - 2, TokenError::new("each new token is dead at once", None));
        }
    }

    fn rest(&mut self, doublings: u32, error: TokenError) -> TokenError {
        let grown = FIRST.saturating_mul(2_u32.saturating_pow(doublings));
        let rest = error.retry_after().unwrap_or_default().max(grown).min(LONGEST);
        self.until = Some((Instant::now() + rest, error.clone()));
        error.with_retry_after(rest)
    }
}
