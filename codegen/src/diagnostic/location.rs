//! Spans in, what people and editors call those places out.

use std::collections::BTreeMap;

use super::{FileId, Span};
use crate::source::{Source, Sources};

/// A piece of a spec file. Lines and columns are counted from 1, columns in characters.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub struct Location {
    /// The file's path: the spec folder as it was named, and what is below it.
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

/// Where each of some spans starts and ends. Each file is read once, however many there are.
pub(super) struct Locations<'s> {
    sources: &'s Sources,
    positions: BTreeMap<(FileId, usize), (usize, usize)>,
}

impl<'s> Locations<'s> {
    pub(super) fn of(spans: impl Iterator<Item = Span>, sources: &'s Sources) -> Self {
        let mut positions: BTreeMap<_, _> = spans
            .flat_map(|span| [(span.file, span.start), (span.file, span.end)])
            .map(|at| (at, (1, 1)))
            .collect();
        let mut reached = (FileId::of(usize::MAX), 0, (1, 1));
        for (&(file, at), position) in &mut positions {
            if reached.0 != file {
                reached = (file, 0, (1, 1));
            }
            let text = sources.get(file).map(Source::text).unwrap_or_default();
            let passed = text.get(reached.1..at).unwrap_or_default();
            let (mut line, mut column) = reached.2;
            line += passed.matches('\n').count();
            column = match passed.rsplit_once('\n') {
                Some((_, last)) => last.chars().count() + 1,
                None => column + passed.chars().count(),
            };
            *position = (line, column);
            reached = (file, at.min(text.len()), *position);
        }
        Self { sources, positions }
    }

    pub(super) fn locate(&self, span: Span) -> Option<Location> {
        let source = self.sources.get(span.file)?;
        let (line, column) = *self.positions.get(&(span.file, span.start))?;
        let (end_line, end_column) = *self.positions.get(&(span.file, span.end.max(span.start)))?;
        Some(Location { path: self.sources.shown(source), line, column, end_line, end_column })
    }
}
