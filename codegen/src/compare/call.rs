//! What is decided about a call as a whole, as it was and as it is: its token, its repetition, how its reply is read.

use super::Both;
use super::at::{At, placed};
use super::change::{Change, Kind, Verdict, said};
use super::defs::Defs;
use super::envelope;
use super::platform::is_same_place;
use crate::api::{Api, Endpoint, Envelope, Grant, Outcome, Token};
use crate::ident::Name;

pub(super) fn compare(at: &At, both: Both<&Endpoint>, api: Both<&Api>) -> Vec<Change> {
    [token(at, both, api), one_envelope(at, both, api), idempotency(at, both), repeatable(at, both)]
        .into_iter()
        .flatten()
        .collect()
}

fn decision(at: &At, key: &str) -> At {
    at.below(&["decisions", key])
}

fn token(at: &At, both: Both<&Endpoint>, api: Both<&Api>) -> Option<Change> {
    if !both.differ(|endpoint| &endpoint.token) {
        return None;
    }
    let change = decision(at, "token")
        .changed(said("the call is authorized by another kind of token, or by none", &[]));
    let change = if has_another_name(both, api) {
        change.wire(Verdict::yes("only its name is another one"))
    } else {
        change
            .wire(Verdict::no("yesterday's client sends the token that was asked for before"))
            .behaviour(Verdict::no("the client sends another token"))
    };
    Some(match &both.new.token {
        Some(token) => change.todo(said("give the client a provider for {}", &[token.text()])),
        None => change,
    })
}

/// Whether the token is the same one under another name: the old name is gone, the new one was not there, and all that is
/// said of both is the same.
fn has_another_name(both: Both<&Endpoint>, api: Both<&Api>) -> bool {
    let find =
        |api: &'_ Api, name: Option<&Name>| api.tokens.iter().position(|one| Some(&one.constant) == name);
    let names = both.map(|endpoint| endpoint.token.as_ref());
    let is_kept = find(api.new, names.old).is_some() || find(api.old, names.new).is_some();
    let was = find(api.old, names.old).map(|at| &api.old.tokens[at]);
    let is = find(api.new, names.new).map(|at| &api.new.tokens[at]);
    let is_same = |(was, is): (&Token, &Token)| is_same_place(&was.place, &is.place) && was.doc == is.doc;
    !is_kept && was.zip(is).is_some_and(is_same)
}

fn one_envelope(at: &At, both: Both<&Endpoint>, api: Both<&Api>) -> Option<Change> {
    if !both.differ(|endpoint| &endpoint.envelope) {
        return None;
    }
    let find = |api: &'_ Api, endpoint: &Endpoint| -> Option<usize> {
        api.envelopes.iter().position(|one| one.constant == endpoint.envelope)
    };
    let (wire, behaviour) = match (find(api.old, both.old), find(api.new, both.new)) {
        (Some(old), Some(new)) => {
            let envelopes: Both<&Envelope> =
                Both { old: &api.old.envelopes[old], new: &api.new.envelopes[new] };
            if envelope::reads_the_same(envelopes) {
                (Verdict::yes("only its name is another one"), Verdict::default())
            } else {
                envelope::verdicts(envelope::differ(envelopes))
            }
        }
        _ => envelope::verdicts(true),
    };
    let source = Verdict::of(envelope::breaks_accessor(both), envelope::ACCESSOR, "");
    let change = decision(at, "envelope").changed(said("replies are read by another envelope", &[]));
    Some(change.wire(wire).source(source).behaviour(behaviour))
}

fn idempotency(at: &At, both: Both<&Endpoint>) -> Option<Change> {
    let field = |endpoint: &Endpoint| endpoint.idempotency.as_ref().map(|one| one.field.clone());
    let wire = |endpoint: &Endpoint| {
        let name = field(endpoint)?;
        endpoint.request.fields.iter().find(|one| one.name == name).map(|one| one.wire.clone())
    };
    both.differ(wire).then(|| {
        let says = said("another field makes a repeated call harmless, or none does", &[]);
        let behaviour =
            Verdict::no("whether a call that may have had an effect is tried again is something else");
        decision(at, "idempotency").changed(says).behaviour(behaviour)
    })
}

fn repeatable(at: &At, both: Both<&Endpoint>) -> Option<Change> {
    both.differ(|endpoint| endpoint.repeatable).then(|| {
        let says = if both.new.repeatable {
            "repeating a call does no harm"
        } else {
            "repeating a call may do harm"
        };
        let behaviour =
            Verdict::no("whether a call that may have had an effect is tried again is something else");
        decision(at, "repeatable").changed(said(says, &[])).behaviour(behaviour)
    })
}

/// What of a reply a call looks at.
pub(super) fn of_reply(at: &At, both: Both<&Endpoint>, defs: Both<&Defs<'_>>) -> Vec<Change> {
    let mut changes = grant(&decision(at, "grant"), both, defs);
    let outcomes = both.map(|endpoint| endpoint.outcome.as_ref());
    let key = |outcome: Option<&Outcome>| outcome.map(|outcome| format!("response.{}", outcome.path));
    let paths = Both { old: key(outcomes.old), new: key(outcomes.new) };
    let fields = decision(at, "fields");
    let either = |path: &str| fields.below(&[path, "outcome"]);
    let source = Verdict::no("what the call gives is of another type");
    let behaviour = Verdict::no("what counts as success is something else");
    let told = |change: Change| change.behaviour(behaviour);
    match (outcomes.old, outcomes.new, paths.old, paths.new) {
        (None, Some(_), _, Some(path)) => {
            let says = said("the items of a reply succeed or fail one by one", &[]);
            let todo = said("take an `Outcome`, whose items may have failed, instead of a `Reply`", &[]);
            changes.push(told(either(&path).change(Kind::Added, says)).source(source).todo(todo));
        }
        (Some(_), None, Some(path), _) => {
            let says = said("the items of a reply are not judged one by one any more", &[]);
            let todo = said("take a `Reply` instead of an `Outcome`", &[]);
            changes.push(told(either(&path).change(Kind::Removed, says)).source(source).todo(todo));
        }
        (Some(old), Some(new), Some(from), Some(to)) => {
            let at = fields.below_either(&from, &to).below(&["outcome"]);
            let asked = both.map(|endpoint| {
                let asked = endpoint.outcome.as_ref().and_then(|outcome| outcome.asked.as_ref());
                asked.map(|path| placed(&endpoint.request, path))
            });
            let is_asked_elsewhere = asked.old != asked.new;
            changes.extend(outcome(&at, Both { old, new }, defs, is_asked_elsewhere).into_iter().map(told));
            changes.extend(codes_in_order(&at, Both { old, new }));
        }
        _ => {}
    }
    changes
}

fn outcome(at: &At, both: Both<&Outcome>, defs: Both<&Defs<'_>>, is_asked_elsewhere: bool) -> Vec<Change> {
    let wire = |outcome: &Outcome, defs: &Defs<'_>, field: Option<&Name>| {
        field.and_then(|field| defs.wire(&outcome.item, field).map(str::to_owned))
    };
    let differs = |field: fn(&Outcome) -> Option<&Name>| {
        wire(both.old, defs.old, field(both.old)) != wire(both.new, defs.new, field(both.new))
    };
    // Yesterday's client holds the keys of a reply against those that it asked for.
    let has_asked = both.old.asked.is_some();
    let elsewhere = both.differ(|outcome| &outcome.path);
    let keys = [
        (elsewhere, ".", "the items stand elsewhere", true),
        (
            !elsewhere && differs(|outcome| Some(&outcome.code)),
            "code",
            "the items say elsewhere what became of them",
            true,
        ),
        (differ_as_sets(both, |outcome| &outcome.ok), "ok", "other codes say that an item succeeded", true),
        (
            differ_as_sets(both, |outcome| &outcome.already_done),
            "already_done",
            "other codes say that an item had been done before",
            true,
        ),
        (
            differs(|outcome| outcome.message.as_ref()),
            "message",
            "the message of an item is another field",
            false,
        ),
        (
            differs(|outcome| outcome.key.as_ref()),
            "key",
            "what an item is known by is another field",
            has_asked,
        ),
        (is_asked_elsewhere, "asked", "which items are asked for is looked up elsewhere", has_asked),
    ];
    let changed = keys.into_iter().filter(|(differs, ..)| *differs).map(|(_, key, says, is_success)| {
        let at = if key == "." { at.clone() } else { at.below(&[key]) };
        let no = "yesterday's client tells by what was said before whether an item succeeded";
        at.changed(said(says, &[])).wire(Verdict::of(is_success, no, ""))
    });
    changed.collect()
}

/// A list of codes in an outcome.
type Codes = fn(&Outcome) -> &Vec<i64>;

fn differ_as_sets(both: Both<&Outcome>, codes: Codes) -> bool {
    !envelope::is_same_set(codes(both.old), codes(both.new))
}

/// The codes of items, in an order that means nothing.
fn codes_in_order(at: &At, both: Both<&Outcome>) -> Vec<Change> {
    let lists: [(&str, Codes); 2] =
        [("ok", |outcome| &outcome.ok), ("already_done", |outcome| &outcome.already_done)];
    let is_turned = |codes| both.differ(codes) && !differ_as_sets(both, codes);
    let turned = lists.into_iter().filter(|(_, codes)| is_turned(*codes));
    let says = || said("the codes stand in another order", &[]);
    turned.map(|(key, _)| at.below(&[key]).change(Kind::Reordered, says())).collect()
}

fn grant(at: &At, both: Both<&Endpoint>, defs: Both<&Defs<'_>>) -> Vec<Change> {
    let behaviour =
        Verdict::no("where the client takes a token from, and how long it keeps it, is something else");
    let told = |change: Change| change.behaviour(behaviour);
    match (&both.old.grant, &both.new.grant) {
        (None, Some(_)) => vec![told(at.change(Kind::Added, said("it issues tokens", &[])))],
        (Some(_), None) => {
            let change = at.change(Kind::Removed, said("it issues no tokens any more", &[]));
            let source = Verdict::no("a client cannot be given its request for tokens any more");
            vec![told(change.source(source))]
        }
        (Some(old), Some(new)) => {
            let differs = |names: fn(&Grant) -> &[Name]| {
                defs.old.way(&both.old.response, names(old)) != defs.new.way(&both.new.response, names(new))
            };
            let keys = [
                (old.token != new.token, "token", "it issues another kind of token"),
                (
                    differs(|grant| &grant.access_token),
                    "access_token",
                    "the token stands elsewhere in the reply",
                ),
                (
                    differs(|grant| &grant.expires_in),
                    "expires_in",
                    "how long the token lives stands elsewhere",
                ),
            ];
            let changed = keys.into_iter().filter(|(differs, ..)| *differs).map(|(_, key, says)| {
                let no = "yesterday's client looks for the token where it was";
                let wire = Verdict::of(key == "access_token", no, "");
                told(at.below(&[key]).changed(said(says, &[])).wire(wire))
            });
            changed.collect()
        }
        (None, None) => Vec::new(),
    }
}
