//! A spec's text and its `page:` block as it shall be in, the text with that block out. What is the same stays letter by
//! letter, with the comments above it.

use crate::page::value::{Map, Value};
use crate::page::yaml as writer;
use crate::yaml::{self, Entry, Node};

/// A file's lines, each with its end.
struct Lines<'t> {
    all: Vec<&'t str>,
    /// The byte at which each line starts.
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let all: Vec<_> = text.split_inclusive('\n').collect();
        let starts = all.iter().scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some(start)
        });
        Self { starts: starts.collect(), all }
    }

    /// The line of a byte, counted from 0.
    fn at(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    fn column(&self, byte: usize) -> usize {
        byte - self.starts.get(self.at(byte)).copied().unwrap_or(0)
    }

    /// Of the lines up to `end`, where the comments and empty lines start that belong to what follows.
    fn lead(&self, from: usize, end: usize, indent: usize) -> usize {
        let is_lead = |line: &&str| {
            let trimmed = line.trim();
            trimmed.is_empty() || trimmed.starts_with('#') && line.len() - line.trim_start().len() <= indent
        };
        end - self.all[from..end].iter().rev().take_while(|line| is_lead(line)).count()
    }

    fn text(&self, from: usize, to: usize) -> String {
        self.all[from.min(to)..to].concat()
    }
}

/// What was written, and the comments that went with what is gone.
pub(super) struct Patched {
    pub(super) text: String,
    pub(super) lost: Vec<String>,
    /// The comments above what is another fact now.
    pub(super) beside: Vec<String>,
}

/// The text with another `page:` block. `whole` writes all of the block anew.
pub(super) fn patch(text: &str, root: &Node, page: &Map, whole: bool) -> Option<Patched> {
    let lines = Lines::of(text);
    let yaml::Value::Map(entries) = &root.value else { return None };
    let at = entries.iter().position(|entry| entry.key.text == "page")?;
    let start = lines.at(entries[at].key_span.start);
    let end = match entries.get(at + 1) {
        Some(next) => lines.lead(start, lines.at(next.key_span.start), 0),
        None => lines.lead(start, lines.all.len(), 0),
    };
    let mut patch = Patch { lines: &lines, lost: Vec::new(), beside: Vec::new() };
    let block = if whole || is_flow(&entries[at]) {
        super::fresh::page(page)
    } else {
        let inner = patch.map(&entries[at].node, page, start + 1, end);
        format!("{}{inner}", lines.all[start])
    };
    let text = format!("{}{block}{}", lines.text(0, start), lines.text(end, lines.all.len()));
    Some(Patched { text, lost: patch.lost, beside: patch.beside })
}

/// Whether a value stands in braces or brackets.
fn is_flow(entry: &Entry) -> bool {
    match &entry.node.value {
        yaml::Value::Map(entries) => entries.first().is_none_or(|entry| entry.in_braces),
        yaml::Value::List(_) | yaml::Value::Scalar(_) => false,
    }
}

struct Patch<'l, 't> {
    lines: &'l Lines<'t>,
    lost: Vec<String>,
    beside: Vec<String>,
}

/// A piece of the old text: comments above, and what they are above.
#[derive(Clone, Copy)]
struct Piece {
    lead: usize,
    start: usize,
    end: usize,
}

impl Patch<'_, '_> {
    /// The pieces between two lines that start at the given bytes.
    fn pieces(&self, starts: &[usize], from: usize, end: usize) -> Vec<Piece> {
        let firsts: Vec<_> = starts.iter().map(|byte| self.lines.at(*byte)).collect();
        let indent = starts.first().map_or(0, |byte| self.lines.column(*byte));
        let mut lead = from;
        let mut pieces = Vec::new();
        for (at, start) in firsts.iter().enumerate() {
            let end = firsts.get(at + 1).map_or(end, |next| self.lines.lead(*start, *next, indent));
            pieces.push(Piece { lead, start: *start, end });
            lead = end;
        }
        pieces
    }

    fn map(&mut self, old: &Node, new: &[(String, Value)], from: usize, end: usize) -> String {
        let yaml::Value::Map(entries) = &old.value else { return String::new() };
        let starts: Vec<_> = entries.iter().map(|entry| entry.key_span.start).collect();
        let indent = starts.first().map_or(0, |byte| self.lines.column(*byte));
        let pieces = self.pieces(&starts, from, end);
        let mut text = String::new();
        for (key, value) in new {
            let Some(at) = entries.iter().position(|entry| entry.key.text == *key) else {
                text.push_str(&super::fresh::spaced(key, value, indent));
                continue;
            };
            let (entry, piece) = (&entries[at], pieces[at]);
            text.push_str(&self.lines.text(piece.lead, piece.start));
            text.push_str(&self.entry(entry, key, value, indent, piece));
        }
        for (entry, piece) in entries.iter().zip(&pieces) {
            if new.iter().all(|(key, _)| *key != entry.key.text) {
                self.lose(*piece);
            }
        }
        text
    }

    fn entry(&mut self, entry: &Entry, key: &str, value: &Value, indent: usize, piece: Piece) -> String {
        if Value::of(&entry.node) == *value {
            return self.lines.text(piece.start, piece.end);
        }
        let is_below = self.lines.at(entry.node.span.start) > piece.start;
        let first = || self.lines.text(piece.start, piece.start + 1);
        match (&entry.node.value, value) {
            (yaml::Value::Map(_), Value::Map(new)) if is_below && !is_flow(entry) => {
                first() + &self.map(&entry.node, new, piece.start + 1, piece.end)
            }
            (yaml::Value::List(old), Value::List(new)) if is_below && !old.is_empty() => {
                first() + &self.list(old, new, piece.start + 1, piece.end)
            }
            _ => {
                let comments = self.comments(piece);
                self.beside.extend(comments);
                writer::entry(key, value, indent)
            }
        }
    }

    fn list(&mut self, old: &[Node], new: &[Value], from: usize, end: usize) -> String {
        // The dash stands on the line of what it is before.
        let starts: Vec<_> = old.iter().map(|node| self.dash(node)).collect();
        let indent = starts.first().map_or(0, |byte| self.lines.column(*byte));
        let pieces = self.pieces(&starts, from, end);
        let mut used = vec![false; old.len()];
        let mut text = String::new();
        for item in new {
            match (0..old.len()).find(|at| !used[*at] && Value::of(&old[*at]) == *item) {
                Some(at) => {
                    used[at] = true;
                    text.push_str(&self.lines.text(pieces[at].lead, pieces[at].end));
                }
                None => text.push_str(&writer::item(item, indent)),
            }
        }
        for (piece, _) in pieces.iter().zip(&used).filter(|(_, used)| !**used) {
            self.lose(*piece);
        }
        text
    }

    fn dash(&self, item: &Node) -> usize {
        let start = self.lines.starts[self.lines.at(item.span.start)];
        let line = self.lines.all[self.lines.at(item.span.start)];
        start + line.len() - line.trim_start().len()
    }

    /// Remembers the comments above something that is gone.
    fn lose(&mut self, piece: Piece) {
        let comments = self.comments(piece);
        self.lost.extend(comments);
    }

    fn comments(&self, piece: Piece) -> Vec<String> {
        let lead = self.lines.text(piece.lead, piece.start);
        lead.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}
