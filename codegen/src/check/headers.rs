//! Headers: which ones a spec may name, and which the client sets by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::api::{Field, Own, Place, Presence, Token, TokenPlace, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::ident::Name;
use crate::parse::Spanned;
use crate::spec::{Body, Facts, Holds, Kind, Spec};

use super::facts;
use super::platform::Declared;
use super::structs::{Side, Structs, clash};
use super::token;

/// The body's type: what the client sets by itself.
const CONTENT_TYPE: &str = "content-type";

/// Headers that the client sets by itself, and those that callers set.
pub(super) struct Headers {
    pub(super) own: Vec<Own>,
    pub(super) fields: Vec<(Field, Span)>,
}

pub(super) fn check(
    spec: &Spec,
    body: Body,
    token: Option<&Token>,
    declared: &Declared,
    structs: &mut Structs<'_>,
    problems: &mut Problems,
) -> Headers {
    let mut headers = Headers { own: Vec::new(), fields: Vec::new() };
    let mut seen = BTreeMap::new();
    for (wire, field) in &spec.page.headers.0 {
        if !usable(wire, &mut seen, problems) {
            problems.lose(wire.span.file, &wire.value);
            continue;
        }
        facts::check(field, problems);
        facts::not_joined(field, problems);
        text_only(wire, field, problems);
        let own = || Own { place: Place::Header, wire: wire.value.clone(), facts: Arc::clone(&field.facts) };
        let is_token = |token: &Token| header_of(token).is_some_and(|header| same(header, &wire.value));
        if let Some(header) = token.filter(|token| is_token(token)).and_then(header_of) {
            spelt(wire, header, problems);
            headers.own.push(own());
        } else if same(&wire.value, CONTENT_TYPE) {
            spelt(wire, CONTENT_TYPE, problems);
            content_type(wire, body, &field.facts, problems);
            headers.own.push(own());
        } else if let Some(token) = token.filter(|token| same(token.place.name(), &wire.value)) {
            token::doubled(wire, token, problems);
        } else if declared.tokens.iter().any(is_token) {
            // A decision that names no kind of token has been reported already.
            let is_undecided = spec.decisions.token.is_none() && !problems.lost(spec.place.file, &["token"]);
            if token.is_some() || is_undecided {
                problems.push(
                    Diagnostic::new(
                        Rule::UnsafeHeader,
                        wire.span,
                        format!("`{}` carries a token", wire.value),
                    )
                    .with_help(
                        "name the kind of token under `decisions.token`; each call carries at most one",
                    ),
                );
            }
        } else if let Some(name) = structs.field_name(Side::Headers, "headers", wire, problems) {
            if let Some((_, first)) = headers.fields.iter().find(|(field, _)| field.name == name) {
                problems.push(clash(&name, wire.span, *first));
            }
            let ty = structs.header_type(&wire.value, &field.facts, problems);
            headers.fields.push((callers(wire, name, ty, &field.facts), wire.span));
        }
    }
    if let Some((decided, header)) = spec.decisions.token.as_ref().zip(token.and_then(header_of))
        && !headers.own.iter().any(|own| same(&own.wire, header))
    {
        token::missing(decided.span, "header", header, "headers", problems);
    }
    headers
}

/// The header that a token travels in, if it is one.
fn header_of(token: &Token) -> Option<&str> {
    match &token.place {
        TokenPlace::Header(header) => Some(header),
        TokenPlace::Query(_) | TokenPlace::Body(_) => None,
    }
}

/// A header that callers set, or that has a fixed value.
fn callers(wire: &Spanned<String>, name: Name, ty: Type, facts: &Arc<Facts>) -> Field {
    let presence = match &facts.fixed {
        Some(fixed) => Presence::Fixed(fixed.value.clone()),
        None if facts::is_required(facts) => Presence::Required,
        None => Presence::Optional,
    };
    Field {
        wire: wire.value.clone(),
        name,
        place: Place::Header,
        presence,
        ty,
        holds_checked: false,
        checks: facts::checks(facts),
        special: facts::special(facts),
        relations: Vec::new(),
        facts: Arc::clone(facts),
        held: Vec::new(),
    }
}

/// A header that the client sets by itself goes over the wire as the client spells it.
fn spelt(wire: &Spanned<String>, client: &str, problems: &mut Problems) {
    if !wire.value.eq_ignore_ascii_case(client) {
        problems.push(
            Diagnostic::new(
                Rule::UnsafeHeader,
                wire.span,
                format!("the client sends `{client}` instead of this"),
            )
            .with_help("correct the name, or declare a kind of token with this header in platform.yaml"),
        );
    }
}

/// Whether a header can be set at all, and is not there already.
fn usable(wire: &Spanned<String>, seen: &mut BTreeMap<String, Span>, problems: &mut Problems) -> bool {
    let found = problems.len();
    name(wire, problems);
    if let Some(first) = seen.insert(seen_by_servers(&wire.value), wire.span) {
        problems.push(
            Diagnostic::new(Rule::UnsafeHeader, wire.span, "servers take this and another header for one")
                .with_related(first, "the other")
                .with_help("keep one of the two"),
        );
    }
    problems.len() == found
}

/// Whether two header names are one to a server that is as lenient as they come.
pub(super) fn same(a: &str, b: &str) -> bool {
    seen_by_servers(a) == seen_by_servers(b)
}

/// A header's name as the most lenient server sees it: without case, and with `_` for `-`.
fn seen_by_servers(header: &str) -> String {
    header.to_ascii_lowercase().replace('_', "-")
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
    let lower = seen_by_servers(text);
    let (message, help) = if !plain {
        (format!("`{text}` is no header's name"), "use at most 100 letters, digits, `-` and `_`")
    } else if KEPT.contains(&lower.as_str()) || lower.starts_with("proxy-") {
        (format!("a spec may not set the header `{text}`"), "remove it: the connection or the client owns it")
    } else {
        return;
    };
    problems.push(Diagnostic::new(Rule::UnsafeHeader, header.span, message).with_help(help));
}

/// Refuses a token in the header that says what the body is.
pub(super) fn not_the_bodys(header: &Spanned<String>, problems: &mut Problems) {
    if same(&header.value, CONTENT_TYPE) {
        problems.push(
            Diagnostic::new(
                Rule::UnsafeHeader,
                header.span,
                "this header says what the body is, and carries no token",
            )
            .with_help("name the header that carries the token"),
        );
    }
}

fn text_only(wire: &Spanned<String>, field: &crate::spec::Field, problems: &mut Problems) {
    if field.facts.kind.value != Kind::String || field.holds != Holds::default() {
        problems.push(
            Diagnostic::new(Rule::MisfitKey, wire.span, "a header holds a text")
                .with_help("write `type: string`"),
        );
    }
    let fixed = field.facts.fixed.as_ref();
    let sendable = |value: &str| {
        !value.is_empty() && value.trim() == value && value.chars().all(|c| c == ' ' || c.is_ascii_graphic())
    };
    if let Some(fixed) = fixed.filter(|fixed| !sendable(&fixed.value)) {
        problems.push(
            Diagnostic::new(Rule::UnsafeHeader, fixed.span, "a header's value is visible ASCII")
                .with_help("use visible ASCII, with no space at its ends"),
        );
    }
}

fn content_type(wire: &Spanned<String>, body: Body, facts: &Facts, problems: &mut Problems) {
    let is = body.content_type();
    if facts.fixed.as_ref().is_none_or(|fixed| fixed.value != is) {
        problems.push(
            Diagnostic::new(
                Rule::UnsafeHeader,
                wire.span,
                format!("the body is {is}, and this header must say so"),
            )
            .with_help(format!("write `fixed: {is}`, or say under `body` what it is instead")),
        );
    }
}
