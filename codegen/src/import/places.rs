//! A spec and a path in, where that stands out.

use super::change::Told;
use super::pairs::Pairs;
use super::{items, pairs};
use crate::diagnostic::Span;
use crate::page::value::Value;
use crate::yaml::Node;

/// Where a fact of a spec stands; of what is not there, what it would stand in.
pub(super) fn at(spec: &Node, path: &str) -> Span {
    let Some(page) = spec.entry("page").map(|entry| &entry.node) else { return spec.span };
    if let Some(code) = path.strip_prefix("errors.")
        && let Some(row) = row(page, code)
    {
        return row.span;
    }
    let mut path = path;
    loop {
        if let Some(entry) = page.entry(path).or_else(|| pairs::at(page, path)) {
            return entry.key_span;
        }
        let Some((parent, fact)) = path.rsplit_once('.') else { return page.span };
        if let Some(entry) = pairs::at(page, parent).and_then(|field| field.node.entry(fact)) {
            return entry.key_span;
        }
        path = parent;
    }
}

/// The last row of a code: where one comes a second time, that is the new one.
fn row<'n>(page: &'n Node, code: &str) -> Option<&'n Node> {
    let rows = page.entry("errors")?.node.items();
    rows.iter().rev().find(|row| Value::of(row).text_of("code") == Some(code))
}

/// Makes all places those in the spec as it was written: in its page's half what is at a path, elsewhere the same text.
pub(super) fn follow(told: &mut Told, (old, new): (&Node, &Node), pairs: &Pairs) {
    let ((start, end), (_, new_end)) = (page_of(old), page_of(new));
    for (path, span) in told.spans() {
        let path = path.strip_prefix("decisions.").unwrap_or(path);
        if (start..end).contains(&span.start) {
            *span = item((old, new), path, *span).unwrap_or_else(|| at(new, &stood(new, path, pairs)));
        } else if span.start >= end {
            *span = Span { start: span.start + new_end - end, end: span.end + new_end - end, ..*span };
        }
    }
}

/// The path of a field; of one that is gone, below what the structs are called now that it stood in.
fn stood(spec: &Node, path: &str, pairs: &Pairs) -> String {
    let page = spec.entry("page").map(|entry| &entry.node);
    let is_there = |path: &str| page.is_some_and(|page| pairs::at(page, path).is_some());
    let mut known = path;
    while let Some((parent, _)) = known.rsplit_once('.') {
        if is_there(known) {
            break;
        }
        if let Some(now) = pairs.new_of(known) {
            return format!("{now}{}", path.strip_prefix(known).unwrap_or_default());
        }
        known = parent;
    }
    path.to_owned()
}

/// From where to where a spec's page goes.
fn page_of(spec: &Node) -> (usize, usize) {
    let at = spec.entries().iter().position(|entry| entry.key.text == "page").unwrap_or(0);
    let start = spec.entries().get(at).map_or(0, |entry| entry.key_span.start);
    (start, spec.entries().get(at + 1).map_or(usize::MAX, |next| next.key_span.start))
}

/// Where the rule or the row is now that a place is in.
fn item((old, new): (&Node, &Node), path: &str, place: Span) -> Option<Span> {
    let part = path.split('.').next().filter(|part| ["rules", "errors"].contains(part))?;
    let list = |spec: &Node| Some(spec.entry("page")?.node.entry(part)?.node.items().to_vec());
    let (olds, news) = (list(old)?, list(new)?);
    let was = olds.iter().position(|item| (item.span.start..item.span.end).contains(&place.start))?;
    let values = |items: &[Node]| items.iter().map(Value::of).collect::<Vec<_>>();
    let places = items::same(&values(&olds), &values(&news));
    Some(news[places.iter().position(|place| *place == Some(was))?].span)
}
