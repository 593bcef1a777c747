//! What a client tells an [`Observer`] about its calls: what replies have that no spec has. Nothing that is told holds a
//! secret.

use std::sync::Arc;

use crate::drift::Drift;

/// Watches a client's calls: to learn that the vendor changed something.
///
/// Every method is called in the middle of a call, which waits for it: hand on what takes time. Each of them does nothing
/// unless it is implemented.
pub trait Observer: Send + Sync {
    /// A reply has what its spec has not.
    fn drift(&self, drift: &Drift) {
        let _ = drift;
    }

    /// Whether replies are compared with their specs, which reads each of them a second time.
    fn wants_drift(&self) -> bool {
        true
    }
}

/// A shared observer, so that its owner can ask it what it has seen.
impl<O: Observer + ?Sized> Observer for Arc<O> {
    fn drift(&self, drift: &Drift) {
        (**self).drift(drift);
    }

    fn wants_drift(&self) -> bool {
        (**self).wants_drift()
    }
}
