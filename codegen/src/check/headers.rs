//! Headers: which ones a spec may name, and which the client sets by itself.

use crate::api::{Field, Place, Presence, Token, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule};
use crate::read::Spanned;
use crate::spec::{Facts, Kind, Spec};

use super::{facts, structs::Structs};

/// The body's type: what the client sets by itself.
const CONTENT_TYPE: &str = "content-type";
const JSON: &str = "application/json";

/// Headers that the client sets by itself, and those that callers set.
pub(super) struct Headers {
    pub(super) own: Vec<(String, Facts)>,
    pub(super) fields: Vec<Field>,
}

pub(super) fn check(
    spec: &Spec,
    token: Option<&Token>,
    tokens: &[Token],
    structs: &mut Structs<'_>,
    problems: &mut Problems,
) -> Headers {
    let mut headers = Headers { own: Vec::new(), fields: Vec::new() };
    for (wire, field) in &spec.page.headers.0 {
        name(wire, problems);
        facts::check(&field.facts, problems);
        text_only(wire, field, problems);
        let is_token = |token: &Token| same(&token.header, &wire.value);
        if token.is_some_and(is_token) {
            headers.own.push((wire.value.clone(), field.facts.clone()));
        } else if same(&wire.value, CONTENT_TYPE) {
            content_type(wire, &field.facts, problems);
            headers.own.push((wire.value.clone(), field.facts.clone()));
        } else if tokens.iter().any(is_token) {
            problems.push(
                Diagnostic::new(Rule::UnsafeHeader, wire.span, format!("`{}` carries a token", wire.value))
                    .help("name the kind of token under `decisions.token`; each call carries at most one"),
            );
        } else if let Some(name) = structs.field_name("headers", wire, problems) {
            let presence = match &field.facts.fixed {
                Some(fixed) => Presence::Fixed(fixed.value.clone()),
                None if facts::is_required(&field.facts) => Presence::Required,
                None => Presence::Optional,
            };
            headers.fields.push(Field {
                wire: wire.value.clone(),
                name,
                place: Place::Header,
                presence,
                ty: Type::Text,
                holds_checked: false,
                checks: facts::checks(&field.facts),
                facts: field.facts.clone(),
            });
        }
    }
    headers
}

/// Whether two header names are one to a server that is as lenient as they come.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || a.replace('_', "-").eq_ignore_ascii_case(&b.replace('_', "-"))
}

/// Refuses what is no header name, and the headers that belong to the connection or to other kinds of login.
pub(super) fn name(header: &Spanned<String>, problems: &mut Problems) {
    const KEPT: [&str; 14] = [
        "host",
        "content-length",
        "content-encoding",
        "transfer-encoding",
        "connection",
        "keep-alive",
        "te",
        "trailer",
        "upgrade",
        "expect",
        "authorization",
        "cookie",
        "set-cookie",
        "accept-encoding",
    ];
    let text = &header.value;
    let plain = !text.is_empty()
        && text.len() <= 100
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_');
    let lower = text.to_ascii_lowercase();
    let (message, help) = if !plain {
        (format!("`{text}` is no header's name"), "use letters, digits, `-` and `_`")
    } else if KEPT.contains(&lower.as_str()) || lower.starts_with("proxy-") {
        (format!("a spec may not set the header `{text}`"), "remove it: the connection or the client owns it")
    } else {
        return;
    };
    problems.push(Diagnostic::new(Rule::UnsafeHeader, header.span, message).help(help));
}

fn text_only(wire: &Spanned<String>, field: &crate::spec::Field, problems: &mut Problems) {
    if field.facts.kind.value != Kind::String || field.items.is_some() || field.fields.is_some() {
        problems.push(
            Diagnostic::new(Rule::MisfitKey, wire.span, "a header holds a text").help("write `type: string`"),
        );
    }
    let fixed = field.facts.fixed.as_ref();
    if let Some(fixed) = fixed.filter(|fixed| !fixed.value.chars().all(|c| c == ' ' || c.is_ascii_graphic()))
    {
        problems.push(
            Diagnostic::new(Rule::UnsafeHeader, fixed.span, "a header's value is visible ASCII")
                .help("use visible ASCII only"),
        );
    }
}

fn content_type(wire: &Spanned<String>, facts: &Facts, problems: &mut Problems) {
    if facts.fixed.as_ref().is_none_or(|fixed| fixed.value != JSON) {
        problems.push(
            Diagnostic::new(Rule::UnsafeHeader, wire.span, "the body is JSON, and this header must say so")
                .help(format!("write `fixed: {JSON}`")),
        );
    }
}
