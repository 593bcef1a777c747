//! What specs are compared with in, their sources out: a folder, or the folder of the specs at a git revision.

use std::path::Path;

use super::{root, say};
use crate::diagnostic::visible;
use crate::source::{Selection, Sources};

mod revision;

/// Reads the base: a folder if there is one of this name, and otherwise a revision.
pub(super) fn read(base: &str, spec: &Path) -> Result<Sources, String> {
    let folder = Path::new(base);
    if folder.is_dir() {
        if let Some(revision) = root::revision(base, spec) {
            let shown = visible(base);
            return Err(format!(
                "`{shown}` is a folder and a revision: write `./{shown}` for the folder, or `{}` for the revision",
                visible(&revision)
            ));
        }
        let read = Sources::read(folder, &Selection::default());
        if is_empty(&read) {
            let shown = visible(base);
            return Err(format!(
                "there are no specs in the folder `{shown}`: name one that has some, or, if a branch is meant, `refs/heads/{shown}`"
            ));
        }
        return Ok(read);
    }
    if base.is_empty() || base.starts_with(['-', '^']) {
        return Err("`--base` names a folder of specs, or a revision of git as `main` or `HEAD~1`".to_owned());
    }
    // Git is asked in the folder around the specs, where `.` has no name.
    let named = if spec.file_name().is_none() { spec.canonicalize().ok() } else { None };
    let read = revision::read(base, named.as_deref().unwrap_or(spec))?;
    let read = Sources::of(&spec.to_string_lossy(), read.iter().map(|(_, source)| source.clone()).collect());
    if is_empty(&read) {
        let folder = visible(&spec.to_string_lossy());
        say(&format!(
            "`{}` has no specs in `{folder}`: all of today's count as new, and break nothing",
            visible(base)
        ));
    }
    Ok(read)
}

fn is_empty(sources: &Sources) -> bool {
    sources.iter().next().is_none()
}
