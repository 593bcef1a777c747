//! How long a call may take, as a whole and in its parts.

use std::time::Duration;

/// The limits of a call's time. All are measured by a clock that nobody can set.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Timeouts {
    /// Making a connection, by the default transport: 5 seconds. Nothing was sent when it is over.
    pub connect: Duration,
    /// One try, from the first byte sent to the last one read: 15 seconds. Something may have happened when it is over.
    pub each_try: Duration,
    /// The whole call, with its token, its tries and the waits between them: 60 seconds. A retry that would begin later is
    /// not made.
    pub whole_call: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { connect: seconds(5), each_try: seconds(15), whole_call: seconds(60) }
    }
}

impl Timeouts {
    /// Sets `connect`.
    #[must_use]
    pub fn connect(mut self, connect: Duration) -> Self {
        self.connect = connect;
        self
    }

    /// Sets `each_try`.
    #[must_use]
    pub fn each_try(mut self, each_try: Duration) -> Self {
        self.each_try = each_try;
        self
    }

    /// Sets `whole_call`.
    #[must_use]
    pub fn whole_call(mut self, whole_call: Duration) -> Self {
        self.whole_call = whole_call;
        self
    }
}
