//! Facts in, a spec file's text out: the page's block, and the decisions that can be made without a person.

use std::fmt::Write as _;

use super::asked::Question;
use super::decided::Decided;
use crate::diagnostic::visible;
use crate::page::Remark;
use crate::page::value::{Map, Value};
use crate::page::yaml as writer;

/// The parts of a page that stand apart from what is before them.
const APART: [&str; 7] = ["headers", "query", "request", "rules", "response", "errors", "examples"];

/// A part of a page, or any other entry, with the empty line before it.
pub(super) fn spaced(key: &str, value: &Value, indent: usize) -> String {
    let space = if indent == 2 && APART.contains(&key) { "\n" } else { "" };
    format!("{space}{}", writer::entry(key, value, indent))
}

/// The `page:` block.
pub(super) fn page(page: &Map) -> String {
    let parts: Vec<_> = page.iter().map(|(key, value)| spaced(key, value, 2)).collect();
    format!("page:\n{}", parts.concat())
}

/// A new spec. What only people can decide is left out, and said in a comment; `lint` tells where it is missing. `open` is
/// what the page does not say.
pub(super) fn spec(facts: &Map, decided: &Decided, open: &[Remark]) -> String {
    let mut text = format!("# yaml-language-server: $schema=../schema.json\n{}\ndecisions:", page(facts));
    let mut body = String::new();
    for remark in open {
        let _ = writeln!(body, "  # Open: `page.{}`: {}", visible(&remark.path), visible(&remark.text));
    }
    if let Some((token, why)) = &decided.token {
        let _ = writeln!(body, "  # It is {why}.\n  token: {token}");
    }
    match &decided.envelope {
        Ok((envelope, why)) => {
            let _ = writeln!(body, "  # It is {why}.\n  envelope: {envelope}");
        }
        Err(open) => {
            let _ = writeln!(body, "  # Open: `envelope: …`, {open}.");
        }
    }
    let is_of_field = |question: &&Question| question.decision.starts_with("decisions.fields.");
    for question in decided.asked.iter().filter(|question| !is_of_field(question)) {
        let _ = writeln!(body, "  {}", visible(&question.comment()));
    }
    if !decided.errors.is_empty() || !decided.open_codes.is_empty() {
        body.push_str(&errors(decided));
    }
    for question in decided.asked.iter().filter(is_of_field) {
        let _ = writeln!(body, "  {}", visible(&question.comment()));
    }
    if body.lines().all(|line| line.trim().starts_with('#')) {
        text.push_str(" {}");
    }
    text.push('\n');
    text + &body
}

fn errors(decided: &Decided) -> String {
    let mut text = String::new();
    if decided.errors.is_empty() {
        text.push_str(
            "  # Open: `errors:`, with a line for each of these codes, and its name, action and effect.\n",
        );
    } else {
        text.push_str("  # These are decided elsewhere for the same code with the same words: read whether they hold here.\n");
        text.push_str("  errors:\n");
        for (code, decision) in &decided.errors {
            text.push_str(&writer::entry_of_integer(code, decision, 4));
        }
        if !decided.open_codes.is_empty() {
            text.push_str("    # Open: a line for each of these codes, with its name, action and effect.\n");
        }
    }
    for code in &decided.open_codes {
        let _ = writeln!(text, "    # {code}: {{ name: …, action: …, effect: … }}");
    }
    text
}
