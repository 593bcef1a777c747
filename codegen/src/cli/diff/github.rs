//! What moved in, GitHub's workflow commands out, which it shows as annotations.

use std::fmt::Write as _;

use super::{counted, parted};
use crate::cli::format::{escaped, property};
use crate::cli::root::Root;
use crate::compare::{Change, Question};
use crate::diagnostic::visible;

pub(super) fn report(changes: &[Change]) -> String {
    let (meant, words) = parted(changes);
    let root = Root::of_here();
    let mut text: String = meant.iter().map(|change| annotation(change, &root)).collect();
    if !words.is_empty() {
        let count = counted(words.len(), "change", "changes");
        let _ = writeln!(text, "::notice title=specs::{count} of wording only");
    }
    text
}

/// A warning if something is answered with no, and nobody has approved it.
fn annotation(change: &Change, root: &Root) -> String {
    let is_open = !change.answered_no().is_empty() && change.approved.is_none();
    let level = if is_open { "warning" } else { "notice" };
    // Of what is gone, today's file has no line.
    let place = change.place.as_ref().map(|at| {
        let line =
            if change.in_base { String::new() } else { format!(",line={},col={}", at.line, at.column) };
        format!("file={}{line},", property(&root.path(&at.path)))
    });
    let answers = Question::ALL.map(|question| {
        let verdict = change.verdict(question);
        let why = if verdict.why.is_empty() { String::new() } else { format!(" ({})", verdict.why) };
        format!("{} {}{why}", question.name(), question.word(verdict))
    });
    let says = change.says.with(|text| format!("`{}`", visible(text)));
    let base = change.place.as_ref().filter(|_| change.in_base);
    let was = base.map(|at| format!(" (line {} of the base)", at.line)).unwrap_or_default();
    let approved = change.approved.as_ref().map(|reason| format!("\napproved: {}", visible(reason)));
    let text = format!(
        "{says}{was}: {}\n{}{}",
        visible(&change.path()),
        answers.join(", "),
        approved.unwrap_or_default()
    );
    format!("::{level} {}title={}::{}\n", place.unwrap_or_default(), change.kind.name(), escaped(&text))
}
