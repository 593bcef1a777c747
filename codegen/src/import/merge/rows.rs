//! Error rows, notes, samples and rules of a spec and of its page in, those of the page out, and what moved.

use super::change::Kind;
use super::merge::Merge;
use super::order::longest_rising;
use super::pairs::{SIDES, below};
use crate::page::value::{Map, Value, get};
use crate::yaml::{self, Node};

impl Merge<'_> {
    /// The error table: a row is known by its code, and if that comes twice by its words.
    pub(super) fn errors(&mut self, old: Option<&Node>, new: Option<&Value>) -> Option<Value> {
        let nodes = items(old);
        let rows = new.map(Value::items).unwrap_or_default();
        let olds: Vec<_> = nodes.iter().map(Value::of).collect();
        let places = same_rows(&olds, rows);
        let span = old.map_or(self.old.span, |old| old.span);
        for (row, place) in rows.iter().zip(&places) {
            let path = format!("errors.{}", code(row));
            match place {
                None => self.told.change(Kind::Added, &path, None, Some(words(row)), span),
                Some(place) if olds[*place] != *row => {
                    let told = (Some(words(&olds[*place])), Some(words(row)));
                    self.told.change(Kind::Reworded, &path, told.0, told.1, nodes[*place].span);
                }
                Some(_) => {}
            }
        }
        let known: Vec<_> = places.iter().flatten().copied().collect();
        for (at, row) in olds.iter().enumerate().filter(|(at, _)| !known.contains(at)) {
            let path = format!("errors.{}", code(row));
            self.told.change(Kind::Removed, &path, Some(words(row)), None, nodes[at].span);
        }
        let stay = longest_rising(&known);
        for (at, place) in known.iter().enumerate().filter(|(at, _)| !stay.contains(at)) {
            let before = at.checked_sub(1).map(|at| format!("after {}", code(&olds[known[at]])));
            let after = before.unwrap_or("the first".to_owned());
            let path = format!("errors.{}", code(&olds[*place]));
            self.told.change(Kind::Moved, &path, None, Some(after), nodes[*place].span);
        }
        new.cloned()
    }

    /// Notes and samples: what is there and was not, and the other way round.
    pub(super) fn texts(&mut self, key: &str, old: Option<&Node>, new: Option<&Value>) -> Option<Value> {
        let was = old.map(Value::of);
        if was.as_ref() == new {
            return was;
        }
        let span = old.map_or(self.old.span, |old| old.span);
        if key == "notes" {
            self.lists(key, old, new, span);
        } else {
            for side in ["requests", "responses"] {
                let before = old.and_then(|old| old.entry(side)).map(|entry| &entry.node);
                let now = new.and_then(|new| new.get(side));
                self.lists(&format!("{key}.{side}"), before, now, span);
            }
        }
        new.cloned()
    }

    fn lists(&mut self, path: &str, old: Option<&Node>, new: Option<&Value>, span: crate::diagnostic::Span) {
        let nodes = items(old);
        let (olds, news): (Vec<_>, _) =
            (nodes.iter().map(Value::of).collect(), new.map(Value::items).unwrap_or_default());
        let gone: Vec<_> = (0..olds.len()).filter(|at| !news.contains(&olds[*at])).collect();
        let come: Vec<_> = news.iter().filter(|new| !olds.contains(new)).collect();
        for (index, at) in gone.iter().enumerate() {
            let now = come.get(index).map(|new| new.shown());
            let kind = if now.is_some() { Kind::Reworded } else { Kind::Removed };
            self.told.change(kind, path, Some(olds[*at].shown()), now, nodes[*at].span);
        }
        for new in come.iter().skip(gone.len()) {
            self.told.change(Kind::Added, path, None, Some(new.shown()), span);
        }
        if gone.is_empty() && come.is_empty() && olds != news {
            self.told.change(Kind::Moved, path, None, Some("in another order".to_owned()), span);
        }
    }

    /// Rules. One that is read from words that the spec has too was judged by people, who have it or not.
    pub(super) fn rules(
        &mut self,
        old: Option<&Node>,
        new: Option<&Value>,
        page: &[(String, Value)],
    ) -> Option<Value> {
        let nodes = items(old);
        let mut rules: Vec<_> = Vec::new();
        let (known, now) = (docs_of_node(self.old), docs(page));
        let read = new.map(Value::items).unwrap_or_default();
        for node in nodes {
            let rule = Value::of(node);
            let words = rule.text_of("doc").unwrap_or_default();
            let was_read = rule.get("inferred").is_none() && known.iter().any(|doc| doc == words);
            if was_read
                && !now.iter().any(|doc| doc == words)
                && !read.iter().any(|new| says_same(new, &rule))
            {
                self.told.change(Kind::Removed, "rules", Some(rule.shown()), None, node.span);
                continue;
            }
            if !read.contains(&rule) {
                self.told.keep("rules", rule.shown(), node.span);
            }
            rules.push(rule);
        }
        for rule in read {
            let words = rule.text_of("doc").unwrap_or_default();
            let is_judged =
                known.iter().any(|doc| doc == words) || rules.iter().any(|old| says_same(old, rule));
            if !is_judged {
                self.told.change(Kind::Added, "rules", None, Some(rule.shown()), self.old.span);
                rules.push(rule.clone());
            }
        }
        (!rules.is_empty()).then_some(Value::List(rules))
    }
}

fn code(row: &Value) -> &str {
    row.text_of("code").unwrap_or_default()
}

/// Which of the spec's rows each of the page's is: an equal one, or else one of its code.
fn same_rows(olds: &[Value], rows: &[Value]) -> Vec<Option<usize>> {
    let mut used = vec![false; olds.len()];
    let mut places = vec![None; rows.len()];
    for is_exact in [true, false] {
        for (row, place) in rows.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            let is_same = |old: &Value| *old == *row || !is_exact && code(old) == code(row);
            *place = (0..olds.len()).find(|at| !used[*at] && is_same(&olds[*at]));
            if let Some(found) = *place {
                used[found] = true;
            }
        }
    }
    places
}

/// Whether two rules are of one kind, about the same fields.
fn says_same(a: &Value, b: &Value) -> bool {
    a.entries().first() == b.entries().first()
}

fn items(list: Option<&Node>) -> &[Node] {
    match list.map(|list| &list.value) {
        Some(yaml::Value::List(items)) => items,
        _ => &[],
    }
}

/// A row's words in a report.
fn words(row: &Value) -> String {
    let status = row.text_of("status").filter(|status| *status != "200").map(|status| format!("{status}: "));
    let advice = row.text_of("advice").map(|advice| format!(" ({advice})"));
    let text = row.text_of("text").unwrap_or_default();
    format!("{}{text}{}", status.unwrap_or_default(), advice.unwrap_or_default())
}

fn docs_of_node(page: &Node) -> Vec<String> {
    docs(Value::of(page).entries())
}

/// The words of all fields.
fn docs(page: &[(String, Value)]) -> Vec<String> {
    let mut found = Vec::new();
    for side in SIDES {
        collect(get(page, side).unwrap_or(&Value::Map(Map::new())), &mut found);
    }
    found
}

fn collect(fields: &Value, found: &mut Vec<String>) {
    for (_, field) in fields.entries() {
        found.extend(field.text_of("doc").map(str::to_owned));
        if let Some(below) = below(field) {
            collect(below, found);
        }
    }
}
