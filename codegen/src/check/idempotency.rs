//! What makes a repeated call harmless in: a field of the request, whose type becomes one that keeps it within its limits;
//! or the endpoint itself.

use crate::api::{Bounds, Check, Field, Idempotency, Presence, Struct, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::spec::{self, Facts, Spec};

use super::references::{misfit, one_of};

/// The request's field that makes a repeated call harmless. From here on its type keeps it within its limits.
pub(super) fn check(spec: &Spec, request: &mut Struct, problems: &mut Problems) -> Option<Idempotency> {
    let decided = spec.decisions.idempotency.as_ref()?;
    let usable = |field: &&mut Field| field.ty == Type::Text && !matches!(field.presence, Presence::Fixed(_));
    let mut usable: Vec<_> = request.fields.iter_mut().filter(usable).collect();
    let Some(at) = usable.iter().position(|field| field.wire == decided.value) else {
        let known: Vec<_> = usable.iter().map(|field| field.wire.as_str()).collect();
        let what = "no string of the request itself that a caller sets is called";
        misfit("request", decided, what, &one_of(&decided.value, &known), problems);
        return None;
    };
    let field = usable.swap_remove(at);
    can_be_a_token(field, decided.span, problems);
    let limits = field.checks.iter().find_map(|check| match check {
        Check::Length(_, bounds) => Some(*bounds),
        _ => None,
    });
    let Bounds { least, most } = limits.unwrap_or(Bounds { least: 1, most: None });
    field.checks.retain(|check| !matches!(check, Check::NotEmpty | Check::Length(..)));
    field.ty = Type::IdempotencyToken(Bounds { least: least.max(1), most });
    Some(Idempotency { field: field.name.clone(), optional: field.presence != Presence::Required })
}

/// Reports what the page says of a field where no idempotency token, one or more visible ASCII characters, can meet it.
fn can_be_a_token(field: &Field, decided: Span, problems: &mut Problems) {
    let Facts { length, format, sentinels, .. } = &*field.facts;
    let is_nothing = |check: &Check| matches!(check, Check::Length(_, Bounds { most: Some(0), .. }));
    let has_space = |check: &Check| *check == Check::Format(spec::Format::DateTime);
    let mut impossible = |span: Span, message: &str, help: &str| {
        let problem = Diagnostic::new(Rule::ImpossibleConstraint, span, message);
        problems.push(problem.with_related(decided, "it is decided to be one here").with_help(help));
    };
    if let Some(length) = length.as_ref().filter(|_| field.checks.iter().any(is_nothing)) {
        let message = "no idempotency token is so short: it has at least one character";
        impossible(length.span, message, "correct the numbers, or remove `idempotency`");
    }
    if let Some(format) = format.as_ref().filter(|_| field.checks.iter().any(has_space)) {
        let message = "no idempotency token looks like this: it has no space in it";
        impossible(format.span, message, "correct the format, or remove `idempotency`");
    }
    if let Some(sentinels) = sentinels {
        let message = "an idempotency token has no special values: its type knows one pair of limits";
        impossible(sentinels.span, message, "remove them, or remove `idempotency`");
    }
}

/// Whether repeating a call does no harm by itself.
pub(super) fn repeatable(spec: &Spec, problems: &mut Problems) -> bool {
    let Some(decided) = &spec.decisions.repeatable else { return false };
    let mut misfit = |message: &str, with: Option<Span>, help: &str| {
        let problem = Diagnostic::new(Rule::MisfitDecision, decided.span, message).with_help(help);
        problems.push(match with {
            Some(span) => problem.with_related(span, "it is named here"),
            None => problem,
        });
    };
    if !decided.value {
        misfit("no endpoint is repeatable without this decision", None, "remove it");
    } else if let Some(token) = &spec.decisions.idempotency {
        let message = "what needs an idempotency token is not repeatable without one";
        let help = "keep `repeatable` where the endpoint only reads, or where a repetition has the same result; \
                    otherwise `idempotency`";
        misfit(message, Some(token.span), help);
    }
    decided.value
}
