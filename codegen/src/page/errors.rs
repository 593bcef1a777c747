//! The lines of the error table in, its rows out.

use std::collections::BTreeMap;

use super::columns;
use super::header::{self, Column, Header};
use super::ledger::Ledger;
use super::lines::Line;
use super::value::Value;

/// A row of the table.
#[derive(Debug)]
struct Row {
    line: usize,
    status: i64,
    code: i64,
    words: Vec<String>,
    /// Whether it stood on one line, with all its cells.
    is_whole: bool,
}

/// Reads the rows, as a spec has them. The lines of the codes' first rows go to `places`.
pub(super) fn read(lines: &[Line], places: &mut BTreeMap<String, usize>, ledger: &mut Ledger) -> Vec<Value> {
    let mut rows: Vec<Row> = Vec::new();
    let mut head: Option<Header<'_>> = None;
    let (mut has_status, mut is_named) = (true, false);
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        if let Some(named) = Header::read(&line.text) {
            has_status = named.has(Column::Status);
            header::tell(named.unknown(), line.number, ledger);
            head = Some(named);
            is_named = true;
            ledger.layout(line.number);
        } else if let Some(found) = run_together(&line.text) {
            (has_status, is_named) = (found, true);
            header::tell(header::unknown(&line.text), line.number, ledger);
            ledger.layout(line.number);
        } else if let Some(row) = row(line, head.as_ref(), has_status) {
            if !is_named {
                let text = format!("{} {}: the table names no columns", row.status, row.code);
                ledger.guess(line.number, "errors", text);
            } else if !has_status {
                ledger.guess(
                    line.number,
                    "errors",
                    format!("{}: the table has no HTTP status, so 200", row.code),
                );
            }
            ledger.fact(line.number);
            rows.push(row);
        } else if let Some(row) = rows.last_mut().filter(|row| !row.is_whole && row.words.len() < 2) {
            ledger.fact(line.number);
            row.words.push(line.text.clone());
        }
    }
    further_lines(lines, &mut rows, ledger);
    for row in &rows {
        places.entry(format!("errors.{}", row.code)).or_insert(row.line);
    }
    rows.iter().map(Row::value).collect()
}

/// The names of the columns, run together: whether the first is the HTTP status.
pub(super) fn run_together(text: &str) -> Option<bool> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let text = text.to_lowercase();
    let is_header = text.contains("错误码")
        && (text.ends_with("建议") || text.ends_with("描述") || text.ends_with("方案"));
    is_header.then(|| text.starts_with("http状态码") || text.starts_with("状态码"))
}

fn row(line: &Line, header: Option<&Header<'_>>, has_status: bool) -> Option<Row> {
    let cells = header.map_or_else(|| columns::cells(&line.text), |header| header.cells(&line.text));
    let Some(cells) = cells else {
        let (status, code) =
            if has_status { status_and_code(&line.text)? } else { (200, number(&line.text)?) };
        return Some(Row { line: line.number, status, code, words: Vec::new(), is_whole: false });
    };
    if let Some(header) = header.filter(|header| header.columns().len() == cells.len()) {
        return in_columns(&cells, header, line.number);
    }
    let numbers: Vec<_> = cells.iter().map_while(|cell| number(cell)).collect();
    let (status, code, used) = match (numbers.as_slice(), has_status) {
        ([status, code, ..], true) if is_status(*status) => (*status, *code, 2),
        ([code, ..], false) => (200, *code, 1),
        _ => return None,
    };
    let words = cells[used..].iter().map(|cell| (*cell).to_owned()).collect();
    Some(Row { line: line.number, status, code, words, is_whole: true })
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
    Some(Row { line, status, code, words: words.chain(others).collect(), is_whole: true })
}

/// `2007000001` is the status 200 and the code 7000001.
fn status_and_code(text: &str) -> Option<(i64, i64)> {
    let (status, code) = text.split_at_checked(3)?;
    Some((number(status).filter(|status| is_status(*status))?, number(code.trim())?))
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number: &i64| number.to_string() == text)
}

fn is_status(number: i64) -> bool {
    (100..600).contains(&number)
}

/// What stands between two rows is a part of the first one, also beyond its text and its advice.
fn further_lines(lines: &[Line], rows: &mut [Row], ledger: &mut Ledger) {
    let Some(last) = rows.last().map(|row| row.line) else { return };
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        if !ledger.is_unread(line.number) {
            continue;
        }
        let behind = rows.partition_point(|row| row.line < line.number);
        if let Some(row) = rows[..behind].last_mut().filter(|_| line.number < last) {
            ledger.fact(line.number);
            let path = format!("errors.{}", row.code);
            ledger.guess(line.number, &path, "taken for a further line of the row's advice".to_owned());
            match row.words.last_mut() {
                Some(advice) => {
                    advice.push('\n');
                    advice.push_str(&line.text);
                }
                None => row.words.push(line.text.clone()),
            }
        }
    }
}

impl Row {
    fn value(&self) -> Value {
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
