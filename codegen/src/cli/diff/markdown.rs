//! What moved in, a comment on a pull request out. Whatever is out of a spec is inline code, in which nothing of it is
//! markup, a link or a mention.

use super::{counted, parted, summary};
use crate::compare::{Change, Question, bump};
use crate::diagnostic::visible;

/// The longest value in the table; the details have more of it.
const LONGEST: usize = 60;

pub(super) fn report(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "**Specs:** no change.\n".to_owned();
    }
    let (meant, words) = parted(changes);
    let bump = bump(changes);
    let mut text =
        format!("**Specs:** {}.\n\n**Version:** {}: {}.\n", summary(changes), bump.name(), bump.words());
    if !meant.is_empty() {
        text.push_str("\n| | where | what | from | to | wire | source | behaviour |\n|---|---|---|---|---|---|---|---|\n");
        text.extend(meant.iter().map(|change| row(change)));
        text.push_str(&folded("Details", meant.iter().map(|change| detail(change))));
    }
    if !words.is_empty() {
        let title = format!("Wording only: {}", counted(words.len(), "change", "changes"));
        text.push_str(&folded(&title, words.iter().map(|change| detail(change))));
    }
    text
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
        value.as_deref().map(|value| format!("  - {what} {}", code(value)))
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

fn folded(title: &str, lines: impl Iterator<Item = String>) -> String {
    format!("\n<details>\n<summary>{title}</summary>\n\n{}\n</details>\n", lines.collect::<String>())
}

fn cut(text: &str, longest: usize) -> String {
    let shown = visible(text);
    if shown.chars().count() <= longest {
        return shown;
    }
    format!("{}…", shown.chars().take(longest).collect::<String>())
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
