//! A line of the error table in, its row out.

use super::super::columns;
use super::super::header::{Column, Header};
use super::super::lines::Line;
use super::super::value::Value;

/// A row of the table.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) status: i64,
    pub(super) code: i64,
    pub(super) words: Vec<String>,
    /// Whether it stood on one line, with all its cells.
    pub(super) is_whole: bool,
    /// Where lines start that are surely no part of it.
    pub(super) until: usize,
}

impl Row {
    /// As a spec has it.
    pub(super) fn value(&self) -> Value {
        let mut words = self.words.iter();
        let text = words.next().cloned().unwrap_or_default();
        let advice: Vec<_> = words.filter(|word| !word.is_empty()).cloned().collect();
        let mut row = vec![
            ("status".to_owned(), Value::word(self.status)),
            ("code".to_owned(), Value::word(self.code)),
            ("text".to_owned(), Value::Text(text)),
        ];
        if !advice.is_empty() {
            row.push(("advice".to_owned(), Value::Text(advice.join("\n"))));
        }
        Value::Map(row)
    }
}

/// The row of a line, if it is one.
pub(super) fn read(line: &Line, header: Option<&Header<'_>>, has_status: bool) -> Option<Row> {
    let cells = header.map_or_else(|| columns::cells(&line.text), |header| header.cells(&line.text));
    let Some(cells) = cells else {
        let (status, code) =
            if has_status { status_and_code(&line.text)? } else { (200, number(&line.text)?) };
        let row =
            Row { line: line.number, status, code, words: Vec::new(), is_whole: false, until: usize::MAX };
        return Some(row);
    };
    if let Some(header) = header.filter(|header| header.columns().len() == cells.len()) {
        return in_columns(&cells, header, line.number);
    }
    if header.is_some_and(|header| !starts_with_code(header, has_status)) {
        return None;
    }
    let numbers: Vec<_> = cells.iter().map_while(|cell| number(cell)).collect();
    let (status, code, used) = match (numbers.as_slice(), has_status) {
        ([status, code, ..], true) if is_status(*status) => (*status, *code, 2),
        ([code, ..], false) => (200, *code, 1),
        _ => return None,
    };
    let words = cells[used..].iter().map(|cell| (*cell).to_owned()).collect();
    Some(Row { line: line.number, status, code, words, is_whole: true, until: usize::MAX })
}

/// Whether a row starts with its numbers, wherever its other cells stand.
fn starts_with_code(header: &Header<'_>, has_status: bool) -> bool {
    let first = header.columns().iter().position(|column| [Column::Code, Column::Name].contains(column));
    first == Some(usize::from(has_status))
}

/// A row whose cells stand in the columns of its table: the code's text first, and behind it its advice, and what else is said.
fn in_columns(cells: &[&str], header: &Header<'_>, line: usize) -> Option<Row> {
    let at = |wanted| header.cell(cells, wanted);
    let status =
        at(Column::Status).map_or(Some(200), |cell| number(cell).filter(|status| is_status(*status)))?;
    // Some tables call the code's column as fields are called.
    let named = if header.has(Column::Code) { Column::Code } else { Column::Name };
    let code = number(at(named)?)?;
    let known = [Column::Text, Column::Doc, Column::Advice];
    let words = known.into_iter().filter_map(at).map(str::to_owned);
    let others = header.others(cells, &[&known[..], &[Column::Status, named]].concat());
    Some(Row { line, status, code, words: words.chain(others).collect(), is_whole: true, until: usize::MAX })
}

/// `2007000001` is the status 200 and the code 7000001.
fn status_and_code(text: &str) -> Option<(i64, i64)> {
    let (status, code) = text.split_at_checked(3)?;
    Some((number(status).filter(|status| is_status(*status))?, number(code.trim())?))
}

pub(super) fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}

/// Nothing that a call ends with is below 200.
fn is_status(number: i64) -> bool {
    (200..600).contains(&number)
}
