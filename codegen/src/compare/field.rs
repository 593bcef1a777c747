//! One field, as it was and as it is.

use super::Both;
use super::at::{At, key};
use super::change::{Change, Kind, Verdict, said};
use super::facts;
use super::fields::Walk;
use super::limits;
use crate::api::{Field, Presence};

impl Walk<'_, '_> {
    pub(super) fn field(&mut self, at: &At, both: Both<&Field>) {
        let mut told = Vec::new();
        let mut changes = Vec::new();
        changes.extend(called(at, both));
        changes.extend(presence(at, both, &mut told));
        changes.extend(limits::compare(at, both, &mut told));
        changes.extend(joined(at, both, &mut told));
        for change in changes {
            self.push(change);
        }
        self.ty(at, both, (&both.old.ty, &both.new.ty), &mut told);
        let kinds = facts::held(at, both.map(|field| &field.held[..]), &told);
        for change in facts::compare(at, both.map(|field| &*field.facts), &told).into_iter().chain(kinds) {
            self.push(change);
        }
    }
}

/// The field's names, and its place in a request.
fn called(at: &At, both: Both<&Field>) -> Vec<Change> {
    let Both { old, new } = both;
    let is_public = !matches!(old.presence, Presence::Fixed(_));
    let source = Verdict::of(old.name != new.name && is_public, "it has another name in Rust", "");
    let names = [old.name.text(), new.name.text()];
    let todo = |change: Change| {
        if source.is_no { change.source(source).todo(said("write {} as {}", &names)) } else { change }
    };
    if key(old.place) != key(new.place) {
        let says = said("{} stands at another place of the request: {}", &[&new.wire, key(new.place)]);
        let wire = Verdict::no("yesterday's client sends it elsewhere");
        return vec![todo(at.change(Kind::Moved, says).wire(wire))];
    }
    if old.wire != new.wire {
        let says = said("{} is called {} now", &[&old.wire, &new.wire]);
        let why = if at.is_sent {
            "yesterday's client sends it under its old name"
        } else {
            "yesterday's client looks for it under its old name, and finds nothing"
        };
        let is_same_header = key(new.place) == "headers" && old.wire.eq_ignore_ascii_case(&new.wire);
        let wire = Verdict::of(!is_same_header, why, "a header's name is the same in capitals");
        return vec![todo(at.change(Kind::Renamed, says).wire(wire))];
    }
    let renamed = old.name != new.name;
    let says = || said("{} is called {} in Rust, and was {}", &[&new.wire, names[1], names[0]]);
    renamed.then(|| todo(at.decision("rust_name").changed(says()))).into_iter().collect()
}

/// Whether callers must, can or cannot set it.
fn presence(at: &At, both: Both<&Field>, told: &mut Vec<&'static str>) -> Option<Change> {
    use Presence::{Fixed, Optional, Required};
    if !both.differ(|field| &field.presence) || !at.is_sent {
        return None;
    }
    let Both { old, new } = both;
    let wire = &new.wire;
    let key = which(both, &["fixed", "required", "inferred.required", "inferred.field"]);
    told.push(key);
    let change = |says| facts::at(at, key).changed(said(says, &[wire]));
    let pass = said("pass {} to `new`", &[new.name.text()]);
    let unset = said("do not set {} any more", &[new.name.text()]);
    Some(match (&old.presence, &new.presence) {
        (Optional, Required) => change("{} is required now")
            .wire(Verdict::no("calls without it are wrong"))
            .source(Verdict::no("it is an argument of the constructor, and no `Option`"))
            .todo(pass),
        (Required, Optional) => change("{} is not required any more")
            .source(Verdict::no("it is no argument of the constructor, and an `Option`"))
            .todo(said("set {} with its setter", &[new.name.text()])),
        (Fixed(_), Required) => change("{} is for callers to set now")
            .source(Verdict::no("it is an argument of the constructor"))
            .behaviour(Verdict::no("the client does not send it by itself"))
            .todo(pass),
        (Fixed(_), Optional) => change("{} is for callers to set now")
            .behaviour(Verdict::no("the client does not send it by itself")),
        (Fixed(_), Fixed(_)) => change("{} always has another value now")
            .wire(Verdict::no("yesterday's client sends the old value"))
            .behaviour(Verdict::no("the client sends another value")),
        (_, Fixed(_)) => change("{} always has one value now")
            .wire(Verdict::no("yesterday's client sends others, or none"))
            .source(Verdict::no("callers cannot set it"))
            .behaviour(Verdict::no("the client sends it by itself"))
            .todo(unset),
        (Optional, Optional) | (Required, Required) => return None,
    })
}

/// The first of these keys whose facts differ.
pub(super) fn which(both: Both<&Field>, keys: &[&'static str]) -> &'static str {
    let differing = facts::differing(both.map(|field| &*field.facts));
    keys.iter().find(|key| differing.contains(key)).copied().unwrap_or(keys[0])
}

/// How a value that is no single one is written.
fn joined(at: &At, both: Both<&Field>, told: &mut Vec<&'static str>) -> Option<Change> {
    let differs = both.differ(|field| &field.facts.joined) && at.is_sent;
    differs.then(|| {
        told.push("joined");
        let says = said("{} is written in another way", &[&both.new.wire]);
        at.below(&["joined"])
            .changed(says)
            .wire(Verdict::no("yesterday's client writes it in the old way"))
            .behaviour(Verdict::no("the client writes it in another way"))
    })
}
