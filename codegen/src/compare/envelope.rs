//! Where replies say what happened: what of it decides about success, and what it means that it moved.

use super::Both;
use super::change::Verdict;
use crate::api::{Endpoint, Envelope};

/// Whether a key of an envelope that has another value says what counts as success.
pub(super) fn is_success(key: &str, both: Both<&Envelope>) -> bool {
    match key {
        "codes" | "optional_codes" | "ok" => true,
        // Where a success has no code, it has a payload.
        "payload" => both.old.codes.is_empty() || both.new.codes.is_empty(),
        _ => false,
    }
}

/// Whether what counts as success is said in two ways by two envelopes.
pub(super) fn differ(both: Both<&Envelope>) -> bool {
    let payload = |envelope: &Envelope| envelope.codes.is_empty().then(|| envelope.payload.clone());
    both.differ(|envelope| envelope.codes.clone())
        || both.differ(|envelope| envelope.optional_codes.clone())
        || both.differ(|envelope| envelope.ok.clone())
        || both.differ(payload)
}

/// Why it breaks the source that `payload` is another field.
pub(super) const ACCESSOR: &str = "the accessor `payload()` gives something else, or is gone";

/// Whether the accessor of an endpoint's payload was there, and is not, or gives another field.
pub(super) fn breaks_accessor(both: Both<&Endpoint>) -> bool {
    let field = |endpoint: &Endpoint| {
        endpoint.payload.as_ref().map(|to| (to.way.clone(), to.field.clone(), to.ty.clone()))
    };
    field(both.old).is_some() && both.differ(field)
}

/// What it means on the wire and for what the client does.
pub(super) fn verdicts(is_success: bool) -> (Verdict, Verdict) {
    if is_success {
        let wire = Verdict::no("yesterday's client tells success by what was said before");
        return (wire, Verdict::no("what counts as success is something else"));
    }
    let behaviour = Verdict::no("what the client tells of the platform's messages and ids is something else");
    (Verdict::default(), behaviour)
}
