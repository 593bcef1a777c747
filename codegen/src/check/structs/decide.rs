//! What is decided about a field's type, and what does not fit it.

use super::{Side, enums};
use crate::api::{Bounds, Check, Type};
use crate::check::facts;
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
    if let Type::Enum(_) = ty {
        enums::says_it_all(facts, problems);
    }
    let Some(decision) = decision else { return ty };
    if let Some(name) = decision.rust_type.as_ref().filter(|_| ty.in_it().is_none()) {
        misfit(name.span, "`rust_type` names a struct or an enum, and this field holds none", problems);
    }
    if let Some((value, _)) = decision.variants.0.first().filter(|_| !ty.is_enum()) {
        misfit(value.span, "`variants` names the values of an `enum`, and this field has none", problems);
    }
    hidden(decision, ty, facts, problems)
}

/// Applies what is decided about who may see the field.
fn hidden(decision: &FieldDecision, ty: Type, facts: &Facts, problems: &mut Problems) -> Type {
    let FieldDecision { secret, personal, .. } = decision;
    let is_spelt_out = facts.fixed.is_some();
    if let Some(secret) = secret {
        let says = [
            (ty != Type::Text, "only a text can be secret so far"),
            (!secret.value, "no text is secret without this decision"),
            (is_spelt_out, "a text that the spec spells out is no secret"),
        ];
        misfits(secret.span, says, problems);
    }
    if let Some(personal) = personal {
        let is_other = *ty.innermost() != Type::Text;
        let says = [
            (is_other, "only a text can be personal, or texts in a list, in a map or in JSON"),
            (!personal.value, "no text is personal without this decision"),
            (is_spelt_out, "a text that the spec spells out is nobody's"),
            (secret.is_some(), "a secret is hidden already: a text is secret or personal"),
        ];
        misfits(personal.span, says, problems);
    }
    match (secret, personal) {
        (Some(_), _) if ty == Type::Text => Type::Secret,
        (None, Some(_)) if *ty.innermost() == Type::Text => ty.holding(Type::Personal),
        _ => ty,
    }
}

fn misfits<const N: usize>(span: Span, says: [(bool, &str); N], problems: &mut Problems) {
    for (_, message) in says.into_iter().filter(|(is_so, _)| *is_so) {
        misfit(span, message, problems);
    }
}

/// What is decided to be checked before sending, beyond what the page says.
pub(super) fn checks(
    decision: Option<&FieldDecision>,
    ty: &Type,
    side: Side,
    problems: &mut Problems,
) -> Option<Check> {
    let not_empty = decision?.not_empty.as_ref()?;
    if !not_empty.value || side == Side::Response || !(ty.is_text() || matches!(ty, Type::List(_))) {
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

/// A header's type, and a report of what is decided beyond it and the name.
pub(super) fn header(decision: &FieldDecision, facts: &Facts, problems: &mut Problems) -> Type {
    let FieldDecision { rust_type, variants, not_empty, .. } = decision;
    let marks = not_empty.iter().map(|mark| mark.span);
    let marks = marks.chain(variants.0.iter().map(|(value, _)| value.span));
    for span in rust_type.iter().map(|name| name.span).chain(marks) {
        let message =
            "about a header only its `rust_name` can be decided, and that it is `secret` or `personal`";
        misfit(span, message, problems);
    }
    hidden(decision, Type::Text, facts, problems)
}

pub(super) fn misfit(span: Span, message: &str, problems: &mut Problems) {
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
        ("content", Kind::Json, holds.content.as_ref().map(|content| content.span)),
    ];
    for (key, of, span) in said {
        match span {
            Some(span) if kind.value != of => surplus(key, span, problems),
            // If something in the field has been reported, this may be what it is about.
            None if kind.value == of && holds.shared.is_none() && !problems.any_in(within) => {
                missing(key, kind.span, problems);
            }
            _ => {}
        }
    }
    let content = holds.content.as_ref().map(|content| &content.value.kind);
    if let Some(kind) = content.filter(|kind| kind.value == Kind::File) {
        facts::file(kind.span, problems);
    }
    let countable = matches!(kind.value, Kind::String | Kind::Int32 | Kind::Int64);
    if let Some(values) = holds.variants.as_ref().filter(|_| !countable) {
        let problem = Diagnostic::new(Rule::MisfitKey, values.span, "`enum` does not fit the type");
        problems.push(
            problem.with_help("only a `string`, an `int32` or an `int64` has values that can be listed"),
        );
    }
}

/// Reports what else is said about a value whose type is declared in `platform.yaml`.
pub(super) fn nothing_but_shared(holds: &Holds, problems: &mut Problems) {
    let said =
        [holds.fields.as_ref().map(|fields| fields.span), holds.variants.as_ref().map(|values| values.span)];
    for span in said.into_iter().flatten() {
        let problem = Diagnostic::new(Rule::MisfitKey, span, "`shared` says already what this holds");
        problems.push(problem.with_help("remove one of the two"));
    }
}

fn missing(key: &str, span: Span, problems: &mut Problems) {
    let message = format!("the key `{key}` is missing: nothing says what this holds");
    problems.push(Diagnostic::new(Rule::MissingKey, span, message).with_help(format!("add `{key}: …`")));
}

fn surplus(key: &str, span: Span, problems: &mut Problems) {
    let message = format!("`{key}` does not fit the type");
    problems.push(Diagnostic::new(Rule::MisfitKey, span, message).with_help(
        "`fields` goes with a struct, `items` with a list, `values` with a map, `content` with JSON, each beside its own `type`",
    ));
}
