//! The fields of a section and the tables of its structs in, each table's fields below those that it is about out.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Ledger;
use super::tree::{Branch, MAX_DEPTH, add};

/// The table of a struct.
#[derive(Debug)]
pub(super) struct Sub {
    /// What its caption names: a struct's type, or a field, also with the way to it.
    pub(super) name: String,
    pub(super) branches: Vec<Branch>,
}

/// A field by its line and name.
type Key = (usize, String);

/// More fields than the tables of structs that hold each other may become.
const MOST: usize = 5_000;

/// Which table is about what.
struct Places<'s> {
    subs: &'s [Sub],
    /// The tables of types, which many fields can be of.
    of_types: BTreeMap<&'s str, usize>,
    of_fields: BTreeMap<Key, usize>,
    used: BTreeSet<usize>,
    count: usize,
}

/// Puts the tables where they belong, and tells of those that belong nowhere, or of which nobody can say.
pub(super) fn place(roots: &mut [Branch], subs: &[Sub], path: &str, ledger: &mut Ledger) {
    let mut all = Vec::new();
    list(roots, "", &mut all);
    for sub in subs {
        list(&sub.branches, &sub.name, &mut all);
    }
    let (of_types, of_fields, used) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
    let mut places = Places { subs, of_types, of_fields, used, count: 0 };
    let mut why: BTreeMap<usize, String> = BTreeMap::new();
    for (name, tables) in by_name(subs) {
        places.assign(name, &tables, &all, &mut why, ledger);
    }
    places.fill(roots, path, &mut Vec::new(), 0, ledger);
    for (at, sub) in subs.iter().enumerate().filter(|(at, _)| !places.used.contains(at)) {
        let why = why.get(&at).map_or("belongs to none above it", String::as_str);
        lost(&sub.branches, why, path, ledger);
    }
}

fn lost(branches: &[Branch], why: &str, path: &str, ledger: &mut Ledger) {
    for branch in branches {
        let field = &branch.field;
        ledger.decide(field.line, path, format!("the field `{}` {why}{}", field.name, field.said()));
        lost(&branch.below, why, path, ledger);
    }
}

/// The tables of each name, by their places.
fn by_name(subs: &[Sub]) -> BTreeMap<&str, Vec<usize>> {
    let mut named: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, sub) in subs.iter().enumerate() {
        named.entry(&sub.name).or_default().push(at);
    }
    named
}

/// All fields below some, each with the way to it.
fn list<'b>(branches: &'b [Branch], path: &str, all: &mut Vec<(String, &'b Branch)>) {
    for branch in branches {
        let path = format!("{path}.{}", branch.field.name);
        list(&branch.below, &path, all);
        all.push((path, branch));
    }
}

impl<'s> Places<'s> {
    /// Finds out what the tables of a name are about.
    fn assign(
        &mut self,
        name: &'s str,
        tables: &[usize],
        all: &[(String, &Branch)],
        why: &mut BTreeMap<usize, String>,
        ledger: &mut Ledger,
    ) {
        let of_type = all.iter().any(|(_, branch)| branch.field.ty.is_called(name));
        let way = format!(".{name}");
        let is_of = |branch: &Branch| name.rsplit('.').next().is_some_and(|last| branch.field.is_of(last));
        let mut fields: Vec<_> = all
            .iter()
            .filter(|(path, branch)| path.ends_with(&way) && is_of(branch))
            .map(|(_, branch)| *branch)
            .collect();
        if fields.iter().any(|branch| branch.below.is_empty()) {
            fields.retain(|branch| branch.below.is_empty());
        }
        fields.sort_by_key(|branch| branch.field.line);
        let is_clear = if of_type { tables.len() == 1 } else { fields.len() == tables.len() };
        if !is_clear && (of_type || !fields.is_empty()) {
            let several = format!(
                "is left out: {} tables are called `{name}`, and it is not clear of what they are",
                tables.len()
            );
            why.extend(tables.iter().map(|table| (*table, several.clone())));
        } else if of_type {
            self.of_types.extend(tables.first().map(|table| (name, *table)));
        } else if is_clear {
            for (table, branch) in tables.iter().zip(&fields) {
                if let Some(first) = self.subs[*table].branches.first().filter(|_| fields.len() > 1) {
                    let text = format!(
                        "the table `{name}` is of the field on line {}: by their order",
                        branch.field.line
                    );
                    ledger.guess(first.field.line, "", text);
                }
                self.of_fields.insert((branch.field.line, branch.field.name.clone()), *table);
            }
        }
    }

    /// The table of a field.
    fn of(&self, branch: &Branch) -> Option<usize> {
        let key = (branch.field.line, branch.field.name.clone());
        let mut types = std::iter::successors(Some(&branch.field.ty), |ty| ty.inner.as_deref());
        let of_type = || types.find_map(|ty| self.of_types.get(ty.name.as_deref()?)).copied();
        self.of_fields.get(&key).copied().or_else(of_type)
    }

    /// Adds the fields of tables below those that they are about. A struct that holds itself holds nothing the second time.
    fn fill(
        &mut self,
        branches: &mut [Branch],
        path: &str,
        around: &mut Vec<usize>,
        depth: usize,
        ledger: &mut Ledger,
    ) {
        for branch in branches {
            let path = format!("{path}.{}", branch.field.name);
            let table = self.of(branch);
            let again =
                table.filter(|table| around.contains(table) || depth + 1 >= MAX_DEPTH || self.count > MOST);
            if let Some(table) = again {
                let name = &self.subs[table].name;
                let text = format!(
                    "left out: the fields of `{name}`, which holds itself, or is too deep or too large"
                );
                ledger.decide(branch.field.line, &path, text);
                continue;
            }
            if let Some(table) = table {
                self.used.insert(table);
                for below in &self.subs[table].branches {
                    self.count += 1;
                    add(&mut branch.below, below.clone(), &path, ledger);
                }
            }
            around.extend(table);
            self.fill(&mut branch.below, &path, around, depth + 1, ledger);
            if table.is_some() {
                around.pop();
            }
        }
    }
}
