//! What is decided about a field's type, and what does not fit it.

use super::Side;
use crate::api::{Bounds, Check, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::spec::{Facts, Field, FieldDecision, Kind};

/// Applies what is decided about the field's type.
pub(super) fn decide(
    decision: Option<&FieldDecision>,
    ty: Type,
    facts: &Facts,
    problems: &mut Problems,
) -> Type {
    let Some(decision) = decision else { return ty };
    let holds_struct = match &ty {
        Type::List(item) => matches!(**item, Type::Struct(_)),
        ty => matches!(ty, Type::Struct(_)),
    };
    if let Some(name) = decision.rust_type.as_ref().filter(|_| !holds_struct) {
        misfit(name.span, "`rust_type` names a struct, and this field holds none", problems);
    }
    if let Some(secret) = decision.secret.as_ref().filter(|_| ty != Type::Text) {
        misfit(secret.span, "only a text can be secret so far", problems);
    }
    let Some(secret) = &decision.secret else { return ty };
    if !secret.value {
        misfit(secret.span, "no text is secret without this decision", problems);
    }
    if facts.fixed.is_some() {
        misfit(secret.span, "a text that the spec spells out is no secret", problems);
    }
    if ty == Type::Text { Type::Secret } else { ty }
}

/// What is decided to be checked before sending, beyond what the page says.
pub(super) fn checks(
    decision: Option<&FieldDecision>,
    ty: &Type,
    side: Side,
    problems: &mut Problems,
) -> Option<Check> {
    let not_empty = decision?.not_empty.as_ref()?;
    if !not_empty.value || side != Side::Request || !matches!(ty, Type::Text | Type::List(_)) {
        misfit(
            not_empty.span,
            "`not_empty: true` is about a list, or a text that is no secret, of the request",
            problems,
        );
    }
    match ty {
        Type::List(_) => Some(Check::Count(Bounds { least: 1, most: None })),
        _ => Some(Check::NotEmpty),
    }
}

/// Reports what is decided about a header beyond its name.
pub(in crate::check) fn header(decision: &FieldDecision, problems: &mut Problems) {
    let FieldDecision { rust_type, secret, not_empty, .. } = decision;
    let marks = secret.iter().chain(not_empty).map(|mark| mark.span);
    for span in rust_type.iter().map(|name| name.span).chain(marks) {
        misfit(span, "about a header only its `rust_name` can be decided so far", problems);
    }
}

fn misfit(span: Span, message: &str, problems: &mut Problems) {
    problems.push(
        Diagnostic::new(Rule::MisfitDecision, span, message)
            .with_help("remove it, or correct the field's path"),
    );
}

/// Whether it is said what a list holds; nothing else may say that.
pub(super) fn items(field: &Field, span: Span, problems: &mut Problems) -> bool {
    match (field.facts.kind.value, &field.items) {
        (Kind::List, None) => {
            missing("items", field.span, span, problems);
            false
        }
        (kind, Some(item)) if kind != Kind::List => {
            surplus("items", item.kind.span, problems);
            false
        }
        _ => true,
    }
}

/// Reports that nothing says what a field holds, unless something in it has been reported.
pub(super) fn missing(key: &'static str, within: Span, span: Span, problems: &mut Problems) {
    if !problems.any_in(within) {
        let message = format!("the key `{key}` is missing: nothing says what this holds");
        problems.push(Diagnostic::new(Rule::MissingKey, span, message).with_help(format!("add `{key}: …`")));
    }
}

pub(super) fn surplus(key: &'static str, span: Span, problems: &mut Problems) {
    let message = format!("`{key}` does not fit the field's type");
    problems.push(Diagnostic::new(Rule::MisfitKey, span, message).with_help(
        "`fields` goes with a struct, `items` with a list, and a list's `fields` stand in its `items`",
    ));
}
