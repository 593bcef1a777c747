//! Which of a folder's specs are wanted.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{EXTENSION, PLATFORM};
use crate::diagnostic::{Diagnostic, Rule, Span, suggest};

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

    /// Reports each name that is neither a group nor an endpoint. `names` are those of all files and folders, a
    /// folder's with a `/` at its end.
    pub(super) fn unknown(&self, names: &[String]) -> Vec<Diagnostic> {
        let groups = names.iter().filter_map(|name| Some(name.split_once('/')?.0));
        let endpoints = names.iter().filter_map(|name| name.strip_suffix(EXTENSION));
        let known: BTreeSet<_> = groups.chain(endpoints.filter(|name| name.contains('/'))).collect();
        let known: Vec<_> = known.into_iter().collect();
        let report = |name: &String| {
            let message = format!("no group and no endpoint is called `{name}`");
            Diagnostic::new(Rule::UnknownReference, Span::nowhere(), message).with_help(suggest(
                name,
                &known,
                |all| format!("select one of {all}"),
            ))
        };
        self.0.iter().filter(|name| !known.contains(&name.as_str())).map(report).collect()
    }
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
