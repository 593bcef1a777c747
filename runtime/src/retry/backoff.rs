//! The default policy: what each try asks for, with waits that grow and that chance spreads.

use std::time::Duration;

use http::StatusCode;

use super::{Attempt, RetryPolicy, TryKind, Verdict};
use crate::Action;

/// Tries again where that is what the spec says or where nobody said anything: exponential backoff with full jitter.
///
/// - A code decides by its action: `retry` and `back_off` are tried again, all others are not, and neither is a code that
///   the page does not have.
/// - Without a code, a try is repeated if it was not sent, if the connection or the reply broke, or if the HTTP status is
///   one that passes: 408, 425, 429, and those of a server's trouble.
/// - `Retry-After` is the least wait, up to a cap.
///
/// By default three tries, waits of at most 200 ms, then 400 ms and so on up to 5 s, and of 10 s for `Retry-After`.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    tries: u32,
    first_wait: Duration,
    longest_wait: Duration,
    longest_retry_after: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            tries: 3,
            first_wait: Duration::from_millis(200),
            longest_wait: Duration::from_secs(5),
            longest_retry_after: Duration::from_secs(10),
        }
    }
}

impl Backoff {
    /// The most tries of a call, the first one included.
    #[must_use]
    pub fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// The longest wait after the first try. It doubles with each one.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// The longest wait after any try.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// The longest wait that a reply's `Retry-After` is granted.
    #[must_use]
    pub fn longest_retry_after(mut self, wait: Duration) -> Self {
        self.longest_retry_after = wait;
        self
    }
}

impl RetryPolicy for Backoff {
    fn after(&self, attempt: &Attempt) -> Verdict {
        if attempt.number >= self.tries || !is_worth_another_try(attempt) {
            return Verdict::Stop;
        }
        let doublings = attempt.number.saturating_sub(1);
        let grown = self.first_wait.saturating_mul(2_u32.saturating_pow(doublings));
        let least = attempt.retry_after.unwrap_or_default().min(self.longest_retry_after);
        Verdict::RetryWithin(least..=least.saturating_add(grown.min(self.longest_wait)))
    }
}

fn is_worth_another_try(attempt: &Attempt) -> bool {
    match (attempt.action, attempt.code) {
        (Some(action), _) => matches!(action, Action::Retry | Action::BackOff),
        (None, Some(_)) => false,
        (None, None) => attempt.kind == TryKind::NotSent || attempt.status.is_none_or(passes),
    }
}

/// Whether a status may be another one soon.
fn passes(status: StatusCode) -> bool {
    let soon = [StatusCode::REQUEST_TIMEOUT, StatusCode::TOO_EARLY, StatusCode::TOO_MANY_REQUESTS];
    status.is_success() || status.is_server_error() || soon.contains(&status)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::StatusCode;

    use super::Backoff;
    use crate::{Action, Attempt, RetryPolicy as _, TryKind, Verdict};

    fn is_tried_again(attempt: Attempt) -> bool {
        Backoff::default().after(&attempt) != Verdict::Stop
    }

    #[test]
    fn a_code_decides_by_its_action() {
        let actions = [
            (Action::Retry, true),
            (Action::BackOff, true),
            (Action::StopForToday, false),
            (Action::RefreshToken, false),
            (Action::FixRequest, false),
            (Action::ObtainPermission, false),
            (Action::ObtainMerchantAuthorization, false),
            (Action::ContactPlatform, false),
            (Action::ReadMessage, false),
        ];
        for kind in [TryKind::Rejected, TryKind::Unknown] {
            for (action, again) in actions {
                let attempt = Attempt { code: Some(1), action: Some(action), ..Attempt::new(1, kind) };
                assert_eq!(is_tried_again(attempt), again, "{attempt:?}");
            }
            assert!(
                !is_tried_again(Attempt { code: Some(1), ..Attempt::new(1, kind) }),
                "it is not on the page"
            );
        }
    }

    #[test]
    fn without_a_code_the_status_decides() {
        let with = |status: u16| Attempt {
            status: Some(StatusCode::from_u16(status).expect("it is a status")),
            ..Attempt::new(1, TryKind::Unknown)
        };
        for status in [200, 204, 408, 425, 429, 500, 502, 503, 504] {
            assert!(is_tried_again(with(status)), "{status}");
        }
        for status in [301, 302, 307, 308, 400, 401, 403, 404, 405, 413] {
            assert!(!is_tried_again(with(status)), "{status}");
        }
        assert!(is_tried_again(Attempt::new(1, TryKind::Unknown)));
        assert!(is_tried_again(Attempt::new(1, TryKind::NotSent)));
    }

    #[test]
    fn waits_double_up_to_a_longest_one() {
        let milliseconds = Duration::from_millis;
        let policy =
            Backoff::default().tries(8).first_wait(milliseconds(100)).longest_wait(milliseconds(500));
        let longest = |number| match policy.after(&Attempt::new(number, TryKind::NotSent)) {
            Verdict::RetryWithin(range) => (*range.start() == Duration::ZERO).then_some(*range.end()),
            Verdict::Stop => None,
        };
        let waits: Vec<_> = (1..8).filter_map(longest).collect();
        assert_eq!(waits, [100, 200, 400, 500, 500, 500, 500].map(milliseconds));
        assert_eq!(longest(8), None, "eight tries are all");
        let endless = Backoff::default().tries(u32::MAX).after(&Attempt::new(u32::MAX - 1, TryKind::NotSent));
        assert_eq!(endless, Verdict::RetryWithin(Duration::ZERO..=Duration::from_secs(5)));
    }

    #[test]
    fn the_platform_s_own_wait_is_kept_up_to_a_cap() {
        let within = |retry_after| {
            let busy = Attempt { retry_after: Some(retry_after), ..Attempt::new(1, TryKind::Rejected) };
            Backoff::default().after(&Attempt { action: Some(Action::BackOff), ..busy })
        };
        let seconds = Duration::from_secs;
        let jitter = Duration::from_millis(200);
        assert_eq!(within(seconds(3)), Verdict::RetryWithin(seconds(3)..=seconds(3) + jitter));
        assert_eq!(within(seconds(3600)), Verdict::RetryWithin(seconds(10)..=seconds(10) + jitter));
        assert_eq!(within(Duration::MAX), Verdict::RetryWithin(seconds(10)..=seconds(10) + jitter));
    }
}
