//! The conditions under which a field is required or forbidden.

use super::fields::{Fields, Found, MOST, beside};
use crate::api::{Condition, Is, Literal, Path};
use crate::check::facts;
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::parse::Spanned;
use crate::spec::{Kind, Relation, Texts};

/// Where the first condition of a rule stands.
pub(super) fn first(rule: &Relation) -> Option<Span> {
    let values = rule.when.0.iter().map(|(path, _)| path.span);
    values.chain(rule.when_given.iter().chain(&rule.when_absent).map(|path| path.span)).next()
}

/// The field of a rule and the conditions, all of which must hold.
pub(super) fn conditions(
    subject: &Spanned<String>,
    rule: &Relation,
    fields: &Fields<'_>,
    problems: &mut Problems,
) -> Option<(Path, Vec<Condition>)> {
    let before = problems.len();
    let count = rule.when.0.len() + rule.when_given.len() + rule.when_absent.len();
    if count == 0 {
        let help = "add `when: { request.…: value }`, `when_given` or `when_absent`; a field without conditions says \
                    `required: true` itself";
        problems.push(Diagnostic::new(Rule::MissingKey, subject.span, "nothing says when").with_help(help));
        return None;
    }
    if count >= MOST {
        let message = format!("a rule is about at most {MOST} fields");
        let problem = Diagnostic::new(Rule::ImpossibleConstraint, subject.span, message);
        problems.push(problem.with_help("leave conditions out, and say them in `required_when`"));
        return None;
    }
    let subject = fields.find(subject, problems).filter(|field| field.can_be_absent(problems))?;
    let values = rule.when.0.iter().filter_map(|(path, values)| {
        let other = fields.find(path, problems)?;
        Some((any_of(&other, values, problems), other))
    });
    let mut found: Vec<_> = values.collect();
    for (paths, is_given) in [(&rule.when_given, true), (&rule.when_absent, false)] {
        for path in paths {
            let other = fields.find(path, problems).filter(|other| other.can_be_absent(problems));
            found.extend(other.map(|other| (if is_given { Is::Given } else { Is::Absent }, other)));
        }
    }
    distinct(&subject, &found, problems);
    let conditions = found.into_iter().map(|(is, other)| Condition { path: other.path, is }).collect();
    (problems.len() == before).then_some((subject.path, conditions))
}

/// The values that a field is compared with.
fn any_of(other: &Found<'_>, values: &Texts, problems: &mut Problems) -> Is {
    let kind = other.field.facts.kind.value;
    let is_secret = other.field.ty == crate::api::Type::Secret;
    let comparable = matches!(kind, Kind::String | Kind::Int32 | Kind::Int64 | Kind::Number | Kind::Bool);
    if !comparable || is_secret {
        let message = "only a string that is no secret, an integer or a bool can be compared with a value";
        let help = "name another field, or write `when_given` or `when_absent`";
        problems.push(Diagnostic::new(Rule::MisfitKey, other.span, message).with_help(help));
        return Is::AnyOf(Vec::new());
    }
    if values.0.is_empty() {
        let problem =
            Diagnostic::new(Rule::ImpossibleConstraint, other.span, "no value meets this condition");
        problems.push(problem.with_help("write a value, or a list of values"));
    }
    let mut literals: Vec<Literal> = Vec::new();
    for value in &values.0 {
        match facts::literal(kind, &value.value) {
            Some(literal) => literals.push(literal),
            None => facts::no_value(value.span, &value.value, kind, problems),
        }
    }
    Is::AnyOf(literals)
}

/// Reports a field that has two parts in a rule, or one that stands elsewhere.
fn distinct(subject: &Found<'_>, found: &[(Is, Found<'_>)], problems: &mut Problems) {
    for (at, (_, other)) in found.iter().enumerate() {
        let earlier = found[..at].iter().map(|(_, earlier)| earlier).chain([subject]);
        if let Some(same) = earlier.into_iter().find(|earlier| earlier.path == other.path) {
            problems.push(
                Diagnostic::new(Rule::ImpossibleConstraint, other.span, "this rule names the field twice")
                    .with_related(same.span, "the first time")
                    .with_help("name another field, or remove one of the two"),
            );
        } else {
            beside(subject, other, problems);
        }
    }
}
