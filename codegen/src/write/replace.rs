//! One file's text in, the file replaced as a whole out. Whatever happens on the way, its path holds the old file or
//! the new one.
//!
//! Not `tempfile`: a build script would compile it and what it needs for these few lines.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::WriteError;

/// How the name of a file that is not yet in place ends.
const NEW: &str = ".new";

/// A folder to which nobody else writes while this is held.
///
/// The lock is the folder itself, so that nothing is left behind. Where a folder cannot be locked, two runs are still
/// kept apart by the names of their new files, but what a killed run has left must stay.
pub(super) struct Lock(Option<fs::File>);

impl Lock {
    /// Waits until nobody else writes to the folder.
    pub(super) fn of(folder: &Path) -> Self {
        let Ok(file) = fs::File::open(folder) else { return Self(None) };
        loop {
            match file.lock() {
                Ok(()) => return Self(Some(file)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Self(None),
            }
        }
    }

    pub(super) fn is_held(&self) -> bool {
        self.0.is_some()
    }
}

/// A new file beside the one that it will replace. Dropped before that, it is removed.
pub(super) struct Replacement {
    beside: PathBuf,
    file: PathBuf,
}

impl Replacement {
    /// Makes the new file, with nothing in it.
    pub(super) fn beside(file: PathBuf) -> Result<Self, WriteError> {
        let refused = |error| WriteError::Io(file.clone(), error);
        fs::create_dir_all(file.parent().unwrap_or(Path::new("."))).map_err(refused)?;
        let beside = create(&file).map_err(refused)?;
        Ok(Self { beside, file })
    }

    /// Writes the new file, and has the disk take it: else a power cut after the renaming could leave it empty, and a disk
    /// that is full could say so too late.
    pub(super) fn fill(&self, text: &str) -> Result<(), WriteError> {
        let fill = || {
            let mut new = fs::File::options().write(true).open(&self.beside)?;
            new.write_all(text.as_bytes())?;
            new.sync_all()
        };
        fill().map_err(|error| WriteError::Io(self.file.clone(), error))
    }

    pub(super) fn put_in_place(self) -> Result<(), WriteError> {
        fs::rename(&self.beside, &self.file).map_err(|error| WriteError::Io(self.file.clone(), error))
    }
}

impl Drop for Replacement {
    fn drop(&mut self) {
        // After the renaming it is not there any more. If it cannot be removed, the next run does it; a folder can be
        // removed only if nothing is in it.
        if let (Ok(()), Some(folder)) = (fs::remove_file(&self.beside), self.beside.parent()) {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// A file under a name that nobody else has: the process's number tells processes apart, and a count what they write.
fn create(file: &Path) -> io::Result<PathBuf> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let beside = file.with_file_name(format!(".{name}.{}.{count}{NEW}", std::process::id()));
        match fs::File::create_new(&beside) {
            Ok(_) => return Ok(beside),
            // Left by a run that was killed, under a number that came round again.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// Whether a file's name is one of those that [`create`] makes.
pub(super) fn is_leftover(name: &str) -> bool {
    let numbers = name.strip_prefix('.').and_then(|name| name.strip_suffix(NEW));
    let numbers = numbers.and_then(|name| name.split_once(".rs.")).and_then(|(_, rest)| rest.split_once('.'));
    let is_number = |part: &str| part.parse::<u32>().is_ok();
    numbers.is_some_and(|(process, count)| is_number(process) && is_number(count))
}

/// Removes a file, and the folder that it leaves empty.
pub(super) fn remove(file: &Path, folder: &Path) -> io::Result<()> {
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
