//! The rules over several fields of a request, as they were and as they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::at::At;
use super::change::{Change, Kind, Verdict, said};
use super::{Both, reordered};
use crate::api::{Endpoint, Pagination, Path, Relation, Says};
use form::Form;
use stated::{Rule, is_turned, pairs, stated, structs};

mod form;
mod stated;

/// What a rule that lets less through means.
const TIGHTER: &str = "calls that were right are wrong now";
/// What another rule means for the client.
const CHECKED: &str = "what is checked before sending is something else";

pub(super) fn compare(at: &At, both: Both<&Endpoint>) -> Vec<Change> {
    let rules = at.below(&["page", "rules"]);
    let stated = both.map(stated);
    let mut changes = Vec::new();
    for pair in pairs(Both { old: &stated.old[..], new: &stated.new[..] }) {
        let is_tighter = |new: &Rule<'_>| new.is_checked && !stated.old.iter().any(|old| old.covers(new));
        match pair {
            (Some(old), Some(new)) => {
                let at = rules.below_either(&old.step, &new.step);
                changes.extend(one(&at, Both { old, new }, is_tighter(new)));
            }
            (Some(old), None) => {
                let says = said("the rule is gone", &[]);
                changes.push(limit(rules.below(&[&old.step]).change(Kind::Removed, says), old, false));
            }
            (None, Some(new)) => {
                let says = said("the rule is new", &[]);
                let change = rules.below(&[&new.step]).change(Kind::Added, says);
                changes.push(limit(change, new, is_tighter(new)));
            }
            (None, None) => {}
        }
    }
    changes.extend(order(&rules, both));
    changes.extend(pages(&rules.below(&["pagination"]), both.map(|endpoint| endpoint.pagination.as_ref())));
    changes
}

/// A rule that is new, or gone.
fn limit(change: Change, rule: &Rule<'_>, is_tighter: bool) -> Change {
    if rule.is_checked { checked(change, is_tighter) } else { change.wording() }
}

fn checked(change: Change, is_tighter: bool) -> Change {
    change.wire(Verdict::of(is_tighter, TIGHTER, "")).behaviour(Verdict::no(CHECKED))
}

fn one(at: &At, both: Both<&Rule<'_>>, is_tighter: bool) -> Vec<Change> {
    let mut changes = Vec::new();
    let inferred = both.differ(|rule| rule.relation.inferred);
    if both.differ(|rule| rule.is_checked) {
        let says =
            if both.new.is_checked { "the rule is checked now" } else { "the rule is only documented now" };
        let at = if inferred { at.below(&["inferred"]) } else { at.clone() };
        changes.push(checked(at.changed(said(says, &[])), is_tighter));
    } else if inferred {
        changes.push(at.below(&["inferred"]).reworded(said("documentation alone says it", &[])));
    }
    changes.extend(meaning(at, both, is_tighter));
    if both.differ(|rule| rule.relation.doc.as_deref()) {
        changes.push(at.below(&["doc"]).reworded(said("the words have changed", &[])));
    }
    changes
}

/// What the rule says.
fn meaning(at: &At, both: Both<&Rule<'_>>, is_tighter: bool) -> Option<Change> {
    let forms = both.map(|rule| &rule.form);
    let is_checked = both.old.is_checked && both.new.is_checked;
    if forms.old == forms.new {
        let says = said("the rule says the same in another order", &[]);
        let is_written_otherwise = both.differ(|rule| written(rule.relation));
        let change = at.changed(says);
        return is_written_otherwise.then(|| if is_checked { change } else { change.wording() });
    }
    if is_turned(forms.old, forms.new) {
        let why = "the same call means something else; only documentation shows it";
        let change = at.changed(said("of several fields another one counts first", &[]));
        let todo = said("look at whoever sets several of them", &[]);
        return Some(change.wire(Verdict::no(why)).todo(todo));
    }
    let says = match is_tighter {
        false if is_checked => "the rule is looser",
        _ if forms.old.is_about(forms.new) => "the rule holds under other conditions",
        _ => "the rule is another one",
    };
    let change = at.changed(said(says, &[]));
    Some(if is_checked { checked(change, is_tighter) } else { change.wording() })
}

/// The fields and values of a rule in the order in which they are written.
fn written(relation: &Relation) -> Vec<String> {
    let conditions = match &relation.says {
        Says::Required(_, when) | Says::Forbidden(_, when) => &when[..],
        _ => &[],
    };
    let paths = relation.says.paths().into_iter().map(Path::wire);
    paths.chain(conditions.iter().map(|when| format!("{:?}", when.is))).collect()
}

/// That rules stand in another order shows where several are about one field, or checked in one struct.
fn order(rules: &At, both: Both<&Endpoint>) -> Option<Change> {
    let orders = both.map(|endpoint| {
        let mut orders = BTreeMap::new();
        for made in structs(endpoint) {
            orders.insert(made.name.text().to_owned(), forms(endpoint, &made.relations));
            for field in &made.fields {
                orders.insert(
                    format!("{}.{}", made.name.text(), field.wire),
                    forms(endpoint, &field.relations),
                );
            }
        }
        orders
    });
    let others = |(holder, new): (&String, &Vec<_>)| {
        let old = orders.old.get(holder)?;
        reordered(Both { old: &old[..], new: &new[..] }, |form| form).then(|| holder.contains('.'))
    };
    let others: Vec<bool> = orders.new.iter().filter_map(others).collect();
    let change = rules.change(Kind::Reordered, said("the rules stand in another order", &[]));
    let is_documentation = others.iter().all(|is_field| *is_field);
    (!others.is_empty()).then(|| if is_documentation { change.wording() } else { change })
}

fn forms(endpoint: &Endpoint, relations: &[Arc<Relation>]) -> Vec<Form> {
    relations.iter().map(|relation| Form::of(endpoint, &relation.says)).collect()
}

/// How pages are asked for, which only documentation says.
fn pages(at: &At, pages: Both<Option<&Pagination>>) -> Option<Change> {
    let said_so = pages.map(|pages| pages.map(|pages| (&pages.says, &pages.doc, pages.inferred)));
    if said_so.old == said_so.new {
        return None;
    }
    let fields = |pages: &Pagination| {
        let says = &pages.says;
        let start = says.cursor.as_ref().or(says.page.as_ref());
        let all = [start, says.size.as_ref(), says.next.as_ref(), says.more.as_ref(), says.total.as_ref()];
        all.map(|field| field.map(|field| field.value.clone()))
    };
    let is_other = pages.old.zip(pages.new).is_some_and(|(old, new)| {
        let both = fields(old).into_iter().zip(fields(new));
        both.into_iter().any(|(old, new)| old.zip(new).is_some_and(|(old, new)| old != new))
    });
    if !is_other {
        return Some(at.reworded(said("documentation alone says how pages are asked for", &[])));
    }
    let why = "whoever asks for pages looks at another field; only documentation shows it";
    let change = at.changed(said("pages are asked for with other fields", &[])).wire(Verdict::no(why));
    Some(change.todo(said("look at whoever asks for pages", &[])))
}
