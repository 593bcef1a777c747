//! A report in, its text out: for people, for programs, or for GitHub.

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::{Diagnostic, Place, Report};

/// How a report is shown.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(super) enum Format {
    /// As a compiler shows it, on stderr.
    #[default]
    Human,
    /// One JSON object on stdout; its `problems` are empty if there are none.
    Json,
    /// Workflow commands on stdout, which GitHub shows as annotations.
    Github,
}

impl Format {
    /// Shows what was found, or that nothing was.
    pub(super) fn show(self, found: Option<&Report>) {
        match self {
            Self::Human => match found {
                Some(report) => eprintln!("{report}; `douyin-codegen explain RULE` says more about a rule"),
                None => eprintln!("no problem"),
            },
            Self::Json => println!("{:#}", json(found)),
            Self::Github => {
                let problems = found.into_iter().flat_map(|report| {
                    report.diagnostics().iter().map(|problem| annotation(problem, report))
                });
                problems.for_each(|line| println!("{line}"));
            }
        }
    }
}

fn json(found: Option<&Report>) -> Value {
    let problems = found
        .map(|report| report.diagnostics().iter().map(|problem| one(problem, report)).collect::<Vec<_>>());
    json!({ "problems": problems.unwrap_or_default() })
}

fn one(problem: &Diagnostic, report: &Report) -> Value {
    let related =
        report.related(problem).map(|(there, text)| json!({ "place": place(&there), "text": text }));
    json!({
        "rule": problem.rule().name(),
        "message": problem.message(),
        "place": report.place(problem).as_ref().map(place),
        "related": related.collect::<Vec<_>>(),
        "help": problem.mend(),
    })
}

fn place(place: &Place) -> Value {
    let Place { path, line, column, end_line, end_column } = place;
    json!({ "path": path, "line": line, "column": column, "end_line": end_line, "end_column": end_column })
}

/// A workflow command. Whatever could end it or a property of it is escaped.
fn annotation(problem: &Diagnostic, report: &Report) -> String {
    let property = |text: &str| text_of_command(text).replace(':', "%3A").replace(',', "%2C");
    let place = report.place(problem).map(|place| {
        let Place { path, line, column, end_line, end_column } = place;
        let path = property(&path);
        // GitHub wants no columns of what goes over several lines.
        let columns = (line == end_line).then(|| format!(",col={column},endColumn={end_column}"));
        format!("file={path},line={line},endLine={end_line}{},", columns.unwrap_or_default())
    });
    let text = text_of_command(&format!("{}\n{}", problem.message(), problem.mend()));
    format!("::error {}title={}::{text}", place.unwrap_or_default(), problem.rule().name())
}

fn text_of_command(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
