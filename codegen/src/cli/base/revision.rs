//! A revision in, the sources of the specs at it out.

use std::path::Path;

use crate::cli::git;
use crate::diagnostic::visible;
use crate::parallel;
use crate::source::{PLATFORM, Source, Sources};

/// Reads the folder of the specs as it is at a revision. A revision without it has no specs.
pub(super) fn read(revision: &str, spec: &Path) -> Result<Sources, String> {
    let repository = Repository::around(spec)?;
    let commit = repository.commit(revision)?;
    let folder = format!("{}{}", repository.prefix, repository.name);
    repository.has_folder(&commit, &folder)?;
    let list = repository.git(&[
        "ls-tree",
        "-r",
        "-l",
        "-z",
        "--full-tree",
        &commit,
        "--",
        &format!("{folder}/"),
    ])?;
    let entries: Vec<_> = list.split(|byte| *byte == 0).filter_map(|line| Entry::of(line, &folder)).collect();
    let read = parallel::map_waiting(&entries, |entry| repository.source(entry));
    let sources: Result<Vec<_>, _> = read.into_iter().flatten().collect();
    Ok(Sources::of(&spec.to_string_lossy(), sources?))
}

/// The repository that the specs are in.
struct Repository<'p> {
    /// Where git is run: the folder that the specs' folder is in.
    parent: &'p Path,
    /// From the repository's root to there, with a `/` behind it.
    prefix: String,
    /// What the specs' folder is called.
    name: String,
}

impl<'p> Repository<'p> {
    fn around(spec: &'p Path) -> Result<Self, String> {
        let parent = spec.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let Some(name) = spec.file_name().and_then(|name| name.to_str()) else {
            let spec = visible(&spec.to_string_lossy());
            return Err(format!(
                "cannot tell where `{spec}` is in a repository: name the folder of specs itself"
            ));
        };
        let mut repository = Self { parent, prefix: String::new(), name: name.to_owned() };
        let prefix = repository.git(&["rev-parse", "--show-prefix"]).map_err(|error| {
            format!("the base is no folder, and there is no git repository to look in: {error}")
        })?;
        String::from_utf8_lossy(&prefix).trim_end_matches('\n').clone_into(&mut repository.prefix);
        Ok(repository)
    }

    /// The commit that a revision means.
    fn commit(&self, revision: &str) -> Result<String, String> {
        let found = self.git(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &format!("{revision}^{{commit}}"),
        ]);
        let Ok(commit) = found else {
            let is_shallow =
                self.git(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|is| is.starts_with(b"true"));
            let help = if is_shallow {
                "this clone is shallow and may lack it: fetch more, in a GitHub workflow with `fetch-depth: 0`"
            } else {
                "name a folder of specs, or a revision that this repository has, as `main` or `HEAD~1`"
            };
            return Err(format!("`{}` is neither a folder nor a revision: {help}", visible(revision)));
        };
        Ok(String::from_utf8_lossy(&commit).trim().to_owned())
    }

    /// Refuses what is no folder of this commit's, and a folder that was called otherwise: nothing in it would be compared.
    fn has_folder(&self, commit: &str, folder: &str) -> Result<(), String> {
        let shown = visible(folder);
        let here = self.git(&["ls-tree", "-z", "--full-tree", commit, "--", folder])?;
        match here.split(|byte| *byte == b' ').next() {
            Some(b"160000") => {
                return Err(format!(
                    "`{shown}` is a submodule, whose commits are its own: name a revision of it, within it"
                ));
            }
            Some(b"120000") => return Err(format!("`{shown}` is a link: name the folder that it leads to")),
            _ if !here.is_empty() => return Ok(()),
            _ => {}
        }
        let all = self.git(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit])?;
        let platforms = all.split(|byte| *byte == 0).filter_map(|path| str::from_utf8(path).ok());
        let folders = platforms.filter_map(|path| path.strip_suffix(PLATFORM)?.strip_suffix('/'));
        let root = self.git(&["rev-parse", "--show-toplevel"])?;
        let root = Path::new(str::from_utf8(&root).unwrap_or_default().trim_end_matches('\n')).to_owned();
        let gone = folders.into_iter().find(|other| !root.join(other).join(PLATFORM).exists());
        gone.map_or(Ok(()), |other| {
            Err(format!(
                "the specs were in `{}`, and no `{shown}` was there: copy that folder out of the revision, and name the copy as the base",
                visible(other)
            ))
        })
    }

    fn source(&self, entry: &Entry) -> Option<Result<Source, String>> {
        if let Some((why, help)) = entry.refused() {
            return Some(Ok(Source::unreadable(&entry.path, why.to_owned(), help)));
        }
        let unread = Source::unread(&entry.path, entry.size);
        if entry.is_yaml() && unread.is_too_large() {
            return Some(Ok(unread));
        }
        let bytes = entry.is_yaml().then(|| self.git(&["cat-file", "blob", &entry.object]));
        bytes.map(|bytes| Ok(Source::new(entry.path.clone(), bytes?)))
    }

    fn git(&self, args: &[&str]) -> Result<Vec<u8>, String> {
        git::run(self.parent, args)
    }
}

/// A file at a revision.
struct Entry {
    mode: String,
    object: String,
    size: usize,
    /// Below the specs' folder.
    path: String,
}

impl Entry {
    /// Reads `MODE TYPE OBJECT SIZE<tab>PATH`.
    fn of(line: &[u8], folder: &str) -> Option<Self> {
        let line = String::from_utf8_lossy(line);
        let (facts, path) = line.split_once('\t')?;
        let mut facts = facts.split_ascii_whitespace();
        let (mode, object) = (facts.next()?.to_owned(), facts.nth(1)?.to_owned());
        let size = facts.next()?.parse().unwrap_or_default();
        let path = path.strip_prefix(folder)?.strip_prefix('/')?.to_owned();
        Some(Self { mode, object, size, path })
    }

    fn is_yaml(&self) -> bool {
        let extension = Path::new(&self.path).extension();
        extension.is_some_and(|extension| {
            extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml")
        })
    }

    /// What no spec may be on a disk either.
    fn refused(&self) -> Option<(&'static str, &'static str)> {
        let may_be_folder = Path::new(&self.path).extension().is_none();
        match self.mode.as_str() {
            "120000" | "160000" if self.is_yaml() => Some((
                "a spec must be a regular file, not a link, folder or device",
                "put the spec itself here, as a regular file",
            )),
            "120000" | "160000" if may_be_folder => Some((
                "a folder of specs must not be a link",
                "put the folder itself here: what a link leads to can change unseen",
            )),
            _ if self.path.split('/').count() > 2 => {
                Some(("folders of specs are one level deep", "keep specs at `GROUP/ENDPOINT.yaml`"))
            }
            _ => None,
        }
    }
}
