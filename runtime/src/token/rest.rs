//! When a token endpoint is left alone: after it failed, and when its tokens die as soon as they are there.

use std::time::Duration;

use tokio::time::Instant;

use super::{AccessToken, StoredToken, TokenError};

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
    fetched: Option<Fetched>,
    /// The last token that the platform said is dead.
    dead: Option<AccessToken>,
    died_young: u32,
    until: Option<(Instant, TokenError)>,
}

/// The token that was fetched last.
#[derive(Debug)]
struct Fetched {
    stored: StoredToken,
    since: Instant,
    /// The platform said once that it is dead, and it was not let go because nobody could fetch another one.
    is_doubtful: bool,
}

impl Rest {
    /// Why nobody may fetch now, and for how long.
    pub(super) fn error(&self) -> Option<TokenError> {
        let (until, error) = self.until.as_ref()?;
        let left = until.saturating_duration_since(Instant::now());
        (!left.is_zero()).then(|| error.clone().with_retry_after(left))
    }

    /// Whether the last fetch failed.
    pub(super) fn has_failed(&self) -> bool {
        self.failures > 0
    }

    /// The token that was fetched last, with what is left of its life, unless the platform said that it is dead.
    pub(super) fn fetched(&self) -> Option<StoredToken> {
        let Fetched { stored, since, .. } = self.fetched.as_ref()?;
        Some(stored.clone().with_left(stored.left.saturating_sub(since.elapsed())))
    }

    /// Whether the platform said that a token is dead, and nobody has fetched it again since.
    pub(super) fn is_dead(&self, token: &AccessToken) -> bool {
        self.dead.as_ref() == Some(token)
    }

    pub(super) fn succeeded(&mut self, stored: StoredToken) {
        (self.failures, self.until) = (0, None);
        self.dead.take_if(|dead| *dead == stored.token);
        if self.fetched.as_ref().is_some_and(|before| !before.is_doubtful) {
            self.died_young = 0;
        }
        self.fetched = Some(Fetched { stored, since: Instant::now(), is_doubtful: false });
    }

    /// The error as callers get it.
    pub(super) fn failed(&mut self, error: TokenError) -> TokenError {
        self.failures += 1;
        self.rest(self.failures - 1, error)
    }

    /// The platform says that a token is dead. Whether there can be another one instead: as long as nobody may fetch, it
    /// is kept, because what one endpoint calls dead may be good for all others.
    pub(super) fn died(&mut self, token: &AccessToken) -> bool {
        let newest = self.fetched.as_mut().filter(|fetched| fetched.stored.token == *token);
        if let Some(newest) = newest.filter(|newest| !newest.is_doubtful) {
            newest.is_doubtful = true;
            let is_young = newest.since.elapsed() < YOUNG;
            self.died_young = if is_young { self.died_young + 1 } else { 0 };
            // One that died young may be chance; two in a row are not.
            if self.died_young > 1 && self.error().is_none() {
                self.rest(self.died_young - 2, TokenError::new("each new token is dead at once", None));
            }
        }
        let is_newest = self.fetched.as_ref().is_none_or(|fetched| fetched.stored.token == *token);
        if is_newest && self.error().is_some() {
            return false;
        }
        self.fetched.take_if(|fetched| fetched.stored.token == *token);
        self.dead = Some(token.clone());
        true
    }

    fn rest(&mut self, doublings: u32, error: TokenError) -> TokenError {
        let grown = FIRST.saturating_mul(2_u32.saturating_pow(doublings));
        let rest = error.retry_after().unwrap_or_default().max(grown).min(LONGEST);
        self.until = Some((Instant::now() + rest, error.clone()));
        error.with_retry_after(rest)
    }
}
