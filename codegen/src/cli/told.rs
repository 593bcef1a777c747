//! What became of pages in, its text out: for people, for programs, or for GitHub.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::format::Format;
use super::import::Page;
use super::{print, quoted, say};
use crate::diagnostic::{Span, locate, visible};
use crate::import::{Change, Import, Kept, Refused};
use crate::page::Remark;
use crate::source::Sources;

mod programs;

/// What was asked for.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Verb {
    Import,
    Drift,
}

/// Shows what became of the pages.
pub(super) fn shown(
    pages: &[Page],
    sources: &Sources,
    folder: &Path,
    verb: Verb,
    format: Format,
) -> ExitCode {
    let telling = Telling { sources, folder, verb };
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
    sources: &'t Sources,
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
        Refused::NoSpec(endpoint) => said(format!("no spec has {endpoint}: `import` makes one")),
        Refused::Several(paths) => {
            said(format!("several specs have its method and URL: {}", paths.join(", ")))
        }
        Refused::Name(text) | Refused::Spec(text) => said(text.clone()),
        Refused::Internal(text) => {
            said(format!("the importer wrote what it did not mean; please report it, with the page: {text}"))
        }
    }
}

impl Telling<'_> {
    fn spec(&self, import: &Import) -> String {
        self.folder.join(&import.path).to_string_lossy().into_owned()
    }

    fn state(&self, import: &Import) -> String {
        let changes = import.told.changes.len();
        match (import.file, self.verb, changes) {
            (None, ..) => "new".to_owned(),
            (_, _, 0) => "nothing moved".to_owned(),
            (_, _, 1) => "1 fact moved".to_owned(),
            _ => format!("{changes} facts moved"),
        }
    }

    fn human(&self, page: &Page) -> String {
        let name = visible(&page.name);
        let import = match &page.result {
            Ok(import) => import,
            Err(refused) => return refused_text(&name, refused),
        };
        let mut text = format!("{name}: {}, {}\n", visible(&self.spec(import)), self.state(import));
        let changes = import.told.changes.iter().map(|change| self.change(change));
        section(&mut text, "moved", changes);
        section(
            &mut text,
            "decisions and readings to look at",
            import.told.stale.iter().map(|kept| self.kept(kept)),
        );
        let open = import.reading.open.iter().map(line);
        section(&mut text, "to decide", open.chain(import.decide.iter().map(|open| visible(open))));
        section(
            &mut text,
            "comments that went with what is gone",
            import.lost.iter().map(|comment| visible(comment)),
        );
        let beside = import.beside.iter().map(|comment| visible(comment));
        section(&mut text, "comments above what is another fact now", beside);
        if self.verb == Verb::Import {
            section(
                &mut text,
                "kept, though the page does not show it",
                import.told.kept.iter().map(|kept| self.kept(kept)),
            );
            section(&mut text, "guessed", import.reading.guesses.iter().map(line));
        }
        section(&mut text, "lines that became no fact", import.reading.unread.iter().map(line));
        if self.verb == Verb::Import {
            let ranges = import.reading.navigation.iter().map(|(from, to)| format!("lines {from} to {to}"));
            section(&mut text, "the site's navigation", ranges);
        }
        text
    }

    fn change(&self, change: &Change) -> String {
        let mut text = format!("{}: {}", visible(&change.path), change.kind.name());
        match (&change.old, &change.new) {
            (Some(old), Some(new)) => {
                let same = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
                let _ = write!(text, ": `{}`, now `{}`", around(old, same), around(new, same));
            }
            (Some(one), None) | (None, Some(one)) => {
                let _ = write!(text, ": `{}`", around(one, 0));
            }
            (None, None) => {}
        }
        text + &self.place(change.span)
    }

    fn kept(&self, kept: &Kept) -> String {
        format!("{}: {}{}", visible(&kept.path), visible(&kept.text), self.place(kept.span))
    }

    fn place(&self, span: Span) -> String {
        let place = locate(span, self.sources);
        place.map_or(String::new(), |place| {
            format!(" ({}:{}:{})", visible(&place.path), place.line, place.column)
        })
    }

    /// What to do after an import.
    fn next(&self, page: &Page) -> Option<String> {
        let import = page.result.as_ref().ok().filter(|_| self.verb == Verb::Import)?;
        let only = import.path.trim_end_matches(".yaml");
        let folder = self.folder.to_string_lossy();
        let folder = if folder == "spec" { String::new() } else { format!(" --spec {}", quoted(&folder)) };
        let spec = visible(&self.spec(import));
        let is_told = !import.told.changes.is_empty() || !import.told.stale.is_empty();
        Some(if import.file.is_none() {
            format!(
                "wrote {spec}; next: read it beside the page, decide what `douyin-codegen lint{folder} --only {only}` names, \
                 then `douyin-codegen generate`\n"
            )
        } else if is_told {
            format!(
                "next: read the difference of {spec}, run `douyin-codegen lint{folder} --only {only}`, then `douyin-codegen generate`\n"
            )
        } else {
            format!("{spec} is as its page: nothing to do\n")
        })
    }
}

fn refused_text(name: &str, refused: &Refused) -> String {
    let lines: Vec<_> = refusal(refused).iter().map(|remark| format!("  {}\n", line(remark))).collect();
    format!("{name}: nothing was made of this page\n{}", lines.concat())
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

/// A remark in a line of its own.
fn line(remark: &Remark) -> String {
    let text = visible(&join(&remark.path, &remark.text));
    if remark.line == 0 { text } else { format!("line {}: {text}", remark.line) }
}

fn section(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    /// More than anybody reads.
    const SHOWN: usize = 500;
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "  {title} ({})", lines.len());
    for line in lines.iter().take(SHOWN) {
        let _ = writeln!(text, "    {line}");
    }
    if lines.len() > SHOWN {
        let _ = writeln!(text, "    {} more are not shown", lines.len() - SHOWN);
    }
}
