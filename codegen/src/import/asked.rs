//! A page's facts in, what they hint at and only people can decide out, as questions: what says whether items succeeded, what
//! makes a repeated call harmless, what identifies somebody.

use std::collections::BTreeSet;

use super::pairs;
use crate::page::value::{Value, get};

mod outcome;
mod protection;

use outcome::outcome;
use protection::protection;

/// Something that a page hints at.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Question {
    /// The decision's path.
    pub(super) decision: String,
    /// The path of what it is about on the page; the page itself, if that is empty.
    pub(super) about: String,
    /// As a report asks, behind the decision's path.
    pub(super) text: String,
    /// As a new spec asks.
    comment: String,
}

impl Question {
    /// The comment of a new spec.
    pub(super) fn comment(&self) -> String {
        format!("# Open: {}", self.comment)
    }

    /// What is decided: `outcome`.
    pub(super) fn key(&self) -> &str {
        self.decision.rsplit('.').next().unwrap_or_default()
    }

    /// A question about a field.
    fn field(about: &str, key: &str, text: String) -> Self {
        let comment = format!("`{about}`: {text}, under `fields`");
        Self { decision: format!("decisions.fields.{about}.{key}"), about: about.to_owned(), text, comment }
    }

    /// A question about the call as a whole.
    fn call(key: &str, about: String, text: String, comment: String) -> Self {
        Self { decision: format!("decisions.{key}"), about, text, comment }
    }

    /// Whether the decisions of a spec answer it, whatever they say.
    pub(super) fn is_answered(&self, decisions: Option<&Value>) -> bool {
        let Some(decisions) = decisions else { return false };
        let fields = decisions.get("fields").map(Value::entries).unwrap_or_default();
        let decided = get(fields, &self.about);
        let has = |key: &str| decided.is_some_and(|decided| decided.get(key).is_some());
        match self.key() {
            // An endpoint has one.
            "outcome" => fields.iter().any(|(_, decided)| decided.get("outcome").is_some()),
            "personal" | "secret" => has("personal") || has("secret"),
            _ => ["idempotency", "repeatable"].iter().any(|key| decisions.get(key).is_some()),
        }
    }
}

/// What a page asks for, whatever has been decided, in the order of a spec's decisions.
pub(super) fn of(page: &[(String, Value)]) -> Vec<Question> {
    let mut asked = repetition(page);
    let mut sent = BTreeSet::new();
    for side in ["query", "request", "response"] {
        if let Some(fields) = get(page, side) {
            struct_of(fields, side, &mut sent, &mut asked);
        }
    }
    asked
}

/// What makes a repeated call harmless: a field whose words speak of it, or that it only reads.
fn repetition(page: &[(String, Value)]) -> Vec<Question> {
    let fields = get(page, "request").map(Value::entries).unwrap_or_default();
    let speaks = |field: &Value| field.text_of("doc").is_some_and(|doc| doc.contains("幂等"));
    let of_text = fields.iter().filter(|(_, field)| field.text_of("type") == Some("string") && speaks(field));
    let question = |(name, _): &(String, Value)| {
        let comment =
            format!("is it `idempotency: {name}`? Its words say that it makes repeated calls harmless.");
        Question::call("idempotency", format!("request.{name}"), format!("is it `{name}`?"), comment)
    };
    let candidates: Vec<_> = of_text.map(question).collect();
    if !candidates.is_empty() {
        return candidates;
    }
    let text = "no field makes a repeated call harmless; does it only read? Then `repeatable: true`";
    vec![Question::call("repeatable", String::new(), text.to_owned(), text.to_owned())]
}

/// What the fields of a struct ask for, and those below them. `sent` are the names of what is sent.
fn struct_of(fields: &Value, path: &str, sent: &mut BTreeSet<String>, asked: &mut Vec<Question>) {
    for (name, field) in fields.entries() {
        let path = format!("{path}.{name}");
        if path.starts_with("response.") {
            asked.extend(outcome(field, &path, sent));
        } else {
            sent.insert(name.clone());
        }
        asked.extend(
            is_text(field)
                .then(|| protection(name, field))
                .flatten()
                .map(|(key, text)| Question::field(&path, key, text.to_owned())),
        );
        if let Some(below) = pairs::below(field) {
            struct_of(below, &path, sent, asked);
        }
    }
}

/// Whether it is a text, or holds nothing but texts.
fn is_text(field: &Value) -> bool {
    let inner = ["items", "values", "content"].iter().find_map(|key| field.get(key));
    field.text_of("type") == Some("string") && field.get("enum").is_none() || inner.is_some_and(is_text)
}

fn kind(field: &Value) -> &str {
    field.text_of("type").unwrap_or_default()
}
