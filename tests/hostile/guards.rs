//! What looks odd, and is as it should be: no guard may keep it out.

use serde_json::json;

use crate::case::{Case, Text as _, spec, with, written};
use crate::cases;

/// The parts of the spec under `page` that it can do without.
fn without(keys: &[&str]) -> Case {
    let mut spec = spec();
    for key in keys {
        spec["page"].as_object_mut().expect("it is a struct").remove(*key).expect("it is there");
    }
    if keys.contains(&"errors") {
        spec["decisions"].as_object_mut().expect("it is a struct").remove("errors");
    }
    Case::of(spec).accepted()
}

cases! {
    line_ends_of_windows => Case::of(written(&spec()).replace('\n', "\r\n")).accepted();
    byte_order_mark_at_the_start => Case::files([("group/endpoint.yaml", [&b"\xef\xbb\xbf"[..], &spec().bytes()].concat())]).accepted();
    chinese => Case::of(with([("/page/title", json!("景区履约验券")), ("/page/request/id/doc", json!("抖音侧的订单号(必传)。如商品为日历票多门店,核销门店poi为必传"))])).accepted();
    long_advice => Case::of(with([("/page/errors/0/advice", json!("重试接口,重试3次仍报错联系技术支持。".repeat(200)))])).accepted();
    endpoint_without_a_body => without(&["request", "rules"]);
    endpoint_without_a_reply => without(&["response"]);
    endpoint_without_errors => without(&["errors"]);
    endpoint_without_anything => without(&["request", "rules", "response", "errors", "examples", "notes", "scope", "permission"]);
}
