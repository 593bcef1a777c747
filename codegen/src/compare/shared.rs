//! The types that endpoints share, as they were and as they are.

use std::collections::BTreeSet;

use super::at::At;
use super::change::{Change, Kind, Verdict, said};
use super::defs::Defs;
use super::fields::Walk;
use super::platform::{Pairs, touched};
use super::{Both, matched, reordered};
use crate::api::{Api, Endpoint, SharedType};
use crate::ident::Name;
use crate::spec::SharedSide;

pub(super) fn compare(platform: &At, both: Both<&Api>, endpoints: &Pairs<'_>, changes: &mut Vec<Change>) {
    let types = both.map(|api| &api.types[..]);
    for pair in matched(types, |one| one.name.clone()) {
        let below = |one: &SharedType| {
            let name = one.name.text();
            let at =
                platform.half(&["types", name], &format!("types.{name}"), is_sent(one, both.new, endpoints));
            at.item(&format!("platform::{name}"))
        };
        match pair {
            (Some(old), Some(new)) => {
                let users = holders(&new.name, both.new);
                let touched =
                    touched(endpoints, |endpoint| endpoint.shared.iter().any(|name| users.contains(name)));
                let defs = (Defs::of_shared(old, both.old), Defs::of_shared(new, both.new));
                let defs = Both { old: &defs.0, new: &defs.1 };
                let module = "platform".to_owned();
                let mut told = Vec::new();
                let mut walk = Walk { defs, seen: BTreeSet::new(), changes: &mut told, module, touched };
                one(&below(new), Both { old, new }, &mut walk);
                let is_used = is_used(&both.map(|api| holders(&new.name, api)), endpoints);
                changes.extend(told.into_iter().map(|change| if is_used { change } else { unused(change) }));
            }
            (Some(old), None) => {
                let name = old.name.text();
                let change = below(old).change(Kind::Removed, said("the type {} is gone", &[name]));
                let change = change.source(Verdict::no("the type is gone"));
                changes.push(change.todo(said("do not name {} any more", &[name])));
            }
            (None, Some(new)) => {
                let says = said("the type {} is new", &[new.name.text()]);
                changes.push(below(new).change(Kind::Added, says));
            }
            (None, None) => {}
        }
    }
    if reordered(types, |one| &one.name) {
        let says = said("the types stand in another order", &[]);
        changes.push(platform.below(&["types"]).change(Kind::Reordered, says));
    }
}

fn one(at: &At, both: Both<&SharedType>, walk: &mut Walk<'_, '_>) {
    let name = both.new.name.text();
    let is_struct = |one: &SharedType| one.kind == crate::spec::Kind::Struct;
    if both.differ(|one| (is_struct(one), one.side)) {
        let key = if both.differ(is_struct) { "type" } else { "for" };
        let change = at.below(&[key]).changed(said("the type {} is another one", &[name]));
        let change = change.source(Verdict::no("its constructor and fields are other ones"));
        walk.push(change.wire(Verdict::no("yesterday's values are none of it")));
    } else if is_struct(both.new) {
        let names = both.map(|one| &one.name);
        let (old, new) = (walk.defs.old.structure(names.old), walk.defs.new.structure(names.new));
        if let Some((old, new)) = old.zip(new) {
            walk.seen.insert((names.old.clone(), names.new.clone()));
            walk.structure(&at.below(&["fields"]), Both { old, new });
        }
    } else if let Some((old, new)) = both.old.enums.first().zip(both.new.enums.first()) {
        walk.values(at, Both { old, new }, name);
    }
    if both.differ(|one| one.kind) && !both.differ(is_struct) && !both.differ(is_of_text) {
        walk.push(at.below(&["type"]).reworded(said("documentation alone says it", &[])));
    }
    if both.differ(|one| &one.doc) {
        walk.push(at.below(&["doc"]).reworded(said("the words have changed", &[])));
    }
}

fn is_of_text(one: &SharedType) -> bool {
    one.kind == crate::spec::Kind::String
}

/// Whether a call has had a type, and has it. Where only one of both has it, the endpoint tells so.
fn is_used(holders: &Both<BTreeSet<Name>>, endpoints: &Pairs<'_>) -> bool {
    let has = |endpoint: Option<&Endpoint>, holders: &BTreeSet<Name>| {
        endpoint.is_some_and(|endpoint| endpoint.shared.iter().any(|name| holders.contains(name)))
    };
    endpoints.iter().any(|(old, new)| has(*old, &holders.old) && has(*new, &holders.new))
}

/// A change of what no call has.
fn unused(change: Change) -> Change {
    let wire = if change.wire.is_no { Verdict::yes("no endpoint has it") } else { change.wire };
    change.wire(wire)
}

/// The types that hold a type, and it itself.
fn holders(name: &Name, api: &Api) -> BTreeSet<Name> {
    let mut found = BTreeSet::from([name.clone()]);
    // A type is made of those before it.
    for one in &api.types {
        let fields = one.structs.iter().flat_map(|made| &made.fields);
        if fields.filter_map(|field| field.ty.in_it()).any(|held| found.contains(held)) {
            found.insert(one.name.clone());
        }
    }
    found
}

/// Whether requests hold the type. An enum that neither half has may be sent by whoever adds it.
fn is_sent(one: &SharedType, api: &Api, endpoints: &Pairs<'_>) -> bool {
    if let Some(side) = one.side {
        return side == SharedSide::Request;
    }
    let sends = |endpoint: &Endpoint| {
        let structs = endpoint.request_parts.iter().chain([&endpoint.request]);
        structs.flat_map(|made| &made.fields).any(|field| field.ty.in_it() == Some(&one.name))
    };
    let of_type = |held: &SharedType| {
        let fields = held.structs.iter().flat_map(|made| &made.fields);
        held.side == Some(SharedSide::Request)
            && fields.into_iter().any(|field| field.ty.in_it() == Some(&one.name))
    };
    endpoints.iter().any(|(_, new)| new.is_some_and(sends)) || api.types.iter().any(of_type)
}
