//! The rules that an endpoint states, and each with the one that it was.

use std::sync::Arc;

use super::form::{Form, key, subject};
use crate::api::{Endpoint, Field, Relation, Struct};
use crate::compare::Both;

/// A rule of a page.
pub(super) struct Rule<'a> {
    pub(super) relation: &'a Relation,
    pub(super) form: Form,
    /// What it is about, as it is written: `together(request.note,request.tag)`, the second about the same with `#2` behind
    /// it.
    pub(super) step: String,
    /// Whether it is checked before sending, and not only documented.
    pub(super) is_checked: bool,
}

impl Rule<'_> {
    /// Whether a client that keeps this rule keeps the other one, too.
    pub(super) fn covers(&self, other: &Self) -> bool {
        self.is_checked && self.form.implies(&other.form)
    }
}

pub(super) fn structs(endpoint: &Endpoint) -> impl Iterator<Item = &Struct> {
    endpoint.request_parts.iter().chain([&endpoint.request])
}

/// The rules: those about the same in the page's order.
pub(super) fn stated(endpoint: &Endpoint) -> Vec<Rule<'_>> {
    // A field has its rules in the page's order.
    let is_first = |field: &&Field, relation: &Relation| {
        let paths = relation.says.paths();
        paths.first().is_some_and(|path| path.field.wire == field.wire && path.field.name == field.name)
    };
    let mut rules: Vec<(Rule<'_>, &Arc<Relation>)> = Vec::new();
    for field in structs(endpoint).flat_map(|made| &made.fields) {
        for relation in field.relations.iter().filter(|relation| is_first(&field, relation)) {
            if rules.iter().any(|(_, seen)| Arc::ptr_eq(seen, relation)) {
                continue;
            }
            let about = format!("{}({})", key(&relation.says), subject(endpoint, &relation.says).join(","));
            let is_alike = |rule: &Rule<'_>| rule.step.split('#').next() == Some(&about);
            let count = rules.iter().filter(|(rule, _)| is_alike(rule)).count() + 1;
            let step = if count == 1 { about } else { format!("{about}#{count}") };
            let form = Form::of(endpoint, &relation.says);
            let is_checked =
                structs(endpoint).any(|made| made.relations.iter().any(|one| Arc::ptr_eq(one, relation)));
            rules.push((Rule { relation, form, step, is_checked }, relation));
        }
    }
    rules.into_iter().map(|(rule, _)| rule).collect()
}

/// Whether a rule is the one that another one was.
type IsIt<'a> = &'a dyn Fn(&Form, &Form) -> bool;

/// Each rule with the one that it was: what says the same, else what is about the same, else what lets less or more through.
pub(super) fn pairs<'r, 'a>(both: Both<&'r [Rule<'a>]>) -> Vec<(Option<&'r Rule<'a>>, Option<&'r Rule<'a>>)> {
    let is_looser = |old: &Form, new: &Form| old.implies(new) || new.implies(old);
    let passes: [IsIt<'_>; 5] = [
        &|old, new| old == new,
        &|old, new| old.is_about(new) && is_looser(old, new),
        &Form::is_about,
        &is_looser,
        &is_turned,
    ];
    let (mut gone, mut added): (Vec<_>, Vec<_>) = (both.old.iter().collect(), both.new.iter().collect());
    let mut pairs = Vec::new();
    for is_it in passes {
        added.retain(|new| {
            let Some(at) = gone.iter().position(|old: &&Rule<'_>| is_it(&old.form, &new.form)) else {
                return true;
            };
            pairs.push((Some(gone.remove(at)), Some(*new)));
            false
        });
    }
    pairs.extend(gone.into_iter().map(|old| (Some(old), None)));
    pairs.extend(added.into_iter().map(|new| (None, Some(new))));
    pairs
}

/// Whether another field counts first, of those that both name.
pub(super) fn is_turned(old: &Form, new: &Form) -> bool {
    let are_precedences = [old, new].iter().all(|form| form.key == "precedence");
    are_precedences
        && crate::compare::reordered(Both { old: &old.paths[..], new: &new.paths[..] }, |path| path)
}
