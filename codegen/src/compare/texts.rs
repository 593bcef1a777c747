//! The texts of an endpoint that only documentation shows, as they were and as they are.

use super::Both;
use super::at::At;
use super::change::{Change, Kind, said};
use crate::api::Endpoint;

pub(super) fn compare(at: &At, both: Both<&Endpoint>) -> Vec<Change> {
    let says = |differs: bool, key: &str| {
        differs.then(|| at.below(&["page", key]).reworded(said("the words have changed", &[])))
    };
    let texts = [
        says(both.differ(|endpoint| &endpoint.title), "title"),
        says(both.differ(|endpoint| &endpoint.address), "address"),
        says(both.differ(|endpoint| &endpoint.permission), "permission"),
    ];
    let examples = at.below(&["page", "examples"]);
    let notes = listed(&at.below(&["page", "notes"]), both.map(|endpoint| &endpoint.notes[..]));
    let calls = listed(&examples.below(&["requests"]), both.map(|endpoint| &endpoint.request_examples[..]));
    let replies =
        listed(&examples.below(&["responses"]), both.map(|endpoint| &endpoint.response_examples[..]));
    let made = at.below(&["decisions", "examples", "responses"]);
    let made = listed(&made, both.map(|endpoint| &endpoint.made_examples[..]));
    texts.into_iter().flatten().chain(notes).chain(calls).chain(replies).chain(made).collect()
}

/// Texts one after the other: those that both lists start and end with are the same.
fn listed<T: PartialEq>(at: &At, both: Both<&[T]>) -> Vec<Change> {
    let Both { old, new } = both;
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old, new) = (old.len() - end, new.len() - end);
    let each = (0..old.max(new)).map(|place| {
        let at = at.below(&[&(start + place + 1).to_string()]);
        let (kind, says) = match (place < old, place < new) {
            (true, true) => (Kind::Changed, "the words have changed"),
            (true, false) => (Kind::Removed, "a text is gone"),
            _ => (Kind::Added, "a text is new"),
        };
        at.change(kind, said(says, &[])).wording()
    });
    each.collect()
}
