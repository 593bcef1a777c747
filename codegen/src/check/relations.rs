//! What a page says about several fields at once in, rules with resolved fields out, attached to what they are about.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::api::{Pagination, Relation, Says, Struct, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::parse::Spanned;
use crate::spec::{self, Spec};

mod attach;
mod conditions;
mod fields;
mod pagination;

use conditions::conditions;
pub(super) use fields::Fields;
use fields::{Found, MOST};

/// The rules of one page by what they are about, and whether they demand or forbid it.
type Stated = BTreeMap<String, (bool, Span)>;

/// Attaches the rules to the request's fields and structs. What is left is how the endpoint's pages are asked for.
pub(super) fn check(
    spec: &Spec,
    (request, parts): (&mut Struct, &mut [Struct]),
    (response, response_parts): (&Struct, &[Struct]),
    problems: &mut Problems,
) -> Option<Pagination> {
    let file = spec.place.file;
    let fields = Fields { file, request, parts };
    let in_reply = Fields { file, request: response, parts: response_parts };
    let mut found = Vec::new();
    let mut pagination = None;
    let mut first_pages = None;
    let mut stated = Stated::new();
    for relation in &spec.page.rules {
        // With a mistake in it, what the rest of it means is a guess.
        if problems.any_in(relation.span) || !one_rule(relation, problems) {
            continue;
        }
        if let Some(pages) = &relation.value.pagination {
            pagination::check(pages, first_pages, (&fields, &in_reply), problems);
            first_pages = Some(pages.span);
            pagination = Some(Pagination {
                says: pages.value.clone(),
                doc: relation.value.doc.clone(),
                inferred: origin(&relation.value),
            });
        } else if let Some(says) = says(&relation.value, &fields, problems) {
            not_twice(&says, relation.span, &mut stated, problems);
            found.push((relation, says));
        }
    }
    for (relation, says) in found {
        let spec::Relation { doc, .. } = &relation.value;
        let made = Arc::new(Relation { says, doc: doc.clone(), inferred: origin(&relation.value) });
        attach::attach(&made, relation.span, request, parts, problems);
    }
    pagination
}

fn origin(relation: &spec::Relation) -> Option<spec::Origin> {
    relation.inferred.as_ref().map(|origin| origin.value)
}

/// Whether a rule is one, and has no conditions that belong to another.
fn one_rule(relation: &Spanned<spec::Relation>, problems: &mut Problems) -> bool {
    let found = problems.len();
    let rule = &relation.value;
    let lists = [
        ("exactly_one_of", &rule.exactly_one_of),
        ("at_least_one_of", &rule.at_least_one_of),
        ("at_most_one_of", &rule.at_most_one_of),
        ("together", &rule.together),
        ("ordered", &rule.ordered),
        ("unique", &rule.unique),
        ("precedence", &rule.precedence),
    ];
    let lists = lists.map(|(key, list)| (key, list.as_ref().map(|list| list.span)));
    let ones = [("required", &rule.required), ("forbidden", &rule.forbidden)];
    let ones = ones.map(|(key, path)| (key, path.as_ref().map(|path| path.span)));
    let pages = [("pagination", rule.pagination.as_ref().map(|pages| pages.span))];
    let said = lists.into_iter().chain(ones).chain(pages);
    let said: Vec<_> = said.filter_map(|(key, span)| Some((key, span?))).collect();
    match &said[..] {
        [] => problems.push(
            Diagnostic::new(Rule::MissingKey, relation.span, "nothing says which rule this is").with_help(
                "add `exactly_one_of`, `at_least_one_of`, `at_most_one_of`, `together`, `required`, `forbidden`, \
                 `ordered`, `unique`, `precedence` or `pagination`",
            ),
        ),
        [_] => {}
        [(first, _), (second, span), ..] => problems.push(
            Diagnostic::new(Rule::MisfitKey, *span, format!("`{first}` and `{second}` are two rules"))
                .with_help("write them as two items of `rules`"),
        ),
    }
    let condition = conditions::first(rule);
    let takes_conditions = rule.required.is_some() || rule.forbidden.is_some();
    if let Some(span) = condition.filter(|_| !takes_conditions && problems.len() == found) {
        problems.push(
            Diagnostic::new(Rule::MisfitKey, span, "only `required` and `forbidden` have conditions")
                .with_help("remove the condition, or say which field is required or forbidden under it"),
        );
    }
    problems.len() == found
}

/// What a rule says, if its fields are there and fit it.
fn says(rule: &spec::Relation, fields: &Fields<'_>, problems: &mut Problems) -> Option<Says> {
    let mut presence = |list: &Option<Spanned<Vec<Spanned<String>>>>, says: fn(Vec<_>) -> Says| {
        let found = fields.beside(list.as_ref()?, 2..=MOST, problems)?;
        found.iter().all(|field| field.can_be_absent(problems)).then(|| says(paths(found)))
    };
    presence(&rule.exactly_one_of, Says::ExactlyOneOf)
        .or_else(|| presence(&rule.at_least_one_of, Says::AtLeastOneOf))
        .or_else(|| presence(&rule.at_most_one_of, Says::AtMostOneOf))
        .or_else(|| presence(&rule.together, Says::Together))
        .or_else(|| presence(&rule.precedence, Says::Precedence))
        .or_else(|| ordered(fields.beside(rule.ordered.as_ref()?, 2..=2, problems)?, problems))
        .or_else(|| unique(fields.anywhere(rule.unique.as_ref()?, 1..=MOST, problems)?, problems))
        .or_else(|| {
            let (field, conditions) = conditions(rule.required.as_ref()?, rule, fields, problems)?;
            Some(Says::Required(field, conditions))
        })
        .or_else(|| {
            let (field, conditions) = conditions(rule.forbidden.as_ref()?, rule, fields, problems)?;
            Some(Says::Forbidden(field, conditions))
        })
}

fn paths(found: Vec<Found<'_>>) -> Vec<crate::api::Path> {
    found.into_iter().map(|found| found.path).collect()
}

/// Two integers of one unit, or two texts of one format that has an order.
fn ordered(found: Vec<Found<'_>>, problems: &mut Problems) -> Option<Says> {
    let Ok([first, second]) = <[Found<'_>; 2]>::try_from(found) else { return None };
    let [a, b] = [first.field, second.field].map(|field| &field.facts);
    let format = a.format.as_ref().map(|format| format.value);
    let are = |is: fn(&Type) -> bool| [&first, &second].iter().all(|found| is(&found.field.ty));
    let are_integers = are(|ty| *ty == Type::Integer);
    let message = if are_integers {
        (a.unit != b.unit).then_some("these two count different things")
    } else {
        let has_order = are(Type::is_text) && format.is_some_and(fields::has_order) && a.format == b.format;
        (!has_order).then_some("these two have no order: they are neither integers nor dates of one format")
    };
    if let Some(message) = message {
        let help = "name two integers of one `unit`, or two strings of one `format` that is a date or a time";
        problems.push(
            Diagnostic::new(Rule::MisfitKey, second.span, message)
                .with_related(first.span, "the first")
                .with_help(help),
        );
        return None;
    }
    Some(Says::Ordered([first.path, second.path], format))
}

/// Strings or integers, or lists of them, of one type.
fn unique(found: Vec<Found<'_>>, problems: &mut Problems) -> Option<Says> {
    let mut of_one_type = true;
    let first = found.first()?.differing();
    for field in &found {
        if field.differing().is_none() || field.differing() != first {
            let message = "only strings or integers can differ, or lists of them, all of one type";
            let problem = Diagnostic::new(Rule::MisfitKey, field.span, message);
            problems.push(problem.with_help("name a string or an integer, of the same type as the others"));
            of_one_type = false;
        }
    }
    if let [only] = &found[..]
        && of_one_type
        && !only.is_repeated()
    {
        let message = "this field has one value in a request";
        let help = "name another field that it differs from, or one in the structs of a list; the items of a list \
                    differ with `unique: true` beside its `type`";
        problems.push(Diagnostic::new(Rule::ImpossibleConstraint, only.span, message).with_help(help));
        return None;
    }
    of_one_type.then(|| Says::Unique(paths(found)))
}

/// A rule is said once, and nothing is required where it is forbidden.
fn not_twice(says: &Says, span: Span, stated: &mut Stated, problems: &mut Problems) {
    let demands = !matches!(says, Says::Forbidden(..));
    let about = match says {
        Says::Required(path, when) | Says::Forbidden(path, when) => format!("{} {when:?}", path.wire()),
        says => format!("{says:?}"),
    };
    let Some((first_demands, first)) = stated.insert(about, (demands, span)) else { return };
    let message = if first_demands == demands {
        "this rule has been said already"
    } else {
        "what is required here is forbidden under the same condition"
    };
    problems.push(
        Diagnostic::new(Rule::ImpossibleConstraint, span, message)
            .with_related(first, "the other rule")
            .with_help("keep one of the two"),
    );
}
