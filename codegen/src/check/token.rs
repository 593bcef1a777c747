//! Where a token travels: one place for each kind, and the field that an endpoint's page has there.

use std::sync::Arc;

use crate::api::{Own, Place, Token, TokenPlace};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::parse::Spanned;
use crate::spec::{Body, Field, Holds, Kind, Spec, TokenKind};

use super::platform::Declared;
use super::structs::Side;
use super::{facts, headers};

/// The one place of a kind of token.
pub(super) fn place(name: &Spanned<String>, kind: &TokenKind, problems: &mut Problems) -> Option<TokenPlace> {
    let TokenKind { header, query, body, .. } = kind;
    let named: Vec<_> = [header, query, body].into_iter().flatten().collect();
    if let [first, second, ..] = named[..] {
        let message = format!("a token of the kind `{}` cannot travel in more than one place", name.value);
        problems.push(
            Diagnostic::new(Rule::ImpossibleConstraint, second.span, message)
                .with_related(first.span, "the first place")
                .with_help("keep the one that the pages name, or declare two kinds"),
        );
    }
    if named.is_empty() && !problems.lost(name.span.file, &["header", "query", "body"]) {
        let message = "the key `header`, `query` or `body` is missing: nothing says where this token travels";
        problems.push(
            Diagnostic::new(Rule::MissingKey, name.span, message)
                .with_help("add `header: …`, `query: …` or `body: …`, with the name that it has there"),
        );
    }
    if let Some(header) = header {
        headers::name(header, problems);
        headers::not_the_bodys(header, problems);
    }
    let odd = problems.len();
    for field in query.iter().chain(body) {
        plain(field, problems);
    }
    if problems.len() > odd {
        return None;
    }
    let text = |name: &Spanned<String>| name.value.clone();
    match (header, query, body) {
        (Some(name), ..) => Some(TokenPlace::Header(text(name))),
        (None, Some(name), _) => Some(TokenPlace::Query(text(name))),
        (None, None, Some(name)) => Some(TokenPlace::Body(text(name))),
        (None, None, None) => None,
    }
}

/// The name of a parameter or field that a token travels in.
fn plain(name: &Spanned<String>, problems: &mut Problems) {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if name.value.is_empty() || name.value.len() > 100 || !name.value.chars().all(is_plain) {
        problems.push(
            Diagnostic::new(
                Rule::UnusableName,
                name.span,
                format!("`{}` names no field of a token", name.value),
            )
            .with_help("use at most 100 letters, digits, `-` and `_`"),
        );
    }
}

/// A place of a request, with the fields that the page has there.
struct Listed<'s> {
    side: Side,
    /// What a field is called here.
    what: &'static str,
    fields: &'s [(Spanned<String>, Field)],
}

/// The parameter or field that carries the endpoint's token, if it travels in no header. Whatever else carries a token is
/// reported: what callers set must not get in its way.
pub(super) fn own(
    spec: &Spec,
    body: Body,
    token: Option<&Token>,
    declared: &Declared,
    problems: &mut Problems,
) -> Option<(Side, Own)> {
    let page = &spec.page;
    let in_body = if body.is_form() { Place::Form } else { Place::Body };
    let places = [
        (Place::Query, Listed { side: Side::Query, what: "parameter", fields: &page.query.0 }),
        (in_body, Listed { side: Side::Request, what: "field", fields: &page.request.0 }),
    ];
    let mut own = None;
    for (place, listed) in places {
        for (wire, field) in listed.fields {
            if judge(spec, &listed, wire, token, declared, problems) {
                facts::check(field, problems);
                text_only(field, problems);
                let found = Own { place, wire: wire.value.clone(), facts: Arc::clone(&field.facts) };
                own.get_or_insert((listed.side, found));
            }
        }
    }
    let decided = spec.decisions.token.as_ref().zip(token).filter(|_| own.is_none());
    if let Some((decided, token)) = decided {
        match &token.place {
            TokenPlace::Header(_) => {}
            TokenPlace::Query(name) => missing(decided.span, "parameter", name, "query", problems),
            TokenPlace::Body(name) => missing(decided.span, "field of the body", name, "request", problems),
        }
    }
    own
}

/// Whether a field is the token's own, if only it is spelt right. One that looks like a token's and is not is reported.
fn judge(
    spec: &Spec,
    listed: &Listed<'_>,
    wire: &Spanned<String>,
    token: Option<&Token>,
    declared: &Declared,
    problems: &mut Problems,
) -> bool {
    // Some servers take `a[]` for `a`.
    let called = wire.value.trim_end_matches("[]");
    let is_here = |token: &Token| side(&token.place) == listed.side;
    let is_called_so = |token: &Token| headers::same(token.place.name(), called);
    if let Some(token) = token.filter(|token| is_called_so(token)) {
        let name = token.place.name();
        if !is_here(token) {
            doubled(wire, token, problems);
        } else if wire.value != name {
            let message = format!("the client sends `{name}` instead of this {}", listed.what);
            report(wire, &message, "correct the name, here or in platform.yaml", problems);
        }
        return is_here(token);
    }
    let carries = |token: &Token| is_here(token) && is_called_so(token);
    // A decision that names no kind of token has been reported already.
    let is_undecided = spec.decisions.token.is_none() && !problems.lost(spec.place.file, &["token"]);
    if declared.tokens.iter().any(carries) && (token.is_some() || is_undecided) {
        let message = format!("the {} `{}` carries a token", listed.what, wire.value);
        let help = "name the kind of token under `decisions.token`; each call carries at most one";
        report(wire, &message, help, problems);
    }
    false
}

/// Reports what has the name of the endpoint's token in another place than the token's.
pub(super) fn doubled(wire: &Spanned<String>, token: &Token, problems: &mut Problems) {
    let what = match token.place {
        TokenPlace::Header(_) => "header",
        TokenPlace::Query(_) => "parameter",
        TokenPlace::Body(_) => "field of the body",
    };
    let message = format!("this doubles the token, which travels in the {what} `{}`", token.place.name());
    let help = "remove one of the two, or decide the kind of token that travels here";
    report(wire, &message, help, problems);
}

fn report(wire: &Spanned<String>, message: &str, help: &str, problems: &mut Problems) {
    problems.push(Diagnostic::new(Rule::MisfitDecision, wire.span, message).with_help(help));
}

/// Reports that the page does not have what carries the token.
pub(super) fn missing(decided: Span, what: &str, name: &str, key: &str, problems: &mut Problems) {
    if problems.lost(decided.file, &[key, name]) {
        return;
    }
    let message = format!("the page has no {what} `{name}` for this token");
    let help = format!("add the {what} under `page.{key}`, if the page has it, or remove the decision");
    problems.push(Diagnostic::new(Rule::MisfitDecision, decided, message).with_help(help));
}

fn side(place: &TokenPlace) -> Side {
    match place {
        TokenPlace::Header(_) => Side::Headers,
        TokenPlace::Query(_) => Side::Query,
        TokenPlace::Body(_) => Side::Request,
    }
}

fn text_only(field: &Field, problems: &mut Problems) {
    let kind = &field.facts.kind;
    if kind.value != Kind::String || field.holds != Holds::default() {
        problems.push(
            Diagnostic::new(Rule::MisfitKey, kind.span, "this carries the token, which is a text")
                .with_help("write `type: string`"),
        );
    }
    if let Some(fixed) = &field.facts.fixed {
        problems.push(
            Diagnostic::new(Rule::MisfitKey, fixed.span, "this carries the token, which is nothing fixed")
                .with_help("remove `fixed`: the client fills the token in"),
        );
    }
}
