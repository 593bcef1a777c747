//! Fields as a page lists them in, each with the fields below it out: by dots, by indentation, by tables of their own.

use super::ledger::Ledger;
use super::listed::{Listed, Of, Table};
use super::tables::{self, Sub};
use super::types::Type;

/// A listed field and those that the page lists below it.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    pub(super) field: Listed,
    pub(super) below: Vec<Branch>,
}

/// How deep fields stand in each other, at most: deeper than on any page, and such that a spec can hold it.
pub(super) const MAX_DEPTH: usize = 16;

/// Puts every field where it belongs.
pub(super) fn grow(tables: Vec<Table>, path: &str, ledger: &mut Ledger) -> Vec<Branch> {
    let mut roots: Vec<Branch> = Vec::new();
    let mut subs: Vec<Sub> = Vec::new();
    for table in tables {
        match table.of {
            Of::Section => plant(&mut roots, table.fields, path, ledger),
            Of::Struct(name) => {
                let mut branches = Vec::new();
                plant(&mut branches, table.fields, &format!("{path}.{name}"), ledger);
                subs.push(Sub { name, branches });
            }
            Of::Unknown(why) => {
                for field in &table.fields {
                    let text = format!("left out: `{}`: {why}{}", field.name, field.said());
                    ledger.decide(field.line, path, text);
                }
            }
        }
    }
    tables::place(&mut roots, &subs, path, ledger);
    prune(&mut roots, path, ledger);
    roots
}

/// Puts the fields of one table into each other.
fn plant(roots: &mut Vec<Branch>, mut fields: Vec<Listed>, path: &str, ledger: &mut Ledger) {
    by_indent(&mut fields);
    for mut field in fields {
        let parts: Vec<String> = field.name.split('.').map(|part| bare(part).to_owned()).collect();
        let is_deep = parts.len().max(field.depth) > MAX_DEPTH;
        let at = if is_deep {
            let text = format!("left out: a field stands in at most {MAX_DEPTH} others{}", field.said());
            ledger.decide(field.line, path, text);
            continue;
        } else if field.depth > 0 {
            at_depth(roots, field.depth)
        } else if field.why_not.is_some() {
            Some(&mut *roots)
        } else {
            Some(along(roots, &parts[..parts.len() - 1], &field, path, ledger))
        };
        let Some(at) = at else {
            let text = format!("the field `{}` belongs to none above it{}", field.name, field.said());
            ledger.decide(field.line, path, text);
            continue;
        };
        if field.why_not.is_none() {
            field.name = parts.last().cloned().unwrap_or_default();
        }
        add(at, Branch { field, below: Vec::new() }, path, ledger);
    }
}

/// Where marks do not say which fields a field is in, its indentation does, below those that can hold others.
fn by_indent(fields: &mut [Listed]) {
    if fields.iter().any(|field| field.name.contains('.')) {
        return;
    }
    let same = |field: &Listed, other: &Listed| (field.depth == 0) == (other.depth == 0);
    for group in fields.chunk_by_mut(same) {
        let marks = group[0].depth;
        if group.iter().all(|field| field.depth == marks) {
            indented(group, marks);
        }
    }
}

/// Adds to the depth of fields in a row, all of which have as many marks.
fn indented(fields: &mut [Listed], marks: usize) {
    let mut around: Vec<usize> = Vec::new();
    for field in fields {
        while around.last().is_some_and(|above| *above >= field.indent) {
            around.pop();
        }
        field.depth = marks + around.len();
        if ["struct", "list", "map"].contains(&field.ty.kind) {
            around.push(field.indent);
        }
    }
}

/// Adds a field, unless it is there already.
pub(super) fn add(at: &mut Vec<Branch>, branch: Branch, path: &str, ledger: &mut Ledger) {
    let field = &branch.field;
    if let Some(first) = at.iter().find(|branch| branch.field.name == field.name) {
        let (name, known) = (&field.name, first.field.line);
        let text = format!("left out: `{name}` is on line {known} already{}", field.said());
        ledger.decide(field.line, &format!("{path}.{}", field.name), text);
        return;
    }
    at.push(branch);
}

/// Takes out the fields that could not be read, and tells of them and of those below them.
fn prune(branches: &mut Vec<Branch>, path: &str, ledger: &mut Ledger) {
    branches.retain(|branch| {
        let Some(why) = &branch.field.why_not else { return true };
        ledger.decide(branch.field.line, path, format!("left out: {why}{}", branch.field.said()));
        left_out_below(branch, path, ledger);
        false
    });
    for branch in branches {
        prune(&mut branch.below, &format!("{path}.{}", branch.field.name), ledger);
    }
}

fn left_out_below(branch: &Branch, path: &str, ledger: &mut Ledger) {
    for below in &branch.below {
        let (name, around) = (&below.field.name, &branch.field.name);
        let text = format!("left out: `{name}` is below `{around}`, which is left out{}", below.field.said());
        ledger.decide(below.field.line, path, text);
        left_out_below(below, path, ledger);
    }
}

/// The fields beside the last one that is indented so.
fn at_depth(branches: &mut Vec<Branch>, depth: usize) -> Option<&mut Vec<Branch>> {
    if branches.last()?.field.depth >= depth {
        return Some(branches);
    }
    let below = &mut branches.last_mut()?.below;
    if below.is_empty() { Some(below) } else { at_depth(below, depth) }
}

/// A part of a way without what says that it is a list: `goods[]`, `goods[0]`, `goods[i]`.
fn bare(part: &str) -> &str {
    let inner = part.strip_suffix(']').and_then(|part| part.split_once('['));
    let is_index =
        |index: &str| index.chars().all(|letter| letter.is_ascii_digit()) || ["i", "n"].contains(&index);
    inner.filter(|(_, index)| is_index(index)).map_or(part, |(name, _)| name)
}

/// The fields at the end of a way. What the page does not list on it is a struct, or a list where it says `[]`.
fn along<'b>(
    branches: &'b mut Vec<Branch>,
    way: &[String],
    field: &Listed,
    path: &str,
    ledger: &mut Ledger,
) -> &'b mut Vec<Branch> {
    let Some((first, rest)) = way.split_first() else { return branches };
    let at = branches.iter().position(|branch| branch.field.name == *first);
    let at = at.unwrap_or_else(|| {
        let is_list = field.name.split('.').any(|part| part != first && bare(part) == first);
        let ty = Type { kind: if is_list { "list" } else { "struct" }, inner: None, name: None };
        ledger.guess(field.line, &format!("{path}.{first}"), format!("{}: on the way to a field", ty.kind));
        branches.push(Branch { field: Listed::new(first, ty, field.line), below: Vec::new() });
        branches.len() - 1
    });
    along(&mut branches[at].below, rest, field, path, ledger)
}
