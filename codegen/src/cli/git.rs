//! The only module that runs git, which writes nothing and checks nothing out.

use std::path::Path;
use std::process::{Command, Output};

use crate::diagnostic::visible;

/// What would make git look into another repository than the one around a folder.
const ELSEWHERE: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_LITERAL_PATHSPECS",
];

/// What git prints, run in a folder.
pub(super) fn run(folder: &Path, args: &[&str]) -> Result<Vec<u8>, String> {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(args);
    // Within a hook, git says so of the repository that it runs in; ours is the one around the folder.
    for variable in ELSEWHERE {
        git.env_remove(variable);
    }
    git.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_NO_LAZY_FETCH", "1").env("LC_ALL", "C");
    match git.output() {
        Ok(Output { status, stdout, .. }) if status.success() => Ok(stdout),
        Ok(Output { stderr, .. }) => Err(visible(String::from_utf8_lossy(&stderr).trim())),
        Err(error) => Err(format!("cannot run git: {error}")),
    }
}
