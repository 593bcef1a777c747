//! What moved in, one JSON object for programs out: `spec/diff.schema.json` describes it.

use serde_json::{Value, json};

use crate::cli::format::location;
use crate::compare::{Change, Question, bump};
use crate::diagnostic::visible;

pub(super) fn report(changes: &[Change]) -> String {
    let all: Vec<_> = changes.iter().map(change).collect();
    let bump = bump(changes);
    let object = json!({ "changes": all, "version": { "bump": bump.name(), "words": bump.words() } });
    format!("{object:#}\n")
}

fn change(change: &Change) -> Value {
    let verdict = |question: Question| {
        let verdict = change.verdict(question);
        json!({ "verdict": question.word(verdict), "why": verdict.why })
    };
    json!({
        "kind": change.kind.name(),
        "file": change.file,
        "path": change.path(),
        "location": change.place.as_ref().map(location),
        "in_base": change.in_base,
        "old": change.old,
        "new": change.new,
        "says": change.says.with(|text| format!("`{}`", visible(text))),
        "todo": change.todo.as_ref().map(|todo| todo.with(|text| format!("`{}`", visible(text)))),
        "item": change.item,
        "wire": verdict(Question::Wire),
        "source": verdict(Question::Source),
        "behaviour": verdict(Question::Behaviour),
        "wording_only": change.is_wording,
        "endpoints": change.endpoints,
        "approved": change.approved,
    })
}
