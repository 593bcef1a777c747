//! A folder in, the spec files below it out, and the names of whatever was met.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use super::{MAX_BYTES, Selection, Source};

/// Reads what is wanted. Each name is a path below the folder, a folder's with a `/` at its end.
pub(super) fn read(folder: &Path, selection: &Selection) -> (Vec<Source>, Vec<String>) {
    let mut reading = Reading { bytes: 0, selection, sources: Vec::new(), names: Vec::new() };
    reading.folder(folder, "", 0);
    (reading.sources, reading.names)
}

/// No folder of specs has as much text: an endpoint takes some kilobytes.
const MOST_BYTES: usize = 32 << 20;

/// What a walk over the spec folder has found so far.
struct Reading<'s> {
    bytes: usize,
    selection: &'s Selection,
    sources: Vec<Source>,
    names: Vec<String>,
}

impl Reading<'_> {
    fn folder(&mut self, folder: &Path, below: &str, depth: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let why = format!("cannot read the folder {}: {error}", folder.display());
                return self.unreadable(below, why, "name the folder that holds platform.yaml");
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry, below, depth),
                Err(error) => self.unreadable(below, format!("cannot list the folder: {error}"), "run again"),
            }
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, below: &str, depth: usize) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        let yaml = Path::new(&name).extension().is_some_and(|extension| {
            extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
        });
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => {
                let why = format!("cannot tell what this is: {error}");
                return self.unreadable(&path, why, "run again");
            }
        };
        self.names.push(if kind.is_dir() { format!("{path}/") } else { path.clone() });
        if !self.selection.admits(&path) {
            return;
        }
        if kind.is_dir() && !yaml && depth == 0 {
            self.folder(&entry.path(), &path, depth + 1);
        } else if kind.is_dir() && !yaml {
            let why = "folders of specs are one level deep".to_owned();
            self.unreadable(&path, why, "keep specs at `GROUP/ENDPOINT.yaml`");
        } else if yaml && kind.is_file() {
            self.file(&entry.path(), path);
        } else if yaml {
            let why = "a spec must be a regular file, not a link, folder or device".to_owned();
            self.unreadable(&path, why, "put the spec itself here, as a regular file");
        } else if kind.is_symlink() && entry.path().is_dir() {
            let why = "a folder of specs must not be a link".to_owned();
            self.unreadable(&path, why, "put the folder itself here: what a link leads to can change unseen");
        }
    }

    fn file(&mut self, file: &Path, path: String) {
        if self.bytes > MOST_BYTES {
            let why = format!("it was not read: the folder has more than {} MiB of specs", MOST_BYTES >> 20);
            return self.unreadable(&path, why, "one endpoint a file, and nothing else");
        }
        let mut bytes = Vec::new();
        let read = fs::File::open(file).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
        match read {
            Ok(length) => {
                self.bytes += length;
                self.sources.push(Source::new(path, bytes));
            }
            Err(error) => {
                self.unreadable(&path, format!("cannot read the file: {error}"), "check its permissions");
            }
        }
    }

    fn unreadable(&mut self, path: &str, why: String, help: &'static str) {
        self.sources.push(Source::unreadable(path, why, help));
    }
}
