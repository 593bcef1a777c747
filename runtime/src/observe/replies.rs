//! Where a call tells its observer what its reply has and the spec has not.

use super::Observer;
use crate::drift::{Drift, Seen};
use crate::failure::Failure;
use crate::prepared::Prepared;
use crate::sensitive::sensitive_texts;
use crate::{Endpoint, Received as _};

/// Tells an observer that wants it what the last reply of a call has and the spec has not. `code` is the one that the
/// reply was judged by, and `item_codes` gives those of its items that have no entry.
pub(crate) fn tell_drift<E: Endpoint>(
    observer: Option<&dyn Observer>,
    request: &E,
    prepared: &Prepared,
    code: Option<i64>,
    item_codes: impl FnOnce() -> Vec<i64>,
) {
    let Some(observer) = observer.filter(|observer| observer.wants_drift()) else { return };
    let sensitive = prepared.sensitive(sensitive_texts(request));
    let reply = Seen { body: &prepared.body, code, item_codes: item_codes(), sensitive: &sensitive };
    if let Some(drift) = reply.compare(&prepared.meta, E::Response::fields) {
        let log_id = prepared.trail.log_ids.last().map(|log_id| sensitive.message(log_id));
        observer.drift(&Drift { log_id, ..drift });
    }
}

/// The same for a call that did not succeed. Without a code, and with a status that says so, its reply may be anybody's.
pub(crate) fn tell_drift_of_failure<E: Endpoint>(
    observer: Option<&dyn Observer>,
    request: &E,
    prepared: &Prepared,
    failure: &Failure,
) {
    let status = prepared.trail.status;
    if failure.code().is_some() || status.is_some_and(|status| status.is_success()) {
        tell_drift(observer, request, prepared, failure.code(), Vec::new);
    }
}
