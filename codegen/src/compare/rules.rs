//! The rules over several fields of a request, as they were and as they are.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::at::{At, key as place};
use super::change::{Change, Kind, Verdict, said};
use super::{Both, reordered};
use crate::api::{Endpoint, Is, Path, Relation, Says};

pub(super) fn compare(at: &At, both: Both<&Endpoint>) -> Vec<Change> {
    let rules = at.below(&["page", "rules"]);
    let mut changes = Vec::new();
    let stated = both.map(stated);
    for (key, old) in &stated.old {
        if !stated.new.contains_key(key) {
            changes.push(limit(&rules.below(&[key]), Kind::Removed, old.is_checked));
        }
    }
    for (key, new) in &stated.new {
        let at = rules.below(&[key]);
        match stated.old.get(key) {
            None => changes.push(limit(&at, Kind::Added, new.is_checked)),
            Some(old) => changes.extend(one(&at, Both { old, new })),
        }
    }
    changes.extend(order(&rules, both));
    let pages = both.map(|endpoint| endpoint.pagination.as_ref());
    let says = |what| rules.below(&["pagination"]).reworded(said(what, &[]));
    let said_so = pages.map(|pages| pages.map(|pages| (&pages.says, &pages.doc, pages.inferred)));
    changes.extend(
        (said_so.old != said_so.new).then(|| says("documentation alone says how pages are asked for")),
    );
    changes
}

/// A rule of a page.
struct Rule<'a> {
    relation: &'a Relation,
    conditions: String,
    /// Whether it is checked before sending, and not only documented.
    is_checked: bool,
}

/// Each rule by what it is about: `together(request.note,request.tag)`, the second about the same with `#2` behind it.
fn stated(endpoint: &Endpoint) -> BTreeMap<String, Rule<'_>> {
    let structs = || endpoint.request_parts.iter().chain([&endpoint.request]);
    let mut relations: Vec<&Arc<Relation>> = Vec::new();
    for relation in structs().flat_map(|made| &made.fields).flat_map(|field| &field.relations) {
        if !relations.iter().any(|seen| Arc::ptr_eq(seen, relation)) {
            relations.push(relation);
        }
    }
    let mut stated = BTreeMap::new();
    for relation in relations {
        let is_checked = structs().any(|made| made.relations.iter().any(|one| Arc::ptr_eq(one, relation)));
        let (about, conditions) = about(endpoint, &relation.says);
        let is_alike = |key: &&String| key.split('#').next() == Some(&about);
        let count = stated.keys().filter(is_alike).count() + 1;
        let key = if count == 1 { about } else { format!("{about}#{count}") };
        stated.insert(key, Rule { relation, conditions, is_checked });
    }
    stated
}

/// What a rule is about, and its conditions, as something that equals what says the same.
fn about(endpoint: &Endpoint, says: &Says) -> (String, String) {
    let key = match says {
        Says::ExactlyOneOf(_) => "exactly_one_of",
        Says::AtLeastOneOf(_) => "at_least_one_of",
        Says::AtMostOneOf(_) => "at_most_one_of",
        Says::Together(_) => "together",
        Says::Required(..) => "required",
        Says::Forbidden(..) => "forbidden",
        Says::Ordered(..) => "ordered",
        Says::Unique(_) => "unique",
        Says::Precedence(_) => "precedence",
    };
    let (paths, when) = match says {
        Says::Required(path, when) | Says::Forbidden(path, when) => (vec![path], &when[..]),
        says => (says.paths(), &[][..]),
    };
    let shown = |path: &Path| {
        let first = path.way.first().unwrap_or(&path.field);
        let field = endpoint.request.fields.iter().find(|field| field.name == first.name);
        let place = field.map_or("request", |field| place(field.place));
        format!("{place}.{}", path.wire())
    };
    let wires: Vec<_> = paths.iter().map(|path| shown(path)).collect();
    let condition = |is: &Is| match is {
        Is::AnyOf(values) => format!("{values:?}"),
        is => format!("{is:?}"),
    };
    let conditions: Vec<_> = when.iter().map(|when| (shown(&when.path), condition(&when.is))).collect();
    (format!("{key}({})", wires.join(",")), format!("{conditions:?}"))
}

/// A rule that is new, or gone.
fn limit(at: &At, kind: Kind, is_checked: bool) -> Change {
    let is_new = kind == Kind::Added;
    let change = at.change(kind, said(if is_new { "the rule is new" } else { "the rule is gone" }, &[]));
    if !is_checked {
        return change.wording();
    }
    change
        .wire(Verdict::of(is_new, "calls that were right are wrong now", ""))
        .behaviour(Verdict::no("what is checked before sending is something else"))
}

fn one(at: &At, both: Both<&Rule<'_>>) -> Vec<Change> {
    let Both { old, new } = both;
    let mut changes = Vec::new();
    let inferred = both.differ(|rule| rule.relation.inferred);
    if both.differ(|rule| rule.is_checked) {
        let says = if new.is_checked { "the rule is checked now" } else { "the rule is only documented now" };
        let at = if inferred { at.below(&["inferred"]) } else { at.clone() };
        let change = at.changed(said(says, &[]));
        let change = change.behaviour(Verdict::no("what is checked before sending is something else"));
        changes.push(change.wire(Verdict::of(new.is_checked, "calls that were right are wrong now", "")));
    } else if inferred {
        changes.push(at.below(&["inferred"]).reworded(said("documentation alone says it", &[])));
    }
    if both.differ(|rule| rule.conditions.as_str()) {
        let change = at.changed(said("the rule holds under other conditions", &[]));
        let wire = Verdict::no("calls that were right are wrong now");
        let behaviour = Verdict::no("what is checked before sending is something else");
        let is_checked = old.is_checked || new.is_checked;
        changes.push(if is_checked { change.wire(wire).behaviour(behaviour) } else { change.wording() });
    }
    if both.differ(|rule| rule.relation.doc.as_deref()) {
        changes.push(at.below(&["doc"]).reworded(said("the words have changed", &[])));
    }
    changes
}

/// That rules stand in another order shows where several are about one field, or checked in one struct.
fn order(rules: &At, both: Both<&Endpoint>) -> Option<Change> {
    let orders = both.map(|endpoint| {
        let structs = endpoint.request_parts.iter().chain([&endpoint.request]);
        let mut orders = BTreeMap::new();
        for made in structs {
            orders.insert(made.name.text().to_owned(), keys(endpoint, &made.relations));
            for field in &made.fields {
                orders
                    .insert(format!("{}.{}", made.name.text(), field.wire), keys(endpoint, &field.relations));
            }
        }
        orders
    });
    let others = |(holder, new): (&String, &Vec<_>)| {
        let old = orders.old.get(holder)?;
        reordered(Both { old: &old[..], new: &new[..] }, |key| key).then(|| holder.contains('.'))
    };
    let others: Vec<bool> = orders.new.iter().filter_map(others).collect();
    let change = rules.change(Kind::Reordered, said("the rules stand in another order", &[]));
    let is_documentation = others.iter().all(|is_field| *is_field);
    (!others.is_empty()).then(|| if is_documentation { change.wording() } else { change })
}

fn keys(endpoint: &Endpoint, relations: &[Arc<Relation>]) -> Vec<(String, String)> {
    relations.iter().map(|relation| about(endpoint, &relation.says)).collect()
}
