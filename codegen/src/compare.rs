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

/// Each endpoint with the one that it was: by its file, or else by its method and URL, which no other has.
fn pairs<'a>(both: Both<&'a Api>) -> Vec<(Option<&'a Endpoint>, Option<&'a Endpoint>)> {
    let all = |api: &'a Api| api.groups.iter().flat_map(|group| &group.endpoints);
    let mut gone: BTreeMap<_, _> =
        all(both.old).map(|endpoint| (endpoint.source.as_str(), endpoint)).collect();
    let same_file: Vec<_> = all(both.new).map(|new| (gone.remove(new.source.as_str()), new)).collect();
    let mut pairs = Vec::new();
    for (old, new) in same_file {
        let is_it =
            |old: &&Endpoint| old.method == new.method && old.host == new.host && old.path == new.path;
        let moved = || gone.values().copied().find(is_it);
        let old = old.or_else(moved);
        if let Some(old) = old {
            gone.remove(old.source.as_str());
        }
        pairs.push((old, Some(new)));
    }
    pairs.extend(gone.into_values().map(|old| (Some(old), None)));
    pairs
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
