//! A diagnostic in, its text out, as rustc would show it. The only module that knows `annotate-snippets`.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Location, Span};
use crate::gate::is_forbidden;
use crate::source::Sources;

pub(super) fn diagnostic(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut group = Level::ERROR
        .primary_title(&diagnostic.message)
        .id(diagnostic.rule.name())
        .elements(None::<Origin<'_>>);
    let related = diagnostic.related.iter();
    let places = std::iter::once((diagnostic.span, diagnostic.location(), "", AnnotationKind::Primary))
        .chain(related.map(|related| {
            (related.span, related.location.as_ref(), related.text.as_str(), AnnotationKind::Context)
        }));
    for (span, location, text, kind) in places {
        // Not the snippet's own place, which counts in the excerpt.
        let (Some(source), Some(Location { path, line, column, .. })) = (sources.get(span.file), location)
        else {
            continue;
        };
        let origin = Origin::path(visible(path));
        if source.text().is_empty() {
            group = group.element(origin);
            continue;
        }
        let (excerpt, range) = excerpt(source.text(), span);
        let annotation = kind.span(range);
        let annotation = if text.is_empty() { annotation } else { annotation.label(text) };
        group = group.element(origin.line(*line).char_column(*column));
        group = group.element(Snippet::source(excerpt).line_start(*line).annotation(annotation));
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
    let (before, from) = text.split_at_checked(span.start).unwrap_or((text, ""));
    let before = before.rsplit('\n').next().unwrap_or_default();
    let line = from.split('\n').next().unwrap_or_default();
    let (marked, after) = line.split_at_checked(span.end.saturating_sub(span.start)).unwrap_or((line, ""));
    let shown =
        |text: &str, skipped: usize| visible(&text.chars().skip(skipped).take(WIDEST).collect::<String>());

    let hidden = before.chars().count().saturating_sub(WIDEST);
    let (before, marked, after) = (shown(before, hidden), shown(marked, 0), shown(after, 0));
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
