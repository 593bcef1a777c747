//! Paths and headers that want to send the call, or its token, somewhere else.

use serde_json::json;

use crate::case::{Case, with};
use crate::cases;

fn path(path: &str) -> Case {
    Case::of(with([("/page/path", json!(path))])).refused(&["unsafe-url"])
}

fn header(name: &str) -> Case {
    Case::of(with([(&format!("/page/headers/{name}"), json!({ "type": "string" }))]))
        .refused(&["unsafe-header"])
}

cases! {
    path_that_is_a_host => path("//evil.example");
    path_that_is_a_url => path("https://evil.example/a");
    path_with_a_backslash => path("/\\evil");
    path_that_goes_up => path("/a/../b");
    path_that_stays => path("/a/./b");
    path_with_an_encoded_slash => path("/a%2fb");
    path_with_a_query => path("/a?b=c");
    path_with_a_fragment => path("/a#b");
    path_with_a_user => path("/a@evil.example");
    path_with_a_tab => path("/a\tb");
    path_with_a_line_end => path("/a\nb");
    path_with_a_space => path("/a b");
    path_without_a_slash => path("a");
    path_of_nothing => path("");
    host_in_an_endpoint => Case::of(with([("/page/host", json!("https://evil.example"))])).refused(&["unknown-reference"]);
    scheme_in_an_endpoint => Case::of(with([("/page/scheme", json!("http"))])).refused(&["unknown-key"]);
    host_without_tls => Case::files([("platform.yaml", b"hosts: { open: { url: 'http://open.example.com' } }\nenvelopes: { err_no: { codes: [err_no] } }\n".to_vec())]).refused(&["unsafe-url"]);
    host_with_a_user => Case::files([("platform.yaml", b"hosts: { open: { url: 'https://a@open.example.com' } }\nenvelopes: { err_no: { codes: [err_no] } }\n".to_vec())]).refused(&["unsafe-url"]);
    header_host => header("host");
    header_content_length => header("content-length");
    header_authorization => header("authorization");
    header_cookie => header("cookie");
    header_proxy => header("proxy-authorization");
    header_transfer_encoding => header("transfer-encoding");
    header_that_doubles_the_token => Case::of(with([("/page/headers/Access-Token", json!({ "type": "string" }))])).refused(&["unsafe-header"]);
    header_that_looks_like_the_token => Case::of(with([("/page/headers/access_token", json!({ "type": "string" }))])).refused(&["unsafe-header"]);
    header_with_a_space => header("x y");
    header_with_a_line_end => header("x\nauthorization: evil");
    header_value_with_a_line_end => Case::of(with([("/page/headers/x-fixed", json!({ "type": "string", "fixed": "a\nb: c" }))])).refused(&["unsafe-header"]);
    method_connect => Case::of(with([("/page/method", json!("CONNECT"))])).refused(&["unknown-value"]);
    method_with_a_line_end => Case::of(with([("/page/method", json!("GET\n"))])).refused(&["unknown-value"]);
}
