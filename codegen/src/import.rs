//! A vendor's page and the folder of specs in, the spec that the page makes out, and what moved.
//!
//! ```text
//! page's text ──read──▶ Reading ──merge──▶ facts, what moved ──patch or fresh──▶ the spec's text
//! ```
//!
//! Pure: what is to be written is returned, and the command writes it, or only says that it would.

mod added;
mod asked;
mod change;
mod comments;
mod decided;
mod folder;
mod fresh;
mod items;
mod line_ends;
mod merge;
mod new;
mod open;
mod page_lines;
mod pairs;
mod patch;
mod places;
mod stale;

use crate::diagnostic::{Diagnostic, FileId, Problems, Report, Rule, Span};
use crate::gate;
use crate::page::value::{self, Map, Value};
use crate::page::{self, Reading, Remark};
use crate::source::{Source, Sources};
use crate::yaml::{self, Node};

pub(crate) use change::{Change, Finding, Kind, Told};
use folder::File;
pub(crate) use folder::{Folder, Mistake};
pub(crate) use line_ends::as_it_was;
use merge::Merged;
pub(crate) use page_lines::of as page_line;

/// What a page makes of a folder of specs.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) reading: Reading,
    /// That the page lacks whole parts that its spec has.
    pub(crate) missing: Option<String>,
    /// The other specs that cannot be read.
    pub(crate) not_read: Vec<Mistake>,
    pub(crate) told: Told,
    /// The spec's path below the folder.
    pub(crate) path: String,
    /// Which of the sources it is; none, if it is new.
    pub(crate) file: Option<FileId>,
    /// The spec's text as it shall be.
    pub(crate) text: String,
    /// The text in which the places are of all that is told.
    pub(crate) seen: String,
    /// Comments that went with what is gone.
    pub(crate) lost: Vec<String>,
    /// Comments beside what is another fact now.
    pub(crate) beside: Vec<String>,
}

/// Why nothing was made of a page.
#[derive(Debug)]
pub(crate) enum Refused {
    /// The page's bytes are no text that can be read.
    Unreadable(Report),
    /// It is no page of an endpoint, or one that the language has no words for.
    NoEndpoint(Vec<Remark>),
    /// No spec has its method and URL.
    NoSpec(String),
    /// Several specs have: their paths.
    Several(Vec<String>),
    /// The spec's name is taken, or makes none.
    Name(String),
    /// The page lacks whole parts that its spec has.
    Partial(String),
    /// The spec's file has mistakes, or nothing can hold what the page says.
    Spec(String),
    /// The disk did not give or take a file.
    Disk(String),
    /// What was written is not what was meant.
    Internal(String),
}

/// Reads a page. `name` is what people call it.
pub(crate) fn read(name: &str, bytes: &[u8], folder: &Folder<'_>) -> Result<Reading, Refused> {
    if let Some(unusable) = folder.unusable() {
        return Err(Refused::Spec(unusable));
    }
    let page = Source::new(name, bytes);
    let one = Sources::one(page.clone());
    let mut problems = Problems::default();
    // What is invisible is taken out by the reader, and told; all else is as with specs.
    let file = FileId::of(0);
    if page.is_too_large() || page.not_utf8().is_some() {
        gate::admit(&page, file, &mut problems);
        return Err(Refused::Unreadable(Report::new(problems, &one)));
    }
    if page.text().trim().is_empty() {
        let empty = Diagnostic::new(Rule::EmptyFile, Span::file(file), "there is nothing on this page");
        let empty =
            empty.with_help("select the whole page in the browser, copy it, and paste it into a file");
        return Err(Refused::Unreadable(Report::new([empty], &one)));
    }
    let mut reading = page::read(page.text(), &folder.hosts()).map_err(Refused::NoEndpoint)?;
    page_lines::add(page.text(), &mut reading);
    Ok(reading)
}

/// What a reading makes of the folder. `name` is the name of a new spec, `GROUP/ENDPOINT`; `is_partial` says that the page may
/// lack whole parts that its spec has.
pub(crate) fn import(
    reading: Reading,
    folder: &Folder<'_>,
    name: Option<&str>,
    is_partial: bool,
) -> Result<Import, Refused> {
    let Some(file) = spec_of(&reading, folder)? else { return new::spec(reading, folder, name) };
    let path = file.source.path();
    if name.is_some_and(|name| format!("{name}.yaml") != path) {
        return Err(Refused::Name(format!("this page's spec is {}: leave `--name` out", file.shown())));
    }
    let (mut import, written) = replaced(reading, file, folder)?;
    if let Some(missing) = import.missing.as_ref().filter(|_| !is_partial) {
        return Err(Refused::Partial(format!(
            "{missing} Copy the whole page, or remove that from the spec with `--partial`, which takes the page as it is"
        )));
    }
    if let Some((written, pairs)) = written {
        // People read the file as it is then.
        places::follow(&mut import.told, (file.node, &written), &pairs);
        import.seen.clone_from(&import.text);
    }
    Ok(import)
}

/// Whether a page still says what its spec says.
pub(crate) fn drift(reading: Reading, folder: &Folder<'_>) -> Result<Import, Refused> {
    match spec_of(&reading, folder)? {
        Some(file) => replaced(reading, file, folder).map(|(import, _)| import),
        None => Err(Refused::NoSpec(no_spec(&reading, folder))),
    }
}

/// The spec of a page, if there is one. What may be it and has mistakes is not looked past.
fn spec_of<'f>(reading: &Reading, folder: &'f Folder<'_>) -> Result<Option<File<'f>>, Refused> {
    let found = folder.of_page(reading);
    if found.len() > 1 {
        let paths = found.iter().map(File::shown);
        return Err(Refused::Several(paths.collect()));
    }
    let found = found.first().copied();
    let broken = match found {
        Some(file) => folder.broken(file.source.path()),
        None => folder.broken_spec(reading),
    };
    match broken {
        Some(broken) => Err(Refused::Spec(broken)),
        None => Ok(found),
    }
}

fn no_spec(reading: &Reading, folder: &Folder<'_>) -> String {
    let adopted = folder::adopted(reading);
    let like = folder.like(reading).into_iter();
    let like = like.map(|like| format!("; {like}: if it is the same endpoint under another URL, {adopted}"));
    let like = like.collect::<Vec<_>>().concat();
    format!("no spec has {} {}{like}; `import` makes a new one", reading.method, reading.path)
}

/// A spec with a page's facts: its import with the places that it has now, and what was written, if that is something else.
fn replaced(
    reading: Reading,
    file: File<'_>,
    folder: &Folder<'_>,
) -> Result<(Import, Option<(Node, pairs::Pairs)>), Refused> {
    let path = file.source.path().to_owned();
    let entry = file.node.entry("page").filter(|entry| !entry.in_braces);
    let in_braces = || {
        Refused::Spec(format!("{}:1:1: write `page:` and `decisions:` on lines of their own", file.shown()))
    };
    let old = &entry.ok_or_else(in_braces)?.node;
    let host = Value::of(old).text_of("host").unwrap_or_default().to_owned();
    let Merged { page, pairs, mut told } = merge::merge(old, &reading, folder.is_host(&host, &reading));
    stale::tell(file.node, &page, &pairs, &mut told);
    open::tell(file.node, &page, folder.platform().as_ref(), &mut told);
    open::ask_anew(file.node, &page, &pairs, &mut told);
    open::still(file.source.text(), file.node, &mut told);
    let seen = file.source.text().to_owned();
    let mut import = Import {
        missing: missing(old, &reading, &told),
        not_read: folder.not_read(&path),
        reading,
        told,
        path,
        file: Some(file.id),
        text: seen.clone(),
        seen,
        lost: Vec::new(),
        beside: Vec::new(),
    };
    if Value::of(old) == Value::Map(page.clone()) {
        return Ok((import, None));
    }
    let (patch::Patched { text, beside }, node) = patched(file, (&page, &pairs))?;
    import.lost = comments::lost((&import.text, file.node), (&text, &node));
    (import.text, import.beside) = (text, beside);
    Ok((import, Some((node, pairs))))
}

/// The parts without which no page is, and what pages call them.
const PARTS: [(&str, &str); 3] = [("request", "请求参数"), ("response", "响应参数"), ("errors", "错误码")];

/// That a page lacks whole parts of which the spec would lose something.
fn missing(old: &Node, reading: &Reading, told: &Told) -> Option<String> {
    let is_lost = |part: &str| {
        let is_of_it =
            |change: &Change| change.path.strip_prefix(part).is_some_and(|rest| rest.starts_with('.'));
        told.changes.iter().any(|change| change.kind == Kind::Removed && is_of_it(change))
    };
    let is_missing = |(part, _): &&(&str, &str)| {
        let has = |value: Option<&Value>| {
            value.is_some_and(|value| !value.entries().is_empty() || !value.items().is_empty())
        };
        old.entry(part).is_some() && !has(value::get(&reading.page, part)) && is_lost(part)
    };
    let missing: Vec<_> = PARTS.iter().filter(is_missing).map(|(_, name)| format!("no {name}")).collect();
    (!missing.is_empty())
        .then(|| format!("the page has {}, which the spec has: was all of it copied?", missing.join(" and ")))
}

/// The spec's text with other facts, and what it says: where what is equal cannot stay as it is written, all of them are
/// written anew.
fn patched(file: File<'_>, facts: (&Map, &pairs::Pairs)) -> Result<(patch::Patched, Node), Refused> {
    let mut problem = Refused::Internal("there is no `page:` block".to_owned());
    for whole in [false, true] {
        let Some(patched) = patch::patch(file.source.text(), file.node, facts, whole) else { continue };
        match written(&patched.text, facts.0) {
            Ok(node) => return Ok((patched, node)),
            Err(refused) => problem = refused,
        }
    }
    Err(problem)
}

/// A text that was written, if it is a spec with just these facts, to every reader.
fn written(text: &str, page: &Map) -> Result<Node, Refused> {
    let source = Source::new("group/endpoint.yaml", text);
    let file = FileId::of(0);
    let mut problems = Problems::default();
    let is_admitted = gate::admit(&source, file, &mut problems);
    let node = is_admitted.then(|| yaml::parse(&source, file, &mut problems)).flatten();
    if let Some(first) = problems.into_iter().next() {
        return Err(Refused::Spec(format!("no spec can hold what this page says: {}", first.message())));
    }
    let is_meant = |node: &Node| {
        node.entry("page").is_some_and(|entry| Value::of(&entry.node) == Value::Map(page.clone()))
    };
    node.filter(is_meant).ok_or_else(|| Refused::Internal("it reads otherwise".to_owned()))
}
