//! What moved in, its text for people out.

use std::fmt::Write as _;

use super::{cut, parted, place, summary};
use crate::compare::{Change, Question, bump};
use crate::diagnostic::visible;

/// Longer than anybody reads in a line.
const LONGEST: usize = 100;

pub(super) fn report(changes: &[Change], with_words: bool) -> String {
    if changes.is_empty() {
        return "no change: both say the same\n".to_owned();
    }
    let (meant, words) = parted(changes);
    let told = if with_words { words.len() } else { 0 };
    let mut text: String = meant.iter().chain(&words[..told]).map(|change| one(change)).collect();
    if words.len() > told {
        let _ = writeln!(text, "{} of wording only: `--wording` shows them\n", words.len());
    }
    let has_open = meant.iter().any(|change| !change.answered_no().is_empty() && change.approved.is_none());
    if has_open {
        text.push_str("to approve some of them: `--format approvals` writes the entries\n");
    }
    let bump = bump(changes);
    format!("{text}{}\nversion: {}\n", summary(changes), bump.words())
}

fn one(change: &Change) -> String {
    let mut lines = vec![format!("{}: {}", place(change), change.kind.name())];
    let path = change.path();
    let quoted = |text: &str| format!("`{}`", cut(text, LONGEST));
    let values = match (&change.old, &change.new) {
        (None, None) => String::new(),
        (Some(old), None) => format!(": {}", quoted(old)),
        (None, Some(new)) => format!(": {}", quoted(new)),
        (Some(old), Some(new)) => format!(": {} -> {}", quoted(old), quoted(new)),
    };
    if !path.is_empty() {
        lines.push(format!("  {}{values}", visible(&path)));
    }
    lines.push(format!("  {}", change.says.with(quoted)));
    if change.is_wording {
        lines.push("  wording only".to_owned());
    } else {
        lines.extend(Question::ALL.map(|question| verdict(change, question)));
    }
    if !change.endpoints.is_empty() {
        lines.push(format!("  touches {}", change.endpoints.join(", ")));
    }
    lines.extend(change.approved.as_ref().map(|reason| format!("  approved: {}", visible(reason))));
    format!("{}\n\n", lines.join("\n"))
}

fn verdict(change: &Change, question: Question) -> String {
    let verdict = change.verdict(question);
    let why = if verdict.why.is_empty() { String::new() } else { format!(": {}", verdict.why) };
    format!("  {} {}{why}", question.name(), question.word(verdict))
}
