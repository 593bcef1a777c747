//! What can keep specs from becoming files.

use std::fmt;
use std::path::PathBuf;

use crate::diagnostic::{Report, visible};
use crate::write::{Change, WriteError};

/// Why nothing came of it. `Debug` is for people too, so that a build script's or a test's `main` can return it.
#[non_exhaustive]
pub enum Error {
    /// Something is wrong with the specs.
    Specs(Report),
    /// A folder could not be compared or written.
    Write(WriteError),
    /// A folder is not what the specs say.
    Stale(Stale),
    /// A setting of the caller's makes no sense; the text says which.
    Settings(String),
}

/// A folder that must be generated again. `Display` lists what is not as it should be.
#[derive(Clone)]
pub struct Stale {
    pub(super) folder: PathBuf,
    pub(super) changes: Vec<Change>,
}

impl Stale {
    /// What must change, sorted by path.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }
}

impl fmt::Display for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = visible(&self.folder.to_string_lossy());
        write!(f, "{folder} is stale: it is not what the specs say")?;
        self.changes.iter().try_for_each(|change| write!(f, "\n  {folder}/{change}"))
    }
}

impl fmt::Debug for Stale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Specs(report) => write!(f, "{report}"),
            Self::Write(error) => write!(f, "{error}"),
            Self::Stale(stale) => write!(f, "{stale}"),
            Self::Settings(text) => write!(f, "{}", visible(text)),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Specs(report) => write!(f, "{report:?}"),
            other => write!(f, "{other}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Write(WriteError::Io(_, error)) => Some(error),
            _ => None,
        }
    }
}

impl From<Report> for Error {
    fn from(report: Report) -> Self {
        Self::Specs(report)
    }
}

impl From<WriteError> for Error {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}
