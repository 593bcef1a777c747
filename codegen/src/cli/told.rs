//! What became of pages in, its text out: for people, for programs, or for GitHub.

use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::format::Format;
use super::import::Page;
use super::{print, say};
use crate::diagnostic::{FileId, Location, Span, locate, visible};
use crate::import::{Change, Import, Kind, Refused};
use crate::page::Remark;
use crate::source::{Source, Sources};

mod people;
mod programs;

/// What was asked for.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Verb {
    Import,
    Drift,
}

/// Shows what became of the pages.
pub(super) fn shown(pages: &[Page], folder: &Path, verb: Verb, format: Format) -> ExitCode {
    let telling = Telling { folder, verb };
    match format {
        Format::Human => {
            for page in pages {
                say(telling.human(page).trim_end());
            }
            let next: Vec<_> = pages.iter().filter_map(|page| telling.next(page)).collect();
            print(&next.concat())
        }
        Format::Json => {
            let pages: Vec<_> = pages.iter().map(|page| telling.json(page)).collect();
            print(&format!("{:#}\n", json!({ "pages": pages })))
        }
        Format::Github => print(&pages.iter().map(|page| telling.github(page)).collect::<Vec<_>>().concat()),
    }
}

struct Telling<'t> {
    folder: &'t Path,
    verb: Verb,
}

/// Why nothing was made of a page, as lines of it.
fn refusal(refused: &Refused) -> Vec<Remark> {
    let said = |text: String| vec![Remark { line: 0, path: String::new(), text }];
    match refused {
        Refused::Unreadable(report) => {
            let problem = |problem: &crate::Diagnostic| Remark {
                line: problem.location().map_or(0, |location| location.line),
                path: problem.rule().name().to_owned(),
                text: format!("{}: {}", problem.message(), problem.help()),
            };
            report.diagnostics().iter().map(problem).collect()
        }
        Refused::NoEndpoint(missing) => missing.clone(),
        Refused::Several(paths) => {
            said(format!("several specs have its method and URL, keep one of them: {}", paths.join(", ")))
        }
        Refused::NoSpec(text)
        | Refused::Name(text)
        | Refused::Partial(text)
        | Refused::Spec(text)
        | Refused::Disk(text) => said(text.clone()),
        Refused::Internal(text) => {
            said(format!("the importer wrote what it did not mean; please report it, with the page: {text}"))
        }
    }
}

impl Telling<'_> {
    fn spec(&self, import: &Import) -> String {
        self.folder.join(&import.path).to_string_lossy().into_owned()
    }

    /// Where something stands in the spec: as it was for `drift`, as it is now for `import`.
    fn location(&self, import: &Import, span: Span) -> Option<Location> {
        let seen = Sources::one(Source::new(self.spec(import), &import.seen));
        locate(Span { file: FileId::of(0), ..span }, &seen)
    }
}

/// What happened to a fact.
fn changed(change: &Change) -> String {
    let path = visible(&change.path);
    let kind = change.kind.name();
    match (&change.old, &change.new) {
        (Some(old), Some(_)) if change.kind == Kind::Renamed => {
            format!("{path}: renamed, it was `{}`", visible(old))
        }
        (Some(old), Some(_)) if change.kind == Kind::Moved => {
            format!("{path}: moved here, it was `{}`", visible(old))
        }
        (None, Some(place)) if change.kind == Kind::Moved => {
            format!("{path}: moved among its neighbours: {}", visible(place))
        }
        (Some(old), Some(new)) => {
            let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
            format!("{path}: {kind}: `{}`, now `{}`", around(old, same), around(new, same))
        }
        (Some(old), None) => format!("{path}: removed, it was `{}`", around(old, 0)),
        (None, Some(new)) => format!("{path}: added: `{}`", around(new, 0)),
        (None, None) => format!("{path}: {kind}"),
    }
}

/// What of a long text stands around a place in it.
fn around(text: &str, place: usize) -> String {
    const LONGEST: usize = 120;
    let count = text.chars().count();
    if count <= LONGEST {
        return visible(text);
    }
    let from = place.saturating_sub(20);
    let piece: String = text.chars().skip(from).take(LONGEST - 40).collect();
    let (before, after) =
        (if from > 0 { "…" } else { "" }, if from + LONGEST - 40 < count { "…" } else { "" });
    format!("{before}{}{after}", visible(&piece))
}

fn join(path: &str, text: &str) -> String {
    if path.is_empty() { text.to_owned() } else { format!("{path}: {text}") }
}
