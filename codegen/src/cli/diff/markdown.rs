//! What moved in, a comment on a pull request out. Whatever is out of a spec is inline code, in which nothing of it is
//! markup, a link or a mention.

use std::fmt::Write as _;

use super::{counted, cut, parted, summary};
use crate::compare::{Change, Question, bump};
use crate::diagnostic::visible;

/// The longest value in the table; the details have more of it.
const LONGEST: usize = 60;
/// The longest value in the details: an example or the whole of a field.
const LONGEST_DETAIL: usize = 300;
/// The longest table and details, in bytes: GitHub takes comments of 65,536 characters.
const MOST: usize = 60_000;

pub(super) fn report(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "**Specs:** no change.\n".to_owned();
    }
    let (meant, words) = parted(changes);
    let bump = bump(changes);
    let mut text = format!("**Specs:** {}.\n\n**Version:** {}.\n", summary(changes), bump.words());
    let mut room = MOST;
    if !meant.is_empty() {
        text.push_str("\n| | where | what | from | to | wire | source | behaviour |\n|---|---|---|---|---|---|---|---|\n");
        let mut first = meant.clone();
        first.sort_by_key(|change| urgency(change));
        text.push_str(&fitting(first.iter().map(|change| row(change)), &mut room));
        text.push_str(&folded("Details", meant.iter().map(|change| detail(change)), &mut room));
    }
    if !words.is_empty() {
        let title = format!("Wording only: {}", counted(words.len(), "change", "changes"));
        text.push_str(&folded(&title, words.iter().map(|change| detail(change)), &mut room));
    }
    text
}

/// What a reviewer looks at first: what is not approved and breaks the wire, then the source, what does something else, and
/// then all the others.
fn urgency(change: &Change) -> usize {
    let is_open = change.approved.is_none();
    let first = Question::ALL.iter().position(|question| change.verdict(*question).is_no);
    first.filter(|_| is_open).unwrap_or(Question::ALL.len())
}

/// As many texts as there is room for, and how many more there are.
fn fitting(texts: impl Iterator<Item = String>, room: &mut usize) -> String {
    let mut shown = String::new();
    let mut left_out = 0;
    for text in texts {
        if left_out == 0 && text.len() <= *room {
            *room -= text.len();
            shown.push_str(&text);
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 {
        let _ = writeln!(
            shown,
            "\n{left_out} more, for which a comment has no room: `diff` without `--format` tells them."
        );
    }
    shown
}

fn row(change: &Change) -> String {
    let verdict = |question| {
        let verdict = change.verdict(question);
        let word = question.word(verdict);
        if verdict.is_no { format!("**{word}**") } else { word.to_owned() }
    };
    let value = |value: &Option<String>| {
        value.as_deref().map(|value| in_table(&cut(value, LONGEST))).unwrap_or_default()
    };
    let path = change.path();
    let path = if path.is_empty() { String::new() } else { format!("<br>{}", in_table(&path)) };
    let [wire, source, behaviour] = Question::ALL.map(verdict);
    format!(
        "| {} | {}{path} | {} | {} | {} | {wire} | {source} | {behaviour} |\n",
        sign(change),
        in_table(&change.file),
        change.says.with(in_table),
        value(&change.old),
        value(&change.new),
    )
}

/// What a reviewer sees first.
fn sign(change: &Change) -> &'static str {
    match (change.approved.is_some(), change.wire.is_no || change.source.is_no, change.behaviour.is_no) {
        (true, ..) => "✅ approved",
        (_, true, _) => "🛑",
        (_, _, true) => "⚠️",
        _ => "",
    }
}

fn detail(change: &Change) -> String {
    let mut lines = vec![format!(
        "- {}: {}, {}",
        code(&super::place(change)),
        change.kind.name(),
        change.says.with(code)
    )];
    let path = change.path();
    lines.extend((!path.is_empty()).then(|| format!("  - {}", code(&path))));
    let value = |what: &str, value: &Option<String>| {
        value.as_deref().map(|value| format!("  - {what} {}", code(&cut(value, LONGEST_DETAIL))))
    };
    lines.extend(value("from", &change.old));
    lines.extend(value("to", &change.new));
    let answers = Question::ALL.map(|question| (question, change.verdict(question)));
    lines.extend(answers.iter().filter(|(_, verdict)| !verdict.why.is_empty()).map(|(question, verdict)| {
        format!("  - {} {}: {}", question.name(), question.word(*verdict), verdict.why)
    }));
    lines.extend(change.todo.as_ref().map(|todo| format!("  - to do: {}", todo.with(code))));
    if !change.endpoints.is_empty() {
        let touched: Vec<_> = change.endpoints.iter().map(|id| code(id)).collect();
        lines.push(format!("  - touches {}", touched.join(", ")));
    }
    lines.extend(change.approved.as_ref().map(|reason| format!("  - approved: {}", code(reason))));
    format!("{}\n", lines.join("\n"))
}

fn folded(title: &str, lines: impl Iterator<Item = String>, room: &mut usize) -> String {
    format!("\n<details>\n<summary>{title}</summary>\n\n{}\n</details>\n", fitting(lines, room))
}

/// A text as inline code: in one line, and with more backticks around it than in it.
pub(super) fn code(text: &str) -> String {
    let shown = visible(text);
    let text = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let run = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let (fence, pad) = ("`".repeat(run + 1), if text.contains('`') { " " } else { "" });
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text as inline code in a cell, which a bar would end even there.
fn in_table(text: &str) -> String {
    code(text).replace('|', "\\|")
}
