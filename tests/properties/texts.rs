//! Any text in any place of a spec: never a doctest, a warning of rustdoc, live HTML, a line for Cargo, or a raw control character.

use douyin_codegen::{Error, Source, configure};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use serde_json::{Value, json};

use crate::support::attacked::Crate;
use crate::{for_any, runner, specs};

/// What a text can be made of to be more than a text.
const PIECES: [&str; 36] = [
    "```",
    "~~~",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "#",
    "`",
    "\\",
    "\"",
    "'",
    "*/",
    "/*",
    "//!",
    "\"]",
    "#[",
    "<script>",
    "</div>",
    "<!--",
    "-->",
    "&#x41;",
    "[x]",
    "(javascript:x)",
    "{self}",
    "{",
    "}",
    "{{",
    "https://e.example/(",
    "|",
    "===",
    "cargo::warning=",
    "::error::",
    "券",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(PIECES.to_vec()).prop_map(str::to_owned),
        2 => "[a-z ]{1,6}",
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// A spec with a text in each place that has one.
fn spec(texts: &[String]) -> Value {
    let text = |at: usize| json!(texts[at % texts.len()]);
    json!({
        "page": {
            "title": text(0), "address": text(1), "method": "POST", "host": "open", "path": "/any/", "scope": text(2), "permission": text(3),
            "notes": [text(4), { "title": text(5), "sample": text(6) }],
            "request": {
                "id": { "type": "string", "doc": text(7), "note": text(8), "sample": text(9), "required_when": text(10), "deprecated": text(11) },
                "kind": { "type": "string", "enum": { "A": text(12) }, "default": text(13) },
            },
            "response": { "err_no": { "type": "int64", "doc": text(14) } },
            "errors": [{ "status": 200, "code": 7, "text": text(15), "advice": text(16) }],
            "examples": { "requests": [{ "url": text(17), "body": text(18) }], "responses": [{ "body": text(19) }] },
        },
        "decisions": { "envelope": "plain", "errors": { "7": { "name": "seven", "action": "read_message", "effect": "unknown" } } },
    })
}

fn sources(spec: &Value) -> [Source; 2] {
    [Source::new("platform.yaml", specs::PLATFORM), Source::new("group/endpoint.yaml", specs::text(spec))]
}

/// What was said of a spec, or made of it.
fn said(spec: &Value) -> Result<String, String> {
    match configure().sources(sources(spec)).generate() {
        Ok(tree) => Ok(tree.files().map(|(_, text)| text).collect()),
        Err(Error::Specs(report)) => Err(report.to_string()),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn no_text_is_raw_in_code_or_commands_in_a_report() {
    for_any(2000, &proptest::collection::vec(text(), 20), |texts| {
        let said = said(&spec(&texts));
        let text = said.as_ref().unwrap_or_else(|report| report);
        let is_raw = |letter: char| {
            letter.is_control() && letter != '\n'
                || "\u{202e}\u{2066}\u{2028}\u{200b}\u{feff}".contains(letter)
        };
        assert!(!text.contains(is_raw), "{text:?}");
        let Err(report) = &said else { return };
        let is_command =
            |line: &str| ["cargo:", "::"].iter().any(|start| line.trim_start().starts_with(start));
        assert!(!report.lines().any(is_command), "{report}");
    });
}

#[test]
#[ignore = "it takes a minute"]
fn no_text_of_a_hundred_runs_or_is_live() {
    let strategy = proptest::collection::vec(text(), 20);
    let mut runner = runner(1);
    let krate = Crate::new("texts");
    let mut lib = "//! Any.\n#![deny(warnings, missing_docs)]\n".to_owned();
    let (mut accepted, mut tried) = (0, 0);
    while accepted < 100 {
        tried += 1;
        assert!(tried < 10_000, "only {accepted} are accepted");
        let spec = spec(&strategy.new_tree(&mut runner).expect("there is one").current());
        if configure().sources(sources(&spec)).write_to(krate.path(&format!("src/text_{accepted}"))).is_ok() {
            let module = format!(
                "#[doc = \"Any.\"]\n#[path = \"text_{accepted}/lib.rs\"]\npub mod text_{accepted};\n"
            );
            lib.push_str(&module);
            accepted += 1;
        }
    }
    println!("{accepted} of {tried} are accepted");
    krate.write("src/lib.rs", &lib);
    krate.lives_without_a_warning();
}
