//! What is said about one field, apart from its name and what it holds.

use crate::api::{Bounds, Check};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::parse::Spanned;
use crate::spec::{Body, Facts, Field, Joined, Kind, Limits, Origin};

mod values;

pub(super) use values::{literal, no_value, special};

/// Whether a call without the field is known to be wrong. What was inferred does not count.
pub(super) fn is_required(facts: &Facts) -> bool {
    facts.required && facts.inferred.required.is_none() && facts.inferred.field.is_none()
}

/// What is checked before sending. What was inferred is not.
pub(super) fn checks(facts: &Facts) -> Vec<Check> {
    let known = |inferred: &Option<Spanned<Origin>>| inferred.is_none() && facts.inferred.field.is_none();
    let length = facts.length.as_ref().filter(|_| known(&facts.inferred.length));
    let count = facts.count.as_ref().filter(|_| known(&facts.inferred.count));
    let range = facts.range.as_ref().filter(|_| known(&facts.inferred.range));
    let format = facts.format.as_ref().filter(|_| known(&facts.inferred.format));
    let encoding = facts.encoding.as_ref().filter(|_| known(&facts.inferred.encoding));
    let unique = facts.unique.as_ref().filter(|_| known(&facts.inferred.unique));
    let checks = [
        length.and_then(|length| Some(Check::Length(length.value.of, bounds(&length.value.limits)?))),
        count.and_then(|count| bounds(&count.value).map(Check::Count)),
        range.map(|range| Check::Range(range.value)),
        format.map(|format| Check::Format(format.value)),
        encoding.map(|encoding| Check::Encoding(encoding.value)),
        unique.map(|_| Check::Unique),
    ];
    checks.into_iter().flatten().collect()
}

/// Reports what does not fit the field's type, or what nothing can meet.
pub(super) fn check(field: &Field, problems: &mut Problems) {
    let facts = &field.facts;
    let kind = facts.kind.value;
    let understood = !problems.any_in(field.span);
    let is_counted = matches!(kind, Kind::Int32 | Kind::Int64 | Kind::Number);
    if let Some(unit) = facts.unit.as_ref().filter(|_| !is_counted) {
        misfit(unit.span, "unit", "an integer or a `number`", problems);
    }
    if let Some(fixed) = facts.fixed.as_ref().filter(|_| kind != Kind::String) {
        misfit(fixed.span, "fixed", "a string", problems);
    }
    // First the limits, which are not judged where something in them has been reported.
    if let Some(length) = &facts.length {
        limits(length.span, &length.value.limits, bounds(&length.value.limits).is_some(), problems);
        if kind != Kind::String {
            misfit(length.span, "length", "a string", problems);
        }
    }
    if let Some(count) = &facts.count {
        limits(count.span, &count.value, bounds(&count.value).is_some(), problems);
        if kind != Kind::List {
            misfit(count.span, "count", "a list", problems);
        }
    }
    if let Some(range) = &facts.range {
        limits(range.span, &range.value, has_numbers(&range.value, kind), problems);
        if !is_counted && kind != Kind::Double {
            misfit(range.span, "range", "a number", problems);
        }
    }
    values::check(field, problems);
    if understood {
        inferred(facts, problems);
    }
}

/// A query parameter, or a field of a form, that is no single value says how it is written.
pub(super) fn of_parameter(field: &Field, problems: &mut Problems) {
    let single = |kind: Kind| !matches!(kind, Kind::List | Kind::Map | Kind::Struct);
    let kind = &field.facts.kind;
    let is_plain = |kind: Kind| single(kind) && kind != Kind::Json;
    let is_plain_list = field.holds.items.as_ref().is_some_and(|items| is_plain(items.value.kind.value));
    match &field.facts.joined {
        _ if kind.value == Kind::Json => {
            let problem = Diagnostic::new(Rule::MisfitKey, kind.span, "a parameter is a text already");
            problems.push(problem.with_help("write the type of what it says, with `joined: json`"));
        }
        Some(_) if single(kind.value) => not_joined(field, problems),
        Some(joined) if joined.value != Joined::Json && !is_plain_list => {
            let message = "only a list of single values can be joined so";
            let problem = Diagnostic::new(Rule::MisfitKey, joined.span, message);
            problems.push(problem.with_help("write `joined: json`, if the page says so"));
        }
        None if !single(kind.value) && !problems.any_in(field.span) => {
            let message = "the key `joined` is missing: nothing says how this is written";
            problems.push(
                Diagnostic::new(Rule::MissingKey, kind.span, message)
                    .with_help("add `joined: comma`, `brackets` or `json`"),
            );
        }
        _ => {}
    }
}

/// What only a form's fields can be.
pub(super) fn of_form(body: Body, field: &Field, problems: &mut Problems) {
    if body != Body::Multipart {
        no_file(field, problems);
    }
    if body.is_form() {
        of_parameter(field, problems);
    } else {
        not_joined(field, problems);
    }
}

/// Reports a field that is a file, where none can be.
pub(super) fn no_file(field: &Field, problems: &mut Problems) {
    if field.facts.kind.value == Kind::File {
        file(field.facts.kind.span, problems);
    }
}

/// Reports that it is said how a field is written, where nothing is to be said.
pub(super) fn not_joined(field: &Field, problems: &mut Problems) {
    if let Some(joined) = &field.facts.joined {
        misfit(joined.span, "joined", "a query parameter or a form's field of many values", problems);
    }
}

/// Reports a file where none can be.
pub(super) fn file(span: Span, problems: &mut Problems) {
    problems.push(
        Diagnostic::new(Rule::MisfitKey, span, "a file is a field of a request with `body: multipart`")
            .with_help("correct the type, or say what the body is"),
    );
}

fn misfit(span: Span, key: &str, kind: &str, problems: &mut Problems) {
    problems.push(
        Diagnostic::new(
            Rule::MisfitKey,
            span,
            format!("`{key}` says something about {kind}, and this field is none"),
        )
        .with_help(format!("remove `{key}`, or correct the field's type")),
    );
}

fn inferred(facts: &Facts, problems: &mut Problems) {
    let marks = [
        (&facts.inferred.required, "required", facts.required),
        (&facts.inferred.unit, "unit", facts.unit.is_some()),
        (&facts.inferred.length, "length", facts.length.is_some()),
        (&facts.inferred.count, "count", facts.count.is_some()),
        (&facts.inferred.range, "range", facts.range.is_some()),
        (&facts.inferred.unique, "unique", facts.unique.is_some()),
        (&facts.inferred.format, "format", facts.format.is_some()),
        (&facts.inferred.encoding, "encoding", facts.encoding.is_some()),
        (&facts.inferred.default, "default", facts.default.is_some()),
        (&facts.inferred.sentinels, "sentinels", facts.sentinels.is_some()),
        (&facts.inferred.note, "note", facts.note.is_some()),
    ];
    for (mark, key, there) in marks {
        if let Some(mark) = mark.as_ref().filter(|_| !there) {
            let message = format!("this marks `{key}` as inferred, and the field has none");
            problems.push(
                Diagnostic::new(Rule::MisfitKey, mark.span, message)
                    .with_help(format!("remove it, or add `{key}`")),
            );
        }
    }
}

fn limits(span: Span, limits: &Limits, can_be_met: bool, problems: &mut Problems) {
    let all = [limits.at_least, limits.more_than, limits.at_most, limits.fewer_than];
    let twice = limits.at_least.is_some() && limits.more_than.is_some()
        || limits.at_most.is_some() && limits.fewer_than.is_some();
    if problems.any_in(span) {
        return;
    }
    let (message, help) = if all.iter().all(Option::is_none) {
        ("this limits nothing", "add `at_least`, `at_most`, `more_than` or `fewer_than`")
    } else if twice {
        ("this gives one side two limits", "keep the limit that the page names")
    } else if !can_be_met {
        ("nothing can meet these limits", "correct the numbers; a length or count is never below 0")
    } else {
        return;
    };
    problems.push(Diagnostic::new(Rule::ImpossibleConstraint, span, message).with_help(help));
}

/// Whether a range leaves a number: between two integers next to each other there are decimals.
fn has_numbers(limits: &Limits, kind: Kind) -> bool {
    let Limits { at_least, more_than, at_most, fewer_than } = *limits;
    let (least, most) = (at_least.or(more_than), at_most.or(fewer_than));
    let steps = i128::from(more_than.is_some()) + i128::from(fewer_than.is_some());
    let steps = if matches!(kind, Kind::Int32 | Kind::Int64) { steps } else { steps.min(1) };
    let least = least.map_or(i128::from(i64::MIN), i128::from);
    let most = most.map_or(i128::from(i64::MAX), i128::from);
    least + steps <= most
}

/// The smallest and largest length or count allowed, if there is any.
fn bounds(limits: &Limits) -> Option<Bounds> {
    let least = match (limits.at_least, limits.more_than) {
        (Some(least), _) => least,
        (None, Some(below)) => below.checked_add(1)?,
        (None, None) => 0,
    };
    let most = match (limits.at_most, limits.fewer_than) {
        (Some(most), _) => Some(most),
        (None, Some(above)) => Some(above.checked_sub(1)?),
        (None, None) => None,
    };
    let least = usize::try_from(least).ok()?;
    let most = most.map(usize::try_from).transpose().ok()?;
    (most.is_none_or(|most| least <= most)).then_some(Bounds { least, most })
}
