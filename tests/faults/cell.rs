//! A cell of the matrix: one fault, one endpoint, the token given or absent; what is expected, what is seen, and what is
//! wrong with it.

use std::fmt;

use crate::case::Over;
use crate::support::calls::{Called, Kind};
use crate::support::canary;
use crate::support::platform::Platform;
use crate::support::verification::Verification;

/// How a call ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Ending {
    pub kind: Kind,
    pub code: Option<i64>,
    pub tries: u32,
    pub effects: u64,
}

impl Ending {
    pub fn new(kind: Kind, tries: u32, effects: u64) -> Self {
        Self { kind, code: None, tries, effects }
    }

    pub fn coded(self, code: i64) -> Self {
        Self { code: Some(code), ..self }
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = self.code.map(|code| format!(" {code}")).unwrap_or_default();
        write!(f, "{}{code}, tries {}, effects {}", self.kind, self.tries, self.effects)
    }
}

/// A place in the matrix.
#[derive(Clone, Debug)]
pub struct Place {
    /// The row of the table of faults.
    pub row: u8,
    pub fault: String,
    pub endpoint: &'static str,
    pub has_token: bool,
    pub over: Over,
}

impl Place {
    pub fn of(row: u8, fault: impl Into<String>, verification: Verification, has_token: bool) -> Self {
        Self { row, fault: fault.into(), endpoint: verification.name(), has_token, over: Over::default() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { row, fault, endpoint, has_token, over } = self;
        let token = if *has_token { "given" } else { "absent" };
        let over = format!("{over:?}").to_lowercase();
        write!(f, "{row:>2}  {fault:<50} {endpoint:<34} token {token:<6} over {over:<7}")
    }
}

/// A line of the matrix.
pub struct Line {
    pub place: Place,
    pub expected: Ending,
    pub seen: Ending,
    /// What else is worth saying.
    pub note: String,
    /// What does not hold.
    pub problems: Vec<String>,
}

impl Line {
    /// A line that holds if what is seen is what is expected.
    pub fn new(place: Place, expected: Ending, seen: Ending) -> Self {
        let line = Self { place, expected, seen, note: String::new(), problems: Vec::new() };
        line.check(seen == expected, "it does not end as expected")
    }

    /// Compares what came of a call with what is expected and with what the platform knows.
    pub fn judge(place: Place, expected: Ending, called: &Called, platform: &Platform) -> Self {
        let effects = platform.effects();
        let seen = Ending { kind: called.kind, code: called.code, tries: called.tries, effects };
        let line = Self::new(place, expected, seen);
        line.agreeing(called, platform)
            .repeating(called, platform)
            .keeping_log_ids(called, platform)
            .silent(called)
    }

    /// One more thing that must hold.
    pub fn check(mut self, holds: bool, problem: impl Into<String>) -> Self {
        if !holds {
            self.problems.push(problem.into());
        }
        self
    }

    pub fn note(self, note: impl Into<String>) -> Self {
        Self { note: note.into(), ..self }
    }

    /// The result agrees with the ledger, or says that the outcome is unknown.
    fn agreeing(self, called: &Called, platform: &Platform) -> Self {
        let effects = platform.effects();
        let agrees = match called.kind {
            Kind::Complete => effects == 1 || called.already_done > 0,
            Kind::NotSent | Kind::Rejected => effects == 0,
            _ => true,
        };
        self.check(effects <= 1, "one token has two effects")
            .check(agrees, "the result does not agree with the ledger")
    }

    /// Every try is the same, and there are no more than allowed.
    fn repeating(self, called: &Called, platform: &Platform) -> Self {
        let received = platform.received();
        let same = |one: usize, other: usize| {
            let (one, other) = (&received[one], &received[other]);
            one.body == other.body && one.verify_token == other.verify_token
        };
        let all_same = (1..received.len()).all(|other| same(0, other));
        let token_fits = received.iter().all(|try_| try_.verify_token.is_some() == self.place.has_token);
        self.check(all_same, "two tries differ")
            .check(token_fits, "the token was lost, or made up")
            .check(called.tries <= CAP, format!("{} tries are over the cap", called.tries))
    }

    /// The platform's ids of the call are kept whenever it sent one; a success has its own.
    fn keeping_log_ids(self, called: &Called, platform: &Platform) -> Self {
        let mut sent = platform.log_ids();
        if matches!(called.kind, Kind::Complete | Kind::Partial | Kind::Failed | Kind::Empty | Kind::Mismatch)
        {
            sent.drain(..sent.len().saturating_sub(1));
        }
        let problem = format!("the log ids {sent:?} were sent, and {:?} kept", called.log_ids);
        self.check(sent == called.log_ids, problem)
    }

    /// Nothing that can be read holds a secret.
    pub fn silent(mut self, called: &Called) -> Self {
        let told = canary::told(&called.printed);
        self.problems.extend(told.into_iter().map(|line| format!("a secret is told: {}", line.trim())));
        self
    }

    pub fn holds(&self) -> bool {
        self.problems.is_empty()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, expected, seen, note, problems } = self;
        let (expected, seen) = (expected.to_string(), seen.to_string());
        write!(f, "{place}  expected {expected:<50} seen {seen:<50} {note:<24} ")?;
        if problems.is_empty() { f.write_str("holds") } else { write!(f, "FAILS: {}", problems.join("; ")) }
    }
}

/// No call of the matrix may be tried more often.
pub const CAP: u32 = 3;
