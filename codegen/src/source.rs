//! A folder of spec files in, their texts out. The only module that reads spec files from the disk.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, FileId, Report, Rule, Span};

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
}

impl Sources {
    /// Reads every spec file below `folder`: `platform.yaml`, and one folder a group with one file an endpoint.
    ///
    /// # Errors
    ///
    /// Every file or folder that cannot be read, or that no spec may be: a link, a device, a file of over 1 MiB.
    pub fn read(folder: &Path) -> Result<Self, Report> {
        let mut reading = Reading::default();
        reading.folder(folder, "", 0);
        let sources = Self { folder: folder.display().to_string(), ..Self::from_iter(reading.sources) };
        if reading.problems.is_empty() {
            return Ok(sources);
        }
        Err(Report::new(
            reading.problems.into_iter().map(|(path, message, help)| {
                let file =
                    FileId::of(sources.files.iter().position(|source| source.path == path).unwrap_or(0));
                Diagnostic::new(Rule::UnreadableFile, Span::file(file), message).help(help)
            }),
            &sources,
        ))
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
        Self { files: sources, folder: String::new() }
    }
}

/// What a walk over the spec folder has found so far. A file with a problem is kept as an empty source, so that
/// the report can name it.
#[derive(Default)]
struct Reading {
    sources: Vec<Source>,
    problems: Vec<(String, String, &'static str)>,
}

impl Reading {
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
        self.problems.push((path.to_owned(), message, help));
    }
}
