//! A rule's name in, its page of explanation out.

use std::fmt::Write as _;
use std::process::ExitCode;

use super::{print, say};
use crate::Rule;
use crate::diagnostic::suggest;

/// Shows a rule's page, or a line for each rule.
pub(super) fn explain(name: Option<&str>) -> ExitCode {
    let Some(name) = name else { return print(&list()) };
    let name = name.strip_prefix("error[").and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    if let Some(rule) = Rule::ALL.iter().find(|rule| rule.name() == name) {
        return print(rule.explanation());
    }
    let names: Vec<_> = Rule::ALL.iter().map(|rule| rule.name()).collect();
    let help = suggest(name, &names, |_| "`explain` without a name lists them".to_owned());
    say(&format!("no rule has this name; {help}"));
    ExitCode::from(2)
}

fn list() -> String {
    let widest = Rule::ALL.iter().map(|rule| rule.name().len()).max().unwrap_or_default();
    Rule::ALL.iter().fold(String::new(), |mut list, rule| {
        let _ = writeln!(list, "{:widest$}  {}", rule.name(), rule.summary());
        list
    })
}
