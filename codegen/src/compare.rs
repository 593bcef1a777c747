//! Two sets of specs in, what moved between them by meaning out: each change with its place, its values and three verdicts.
//!
//! The checked models are compared, because they are what reaches the generated code; places and values are then read off
//! the nodes that the specs were parsed of, by the change's path.

use std::collections::BTreeMap;

use crate::Report;
use crate::api::{Api, Endpoint};
use crate::diagnostic::Problems;
use crate::source::{PLATFORM, Sources};

mod approvals;
mod at;
mod call;
mod change;
mod codes;
mod defs;
mod endpoint;
mod enums;
mod envelope;
mod facts;
mod field;
mod fields;
mod limits;
mod platform;
mod rules;
mod shared;
mod texts;
mod types;
mod value;
mod version;

#[cfg(test)]
mod mutants;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod verdicts;

pub(crate) use approvals::{Approvals, approve};
pub(crate) use change::{Change, Kind, Question};
pub(crate) use version::bump;

use at::At;

/// One thing in both sets: as it was, and as it is.
#[derive(Clone, Copy, Debug)]
struct Both<T> {
    old: T,
    new: T,
}

impl<T> Both<T> {
    fn map<M>(self, each: impl Fn(T) -> M) -> Both<M> {
        Both { old: each(self.old), new: each(self.new) }
    }

    fn differ<M: PartialEq>(self, each: impl Fn(T) -> M) -> bool {
        each(self.old) != each(self.new)
    }
}

/// Why two sets of specs cannot be compared: one of them has mistakes.
pub(crate) enum Refused {
    Base(Report),
    Today(Report),
}

/// What moved, sorted by file and place. A base that has no specs at all is one where everything was added.
pub(crate) fn compare(base: &Sources, today: &Sources) -> Result<Vec<Change>, Refused> {
    let old = if base.iter().next().is_some() { model(base).map_err(Refused::Base)? } else { Api::default() };
    let new = model(today).map_err(Refused::Today)?;
    let mut changes = Vec::new();
    let both = Both { old: &old, new: &new };
    let endpoints = pairs(both);
    platform::compare(both, &endpoints, &mut changes);
    for (old, new) in endpoints {
        match (old, new) {
            (Some(old), Some(new)) => endpoint::compare(Both { old, new }, both, &mut changes),
            (Some(old), None) => changes.push(endpoint::removed(old)),
            (None, Some(new)) => changes.push(endpoint::added(new)),
            (None, None) => {}
        }
    }
    value::fill(&mut changes, base, today);
    changes.sort_by(|a, b| a.order().cmp(&b.order()));
    changes.dedup();
    Ok(changes)
}

fn model(sources: &Sources) -> Result<Api, Report> {
    let mut problems = Problems::default();
    let (platform, specs) = crate::parse(sources, &mut problems);
    let api = crate::check::check(platform.as_ref(), &specs, &mut problems);
    api.ok_or_else(|| Report::new(problems, sources))
}

/// Each endpoint with the one that it was: by its method and URL, wherever its file is now, or else by its file.
fn pairs<'a>(both: Both<&'a Api>) -> Vec<(Option<&'a Endpoint>, Option<&'a Endpoint>)> {
    let all = |api: &'a Api| api.groups.iter().flat_map(|group| &group.endpoints);
    let mut gone: BTreeMap<_, _> =
        all(both.old).map(|endpoint| (endpoint.source.as_str(), endpoint)).collect();
    let mut was: BTreeMap<_, _> = BTreeMap::new();
    // Several specs can be of one URL.
    let likeness = |old: &Endpoint, new: &Endpoint| {
        let has_url = (old.method, &old.url) == (new.method, &new.url);
        let has_file = old.source == new.source;
        [has_url && has_file, has_url, has_file]
    };
    for rank in 0..3 {
        for new in all(both.new) {
            let known = was.contains_key(new.source.as_str());
            let old = gone.values().copied().find(|old| !known && likeness(old, new)[rank]);
            if let Some(old) = old {
                gone.remove(old.source.as_str());
                was.insert(new.source.as_str(), old);
            }
        }
    }
    let today = all(both.new).map(|new| (was.get(new.source.as_str()).copied(), Some(new)));
    today.chain(gone.into_values().map(|old| (Some(old), None))).collect()
}

/// What stands in both lists under one key, or in one of them; in the order of today's, what is gone last.
fn matched<'a, T, K: PartialEq>(
    both: Both<&'a [T]>,
    key: impl Fn(&T) -> K,
) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let of = |list: &'a [T], wanted: &K| list.iter().find(|one| key(one) == *wanted);
    let today = both.new.iter().map(|new| (of(both.old, &key(new)), Some(new)));
    let gone = both.old.iter().filter(|old| of(both.new, &key(old)).is_none()).map(|old| (Some(old), None));
    today.chain(gone).collect()
}

/// Whether what both lists have stands in another order.
fn reordered<'a, T, K: PartialEq>(both: Both<&'a [T]>, key: impl Fn(&'a T) -> K) -> bool {
    let keys = both.map(|list| list.iter().map(&key).collect::<Vec<_>>());
    let kept = |list: &'_ [K], other: &[K]| -> Vec<usize> {
        list.iter().filter_map(|one| other.iter().position(|there| there == one)).collect()
    };
    !kept(&keys.new, &keys.old).is_sorted()
}

/// The platform's file.
fn platform_at() -> At {
    At::file(PLATFORM, PLATFORM)
}
