//! A change's path in, what stands there in the base and today, and where, out.

use std::collections::BTreeMap;

use super::change::{Change, Kind};
use crate::diagnostic::{FileId, Problems, Span, locate};
use crate::source::Sources;
use crate::yaml::{Node, Scalar, Value};

/// Reads places and values off the specs. They have been parsed once without a problem.
pub(super) fn fill(changes: &mut [Change], base: &Sources, today: &Sources) {
    let [old, new] = [base, today].map(trees);
    for change in changes {
        let was = old.get(&change.base).map(|(file, root)| walked(root, *file, &change.base_steps));
        let is = new.get(&change.file).map(|(file, root)| walked(root, *file, &change.steps));
        let text = |found: &Option<Found<'_>>| {
            let node = found.as_ref().and_then(|found| found.node)?;
            Some(if change.kind == Kind::Reordered { in_order(node) } else { text(node) })
        };
        let has_steps = !change.steps.is_empty();
        let (was_text, is_text) = (text(&was), text(&is));
        change.in_base = change.kind == Kind::Removed;
        let is_elsewhere = change.steps != change.base_steps;
        let (was_text, is_text) = match change.kind {
            // What it is now stands in its place; that it is there, and was elsewhere, is the change.
            Kind::Renamed | Kind::Moved if is_elsewhere => {
                (Some(change.base_steps.join(".")), Some(change.steps.join(".")))
            }
            _ => (was_text, is_text),
        };
        change.old = was_text.filter(|_| has_steps && change.kind != Kind::Added);
        change.new = is_text.filter(|_| has_steps && change.kind != Kind::Removed);
        let (found, sources) = if change.in_base { (was, base) } else { (is, today) };
        change.place = found.and_then(|found| locate(found.span, sources));
    }
}

fn trees(sources: &Sources) -> BTreeMap<String, (FileId, Node)> {
    let tree = |(file, source): (FileId, &crate::Source)| {
        let root = crate::root(source, file, &mut Problems::default())?;
        Some((source.path().to_owned(), (file, root)))
    };
    sources.iter().filter_map(tree).collect()
}

/// How far a path leads: to a node, or to the last thing on the way to it that is there.
struct Found<'n> {
    span: Span,
    node: Option<&'n Node>,
}

fn walked<'n>(root: &'n Node, file: FileId, steps: &[String]) -> Found<'n> {
    let mut found = Found { span: Span::file(file), node: Some(root) };
    let mut list = "";
    for step in steps {
        let Some(node) = found.node else { break };
        found.node = match &node.value {
            Value::Map(_) => node.entry(step).map(|entry| {
                let is_single = matches!(entry.node.value, Value::Scalar(_));
                found.span = if is_single { entry.node.span } else { entry.key_span };
                &entry.node
            }),
            Value::List(items) => item(items, list, step).inspect(|item| found.span = item.span),
            Value::Scalar(_) => None,
        };
        list = step;
    }
    found
}

/// The item of a list that a step means: of error rows by the code, of rules by what they are about, of others by its
/// number. `#2` is the second.
fn item<'n>(items: &'n [Node], list: &str, step: &str) -> Option<&'n Node> {
    let (name, number) = step.split_once('#').unwrap_or((step, "1"));
    let number: usize = number.parse().ok()?;
    let mut fitting: Box<dyn Iterator<Item = &'n Node>> = match list {
        "errors" => Box::new(
            items.iter().filter(|item| item.entry("code").is_some_and(|code| text(&code.node) == name)),
        ),
        "rules" => Box::new(items.iter().filter(|item| is_about(item, name))),
        _ => return items.get(step.parse::<usize>().ok()?.checked_sub(1)?),
    };
    fitting.nth(number.checked_sub(1)?)
}

/// Whether a rule is about this: `together(request.note,request.tag)`.
fn is_about(rule: &Node, about: &str) -> bool {
    let (key, paths) = about.split_once('(').unwrap_or((about, ""));
    let Some(entry) = rule.entry(key) else { return false };
    let wires: Vec<_> = match &entry.node.value {
        Value::List(paths) => paths.iter().map(text).collect(),
        Value::Scalar(path) => vec![path.text.clone()],
        Value::Map(_) => return paths.is_empty(),
    };
    wires.join(",") == paths.trim_end_matches(')')
}

/// A value as a spec could say it in one line.
fn text(node: &Node) -> String {
    match &node.value {
        Value::Scalar(scalar) => scalar.text.clone(),
        _ => inner(node),
    }
}

fn inner(node: &Node) -> String {
    let quoted = |scalar: &Scalar| format!("'{}'", scalar.text.replace('\'', "''"));
    match &node.value {
        Value::Scalar(scalar) if scalar.plain => scalar.text.clone(),
        Value::Scalar(scalar) => quoted(scalar),
        Value::List(items) => format!("[{}]", items.iter().map(inner).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entry = |entry: &crate::yaml::Entry| format!("{}: {}", entry.key.text, inner(&entry.node));
            format!("{{ {} }}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
        }
    }
}

/// What stands in an order: keys, codes, or the values themselves.
fn in_order(node: &Node) -> String {
    let names: Vec<_> = match &node.value {
        Value::Map(entries) => entries.iter().map(|entry| entry.key.text.clone()).collect(),
        Value::List(items) => {
            let name = |item: &Node| item.entry("code").map_or_else(|| inner(item), |code| text(&code.node));
            items.iter().map(name).collect()
        }
        Value::Scalar(scalar) => vec![scalar.text.clone()],
    };
    names.join(", ")
}
