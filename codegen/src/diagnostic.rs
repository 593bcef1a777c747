//! What is wrong, where, why and what to do: collected by every stage, shown as one report.

use std::fmt;

use crate::source::Sources;

mod problems;
mod render;
mod rule;

pub(crate) use problems::Problems;
pub use render::Place;
pub(crate) use render::visible;
pub use rule::Rule;

/// Which of the run's sources.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct FileId(usize);

impl FileId {
    pub(crate) fn of(index: usize) -> Self {
        Self(index)
    }

    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// A piece of a source's text, in bytes.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Span {
    pub(crate) file: FileId,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    /// No file: what is wrong is that something is not there.
    pub(crate) fn nowhere() -> Self {
        Self::file(FileId(usize::MAX))
    }

    /// A file as a whole.
    pub(crate) fn file(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }
}

/// One problem of the specs.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    rule: Rule,
    span: Span,
    message: String,
    related: Vec<(Span, String)>,
    help: String,
}

impl Diagnostic {
    pub(crate) fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        Self { rule, span, message: visible(&message.into()), related: Vec::new(), help: String::new() }
    }

    /// What to write instead.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = visible(&help.into());
        self
    }

    /// Another place that has to do with it.
    pub(crate) fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push((span, visible(&text.into())));
        self
    }

    /// The rule that was broken.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// What is wrong, in one sentence and on one line. Nothing in it can move a terminal's cursor.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to write instead, as one line. The same holds for it as for the message.
    #[must_use]
    pub fn mend(&self) -> &str {
        &self.help
    }
}

/// Everything that is wrong with a set of specs, sorted by place. `Display` and `Debug` show it as a compiler
/// would, with file, line and column, so that a build script can return it from `main`.
#[derive(Clone)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
}

impl Report {
    pub(crate) fn new(diagnostics: impl IntoIterator<Item = Diagnostic>, sources: &Sources) -> Self {
        let mut diagnostics: Vec<_> = diagnostics.into_iter().collect();
        diagnostics.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
        Self { diagnostics, sources: sources.clone() }
    }

    /// The problems, sorted by place.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// A problem's place. There is none where something is missing that would be a file.
    #[must_use]
    pub fn place(&self, diagnostic: &Diagnostic) -> Option<Place> {
        Place::of(diagnostic.span, &self.sources)
    }

    /// The other places that have to do with a problem, each with what stands there.
    pub fn related<'r>(&'r self, diagnostic: &'r Diagnostic) -> impl Iterator<Item = (Place, &'r str)> {
        diagnostic
            .related
            .iter()
            .filter_map(|(span, text)| Some((Place::of(*span, &self.sources)?, text.as_str())))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More than anybody reads, and few enough that a hostile file cannot flood a log.
        const SHOWN: usize = 100;
        for diagnostic in self.diagnostics.iter().take(SHOWN) {
            writeln!(f, "{}\n", render::diagnostic(diagnostic, &self.sources))?;
        }
        let count = self.diagnostics.len();
        if count > SHOWN {
            writeln!(f, "{} more are not shown\n", count - SHOWN)?;
        }
        write!(f, "{count} {}", if count == 1 { "problem" } else { "problems" })
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the specs cannot be generated from\n\n{self}")
    }
}

impl std::error::Error for Report {}
