//! A scratch repository of git.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder with a repository in it, which is gone with it.
pub struct Repository(tempfile::TempDir);

impl Repository {
    pub fn new() -> Self {
        let repository = Self(tempfile::tempdir().expect("there is a temporary folder"));
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        std::fs::write(path, text).expect("it can be written");
    }

    pub fn replace(&self, path: &str, old: &str, new: &str) {
        let text = std::fs::read_to_string(self.path(path)).expect("it can be read");
        assert!(text.contains(old), "{path} has no {old}");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// Commits everything that there is.
    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=x"]);
    }

    /// Runs git, which must succeed, and gives what it said.
    pub fn git(&self, args: &[&str]) -> String {
        let done = git(self.0.path()).args(args).output().expect("git runs");
        assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// Runs the command `douyin-codegen` in it.
    pub fn codegen(&self, args: &[&str]) -> Output {
        super::codegen(args, self.0.path())
    }
}

/// Git without anybody's settings.
pub fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for role in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{role}_NAME"), "somebody")
            .env(format!("GIT_{role}_EMAIL"), "somebody@example.com");
    }
    git
}
