//! A diagnostic in, its text out, as rustc would show it. The only module that knows `annotate-snippets`.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Span};
use crate::gate::is_forbidden;
use crate::source::Sources;

/// A piece of a spec file, as people and editors find it. Lines and columns are counted from 1, columns in characters.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Place {
    /// The file's path below the spec folder, behind the folder as it was named.
    pub path: String,
    /// The line it starts on.
    pub line: usize,
    /// The column it starts at.
    pub column: usize,
    /// The line it ends on.
    pub end_line: usize,
    /// The column behind its last character.
    pub end_column: usize,
}

impl Place {
    pub(super) fn of(span: Span, sources: &Sources) -> Option<Self> {
        let source = sources.get(span.file)?;
        let (line, column) = position(source.text(), span.start);
        let (end_line, end_column) = position(source.text(), span.end.max(span.start));
        Some(Self { path: visible(&sources.shown(source)), line, column, end_line, end_column })
    }
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

pub(super) fn diagnostic(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut group = Level::ERROR
        .primary_title(&diagnostic.message)
        .id(diagnostic.rule.name())
        .elements(None::<Origin<'_>>);
    let places = std::iter::once((diagnostic.span, String::new(), AnnotationKind::Primary))
        .chain(diagnostic.related.iter().map(|(span, text)| (*span, text.clone(), AnnotationKind::Context)));
    for (span, text, kind) in places {
        // Not the snippet's own place, which counts in the excerpt.
        let (Some(source), Some(Place { path, line, column, .. })) =
            (sources.get(span.file), Place::of(span, sources))
        else {
            continue;
        };
        if source.text().is_empty() {
            // The spec folder itself has no path below the spec folder.
            group = group.elements((!path.is_empty()).then(|| Origin::path(path)));
            continue;
        }
        let (excerpt, range) = excerpt(source.text(), span);
        let annotation = kind.span(range);
        let annotation = if text.is_empty() { annotation } else { annotation.label(text) };
        group = group.element(Origin::path(path).line(line).char_column(column));
        group = group.element(Snippet::source(excerpt).line_start(line).annotation(annotation));
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(&diagnostic.help));
    }
    let report = Renderer::plain().render(&[group]);
    // The renderer leaves a mark without a place where a snippet follows its own place.
    report.lines().filter(|line| line.trim() != ":::").collect::<Vec<_>>().join("\n")
}

/// The line that a span starts on, made visible, with the span's range in it.
fn excerpt(text: &str, span: Span) -> (String, std::ops::Range<usize>) {
    const WIDEST: usize = 160;
    let start = span.start.min(text.len());
    let line_from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_to = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let before: Vec<char> = text[line_from..start].chars().collect();
    let before: String = before[before.len().saturating_sub(WIDEST)..].iter().collect();
    let marked: String = text[start..span.end.clamp(start, line_to)].chars().take(WIDEST).collect();
    let after: String = text[span.end.clamp(start, line_to)..line_to].chars().take(WIDEST).collect();

    let (before, marked, after) = (visible(&before), visible(&marked), visible(&after));
    let range = before.len()..before.len() + marked.len();
    (format!("{before}{marked}{after}"), range)
}

/// Text that can do nothing to a terminal: control, bidi and other invisible characters are spelled out, and what is
/// longer than any name is cut.
pub(crate) fn visible(text: &str) -> String {
    const LONGEST: usize = 500;
    let mut shown = String::new();
    for (at, character) in text.chars().enumerate() {
        match character {
            _ if at == LONGEST => {
                shown.push('…');
                break;
            }
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push(' '),
            _ if is_forbidden(character) => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    shown
}
