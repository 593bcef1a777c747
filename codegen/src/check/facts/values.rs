//! What a field's values look like, and the values that its page spells out.

use super::misfit;
use crate::api::Literal;
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::spec::{Facts, Field, Kind};

/// Reports what does not fit the field's type, and values that are none of it.
pub(super) fn check(field: &Field, problems: &mut Problems) {
    let facts = &field.facts;
    let kind = facts.kind.value;
    let of_text = [
        ("format", facts.format.as_ref().map(|format| format.span)),
        ("encoding", facts.encoding.as_ref().map(|encoding| encoding.span)),
    ];
    for (key, span) in of_text {
        if let Some(span) = span.filter(|_| kind != Kind::String) {
            misfit(span, key, "a string", problems);
        }
    }
    let items = field.holds.items.as_ref().filter(|items| items.value.holds.variants.is_none());
    let item = items.map(|items| items.value.kind.value);
    let differs = matches!(item, Some(Kind::String | Kind::Int32 | Kind::Int64));
    if let Some(unique) =
        facts.unique.as_ref().filter(|unique| kind != Kind::List || !differs || !unique.value)
    {
        let message = "`unique: true` is about a list of strings or integers that are no `enum`";
        let help = "remove it, or say under `rules` which fields of the list's structs differ: `unique: [request.…]`";
        problems.push(Diagnostic::new(Rule::MisfitKey, unique.span, message).with_help(help));
    }
    default(facts, problems);
    sentinels(facts, problems);
}

fn default(facts: &Facts, problems: &mut Problems) {
    let Some(default) = &facts.default else { return };
    let kind = facts.kind.value;
    let fits = match kind {
        Kind::Number | Kind::Double => is_decimal(&default.value),
        kind => literal(kind, &default.value).is_some(),
    };
    if !fits {
        no_value(default.span, &default.value, kind, problems);
    }
    if let Some(fixed) = &facts.fixed {
        problems.push(
            Diagnostic::new(Rule::ImpossibleConstraint, default.span, "what is always sent has no default")
                .with_related(fixed.span, "it is always sent with this value")
                .with_help("remove `default` or `fixed`"),
        );
    }
}

fn sentinels(facts: &Facts, problems: &mut Problems) {
    let Some(sentinels) = &facts.sentinels else { return };
    let kind = facts.kind.value;
    for (value, _) in &sentinels.value.0 {
        // A limit of a decimal is an integer, and so is what is special beside it.
        let written_as = if matches!(kind, Kind::Double | Kind::Number) { Kind::Int64 } else { kind };
        if literal(written_as, &value.value).is_none() {
            no_value(value.span, &value.value, written_as, problems);
        }
    }
}

/// The values for which the field's limits do not hold. What is none of the type has been reported.
pub(in crate::check) fn special(facts: &Facts) -> Vec<Literal> {
    let kind = if facts.kind.value == Kind::Double { Kind::Int64 } else { facts.kind.value };
    let values = facts.sentinels.iter().flat_map(|sentinels| &sentinels.value.0);
    values.filter_map(|(value, _)| literal(kind, &value.value)).collect()
}

/// A value of a type, as the language writes it.
pub(in crate::check) fn literal(kind: Kind, text: &str) -> Option<Literal> {
    match kind {
        Kind::String => Some(Literal::Text(text.to_owned())),
        Kind::Int32 | Kind::Int64 | Kind::Number => {
            text.parse().ok().filter(|integer: &i64| integer.to_string() == text).map(Literal::Integer)
        }
        Kind::Bool => {
            ["false", "true"].iter().position(|word| *word == text).map(|at| Literal::Truth(at == 1))
        }
        Kind::Double | Kind::Struct | Kind::List | Kind::Map | Kind::Json | Kind::File => None,
    }
}

/// Digits, perhaps with a sign before them and a point in them.
fn is_decimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let is_digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(whole) && is_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// Reports a text that is no value of a field's type.
pub(in crate::check) fn no_value(span: Span, text: &str, kind: Kind, problems: &mut Problems) {
    let help = match kind {
        Kind::Int32 | Kind::Int64 => "write an integer: decimal digits in quotes, within 64 bits",
        Kind::Number | Kind::Double => {
            "write a number: decimal digits in quotes, with a point if it needs one"
        }
        Kind::Bool => "write 'true' or 'false'",
        _ => "remove it: values of a string, a number or a bool can be spelt out",
    };
    let message = format!("`{text}` is no value of this field's type");
    problems.push(Diagnostic::new(Rule::MisfitKey, span, message).with_help(help));
}
