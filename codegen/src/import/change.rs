//! What moved between a spec and its page: the words in which it is told.

use crate::diagnostic::Span;

/// What happened to a fact.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
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
    pub(crate) path: String,
    /// What the spec says.
    pub(crate) old: Option<String>,
    /// What the page says.
    pub(crate) new: Option<String>,
    /// Where the spec says it, or where it would.
    pub(crate) span: Span,
}

/// What people said that a page cannot show, and that stays; or that is about something that is gone.
#[derive(Clone, Debug)]
pub(crate) struct Kept {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// Everything that is told of a page and its spec.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) changes: Vec<Change>,
    pub(crate) kept: Vec<Kept>,
    /// Decisions about what is gone, and what people said of words that are others now.
    pub(crate) stale: Vec<Kept>,
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
        self.kept.push(Kept { path: path.to_owned(), text: text.into(), span });
    }

    pub(super) fn stale(&mut self, path: &str, text: impl Into<String>, span: Span) {
        self.stale.push(Kept { path: path.to_owned(), text: text.into(), span });
    }
}
