//! A path as it is called from here in, as it is called from the root of the repository out; and what a name means there.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

/// What would make git look into another repository than the one around a folder.
const ELSEWHERE: [&str; 5] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX"];

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
        let root = git(&here, ["rev-parse", "--show-toplevel"]).map(PathBuf::from);
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
    git(parent, ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    let whole = git(parent, ["rev-parse", "--symbolic-full-name", "--end-of-options", name]);
    let whole = whole.and_then(|whole| whole.lines().last().map(str::to_owned));
    Some(whole.filter(|whole| whole.starts_with("refs/")).unwrap_or(commit))
}

/// What git prints, if it runs and finds it.
fn git(folder: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Option<String> {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(args);
    for variable in ELSEWHERE {
        git.env_remove(variable);
    }
    let done = git.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C").output().ok()?;
    let printed = String::from_utf8(done.stdout).ok()?;
    done.status.success().then(|| printed.trim_end_matches('\n').to_owned())
}
