//! The platform as far as a client can tell, without a network: tokens that live and die, and a **ledger** that tells
//! what really happened. A repeated idempotency token has no second effect, and gives the result of the first.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::time::Instant;

use super::canary::{CANARY, access_token};
use super::verification::Verification;

/// A token that is replaced has this to live, and the one before it is dead.
const AFTERLIFE: Duration = Duration::from_mins(5);

/// Shared by everything that stands for the platform in one test.
pub struct Platform {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    tokens: VecDeque<(String, Instant)>,
    lives: Duration,
    grants: u64,
    dead_token: i64,
    ledger: BTreeMap<String, u64>,
    orders: BTreeMap<String, u64>,
    effects: u64,
    replies: u64,
    received: Vec<Received>,
    log_ids: Vec<String>,
}

/// One try, as it arrived.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Received {
    pub access_token: String,
    pub verify_token: Option<String>,
    pub body: Vec<u8>,
}

/// A reply that arrives whole if nothing goes wrong.
#[derive(Clone, Debug)]
pub struct Whole {
    pub verification: Verification,
    pub body: String,
    pub log_id: String,
}

impl Whole {
    /// Where there is nothing to be right about.
    pub fn nothing() -> Self {
        Self { verification: Verification::Trip, body: String::new(), log_id: String::new() }
    }
}

impl Platform {
    /// Knows the token that never changes.
    pub fn new() -> Self {
        let platform = Self::granting(Duration::from_hours(2));
        let never = Instant::now() + Duration::from_hours(24 * 365);
        platform.state().tokens.push_back((access_token(), never));
        platform
    }

    /// Knows only the tokens that it grants, which live so long.
    pub fn granting(lives: Duration) -> Self {
        Self { state: Mutex::new(State { lives, dead_token: 2_190_008, ..State::default() }) }
    }

    /// The code for a token that is dead.
    pub fn with_dead_token(self, code: i64) -> Self {
        self.state().dead_token = code;
        self
    }

    /// Issues a token: the newest two live.
    pub fn grant(&self) -> String {
        let mut state = self.state();
        state.grants += 1;
        let (token, now) = (format!("clt.{CANARY}.{}", state.grants), Instant::now());
        let dies = now + state.lives;
        if let Some((_, dies)) = state.tokens.back_mut() {
            *dies = (*dies).min(now + AFTERLIFE);
        }
        state.tokens.push_back((token.clone(), dies));
        let replaced = state.tokens.len().saturating_sub(2);
        state.tokens.drain(..replaced);
        let lives = state.lives.as_secs();
        // The page has it as a number, the platform has sent it as a text.
        let lives = if state.grants % 2 == 0 { format!("\"{lives}\"") } else { lives.to_string() };
        format!(
            r#"{{"data":{{"access_token":"{token}","description":"","error_code":0,"expires_in":{lives}}},"message":"success"}}"#
        )
    }

    /// Every token dies.
    pub fn kill_tokens(&self) {
        self.state().tokens.clear();
    }

    pub fn is_alive(&self, token: &str) -> bool {
        let now = Instant::now();
        self.state().tokens.iter().any(|(live, dies)| live == token && *dies > now)
    }

    /// Keeps what arrived.
    pub fn receive(&self, access_token: &str, body: &[u8]) {
        let request: Value = serde_json::from_slice(body).unwrap_or_default();
        let verify_token = request["verify_token"].as_str().map(str::to_owned);
        let received =
            Received { access_token: access_token.to_owned(), verify_token, body: body.to_owned() };
        self.state().received.push(received);
    }

    /// Does what a request asks for, unless its token is dead.
    pub fn answer(&self, verification: Verification, access_token: &str, body: &[u8]) -> Whole {
        if self.is_alive(access_token) {
            self.verify(verification, body)
        } else {
            let code = self.state().dead_token;
            self.refuse(verification, code, &format!("the token {access_token} is dead"))
        }
    }

    /// Spends the ticket, at most once for each idempotency token.
    fn verify(&self, verification: Verification, body: &[u8]) -> Whole {
        let request: Value = serde_json::from_slice(body).unwrap_or_default();
        let mut state = self.state();
        let order = verification.order(&request);
        let done = request["verify_token"].as_str().and_then(|token| state.ledger.get(token)).copied();
        let effect = done.unwrap_or_else(|| {
            state.effects += 1;
            *state.orders.entry(order).or_default() += 1;
            state.effects
        });
        if let Some(token) = request["verify_token"].as_str() {
            state.ledger.insert(token.to_owned(), effect);
        }
        let items = verification.certificates(&request);
        let items = items.iter().map(|certificate| verification.item(certificate, 0, effect));
        let items = Value::from(items.collect::<Vec<_>>()).to_string();
        state.whole(verification, |log_id| verification.reply(0, "", Some(&items), log_id))
    }

    /// Answers with a code.
    pub fn refuse(&self, verification: Verification, code: i64, message: &str) -> Whole {
        self.state().whole(verification, |log_id| verification.reply(code, message, None, log_id))
    }

    /// A log id went out with a reply that arrives whole.
    pub fn tell(&self, log_id: &str) {
        self.state().log_ids.push(log_id.to_owned());
    }

    /// What was so far does not count. Tokens live on.
    pub fn forget_calls(&self) {
        let mut state = self.state();
        let State { tokens, lives, grants, dead_token, .. } = std::mem::take(&mut *state);
        *state = State { tokens, lives, grants, dead_token, ..State::default() };
    }

    /// How often a token was issued.
    pub fn grants(&self) -> u64 {
        self.state().grants
    }

    /// How many tickets were spent.
    pub fn effects(&self) -> u64 {
        self.state().effects
    }

    /// How many tickets of an order were spent.
    pub fn spent(&self, order: &str) -> u64 {
        self.state().orders.get(order).copied().unwrap_or(0)
    }

    /// Every try that arrived.
    pub fn received(&self) -> Vec<Received> {
        self.state().received.clone()
    }

    /// The log ids of the replies that arrived whole.
    pub fn log_ids(&self) -> Vec<String> {
        self.state().log_ids.clone()
    }

    /// A test that panicked says so itself.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn whole(&mut self, verification: Verification, body: impl Fn(&str) -> String) -> Whole {
        self.replies += 1;
        let log_id = format!("log-{}", self.replies);
        Whole { verification, body: body(&log_id), log_id }
    }
}
