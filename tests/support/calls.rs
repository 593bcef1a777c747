//! A call of either endpoint, with a secret wherever one can be, and what came of it in one form.

use std::error::Error as StdError;
use std::fmt::{self, Debug};

use douyin::toolkit::verify_local_certificates as local;
use douyin::trip::certificate_verify as trip;
use douyin::{Client, Error, ErrorCode, Groups as _, Outcome};

use super::canary::CANARY;
use super::verification::Verification;

/// The idempotency token of every call that does not say another.
pub const VERIFY_TOKEN: &str = "verification-1";

/// What a call says about the world.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    Complete,
    Partial,
    Failed,
    Empty,
    Mismatch,
    NotSent,
    Rejected,
    Unknown,
    /// The call panicked, or did not end.
    Nothing,
}

/// What came of a call.
#[derive(Clone, Debug)]
pub struct Called {
    pub kind: Kind,
    pub code: Option<i64>,
    pub tries: u32,
    pub log_ids: Vec<String>,
    pub already_done: usize,
    /// All that can be read of it.
    pub printed: String,
}

/// What a call is about.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub verification: Verification,
    pub order: &'a str,
    pub verify_token: Option<&'a str>,
}

impl Asked<'_> {
    /// Calls, and keeps all that can be read of the request, the result and the client.
    pub async fn send(self, client: &Client) -> Called {
        self.call(client, true).await
    }

    /// Calls, and keeps what the result says about the world.
    pub async fn send_quietly(self, client: &Client) -> Called {
        self.call(client, false).await
    }

    async fn call(self, client: &Client, prints: bool) -> Called {
        let order = self.order;
        let (called, request) = match self.verification {
            Verification::Trip => {
                let request = trip_request(order, self.verify_token.unwrap_or_default());
                let result = client.trip().certificate_verify(&request).await;
                (Called::of(&result, prints), prints.then(|| printed(&request)))
            }
            Verification::Toolkit => {
                let request = local_request(order, self.verify_token);
                let result = client.toolkit().verify_local_certificates(&request).await;
                (Called::of(&result, prints), prints.then(|| printed(&request)))
            }
        };
        let around = request.map(|request| request + &printed(client)).unwrap_or_default();
        Called { printed: called.printed + &around, ..called }
    }
}

fn trip_request(order: &str, verify_token: &str) -> trip::Request {
    let entrance = trip::Project::new().project_id("p-1").id_cards([CANARY]);
    let verify_token = verify_token.parse().expect("it is an idempotency token");
    trip::Request::new(order, verify_token).vouchers([trip::Voucher::new().entrance(entrance)])
}

fn local_request(order: &str, verify_token: Option<&str>) -> local::Request {
    let certificates = ["c-1", "c-2"].map(|id| local::CertificateInfo::new().certificate_id(id));
    let order = local::OrderInfo::new().order_id(order).certificate_info_list(certificates);
    let request = local::Request::new().open_id(CANARY).order_info_list([order]);
    match verify_token {
        Some(token) => request.verify_token(token.parse().expect("it is an idempotency token")),
        None => request,
    }
}

impl Called {
    /// Nothing came of it, but for what is said about that.
    pub fn nothing(why: impl Into<String>) -> Self {
        let (log_ids, printed) = (Vec::new(), why.into());
        Self { kind: Kind::Nothing, code: None, tries: 0, log_ids, already_done: 0, printed }
    }

    /// What a result says about the world and, if it is wanted, all that can be read of it.
    pub fn of<R: Debug, C: ErrorCode>(result: &Result<Outcome<R, C>, Error<C>>, prints: bool) -> Self {
        let kind = match result {
            Ok(Outcome::Complete(..)) => Kind::Complete,
            Ok(Outcome::Partial(..)) => Kind::Partial,
            Ok(Outcome::Failed(..)) => Kind::Failed,
            Ok(Outcome::Empty(..)) => Kind::Empty,
            Ok(Outcome::Mismatch(..)) => Kind::Mismatch,
            Err(Error::NotSent(_)) => Kind::NotSent,
            Err(Error::Rejected(_)) => Kind::Rejected,
            Err(Error::OutcomeUnknown(_)) => Kind::Unknown,
        };
        let printed = if prints { readable(result) } else { String::new() };
        match result {
            Ok(outcome) => {
                let (reply, already_done) = (&outcome.itemized().reply, outcome.already_done().len());
                let log_ids = reply.log_id.iter().cloned().collect();
                Self { kind, code: None, tries: reply.tries, log_ids, already_done, printed }
            }
            Err(error) => {
                let trail = error.trail();
                let (code, log_ids) = (error.code().map(ErrorCode::code), trail.log_ids.clone());
                Self { kind, code, tries: trail.tries, log_ids, already_done: 0, printed }
            }
        }
    }
}

/// A result, and if it is an error, each error in its chain: as they print, and as they debug.
fn readable<T: Debug, C: ErrorCode>(result: &Result<T, Error<C>>) -> String {
    let whole = result.as_ref().err().map(|error| error as &(dyn StdError + 'static));
    let chain = std::iter::successors(whole, |error| (*error).source());
    let mut readable = printed(result);
    readable.extend(chain.map(|error| format!("{error}\n{error:?}\n{error:#?}\n")));
    readable
}

/// What a value shows to whoever debugs.
pub fn printed(value: &impl Debug) -> String {
    format!("{value:?}\n{value:#?}\n")
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Complete => "complete",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Empty => "empty",
            Self::Mismatch => "mismatch",
            Self::NotSent => "not sent",
            Self::Rejected => "rejected",
            Self::Unknown => "outcome unknown",
            Self::Nothing => "nothing",
        })
    }
}
