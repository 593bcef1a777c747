//! Numbers that tools read differently, do not fit, or contradict each other.

use serde_json::json;

use crate::case::{Case, spec, with, written};
use crate::cases;

/// The spec with a code as it stands in the file.
fn code(literal: &str) -> Case {
    let spec = written(&spec()).replacen("\"code\": 1,", &format!("\"code\": {literal},"), 1);
    Case::of(spec)
}

fn is_no_code(literal: &str) -> Case {
    code(literal).refused(&["not-an-integer"])
}

fn length(at_least: i64, at_most: i64) -> Case {
    Case::of(with([(
        "/page/request/id/length",
        json!({ "of": "bytes", "at_least": at_least, "at_most": at_most }),
    )]))
}

cases! {
    one_code_with_two_texts => Case::of(with([("/page/errors", json!([
        { "status": 200, "code": 1, "text": "first", "advice": "a" },
        { "status": 200, "code": 1, "text": "second", "advice": "b" },
    ]))])).accepted();
    one_code_with_two_decisions => Case::of(written(&spec()).replacen(
        "\"errors\": {\n      1: {", "\"errors\": {1: {\"name\":\"other\",\"action\":\"back_off\",\"effect\":\"none\"}, 1: {", 1,
    )).refused(&["duplicate-key"]);
    one_code_written_twice => Case::of(written(&spec()).replacen(
        "\"errors\": {\n      1: {", "\"errors\": {+1: {\"name\":\"other\",\"action\":\"back_off\",\"effect\":\"none\"}, 1: {", 1,
    )).refused(&["yaml-ambiguous"]);
    code_beyond_64_bits => is_no_code("9223372036854775808");
    code_with_an_exponent => is_no_code("1e3");
    code_in_hexadecimal => is_no_code("0x1F");
    code_with_a_leading_zero => is_no_code("012");
    code_in_octal => is_no_code("0o17");
    code_with_an_underscore => is_no_code("2119001_0");
    code_with_a_plus => is_no_code("+1");
    code_with_a_fraction => is_no_code("1.0");
    code_in_quotes => is_no_code("\"2119001\"");
    code_in_full_width_digits => is_no_code("１");
    code_that_is_no_number => is_no_code(".nan");
    negative_code => Case::of(written(&spec()).replacen("\"code\": 1,", "\"code\": -1,", 1).replacen("\"errors\": {\n      1:", "\"errors\": {\n      -1:", 1)).accepted();
    code_that_is_minus_nothing => is_no_code("-0");
    least_above_most => Case::of(with([("/page/request/kind", json!({ "type": "int64", "range": { "at_least": 2, "at_most": 1 } }))])).refused(&["impossible-constraint"]);
    length_from_64_to_4 => length(64, 4).refused(&["impossible-constraint"]);
    length_below_nothing => length(-1, 4).refused(&["impossible-constraint"]);
    limit_beyond_64_bits => Case::of(written(&spec()).replacen("\"doc\": \"doc\"", "\"length\":{\"of\":\"bytes\",\"at_most\":18446744073709551616}", 1)).refused(&["not-an-integer"]);
    status_that_is_none => Case::of(with([("/page/errors/0/status", json!(99))])).refused(&["impossible-constraint"]);
}
