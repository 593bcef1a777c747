//! The lines of the error table in, its rows out.

mod row;

use std::collections::BTreeMap;

use super::columns;
use super::header::{self, Column, Header};
use super::ledger::Ledger;
use super::lines::Line;
use super::value::Value;
use row::{Row, number};

/// What may stand below the lines read so far.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
enum State {
    #[default]
    Open,
    /// Words stand below the last row.
    Interrupted,
    /// What stands below is no row of it.
    Over,
}

/// The table that the lines are of.
#[derive(Default)]
struct Table<'l> {
    head: Option<Header<'l>>,
    /// Whether its head starts with its edge.
    has_edge: bool,
    has_no_status: bool,
    is_named: bool,
    state: State,
    /// How many digits the shortest code has that starts a line.
    shortest: Option<usize>,
    rows: Vec<Row>,
}

/// Reads the rows, as a spec has them. The lines of the codes' first rows go to `places`.
pub(super) fn read(lines: &[Line], places: &mut BTreeMap<String, usize>, ledger: &mut Ledger) -> Vec<Value> {
    let filled: Vec<_> = lines.iter().filter(|line| !line.text.is_empty()).collect();
    let mut table = Table::default();
    let mut at = 0;
    while let Some(line) = filled.get(at) {
        if let Some(count) = stacked(filled[at..].iter().copied()) {
            filled[at..at + count].iter().for_each(|line| ledger.layout(line.number));
            table.start(None, true);
            at += count;
            continue;
        }
        if !table.head(line, ledger) {
            table.line(line, ledger);
        }
        at += 1;
    }
    let mut rows = table.rows;
    of_last(&filled, rows.last(), ledger);
    further_lines(lines, &mut rows, ledger);
    for row in &rows {
        places.entry(format!("errors.{}", row.code)).or_insert(row.line);
    }
    rows.iter().map(Row::value).collect()
}

impl<'l> Table<'l> {
    /// Starts another table.
    fn start(&mut self, head: Option<Header<'l>>, has_no_status: bool) {
        let rows = std::mem::take(&mut self.rows);
        *self = Self { head, has_no_status, is_named: true, rows, ..Self::default() };
    }

    /// Whether a line is a table's head. Below one that is of other things no row is read.
    fn head(&mut self, line: &'l Line, ledger: &mut Ledger) -> bool {
        if let Some(head) = Header::of_errors(&line.text) {
            if head.has(Column::Type) || !head.has(Column::Code) && !head.has(Column::Name) {
                self.end(line.number);
                return true;
            }
            header::tell(head.unknown(), line.number, ledger);
            let has_no_status = !head.has(Column::Status);
            self.start(Some(head), has_no_status);
            self.has_edge = line.text.starts_with('|');
        } else if let Some(has_status) = run_together(&line.text) {
            header::tell(header::unknown(&line.text), line.number, ledger);
            self.start(None, !has_status);
        } else {
            return false;
        }
        ledger.layout(line.number);
        true
    }

    /// Nothing below is a part of the rows above.
    fn end(&mut self, line: usize) {
        self.state = State::Over;
        self.cut(line);
    }

    /// Nothing from a line on is a part of the row above.
    fn cut(&mut self, line: usize) {
        if let Some(row) = self.rows.last_mut() {
            row.until = row.until.min(line);
        }
    }

    /// Whether a row's first cell is one with that of the row above: what it has is not certain.
    fn is_merged(&self, line: &Line) -> bool {
        self.head.is_some() && !self.has_edge && line.text.starts_with('|')
    }

    /// Reads a row, or a line of one.
    fn line(&mut self, line: &Line, ledger: &mut Ledger) {
        if header::names_column(&line.text) {
            self.end(line.number);
        }
        let is_over = self.state == State::Over && self.head.is_some();
        let found = self.row(line).filter(|_| !is_over);
        // A code has words, and they are no number.
        let is_number = self.rows.last().is_some_and(|row| !row.is_whole && !row.words.is_empty())
            && number(&line.text).is_some();
        let is_other = found.as_ref().map_or(is_number, |row| !row.is_whole && !self.is_alike(row));
        if is_other {
            // A number that is no row of this table is another one's.
            self.end(line.number);
        } else if let Some(row) = found {
            self.tell(&row, ledger);
            ledger.fact(line.number);
            self.state = State::Open;
            if !row.is_whole && row.code > 0 {
                self.shortest =
                    Some(self.shortest.map_or(digits(row.code), |known| known.min(digits(row.code))));
            }
            self.rows.push(row);
        } else if self.is_merged(line) {
            self.cut(line.number);
        } else if self.state != State::Over {
            self.state = if columns::cells(&line.text).is_none() { State::Interrupted } else { State::Open };
            if let Some(row) = self.rows.last_mut().filter(|row| !row.is_whole && row.words.len() < 2) {
                ledger.fact(line.number);
                row.words.push(line.text.clone());
                self.state = State::Open;
            }
        }
    }

    fn row(&self, line: &Line) -> Option<Row> {
        if self.is_merged(line) { None } else { row::read(line, self.head.as_ref(), !self.has_no_status) }
    }

    fn tell(&self, row: &Row, ledger: &mut Ledger) {
        let text = if !self.is_named {
            format!("{} {}: the table names no columns", row.status, row.code)
        } else if self.has_no_status {
            format!("{}: the table has no HTTP status, so 200", row.code)
        } else if row.is_whole && self.state == State::Interrupted {
            format!("{}: words stand between it and its table", row.code)
        } else {
            return;
        };
        ledger.guess(row.line, "errors", text);
    }

    /// Whether a code is as long as those above, which start a line as well: `1001` is none of theirs if they are `2002119001`.
    fn is_alike(&self, row: &Row) -> bool {
        row.code <= 0 || self.shortest.is_none_or(|shortest| digits(row.code) * 2 >= shortest)
    }
}

fn digits(code: i64) -> usize {
    code.unsigned_abs().to_string().len()
}

/// Below the last row no further one says where its words end.
fn of_last(filled: &[&Line], last: Option<&Row>, ledger: &mut Ledger) {
    let Some(row) = last.filter(|row| !row.is_whole && row.words.len() == 2) else { return };
    if filled.iter().any(|line| line.number > row.line && ledger.is_unread(line.number)) {
        let text = "the row's advice, as far as that can be known: lines stand below it that are none";
        ledger.guess(row.line, &format!("errors.{}", row.code), text.to_owned());
    }
}

/// Whether a line names the columns of an error table.
pub(super) fn is_head(text: &str) -> bool {
    run_together(text).is_some() || Header::of_errors(text).is_some()
}

/// How many lines name a column each, the code's first, and only words behind it.
pub(super) fn stacked<'l>(lines: impl Iterator<Item = &'l Line>) -> Option<usize> {
    const MOST: usize = 3;
    let mut names = lines.filter(|line| !line.text.is_empty()).map_while(|line| header::column(&line.text));
    let is_code = names.next() == Some(Column::Code);
    let words = names.take_while(|column| [Column::Text, Column::Doc, Column::Advice].contains(column));
    let count = 1 + words.take(MOST).count();
    (is_code && (2..=MOST).contains(&count)).then_some(count)
}

/// The names of the columns, run together: whether the first is the HTTP status.
pub(super) fn run_together(text: &str) -> Option<bool> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let text = text.to_lowercase();
    let is_header = text.contains("错误码")
        && (text.ends_with("建议") || text.ends_with("描述") || text.ends_with("方案"));
    is_header.then(|| text.starts_with("http状态码") || text.starts_with("状态码"))
}

/// What stands between two rows is a part of the first one, also beyond its text and its advice.
fn further_lines(lines: &[Line], rows: &mut [Row], ledger: &mut Ledger) {
    let Some(last) = rows.last().map(|row| row.line) else { return };
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        if !ledger.is_unread(line.number) {
            continue;
        }
        let behind = rows.partition_point(|row| row.line < line.number);
        if let Some(row) = rows[..behind].last_mut().filter(|row| line.number < last.min(row.until)) {
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
