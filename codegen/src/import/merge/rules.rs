//! The rules of a spec and those that are read from its page's words in, the rules as the spec shall have them out.

use super::Merge;
use crate::diagnostic::Span;
use crate::import::change::Kind;
use crate::import::items::are_about_the_same;
use crate::import::pairs::{SIDES, below};
use crate::page::value::{Map, Value, get};
use crate::yaml::Node;

impl Merge<'_> {
    /// A rule that is read from words that the spec has too was judged by people, who have it or not.
    pub(super) fn rules(&mut self, old: Option<&Node>, new: Option<&Value>, page: &Map) -> Option<Value> {
        let read = new.map(Value::items).unwrap_or_default();
        let (known, now) = (docs(Value::of(self.old).entries()), docs(page));
        let has_words = |docs: &[String], rule: &Value| {
            let words = rule.text_of("doc").unwrap_or_default();
            docs.iter().any(|doc| doc == words)
        };
        let mut rules: Vec<Value> = Vec::new();
        for node in old.map(Node::items).unwrap_or_default() {
            let rule = Value::of(node);
            let was_read = rule.get("inferred").is_none() && has_words(&known, &rule);
            let is_read = has_words(&now, &rule) || read.iter().any(|new| are_about_the_same(new, &rule));
            rules.extend(self.rule(rule, was_read && !is_read, read, node.span));
        }
        for rule in read {
            if !has_words(&known, rule) && !rules.iter().any(|old| are_about_the_same(old, rule)) {
                self.told.change(Kind::Added, "rules", None, Some(rule.shown()), self.old.span);
                rules.push(rule.clone());
            }
        }
        (!rules.is_empty()).then_some(Value::List(rules))
    }

    /// A rule of the spec, if it stays; with the page's names, if the page says the same with them.
    fn rule(&mut self, rule: Value, is_gone: bool, read: &[Value], span: Span) -> Option<Value> {
        if is_gone {
            self.told.change(Kind::Removed, "rules", Some(rule.shown()), None, span);
            return None;
        }
        let renamed = self.renamed(&rule);
        if renamed != rule && read.contains(&renamed) {
            self.told.change(Kind::Changed, "rules", Some(rule.shown()), Some(renamed.shown()), span);
            return Some(renamed);
        }
        if !read.contains(&rule) {
            self.told.keep("rules", rule.shown(), span);
        }
        Some(rule)
    }

    /// A rule with the page's names of its fields.
    fn renamed(&self, rule: &Value) -> Value {
        let name = |name: &String| self.pairs.new_of(name).map_or_else(|| name.clone(), str::to_owned);
        match rule {
            Value::Text(text) => Value::Text(name(text)),
            Value::Word(word) => Value::Word(name(word)),
            Value::List(items) => Value::List(items.iter().map(|item| self.renamed(item)).collect()),
            Value::Map(entries) => {
                Value::Map(entries.iter().map(|(key, value)| (name(key), self.renamed(value))).collect())
            }
        }
    }
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
