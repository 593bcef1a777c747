//! The usual cell: a server whose tries meet a script, and one call.

use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "hyper")]
use douyin::transport::HyperTransport;
use douyin::transport::{Connecting, ReqwestTransport};
use douyin::{Backoff, Client, ClientBuilder, Timeouts, Transport, platform};

use crate::cell::{CAP, Ending, Line, Place};
use crate::matrix::{Matrix, TOKEN_REQUIRED, places};
use crate::support::calls::{Asked, Kind, VERIFY_TOKEN};
use crate::support::canary::static_token;
use crate::support::fault::{Fault, Script};
use crate::support::faulty::Faulty;
use crate::support::platform::Platform;
use crate::support::verification::{ORDER, Verification};

/// What a cell expects of an endpoint, the token given or absent; or why there is no such cell.
type Expected<'e> = &'e dyn Fn(Verification, bool) -> Result<Ending, &'static str>;

/// Waits that a test has the patience for.
pub fn patience() -> Backoff {
    let backoff = Backoff::default().tries(CAP);
    backoff
        .first_wait(Duration::from_millis(2))
        .longest_wait(Duration::from_millis(10))
        .longest_retry_after(Duration::from_millis(20))
}

/// How bytes travel.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Over {
    #[default]
    Reqwest,
    #[cfg(feature = "hyper")]
    Hyper,
}

impl Over {
    pub const ALL: &[Self] = &[
        Self::Reqwest,
        #[cfg(feature = "hyper")]
        Self::Hyper,
    ];

    /// A transport.
    pub fn transport(self, connecting: &Connecting) -> Arc<dyn Transport> {
        match self {
            Self::Reqwest => Arc::new(ReqwestTransport::new(connecting).expect("it can be made")),
            #[cfg(feature = "hyper")]
            Self::Hyper => Arc::new(HyperTransport::new(connecting).expect("it can be made")),
        }
    }

    /// A client with all secrets, and little patience between tries.
    pub fn builder(self) -> ClientBuilder {
        let builder = Client::builder().transport(self.transport(&Connecting::to_loopback()));
        builder.token(&platform::CLIENT_TOKEN, static_token()).retry_policy(patience())
    }
}

pub fn asked(verification: Verification, has_token: bool) -> Asked<'static> {
    Asked { verification, order: ORDER, verify_token: has_token.then_some(VERIFY_TOKEN) }
}

/// What a fault is called that passes, and one that stays.
pub fn heals_or_not(fault: &str) -> [String; 2] {
    [format!("{fault}; heals"), format!("{fault}; never heals")]
}

impl Matrix {
    /// A cell for each endpoint, with the token and without.
    pub fn each<F: Future<Output = Line> + 'static>(
        &mut self,
        row: u8,
        fault: &str,
        expected: Expected<'_>,
        run: impl Fn(Place, Ending, Asked<'static>) -> F + Clone + Send + 'static,
    ) {
        for (verification, has_token) in places() {
            let place = Place { over: self.over, ..Place::of(row, fault, verification, has_token) };
            let is_allowed = has_token || verification != Verification::Trip;
            match expected(verification, has_token)
                .and_then(|ending| is_allowed.then_some(ending).ok_or(TOKEN_REQUIRED))
            {
                Err(why) => self.leave_out(place, why),
                Ok(expected) => {
                    let (run, asked) = (run.clone(), asked(verification, has_token));
                    self.add(place, expected, move |place, expected| run(place, expected, asked));
                }
            }
        }
    }

    /// Cells of a call whose tries meet a script.
    pub fn case(
        &mut self,
        row: u8,
        fault: &str,
        script: &Script,
        timeouts: Timeouts,
        expected: Expected<'_>,
    ) {
        let script = script.clone();
        self.each(row, fault, expected, move |place, expected, asked| {
            meet(place, expected, script.clone(), timeouts, asked)
        });
    }

    /// Cells of a fault after which nobody knows what has happened: repeated with a token, and never without.
    pub fn lost(&mut self, row: u8, name: &str, fault: &Fault, timeouts: Timeouts) {
        let [heals, never] = heals_or_not(name);
        let effects = u64::from(fault.is_done);
        let unknown = move |tries| Ok(Ending::new(Kind::Unknown, tries, effects));
        self.case(row, &heals, &Script::heals_after([fault.clone()]), timeouts, &|_, has_token| {
            if has_token { Ok(Ending::new(Kind::Complete, 2, 1)) } else { unknown(1) }
        });
        self.case(row, &never, &Script::never_heals(fault.clone()), timeouts, &|_, has_token| {
            unknown(if has_token { CAP } else { 1 })
        });
    }
}

async fn meet(
    place: Place,
    expected: Ending,
    script: Script,
    timeouts: Timeouts,
    asked: Asked<'static>,
) -> Line {
    let platform = Arc::new(Platform::new());
    let server = Faulty::new(&platform, script);
    let client =
        place.over.builder().timeouts(timeouts).loopback(server.start().await).build().expect("it builds");
    let called = asked.send(&client).await;
    let line = Line::judge(place, expected, &called, &platform);
    line.check(server.met() > 0, "the server never saw its fault")
        .check(u32::try_from(server.tries()) == Ok(called.tries), "the server saw another number of tries")
}
