//! What can keep specs from becoming files.

use std::fmt;
use std::path::PathBuf;

use crate::diagnostic::{Report, visible};
use crate::write::{Difference, WriteError};

/// Why nothing came of it. `Debug` is for people too, so that a build script's or a test's `main` can return it.
#[non_exhaustive]
pub enum Error {
    /// Something is wrong with the specs.
    Specs(Report),
    /// A folder could not be compared or written.
    Write(WriteError),
    /// A folder is not what the specs say, and must be generated again.
    Stale {
        /// The folder.
        folder: PathBuf,
        /// How it differs, sorted by path.
        differences: Vec<Difference>,
    },
    /// A setting of the caller's makes no sense; the text says which.
    Settings(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Specs(report) => write!(f, "{report}"),
            Self::Write(error) => write!(f, "{error}"),
            Self::Stale { folder, differences } => {
                let folder = visible(&folder.to_string_lossy());
                write!(f, "{folder} is stale: it is not what the specs say")?;
                differences.iter().try_for_each(|difference| write!(f, "\n  {folder}/{difference}"))
            }
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

/// Without a source: what it wraps is in the text.
impl std::error::Error for Error {}

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
