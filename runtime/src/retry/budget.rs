//! How much a client may add to the platform's load when many calls fail at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// What a retry costs, in the unit of the balance: a call pays in percent of one.
const RETRY: u32 = 100;

/// Lets retries be no more than a share of the calls: in an outage a policy alone would multiply the load of every
/// caller. Needs no clock. Clones, and the clones of a client, share one balance.
#[derive(Clone, Debug)]
pub struct RetryBudget {
    /// Unlimited if absent.
    balance: Option<Arc<Balance>>,
}

#[derive(Debug)]
struct Balance {
    most: u32,
    percent: u32,
    is: AtomicU32,
}

impl Default for RetryBudget {
    /// A quarter of the calls, and 50 retries beyond that.
    fn default() -> Self {
        Self::new(50, 25)
    }
}

impl RetryBudget {
    /// At most `percent` retries for each hundred calls, and `reserve` beyond that. What is not used fills the reserve
    /// again, and no more.
    #[must_use]
    pub fn new(reserve: u32, percent: u32) -> Self {
        let is = reserve.saturating_mul(RETRY);
        // What is saved for one retry must have a place.
        let most = is.max(RETRY);
        Self { balance: Some(Arc::new(Balance { most, percent, is: AtomicU32::new(is) })) }
    }

    /// As many retries as the policy wants.
    #[must_use]
    pub fn unlimited() -> Self {
        Self { balance: None }
    }

    /// A call begins.
    pub(crate) fn pay_in(&self) {
        let Some(balance) = &self.balance else { return };
        // Nearly always it is full, and then nobody has to write.
        if balance.is.load(Ordering::Relaxed) < balance.most {
            balance.change(|is| Some(is.saturating_add(balance.percent).min(balance.most)));
        }
    }

    /// Whether one more retry is allowed, which is then paid for.
    pub(crate) fn pay_out(&self) -> bool {
        self.balance.as_ref().is_none_or(|balance| balance.change(|is| is.checked_sub(RETRY)))
    }
}

impl Balance {
    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        self.is.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::RetryBudget;

    #[test]
    fn retries_are_a_share_of_the_calls_and_a_reserve() {
        let budget = RetryBudget::new(3, 50);
        let clone = budget.clone();
        let retries = |calls: u32| {
            let allowed = (0..calls).filter(|_| {
                budget.pay_in();
                clone.pay_out()
            });
            allowed.count()
        };
        assert_eq!(retries(100), 3 + 49, "the first call finds the reserve full");
        assert_eq!(retries(100), 50);
        for _ in 0..1000 {
            budget.pay_in();
        }
        assert_eq!((0..10).filter(|_| budget.pay_out()).count(), 3, "no more than the reserve is saved");
        assert!((0..1000).all(|_| RetryBudget::unlimited().pay_out()));
        assert!(!RetryBudget::new(0, 0).pay_out());

        let without_reserve = RetryBudget::new(0, 25);
        let retries = (0..100).filter(|_| {
            without_reserve.pay_in();
            without_reserve.pay_out()
        });
        assert_eq!(retries.count(), 25, "the share is there without a reserve");
    }
}
