//! Fields as a page lists them in, each with the fields below it out: by dots, by indentation, by tables of their own.

use super::fields::Listed;
use super::ledger::Ledger;
use super::types::Type;

/// A listed field and those that the page lists below it.
#[derive(Debug)]
pub(super) struct Branch {
    pub(super) field: Listed,
    pub(super) below: Vec<Branch>,
}

impl Branch {
    /// What the page calls the struct that this is or holds.
    fn is_called(&self, name: &str) -> bool {
        let named = |ty: &Type| ty.name.as_deref() == Some(name);
        self.field.name == name || named(&self.field.ty) || self.field.ty.inner.as_deref().is_some_and(named)
    }
}

/// How deep fields stand in each other, at most: deeper than on any page, and such that a spec can hold it.
const MAX_DEPTH: usize = 16;

/// Puts every field where it belongs.
pub(super) fn grow(fields: Vec<Listed>, path: &str, ledger: &mut Ledger) -> Vec<Branch> {
    let mut roots: Vec<Branch> = Vec::new();
    for mut field in fields {
        let table = field.table.take();
        let parts: Vec<String> =
            field.name.split('.').map(|part| part.trim_end_matches("[]").to_owned()).collect();
        let at = if parts.len().max(field.depth) > MAX_DEPTH {
            let text = format!("left out: a field stands in at most {MAX_DEPTH} others{}", field.said());
            ledger.decide(field.line, path, text);
            continue;
        } else if let Some(table) = table {
            find(&mut roots, &table)
        } else if field.depth > 0 {
            at_depth(&mut roots, field.depth)
        } else {
            Some(along(&mut roots, &parts[..parts.len() - 1], &field, path, ledger))
        };
        let Some(at) = at else {
            let text = format!("the field `{}` belongs to none above it{}", field.name, field.said());
            ledger.decide(field.line, path, text);
            continue;
        };
        field.name = parts.last().cloned().unwrap_or_default();
        if let Some(first) = at.iter().find(|branch| branch.field.name == field.name) {
            let (name, known) = (&field.name, first.field.line);
            let text = format!("left out: `{name}` is on line {known} already{}", field.said());
            ledger.decide(field.line, &format!("{path}.{}", field.name), text);
            continue;
        }
        at.push(Branch { field, below: Vec::new() });
    }
    roots
}

/// The fields below the one whose struct has this name.
fn find<'b>(branches: &'b mut [Branch], name: &str) -> Option<&'b mut Vec<Branch>> {
    if let Some(at) = branches.iter().position(|branch| branch.is_called(name)) {
        return Some(&mut branches[at].below);
    }
    branches.iter_mut().find_map(|branch| find(&mut branch.below, name))
}

/// The fields beside the last one that is indented so.
fn at_depth(branches: &mut Vec<Branch>, depth: usize) -> Option<&mut Vec<Branch>> {
    if branches.last()?.field.depth >= depth {
        return Some(branches);
    }
    let below = &mut branches.last_mut()?.below;
    if below.is_empty() { Some(below) } else { at_depth(below, depth) }
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
        let is_list = field.name.contains(&format!("{first}[]"));
        let ty = Type { kind: if is_list { "list" } else { "struct" }, inner: None, name: None };
        ledger.guess(field.line, &format!("{path}.{first}"), format!("{}: on the way to a field", ty.kind));
        branches.push(Branch { field: Listed::new(first, ty, field.line), below: Vec::new() });
        branches.len() - 1
    });
    along(&mut branches[at].below, rest, field, path, ledger)
}
