//! What moved in, the entry of a changelog out, in the words of those who use the generated crate.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::counted;
use super::markdown::code;
use crate::compare::{Change, Kind};

pub(super) fn entry(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "No changes.\n".to_owned();
    }
    let breaks = |change: &&Change| change.wire.is_no || change.source.is_no;
    let is_added = |change: &&Change| change.kind == Kind::Added;
    let meant = || changes.iter().filter(|change| !change.is_wording);
    let sections = [
        ("Breaking", meant().filter(breaks).map(line).collect()),
        ("Added", meant().filter(|change| !breaks(change) && is_added(change)).map(line).collect()),
        ("Changed", meant().filter(|change| !breaks(change) && !is_added(change)).map(line).collect()),
        ("Documentation", documentation(changes)),
    ];
    let section = |(title, lines): (&str, Vec<String>)| {
        (!lines.is_empty()).then(|| format!("### {title}\n\n{}", lines.concat()))
    };
    sections.into_iter().filter_map(section).collect::<Vec<_>>().join("\n")
}

/// What happened to which item, for whom, and what to do.
fn line(change: &Change) -> String {
    let mut text = format!("- {}: {}.", code(&change.item), change.says.with(code));
    if change.wire.is_no {
        text.push_str(" Programs that were built with the version before may fail");
        text.push_str(&why(change.wire.why));
    }
    if change.behaviour.is_no && !change.behaviour.why.is_empty() {
        let _ = write!(text, " {}.", capital(change.behaviour.why));
    }
    if let Some(todo) = &change.todo {
        let _ = write!(text, " {}.", capital(&todo.with(code)));
    }
    if !change.endpoints.is_empty() {
        let touched: Vec<_> = change.endpoints.iter().map(|id| code(&id.replace('/', "::"))).collect();
        let _ = write!(text, " Touches {}.", touched.join(", "));
    }
    text + "\n"
}

fn why(why: &str) -> String {
    if why.is_empty() { ".".to_owned() } else { format!(": {why}.") }
}

/// One line for each module whose words have changed.
fn documentation(changes: &[Change]) -> Vec<String> {
    let mut modules: BTreeMap<String, usize> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.is_wording) {
        let module: Vec<_> = change.item.split("::").take(2).collect();
        let module =
            if module.first() == Some(&"platform") { "platform".to_owned() } else { module.join("::") };
        *modules.entry(module).or_default() += 1;
    }
    let line = |(module, count): (String, usize)| {
        format!("- {}: {} changed.\n", code(&module), counted(count, "text has", "texts have"))
    };
    modules.into_iter().map(line).collect()
}

/// A sentence starts with a capital, if it starts with a letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
