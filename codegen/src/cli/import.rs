//! `import` and `drift`: pages in; specs, and what moved, out.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::format::Format;
use super::told::{Verb, shown};
use crate::import::{self, Folder, Import, Refused};
use crate::source::{Selection, Sources};
use crate::write;

/// More bytes than a page may have, so that what is too large is seen to be.
const MOST: u64 = 1024 * 1024 + 1;

#[derive(Args)]
pub(super) struct ImportArgs {
    /// The file with the page's text, as it was copied from a browser; `-` reads it from stdin.
    page: PathBuf,
    /// The folder of specs.
    #[arg(long, default_value = "spec")]
    spec: PathBuf,
    /// What a new spec is called. Otherwise its URL's path says it.
    #[arg(long, value_name = "GROUP/ENDPOINT")]
    name: Option<String>,
    /// Take a page as it is that lacks a whole part that its spec has (its request, its response, its error table), and
    /// remove that part from the spec.
    #[arg(long)]
    partial: bool,
    /// How to tell what was read: for people, for programs, or as annotations of a pull request.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Args)]
pub(super) struct DriftArgs {
    /// The files with the pages' texts; `-` reads one from stdin.
    #[arg(required = true)]
    pages: Vec<PathBuf>,
    /// The folder of specs.
    #[arg(long, default_value = "spec")]
    spec: PathBuf,
    /// How to tell what moved: for people, for programs, or as annotations of a pull request.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// One page, and what became of it.
pub(super) struct Page {
    pub(super) name: String,
    pub(super) result: Result<Import, Refused>,
}

impl Page {
    fn of(
        path: &Path,
        folder: &Folder<'_>,
        make: impl Fn(crate::page::Reading) -> Result<Import, Refused>,
    ) -> Self {
        let name =
            if path == Path::new("-") { "stdin".to_owned() } else { path.to_string_lossy().into_owned() };
        let result = match bytes(path) {
            Ok(bytes) => import::read(&name, &bytes, folder).and_then(make),
            Err(error) => Err(Refused::Disk(format!("cannot read the page: {error}"))),
        };
        Self { name, result }
    }
}

/// Turns a page into a spec's `page:` block.
pub(super) fn import(args: &ImportArgs) -> ExitCode {
    let sources = Sources::read(&args.spec, &Selection::default());
    let folder = Folder::of(&sources);
    let page = Page::of(&args.page, &folder, |reading| {
        let import = import::import(reading, &folder, args.name.as_deref(), args.partial)?;
        write_spec(&import, &args.spec, &sources)?;
        Ok(import)
    });
    let is_done = page.result.is_ok();
    let status = shown(&[page], &args.spec, Verb::Import, args.format);
    if is_done { status } else { ExitCode::FAILURE }
}

/// Says whether specs still tell what their pages tell.
pub(super) fn drift(args: &DriftArgs) -> ExitCode {
    let sources = Sources::read(&args.spec, &Selection::default());
    let folder = Folder::of(&sources);
    let page = |path: &PathBuf| Page::of(path, &folder, |reading| import::drift(reading, &folder));
    let pages: Vec<_> = args.pages.iter().map(page).collect();
    let is_same = |page: &Page| page.result.as_ref().is_ok_and(|import| import.told.changes.is_empty());
    let all = pages.iter().all(is_same);
    let status = shown(&pages, &args.spec, Verb::Drift, args.format);
    if all { status } else { ExitCode::FAILURE }
}

fn bytes(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().take(MOST).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Writes the spec, if it is another one than before.
fn write_spec(import: &Import, folder: &Path, sources: &Sources) -> Result<(), Refused> {
    let path = folder.join(&import.path);
    let refused = |error: &dyn std::fmt::Display| Refused::Disk(error.to_string());
    let text = match import.file.and_then(|file| sources.get(file)) {
        Some(old) if old.text() == import.text => return Ok(()),
        Some(old) => {
            let bytes = fs::read(&path).map_err(|error| refused(&error))?;
            import::as_it_was(&bytes, old.text(), &import.text)
        }
        None => import.text.clone(),
    };
    write::spec(&path, &text).map_err(|error| refused(&error))
}
