//! A diagnostic in, its text out, as rustc would show it. The only module that knows `annotate-snippets`.

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Span};
use crate::source::Sources;

/// Path, line and column of a span's start.
pub(super) fn place(span: Span, sources: &Sources) -> (String, usize, usize) {
    let Some(source) = sources.get(span.file) else {
        return (String::new(), 1, 1);
    };
    let before = source.text().get(..span.start).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (visible(source.path()), line, column)
}

pub(super) fn diagnostic(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let message = visible(&diagnostic.message);
    let mut group =
        Level::ERROR.primary_title(message).id(diagnostic.rule.name()).elements(None::<Origin<'_>>);
    let places = std::iter::once((diagnostic.span, String::new(), AnnotationKind::Primary))
        .chain(diagnostic.related.iter().map(|(span, text)| (*span, visible(text), AnnotationKind::Context)));
    for (span, text, kind) in places {
        let Some(source) = sources.get(span.file) else {
            continue;
        };
        if source.text().is_empty() {
            group = group.element(Origin::path(visible(source.path())));
            continue;
        }
        let (line_start, excerpt, range) = excerpt(source.text(), span);
        let annotation = kind.span(range);
        let annotation = if text.is_empty() { annotation } else { annotation.label(text) };
        group = group.element(
            Snippet::source(excerpt)
                .line_start(line_start)
                .path(visible(source.path()))
                .annotation(annotation),
        );
    }
    if !diagnostic.help.is_empty() {
        group = group.element(Level::HELP.message(visible(&diagnostic.help)));
    }
    Renderer::plain().render(&[group])
}

/// The line that a span starts on, made visible, with its number and the span's range in it.
fn excerpt(text: &str, span: Span) -> (usize, String, std::ops::Range<usize>) {
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
    (text[..line_from].matches('\n').count() + 1, format!("{before}{marked}{after}"), range)
}

/// Text that can do nothing to a terminal: control, bidi and other invisible characters are spelled out.
fn visible(text: &str) -> String {
    use crate::gate::is_forbidden;
    text.chars().fold(String::with_capacity(text.len()), |mut shown, character| {
        match character {
            '\n' | '\t' => shown.push(' '),
            _ if is_forbidden(character) => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
        shown
    })
}
