//! The text of a vendor's page in, what a spec's `page:` block says out; and what became of each line of it.
//!
//! ```text
//! text ──lines──▶ Vec<Line> ──sections──▶ Vec<Section> ──fields, errors, samples──▶ facts ──build──▶ Reading
//! ```
//!
//! Nothing is dropped silently: a line is a fact, layout, the site's navigation, or unread, and what is not certain says why.

use std::collections::BTreeMap;

mod basic;
mod build;
mod calls;
mod columns;
mod curl;
mod draft;
mod endpoint;
mod errors;
mod field;
mod fields;
mod header;
mod infer;
mod json;
mod labels;
mod ledger;
mod lines;
mod listed;
mod notes;
mod prose;
mod relations;
mod rows;
mod samples;
mod sections;
mod tables;
mod title;
mod tree;
mod types;
pub(crate) mod value;
pub(crate) mod yaml;

use basic::Basic;
use ledger::Ledger;
use lines::Line;
use notes::Notes;
use sections::{Part, Section};
use value::{Map, Value};

pub(crate) use endpoint::Host;
pub(crate) use ledger::Remark;
pub(crate) use prose::{KEYS as PROSE, read as read_prose};

/// What was read.
#[derive(Debug)]
pub(crate) struct Reading {
    /// The `page:` block.
    pub(crate) page: Map,
    pub(crate) method: String,
    /// The URL's path.
    pub(crate) path: String,
    /// The address of the host, where the page names one.
    pub(crate) host: Option<String>,
    /// The lines of the fields, and those on which other facts start, by path.
    pub(crate) places: BTreeMap<String, usize>,
    texts: Vec<(usize, String)>,
    /// Lines that became nothing.
    pub(crate) unread: Vec<Remark>,
    /// The site's lines around the page, as ranges.
    pub(crate) navigation: Vec<(usize, usize)>,
    /// What is not certain, and why it is said all the same.
    pub(crate) guesses: Vec<Remark>,
    /// What the page does not say, and a spec needs.
    pub(crate) open: Vec<Remark>,
}

impl Reading {
    /// Whether a line of the page says just this.
    pub(crate) fn says(&self, text: &str) -> bool {
        self.texts.iter().any(|(_, line)| title::bare(line) == text)
    }
}

/// Reads a page. `hosts` are the platform's.
///
/// # Errors
///
/// What is missing to be an endpoint's page.
pub(crate) fn read(text: &str, hosts: &[Host]) -> Result<Reading, Vec<Remark>> {
    // Old systems end lines with a carriage return alone.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut ledger = Ledger::new(text.lines().count());
    let lines = lines::read(&text, &mut ledger);
    let texts: Vec<_> = lines.iter().map(|line| (line.number, line.text.clone())).collect();
    let sections = sections::split(lines, &mut ledger);
    let basic = basic::read(&of(&sections, Part::Basic), &mut ledger);
    let named = endpoint::named(&basic, hosts, &mut ledger)?;
    let before = of(&sections, Part::Before);
    let notes = notes::read(&of(&sections, Part::Notes), &mut ledger);
    let mut facts = head(&before, &basic, &notes, &named, &mut ledger);
    let mut draft = draft::Draft::new(&sections, &basic, &notes, &named, &mut ledger);
    draft.write(&mut facts);
    let errors = errors::read(&of(&sections, Part::Errors), &mut draft.places, &mut ledger);
    if !errors.is_empty() {
        facts.push(("errors".to_owned(), Value::List(errors)));
    }
    facts.extend(draft.examples.take().map(|examples| ("examples".to_owned(), examples)));
    around(&before, &mut ledger);
    repeated(&facts, &texts, &mut ledger);
    Ok(Reading {
        page: facts,
        method: named.method,
        path: named.path,
        host: named.host,
        places: draft.places,
        unread: unread(&texts, &ledger),
        texts,
        navigation: ledger.navigated(),
        guesses: ledger.guesses,
        open: ledger.open,
    })
}

/// The lines of all sections of a kind.
fn of(sections: &[Section], part: Part) -> Vec<Line> {
    let wanted = sections.iter().filter(|section| section.part == part);
    wanted.flat_map(|section| section.lines.iter().cloned()).collect()
}

/// What stands before the fields.
fn head(before: &[Line], basic: &Basic, notes: &Notes, named: &endpoint::Named, ledger: &mut Ledger) -> Map {
    let title = title::find(before, basic.permission.as_deref(), notes.first.as_deref(), ledger);
    let title = title.unwrap_or_else(|| {
        let last = named.path.trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        ledger.guess(
            0,
            "title",
            format!("`{last}`: the page's copied text has no title, so the end of the URL"),
        );
        last
    });
    let mut facts = vec![
        ("title".to_owned(), Value::Text(title)),
        ("method".to_owned(), Value::word(&named.method)),
        ("host".to_owned(), Value::word(&named.host_name)),
        ("path".to_owned(), Value::Text(named.path.clone())),
    ];
    let optional = [("scope", &basic.scope), ("permission", &basic.permission)];
    for (key, value) in optional {
        facts.extend(value.clone().map(|value| (key.to_owned(), Value::Text(value))));
    }
    if !notes.all.is_empty() {
        facts.push(("notes".to_owned(), Value::List(notes.all.clone())));
    }
    facts
}

/// What stands above the page and is not its title is the site's.
fn around(before: &[Line], ledger: &mut Ledger) {
    let lines: Vec<_> = before.iter().filter(|line| !line.text.is_empty()).collect();
    let last_bullet = lines.iter().rposition(|line| line.has_bullet);
    for (at, line) in lines.iter().enumerate() {
        let is_site = last_bullet.is_some_and(|last| at <= last) || title::is_site(&line.text);
        if is_site && ledger.is_unread(line.number) {
            ledger.navigation(line.number);
        }
    }
}

/// The title stands on a page as often as its layout wants.
fn repeated(facts: &Map, lines: &[(usize, String)], ledger: &mut Ledger) {
    let title = value::get(facts, "title").and_then(Value::text).unwrap_or_default();
    for (number, text) in lines {
        if title::bare(text) == title && ledger.is_unread(*number) {
            ledger.layout(*number);
        }
    }
}

fn unread(lines: &[(usize, String)], ledger: &Ledger) -> Vec<Remark> {
    let unread = lines.iter().filter(|(number, text)| !text.is_empty() && ledger.is_unread(*number));
    unread.map(|(line, text)| Remark { line: *line, path: String::new(), text: text.clone() }).collect()
}
