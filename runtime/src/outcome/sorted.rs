//! The items of a reply in, how the call ended and which items need a look out.

use super::{Asked, Item, ItemCodes};
use crate::conclusion::Ending;

pub(super) struct Sorted {
    pub(super) ending: Ending,
    pub(super) already_done: Vec<Item<i64>>,
    pub(super) failed: Vec<Item<i64>>,
    pub(super) missing: Vec<String>,
    pub(super) unasked: Vec<String>,
}

pub(super) fn sorted(lists: Vec<Vec<Item<i64>>>, codes: ItemCodes, asked: Asked) -> Sorted {
    let is_left_open = asked.is_left_open(lists.iter().flatten().map(|item| item.key.as_deref()));
    let (missing, unasked) = asked.compared(lists.iter().flatten().filter_map(|item| item.key.as_deref()));
    let is_empty = lists.iter().all(Vec::is_empty);
    let silent = |list: Vec<_>| if list.is_empty() && !is_empty { vec![Item::silent()] } else { list };
    let unanswered = (is_left_open && !is_empty).then(Item::silent);
    let items = lists.into_iter().flat_map(silent).chain(unanswered).map(|item| item.judged(codes));
    let (succeeded, failed): (Vec<_>, Vec<_>) = items.partition(Item::succeeded);
    let ending = match (succeeded.len(), failed.len()) {
        (0, 0) => Ending::Empty,
        _ if !(missing.is_empty() && unasked.is_empty()) => Ending::Mismatch,
        (_, 0) => Ending::Complete,
        (0, _) => Ending::Failed,
        (_, _) => Ending::Partial,
    };
    let already_done = succeeded.into_iter().filter(Item::is_already_done).collect();
    Sorted { ending, already_done, failed, missing, unasked }
}
