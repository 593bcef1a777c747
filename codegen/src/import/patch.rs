//! A spec's text and its `page:` block as it shall be in, the text with that block out. What is the same stays letter by
//! letter, and every comment stays with what it is about.

use super::comments::{self, Comment};
use super::fresh;
use super::pairs::{Pairs, SIDES, at};
use crate::page::value::{Map, Value};
use crate::page::yaml as writer;
use crate::yaml::{self, Entry, Node};

mod lines;

use lines::{Lines, Piece};

/// What was written.
pub(super) struct Patched {
    pub(super) text: String,
    /// The comments beside what is written anew.
    pub(super) beside: Vec<String>,
}

/// The text with another `page:` block. `whole` writes all of the block anew.
pub(super) fn patch(text: &str, root: &Node, (page, pairs): (&Map, &Pairs), whole: bool) -> Option<Patched> {
    // What is written behind a last line must not become a part of it.
    let is_ended = text.ends_with('\n');
    let text = if is_ended { text.to_owned() } else { format!("{text}\n") };
    let lines = Lines::of(&text);
    let yaml::Value::Map(entries) = &root.value else { return None };
    let at = entries.iter().position(|entry| entry.key.text == "page")?;
    let start = lines.at(entries[at].key_span.start);
    let end = match entries.get(at + 1) {
        Some(next) => lines.lead(start, lines.at(next.key_span.start), 0),
        None => lines.lead(start, lines.count(), 0),
    };
    let comments = comments::all(&text, root);
    let mut patch = Patch { lines: &lines, comments, old: &entries[at].node, pairs, beside: Vec::new() };
    let block = if whole || is_flow(&entries[at]) {
        let above = patch.kept(Piece { lead: start, start, end }, 2);
        let block = fresh::page(page);
        let (first, rest) = block.split_at(block.find('\n')? + 1);
        format!("{first}{above}{rest}")
    } else {
        let inner = patch.map(&entries[at].node, page, &Here::Page, (start + 1, end));
        format!("{}{inner}", lines.text(start, start + 1))
    };
    let below = lines.text(end, lines.count());
    let below = if is_ended { &below } else { below.strip_suffix('\n').unwrap_or(&below) };
    let text = format!("{}{block}{below}", lines.text(0, start));
    Some(Patched { text, beside: patch.beside })
}

/// Whether a mapping stands in braces, or has nothing in it: then it has no lines of its own to keep.
fn is_flow(entry: &Entry) -> bool {
    match &entry.node.value {
        yaml::Value::Map(entries) => entries.first().is_none_or(|entry| entry.in_braces),
        yaml::Value::List(_) | yaml::Value::Scalar(_) => false,
    }
}

/// What a mapping's keys are.
enum Here {
    /// The page's parts.
    Page,
    /// The names of the fields of a struct, which has this path.
    Fields(String),
    /// What is said of the field that has this path.
    Facts(String),
    /// Something without fields.
    Other,
}

impl Here {
    /// What the keys are below one of these.
    fn below(&self, key: &str) -> Self {
        match self {
            Self::Page if SIDES.contains(&key) => Self::Fields(key.to_owned()),
            Self::Fields(path) => Self::Facts(format!("{path}.{key}")),
            Self::Facts(path) if key == "fields" => Self::Fields(path.clone()),
            Self::Facts(path) if ["items", "values", "content"].contains(&key) => Self::Facts(path.clone()),
            _ => Self::Other,
        }
    }
}

struct Patch<'l, 't> {
    lines: &'l Lines<'t>,
    comments: Vec<Comment>,
    /// The `page:` block as it was.
    old: &'l Node,
    pairs: &'l Pairs,
    beside: Vec<String>,
}

impl Patch<'_, '_> {
    /// The lines of a mapping, which go from one line to another, with other entries.
    fn map(
        &mut self,
        old: &Node,
        new: &[(String, Value)],
        here: &Here,
        (from, end): (usize, usize),
    ) -> String {
        let yaml::Value::Map(entries) = &old.value else { return String::new() };
        let starts: Vec<_> = entries.iter().map(|entry| entry.key_span.start).collect();
        let indent = starts.first().map_or(0, |byte| self.lines.column(*byte));
        let pieces = self.lines.pieces(&starts, from, end);
        let mut text = String::new();
        for (key, value) in new {
            let was = match here {
                Here::Fields(path) => self.pairs.old_name(path, key),
                _ => Some(key.as_str()),
            };
            match entries.iter().position(|entry| Some(entry.key.text.as_str()) == was) {
                Some(at) => {
                    text.push_str(&self.lines.text(pieces[at].lead, pieces[at].start));
                    let entry = self.entry(&entries[at], (key, value), (indent, here), pieces[at]);
                    text.push_str(&entry);
                }
                None => text.push_str(&self.fresh(key, value, (indent, here))),
            }
        }
        text
    }

    /// An entry's lines under another key or with another value, if it has one.
    fn entry(
        &mut self,
        entry: &Entry,
        (key, value): (&str, &Value),
        (indent, here): (usize, &Here),
        piece: Piece,
    ) -> String {
        if Value::of(&entry.node) == *value {
            let text = self.lines.text(piece.start, piece.end);
            return renamed(text, entry, key, indent);
        }
        let is_below = self.lines.at(entry.node.span.start) > piece.start;
        let first = || renamed(self.lines.text(piece.start, piece.start + 1), entry, key, indent);
        match (&entry.node.value, value) {
            (yaml::Value::Map(_), Value::Map(new)) if is_below && !is_flow(entry) => {
                first() + &self.map(&entry.node, new, &here.below(key), (piece.start + 1, piece.end))
            }
            (yaml::Value::List(old), Value::List(new)) if is_below && !old.is_empty() => {
                first() + &self.list(old, new, (piece.start + 1, piece.end))
            }
            _ => self.anew(&writer::entry(key, value, indent), piece, indent),
        }
    }

    /// An entry that was not here. If it stood elsewhere, the comments beside it come along.
    fn fresh(&mut self, key: &str, value: &Value, (indent, here): (usize, &Here)) -> String {
        let text = fresh::spaced(key, value, indent);
        let Here::Fields(path) = here else { return text };
        let was = self.pairs.old_of(&format!("{path}.{key}")).and_then(|was| at(self.old, was));
        let Some(was) = was else { return text };
        let (first, last) = (self.lines.at(was.key_span.start), self.lines.at(was.node.span.end));
        let column = self.lines.column(was.key_span.start);
        let start = self.lines.lead(0, first, column);
        let end = self.lines.lead(first, last.max(first + 1), column);
        self.kept(Piece { lead: start, start, end }, indent) + &text
    }

    /// The lines of a list with other items.
    fn list(&mut self, old: &[Node], new: &[Value], (from, end): (usize, usize)) -> String {
        // The dash stands on the line of what it is before.
        let starts: Vec<_> = old.iter().map(|node| self.lines.first(node.span.start)).collect();
        let indent = starts.first().map_or(0, |byte| self.lines.column(*byte));
        let pieces = self.lines.pieces(&starts, from, end);
        let olds: Vec<_> = old.iter().map(Value::of).collect();
        let mut text = String::new();
        for (item, place) in new.iter().zip(super::items::same(&olds, new)) {
            match place.map(|at| (&olds[at], pieces[at])) {
                Some((was, piece)) if was == item => text.push_str(&self.lines.text(piece.lead, piece.end)),
                Some((_, piece)) => {
                    text.push_str(&self.lines.text(piece.lead, piece.start));
                    text.push_str(&self.anew(&writer::item(item, indent), piece, indent));
                }
                None => text.push_str(&writer::item(item, indent)),
            }
        }
        text
    }

    /// A piece that is written anew, with its comments: the one behind its only line, and all others above it.
    fn anew(&mut self, text: &str, piece: Piece, indent: usize) -> String {
        self.beside.extend(self.comments_in(piece.lead, piece.start));
        let has_one_line = |text: &str| text.trim_end().lines().count() == 1;
        let is_behind = has_one_line(text) && has_one_line(&self.lines.text(piece.start, piece.end));
        let behind = self.comments_in(piece.start, piece.end);
        match &behind[..] {
            [comment] if is_behind => {
                self.beside.push(comment.clone());
                format!("{} {comment}\n", text.trim_end())
            }
            _ => self.kept(piece, indent) + text,
        }
    }

    /// The comments of a piece, but for those above it, as lines of their own.
    fn kept(&mut self, piece: Piece, indent: usize) -> String {
        let comments = self.comments_in(piece.start, piece.end);
        let line = |comment: &String| format!("{}{comment}\n", " ".repeat(indent));
        let lines: Vec<_> = comments.iter().map(line).collect();
        self.beside.extend(comments);
        lines.concat()
    }

    /// The comments from one line to another.
    fn comments_in(&self, from: usize, to: usize) -> Vec<String> {
        let bytes = self.lines.start(from)..self.lines.start(to);
        let inside = self.comments.iter().filter(|comment| bytes.contains(&comment.start));
        inside.map(|comment| comment.text.clone()).collect()
    }
}

/// An entry's text under another key.
fn renamed(text: String, entry: &Entry, key: &str, indent: usize) -> String {
    if entry.key.text == key {
        return text;
    }
    // The writer's own spelling of a key, which may need quotes.
    let empty = writer::entry(key, &Value::Map(Map::new()), indent);
    let written = empty.trim_end().trim_end_matches(": {}");
    let length = entry.key_span.end - entry.key_span.start;
    format!("{written}{}", text.get(indent + length..).unwrap_or_default())
}
