//! Which of a folder's specs are wanted.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Rule, Span};
use crate::parse::{listed, nearest};
use crate::{PLATFORM, spec::EXTENSION};

/// Groups and endpoints by name: `orders`, `orders/refund`. With none, everything is wanted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection(Vec<String>);

impl Selection {
    pub(crate) fn add(&mut self, names: impl IntoIterator<Item = String>) {
        self.0.extend(names);
    }

    /// Whether a file or folder below the spec folder is wanted, or may hold what is.
    pub(super) fn admits(&self, path: &str) -> bool {
        let id = path.strip_suffix(EXTENSION).unwrap_or(path);
        let within = |name: &String| id == name || is_below(id, name) || is_below(name, path);
        self.0.is_empty() || path == PLATFORM || self.0.iter().any(within)
    }

    /// What to watch for changes: everything wanted, and nothing else.
    pub(crate) fn paths(&self, folder: &Path) -> Vec<PathBuf> {
        if self.0.is_empty() {
            return vec![folder.to_owned()];
        }
        let path = |name: &String| {
            let extension = if name.contains('/') { EXTENSION } else { "" };
            folder.join(format!("{name}{extension}"))
        };
        std::iter::once(folder.join(PLATFORM)).chain(self.0.iter().map(path)).collect()
    }

    /// Reports each name that nothing has. `paths` are those that have been met.
    pub(super) fn unknown(&self, paths: &[String]) -> Vec<Diagnostic> {
        let known: Vec<_> = paths.iter().map(|path| path.strip_suffix(EXTENSION).unwrap_or(path)).collect();
        let is_unknown = |name: &&String| !known.iter().any(|id| id == name || is_below(id, name));
        let report = |name: &String| {
            let help = match nearest(name, &known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("select of {}", listed(&known)),
            };
            let message = format!("no group and no endpoint is called `{name}`");
            Diagnostic::new(Rule::UnknownReference, Span::nowhere(), message).help(help)
        };
        self.0.iter().filter(is_unknown).map(report).collect()
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
