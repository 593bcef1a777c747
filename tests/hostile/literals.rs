//! Texts that want to be a format string, or to end their literal: the platform's words reach callers letter by letter.

use serde_json::json;

use crate::case::{Case, LITERALS, spec};
use crate::cases;

/// The texts, for the crate in which they are compared with what callers get.
pub const TEXTS: [(&str, &str); 9] = [
    ("format_of_itself", "{self}"),
    ("format_of_a_secret", "{access_token} {0} {:?}"),
    ("doubled_brace", "{{"),
    ("lone_brace", "}"),
    ("quotes", "\"a\" 'b' “c”"),
    ("backticks", "`a` ``b``"),
    ("emoji", "🎫👍🏽🇨🇳"),
    ("full_width_punctuation", "请稍后再试,(重试)。"),
    ("escapes", r"\n \u{202e} \x1b \0 \\"),
];

fn told(name: &str) -> Case {
    let text = TEXTS.iter().find(|(known, _)| *known == name).map(|(_, text)| *text).expect("it is listed");
    let mut spec = spec();
    for pointer in LITERALS {
        *spec.pointer_mut(pointer).expect("it is there") = json!(text);
    }
    Case::of(spec).accepted()
}

cases! {
    format_of_itself => told("format_of_itself");
    format_of_a_secret => told("format_of_a_secret");
    doubled_brace => told("doubled_brace");
    lone_brace => told("lone_brace");
    quotes => told("quotes");
    backticks => told("backticks");
    emoji => told("emoji");
    full_width_punctuation => told("full_width_punctuation");
    escapes => told("escapes");
}
