//! What is wrong, where, why and what to do: collected by every stage, shown as one report.

use std::fmt;

use crate::source::Sources;

mod render;
mod rule;

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
        Self { rule, span, message: message.into(), related: Vec::new(), help: String::new() }
    }

    /// What to write instead.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Another place that has to do with it.
    pub(crate) fn related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push((span, text.into()));
        self
    }

    /// The rule that was broken.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

/// The problems that a stage has found so far.
pub(crate) type Problems = Vec<Diagnostic>;

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

    /// A problem's place: path, line and column, both counted from 1, columns in characters.
    #[must_use]
    pub fn place(&self, diagnostic: &Diagnostic) -> (String, usize, usize) {
        render::place(diagnostic.span, &self.sources)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in &self.diagnostics {
            writeln!(f, "{}\n", render::diagnostic(diagnostic, &self.sources))?;
        }
        let count = self.diagnostics.len();
        write!(f, "{count} {}; nothing was written", if count == 1 { "problem" } else { "problems" })
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the specs cannot be generated from\n\n{self}")
    }
}

impl std::error::Error for Report {}
