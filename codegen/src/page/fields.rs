//! The lines of a table of fields in, the fields out.

use super::columns;
use super::header::{self, Header};
use super::ledger::Ledger;
use super::lines::Line;
use super::rows;
use super::types::Type;

/// A field as its page lists it.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// With the way to it, where the page writes that: `data.list`.
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) ty: Type,
    pub(super) is_required: bool,
    pub(super) sample: Option<String>,
    pub(super) fixed: Option<String>,
    pub(super) default: Option<String>,
    pub(super) doc: Option<String>,
    /// How many marks stand before it, for the fields that it is in.
    pub(super) depth: usize,
    /// How many spaces its line starts with.
    pub(super) indent: usize,
    /// The heading of the table it stands in, if that is no part of the page's own: a struct's name.
    pub(super) table: Option<String>,
}

impl Listed {
    pub(super) fn new(name: &str, ty: Type, line: usize) -> Self {
        Self {
            name: name.to_owned(),
            line,
            ty,
            is_required: false,
            sample: None,
            fixed: None,
            default: None,
            doc: None,
            depth: 0,
            indent: 0,
            table: None,
        }
    }

    /// What the page says of a field that is left out, so that it is not lost.
    pub(super) fn said(&self) -> String {
        let said = [&self.sample, &self.fixed, &self.default, &self.doc].into_iter().flatten();
        said.fold(String::new(), |told, words| told + "; it says: " + words)
    }

    /// Adds a line of the page's words.
    pub(super) fn say(&mut self, text: &str) {
        match &mut self.doc {
            Some(doc) => {
                doc.push('\n');
                doc.push_str(text);
            }
            None => self.doc = Some(text.to_owned()),
        }
    }
}

/// More fields than any page's table has.
const MOST: usize = 5_000;

/// Reads the fields of a section, and tells what in it is none.
pub(super) fn read(lines: &[Line], ledger: &mut Ledger) -> Vec<Listed> {
    let mut fields: Vec<Listed> = Vec::new();
    let mut head: Option<Header<'_>> = None;
    let mut table = None;
    // Whether the lines are about a field that could not be read.
    let mut is_lost = false;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.text.is_empty()) {
        if let Some(named) = Header::read(&line.text) {
            ledger.layout(line.number);
            header::tell(named.unknown(), line.number, ledger);
            head = Some(named);
            continue;
        }
        if let Some(name) = caption(at, lines) {
            ledger.fact(line.number);
            table = Some(name);
            head = None;
            continue;
        }
        if is_run_together_header(&line.text) {
            ledger.layout(line.number);
            header::tell(header::unknown(&line.text), line.number, ledger);
            continue;
        }
        if let Some((name, ty)) = columns::of_unknown_type(&line.text) {
            let text = format!("left out: `{name}` is of a type that no spec has: `{ty}`");
            ledger.decide(line.number, "", text);
            is_lost = true;
            continue;
        }
        let row = rows::read(line, head.as_ref(), ledger);
        is_lost &= row.is_none();
        if is_lost {
            continue;
        }
        if row.is_some() && fields.len() == MOST {
            let text = format!("more than {MOST} fields: this line and those below it are not read");
            ledger.decide(line.number, "", text);
            break;
        }
        if let Some(mut field) = row {
            ledger.fact(line.number);
            field.table.clone_from(&table);
            field.indent = line.raw.chars().take_while(|first| first.is_whitespace()).count();
            fields.push(field);
        } else if let Some(field) = fields.last_mut().filter(|_| head.is_none()) {
            ledger.fact(line.number);
            tell(field, &line.text);
        } else if let Some(field) = fields.last_mut().filter(|_| columns::cells(&line.text).is_none()) {
            // A cell that goes over several lines.
            ledger.fact(line.number);
            field.say(&line.text);
            let why = "taken for a further line of the words of the field above";
            ledger.guess(line.number, &field.name, why.to_owned());
        }
    }
    by_indent(&mut fields);
    fields
}

/// Where no marks say which fields a field is in, its indentation does, below those that can hold others.
fn by_indent(fields: &mut [Listed]) {
    if fields.iter().any(|field| field.depth > 0 || field.name.contains('.')) {
        return;
    }
    let mut around: Vec<usize> = Vec::new();
    for field in fields {
        while around.last().is_some_and(|above| *above >= field.indent) {
            around.pop();
        }
        field.depth = around.len();
        if ["struct", "list", "map"].contains(&field.ty.kind) {
            around.push(field.indent);
        }
    }
}

/// A line below a field's name in the layout without columns.
fn tell(field: &mut Listed, text: &str) {
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
        field.say(text);
    }
}

/// Whether a text is one value, and no words behind it.
fn is_single(text: &str) -> bool {
    !text.contains([',', '\u{ff0c}', '。', ';', '\u{ff1b}', '(', '\u{ff08}', ' '])
}

/// `固定值"application/json"`, with or without quotes and a colon; and the words behind it.
pub(super) fn fixed(text: &str) -> Option<(&str, &str)> {
    const QUOTES: [char; 5] = ['"', '“', '”', '\'', '`'];
    const ENDS: [char; 8] = [',', '\u{ff0c}', '。', ';', '\u{ff1b}', ' ', '(', '\u{ff08}'];
    let rest = text.strip_prefix("固定值")?.trim();
    let rest = rest.trim_start_matches(['为', ':', '\u{ff1a}', ' ']);
    let (value, behind) = match rest.strip_prefix(QUOTES) {
        Some(quoted) => quoted.split_once(QUOTES)?,
        None => rest.split_at(rest.find(ENDS).unwrap_or(rest.len())),
    };
    let words = behind.trim_start_matches(ENDS);
    // `1或2` is no fixed value, and neither is `见附录`.
    let is_one = behind.is_empty() || words.len() < behind.len() && !words.starts_with(['或', '和', '/']);
    let is_value = !value.is_empty() && value.chars().all(|letter| letter.is_ascii_graphic());
    (is_one && is_value).then_some((value, words))
}

/// The name of the struct whose table starts below: a line of its own before a table's first row.
fn caption(at: usize, lines: &[Line]) -> Option<String> {
    let next = lines[at + 1..].iter().find(|line| !line.text.is_empty())?;
    Header::read(&next.text)?;
    let text = lines[at].text.trim_start_matches('#').trim();
    let name = ["字段说明", "参数说明", "对象说明", "结构说明", "结构", "字段", "对象", "说明", "参数"]
        .iter()
        .fold(text, |text, word| text.strip_suffix(word).unwrap_or(text).trim_end_matches(['的', ' ']));
    columns::is_name(name).then(|| name.to_owned())
}

/// The names of the columns, run together as the rows are.
pub(super) fn is_run_together_header(text: &str) -> bool {
    ["名称类型", "参数类型", "名称描述", "名称字段类型", "参数名类型", "字段类型"]
        .iter()
        .any(|start| text.starts_with(start))
        && columns::run_together(text).is_none()
}
