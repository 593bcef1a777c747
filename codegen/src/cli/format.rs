//! A report in, its text out: for people, for programs, or for GitHub.

use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::root::Root;
use super::{print, say};
use crate::diagnostic::visible;
use crate::{Diagnostic, Location, Report};

/// How a report is shown.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum Format {
    /// As a compiler shows it, on stderr.
    #[default]
    Human,
    /// One JSON object on stdout: of `lint` its `problems`, of `import` and `drift` its `pages`.
    Json,
    /// Workflow commands on stdout, which GitHub shows as annotations.
    Github,
}

impl Format {
    /// Shows what was found, or that nothing was. The status says which.
    pub(super) fn show(self, found: Option<&Report>) -> ExitCode {
        let shown = match self {
            Self::Human => {
                say(&match found {
                    Some(report) => format!("{report}; `douyin-codegen explain RULE` says more about a rule"),
                    None => "no problem".to_owned(),
                });
                ExitCode::SUCCESS
            }
            Self::Json => print(&format!("{:#}\n", json(found))),
            Self::Github => print(&found.map(annotations).unwrap_or_default()),
        };
        if found.is_some() { ExitCode::FAILURE } else { shown }
    }
}

/// ```json
/// {"problems": [{
///   "rule": "unknown-key", "message": "there is no key `titel` here", "help": "did you mean `title`?",
///   "location": {"path": "spec/orders/refund.yaml", "line": 3, "column": 3, "end_line": 3, "end_column": 8},
///   "related": [{"location": {…}, "text": "the other"}]
/// }]}
/// ```
///
/// A problem that a missing file is has no `location`: it is null.
fn json(found: Option<&Report>) -> Value {
    let problems = found.map(Report::diagnostics).unwrap_or_default();
    json!({ "problems": problems.iter().map(problem).collect::<Vec<_>>() })
}

fn problem(problem: &Diagnostic) -> Value {
    let related = problem.related().map(|(there, text)| json!({ "location": location(there), "text": text }));
    json!({
        "rule": problem.rule().name(),
        "message": problem.message(),
        "help": problem.help(),
        "location": problem.location().map(location),
        "related": related.collect::<Vec<_>>(),
    })
}

pub(super) fn location(location: &Location) -> Value {
    let Location { path, line, column, end_line, end_column } = location;
    json!({ "path": path, "line": line, "column": column, "end_line": end_line, "end_column": end_column })
}

fn annotations(report: &Report) -> String {
    let root = Root::of_here();
    report.diagnostics().iter().map(|problem| annotation(problem, &root)).collect::<Vec<_>>().concat()
}

/// A workflow command. Whatever could end it or a property of it is escaped.
fn annotation(problem: &Diagnostic, root: &Root) -> String {
    let place = problem.location().map(|Location { path, line, column, end_line, end_column }| {
        let path = property(&root.path(path));
        // GitHub wants no columns of what goes over several lines.
        let columns = (line == end_line).then(|| format!(",col={column},endColumn={end_column}"));
        format!("file={path},line={line},endLine={end_line}{},", columns.unwrap_or_default())
    });
    let text = escaped(&format!("{}\n{}", problem.message(), problem.help()));
    format!("::error {}title={}::{text}\n", place.unwrap_or_default(), problem.rule().name())
}

/// A value of a property of a workflow command.
pub(super) fn property(text: &str) -> String {
    escaped(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
