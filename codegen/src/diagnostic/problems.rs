//! The problems found so far, and what was not understood because of them.

use super::{Diagnostic, FileId, Span};

/// What the stages have found so far.
///
/// A later stage goes on with what the earlier ones understood, so that one run tells everything. Before it says that
/// something is *not there*, it asks whether that may have been lost: then there is one mistake, and not two.
#[derive(Default)]
pub(crate) struct Problems {
    found: Vec<Diagnostic>,
    /// Values that came to nothing, and the keys they stand under.
    lost: Vec<(Span, Option<String>)>,
}

impl Problems {
    pub(crate) fn push(&mut self, problem: Diagnostic) {
        self.found.push(problem);
    }

    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Notes that a value, or an item of a list, came to nothing. Why has been reported.
    pub(crate) fn lose(&mut self, span: Span, key: Option<&str>) {
        self.lost.push((span, key.map(str::to_owned)));
    }

    /// Whether a value of one of these names may be missing only because it was not understood.
    pub(crate) fn lost(&self, file: FileId, names: &[&str]) -> bool {
        let is_it = |(span, key): &(Span, Option<String>)| {
            span.file == file && key.as_deref().is_some_and(|key| names.contains(&key))
        };
        self.lost.iter().any(is_it)
    }

    /// Whether something on the way to a field may be, where the path's parts are joined with `.`.
    pub(crate) fn lost_on_way(&self, file: FileId, path: &str) -> bool {
        let parts: Vec<_> = ["page", "request", "response"].into_iter().chain(path.split('.')).collect();
        self.lost(file, &parts)
    }

    /// Whether an item of some list may be missing for that reason.
    pub(crate) fn lost_item(&self, file: FileId) -> bool {
        self.lost.iter().any(|(span, key)| span.file == file && key.is_none())
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
