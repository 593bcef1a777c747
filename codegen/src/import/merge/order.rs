//! The fields of one struct as a spec has them and as its page has them in, their order out, and which of them moved.

use super::Merge;
use crate::import::change::Kind;
use crate::page::value::{Map, Value};
use crate::yaml::Node;

impl Merge<'_> {
    /// Orders merged fields. As long as none of those that the page lists has moved, the spec's order stands, because
    /// samples have none that means anything.
    pub(super) fn ordered(&mut self, old: &Node, merged: Map, path: &str) -> Map {
        let entries = old.entries();
        let place = |name: &str| {
            // What stood in another struct has no place here.
            let was = self.pairs.old_name(path, name)?;
            entries.iter().position(|entry| entry.key.text == was)
        };
        let is_listed =
            |field: &Value| field.get("inferred").is_none_or(|inferred| inferred.get("field").is_none());
        let listed = merged.iter().filter(|(_, field)| is_listed(field));
        let listed: Vec<_> = listed.filter_map(|(name, _)| Some((name.clone(), place(name)?))).collect();
        let stay = longest_rising(&listed.iter().map(|(_, place)| *place).collect::<Vec<_>>());
        if stay.len() == listed.len() {
            return in_place(&merged, place);
        }
        for (at, (name, place)) in listed.iter().enumerate().filter(|(at, _)| !stay.contains(at)) {
            let before = at.checked_sub(1).map(|before| format!("after {}", listed[before].0));
            let after = before.unwrap_or("the first".to_owned());
            let path = format!("{path}.{name}");
            self.told.change(Kind::Moved, &path, None, Some(after), entries[*place].key_span);
        }
        merged
    }
}

/// Fields in the order of their old places; a new one stands behind the one that it follows.
fn in_place(merged: &Map, place: impl Fn(&str) -> Option<usize>) -> Map {
    let mut known: Vec<_> =
        merged.iter().filter_map(|(name, field)| Some((place(name)?, name, field))).collect();
    known.sort_by_key(|(place, ..)| *place);
    let mut ordered: Map = known.into_iter().map(|(_, name, field)| (name.clone(), field.clone())).collect();
    let mut before: Option<&str> = None;
    for (name, field) in merged {
        if place(name).is_none() {
            let after = before.and_then(|before| ordered.iter().position(|(name, _)| name == before));
            ordered.insert(after.map_or(0, |after| after + 1), (name.clone(), field.clone()));
        }
        before = Some(name);
    }
    ordered
}

/// The places in a list of a longest part of it that rises: what is not in it has moved.
pub(super) fn longest_rising(numbers: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let before =
            (0..at).filter(|before| numbers[*before] < *number).max_by_key(|before| best[*before].len());
        let mut longest = before.map(|before| best[before].clone()).unwrap_or_default();
        longest.push(at);
        best.push(longest);
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}
