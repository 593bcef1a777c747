//! The introduction in, its paragraphs and the samples between them out.

use super::json;
use super::ledger::Ledger;
use super::lines::Line;
use super::value::Value;

#[derive(Debug, Default)]
pub(super) struct Notes {
    /// As a spec has them.
    pub(super) all: Vec<Value>,
    /// The line on which they start.
    pub(super) line: Option<usize>,
    /// The first paragraph.
    pub(super) first: Option<String>,
    /// The samples' texts.
    pub(super) samples: Vec<String>,
}

/// After so many samples that never end no further ones are looked for: each look goes to the end of the introduction.
const MOST_UNCLOSED: usize = 20;

/// Reads an introduction. The line above a sample is its title.
pub(super) fn read(lines: &[Line], ledger: &mut Ledger) -> Notes {
    let mut notes = Notes::default();
    let (mut at, mut unclosed) = (0, 0);
    while let Some(line) = lines.get(at) {
        let rest = &lines[at..];
        let is_sample = line.text.starts_with(['{', '[']) && unclosed < MOST_UNCLOSED;
        let count = is_sample.then(|| json::lines_of(rest.iter().map(|line| line.raw.as_str()))).flatten();
        unclosed += usize::from(is_sample && count.is_none());
        if !line.text.is_empty() {
            notes.line.get_or_insert(line.number);
        }
        if let Some(count) = count {
            let sample = dedented(&rest[..count]);
            rest[..count].iter().for_each(|line| ledger.fact(line.number));
            let titled = matches!(notes.all.last(), Some(Value::Text(_)));
            let title = if titled { notes.all.pop() } else { None };
            notes.all.push(Value::Map(vec![
                ("title".to_owned(), title.unwrap_or(Value::Text(String::new()))),
                ("sample".to_owned(), Value::Text(sample.clone())),
            ]));
            notes.samples.push(sample);
            at += count;
            continue;
        }
        if !line.text.is_empty() {
            ledger.fact(line.number);
            notes.first.get_or_insert_with(|| line.text.clone());
            notes.all.push(Value::Text(line.text.clone()));
        }
        at += 1;
    }
    notes
}

/// The lines of a sample, without the indentation that all of them have.
pub(super) fn dedented(lines: &[Line]) -> String {
    let indent = |line: &Line| line.raw.chars().take_while(|first| first.is_whitespace()).count();
    let common = lines.iter().filter(|line| !line.text.is_empty()).map(indent).min().unwrap_or(0);
    let cut = |line: &Line| line.raw.chars().skip(common).collect::<String>();
    let text = lines.iter().map(cut).collect::<Vec<_>>().join("\n");
    text.trim_matches('\n').to_owned()
}
