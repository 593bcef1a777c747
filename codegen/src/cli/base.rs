//! What specs are compared with in, their sources out: a folder, or the folder of the specs at a git revision.

use std::path::Path;

use crate::source::{Selection, Sources};

mod git;

/// Reads the base: a folder if there is one of this name, and otherwise a revision.
pub(super) fn read(base: &str, spec: &Path) -> Result<Sources, String> {
    let folder = Path::new(base);
    if folder.is_dir() {
        return Ok(Sources::read(folder, &Selection::default()));
    }
    if base.is_empty() || base.starts_with('-') {
        return Err("`--base` names a folder of specs, or a revision of git as `main` or `HEAD~1`".to_owned());
    }
    git::read(base, spec)
}
