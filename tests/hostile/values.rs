//! Values that want to be code.

use serde_json::{Value, json};

use crate::case::{Case, with};
use crate::cases;

fn field(key: &str, value: Value) -> Case {
    Case::of(with([(&format!("/page/request/id/{key}"), value)]))
}

cases! {
    type_that_is_code => field("type", json!("[u8; { panic!() }]")).refused(&["unknown-value"]);
    type_that_is_a_path => field("type", json!("std::process::Command")).refused(&["unknown-value"]);
    default_that_is_code => Case::of(with([("/page/request/kind/default", json!("{ panic!() }"))])).refused(&["misfit-key"]);
    pattern_that_is_code => field("pattern", json!("(?{ panic!() })")).refused(&["unknown-key"]);
    default_of_another_type => Case::of(with([("/page/request/kind/default", json!("one"))])).refused(&["misfit-key"]);
    default_of_another_kind => Case::of(with([("/page/request/kind/default", json!([1]))])).refused(&["wrong-kind"]);
    rust_type_that_is_code => Case::of(with([("/decisions/fields", json!({ "request.kind": { "rust_type": "A { } fn evil() {} struct B" } }))])).refused(&["unusable-name"]);
    rust_name_that_is_code => Case::of(with([("/decisions/fields", json!({ "request.id": { "rust_name": "a: u8, b" } }))])).refused(&["unusable-name"]);
    variant_that_is_code => Case::of(with([("/decisions/errors/1/name", json!("A = { panic!() }"))])).refused(&["unusable-name"]);
}
