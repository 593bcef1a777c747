//! A path as it is called from here in, as it is called from the root of the repository out; and what a name means there.

use std::path::{Component, Path, PathBuf};

/// Where paths start that are annotated: GitHub's are those from the repository's root.
pub(super) struct Root {
    here: PathBuf,
    /// None if there is no repository here.
    root: Option<PathBuf>,
}

impl Root {
    /// The root of the repository around the folder that the command runs in.
    pub(super) fn of_here() -> Self {
        let here = std::env::current_dir().and_then(|here| here.canonicalize()).unwrap_or_default();
        let root = git(&here, &["rev-parse", "--show-toplevel"]).map(PathBuf::from);
        Self { here, root: root.and_then(|root| root.canonicalize().ok()) }
    }

    /// The path from the root. Without a repository, or outside of it, it is the path as it was.
    pub(super) fn path(&self, path: &str) -> String {
        let whole = plain(&self.here.join(path));
        let below = self.root.as_ref().and_then(|root| whole.strip_prefix(root).ok());
        let below = below.map(|below| below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"));
        below.unwrap_or_else(|| path.to_owned())
    }
}

/// A path without `.` and `..` in it.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

/// The whole name of a revision that the repository around the folder of specs has: `refs/heads/main`.
pub(super) fn revision(name: &str, spec: &Path) -> Option<String> {
    let parent = spec.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let commit = format!("{name}^{{commit}}");
    git(parent, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    let whole = git(parent, &["rev-parse", "--symbolic-full-name", "--end-of-options", name]);
    let whole = whole.and_then(|whole| whole.lines().last().map(str::to_owned));
    Some(whole.filter(|whole| whole.starts_with("refs/")).unwrap_or(commit))
}

/// What git prints in a line, if it runs and finds it.
fn git(folder: &Path, args: &[&str]) -> Option<String> {
    let printed = String::from_utf8(super::git::run(folder, args).ok()?).ok()?;
    Some(printed.trim_end_matches('\n').to_owned())
}
