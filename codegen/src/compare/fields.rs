//! The fields of a struct, as they were and as they are.

use std::collections::BTreeSet;

use super::at::{At, key};
use super::change::{Change, Kind, Verdict, said};
use super::defs::Defs;
use super::{Both, reordered};
use crate::api::{Field, Place, Presence, Struct};
use crate::ident::Name;

/// A walk through everything that one endpoint, or one shared type, is made of.
pub(super) struct Walk<'a, 'c> {
    pub(super) defs: Both<&'a Defs<'a>>,
    /// The types that have been compared: several fields may be of one.
    pub(super) seen: BTreeSet<(Name, Name)>,
    pub(super) changes: &'c mut Vec<Change>,
    /// What of the generated crate the types stand in: `orders::refund`.
    pub(super) module: String,
    /// The endpoints that a change touches, where it is not one of their own.
    pub(super) touched: Vec<String>,
}

impl Walk<'_, '_> {
    pub(super) fn push(&mut self, change: Change) {
        let touched = self.touched.clone();
        self.changes.push(if touched.is_empty() { change } else { change.touching(touched) });
    }

    /// The request, whose fields stand under three keys.
    pub(super) fn request(&mut self, page: &At, both: Both<&Struct>) {
        let at = |place| {
            let key = key(place);
            page.half(&[key], key, true)
        };
        self.each(both, |field| at(field.place));
        let halves = both.new.fields.iter().map(|field| key(field.place)).collect::<BTreeSet<_>>();
        let mut is_told = false;
        for half in halves {
            let of_half = both.map(|made| {
                let fields = made.fields.iter().filter(|field| key(field.place) == half);
                fields.map(|field| field.wire.as_str()).collect::<Vec<_>>()
            });
            let both_of_half = Both { old: &of_half.old[..], new: &of_half.new[..] };
            if reordered(both_of_half, |wire| *wire) {
                let change = self.in_order(&page.half(&[half], half, true), both);
                self.push(change);
                is_told = true;
            }
        }
        // An argument may change its place by moving to another half, or under another name on the wire.
        if !is_told && has_other_arguments(both) {
            let last = both.new.fields.iter().rfind(|field| field.presence == Presence::Required);
            let half = key(last.map_or(Place::Body, |field| field.place));
            let change = self.in_order(&page.half(&[half], half, true), both);
            self.push(change);
        }
    }

    /// A struct in something, or the response.
    pub(super) fn structure(&mut self, at: &At, both: Both<&Struct>) {
        self.each(both, |_| at.clone());
        let fields = Both { old: &both.old.fields[..], new: &both.new.fields[..] };
        let has_other_arguments = at.is_sent && has_other_arguments(both);
        if has_other_arguments || reordered(fields, |field| field.wire.as_str()) {
            let change = self.in_order(at, both);
            self.push(change);
        }
    }

    fn each(&mut self, both: Both<&Struct>, at: impl Fn(&Field) -> At) {
        for (old, new) in pairs(both) {
            let change = match (old, new) {
                (Some(old), Some(new)) => {
                    let place = at(new).and_base(&at(old)).field(&old.wire, &new.wire);
                    self.field(&place, Both { old, new });
                    continue;
                }
                (Some(old), None) => removed(&at(old).field(&old.wire, &old.wire), old),
                (None, Some(new)) => added(&at(new).field(&new.wire, &new.wire), new),
                (None, None) => continue,
            };
            self.push(change);
        }
    }

    /// What it means that the fields stand in another order.
    fn in_order(&self, at: &At, both: Both<&Struct>) -> Change {
        let is_other = at.is_sent && has_other_arguments(both);
        let at = at.clone().item(&format!("{}::{}", self.module, both.new.name.text()));
        let change = at.change(Kind::Reordered, said("the fields stand in another order", &[]));
        if !is_other {
            return change;
        }
        let why = "so do the arguments of `new`, and the compiler does not notice where they are of one type";
        change
            .source(Verdict::no(why))
            .todo(said("pass the arguments of `new` in the order in which they stand now", &[]))
    }
}

/// Whether the arguments of a struct's constructor stand in another order.
fn has_other_arguments(both: Both<&Struct>) -> bool {
    let arguments = both.map(|made| {
        let required = made.fields.iter().filter(|field| field.presence == Presence::Required);
        required.map(|field| field.name.text()).collect::<Vec<_>>()
    });
    reordered(Both { old: &arguments.old[..], new: &arguments.new[..] }, |name| *name)
}

/// Each field with the one that it was: of one name on the wire, else of one name in Rust, else at one position with
/// the same facts, and words among them.
fn pairs<'a>(both: Both<&'a Struct>) -> Vec<(Option<&'a Field>, Option<&'a Field>)> {
    let Both { old, new } = both.map(|made| &made.fields);
    let is_in = |fields: &'a [Field], one: &Field| {
        fields.iter().find(|field| (key(field.place), &field.wire) == (key(one.place), &one.wire))
    };
    let mut gone: Vec<_> = old.iter().enumerate().filter(|(_, field)| is_in(new, field).is_none()).collect();
    let mut pairs = Vec::new();
    for (at, field) in new.iter().enumerate() {
        let called_so = |was: &(usize, &Field)| was.1.name == field.name;
        let stands_so = |was: &(usize, &Field)| was.0 == at && is_same(was.1, field);
        let old = is_in(old, field).or_else(|| {
            let was = gone.iter().position(called_so).or_else(|| gone.iter().position(stands_so))?;
            Some(gone.remove(was).1)
        });
        pairs.push((old, Some(field)));
    }
    pairs.extend(gone.into_iter().map(|(_, old)| (Some(old), None)));
    pairs
}

fn is_same(old: &Field, new: &Field) -> bool {
    let is_described = new.facts.doc.is_some() && new.ty.in_it().is_none();
    is_described && old.facts == new.facts && old.ty == new.ty && old.place == new.place
}

pub(super) fn added(at: &At, field: &Field) -> Change {
    let change = at.change(Kind::Added, said("{} is new", &[&field.wire]));
    if !at.is_sent {
        return change;
    }
    match field.presence {
        Presence::Required => change
            .wire(Verdict::no("calls without it are wrong"))
            .source(Verdict::no("it is an argument of the constructor"))
            .todo(said("pass {} to `new`", &[field.name.text()])),
        Presence::Fixed(_) => change
            .wire(Verdict::of(field.facts.required, "yesterday's client does not send it", ""))
            .behaviour(Verdict::no("the client sends it by itself")),
        Presence::Optional => change,
    }
}

fn removed(at: &At, field: &Field) -> Change {
    let change = at.change(Kind::Removed, said("{} is gone", &[&field.wire]));
    if !at.is_sent {
        return change
            .wire(Verdict::yes("a reply may leave out any field"))
            .source(Verdict::no("the field is gone"))
            .todo(said("do not read {} any more", &[field.name.text()]));
    }
    let change = change.wire(Verdict::no("what is sent there is not on the page any more"));
    if let Presence::Fixed(_) = field.presence {
        return change.behaviour(Verdict::no("the client does not send it by itself"));
    }
    change
        .source(Verdict::no("the field and its setter or argument are gone"))
        .todo(said("do not set {} any more", &[field.name.text()]))
}
