//! Error rows, notes and samples of a spec and of its page in, those of the page out, and what moved.

use super::Merge;
use super::order::longest_rising;
use crate::diagnostic::Span;
use crate::import::change::Kind;
use crate::import::items;
use crate::page::value::Value;
use crate::yaml::Node;

impl Merge<'_> {
    /// The error table: a row is known by its code, and if that comes twice by its words.
    pub(super) fn errors(&mut self, old: Option<&Node>, new: Option<&Value>) -> Option<Value> {
        let nodes = old.map(Node::items).unwrap_or_default();
        let rows = new.map(Value::items).unwrap_or_default();
        let olds: Vec<_> = nodes.iter().map(Value::of).collect();
        let places = items::same(&olds, rows);
        for (row, place) in rows.iter().zip(&places) {
            let path = path(row);
            match place {
                None => {
                    let span = old.map_or(self.old.span, |old| old.span);
                    self.told.change(Kind::Added, &path, None, Some(words(row)), span);
                }
                Some(place) if olds[*place] != *row => {
                    let told = (Some(words(&olds[*place])), Some(words(row)));
                    self.told.change(Kind::Reworded, &path, told.0, told.1, nodes[*place].span);
                }
                Some(_) => {}
            }
        }
        let known: Vec<_> = places.iter().flatten().copied().collect();
        for (at, row) in olds.iter().enumerate().filter(|(at, _)| !known.contains(at)) {
            self.told.change(Kind::Removed, &path(row), Some(words(row)), None, nodes[at].span);
        }
        let stay = longest_rising(&known);
        for (at, place) in known.iter().enumerate().filter(|(at, _)| !stay.contains(at)) {
            let before = at.checked_sub(1).map(|at| format!("after {}", code(&olds[known[at]])));
            let after = before.unwrap_or("the first".to_owned());
            self.told.change(Kind::Moved, &path(&olds[*place]), None, Some(after), nodes[*place].span);
        }
        new.cloned()
    }

    /// The introduction.
    pub(super) fn notes(&mut self, old: Option<&Node>, new: Option<&Value>) -> Option<Value> {
        self.texts("notes", (old, new), old.map_or(self.old.span, |old| old.span));
        new.cloned()
    }

    /// The samples.
    pub(super) fn examples(&mut self, old: Option<&Node>, new: Option<&Value>) -> Option<Value> {
        let span = old.map_or(self.old.span, |old| old.span);
        for side in ["requests", "responses"] {
            let before = old.and_then(|old| old.entry(side)).map(|entry| &entry.node);
            let now = new.and_then(|new| new.get(side));
            self.texts(&format!("examples.{side}"), (before, now), span);
        }
        new.cloned()
    }

    /// Tells which texts are there and were not, and the other way round.
    fn texts(&mut self, path: &str, (old, new): (Option<&Node>, Option<&Value>), span: Span) {
        let nodes = old.map(Node::items).unwrap_or_default();
        let news = new.map(Value::items).unwrap_or_default();
        let olds: Vec<_> = nodes.iter().map(Value::of).collect();
        let places = items::same(&olds, news);
        for (new, place) in news.iter().zip(&places) {
            match place {
                None => self.told.change(Kind::Added, path, None, Some(new.shown()), span),
                Some(place) if olds[*place] != *new => {
                    let told = (Some(olds[*place].shown()), Some(new.shown()));
                    self.told.change(Kind::Reworded, path, told.0, told.1, nodes[*place].span);
                }
                Some(_) => {}
            }
        }
        let known: Vec<_> = places.iter().flatten().copied().collect();
        for (at, old) in olds.iter().enumerate().filter(|(at, _)| !known.contains(at)) {
            self.told.change(Kind::Removed, path, Some(old.shown()), None, nodes[at].span);
        }
        if !known.is_sorted() {
            self.told.change(Kind::Moved, path, None, Some("in another order".to_owned()), span);
        }
    }
}

fn code(row: &Value) -> &str {
    row.text_of("code").unwrap_or_default()
}

fn path(row: &Value) -> String {
    format!("errors.{}", code(row))
}

/// A row's words in a report.
fn words(row: &Value) -> String {
    let status = row.text_of("status").filter(|status| *status != "200").map(|status| format!("{status}: "));
    let advice = row.text_of("advice").map(|advice| format!(" ({advice})"));
    let text = row.text_of("text").unwrap_or_default();
    format!("{}{text}{}", status.unwrap_or_default(), advice.unwrap_or_default())
}
