//! A spec's decisions and rules and its new facts in, what of them is about something that is gone or is another now out:
//! that is told, and never changed.

use super::change::{Change, Kind, Told};
use super::pairs::{Pairs, SIDES, field};
use crate::diagnostic::Span;
use crate::page::value::{Map, Value, get};
use crate::yaml::Node;

/// The facts of a field that say what it is for, or what it may be.
const MEANING: [&str; 11] = [
    "doc",
    "length",
    "count",
    "range",
    "unique",
    "format",
    "unit",
    "encoding",
    "sentinels",
    "enum",
    "deprecated",
];
/// Decisions that only give names: words say nothing about them.
const NAMING: [&str; 3] = ["rust_name", "rust_type", "variants"];
/// What the fields of a grant must still say.
const GRANT: [(&str, &str); 2] = [
    ("access_token", "is it still the token?"),
    ("expires_in", "does it still say how many seconds the token lives?"),
];
/// What the fields of an outcome must still say.
const OUTCOME: [(&str, &str); 4] = [
    ("code", "does it still say whether an item succeeded, and with which numbers?"),
    ("message", "does it still say why an item failed?"),
    ("key", "does it still say which item it is?"),
    ("asked", "does it still name the items that a request asks for?"),
];

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
    for (key, question) in GRANT {
        let grant = below(Some(decisions), "grant").and_then(|grant| grant.entry(key));
        if let Some((name, span)) = grant.and_then(|entry| text(&entry.node)) {
            stale.named(&format!("decisions.grant.{key}"), ("response.", &name), span, question);
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
            self.path("rules", ("", &entry.key.text), entry.key_span, None);
            self.names(&entry.node);
        }
        rule.items().iter().for_each(|item| self.names(item));
        if let Some((name, span)) = text(rule) {
            self.path("rules", ("", &name), span, None);
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
        let decided = Value::of(decision);
        self.path(&path, ("", name), span, Some(&decided));
        let only_names = decided.entries().iter().all(|(key, _)| NAMING.contains(&key.as_str()));
        if let Some(news) = self.news(name, only_names) {
            self.told.stale(&path, format!("{news} now: see if the decision still holds"), span);
        }
        for (key, question) in OUTCOME {
            let outcome = below(Some(decision), "outcome").and_then(|outcome| outcome.entry(key));
            let Some((named, span)) = outcome.and_then(|entry| text(&entry.node)) else { continue };
            let path = format!("{path}.outcome.{key}");
            if key == "asked" {
                self.named(&path, ("", &named), span, question);
            } else if self.now(name).is_some() {
                // Where the list itself is gone, that is enough.
                self.named(&path, (&format!("{name}."), &named), span, question);
            }
        }
    }

    /// What the page says otherwise of a field about which there is a decision.
    fn news(&self, name: &str, only_names: bool) -> Option<&'static str> {
        let now = self.now(name)?;
        let is_fact = |key: &str| self.is_changed(|change| change.path == format!("{now}.{key}"));
        if self.is_changed(|change| change.path == now && change.kind == Kind::Retyped) {
            Some("the field has another type")
        } else if is_fact("enum") {
            Some("the page lists other values of the field")
        } else if !only_names && is_fact("doc") {
            Some("the page says something else of the field")
        } else {
            None
        }
    }

    fn idempotency(&mut self, decisions: &Node) {
        let Some((name, span)) = below(Some(decisions), "idempotency").and_then(text) else { return };
        let parent = if name.starts_with("headers.") { "" } else { "request." };
        let question = "does it still make a repeated call harmless?";
        self.named("decisions.idempotency", (parent, &name), span, question);
    }

    /// A field that a decision names: is it still there, and still what it was named for?
    fn named(&mut self, path: &str, (parent, named): (&str, &str), span: Span, question: &str) {
        self.path(path, (parent, named), span, None);
        let Some(now) = self.now(&format!("{parent}{named}")) else { return };
        let is_news = |change: &Change| {
            let fact = change.path.strip_prefix(&*now).and_then(|rest| rest.strip_prefix('.'));
            change.path == now && change.kind == Kind::Retyped
                || fact.is_some_and(|fact| MEANING.contains(&fact))
        };
        if self.is_changed(is_news) {
            let text = format!("the page says something else of `{named}` now: {question}");
            self.told.stale(path, text, span);
        }
    }

    /// The page's path of a field that the spec has.
    fn now(&self, path: &str) -> Option<String> {
        let now = self.pairs.new_of(path);
        let is_there = || field(self.page, path).is_some().then_some(path);
        now.or_else(is_there).map(str::to_owned)
    }

    /// Tells if a name is that of a field that is gone, or has another path. `parent` is what its path begins with, `decided`
    /// what is lost with the name.
    fn path(&mut self, path: &str, (parent, named): (&str, &str), span: Span, decided: Option<&Value>) {
        let whole = format!("{parent}{named}");
        let is_path = whole.split_once('.').is_some_and(|(side, _)| SIDES.contains(&side));
        if !is_path || field(self.page, &whole).is_some() {
            return;
        }
        let short = |now: &str| now.strip_prefix(parent).unwrap_or(now).to_owned();
        let this = decided.map_or("this".to_owned(), |decided| format!("this, {}", lost(decided)));
        let text = match (self.pairs.new_of(&whole), self.came_instead(&whole)) {
            (Some(now), _) => format!("`{named}` is `{}` now: write that instead", short(now)),
            (None, Some(now)) => format!(
                "the page has no `{named}` any more: is it `{}` now? Then write that; else remove {this}",
                short(&now)
            ),
            (None, None) => {
                format!("the page has no `{named}` any more: remove {this}, or name another field")
            }
        };
        self.told.stale(path, text, span);
    }

    /// The only field of its type that came to the struct in which a field was that is gone.
    fn came_instead(&self, gone: &str) -> Option<String> {
        let was =
            self.told.changes.iter().find(|change| change.kind == Kind::Removed && change.path == gone)?;
        let parent = gone.rsplit_once('.')?.0;
        let parent = self.pairs.new_of(parent).unwrap_or(parent);
        let is_like = |change: &&Change| {
            change.kind == Kind::Added
                && change.new == was.old
                && change.path.rsplit_once('.').is_some_and(|(other, _)| other == parent)
        };
        let mut came = self.told.changes.iter().filter(is_like);
        let first = came.next()?;
        came.next().is_none().then(|| first.path.clone())
    }

    fn is_changed(&self, is_it: impl Fn(&Change) -> bool) -> bool {
        self.told.changes.iter().any(is_it)
    }
}

/// What was decided, in a sentence.
fn lost(decided: &Value) -> String {
    let shown = decided.entries().iter().map(|(key, value)| format!("`{key}: {}`", value.shown()));
    let shown: Vec<_> = shown.collect();
    if shown.is_empty() { "which decides nothing".to_owned() } else { shown.join(", ") }
}

fn below<'n>(node: Option<&'n Node>, key: &str) -> Option<&'n Node> {
    node?.entry(key).map(|entry| &entry.node)
}

fn text(node: &Node) -> Option<(String, Span)> {
    Some((Value::of(node).text()?.to_owned(), node.span))
}
