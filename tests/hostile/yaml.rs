//! YAML that two readers see differently, or that no reader should have to see.

use std::fmt::Write as _;

use serde_json::json;

use crate::case::{Case, spec, with, written};
use crate::cases;

/// The spec in block style, so that YAML's own syntax can be put into it.
fn block(head: &str) -> Case {
    Case::of(format!(
        "{head}\npage: {}\ndecisions: {}\n",
        written(&spec()["page"]),
        written(&spec()["decisions"])
    ))
}

/// The spec with another title, as it stands in the file.
fn title(text: &str) -> Case {
    Case::of(written(&spec()).replacen("\"title\": \"title\"", &format!("\"title\": {text}"), 1))
}

fn bomb() -> String {
    let mut text = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..30 {
        writeln!(text, "a{level}: &a{level} [*a{0}, *a{0}, *a{0}, *a{0}]", level - 1)
            .expect("it is a string");
    }
    text
}

fn fields(count: usize) -> String {
    let fields: Vec<_> = (0..count).map(|number| format!("\"f{number}\":{{\"type\":\"string\"}}")).collect();
    written(&spec()).replacen("\"request\": {", &format!("\"request\": {{{},", fields.join(",")), 1)
}

cases! {
    duplicate_key => Case::of(written(&spec()).replacen("\"method\":", "\"method\": \"GET\", \"method\":", 1)).refused(&["duplicate-key"]);
    alias_bomb => Case::of(bomb()).refused(&["yaml-feature"]);
    alias_of_itself => Case::of("page: &a [*a]\n").refused(&["yaml-feature"]);
    anchor_without_an_alias => title("&a text").refused(&["yaml-feature"]);
    merge_key => Case::of("page: { <<: { title: t } }\n").refused(&["yaml-feature"]);
    unknown_tag => title("!evil text").refused(&["yaml-feature"]);
    known_tag => title("!!str text").refused(&["yaml-feature"]);
    several_documents => Case::of(format!("{}\n---\n{}\n", written(&spec()), written(&spec()))).refused(&["yaml-feature"]);
    directive_of_yaml => block("%YAML 1.1\n---").refused(&["yaml-feature"]);
    directive_of_tags => block("# tags\n%TAG ! tag:evil.example,2000:\n---").refused(&["yaml-feature"]);
    nesting_in_flow => Case::of(format!("page: {}{}\n", "[".repeat(10_000), "]".repeat(10_000))).refused(&["yaml-syntax"]);
    nesting_in_blocks => Case::of((0..700).fold(String::new(), |text, level| format!("{text}{}a:\n", " ".repeat(level)))).refused(&["too-large"]);
    nesting_in_lists => Case::of(format!("page:\n  {}x\n", "- ".repeat(10_000))).refused(&["too-large"]);
    scalar_of_50_mb => Case::of(format!("page: '{}'\n", "x".repeat(50 << 20))).refused(&["too-large"]);
    unknown_key_that_was_meant_otherwise => Case::of(with([("/page/titel", json!("t"))])).refused(&["unknown-key"]);
    no_where_a_text_is_meant => title("no").refused(&["wrong-kind"]);
    yes_where_a_text_is_meant => title("yes").refused(&["wrong-kind"]);
    null_where_a_text_is_meant => title("~").refused(&["wrong-kind"]);
    date_where_a_text_is_meant => title("2024-01-31").refused(&["wrong-kind"]);
    struct_that_contains_itself => Case::files([("platform.yaml", b"hosts: { open: { url: 'https://open.example.com' } }\nenvelopes: { err_no: { codes: [err_no] } }\ntypes: { Tree: { type: struct, for: request, fields: { tree: { type: struct, shared: Tree } } } }\n".to_vec())]).refused(&["unknown-reference"]);
    fields_beyond_counting => Case::of(fields(100_000)).refused(&["too-large"]);
    indent_of_tabs => Case::of("page:\n\ttitle: t\n").refused(&["yaml-syntax"]);
    file_without_a_byte => Case::of("").refused(&["empty-file"]);
    file_of_comments => Case::of("# nothing\n# at all\n").refused(&["empty-file"]);
    file_of_a_list => Case::of("- page\n- decisions\n").refused(&["wrong-kind"]);
    key_that_is_no_text => Case::of("{ [a]: 1 }\n").refused(&["yaml-feature"]);
}
