//! What a field holds as its spec has it and as its page has it in, what it shall hold in the spec out.

use super::Merge;
use super::facts::set;
use super::field::Both;
use super::types::may_be_sampled;
use crate::diagnostic::Span;
use crate::import::change::Kind;
use crate::import::pairs::below;
use crate::page::value::{Map, Value, get};
use crate::yaml::Node;

impl Merge<'_> {
    /// What a field holds. Where the page does not show it, it stays.
    pub(super) fn held(&mut self, both: &Both<'_>, facts: &mut Map) {
        let key = match get(facts, "type").and_then(Value::text) {
            Some("struct") => "fields",
            Some("list") => "items",
            Some("map") => "values",
            Some("json") => "content",
            _ => return,
        };
        if get(facts, "shared").is_some() {
            return;
        }
        let is_kept = get(facts, key).is_some();
        let before = both.node.entry(key).map(|entry| &entry.node).filter(|_| is_kept);
        match (before, both.new.get(key)) {
            (Some(before), Some(now)) => {
                let held = match key {
                    "fields" => self.fields(Some(before), now, both.path),
                    _ => self.item(before, now, both.path),
                };
                set(facts, key, Some(held));
            }
            (Some(before), None) => {
                let text = format!("{key}, which the page does not show");
                self.told.keep(both.path, text, before.span);
            }
            (None, Some(now)) => {
                self.added_below(now, both.path, both.node.span);
                set(facts, key, Some(now.clone()));
            }
            (None, None) => {}
        }
    }

    /// Everything below a field that is shown now and was not before.
    fn added_below(&mut self, holds: &Value, path: &str, span: Span) {
        let fields = holds.get("fields").or_else(|| below(holds)).unwrap_or(holds);
        for (name, field) in fields.entries().iter().filter(|(_, field)| field.get("type").is_some()) {
            let kind = field.text_of("type").unwrap_or_default().to_owned();
            self.told.change(Kind::Added, &format!("{path}.{name}"), None, Some(kind), span);
        }
    }

    /// What a list or a map holds.
    fn item(&mut self, old: &Node, new: &Value, path: &str) -> Value {
        let both = Both::of(old, new, path);
        let (before, now) = both.types();
        if !may_be_sampled(before, now) {
            let told = (Some(format!("holds {before}")), Some(format!("holds {now}")));
            self.told.change(Kind::Retyped, path, told.0, told.1, both.span("type"));
            return new.clone();
        }
        let mut facts = both.was.entries().to_vec();
        self.held(&both, &mut facts);
        Value::Map(facts)
    }
}
