//! Whom our transports connect to.

use std::time::Duration;

use crate::Timeouts;

/// Whom a transport connects to, whom it trusts, and how long a connection may take: 5 seconds, unless it is said.
#[derive(Clone, Debug)]
pub struct Connecting {
    pub(super) peer: Peer,
    pub(super) time: Duration,
}

#[derive(Clone, Debug)]
pub(super) enum Peer {
    Platform,
    Certified(Vec<u8>),
    Loopback,
}

impl Default for Connecting {
    fn default() -> Self {
        Self::securely()
    }
}

impl Connecting {
    /// Over https, with the machine's certificate authorities.
    #[must_use]
    pub fn securely() -> Self {
        Self::to(Peer::Platform)
    }

    /// Over https, with these certificate authorities, as PEM, and no others: the platform's own ones only, or those of a
    /// test.
    #[must_use]
    pub fn trusting(authorities: impl Into<Vec<u8>>) -> Self {
        Self::to(Peer::Certified(authorities.into()))
    }

    /// In clear, to servers on this machine and no others: for tests.
    #[must_use]
    pub fn to_loopback() -> Self {
        Self::to(Peer::Loopback)
    }

    /// Gives a connection up after this time.
    #[must_use]
    pub fn within(mut self, time: Duration) -> Self {
        self.time = time;
        self
    }

    pub(super) fn is_clear(&self) -> bool {
        matches!(self.peer, Peer::Loopback)
    }

    fn to(peer: Peer) -> Self {
        Self { peer, time: Timeouts::default().connect }
    }
}
