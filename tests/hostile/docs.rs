//! Texts that want to be more than a doc comment: they are shown letter by letter, wherever a spec has a text.

use serde_json::json;

use crate::case::{Case, DOCS, LITERALS, spec};
use crate::cases;

/// An endpoint whose every text is this one.
fn everywhere(text: &str) -> Case {
    let mut spec = spec();
    for pointer in DOCS.iter().chain(&LITERALS) {
        *spec.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = json!(text);
    }
    Case::of(spec).accepted()
}

cases! {
    fence_of_backticks => everywhere("```\npanic!()\n```");
    fence_of_tildes => everywhere("~~~\npanic!()\n~~~");
    indent_of_four_spaces => everywhere("    panic!()\n\n    panic!()");
    indent_of_a_tab => everywhere("text\n\n\tpanic!()");
    indent_under_a_list => everywhere("- item\n\n      panic!()\n\n1. item\n\n       panic!()");
    indent_under_a_quote => everywhere("> quote\n\n>     panic!()");
    fence_that_should_panic => everywhere("```rust,should_panic\npanic!()\n```");
    fence_that_is_not_closed => everywhere("```\npanic!()");
    end_of_a_comment => everywhere("*/ fn evil(){} /*");
    end_of_an_attribute => everywhere("\"]\nfn evil() {}\n#[doc=\"");
    end_of_a_raw_string => everywhere("\"### fn evil(){} r###\"");
    script => everywhere("<script>alert(1)</script><img src=x onerror=alert(1)>");
    link_to_javascript => everywhere("[x](javascript:alert(1)) <javascript:alert(1)> [y]: javascript:alert(1)");
    link_to_an_unknown_item => everywhere("[unknown_item] [`Unknown`] [crate::Unknown] [Unknown]()");
    inner_attribute => everywhere("#![allow(warnings)] #![feature(x)]");
    include_of_a_file => everywhere("include_str!(\"/etc/passwd\")");
    backslash_at_the_end => everywhere("text\\");
    indented_json_of_the_page => everywhere("{\n    \"order_id\": \"1\",\n        \"items\": [ { \"a\": 1 } ]\n}");
    heading_and_rule => everywhere("# heading\n\ntext\n===\n---\n| a |\n|---|");
    html_comment => everywhere("<!-- hidden --> &#x41; </div>");
}
