//! Two lists in, which item of the one is which of the other out.

use crate::page::value::Value;

/// How sure it is that two items are one.
const SURE: [fn(&Value, &Value) -> bool; 3] = [Value::eq, are_about_the_same, are_texts];

/// For each of the new items the place of the old one that it is: an equal one, or else one about the same; of what is then
/// left of notes and samples, the next one.
pub(super) fn same(olds: &[Value], news: &[Value]) -> Vec<Option<usize>> {
    let mut used = vec![false; olds.len()];
    let mut places = vec![None; news.len()];
    for are_same in SURE {
        for (new, place) in news.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            *place = (0..olds.len()).find(|at| !used[*at] && are_same(&olds[*at], new));
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

/// Whether two items are notes, or samples, which nothing else tells apart.
fn are_texts(a: &Value, b: &Value) -> bool {
    let is_sample = |item: &Value| item.get("sample").is_some() || item.get("body").is_some();
    a.text().is_some() && b.text().is_some() || is_sample(a) && is_sample(b)
}
