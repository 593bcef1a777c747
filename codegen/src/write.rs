//! A tree in, a folder that holds it out. The only module that writes generated files.
//!
//! [`plan`] says what differs; writing is carrying that out, and checking is expecting it to be empty.

use std::fs;
use std::io::{self, BufRead as _, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::visible;
use crate::tree::{MARK, Tree};

/// A file of the folder that is not as the tree says. Paths are below the folder, with `/` between the parts.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Change {
    /// The file is not there.
    Missing(String),
    /// The file has another text.
    Stale(String),
    /// The file was generated once, and no spec asks for it now.
    Orphan(String),
}

impl Change {
    /// The file's path.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Missing(path) | Self::Stale(path) | Self::Orphan(path) => path,
        }
    }
}

impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path} is missing"),
            Self::Stale(path) => write!(f, "{path} is stale"),
            Self::Orphan(path) => write!(f, "{} belongs to no spec", visible(path)),
        }
    }
}

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

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Foreign(path) => {
                write!(f, "{} was not generated, so it is not overwritten: move it away", path.display())
            }
            Self::Link(path) => {
                write!(f, "{} is a link, and is not written through: remove it", path.display())
            }
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl std::fmt::Debug for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(_, error) => Some(error),
            Self::Foreign(_) | Self::Link(_) => None,
        }
    }
}

/// What must change for `folder` to hold the tree, sorted by path.
///
/// # Errors
///
/// The folder cannot be read, or a file or link that is not ours is in the way.
pub fn plan(tree: &Tree, folder: &Path) -> Result<Vec<Change>, WriteError> {
    let mut changes = Vec::new();
    for (path, text) in tree.files() {
        match owned(folder, path)? {
            None => changes.push(Change::Missing(path.to_owned())),
            Some(old) if old != text.as_bytes() => changes.push(Change::Stale(path.to_owned())),
            Some(_) => {}
        }
    }
    orphans(tree, folder, "", &mut changes)?;
    changes.sort_by(|a, b| a.path().cmp(b.path()));
    Ok(changes)
}

/// Makes `folder` hold the tree, and says what was changed. Each file is replaced as a whole or not at all; equal
/// files keep their time; files that were not generated are left alone.
///
/// # Errors
///
/// As [`plan`], or the disk refused a write.
pub fn write(tree: &Tree, folder: &Path) -> Result<Vec<Change>, WriteError> {
    let changes = plan(tree, folder)?;
    for change in &changes {
        let file = folder.join(change.path());
        match change {
            Change::Orphan(_) => remove(&file, folder).map_err(|error| WriteError::Io(file, error))?,
            Change::Missing(path) | Change::Stale(path) => {
                let text = tree.get(path).unwrap_or_default();
                replace(&file, text).map_err(|error| WriteError::Io(file, error))?;
            }
        }
    }
    Ok(changes)
}

/// The bytes of a file that is ours, if there is one.
fn owned(folder: &Path, path: &str) -> Result<Option<Vec<u8>>, WriteError> {
    let (mut file, whole) = (folder.to_owned(), folder.join(path));
    for part in path.split('/') {
        file.push(part);
        match fs::symlink_metadata(&file) {
            Ok(found) if found.is_symlink() => return Err(WriteError::Link(file)),
            Ok(found) if found.is_dir() == (file == whole) => return Err(WriteError::Foreign(file)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(WriteError::Io(file, error)),
        }
    }
    // A pipe or a device could be read for ever.
    if !fs::metadata(&file).is_ok_and(|found| found.is_file()) {
        return Err(WriteError::Foreign(file));
    }
    match fs::read(&file) {
        Ok(bytes) if bytes.starts_with(MARK.as_bytes()) => Ok(Some(bytes)),
        Ok(_) => Err(WriteError::Foreign(file)),
        Err(error) => Err(WriteError::Io(file, error)),
    }
}

/// Adds generated files that the tree does not have. Links are not followed.
fn orphans(tree: &Tree, folder: &Path, below: &str, changes: &mut Vec<Change>) -> Result<(), WriteError> {
    let here = folder.join(below);
    let entries = match fs::read_dir(&here) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(WriteError::Io(here, error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| WriteError::Io(here.clone(), error))?;
        let kind = entry.file_type().map_err(|error| WriteError::Io(entry.path(), error))?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        let rust = entry.path().extension().is_some_and(|extension| extension == "rs");
        if kind.is_dir() {
            orphans(tree, folder, &path, changes)?;
        } else if kind.is_file() && rust && tree.get(&path).is_none() && is_ours(&entry.path()) {
            changes.push(Change::Orphan(path));
        }
    }
    Ok(())
}

fn is_ours(file: &Path) -> bool {
    let mut first = Vec::new();
    let read = fs::File::open(file).and_then(|file| io::BufReader::new(file).read_until(b'\n', &mut first));
    read.is_ok() && first.starts_with(MARK.as_bytes())
}

/// Writes beside the file, then renames over it.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}.new", std::process::id()));
    fs::create_dir_all(folder)?;
    let written = fs::File::create(&beside)
        .and_then(|mut new| new.write_all(text.as_bytes()).and_then(|()| new.sync_all()))
        .and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        // What went wrong before is what the caller has to know.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Removes a file, and the folder that it leaves empty.
fn remove(file: &Path, folder: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        // Another run was faster.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        removed => removed?,
    }
    match file.parent() {
        Some(parent) if parent != folder && fs::read_dir(parent)?.next().is_none() => fs::remove_dir(parent),
        _ => Ok(()),
    }
}
