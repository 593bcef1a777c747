//! A spec's nodes in, all that they become when one thing in them is changed out; and nodes in, YAML out.

use std::collections::{BTreeMap, BTreeSet};

use crate::yaml::{Node, Scalar, Value};

/// The values that stand under a key, and whether without quotes.
pub(super) type Words = BTreeMap<String, BTreeSet<(String, bool)>>;

/// Every value that stands under a key somewhere.
pub(super) fn collect(key: &str, node: &Node, words: &mut Words) {
    match &node.value {
        Value::Scalar(scalar) => {
            words.entry(key.to_owned()).or_default().insert((scalar.text.clone(), scalar.plain));
        }
        Value::List(items) => items.iter().for_each(|item| collect(key, item, words)),
        Value::Map(entries) => entries.iter().for_each(|entry| collect(&entry.key.text, &entry.node, words)),
    }
}

/// A tree with one thing in it changed, in every way that there is: another text or number, another value of the same
/// key's, a key or an item less, two of them in the other order, another key.
pub(super) fn mutated(node: &Node, key: &str, words: &Words) -> Vec<(String, Node)> {
    let mut found = Vec::new();
    let with = |value: Value| Node { span: node.span, value };
    match &node.value {
        Value::Scalar(scalar) => {
            let other = match (scalar.text.parse::<i64>(), scalar.text.as_str()) {
                (Ok(number), _) => number.wrapping_add(1).to_string(),
                (_, "true") => "false".to_owned(),
                (_, "false") => "true".to_owned(),
                (_, text) => format!("{text}x"),
            };
            let mut others = BTreeSet::from([(other, scalar.plain)]);
            // Of free texts one more is as good as any.
            let of_key = words.get(key).into_iter().filter(|words| words.len() <= 12).flatten();
            others.extend(of_key.filter(|(text, _)| *text != scalar.text).cloned());
            for (text, plain) in others {
                let what = format!("= {text}");
                found.push((what, with(Value::Scalar(Scalar { text, plain }))));
            }
        }
        Value::List(items) => {
            for at in 0..items.len() {
                let mut less = items.clone();
                less.remove(at);
                found.push((format!("-{at}"), with(Value::List(less))));
                if at > 0 {
                    let mut swapped = items.clone();
                    swapped.swap(at - 1, at);
                    found.push((format!("<>{at}"), with(Value::List(swapped))));
                }
                for (what, mutant) in mutated(&items[at], key, words) {
                    let mut all = items.clone();
                    all[at] = mutant;
                    found.push((format!(".{at}{what}"), with(Value::List(all))));
                }
            }
        }
        Value::Map(entries) => {
            for at in 0..entries.len() {
                let name = &entries[at].key.text;
                let mut less = entries.clone();
                less.remove(at);
                found.push((format!("-{name}"), with(Value::Map(less))));
                if at > 0 {
                    let mut swapped = entries.clone();
                    swapped.swap(at - 1, at);
                    found.push((format!("<>{name}"), with(Value::Map(swapped))));
                }
                let mut called = entries.clone();
                called[at].key.text = name
                    .parse::<i64>()
                    .map_or(format!("{name}x"), |number| number.wrapping_add(1).to_string());
                found.push((format!("~{name}"), with(Value::Map(called))));
                for (what, mutant) in mutated(&entries[at].node, name, words) {
                    let mut all = entries.clone();
                    all[at].node = mutant;
                    found.push((format!(".{name}{what}"), with(Value::Map(all))));
                }
            }
        }
    }
    found
}

/// A tree as YAML in one line.
pub(super) fn write(node: &Node, text: &mut String) {
    match &node.value {
        Value::Scalar(one) => scalar(one, text),
        Value::List(items) => {
            text.push('[');
            for item in items {
                write(item, text);
                text.push_str(", ");
            }
            text.push(']');
        }
        Value::Map(entries) => {
            text.push('{');
            for entry in entries {
                scalar(&entry.key, text);
                text.push_str(": ");
                write(&entry.node, text);
                text.push_str(", ");
            }
            text.push('}');
        }
    }
}

fn scalar(scalar: &Scalar, text: &mut String) {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    if scalar.plain && scalar.text.chars().all(is_word) {
        text.push_str(&scalar.text);
    } else {
        text.push_str(&serde_json::Value::from(scalar.text.as_str()).to_string());
    }
}
