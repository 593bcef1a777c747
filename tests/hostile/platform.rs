//! The platform's own file, whose names become constants and types, and whose texts every endpoint shows.

use crate::case::{Case, ENDPOINT, Text as _, with, written};
use crate::cases;
use serde_json::{Value, json};

/// A platform with one thing more, and an endpoint on it.
fn platform(part: &str, name: &str, value: Value) -> Case {
    let mut platform = json!({
        "hosts": { "open": { "url": "https://open.example.com" } },
        "tokens": { "client": { "header": "access-token" } },
        "envelopes": { "err_no": { "codes": ["err_no"] } },
        "types": {},
    });
    platform[part][name] = value;
    Case::files([(ENDPOINT, with([]).bytes()), ("platform.yaml", written(&platform).into_bytes())])
}

fn host(name: &str) -> Case {
    platform("hosts", name, json!({ "url": "https://other.example.com", "doc": "```\npanic!()" }))
}

fn token(place: Value) -> Case {
    platform("tokens", "other", place)
}

fn shared(name: &str, value: Value) -> Case {
    platform("types", name, value)
}

fn structure() -> Value {
    json!({ "type": "struct", "for": "request", "doc": "*/ fn evil() {}", "fields": { "id": { "type": "string" } } })
}

const NO_NAME: &[&str] = &["unusable-name"];

cases! {
    host_with_a_doc_that_attacks => host("other").accepted();
    host_called_self => host("self").accepted();
    host_with_a_hyphen => host("a-b").refused(NO_NAME);
    host_that_is_code => host("A: u8 = 1; const B").refused(NO_NAME);
    host_of_nothing => host("").refused(NO_NAME);
    host_in_capitals => platform("hosts", "OPEN", json!({ "url": "https://other.example.com" })).refused(&["unusable-name"]);
    token_in_the_host_header => token(json!({ "header": "host" })).refused(&["unsafe-header"]);
    two_tokens_in_one_header => token(json!({ "header": "Access-Token" })).accepted();
    token_with_a_line_end => token(json!({ "header": "x\nhost" })).refused(&["unsafe-header"]);
    token_in_a_query_that_is_code => token(json!({ "query": "a=b&c" })).refused(&["unusable-name"]);
    envelope_whose_path_is_code => platform("envelopes", "other", json!({ "codes": ["a\"; panic!(); \""] })).accepted();
    envelope_whose_path_is_empty => platform("envelopes", "other", json!({ "codes": ["a..b"] })).refused(NO_NAME);
    shared_type_with_a_doc_that_attacks => shared("Address", structure()).accepted();
    shared_type_option => shared("Option", structure()).refused(NO_NAME);
    shared_type_that_is_code => shared("A {} struct B", structure()).refused(NO_NAME);
    shared_type_in_small_letters => shared("address", structure()).refused(NO_NAME);
    shared_type_of_the_runtime => shared("Client", structure()).accepted();
    shared_type_called_groups => shared("Groups", structure()).accepted();
}
