//! A row of a table of fields in, the field out, also where its cells have shifted.

use super::columns::{self, says_nothing};
use super::header::{Column, Header};
use super::ledger::Ledger;
use super::lines::Line;
use super::listed::Listed;
use super::prose::{fixed, is_always_sent};
use super::types::{Type, unmarked, without_length};

/// What stands before a field's name to show that it is below another one.
const DEPTH: [char; 7] = ['-', '.', '└', '├', '∟', '>', '─'];
/// The columns that a field has a place for.
const KNOWN: [Column; 7] = [
    Column::Name,
    Column::Type,
    Column::Required,
    Column::Sample,
    Column::Fixed,
    Column::Default,
    Column::Doc,
];

/// The field of a row, if it is one; also of one that names a field and no type that a spec has, to be left out.
pub(super) fn read(line: &Line, header: Option<&Header<'_>>, ledger: &mut Ledger) -> Option<Listed> {
    let cells = header.map_or_else(|| columns::cells(&line.text), |header| header.cells(&line.text));
    let Some(cells) = cells else { return run_together(line) };
    let named = header.filter(|header| fits(&cells, header.columns()));
    let name = named.and_then(|header| header.cell(&cells, Column::Name)).unwrap_or(cells[0]);
    let marks = name.chars().take_while(|letter| DEPTH.contains(letter)).count();
    let bare = unmarked(name.trim_start_matches([' ', '\u{3000}']).trim_start_matches(DEPTH));
    if !columns::is_name(bare) {
        let header = named.filter(|header| !bare.is_empty() && header.has(Column::Type))?;
        let left_out = untyped(&cells, header, line.number)?;
        return Some(Listed { depth: marks, name: bare.to_owned(), ..left_out });
    }
    let joined = header.and_then(|header| split_words(&cells, header.columns()));
    let mut field = match (header, &joined) {
        (Some(header), _) if named.is_some() => in_columns(&cells, header, line.number),
        (Some(header), Some(last)) => {
            let first = cells.iter().take(header.columns().len() - 1).copied();
            let cells: Vec<_> = first.chain([last.as_str()]).collect();
            ledger.guess(
                line.number,
                bare,
                "too many cells: the last ones are taken for its words".to_owned(),
            );
            in_columns(&cells, header, line.number)
        }
        _ => by_content(&cells, line.number).inspect(|_| {
            let why = if header.is_some() {
                "its cells do not fit the columns"
            } else {
                "its table names no columns"
            };
            ledger.guess(line.number, bare, format!("{why}: they were told apart by what they hold"));
        }),
    }
    .or_else(|| untyped(&cells, header?, line.number))?;
    bare.clone_into(&mut field.name);
    field.depth = marks;
    Some(field)
}

/// The field of a row without columns.
fn run_together(line: &Line) -> Option<Listed> {
    if let Some((name, ty)) = columns::unreadable(&line.text) {
        return Some(Listed::left_out(name, unknown_type(name, ty), line.number));
    }
    let row = columns::run_together(&line.text)?;
    let field = Listed { is_required: row.is_required, ..Listed::new(row.name, row.ty, line.number) };
    let asides = row.said.iter().map(|said| {
        let about = if columns::is_conditional(said) { "必填" } else { "类型" };
        format!("{about}: {said}")
    });
    Some(Listed { asides: asides.collect(), ..field })
}

pub(super) fn unknown_type(name: &str, ty: &str) -> String {
    if columns::is_name(name) {
        format!("`{name}` is of a type that no spec has: `{ty}`")
    } else {
        format!("`{name}` is no field's name, and looks like one, of the type `{ty}`")
    }
}

/// A row that has all its table's columns, and no type that is known.
fn untyped(cells: &[&str], header: &Header<'_>, line: usize) -> Option<Listed> {
    let ty = header.cell(cells, Column::Type).filter(|_| cells.len() == header.columns().len())?;
    let name = header.cell(cells, Column::Name)?;
    let mut field = Listed::left_out(name, unknown_type(name, ty), line);
    for text in header.cell(cells, Column::Doc).into_iter().filter(|text| !says_nothing(text)) {
        field.say(text);
    }
    Some(field)
}

/// Whether a row's cells stand in the columns of its table.
fn fits(cells: &[&str], columns: &[Column]) -> bool {
    cells.len() == columns.len()
        && cells.iter().zip(columns).all(|(cell, column)| match column {
            Column::Type => Type::in_column(cell).is_some(),
            Column::Required => says_nothing(cell) || columns::required_in_column(cell).is_some(),
            _ => true,
        })
}

/// The words of a row that has a separator in them, if its other cells stand in their columns.
fn split_words(cells: &[&str], columns: &[Column]) -> Option<String> {
    let last = columns.len().checked_sub(1)?;
    let is_longer = cells.len() > columns.len() && columns[last] == Column::Doc;
    (is_longer && fits(&cells[..columns.len()], columns)).then(|| cells[last..].join(" | "))
}

fn in_columns(cells: &[&str], header: &Header<'_>, line: usize) -> Option<Listed> {
    let of = |wanted: Column| header.cell(cells, wanted).filter(|cell| !says_nothing(cell));
    let mut field =
        Listed::new(of(Column::Name).unwrap_or(cells[0]), Type::in_column(of(Column::Type)?)?, line);
    let required = of(Column::Required);
    field.is_required = required.and_then(columns::required_in_column).unwrap_or(false);
    let sometimes =
        required.filter(|cell| columns::is_conditional(cell)).map(|cell| (Column::Required, cell));
    let long =
        of(Column::Type).filter(|cell| without_length(cell).is_some()).map(|cell| (Column::Type, cell));
    for (column, cell) in [long, sometimes].into_iter().flatten() {
        let about = header.name(column).unwrap_or_default();
        field.asides.push(format!("{about}: {cell}"));
    }
    field.sample = of(Column::Sample).map(str::to_owned);
    let (fixed, doubtful) = match of(Column::Fixed) {
        Some(cell) if is_always_sent(cell, of(Column::Doc).unwrap_or_default()) => (Some(cell), None),
        cell => (None, cell),
    };
    field.fixed = fixed.map(str::to_owned);
    field.default = of(Column::Default).map(str::to_owned);
    describe(&mut field, of(Column::Doc));
    if let Some(cell) = doubtful {
        field.say(&format!("固定值: {cell}"));
    }
    header.others(cells, &KNOWN).iter().for_each(|other| field.say(other));
    Some(field)
}

/// The cells in the only way in which they make sense: one is a type, one says whether the field is required, and what
/// is left is the field's words, or a sample before them.
fn by_content(cells: &[&str], line: usize) -> Option<Listed> {
    let is_type = |cell: &&&str| Type::read(cell).is_some();
    let ty = *cells[1..].iter().find(is_type)?;
    let mut field = Listed::new(cells[0], Type::read(ty)?, line);
    let required = cells[1..].iter().find(|cell| columns::required(cell).is_some());
    field.is_required = required.is_some_and(|cell| columns::required(cell) == Some(true));
    let used =
        |cell: &str| cell == ty || required.is_some_and(|required| *required == cell) || says_nothing(cell);
    let rest: Vec<_> = cells[1..].iter().copied().filter(|cell| !used(cell)).collect();
    let (doc, before) = rest.split_last().map_or((None, &[][..]), |(last, before)| (Some(*last), before));
    // Words are no sample.
    let sample = before.first().filter(|sample| sample.is_ascii());
    field.sample = sample.map(|sample| (*sample).to_owned());
    for text in before.iter().skip(usize::from(sample.is_some())) {
        field.say(text);
    }
    describe(&mut field, doc);
    Some(field)
}

/// A field's words, of which some say that it has one value only.
fn describe(field: &mut Listed, doc: Option<&str>) {
    let Some(doc) = doc else { return };
    let (value, words) = fixed(doc).filter(|_| field.fixed.is_none()).unzip();
    field.fixed = value.map(str::to_owned).or_else(|| field.fixed.take());
    let words = words.unwrap_or(doc);
    if !words.is_empty() {
        field.say(words);
    }
}
