//! What is decided about a field's type, and what does not fit it.

use super::Side;
use crate::api::{Bounds, Check, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::parse::Spanned;
use crate::spec::{Facts, FieldDecision, Holds, Kind};

/// Applies what is decided about the field's type.
pub(super) fn decide(
    decision: Option<&FieldDecision>,
    ty: Type,
    facts: &Facts,
    problems: &mut Problems,
) -> Type {
    let Some(decision) = decision else { return ty };
    if let Some(name) = decision.rust_type.as_ref().filter(|_| ty.in_it().is_none()) {
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
    if !not_empty.value || side == Side::Response || !matches!(ty, Type::Text | Type::List(_)) {
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

/// Reports where it is not said what a value holds, or more than that.
pub(super) fn holds(kind: &Spanned<Kind>, holds: &Holds, within: Span, problems: &mut Problems) {
    let said = [
        ("fields", Kind::Struct, holds.fields.as_ref().map(|fields| fields.span)),
        ("items", Kind::List, holds.items.as_ref().map(|items| items.span)),
        ("values", Kind::Map, holds.values.as_ref().map(|values| values.span)),
    ];
    for (key, of, span) in said {
        match span {
            Some(span) if kind.value != of => surplus(key, span, problems),
            // If something in the field has been reported, this may be what it is about.
            None if kind.value == of && !problems.any_in(within) => missing(key, kind.span, problems),
            _ => {}
        }
    }
}

fn missing(key: &str, span: Span, problems: &mut Problems) {
    let message = format!("the key `{key}` is missing: nothing says what this holds");
    problems.push(Diagnostic::new(Rule::MissingKey, span, message).with_help(format!("add `{key}: …`")));
}

fn surplus(key: &str, span: Span, problems: &mut Problems) {
    let message = format!("`{key}` does not fit the type");
    problems.push(Diagnostic::new(Rule::MisfitKey, span, message).with_help(
        "`fields` goes with a struct, `items` with a list, `values` with a map, each beside its own `type`",
    ));
}
