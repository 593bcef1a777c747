//! One endpoint, as it was and as it is.

use std::collections::BTreeSet;

use super::at::{At, key};
use super::change::{Change, Kind, Verdict, said};
use super::defs::Defs;
use super::fields::Walk;
use super::{Both, call, codes, matched, rules, texts};
use crate::api::{Api, Endpoint, Own, Place};
use crate::spec::Body;

pub(super) fn module(endpoint: &Endpoint) -> String {
    endpoint.id.replace('/', "::")
}

pub(super) fn added(endpoint: &Endpoint) -> Change {
    let at = At::file(&endpoint.source, &endpoint.source).item(&module(endpoint));
    at.change(Kind::Added, said("the endpoint {} is new", &[&endpoint.id]))
}

pub(super) fn removed(endpoint: &Endpoint) -> Change {
    let at = At::file(&endpoint.source, &endpoint.source).item(&module(endpoint));
    at.change(Kind::Removed, said("the endpoint {} is gone", &[&endpoint.id]))
        .wire(Verdict::no("no spec says any more that the platform has it"))
        .source(Verdict::no("its module and its method are gone"))
        .todo(said("do not call it any more", &[]))
}

pub(super) fn compare(both: Both<&Endpoint>, api: Both<&Api>, changes: &mut Vec<Change>) {
    let module = module(both.new);
    let at = At::file(&both.new.source, &both.old.source).item(&module);
    if both.differ(|endpoint| &endpoint.id) {
        let ids = [both.old.id.as_str(), both.new.id.as_str()];
        let change = at.change(Kind::Moved, said("the endpoint {} is called {} now", &ids));
        let source = Verdict::no("its module and its method have another name");
        changes.push(change.source(source).todo(said("write {} as {}", &ids.map(|id| id))));
    }
    changes.extend(facts(&at, both));
    changes.extend(call::compare(&at, both, api));
    owns(&at, both, changes);
    changes.extend(texts::compare(&at, both));
    codes::compare(
        &at.clone().item(&format!("{module}::Code")),
        both.map(|endpoint| &endpoint.codes[..]),
        changes,
    );
    let defs = (Defs::of_endpoint(both.old, api.old), Defs::of_endpoint(both.new, api.new));
    let defs = Both { old: &defs.0, new: &defs.1 };
    changes.extend(call::of_reply(&at, both, defs));
    changes.extend(rules::compare(&at, both));
    let mut walk = Walk { defs, seen: BTreeSet::new(), changes, module: module.clone(), touched: Vec::new() };
    let page = at.below(&["page"]);
    walk.request(&page.clone().item(&format!("{module}::Request")), both.map(|endpoint| &endpoint.request));
    let response = page.half(&["response"], "response", false).item(&format!("{module}::Response"));
    walk.structure(&response, both.map(|endpoint| &endpoint.response));
}

/// What the request line and the body are.
fn facts(at: &At, both: Both<&Endpoint>) -> Vec<Change> {
    let page = |key: &str| at.below(&["page", key]);
    let mut changes = Vec::new();
    let mut other = |differs: bool, key: &str, says: &'static str, why: &'static str| {
        let change = page(key).changed(said(says, &[])).wire(Verdict::no(why));
        changes.extend(differs.then_some(change));
    };
    let method = "yesterday's client calls it with the old method";
    other(both.differ(|one| one.method), "method", "it is called with another method", method);
    let path = "yesterday's client calls the old path";
    other(both.differ(|one| &one.path), "path", "its path is another one", path);
    let (key, says, body) = match (both.old.body, both.new.body) {
        (Body::None, _) => ("request", "it has a body now", "yesterday's client sends none"),
        (_, Body::None) => ("request", "it has no body any more", "yesterday's client sends one"),
        _ => ("body", "the body is of another kind", "yesterday's client sends a body of the old kind"),
    };
    other(both.differ(|one| one.body), key, says, body);
    if both.differ(|endpoint| &endpoint.host) {
        let is_elsewhere = both.differ(|endpoint| endpoint.url.strip_suffix(&endpoint.path));
        let change = page("host").changed(said("it is on another host", &[]));
        let no = "yesterday's client calls the old host";
        changes.push(change.wire(Verdict::of(is_elsewhere, no, "only its name is another one")));
    }
    if both.differ(|endpoint| &endpoint.scope) {
        let change = page("scope").changed(said("the application needs another scope", &[]));
        let why = "what is sent is the same; without the scope the platform refuses it";
        changes.push(change.wire(Verdict::yes(why)));
    }
    if both.differ(|endpoint| endpoint.is_download) {
        let change = page("reply").changed(said("a reply that says success is of another kind", &[]));
        let change = change.wire(Verdict::no("yesterday's client reads the old kind"));
        changes.push(change.source(Verdict::no("the type `Response` is another one")));
    }
    changes
}

/// What the page lists and the client sets by itself.
fn owns(at: &At, both: Both<&Endpoint>, changes: &mut Vec<Change>) {
    let owns = both.map(|endpoint| &endpoint.own[..]);
    let is_empty = both.map(|endpoint| endpoint.body == Body::None);
    changes.extend(owns_in_order(at, owns));
    for pair in matched(owns, |own| (key(own.place), own.wire.clone())) {
        let below = |own: &Own| at.below(&["page", key(own.place), &own.wire]);
        // Where there is a body, the client says what it is all the same.
        let is_sent =
            |own: &Own, is_empty| own.place == Place::Header && is_empty && !is_token(own, both.new);
        match pair {
            (Some(old), Some(new)) => {
                let facts = Both { old: &*old.facts, new: &*new.facts };
                changes
                    .extend(super::facts::compare(&below(new), facts, &[]).into_iter().map(Change::wording));
            }
            (Some(old), None) => {
                let change = below(old)
                    .change(Kind::Removed, said("the page does not list {} any more", &[&old.wire]));
                let no = Verdict::no("what is sent there is not on the page any more");
                let gone = Verdict::no("the client does not send it by itself");
                let is_sent = is_sent(old, is_empty.old);
                changes.push(if is_sent { change.wire(no).behaviour(gone) } else { change.wording() });
            }
            (None, Some(new)) => {
                let change = below(new).change(Kind::Added, said("the page lists {} now", &[&new.wire]));
                let no = Verdict::of(new.facts.required, "yesterday's client does not send it", "");
                let by_itself = Verdict::no("the client sends it by itself");
                let is_sent = is_sent(new, is_empty.new);
                changes.push(if is_sent { change.wire(no).behaviour(by_itself) } else { change.wording() });
            }
            (None, None) => {}
        }
    }
}

/// What the client sets, in another order: documentation lists it.
fn owns_in_order(at: &At, owns: Both<&[Own]>) -> Option<Change> {
    let says = said("what the client sets stands in another order", &[]);
    let change = at.below(&["page", "headers"]).change(Kind::Reordered, says).wording();
    super::reordered(owns, |own| (key(own.place), own.wire.as_str())).then_some(change)
}

fn is_token(own: &Own, endpoint: &Endpoint) -> bool {
    !own.wire.eq_ignore_ascii_case("content-type") && endpoint.token.is_some()
}
