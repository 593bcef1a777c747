//! Characters that are not what they look like, or are not seen at all.

use serde_json::json;

use crate::case::{Case, Text as _, spec, with, written};
use crate::cases;

/// The spec with these bytes in the place of a field's words.
fn raw(bytes: &[u8]) -> Case {
    let text = spec().bytes();
    let at = text.windows(5).position(|window| window == b"\"doc\"").expect("it has words");
    Case::files([("group/endpoint.yaml", [&text[..=at], bytes, &text[at + 1..]].concat())])
}

fn text(text: &str) -> Case {
    raw(text.as_bytes()).refused(&["forbidden-character"])
}

/// The spec with a field of this name.
fn name(name: &str) -> Case {
    Case::of(with([(&format!("/page/request/{name}"), json!({ "type": "string" }))]))
}

/// The spec with a character as an escape of YAML's.
fn escaped(escape: &str) -> Case {
    let text = written(&spec()).replacen("\"doc\": \"doc\"", &format!("\"doc\":\"{escape}\""), 1);
    Case::of(text).refused(&["forbidden-character"])
}

cases! {
    bidi_override => text("\u{202e}evil\u{202c}");
    bidi_isolate => text("\u{2066}evil\u{2069}");
    arabic_letter_mark => text("\u{61c}");
    zero_width_space_in_a_name => name("ki\u{200b}nd").refused(&["forbidden-character"]);
    zero_width_joiner_in_a_name => name("ki\u{200d}nd").refused(&["forbidden-character"]);
    soft_hyphen_in_a_name => name("ki\u{ad}nd").refused(&["forbidden-character"]);
    cyrillic_letter_in_a_name => name("\u{430}ccess_token").refused(&["unusable-name"]);
    composed_and_decomposed_twins => Case::of(with([
        ("/page/request/caf\u{e9}", json!({ "type": "string" })),
        ("/page/request/cafe\u{301}", json!({ "type": "string" })),
    ])).refused(&["unusable-name"]);
    line_separator => text("\u{2028}");
    paragraph_separator => text("\u{2029}");
    next_line => text("\u{85}");
    bare_carriage_return => text("a\rb");
    nul => text("\0");
    nul_as_an_escape => escaped(r"\0");
    bidi_override_as_an_escape => escaped(r"\u202e");
    line_separator_as_an_escape => escaped(r"\L");
    escape_character_as_an_escape => escaped(r"\e");
    byte_order_mark_in_the_middle => text("\u{feff}");
    invalid_utf8 => raw(b"\xff\xfe").refused(&["not-utf8"]);
    overlong_utf8 => raw(b"\xc0\xaf").refused(&["not-utf8"]);
    surrogate_in_utf8 => raw(b"\xed\xa0\x80").refused(&["not-utf8"]);
    tag_characters => text("\u{e0041}\u{e0042}");
    variation_selectors => text("a\u{e0100}");
    full_width_slash_in_a_path => Case::of(with([("/page/path", json!("/a\u{ff0f}b/"))])).refused(&["unsafe-url"]);
    key_hidden_behind_a_line_separator => Case::of("page: { a: 1 } # note\u{2028}decisions: { b: 2 }\n").refused(&["forbidden-character"]);
    key_hidden_behind_a_next_line => Case::of("page: { a: 1 } # note\u{85}decisions: { b: 2 }\n").refused(&["forbidden-character"]);
    key_hidden_behind_a_paragraph_separator => Case::of("page: { a: 1 } # note\u{2029}decisions: { b: 2 }\n").refused(&["forbidden-character"]);
}
