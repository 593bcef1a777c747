//! A folder of spec files in, their texts out. The only module that reads spec files from the disk.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, FileId, Rule, Span};

mod selection;

pub(crate) use selection::Selection;

/// The largest spec file that is read, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;

/// One spec file's text, with its path below the spec folder.
#[derive(Clone, Debug)]
pub struct Source {
    path: String,
    text: Arc<str>,
    /// How many bytes the file has, before anything is dropped.
    size: usize,
    /// Where the first bytes stand that are not UTF-8.
    not_utf8: Option<usize>,
}

impl Source {
    /// A source from its path below the spec folder, with `/` between the parts, and its bytes.
    ///
    /// A byte order mark at the start is dropped, and CRLF line ends become LF. Nothing else is judged here.
    pub fn new(path: impl Into<String>, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        let plain = |text: &str| text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
        let valid = std::str::from_utf8(bytes).map_err(|error| &bytes[..error.valid_up_to()]);
        Self {
            path: path.into(),
            text: plain(&String::from_utf8_lossy(bytes)).into(),
            size: bytes.len(),
            not_utf8: valid.err().map(|valid| plain(&String::from_utf8_lossy(valid)).len()),
        }
    }

    /// The path below the spec folder.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_too_large(&self) -> bool {
        self.size as u64 > MAX_BYTES
    }

    pub(crate) fn not_utf8(&self) -> Option<usize> {
        self.not_utf8
    }
}

/// The spec files of one run, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    /// The folder that they were read from, as it was named.
    folder: String,
    unreadable: Vec<Unreadable>,
    /// What was selected and is not there.
    unknown: Vec<Diagnostic>,
}

/// What below the spec folder could not be read, and is there as an empty source.
#[derive(Clone, Debug)]
struct Unreadable {
    path: String,
    message: String,
    help: &'static str,
}

impl Sources {
    /// Reads every spec file below `folder`: `platform.yaml`, and one folder a group with one file an endpoint.
    ///
    /// A file or folder that cannot be read, or that no spec may be (a link, a device, a file of over 1 MiB), is one of the
    /// problems that are reported when something is generated.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        Self::read_selected(folder, &Selection::default())
    }

    /// Reads those spec files below `folder` that are wanted, and opens no other.
    pub(crate) fn read_selected(folder: &Path, selection: &Selection) -> Self {
        let mut reading =
            Reading { selection, sources: Vec::new(), names: Vec::new(), unreadable: Vec::new() };
        reading.folder(folder, "", 0);
        let Reading { sources, names, unreadable, .. } = reading;
        Self {
            folder: folder.display().to_string(),
            unreadable,
            unknown: selection.unknown(&names),
            ..Self::from_iter(sources)
        }
    }

    /// The sources that are wanted.
    pub(crate) fn selected(self, selection: &Selection) -> Self {
        let names: Vec<_> = self.files.iter().map(|source| source.path.clone()).collect();
        let unknown = selection.unknown(&names);
        let files = self.files.into_iter().filter(|source| selection.admits(&source.path)).collect();
        Self { files, unknown, ..self }
    }

    /// What was wrong with reading them.
    pub(crate) fn problems(&self) -> impl Iterator<Item = Diagnostic> {
        let unreadable = self.unreadable.iter().filter_map(|Unreadable { path, message, help }| {
            let at = self.files.iter().position(|source| source.path == *path)?;
            Some(Diagnostic::new(Rule::UnreadableFile, Span::file(FileId::of(at)), message).help(*help))
        });
        unreadable.chain(self.unknown.iter().cloned())
    }

    /// Whether the spec folder itself could be read.
    pub(crate) fn has_folder(&self) -> bool {
        !self.unreadable.iter().any(|unreadable| unreadable.path.is_empty())
    }

    /// The sources, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.iter()
    }

    /// A source's path as people find it: below the folder as it was named.
    pub(crate) fn shown(&self, source: &Source) -> String {
        let parts = [self.folder.as_str(), source.path.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
    }

    pub(crate) fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(file.index())
    }
}

impl FromIterator<Source> for Sources {
    fn from_iter<I: IntoIterator<Item = Source>>(sources: I) -> Self {
        let mut sources: Vec<_> = sources.into_iter().collect();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files: sources, ..Self::default() }
    }
}

/// What a walk over the spec folder has found so far. A file with a problem is kept as an empty source, so that
/// the report can name it.
struct Reading<'s> {
    selection: &'s Selection,
    sources: Vec<Source>,
    /// Every file and folder that was met, wanted or not.
    names: Vec<String>,
    unreadable: Vec<Unreadable>,
}

impl Reading<'_> {
    fn folder(&mut self, folder: &Path, below: &str, depth: usize) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let help = "name the folder that holds platform.yaml";
                return self.problem(
                    below,
                    format!("cannot read the folder {}: {error}", folder.display()),
                    help,
                );
            }
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry, below, depth),
                Err(error) => self.problem(below, format!("cannot list the folder: {error}"), "run again"),
            }
        }
    }

    fn entry(&mut self, entry: &fs::DirEntry, below: &str, depth: usize) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { format!("{below}/{name}") };
        self.names.push(path.clone());
        if !self.selection.admits(&path) {
            return;
        }
        let yaml = Path::new(&name).extension().is_some_and(|extension| {
            extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
        });
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => {
                return self.problem(&path, format!("cannot tell what this is: {error}"), "run again");
            }
        };
        if kind.is_dir() && !yaml && depth == 0 {
            self.folder(&entry.path(), &path, depth + 1);
        } else if kind.is_dir() && !yaml {
            let help = "keep specs at `GROUP/ENDPOINT.yaml`";
            self.problem(&path, "folders of specs are one level deep".to_owned(), help);
        } else if yaml && kind.is_file() {
            self.file(&entry.path(), path);
        } else if yaml {
            let help = "put the spec itself here, as a regular file";
            self.problem(
                &path,
                "a spec must be a regular file, not a link, folder or device".to_owned(),
                help,
            );
        } else if kind.is_symlink() && entry.path().is_dir() {
            let help = "put the folder itself here: what a link leads to can change unseen";
            self.problem(&path, "a folder of specs must not be a link".to_owned(), help);
        }
    }

    fn file(&mut self, file: &Path, path: String) {
        let mut bytes = Vec::new();
        let read = fs::File::open(file).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
        match read {
            Ok(_) => self.sources.push(Source::new(path, bytes)),
            Err(error) => {
                self.problem(&path, format!("cannot read the file: {error}"), "check its permissions");
            }
        }
    }

    fn problem(&mut self, path: &str, message: String, help: &'static str) {
        self.sources.push(Source::new(path, ""));
        self.unreadable.push(Unreadable { path: path.to_owned(), message, help });
    }
}
