//! Why a folder could not be compared or written.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diagnostic::visible;

/// Why a folder could not be compared or written. `Debug` says it in words, for build scripts.
#[non_exhaustive]
pub enum WriteError {
    /// A file stands where a generated one belongs, and was not generated.
    Foreign(PathBuf),
    /// A link stands on the way to a generated file, and may lead anywhere.
    Link(PathBuf),
    /// The disk refused.
    Io(PathBuf, io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Foreign(path) | Self::Link(path) | Self::Io(path, _)) = self;
        let path = visible(&path.to_string_lossy());
        match self {
            Self::Foreign(_) => write!(f, "{path} was not generated, so it is not overwritten: move it away"),
            Self::Link(_) => write!(f, "{path} is a link, and is not written through: remove it"),
            Self::Io(_, error) => write!(f, "{path}: {error}"),
        }
    }
}

impl fmt::Debug for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Without a source: what the disk said is in the text.
impl std::error::Error for WriteError {}
