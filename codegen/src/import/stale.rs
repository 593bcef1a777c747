//! A spec's decisions and rules and its new facts in, what of them is about something that is gone or is another now out:
//! that is told, and never changed.

use super::change::{Change, Kind, Told};
use super::pairs::{Pairs, SIDES, field};
use crate::diagnostic::Span;
use crate::page::value::{Map, Value, get};
use crate::yaml::Node;

/// Tells what people must look at. What moved has been told already.
pub(super) fn tell(spec: &Node, page: &Map, pairs: &Pairs, told: &mut Told) {
    let mut stale = Stale { page, pairs, told };
    // One that is read from words has the page's names now.
    let rules = get(page, "rules").map(Value::items).unwrap_or_default();
    let written = below(below(Some(spec), "page"), "rules").map(Node::items).unwrap_or_default();
    for rule in written.iter().filter(|rule| rules.contains(&Value::of(rule))) {
        stale.names(rule);
    }
    let Some(decisions) = spec.entry("decisions").map(|entry| &entry.node) else { return };
    stale.errors(decisions);
    for entry in below(Some(decisions), "fields").map(Node::entries).unwrap_or_default() {
        stale.field(&entry.key.text, entry.key_span, &entry.node);
    }
    stale.idempotency(decisions);
    for key in ["access_token", "expires_in"] {
        let grant = below(Some(decisions), "grant").and_then(|grant| grant.entry(key));
        if let Some((name, span)) = grant.and_then(|entry| text(&entry.node)) {
            stale.path(&format!("decisions.grant.{key}"), ("response.", &name), span);
        }
    }
}

struct Stale<'s> {
    page: &'s Map,
    pairs: &'s Pairs,
    told: &'s mut Told,
}

impl Stale<'_> {
    /// What a rule names, at whatever depth: its words name nothing.
    fn names(&mut self, rule: &Node) {
        for entry in rule.entries().iter().filter(|entry| entry.key.text != "doc") {
            self.path("rules", ("", &entry.key.text), entry.key_span);
            self.names(&entry.node);
        }
        rule.items().iter().for_each(|item| self.names(item));
        if let Some((name, span)) = text(rule) {
            self.path("rules", ("", &name), span);
        }
    }

    fn errors(&mut self, decisions: &Node) {
        let rows = get(self.page, "errors").map(Value::items).unwrap_or_default();
        for entry in below(Some(decisions), "errors").map(Node::entries).unwrap_or_default() {
            let code = &entry.key.text;
            let path = format!("decisions.errors.{code}");
            if !rows.iter().any(|row| row.text_of("code") == Some(code)) {
                self.told.stale(&path, "the page has this code no more: remove the decision", entry.key_span);
            } else if self
                .is_changed(|change| change.path == format!("errors.{code}") && change.kind != Kind::Moved)
            {
                let text = "the page says something else of this code now: see if the decision still holds";
                self.told.stale(&path, text, entry.key_span);
            }
        }
    }

    /// What is decided about a field.
    fn field(&mut self, name: &str, span: Span, decision: &Node) {
        let path = format!("decisions.fields.{name}");
        self.path(&path, ("", name), span);
        if let Some(news) = self.news(name) {
            self.told.stale(&path, format!("{news} now: see if the decision still holds"), span);
        }
        for entry in below(Some(decision), "outcome").map(Node::entries).unwrap_or_default() {
            let Some((named, span)) = text(&entry.node) else { continue };
            let path = format!("{path}.outcome.{}", entry.key.text);
            match entry.key.text.as_str() {
                "asked" => self.path(&path, ("", &named), span),
                // Where the list itself is gone or elsewhere, that is enough.
                "code" | "message" | "key" if field(self.page, name).is_some() => {
                    self.path(&path, (&format!("{name}."), &named), span);
                }
                _ => {}
            }
        }
    }

    /// What the page says otherwise of a field about which there is a decision.
    fn news(&self, name: &str) -> Option<&'static str> {
        if self.is_changed(|change| change.path == name && change.kind == Kind::Retyped) {
            Some("the field has another type")
        } else if self.is_changed(|change| change.path == format!("{name}.doc")) {
            Some("the page says something else of the field")
        } else {
            None
        }
    }

    fn idempotency(&mut self, decisions: &Node) {
        let Some((name, span)) = below(Some(decisions), "idempotency").and_then(text) else { return };
        let parent = if name.starts_with("headers.") { "" } else { "request." };
        self.path("decisions.idempotency", (parent, &name), span);
    }

    /// Tells if a name is that of a field that is gone, or has another path. `parent` is what its path begins with.
    fn path(&mut self, path: &str, (parent, named): (&str, &str), span: Span) {
        let whole = format!("{parent}{named}");
        let is_path = whole.split_once('.').is_some_and(|(side, _)| SIDES.contains(&side));
        if !is_path || field(self.page, &whole).is_some() {
            return;
        }
        let text = match self.pairs.new_of(&whole) {
            Some(now) => {
                let now = now.strip_prefix(parent).unwrap_or(now);
                format!("`{named}` is `{now}` now: write that instead")
            }
            None => format!("the page has no `{named}` any more: remove this, or name another field"),
        };
        self.told.stale(path, text, span);
    }

    fn is_changed(&self, is_it: impl Fn(&Change) -> bool) -> bool {
        self.told.changes.iter().any(is_it)
    }
}

fn below<'n>(node: Option<&'n Node>, key: &str) -> Option<&'n Node> {
    node?.entry(key).map(|entry| &entry.node)
}

fn text(node: &Node) -> Option<(String, Span)> {
    Some((Value::of(node).text()?.to_owned(), node.span))
}
