//! A vendor's page and the folder of specs in, the spec that the page makes out, and what moved.
//!
//! ```text
//! page's text ──read──▶ Reading ──merge──▶ facts, what moved ──patch or fresh──▶ the spec's text
//! ```
//!
//! Pure: what is to be written is returned, and the command writes it, or only says that it would.

mod change;
mod decided;
mod field;
mod folder;
mod fresh;
mod merge;
mod order;
mod pairs;
mod patch;
mod rows;
mod stale;

use crate::diagnostic::{Diagnostic, FileId, Problems, Report, Rule, Span};
use crate::gate;
use crate::ident::Name;
use crate::page::value::Value;
use crate::page::{self, Reading, Remark};
use crate::source::{Source, Sources};
use crate::yaml;

pub(crate) use change::{Change, Kept, Told};
use folder::{File, Folder};

/// What a page makes of a folder of specs.
#[derive(Debug)]
pub(crate) struct Import {
    pub(crate) reading: Reading,
    pub(crate) told: Told,
    /// The spec's path below the folder.
    pub(crate) path: String,
    /// Which of the sources it is; none, if it is new.
    pub(crate) file: Option<FileId>,
    /// The spec's text as it shall be.
    pub(crate) text: String,
    /// What is left to people in a new spec.
    pub(crate) decide: Vec<String>,
    /// Comments about what is gone, which went with it.
    pub(crate) lost: Vec<String>,
    /// Comments above what is another fact now.
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
    /// The spec's file cannot be read as YAML.
    Spec(String),
    /// What was written is not what was meant.
    Internal(String),
}

/// Reads a page. `name` is what people call it.
pub(crate) fn read(name: &str, bytes: &[u8], sources: &Sources) -> Result<Reading, Refused> {
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
    page::read(page.text(), &Folder::of(sources).hosts()).map_err(Refused::NoEndpoint)
}

/// What a reading makes of the folder. `name` is the name of a new spec, `GROUP/ENDPOINT`.
pub(crate) fn import(reading: Reading, sources: &Sources, name: Option<&str>) -> Result<Import, Refused> {
    let folder = Folder::of(sources);
    let found = folder.of_page(&reading);
    match found[..] {
        [] => new(reading, &folder, name),
        [file] => {
            let path = file.source.path().to_owned();
            if name.is_some_and(|name| format!("{name}.yaml") != path) {
                return Err(Refused::Name(format!("this page's spec is {path}: leave `--name` out")));
            }
            replaced(reading, file, &folder)
        }
        _ => Err(Refused::Several(found.iter().map(|file| file.source.path().to_owned()).collect())),
    }
}

/// Whether a page still says what its spec says.
pub(crate) fn drift(reading: Reading, sources: &Sources) -> Result<Import, Refused> {
    let folder = Folder::of(sources);
    if folder.of_page(&reading).is_empty() {
        return Err(Refused::NoSpec(format!("{} {}", reading.method, reading.path)));
    }
    import(reading, sources, None)
}

fn new(mut reading: Reading, folder: &Folder<'_>, name: Option<&str>) -> Result<Import, Refused> {
    let path = format!("{}.yaml", named(&reading.path, name)?);
    if folder.has(&path) {
        return Err(Refused::Name(format!(
            "{path} is another endpoint's: choose a name with `--name GROUP/ENDPOINT`"
        )));
    }
    let specs: Vec<_> = folder.specs().map(|file| Value::of(file.node)).collect();
    let decided = decided::decide(&reading.page, folder.platform().as_ref(), &specs);
    let text = fresh::spec(&reading.page, &decided);
    is_meant(&text, &reading.page)?;
    let guess = |(path, text): (String, String)| Remark { line: 0, path: format!("decisions.{path}"), text };
    reading.guesses.extend(decided.reasons().map(guess));
    let mut decide = Vec::new();
    if let Err(open) = &decided.envelope {
        decide.push(format!("envelope: {open}"));
    }
    decide.extend(decided.idempotency.iter().map(|field| format!("idempotency: is it `{field}`?")));
    let codes = decided.open_codes.iter().map(|code| format!("errors.{code}: its name, action and effect"));
    decide.extend(codes);
    Ok(Import {
        reading,
        told: Told::default(),
        path,
        file: None,
        text,
        decide,
        lost: Vec::new(),
        beside: Vec::new(),
    })
}

/// The name of a new spec: as it is given, or as the URL's path has it behind its version.
fn named(path: &str, name: Option<&str>) -> Result<String, Refused> {
    let usable =
        |group: &str, endpoint: &str| Name::module(group).is_some() && Name::module(endpoint).is_some();
    if let Some(name) = name {
        let is_usable = name.split_once('/').is_some_and(|(group, endpoint)| usable(group, endpoint));
        let refused = || Refused::Name(format!("`{name}` is no `GROUP/ENDPOINT` in snake case"));
        return is_usable.then(|| name.to_owned()).ok_or_else(refused);
    }
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_version = |part: &&str| part.strip_prefix('v').is_some_and(|rest| rest.parse::<u8>().is_ok());
    let behind = parts.iter().rposition(is_version).map_or(0, |at| at + 1);
    let behind = if parts.len() - behind >= 2 { &parts[behind..] } else { &parts[..] };
    let words: Vec<_> =
        behind.iter().filter(|part| !is_version(part)).filter_map(|part| Name::field(part)).collect();
    let words: Vec<_> = words.iter().map(Name::text).collect();
    let named = words.split_first().filter(|(_, rest)| !rest.is_empty());
    let named = named.map(|(group, rest)| ((*group).to_owned(), rest.join("_")));
    match named.filter(|(group, endpoint)| usable(group, endpoint)) {
        Some((group, endpoint)) => Ok(format!("{group}/{endpoint}")),
        None => Err(Refused::Name(format!("{path} makes no name: give one with `--name GROUP/ENDPOINT`"))),
    }
}

fn replaced(reading: Reading, file: File<'_>, folder: &Folder<'_>) -> Result<Import, Refused> {
    let path = file.source.path().to_owned();
    let unread = path.clone();
    let unreadable =
        || Refused::Spec(format!("{unread} has no `page:` block that can be read: `lint` says why"));
    let old = &file.node.entry("page").ok_or_else(unreadable)?.node;
    let host = Value::of(old).text_of("host").unwrap_or_default().to_owned();
    let (page, mut told) = merge::merge(old, &reading, folder.is_host(&host, &reading));
    stale::tell(file.node.entry("decisions").map(|entry| &entry.node), &page, &mut told);
    let text = file.source.text().to_owned();
    let decide = undecided(file.node, &page);
    let (lost, beside) = (Vec::new(), Vec::new());
    let mut import = Import { reading, told, path, file: Some(file.id), text, decide, lost, beside };
    if Value::of(old) == Value::Map(page.clone()) {
        return Ok(import);
    }
    let mut problem = None;
    for whole in [false, true] {
        let Some(patched) = patch::patch(file.source.text(), file.node, &page, whole) else { continue };
        match is_meant(&patched.text, &page) {
            Ok(()) => {
                import.text = patched.text;
                import.lost = patched.lost;
                import.beside = patched.beside;
                return Ok(import);
            }
            Err(refused) => problem = Some(refused),
        }
    }
    Err(problem.unwrap_or_else(unreadable))
}

/// The codes about which a spec decides nothing yet.
fn undecided(spec: &yaml::Node, page: &page::value::Map) -> Vec<String> {
    let decided = spec.entry("decisions").and_then(|entry| entry.node.entry("errors"));
    let mut open = Vec::new();
    for row in page::value::get(page, "errors").map(Value::items).unwrap_or_default() {
        let code = row.text_of("code").unwrap_or_default();
        let line = format!("errors.{code}: its name, action and effect");
        if decided.is_none_or(|decided| decided.node.entry(code).is_none()) && !open.contains(&line) {
            open.push(line);
        }
    }
    open
}

/// Whether a text is a spec with just these facts, to every reader.
fn is_meant(text: &str, page: &page::value::Map) -> Result<(), Refused> {
    let source = Source::new("group/endpoint.yaml", text);
    let file = FileId::of(0);
    let mut problems = Problems::default();
    let node = if gate::admit(&source, file, &mut problems) {
        yaml::parse(&source, file, &mut problems)
    } else {
        None
    };
    let same = node.as_ref().and_then(|node| node.entry("page")).map(|entry| Value::of(&entry.node));
    if problems.is_empty() && same == Some(Value::Map(page.clone())) {
        return Ok(());
    }
    let Some(first) = problems.into_iter().next() else {
        return Err(Refused::Internal("it reads otherwise".to_owned()));
    };
    Err(Refused::Spec(format!("no spec can hold what this page says: {}", first.message())))
}

/// A changed text with the line ends of the file: those of the lines that stay are kept byte by byte.
pub(crate) fn as_it_was(bytes: &[u8], old: &str, new: &str) -> String {
    let raw = String::from_utf8_lossy(bytes);
    let mark = if raw.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let raw: Vec<_> = raw.trim_start_matches('\u{feff}').split_inclusive('\n').collect();
    let (olds, news): (Vec<_>, Vec<_>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    if raw.len() != olds.len() {
        return new.to_owned();
    }
    let before = olds.iter().zip(&news).take_while(|(old, new)| old == new).count();
    let most = olds.len().min(news.len()) - before;
    let after =
        olds.iter().rev().zip(news.iter().rev()).take_while(|(old, new)| old == new).count().min(most);
    let end =
        if raw.iter().filter(|line| line.ends_with("\r\n")).count() * 2 > raw.len() { "\r\n" } else { "\n" };
    let changed = news[before..news.len() - after].iter().map(|line| line.replace('\n', end));
    let kept = |lines: &[&str]| lines.concat();
    let changed = changed.collect::<Vec<_>>().concat();
    format!("{mark}{}{changed}{}", kept(&raw[..before]), kept(&raw[raw.len() - after..]))
}
