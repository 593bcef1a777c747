//! A spec's fields and its page's in, which is which out: also those that are called otherwise or stand elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::value::Value;
use crate::yaml::{self, Node};

/// The sides of a page that have fields.
pub(super) const SIDES: [&str; 4] = ["headers", "query", "request", "response"];

/// A field as it stands among others.
#[derive(Debug)]
struct Seen {
    path: String,
    parent: String,
    name: String,
    kind: String,
    doc: Option<String>,
    /// Its place among the fields that it stands with.
    index: usize,
}

/// The page's fields by path, each with the spec's field that it is.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    old_of: BTreeMap<String, String>,
    new_of: BTreeMap<String, String>,
}

impl Pairs {
    pub(super) fn of(old: &Node, new: &[(String, Value)]) -> Self {
        let (mut olds, mut news) = (Vec::new(), Vec::new());
        for side in SIDES {
            if let Some(entry) = old.entry(side) {
                seen(side, &Value::of(&entry.node), &mut olds);
            }
            if let Some((_, fields)) = new.iter().find(|(key, _)| key == side) {
                seen(side, fields, &mut news);
            }
        }
        let mut pairs = Self::default();
        for side in SIDES {
            pairs.level(side, side, &olds, &news);
        }
        pairs.moved(&olds, &news);
        pairs
    }

    /// The spec's path of a field of the page.
    pub(super) fn old_of(&self, new: &str) -> Option<&str> {
        self.old_of.get(new).map(String::as_str)
    }

    /// The page's path of a field of the spec.
    pub(super) fn new_of(&self, old: &str) -> Option<&str> {
        self.new_of.get(old).map(String::as_str)
    }

    fn pair(&mut self, old: &Seen, new: &Seen) {
        self.old_of.insert(new.path.clone(), old.path.clone());
        self.new_of.insert(old.path.clone(), new.path.clone());
    }

    /// Pairs the fields of two structs that are the same: by name, or else as renamed.
    fn level(&mut self, old_parent: &str, new_parent: &str, olds: &[Seen], news: &[Seen]) {
        let old: Vec<_> = olds.iter().filter(|seen| seen.parent == old_parent).collect();
        let new: Vec<_> = news.iter().filter(|seen| seen.parent == new_parent).collect();
        let mut paired = Vec::new();
        for seen in &new {
            if let Some(same) = old.iter().find(|old| old.name == seen.name) {
                paired.push((*same, *seen));
            }
        }
        let left_old: Vec<_> =
            old.iter().filter(|seen| new.iter().all(|new| new.name != seen.name)).collect();
        let left_new: Vec<_> =
            new.iter().filter(|seen| old.iter().all(|old| old.name != seen.name)).collect();
        let elsewhere: BTreeSet<_> = news.iter().map(|seen| seen.name.as_str()).collect();
        let mut likely: Vec<_> = left_old
            .iter()
            .flat_map(|old| left_new.iter().map(move |new| (likeness(old, new), **old, **new)))
            // What has its old name elsewhere has moved.
            .filter(|(likeness, old, _)| *likeness >= 1.6 && !elsewhere.contains(old.name.as_str()))
            .collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, old, new) in likely {
            let is_taken = paired.iter().any(|(a, b)| a.path == old.path || b.path == new.path);
            if !is_taken {
                paired.push((old, new));
            }
        }
        for (old, new) in paired {
            self.pair(old, new);
            self.level(&old.path, &new.path, olds, news);
        }
    }

    /// Pairs what has the same name, type and words elsewhere, if there is no doubt which it is.
    fn moved(&mut self, olds: &[Seen], news: &[Seen]) {
        for new in news {
            // What only a sample shows has no words.
            let words = |old: &Seen| old.doc == new.doc || old.doc.is_none() || new.doc.is_none();
            let is_reply = |seen: &Seen| seen.path.starts_with("response.");
            let same = |old: &&Seen| {
                (&old.name, &old.kind, is_reply(old)) == (&new.name, &new.kind, is_reply(new)) && words(old)
            };
            let is_free = |old: &&Seen| !self.new_of.contains_key(&old.path);
            let others =
                news.iter().filter(|seen| seen.name == new.name && !self.old_of.contains_key(&seen.path));
            if others.count() > 1 {
                continue;
            }
            if self.old_of.contains_key(&new.path) {
                continue;
            }
            let candidates: Vec<_> = olds.iter().filter(same).filter(is_free).collect();
            if let [old] = candidates[..] {
                self.pair(old, new);
                self.level(&old.path, &new.path, olds, news);
            }
        }
    }
}

/// How likely it is that a field has only another name: words and place count most. 0 where the type is another one.
fn likeness(old: &Seen, new: &Seen) -> f64 {
    if old.kind != new.kind {
        return 0.0;
    }
    let words = if old.doc.is_some() && old.doc == new.doc { 2.0 } else { 0.0 };
    let place = if old.index == new.index { 1.0 } else { 0.0 };
    words + place + strsim::normalized_damerau_levenshtein(&old.name, &new.name)
}

fn seen(parent: &str, fields: &Value, found: &mut Vec<Seen>) {
    for (index, (name, field)) in fields.entries().iter().enumerate() {
        let path = format!("{parent}.{name}");
        found.push(Seen {
            path: path.clone(),
            parent: parent.to_owned(),
            name: name.clone(),
            kind: field.text_of("type").unwrap_or_default().to_owned(),
            doc: field.text_of("doc").map(str::to_owned),
            index,
        });
        if let Some(below) = below(field) {
            seen(&path, below, found);
        }
    }
}

/// The fields that a field leads to without another name.
pub(super) fn below(field: &Value) -> Option<&Value> {
    let inner = || ["items", "values", "content"].iter().find_map(|key| field.get(key));
    field.get("fields").or_else(|| inner().and_then(below))
}

/// The same in a spec's file.
pub(super) fn below_node(field: &Node) -> Option<&Node> {
    let get = |key: &str| field.entry(key).map(|entry| &entry.node);
    get("fields")
        .or_else(|| ["items", "values", "content"].iter().find_map(|key| get(key)).and_then(below_node))
}

/// The field of a spec's `page:` block at a path.
pub(super) fn at<'n>(page: &'n Node, path: &str) -> Option<&'n yaml::Entry> {
    let (parent, name) = path.rsplit_once('.')?;
    let fields =
        if parent.contains('.') { below_node(&at(page, parent)?.node)? } else { &page.entry(parent)?.node };
    fields.entry(name)
}
