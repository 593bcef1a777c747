//! Texts that want to command a terminal, or whoever reads what the command and the build print.

use serde_json::json;

use crate::case::{Case, with};
use crate::cases;

/// A text that the report repeats, for it is none of those that are known.
fn repeated(text: &str) -> Case {
    Case::of(with([("/decisions/envelope", json!(text))]))
}

/// The same with a character that no spec may have, which JSON writes as an escape.
fn commanding(text: &str) -> Case {
    repeated(text).refused(&["forbidden-character", "unknown-reference"])
}

cases! {
    line_end_then_a_directive => repeated("x\ncargo::rustc-link-arg=evil\ncargo:rustc-env=A=B").refused(&["unknown-reference"]);
    line_end_then_a_workflow_command => repeated("x\n::error::evil\n::set-output name=a::b").refused(&["unknown-reference"]);
    key_with_a_directive => Case::of(with([("/page/x\ncargo::rustc-link-arg=evil", json!(1))])).refused(&["unknown-key"]);
    colours_in_a_text => commanding("\u{1b}[2J\u{1b}[31mred");
    title_of_the_terminal => commanding("\u{1b}]0;evil\u{7}");
    escape_of_one_byte => repeated("\u{9b}31m").refused(&["forbidden-character"]);
    carriage_return_over_a_line => commanding("evil\rgood");
    backspaces => commanding("evil\u{8}\u{8}\u{8}\u{8}good");
    file_name_with_a_line_end => Case::files([("group/x\ncargo::rustc-link-arg=evil.yaml", b"page: {}".to_vec())]).refused(&["misplaced-file"]);
    file_name_with_an_escape => Case::files([("group/\u{1b}[31m.yaml", b"page: {}".to_vec())]).refused(&["misplaced-file"]);
}
