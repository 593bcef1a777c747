//! The problems found so far, and what was not understood because of them.

use std::collections::BTreeSet;

use super::{Diagnostic, FileId, Span};

/// What the stages have found so far.
///
/// A later stage goes on with what the earlier ones understood, so that one run tells as much as it can. Before it says
/// that something is *not there*, it asks whether that may have been lost: then there is one mistake, and not two.
#[derive(Default)]
pub(crate) struct Problems {
    found: Vec<Diagnostic>,
    /// The keys whose values came to nothing, by file. Two keys of one name are not told apart.
    lost: BTreeSet<(FileId, String)>,
    /// The keys in whose values something did.
    partly_lost: BTreeSet<(FileId, String)>,
    losses: usize,
}

impl Problems {
    pub(crate) fn push(&mut self, problem: Diagnostic) {
        self.found.push(problem);
    }

    /// Adds what was found in another file.
    pub(crate) fn add(&mut self, other: Self) {
        self.found.extend(other.found);
        self.lost.extend(other.lost);
        self.partly_lost.extend(other.partly_lost);
        self.losses += other.losses;
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether there are more than anybody reads: what further ones were meant to be is not worth the time.
    pub(crate) fn are_many(&self) -> bool {
        self.found.len() > 100
    }

    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    /// Notes that a key's value came to nothing. Why has been reported.
    pub(crate) fn lose(&mut self, file: FileId, key: &str) {
        self.lose_item();
        self.lost.insert((file, key.to_owned()));
    }

    /// Notes that an item of a list did.
    pub(crate) fn lose_item(&mut self) {
        self.losses += 1;
    }

    /// Notes that something in a key's value came to nothing, if there have been losses since there were `losses`.
    pub(crate) fn lose_partly(&mut self, file: FileId, key: &str, losses: usize) {
        if self.losses > losses {
            self.partly_lost.insert((file, key.to_owned()));
        }
    }

    pub(crate) fn losses(&self) -> usize {
        self.losses
    }

    /// Whether a value of one of these names may be missing only because it was not understood.
    pub(crate) fn lost(&self, file: FileId, names: &[&str]) -> bool {
        names.iter().any(|name| self.lost.contains(&(file, (*name).to_owned())))
    }

    /// Whether something on the way to a field may be: `response.lines.item`.
    pub(crate) fn lost_on_way(&self, file: FileId, path: &str) -> bool {
        let parts: Vec<_> = std::iter::once("page").chain(path.split('.')).collect();
        self.lost(file, &parts)
    }

    /// Whether something in the value of a key of this name may be.
    pub(crate) fn partly_lost(&self, file: FileId, name: &str) -> bool {
        self.partly_lost.contains(&(file, name.to_owned()))
    }

    /// Whether something within a place has been reported.
    pub(crate) fn any_in(&self, place: Span) -> bool {
        let within =
            |span: Span| span.file == place.file && place.start <= span.start && span.end <= place.end;
        self.found.iter().any(|problem| within(problem.span))
    }
}

impl Extend<Diagnostic> for Problems {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, problems: I) {
        self.found.extend(problems);
    }
}

impl IntoIterator for Problems {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}
