//! Where replies say what happened: what of it decides about success, and what it means that it moved.

use std::collections::BTreeSet;

use super::Both;
use super::at::At;
use super::change::{Change, Kind, Verdict, said};
use crate::api::{Endpoint, Envelope};

/// What it means that a header is written with other capitals.
pub(super) const SAME_HEADER: &str = "the header is written otherwise, and is the same one";

/// Whether a key of an envelope that has another value says what counts as success.
pub(super) fn is_success(key: &str, both: Both<&Envelope>) -> bool {
    match key {
        "codes" | "optional_codes" | "ok" => true,
        // Where a success has no code, it has a payload.
        "payload" => both.old.codes.is_empty() || both.new.codes.is_empty(),
        _ => false,
    }
}

/// Whether two lists have the same in them, and each once.
pub(super) fn is_same_set<T: Ord>(old: &[T], new: &[T]) -> bool {
    let [was, is] = [old, new].map(|list| list.iter().collect::<BTreeSet<_>>());
    was == is && old.len() == new.len()
}

/// Whether what counts as success is said in two ways by two envelopes.
pub(super) fn differ(both: Both<&Envelope>) -> bool {
    let Both { old, new } = both;
    let payload = |envelope: &Envelope| envelope.codes.is_empty().then(|| envelope.payload.clone());
    !is_same_set(&old.codes, &new.codes)
        || !is_same_set(&old.optional_codes, &new.optional_codes)
        || !is_same_set(&old.ok, &new.ok)
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

/// A header's name is the same in capitals.
fn log_id_header(envelope: &Envelope) -> Option<String> {
    envelope.log_id_header.as_ref().map(|name| name.to_ascii_lowercase())
}

/// Whether replies are read in the same way by two envelopes.
pub(super) fn reads_the_same(both: Both<&Envelope>) -> bool {
    let Both { old, new } = both;
    let paths = |envelope: &Envelope| {
        let Envelope { codes, optional_codes, messages, sub_codes, sub_messages, log_ids, .. } = envelope;
        [codes, optional_codes, messages, sub_codes, sub_messages, log_ids].map(Clone::clone)
    };
    is_same_set(&old.ok, &new.ok)
        && !both.differ(paths)
        && !both.differ(|envelope| envelope.payload.clone())
        && !both.differ(log_id_header)
}

/// A key that has another value and means the same, but for the code that is named first.
pub(super) fn written_otherwise(at: &At, key: &str, both: Both<&Envelope>) -> Option<Change> {
    let Both { old, new } = both;
    let order = || at.change(Kind::Reordered, said("the codes stand in another order", &[]));
    let named =
        || order().behaviour(Verdict::no("which of several codes an error names first is something else"));
    match key {
        "ok" => is_same_set(&old.ok, &new.ok).then(order),
        "codes" => is_same_set(&old.codes, &new.codes).then(named),
        "optional_codes" => is_same_set(&old.optional_codes, &new.optional_codes).then(named),
        "log_id_header" => (!both.differ(log_id_header)).then(|| at.changed(said(SAME_HEADER, &[]))),
        _ => None,
    }
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
