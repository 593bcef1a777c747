//! What goes wrong with one try, byte by byte; and with the tries of a call, one after another.

use std::sync::Arc;
use std::time::Duration;

use super::platform::Whole;
use super::server::reply;

/// What goes wrong with one try.
#[derive(Clone)]
pub struct Fault {
    /// Whether the request is read.
    pub is_read: bool,
    /// Whether the platform does what it is asked before it goes wrong.
    pub is_done: bool,
    /// What is sent instead of the reply that would be right.
    pub sends: Sends,
    /// What happens after that.
    pub end: End,
    /// Whether what is sent arrives whole, so that a log id in it is told.
    pub arrives: bool,
    /// Whether every token dies just before.
    pub kills_tokens: bool,
}

#[derive(Clone)]
pub enum Sends {
    /// Some of the right reply, or something made of it.
    Instead(Arc<dyn Fn(&Whole) -> Vec<u8> + Send + Sync>),
    /// An envelope with a code.
    Code(i64),
    /// The right reply.
    Right,
}

#[derive(Clone, Debug)]
pub enum End {
    Close,
    /// With a reset, as a machine does that has forgotten the connection.
    Reset,
    /// Not before the client does.
    Stall,
    /// As `Stall`, and what is sent goes out one byte at a time.
    Drip(Duration),
    /// These bytes again and again, until the client has enough.
    Endless(Vec<u8>),
}

impl Fault {
    /// The connection is closed before a byte of the request is read.
    pub fn unread() -> Self {
        Self { is_read: false, is_done: false, ..Self::instead(|_| Vec::new()) }
    }

    /// The platform does what it is asked, and the reply turns into this.
    pub fn instead(bytes: impl Fn(&Whole) -> Vec<u8> + Send + Sync + 'static) -> Self {
        let sends = Sends::Instead(Arc::new(bytes));
        Self { is_read: true, is_done: true, sends, end: End::Close, arrives: false, kills_tokens: false }
    }

    /// The platform does what it is asked, and this status and body come back.
    pub fn status(status: &'static str, headers: &'static str, body: &'static str) -> Self {
        Self::instead(move |_| reply(status, headers, body))
    }

    /// The platform does what it is asked, and its reply comes with this status and this made of its body.
    pub fn body(status: &'static str, body: impl Fn(&Whole) -> String + Send + Sync + 'static) -> Self {
        let fault = Self::instead(move |whole| reply(status, "", &body(whole)));
        Self { arrives: true, ..fault }
    }

    /// The platform does nothing, and says why.
    pub fn code(code: i64) -> Self {
        let sends = Sends::Code(code);
        Self { sends, is_done: false, arrives: true, ..Self::instead(|_| Vec::new()) }
    }

    /// Nothing goes wrong.
    pub fn none() -> Self {
        Self { sends: Sends::Right, is_done: true, ..Self::code(0) }
    }

    /// Every token dies, and the platform says so.
    pub fn dead_token() -> Self {
        Self { kills_tokens: true, ..Self::none() }
    }

    pub fn undone(self) -> Self {
        Self { is_done: false, ..self }
    }

    pub fn then(self, end: End) -> Self {
        Self { end, ..self }
    }
}

/// What the tries of a call meet, one after another.
#[derive(Clone, Default)]
pub struct Script {
    healthy_at_first: usize,
    faults: Vec<Fault>,
    is_endless: bool,
}

impl Script {
    /// Nothing goes wrong.
    pub fn healthy() -> Self {
        Self::default()
    }

    /// These go wrong, and then nothing does.
    pub fn heals_after(faults: impl IntoIterator<Item = Fault>) -> Self {
        Self { faults: faults.into_iter().collect(), ..Self::default() }
    }

    /// This goes wrong at every try.
    pub fn never_heals(fault: Fault) -> Self {
        Self { faults: vec![fault], is_endless: true, ..Self::default() }
    }

    /// So many tries go well before anything goes wrong.
    pub fn after(self, healthy: usize) -> Self {
        Self { healthy_at_first: healthy, ..self }
    }

    /// What goes wrong at a try, from 0.
    pub fn at(&self, number: usize) -> Option<&Fault> {
        let number = number.checked_sub(self.healthy_at_first)?;
        let last = self.faults.len().checked_sub(1)?;
        self.faults.get(if self.is_endless { number.min(last) } else { number })
    }
}
