//! What is wrong, where, why and what to do: collected by every stage, shown as one report.

use std::fmt;

use crate::source::Sources;

mod location;
mod problems;
mod render;
mod rule;
mod suggest;

pub use location::Location;
use location::Locations;
pub(crate) use problems::Problems;
pub(crate) use render::visible;
pub use rule::Rule;
pub(crate) use suggest::{listed, nearest, suggest};

/// What people and editors call a place.
#[cfg(feature = "cli")]
pub(crate) fn locate(span: Span, sources: &Sources) -> Option<Location> {
    Locations::of([span].into_iter(), sources).locate(span)
}

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

/// One problem of the specs. None of its texts can move a terminal's cursor, or has a second line.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    rule: Rule,
    span: Span,
    location: Option<Location>,
    message: String,
    related: Vec<Related>,
    help: String,
}

/// Another place that has to do with a problem.
#[derive(Clone, Debug)]
struct Related {
    span: Span,
    location: Option<Location>,
    text: String,
}

impl Diagnostic {
    pub(crate) fn new(rule: Rule, span: Span, message: impl Into<String>) -> Self {
        let message = visible(&message.into());
        Self { rule, span, location: None, message, related: Vec::new(), help: String::new() }
    }

    /// What to write instead.
    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = visible(&help.into());
        self
    }

    /// Another place that has to do with it.
    pub(crate) fn with_related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Related { span, location: None, text: visible(&text.into()) });
        self
    }

    /// The same, with the places that its spans stand for.
    fn located(mut self, locations: &Locations<'_>) -> Self {
        self.location = locations.locate(self.span);
        for related in &mut self.related {
            related.location = locations.locate(related.span);
        }
        self
    }

    fn spans(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.span).chain(self.related.iter().map(|related| related.span))
    }

    /// The rule that was broken.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Where. There is no place where a whole file is missing.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        self.location.as_ref()
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The other places that have to do with it, each with what stands there.
    pub fn related(&self) -> impl Iterator<Item = (&Location, &str)> {
        self.related.iter().filter_map(|related| Some((related.location.as_ref()?, related.text.as_str())))
    }

    /// What to write instead.
    #[must_use]
    pub fn help(&self) -> &str {
        &self.help
    }
}

/// What is wrong with a set of specs, sorted by place: everything that can be told in one run. `Display` and `Debug`
/// show it as a compiler would, with file, line and column, so that a build script can return it from `main`.
#[derive(Clone)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
    sources: Sources,
    /// With those that are left out.
    count: usize,
}

impl Report {
    pub(crate) fn new(problems: impl IntoIterator<Item = Diagnostic>, sources: &Sources) -> Self {
        /// More than anybody mends at once, and few enough that a hostile file costs no time.
        const KEPT: usize = 1000;
        let mut problems: Vec<_> = problems.into_iter().collect();
        problems.sort_by(|a, b| (a.span, a.rule, &a.message).cmp(&(b.span, b.rule, &b.message)));
        let count = problems.len();
        problems.truncate(KEPT);
        let locations = Locations::of(problems.iter().flat_map(Diagnostic::spans), sources);
        let diagnostics = problems.into_iter().map(|problem| problem.located(&locations)).collect();
        Self { diagnostics, sources: sources.clone(), count }
    }

    /// The problems, sorted by place; the first thousand, if there are more.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// More than anybody reads, and few enough that a hostile file cannot flood a log.
        const SHOWN: usize = 100;
        for diagnostic in self.diagnostics.iter().take(SHOWN) {
            writeln!(f, "{}\n", render::diagnostic(diagnostic, &self.sources))?;
        }
        if self.count > SHOWN {
            writeln!(f, "{} more are not shown\n", self.count - SHOWN)?;
        }
        write!(f, "{} {}", self.count, if self.count == 1 { "problem" } else { "problems" })
    }
}

impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "nothing was generated: the specs have mistakes\n\n{self}")?;
        write!(f, "; the documentation of `douyin_codegen::Rule` explains each rule")
    }
}

impl std::error::Error for Report {}
