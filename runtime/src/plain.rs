//! An endpoint with nothing special about it, for unit tests.

use crate::{Body, Envelope, ErrorEntry, Host, Meta};

/// A code, and the id of the call.
pub(crate) const FLAT: Envelope = Envelope {
    name: "flat",
    codes: &[&["code"]],
    optional_codes: &[],
    ok: &[0],
    payload: None,
    messages: &[],
    sub_codes: &[],
    sub_messages: &[],
    log_ids: &[&["log"]],
    log_id_header: None,
};

static HOST: Host = Host { name: "host", url: "https://localhost" };

/// An endpoint whose replies have this envelope and these codes.
pub(crate) const fn meta(envelope: &'static Envelope, codes: &'static [ErrorEntry]) -> Meta {
    Meta {
        id: "group/endpoint",
        title: "",
        method: http::Method::POST,
        host: &HOST,
        path: "/",
        body: Body::Json,
        scope: None,
        permission: None,
        token: None,
        envelope,
        repetition: crate::Repetition::Harmful,
        codes,
    }
}
