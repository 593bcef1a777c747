//! What holds for every endpoint, as it was and as it is. A change is told once, with the endpoints that it touches.

use super::at::At;
use super::change::{Change, Kind, Verdict, said};
use super::{Both, envelope, matched, platform_at, reordered, shared};
use crate::api::{Api, Endpoint, Envelope, Host, Token, TokenPlace};

/// Each endpoint as it was and as it is.
pub(super) type Pairs<'a> = [(Option<&'a Endpoint>, Option<&'a Endpoint>)];

pub(super) fn compare(both: Both<&Api>, endpoints: &Pairs<'_>, changes: &mut Vec<Change>) {
    let at = platform_at().item("platform");
    each(&at.below(&["hosts"]), both.map(|api| &api.hosts[..]), changes, |at, both| {
        host(at, both, endpoints)
    });
    each(&at.below(&["tokens"]), both.map(|api| &api.tokens[..]), changes, |at, both| {
        token(at, both, endpoints)
    });
    each(&at.below(&["envelopes"]), both.map(|api| &api.envelopes[..]), changes, |at, both| {
        one_envelope(at, both, endpoints)
    });
    shared::compare(&at, both, endpoints, changes);
}

/// Something that platform.yaml declares by name.
trait Declared {
    fn name(&self) -> &str;
    fn constant(&self) -> &str;
}

impl Declared for Host {
    fn name(&self) -> &str {
        &self.name
    }
    fn constant(&self) -> &str {
        self.constant.text()
    }
}

impl Declared for Token {
    fn name(&self) -> &str {
        &self.name
    }
    fn constant(&self) -> &str {
        self.constant.text()
    }
}

impl Declared for Envelope {
    fn name(&self) -> &str {
        &self.name
    }
    fn constant(&self) -> &str {
        self.constant.text()
    }
}

fn each<T: Declared>(
    at: &At,
    both: Both<&[T]>,
    changes: &mut Vec<Change>,
    compare: impl Fn(&At, Both<&T>) -> Vec<Change>,
) {
    for pair in matched(both, |one| one.name().to_owned()) {
        let below = |one: &T| at.below(&[one.name()]).item(&format!("platform::{}", one.constant()));
        match pair {
            (Some(old), Some(new)) => changes.extend(compare(&below(new), Both { old, new })),
            (Some(old), None) => {
                let change = below(old).change(Kind::Removed, said("{} is gone", &[old.name()]));
                let change = change.source(Verdict::no("its constant is gone"));
                changes.push(change.todo(said("do not name {} any more", &[old.constant()])));
            }
            (None, Some(new)) => {
                changes.push(below(new).change(Kind::Added, said("{} is new", &[new.name()])));
            }
            (None, None) => {}
        }
    }
    if reordered(both, Declared::name) {
        changes.push(at.change(Kind::Reordered, said("the names stand in another order", &[])));
    }
}

/// The ids of the endpoints for which something holds.
pub(super) fn touched(endpoints: &Pairs<'_>, is_so: impl Fn(&Endpoint) -> bool) -> Vec<String> {
    let todays = endpoints.iter().filter_map(|(_, new)| *new).filter(|endpoint| is_so(endpoint));
    todays.map(|endpoint| endpoint.id.clone()).collect()
}

/// The ids of the endpoints for which it has held, and holds.
fn kept(endpoints: &Pairs<'_>, is_so: impl Fn(&Endpoint) -> bool) -> Vec<String> {
    let is_kept = |(old, new): &(Option<&Endpoint>, Option<&Endpoint>)| {
        let (old, new) = old.zip(*new)?;
        (is_so(old) && is_so(new)).then(|| new.id.clone())
    };
    endpoints.iter().filter_map(is_kept).collect()
}

fn host(at: &At, both: Both<&Host>, endpoints: &Pairs<'_>) -> Vec<Change> {
    // Where an endpoint that comes from another host calls is told there.
    let touched = kept(endpoints, |endpoint| endpoint.host == both.new.constant);
    let url = both.differ(|host| &host.url).then(|| {
        let change = at.below(&["url"]).changed(said("requests go to another host", &[]));
        let wire =
            Verdict::of(!touched.is_empty(), "yesterday's client calls the old host", "no endpoint is there");
        change.wire(wire).touching(touched)
    });
    let doc = both.differ(|host| &host.doc).then(|| words(at));
    url.into_iter().chain(doc).collect()
}

fn words(at: &At) -> Change {
    at.below(&["doc"]).reworded(said("the words have changed", &[]))
}

fn token(at: &At, both: Both<&Token>, endpoints: &Pairs<'_>) -> Vec<Change> {
    let uses = |endpoint: &Endpoint| endpoint.token.as_ref() == Some(&both.new.constant);
    let place = both.differ(|token| &token.place).then(|| {
        let touched = kept(endpoints, uses);
        if is_same_place(&both.old.place, &both.new.place) {
            return at.below(&["header"]).changed(said(envelope::SAME_HEADER, &[])).touching(touched);
        }
        let key = |place: &TokenPlace| match place {
            TokenPlace::Header(_) => "header",
            TokenPlace::Query(_) => "query",
            TokenPlace::Body(_) => "body",
        };
        let at = at.below_either(key(&both.old.place), key(&both.new.place));
        let no = "yesterday's client sends the token in its old place";
        at.changed(said("the token travels in another place", &[]))
            .wire(Verdict::of(!touched.is_empty(), no, "no endpoint needs it"))
            .behaviour(Verdict::no("the client sends the token in another place"))
            .touching(touched)
    });
    let doc = both.differ(|token| &token.doc).then(|| words(at));
    place.into_iter().chain(doc).collect()
}

/// Whether a token travels in the same place: a header's name is the same in capitals.
pub(super) fn is_same_place(old: &TokenPlace, new: &TokenPlace) -> bool {
    match (old, new) {
        (TokenPlace::Header(old), TokenPlace::Header(new)) => old.eq_ignore_ascii_case(new),
        (old, new) => old == new,
    }
}

fn one_envelope(at: &At, both: Both<&Envelope>, endpoints: &Pairs<'_>) -> Vec<Change> {
    let uses = |endpoint: &Endpoint| endpoint.envelope == both.new.constant;
    let touched_by = kept(endpoints, uses);
    let accessor = |pair: &&(Option<&Endpoint>, Option<&Endpoint>)| {
        let (Some(old), Some(new)) = pair else { return false };
        uses(new) && envelope::breaks_accessor(Both { old, new })
    };
    let breaks_accessor = endpoints.iter().any(|pair| accessor(&pair));
    let Both { old, new } = both;
    let keys = [
        ("codes", old.codes != new.codes),
        ("optional_codes", old.optional_codes != new.optional_codes),
        ("ok", old.ok != new.ok),
        ("payload", old.payload != new.payload),
        ("messages", old.messages != new.messages),
        ("sub_codes", old.sub_codes != new.sub_codes),
        ("sub_messages", old.sub_messages != new.sub_messages),
        ("log_ids", old.log_ids != new.log_ids),
        ("log_id_header", old.log_id_header != new.log_id_header),
    ];
    let changed = keys.into_iter().filter(|(_, differ)| *differ).map(|(key, _)| {
        let at_key = at.below(&[key]);
        if let Some(change) = envelope::written_otherwise(&at_key, key, both) {
            return change.touching(touched_by.clone());
        }
        let is_success = envelope::is_success(key, both);
        let (wire, behaviour) = match key {
            // Where a code says what happened, nothing but the accessor looks at the payload.
            "payload" if !is_success => Default::default(),
            _ => envelope::verdicts(is_success && !touched_by.is_empty()),
        };
        let source = Verdict::of(key == "payload" && breaks_accessor, envelope::ACCESSOR, "");
        let change = at_key.changed(said("replies are read in another way", &[]));
        change.wire(wire).source(source).behaviour(behaviour).touching(touched_by.clone())
    });
    let doc = both.differ(|envelope| &envelope.doc).then(|| words(at));
    changed.chain(doc).collect()
}
