//! Names that Rust, its prelude or a disk has another use for.

use serde_json::{Value, json};

use crate::case::{Case, spec, with, written};
use crate::cases;

/// The spec with a field of this name in the request.
fn field(name: &str) -> Case {
    Case::of(added(name))
}

fn added(name: &str) -> Value {
    let mut spec = spec();
    spec["page"]["request"][name] = json!({ "type": "string" });
    spec
}

/// The same, and it is called `renamed` in Rust.
fn renamed(name: &str) -> Case {
    let mut spec = added(name);
    spec["decisions"]["fields"] = json!({ format!("request.{name}"): { "rust_name": "renamed" } });
    Case::of(spec)
}

fn named(rust_type: &str) -> Case {
    Case::of(with([(
        "/decisions/fields",
        json!({ "request.kind": { "rust_type": rust_type, "variants": { "1": "one", "2": "two" } } }),
    )]))
}

/// An endpoint in a file of this name.
fn file(path: &str) -> Case {
    Case::files([(path, written(&spec()).into_bytes())])
}

/// Two endpoints.
fn files(first: &str, second: &str) -> Case {
    let other = with([("/page/path", json!("/b/"))]);
    Case::files([(first, written(&spec()).into_bytes()), (second, written(&other).into_bytes())])
}

const NO_NAME: &[&str] = &["unusable-name"];
const NO_FILE: &[&str] = &["misplaced-file"];

cases! {
    field_self => field("self").refused(NO_NAME);
    field_self_type => field("Self").refused(NO_NAME);
    field_super => field("super").refused(NO_NAME);
    field_crate => field("crate").refused(NO_NAME);
    field_underscore => field("_").refused(NO_NAME);
    field_self_renamed => renamed("self").with_names(&["self"]);
    field_self_type_renamed => renamed("Self").with_names(&["Self"]);
    field_super_renamed => renamed("super").with_names(&["super"]);
    field_crate_renamed => renamed("crate").with_names(&["crate"]);
    field_underscore_renamed => renamed("_").with_names(&["_"]);
    field_type => field("type").with_names(&["type"]);
    field_async => field("async").with_names(&["async"]);
    field_gen => field("gen").with_names(&["gen"]);
    field_of_nothing => field("").refused(NO_NAME);
    field_that_starts_with_a_digit => field("1abc").refused(NO_NAME);
    field_that_starts_with_a_digit_renamed => renamed("1abc").with_names(&["1abc"]);
    field_with_a_hyphen => field("a-b").with_names(&["a-b"]);
    field_with_a_space => field("a b").refused(NO_NAME);
    field_with_a_space_renamed => renamed("a b").with_names(&["a b"]);
    field_new => field("new").refused(NO_NAME);
    two_names_that_are_one => Case::of({
        let mut spec = added("fooBar");
        spec["page"]["request"]["foo_bar"] = json!({ "type": "string" });
        spec
    }).refused(&["name-clash"]);
    two_names_of_which_one_is_decided => Case::of({
        let mut spec = added("fooBar");
        spec["page"]["request"]["foo_bar"] = json!({ "type": "string" });
        spec["decisions"]["fields"] = json!({ "request.fooBar": { "rust_name": "foo_bar_in_camel_case" } });
        spec
    }).with_names(&["fooBar", "foo_bar"]);
    two_names_that_differ_in_a_capital => Case::of({
        let mut spec = spec();
        spec["page"]["response"]["extra"] = json!({ "type": "string" });
        spec["page"]["response"]["Extra"] = json!({ "type": "string" });
        spec["decisions"]["fields"] = json!({ "response.Extra": { "rust_name": "other_extra" } });
        spec
    }).with_names(&["extra", "Extra"]);
    type_option => named("Option").refused(NO_NAME);
    type_string => named("String").refused(NO_NAME);
    type_result => named("Result").refused(NO_NAME);
    type_vec => named("Vec").refused(NO_NAME);
    type_box => named("Box").refused(NO_NAME);
    type_self => named("Self").refused(NO_NAME);
    type_request => named("Request").refused(NO_NAME);
    endpoint_mod => file("group/mod.yaml").refused(NO_FILE);
    endpoint_lib => file("group/lib.yaml").refused(NO_FILE);
    endpoint_std => file("group/std.yaml").refused(NO_FILE);
    endpoint_crate => file("group/crate.yaml").refused(NO_FILE);
    endpoint_send => file("group/send.yaml").refused(NO_FILE);
    group_std => file("std/endpoint.yaml").refused(NO_FILE);
    field_of_1000_letters => field(&"a".repeat(1000)).refused(NO_NAME);
    field_of_4096_letters => field(&"a".repeat(4096)).refused(&["yaml-ambiguous"]);
    endpoint_twice => Case::files([
        ("group/first.yaml", written(&spec()).into_bytes()), ("group/second.yaml", written(&spec()).into_bytes()),
    ]).refused(&["name-clash"]);
    endpoints_that_differ_in_a_capital => files("group/Verify.yaml", "group/verify.yaml").refused(NO_FILE);
    endpoint_in_capitals => file("group/Verify.yaml").refused(NO_FILE);
    group_in_capitals => file("Group/endpoint.yaml").refused(NO_FILE);
}
