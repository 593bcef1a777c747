//! Two lists in, which item of the one is which of the other out.

use crate::page::value::Value;

/// For each of the new items the place of the old one that it is: an equal one, or else one about the same.
pub(super) fn same(olds: &[Value], news: &[Value]) -> Vec<Option<usize>> {
    let mut used = vec![false; olds.len()];
    let mut places = vec![None; news.len()];
    for is_exact in [true, false] {
        for (new, place) in news.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            let is_same = |old: &Value| *old == *new || !is_exact && are_about_the_same(old, new);
            *place = (0..olds.len()).find(|at| !used[*at] && is_same(&olds[*at]));
            if let Some(found) = *place {
                used[found] = true;
            }
        }
    }
    places
}

/// Whether two error rows have one code; or two rules, samples or notes start with the same.
pub(super) fn are_about_the_same(a: &Value, b: &Value) -> bool {
    match (a.get("code"), b.get("code")) {
        (None, None) => a.entries().first().is_some_and(|first| b.entries().first() == Some(first)),
        (a, b) => a == b,
    }
}
