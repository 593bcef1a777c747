//! The lines of tables of fields in, the tables out.

use super::columns;
use super::header::{self, Header};
use super::labels;
use super::ledger::Ledger;
use super::lines::Line;
use super::listed::{Listed, Of, Table};
use super::prose::fixed;
use super::rows;

/// More fields than any page's table has.
const MOST: usize = 5_000;

/// What is told of a line of words that stands below others.
const FURTHER: &str = "taken for a further line of the words of the field above";

/// What a line of words is to the row above it.
#[derive(Clone, Copy, PartialEq)]
enum Below {
    /// The first one.
    Row,
    /// A further one.
    Words,
    /// A further one, from which no facts are read.
    Asides,
    /// Nothing, for the row could not be read.
    Lost,
    /// Nothing.
    Nothing,
}

/// Reads the tables of a section, and tells what in it is none.
pub(super) fn read(lines: &[Line], ledger: &mut Ledger) -> Vec<Table> {
    let filled: Vec<_> = lines.iter().filter(|line| !line.text.is_empty()).collect();
    let first = Table { of: Of::Section, fields: Vec::new() };
    let mut reader = Reader { tables: vec![first], head: None, next: None, below: Below::Nothing, count: 0 };
    for (at, line) in filled.iter().enumerate() {
        let next = filled.get(at + 1).map(|line| line.text.as_str());
        if !reader.line(line, next, ledger) {
            let text = format!("more than {MOST} fields: this line and those below it are not read");
            ledger.decide(line.number, "", text);
            break;
        }
    }
    reader.tables
}

struct Reader<'l> {
    tables: Vec<Table>,
    head: Option<Header<'l>>,
    /// What the table is about that the next line starts.
    next: Option<Of>,
    below: Below,
    count: usize,
}

impl<'l> Reader<'l> {
    /// Reads a line, but for one too many.
    fn line(&mut self, line: &'l Line, next: Option<&str>, ledger: &mut Ledger) -> bool {
        if is_header(&line.text) {
            self.header(line, ledger);
            return true;
        }
        let row = rows::read(line, self.head.as_ref(), ledger).or_else(|| self.doubtful(line));
        if let Some(field) = row {
            return self.row(field, line, ledger);
        }
        if let Some(of) = self.caption(&line.text, next) {
            // What is no caption is told among the lines that became nothing.
            if let Of::Struct(name) = &of {
                ledger.fact(line.number);
                if labels::caption(&line.text).is_none() {
                    let text = format!("`{}` is taken for the caption of the table of `{name}`", line.text);
                    ledger.guess(line.number, "", text);
                }
            }
            self.next = Some(of);
            self.below = Below::Nothing;
            return true;
        }
        self.words(line, next, ledger);
        true
    }

    fn header(&mut self, line: &'l Line, ledger: &mut Ledger) {
        ledger.layout(line.number);
        self.head = Header::read(&line.text);
        let unknown = self.head.as_ref().map_or_else(|| header::unknown(&line.text), Header::unknown);
        header::tell(unknown, line.number, ledger);
        let of = self.next.take().unwrap_or_else(|| self.uncaptioned(line, ledger));
        self.tables.push(Table { of, fields: Vec::new() });
        self.below = Below::Nothing;
    }

    /// What a table is about that has no caption.
    fn uncaptioned(&self, line: &Line, ledger: &mut Ledger) -> Of {
        let Some(last) = self.tables.last() else { return Of::Section };
        if last.of != Of::Section {
            return Of::Unknown("the table above is a struct's, and this one has no caption".to_owned());
        }
        if last.fields.iter().any(|field| ["struct", "list", "map"].contains(&field.ty.kind)) {
            let why = "a table without a caption: its fields are taken to stand beside those above it";
            ledger.guess(line.number, "", why.to_owned());
        }
        Of::Section
    }

    fn row(&mut self, mut field: Listed, line: &Line, ledger: &mut Ledger) -> bool {
        self.count += 1;
        if self.count > MOST {
            return false;
        }
        if field.why_not.is_none() {
            ledger.fact(line.number);
        }
        let around = line.raw.trim_start().strip_prefix('|').unwrap_or_default();
        field.indent = [line.raw.as_str(), around].iter().map(|text| spaces(text)).sum();
        if let Some(of) = self.next.take() {
            self.tables.push(Table { of, fields: Vec::new() });
        }
        self.below = if field.why_not.is_some() { Below::Lost } else { Below::Row };
        if let Some(table) = self.tables.last_mut() {
            table.fields.push(field);
        }
        true
    }

    /// Whether the next line stands directly below a row.
    fn is_first(&self) -> bool {
        [Below::Row, Below::Lost].contains(&self.below)
    }

    /// One word that may be a row, where it is not the words of the one above.
    fn doubtful(&self, line: &Line) -> Option<Listed> {
        let (name, ty) = columns::doubtful(&line.text).filter(|_| !self.is_first())?;
        let why = format!("this line may be a field `{name}` of the type `{ty}`");
        self.head.is_none().then(|| Listed::left_out(name, why, line.number))
    }

    /// What the table is about that starts below a line, if one does.
    fn caption(&self, text: &str, next: Option<&str>) -> Option<Of> {
        let next = next?;
        let is_first = self.head.is_none() && self.is_first();
        let starts = is_header(next);
        let is_row = || {
            columns::run_together(next).is_some() || columns::cells(next).is_some_and(|cells| cells.len() > 2)
        };
        if columns::cells(text).is_some() || !starts && !is_row() {
            return None;
        }
        let unknown = || Some(Of::Unknown(format!("nothing says what the table below `{text}` is about")));
        // Rows without a header go on, unless a struct is named that is still empty.
        let named = labels::caption(text).filter(|name| starts || self.is_hollow(name));
        if let Some(name) = named.filter(|_| starts || !is_first) {
            return Some(Of::Struct(name.to_owned()));
        }
        // The first line below a row is its words, but for what a caption looks like.
        if named.is_some() && labels::heads_fields(text) {
            return unknown();
        }
        if self.tables.iter().all(|table| table.fields.is_empty()) || is_first {
            return None;
        }
        if starts {
            return labels::only_name(text).map_or_else(unknown, |name| Some(Of::Struct(name.to_owned())));
        }
        labels::heads_fields(text).then(unknown).flatten()
    }

    /// Whether a name is that of a field, or of its type, of which no table has said yet what it holds.
    fn is_hollow(&self, name: &str) -> bool {
        let is_told = self.tables.iter().any(|table| table.of == Of::Struct(name.to_owned()));
        let mut fields = self.tables.iter().flat_map(|table| &table.fields);
        !is_told && fields.any(|field| field.is_of(name))
    }

    /// A line that is about the field above it, or about none.
    fn words(&mut self, line: &Line, next: Option<&str>, ledger: &mut Ledger) {
        let is_table = self.head.is_some();
        let Some(field) = self.tables.last_mut().and_then(|table| table.fields.last_mut()) else { return };
        if [Below::Nothing, Below::Lost].contains(&self.below) {
            self.below = Below::Nothing;
            return;
        }
        if is_table && columns::cells(&line.text).is_some() {
            return;
        }
        if !is_table && tell(field, &line.text) {
            return ledger.fact(line.number);
        }
        let is_said = is_table && field.doc.is_some();
        if self.below == Below::Row && !is_said {
            ledger.fact(line.number);
            field.say(&line.text);
            let is_label = labels::is_only_label(&line.text, next);
            self.below = if is_label { Below::Asides } else { Below::Words };
            if is_table {
                ledger.guess(line.number, &field.name, FURTHER.to_owned());
            }
            return;
        }
        if labels::is_label(&line.text, next) {
            self.below = Below::Nothing;
            return;
        }
        ledger.fact(line.number);
        // Behind a label the values that a field can have are its own.
        let is_listed = labels::is_pair(&line.text) && field.asides.is_empty();
        let is_aside = self.below == Below::Asides || labels::is_aside(&line.text, &field.name);
        if is_aside && !is_listed {
            field.asides.push(line.text.clone());
            self.below = Below::Asides;
        } else {
            field.say(&line.text);
        }
        if is_table || !labels::is_pair(&line.text) {
            ledger.guess(line.number, &field.name, FURTHER.to_owned());
        }
    }
}

fn spaces(text: &str) -> usize {
    text.chars().take_while(|first| first.is_whitespace()).count()
}

/// A line below a field's name in the layout without columns that says one of its facts.
fn tell(field: &mut Listed, text: &str) -> bool {
    let behind = |word: &str| {
        let rest = text.strip_prefix(word)?.trim_start();
        Some(rest.strip_prefix([':', '\u{ff1a}'])?.trim())
    };
    if let Some(sample) = behind("示例").or_else(|| behind("示例值")).filter(|_| field.sample.is_none())
    {
        field.sample = Some(sample.to_owned());
    } else if let Some((value, words)) = fixed(text).filter(|_| field.fixed.is_none()) {
        field.fixed = Some(value.to_owned());
        if !words.is_empty() {
            field.say(words);
        }
    } else if let Some(default) = behind("默认值").filter(|value| field.default.is_none() && is_single(value))
    {
        field.default = Some(default.to_owned());
    } else {
        return false;
    }
    true
}

/// Whether a text is one value, and no words behind it.
fn is_single(text: &str) -> bool {
    !text.contains([',', '\u{ff0c}', '。', ';', '\u{ff1b}', '(', '\u{ff08}', ' '])
}

/// Whether a line names the columns of a table.
fn is_header(text: &str) -> bool {
    Header::is(text) || is_run_together_header(text)
}

/// The names of the columns, run together as the rows are.
pub(super) fn is_run_together_header(text: &str) -> bool {
    ["名称类型", "参数类型", "名称描述", "名称字段类型", "参数名类型", "字段类型"]
        .iter()
        .any(|start| text.starts_with(start))
        && columns::run_together(text).is_none()
}
