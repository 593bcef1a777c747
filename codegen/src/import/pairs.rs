//! A spec's fields and its page's in, which is which out: also those that are called otherwise or stand elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::value::{Value, get};
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

impl Seen {
    fn is_of_reply(&self) -> bool {
        self.path.starts_with("response.")
    }

    /// Whether the page says the same words of both.
    fn has_words_of(&self, other: &Self) -> bool {
        self.doc.is_some() && self.doc == other.doc
    }
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
                see(side, &Value::of(&entry.node), &mut olds);
            }
            if let Some(fields) = get(new, side) {
                see(side, fields, &mut news);
            }
        }
        let mut pairs = Self::default();
        for side in SIDES {
            pairs.level(side, side, &olds, &news);
        }
        // What only a sample shows has no words.
        let is_moved = |old: &Seen, new: &Seen| {
            let may_be = old.has_words_of(new) || old.doc.is_none() || new.doc.is_none();
            old.name == new.name && may_be
        };
        pairs.elsewhere(&olds, &news, is_moved);
        pairs.elsewhere(&olds, &news, Seen::has_words_of);
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

    /// The spec's path of what has this path on the page.
    pub(super) fn old_path<'p>(&'p self, new: &'p str) -> &'p str {
        self.old_of(new).unwrap_or(new)
    }

    /// What a field of a struct, which has this path on the page, is called in the spec, if it stands in that struct there.
    pub(super) fn old_name<'p>(&'p self, path: &str, name: &'p str) -> Option<&'p str> {
        let Some(was) = self.old_of(&format!("{path}.{name}")) else { return Some(name) };
        let (parent, name) = was.rsplit_once('.')?;
        (parent == self.old_path(path)).then_some(name)
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
        // What has its old name elsewhere has moved.
        let names: BTreeSet<_> = news.iter().map(|seen| seen.name.as_str()).collect();
        let gone = old.iter().filter(|old| !names.contains(old.name.as_str()));
        let come: Vec<_> = new.iter().filter(|new| old.iter().all(|old| old.name != new.name)).collect();
        let all = gone.flat_map(|old| come.iter().map(move |new| (likeness(old, new), *old, **new)));
        let mut likely: Vec<_> = all.filter(|(likeness, ..)| *likeness >= 1.6).collect();
        likely.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, old, new) in likely {
            if !paired.iter().any(|(a, b)| a.path == old.path || b.path == new.path) {
                paired.push((old, new));
            }
        }
        for (old, new) in paired {
            self.pair(old, new);
            self.level(&old.path, &new.path, olds, news);
        }
    }

    /// Pairs fields of one type that stand in different structs of one half of a call, where nothing else could be meant.
    fn elsewhere(&mut self, olds: &[Seen], news: &[Seen], is_same: impl Fn(&Seen, &Seen) -> bool) {
        let may_be = |old: &Seen, new: &Seen| {
            old.kind == new.kind && old.is_of_reply() == new.is_of_reply() && is_same(old, new)
        };
        for new in news {
            let free_old: Vec<_> =
                olds.iter().filter(|old| self.new_of(&old.path).is_none() && may_be(old, new)).collect();
            let [old] = free_old[..] else { continue };
            let free_new = news.iter().filter(|new| self.old_of(&new.path).is_none() && may_be(old, new));
            if self.old_of(&new.path).is_none() && free_new.count() == 1 {
                self.pair(old, new);
                self.level(&old.path, &new.path, olds, news);
            }
        }
    }
}

/// How likely it is that a field has only another name: words and place count most. One of another type needs the same
/// words, and the same place or nearly the same name.
fn likeness(old: &Seen, new: &Seen) -> f64 {
    let has_place = old.index == new.index;
    let name = strsim::normalized_damerau_levenshtein(&old.name, &new.name);
    let has_words = old.has_words_of(new);
    if old.kind != new.kind && !(has_words && (has_place || name >= 0.5)) {
        return 0.0;
    }
    let words = if has_words { 2.0 } else { 0.0 };
    let place = if has_place { 1.0 } else { 0.0 };
    words + place + name
}

fn see(parent: &str, fields: &Value, found: &mut Vec<Seen>) {
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
            see(&path, below, found);
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

/// The field of a page's facts at a path.
pub(super) fn field<'p>(page: &'p [(String, Value)], path: &str) -> Option<&'p Value> {
    let (parent, name) = path.rsplit_once('.')?;
    let fields = if parent.contains('.') { below(field(page, parent)?)? } else { get(page, parent)? };
    fields.get(name)
}
