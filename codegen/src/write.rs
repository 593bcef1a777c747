//! A tree in, a folder that holds it out. The only module that writes files: generated ones, and specs that are imported.
//!
//! Comparing says what differs; writing is carrying that out, and checking is expecting it to be empty.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use crate::diagnostic::visible;
use crate::parallel;
use crate::tree::{MARK, Tree};

mod error;
mod replace;

pub use error::WriteError;
use replace::{Lock, Replacement, is_leftover, remove};

/// What every group's folder has.
const GROUP: &str = "mod.rs";

/// A file of the folder that is not as the tree says. Paths are below the folder, with `/` between the parts.
#[derive(Clone, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Difference {
    /// The file is not there.
    Missing(String),
    /// The file has another text.
    Stale(String),
    /// The file was generated once, and no spec asks for it now.
    Orphan(String),
}

impl Difference {
    /// The file's path.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Missing(path) | Self::Stale(path) | Self::Orphan(path) => path,
        }
    }
}

/// Makes a spec's file hold a text: the whole of it, or what it held. One that must not be written to is left alone.
#[cfg(feature = "cli")]
pub(crate) fn spec(path: &Path, text: &str) -> Result<(), WriteError> {
    let refused = |error| WriteError::Io(path.to_owned(), error);
    let permissions = match fs::metadata(path) {
        Ok(old) => Some(old.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(refused(error)),
    };
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(refused(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only")));
    }
    let replacement = Replacement::beside(path.to_owned())?;
    replacement.fill(text)?;
    replacement.put_in_place()?;
    permissions.map_or(Ok(()), |permissions| fs::set_permissions(path, permissions).map_err(refused))
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path} is missing"),
            Self::Stale(path) => write!(f, "{path} is stale"),
            Self::Orphan(path) => write!(f, "{} belongs to no spec", visible(path)),
        }
    }
}

impl Tree {
    /// How `folder` differs from the tree, sorted by path. Writes nothing.
    ///
    /// # Errors
    ///
    /// The folder cannot be read, or a file or link that is not ours is in the way.
    pub(crate) fn compare_with(&self, folder: &Path) -> Result<Vec<Difference>, WriteError> {
        Ok(self.look_at(folder)?.differences)
    }

    /// Makes `folder` hold the tree, and says how it differed. Each file is replaced as a whole or not at all, and none
    /// before the disk has taken all of them; equal files keep their time; files that were not generated are left alone.
    /// On Unix a second run that writes to the folder waits for the first.
    ///
    /// # Errors
    ///
    /// As [`Tree::compare_with`], or the disk refused a write: then nothing was changed, unless it refused to rename or to
    /// remove a file.
    pub(crate) fn write_to(&self, folder: &Path) -> Result<Vec<Difference>, WriteError> {
        // Before anything is made: the folder may be a link.
        self.look_at(folder)?;
        fs::create_dir_all(folder).map_err(|error| WriteError::Io(folder.to_owned(), error))?;
        let lock = Lock::of(folder);
        let Seen { differences, leftovers } = self.look_at(folder)?;
        if lock.is_held() {
            // Nobody else is writing here, so these belong to a run that was killed.
            for leftover in leftovers.iter().map(|path| folder.join(path)) {
                remove(&leftover, folder).map_err(|error| WriteError::Io(leftover, error))?;
            }
        }
        let mut replacements = Vec::new();
        for difference in &differences {
            if let Some(text) = self.get(difference.path()) {
                replacements.push((Replacement::beside(folder.join(difference.path()))?, text));
            }
        }
        for filled in parallel::map_waiting(&replacements, |(replacement, text)| replacement.fill(text)) {
            filled?;
        }
        for (replacement, _) in replacements {
            replacement.put_in_place()?;
        }
        for difference in &differences {
            if let Difference::Orphan(path) = difference {
                let orphan = folder.join(path);
                remove(&orphan, folder).map_err(|error| WriteError::Io(orphan, error))?;
            }
        }
        Ok(differences)
    }

    fn look_at(&self, folder: &Path) -> Result<Seen, WriteError> {
        if fs::symlink_metadata(folder).is_ok_and(|found| found.is_symlink()) {
            return Err(WriteError::Link(folder.to_owned()));
        }
        let mut seen = Seen::default();
        for (path, text) in self.files() {
            match owned(folder, path)? {
                None => seen.differences.push(Difference::Missing(path.to_owned())),
                Some(old) if old == text.as_bytes() => {}
                Some(_) => seen.differences.push(Difference::Stale(path.to_owned())),
            }
        }
        for below in self.surplus(folder, "", &mut seen)? {
            // A folder that cannot be read is not ours: those of the tree have been looked at.
            let _ = self.surplus(folder, &below, &mut seen);
        }
        // A group's `mod.rs` is last: as long as it is there, the folder is known to be a group.
        let order = |difference: &Difference| {
            let path = difference.path();
            let (group, file) = path.rsplit_once('/').unwrap_or(("", path));
            (group.to_owned(), file == GROUP, file.to_owned())
        };
        seen.differences.sort_by_key(order);
        Ok(seen)
    }

    /// Adds what was generated once and is in no tree now, and gives the folders in there. A tree has files of its own and
    /// groups, which have a `mod.rs`: nothing deeper and no other folder is looked at. Links are not followed.
    fn surplus(&self, folder: &Path, below: &str, seen: &mut Seen) -> Result<Vec<String>, WriteError> {
        let here = folder.join(below);
        let refused = |error| WriteError::Io(here.clone(), error);
        let entries = match fs::read_dir(&here) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(refused(error)),
        };
        let is_tree = below.is_empty() || is_ours(&here.join(GROUP));
        let mut folders = Vec::new();
        for entry in entries {
            let entry = entry.map_err(refused)?;
            let kind = entry.file_type().map_err(refused)?;
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
            let rust = entry.path().extension().is_some_and(|extension| extension == "rs");
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && rust && is_tree && self.get(&path).is_none() && is_ours(&entry.path())
            {
                seen.differences.push(Difference::Orphan(path));
            } else if kind.is_file() && is_leftover(&name) && starts_as_ours(&entry.path()) {
                seen.leftovers.push(path);
            }
        }
        Ok(folders)
    }
}

/// How a folder differs from a tree.
#[derive(Default)]
struct Seen {
    differences: Vec<Difference>,
    /// New files that a run which was killed, or is still at work, has not put in place.
    leftovers: Vec<String>,
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

/// Whether a file starts as generated ones do.
fn is_ours(file: &Path) -> bool {
    start(file).is_some_and(|start| start == MARK.as_bytes())
}

/// Whether a file starts as generated ones do, or breaks off before that can be told.
fn starts_as_ours(file: &Path) -> bool {
    start(file).is_some_and(|start| MARK.as_bytes().starts_with(&start))
}

fn start(file: &Path) -> Option<Vec<u8>> {
    let mut start = Vec::new();
    let read = fs::File::open(file).and_then(|file| file.take(MARK.len() as u64).read_to_end(&mut start));
    read.is_ok().then_some(start)
}
