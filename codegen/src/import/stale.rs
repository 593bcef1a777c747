//! A spec's decisions and its new facts in, the decisions about what is gone out: they are told, and never deleted.

use super::change::{Kind, Told};
use super::pairs::{SIDES, below};
use crate::page::value::{Map, Value, get};
use crate::yaml::{self, Node};

/// Tells what decisions name and the page has no more, and what it has and nothing is decided about.
pub(super) fn tell(decisions: Option<&Node>, page: &Map, told: &mut Told) {
    let Some(decisions) = decisions else { return };
    let codes: Vec<_> = get(page, "errors").map(Value::items).unwrap_or_default().iter().collect();
    for entry in entries(decisions, "errors") {
        let code = &entry.key.text;
        if !codes.iter().any(|row| row.text_of("code") == Some(code)) {
            let path = format!("decisions.errors.{code}");
            told.stale(&path, "the page has this code no more", entry.key_span);
        }
    }
    for entry in entries(decisions, "fields") {
        field(&format!("decisions.fields.{}", entry.key.text), &entry.key.text, entry.key_span, page, told);
        let asked = entry.node.entry("outcome").and_then(|outcome| outcome.node.entry("asked"));
        if let Some(asked) = asked.and_then(|asked| Some((asked, Value::of(&asked.node).text()?.to_owned())))
        {
            field(
                &format!("decisions.fields.{}.outcome.asked", entry.key.text),
                &asked.1,
                asked.0.node.span,
                page,
                told,
            );
        }
    }
    if let Some(entry) = decisions.entry("idempotency") {
        let value = Value::of(&entry.node);
        let name = value.text().unwrap_or_default();
        let is_there =
            name.starts_with("headers.") && there(page, name) || there(page, &format!("request.{name}"));
        if !is_there {
            field("decisions.idempotency", &format!("request.{name}"), entry.node.span, page, told);
        }
    }
}

fn field(path: &str, named: &str, span: crate::diagnostic::Span, page: &Map, told: &mut Told) {
    if there(page, named) {
        return;
    }
    let moved = told.changes.iter().find(|change| {
        let old = change.old.as_deref().unwrap_or_default();
        let is_way = named == old || named.strip_prefix(old).is_some_and(|rest| rest.starts_with('.'));
        matches!(change.kind, Kind::Renamed | Kind::Moved) && !old.is_empty() && is_way
    });
    let text = match moved {
        Some(change) => {
            let rest = &named[change.old.as_deref().map_or(0, str::len)..];
            format!(
                "`{named}` is `{}{rest}` now: write that instead",
                change.new.as_deref().unwrap_or_default()
            )
        }
        None => format!("the page has no `{named}` any more"),
    };
    told.stale(path, text, span);
}

fn entries<'n>(decisions: &'n Node, key: &str) -> &'n [yaml::Entry] {
    match decisions.entry(key).map(|entry| &entry.node.value) {
        Some(yaml::Value::Map(entries)) => entries,
        _ => &[],
    }
}

/// Whether a path leads to a field.
pub(super) fn there(page: &Map, path: &str) -> bool {
    let Some((side, rest)) = path.split_once('.').filter(|(side, _)| SIDES.contains(side)) else {
        return true;
    };
    let mut fields = get(page, side);
    for name in rest.split('.') {
        let Some(field) = fields.and_then(|fields| fields.get(name)) else { return false };
        fields = below(field);
    }
    true
}
