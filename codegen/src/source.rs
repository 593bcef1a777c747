//! A folder of spec files in, their texts out. The only module that reads spec files from the disk.

#[cfg(feature = "cli")]
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, FileId, Problems, Rule, Span};

mod reading;
mod selection;

pub(crate) use selection::Selection;

/// The platform's own file.
pub(crate) const PLATFORM: &str = "platform.yaml";
/// What is wrong where there is none, and what to do.
pub(crate) const NO_PLATFORM: (&str, &str) = (
    "there is no platform.yaml",
    "add it: it declares the hosts, tokens and envelopes that endpoints refer to",
);
/// How the name of a spec file ends.
pub(crate) const EXTENSION: &str = ".yaml";
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
    /// Why there is no text, and what to do about it.
    unreadable: Option<(String, &'static str)>,
}

impl Source {
    /// The bytes of a file that is no spec, but as little to be trusted: a regular one, of no more than a spec may have and one.
    #[cfg(feature = "cli")]
    pub(crate) fn read_alone(file: &Path) -> Result<Vec<u8>, String> {
        let told = |error: std::io::Error| error.to_string();
        if !std::fs::symlink_metadata(file).map_err(told)?.is_file() {
            return Err("it must be a regular file, not a link, folder or device".to_owned());
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(file).map_err(told)?;
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(told)?;
        Ok(bytes)
    }

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
            unreadable: None,
        }
    }

    pub(crate) fn unreadable(path: &str, why: String, help: &'static str) -> Self {
        Self { unreadable: Some((why, help)), ..Self::new(path, "") }
    }

    /// A file of so many bytes, none of which has been read.
    #[cfg(feature = "cli")]
    pub(crate) fn unread(path: &str, size: usize) -> Self {
        Self { size, ..Self::new(path, "") }
    }

    /// The path below the spec folder.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn is_too_large(&self) -> bool {
        self.size as u64 > MAX_BYTES
    }

    pub(crate) fn not_utf8(&self) -> Option<usize> {
        self.not_utf8
    }

    /// Whether there is a text. If not, reports why.
    pub(crate) fn is_readable(&self, file: FileId, problems: &mut Problems) -> bool {
        problems.extend(self.unreadable.as_ref().map(|(why, help)| {
            Diagnostic::new(Rule::UnreadableFile, Span::file(file), why).with_help(*help)
        }));
        self.unreadable.is_none()
    }
}

/// The spec files of one run, sorted by path, and what was asked for and is not among them.
#[derive(Clone, Debug)]
pub(crate) struct Sources {
    files: Vec<Source>,
    /// The folder that they were read from, as it was named.
    folder: String,
    unknown: Vec<Diagnostic>,
}

impl Sources {
    /// Reads those spec files below `folder` that are wanted, and opens no other: `platform.yaml`, and one folder a
    /// group with one file an endpoint.
    ///
    /// A file or folder that cannot be read, or that no spec may be (a link, a device, a file of over 1 MiB), is a
    /// source that is not readable.
    pub(crate) fn read(folder: &Path, selection: &Selection) -> Self {
        let (files, names) = reading::read(folder, selection);
        let unknown = selection.unknown(&names);
        Self { files: sorted(files), folder: folder.display().to_string(), unknown }
    }

    /// A single source, to tell what is wrong with it.
    #[cfg(feature = "cli")]
    pub(crate) fn one(source: Source) -> Self {
        Self { files: vec![source], folder: String::new(), unknown: Vec::new() }
    }

    /// The sources of a folder that was read in another way than from the disk.
    #[cfg(feature = "cli")]
    pub(crate) fn of(folder: &str, files: Vec<Source>) -> Self {
        Self { files: sorted(files), folder: folder.to_owned(), unknown: Vec::new() }
    }

    /// Takes those sources that are wanted.
    pub(crate) fn select(files: Vec<Source>, selection: &Selection) -> Self {
        let names: Vec<_> = files.iter().map(|source| source.path.clone()).collect();
        let unknown = selection.unknown(&names);
        let files = files.into_iter().filter(|source| selection.admits(&source.path)).collect();
        Self { files: sorted(files), folder: String::new(), unknown }
    }

    /// The sources, sorted by path.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(index, source)| (FileId::of(index), source))
    }

    /// Reports what was asked for and is not there, and every path that is there twice.
    pub(crate) fn check(&self, problems: &mut Problems) {
        problems.extend(self.unknown.iter().cloned());
        for (index, pair) in self.files.windows(2).enumerate() {
            if pair[0].path == pair[1].path {
                let message = format!("two files have the path `{}`", pair[1].path);
                problems.push(
                    Diagnostic::new(Rule::NameClash, Span::file(FileId::of(index + 1)), message)
                        .with_help("keep one of the two"),
                );
            }
        }
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

fn sorted(mut files: Vec<Source>) -> Vec<Source> {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
