//! What moved in, the file that approves it out: an entry for each change that is answered with no somewhere.

use crate::compare::Change;
use crate::diagnostic::visible;

pub(super) fn file(changes: &[Change]) -> String {
    let entries: Vec<_> =
        changes.iter().filter(|change| !change.answered_no().is_empty()).map(entry).collect();
    if entries.is_empty() {
        return "approvals: []\n".to_owned();
    }
    format!("approvals:\n{}", entries.concat())
}

fn entry(change: &Change) -> String {
    let verdicts: Vec<_> = change.answered_no().iter().map(|question| question.name()).collect();
    let path = Some(change.path()).filter(|path| !path.is_empty());
    let keys = [
        Some(format!("  - file: {}", quoted(&change.file))),
        path.map(|path| format!("    path: {}", quoted(&path))),
        Some(format!("    verdicts: [{}]", verdicts.join(", "))),
        change.old.as_ref().map(|old| format!("    old: {}", quoted(old))),
        change.new.as_ref().map(|new| format!("    new: {}", quoted(new))),
        Some(format!("    reason: {}", quoted(change.approved.as_deref().unwrap_or_default()))),
    ];
    keys.into_iter().flatten().map(|line| line + "\n").collect()
}

/// A text in one line, in quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", visible(text).replace('\'', "''"))
}
