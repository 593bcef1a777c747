//! What moved between a spec and its page: the words in which it is told.

use crate::diagnostic::Span;

/// What happened to a fact.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Added,
    Removed,
    Renamed,
    Moved,
    Retyped,
    NowRequired,
    NoLongerRequired,
    /// A limit is another one.
    Limit,
    /// The page's words are others.
    Reworded,
    /// Any other fact is another one.
    Changed,
}

impl Kind {
    /// As reports call it. Programs know it by this name: it stays.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Retyped => "retyped",
            Self::NowRequired => "now required",
            Self::NoLongerRequired => "no longer required",
            Self::Limit => "limit changed",
            Self::Reworded => "reworded",
            Self::Changed => "changed",
        }
    }
}

/// One fact that is not what it was.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) kind: Kind,
    /// The page's path of it; the spec's, if the page has it no more.
    pub(crate) path: String,
    /// What the spec says; of what has another name or stands in another struct, its path.
    pub(crate) old: Option<String>,
    /// What the page says, in the same way; of what has another place in its struct, what it stands behind.
    pub(crate) new: Option<String>,
    /// Where the spec says it, or where it would.
    pub(crate) span: Span,
}

/// Something to be said about a place of a spec.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) path: String,
    /// The page's path of what it is about, where that is another.
    pub(crate) about: Option<String>,
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Finding {
    fn new(path: &str, text: impl Into<String>, span: Span) -> Self {
        Self { path: path.to_owned(), about: None, text: text.into(), span }
    }
}

/// Everything that is told of a page and its spec.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) changes: Vec<Change>,
    /// What people said that a page cannot show, and that stays.
    pub(crate) kept: Vec<Finding>,
    /// What people said of something that is gone or is another now: they must look at it.
    pub(crate) stale: Vec<Finding>,
    /// What people have not decided yet.
    pub(crate) decide: Vec<Finding>,
    /// Whether the spec still has a comment about what its page does not say.
    pub(crate) has_open_comment: bool,
}

impl Told {
    pub(super) fn change(
        &mut self,
        kind: Kind,
        path: &str,
        old: Option<String>,
        new: Option<String>,
        span: Span,
    ) {
        self.changes.push(Change { kind, path: path.to_owned(), old, new, span });
    }

    pub(super) fn keep(&mut self, path: &str, text: impl Into<String>, span: Span) {
        self.kept.push(Finding::new(path, text, span));
    }

    pub(super) fn stale(&mut self, path: &str, text: impl Into<String>, span: Span) {
        self.stale.push(Finding::new(path, text, span));
    }

    pub(super) fn decide(&mut self, path: &str, text: impl Into<String>, span: Span) {
        self.decide.push(Finding::new(path, text, span));
    }

    /// Tells that there is something to decide about a fact of the page's.
    pub(super) fn ask(&mut self, path: &str, about: &str, text: impl Into<String>, span: Span) {
        self.decide.push(Finding { about: Some(about.to_owned()), ..Finding::new(path, text, span) });
    }

    /// The places of all that is told, to be put right, each with the path of what stands there.
    pub(super) fn spans(&mut self) -> impl Iterator<Item = (&str, &mut Span)> {
        let findings = self.kept.iter_mut().chain(&mut self.stale).chain(&mut self.decide);
        let findings =
            findings.map(|finding| (finding.about.as_deref().unwrap_or(&finding.path), &mut finding.span));
        self.changes.iter_mut().map(|change| (change.path.as_str(), &mut change.span)).chain(findings)
    }
}
