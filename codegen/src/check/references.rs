//! Decisions that point at fields: the issued token, the items of a reply.

use crate::api::{Envelope, Field, Grant, Outcome, Step, Struct, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule, suggest};
use crate::parse::Spanned;
use crate::spec::{self, Spec, Unit};

use super::asked::asked;
use super::envelope;
use super::platform::Declared;

/// The token that the endpoint issues.
pub(super) fn grant(
    spec: &Spec,
    response: &Struct,
    parts: &[Struct],
    declared: &Declared,
    problems: &mut Problems,
) -> Option<Grant> {
    let decided = spec.decisions.grant.as_ref()?;
    let token = declared.token(&decided.token, problems);
    let mut scalar = |path: &Spanned<String>, ty: &Type, help| {
        let fields = follow(&path.value, response, parts)?;
        let (last, way) = fields.split_last()?;
        if last.ty != *ty || way.iter().any(|field| matches!(field.ty, Type::List(_))) {
            misfit("response", path, "the wrong type of field is called", help, problems);
            return None;
        }
        Some(fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>())
    };
    let access_token =
        scalar(&decided.access_token, &Type::Secret, "name a string, and decide `secret: true` for it");
    let expires_in = scalar(&decided.expires_in, &Type::Integer, "name an integer");
    let unit = follow(&decided.expires_in.value, response, parts);
    let unit = unit.and_then(|fields| fields.last()?.facts.unit.as_ref().map(|unit| unit.value));
    if unit.is_some_and(|unit| unit != Unit::Seconds) {
        let help = "name the field that says how many seconds the token lives";
        misfit("response", &decided.expires_in, "what does not count seconds is called", help, problems);
    }
    for (found, path) in [(&access_token, &decided.access_token), (&expires_in, &decided.expires_in)] {
        if found.is_none() && follow(&path.value, response, parts).is_none() {
            misfit(
                "response",
                path,
                "no field of the response is called",
                "join the names of the fields with `.`",
                problems,
            );
        }
    }
    Some(Grant { token: token?.constant.clone(), access_token: access_token?, expires_in: expires_in? })
}

/// The list whose items succeed or fail one by one. An endpoint has at most one.
pub(super) fn outcome(
    spec: &Spec,
    request: (&Struct, &[Struct]),
    (response, parts): (&Struct, &[Struct]),
    problems: &mut Problems,
) -> Option<Outcome> {
    let (path, outcome) = decided_outcome(spec, problems)?;
    let below = path.value.strip_prefix("response.").unwrap_or(&path.value);
    let fields = follow(below, response, parts).unwrap_or_default();
    let item = fields.last().and_then(|field| match &field.ty {
        Type::List(item) if matches!(**item, Type::Struct(_)) => struct_of(item, parts),
        _ => None,
    });
    let Some(item) = item else {
        let help = "decide `outcome` for a list of structs in the response";
        misfit("response", path, "no list of structs in the response is called", help, problems);
        return None;
    };
    item_codes(outcome, problems);
    let codes = [Type::Integer, Type::Text];
    let code = item_field(item, &outcome.code, &codes, "no integer or string", problems);
    let mut field = |wire: &Option<_>, types: &[_], what| {
        wire.as_ref().and_then(|wire| item_field(item, wire, types, what, problems))
    };
    let message = field(&outcome.message, &[Type::Text], "no string");
    let key = field(&outcome.key, &codes, "no integer or string");
    let asked = asked(spec, outcome, key, request, problems);
    Some(Outcome {
        path: below.to_owned(),
        way: fields.iter().map(|field| step(field)).collect(),
        item: item.name.clone(),
        code: code?.name.clone(),
        code_is_text: code?.ty == Type::Text,
        ok: envelope::numbers(outcome.ok.as_ref()),
        already_done: outcome.already_done.iter().map(|code| code.value).collect(),
        message: message.map(|field| field.name.clone()),
        key: key.map(|field| field.name.clone()),
        key_is_integer: key.is_some_and(|key| key.ty == Type::Integer),
        asked,
    })
}

/// The one `outcome` that is decided.
fn decided_outcome<'s>(
    spec: &'s Spec,
    problems: &mut Problems,
) -> Option<(&'s Spanned<String>, &'s spec::Outcome)> {
    let fields = &spec.decisions.fields.0;
    let mut decided = fields.iter().filter_map(|(path, field)| Some((path, field.outcome.as_ref()?)));
    let first = decided.next()?;
    if let Some((second, _)) = decided.next() {
        let help = "decide one `outcome` an endpoint";
        misfit("response", second, "another list has the items' outcome already:", help, problems);
    }
    if let Some(grant) = &spec.decisions.grant {
        let message = "what issues a token has no items that can fail";
        problems.push(
            Diagnostic::new(Rule::MisfitDecision, first.0.span, message)
                .with_related(grant.token.span, "the token is issued here")
                .with_help("remove the `outcome` or the `grant`"),
        );
    }
    Some(first)
}

/// A code of an item means one thing, and some code means success.
fn item_codes(outcome: &spec::Outcome, problems: &mut Problems) {
    let spec::Outcome { code, ok, already_done, .. } = outcome;
    if let Some(ok) = ok.as_ref().filter(|ok| ok.value.is_empty()) {
        problems.push(
            Diagnostic::new(
                Rule::ImpossibleConstraint,
                ok.span,
                "without a code of success no item can be told a success",
            )
            .with_help("name the codes of success, or remove `ok`: then it is 0"),
        );
    }
    let named = ok.iter().flat_map(|ok| &ok.value).map(|ok| (ok.value, ok.span));
    let zero = ok.is_none().then_some((0, code.span));
    let ok: Vec<_> = named.chain(zero).collect();
    for done in already_done {
        if let Some((_, span)) = ok.iter().find(|(number, _)| *number == done.value) {
            let message = format!(
                "{} cannot mean both that the item succeeded and that it was done before",
                done.value
            );
            problems.push(
                Diagnostic::new(Rule::ImpossibleConstraint, done.span, message)
                    .with_related(*span, "here it means success")
                    .with_help(
                        "keep it under `ok`, which is 0 if nothing else is said, or under `already_done`",
                    ),
            );
        }
    }
}

/// A field of a list's items, by its wire name.
fn item_field<'i>(
    item: &'i Struct,
    wire: &Spanned<String>,
    types: &[Type],
    what: &str,
    problems: &mut Problems,
) -> Option<&'i Field> {
    let fitting: Vec<_> = item.fields.iter().filter(|field| types.contains(&field.ty)).collect();
    let field = fitting.iter().find(|field| field.wire == wire.value);
    if field.is_none() {
        let known: Vec<_> = fitting.iter().map(|field| field.wire.as_str()).collect();
        misfit(
            "response",
            wire,
            &format!("{what} of the item is called"),
            &one_of(&wire.value, &known),
            problems,
        );
    }
    field.copied()
}

/// Where the envelope looks for a code, the response must have an integer, so that a wrong envelope is noticed. It need
/// not have those that may be absent.
pub(super) fn envelope(
    spec: &Spec,
    envelope: &Envelope,
    response: &Struct,
    parts: &[Struct],
    problems: &mut Problems,
) {
    let Some(span) = spec.decisions.envelope.as_ref().map(|envelope| envelope.span) else { return };
    let codes = envelope.codes.iter().map(|path| (path, true));
    let codes = codes.chain(envelope.optional_codes.iter().map(|path| (path, false)));
    for (path, is_needed) in codes.filter(|(path, _)| !path.iter().any(String::is_empty)) {
        let path = path.join(".");
        let fields = follow(&path, response, parts);
        let is_read = |fields: &[&Field]| {
            let (last, way) = fields.split_last()?;
            Some(last.ty == Type::Integer && way.iter().all(|field| matches!(field.ty, Type::Struct(_))))
        };
        // What stands in a list or in a text is not looked at, so a code there would be passed over.
        let is_missed = fields.is_none() && leads_somewhere(&path, response, parts);
        let is_misread = fields.map_or(is_needed || is_missed, |fields| is_read(&fields) != Some(true));
        let is_certain =
            !response.fields.is_empty() && !problems.lost_on_way(span.file, &format!("response.{path}"));
        if is_certain && is_misread {
            let message = format!("the envelope `{}` looks for a code at `{path}`", envelope.name);
            problems.push(
                Diagnostic::new(Rule::MisfitDecision, span, message)
                    .with_help("choose the envelope of this response, or add the integer to the response"),
            );
        }
    }
}

pub(super) fn one_of(word: &str, known: &[&str]) -> String {
    suggest(word, known, |all| match known.len() {
        0 => "there is none that could be named".to_owned(),
        1 => format!("the only one is {all}"),
        _ => format!("name one of {all}"),
    })
}

fn step(field: &Field) -> Step {
    Step { field: field.name.clone(), is_list: matches!(field.ty, Type::List(_)) }
}

/// Whether a path leads to a field through anything at all: lists, maps, and JSON in texts.
fn leads_somewhere(path: &str, from: &Struct, parts: &[Struct]) -> bool {
    let mut at = Some(from);
    path.split('.').all(|wire| {
        let field = at.and_then(|at| at.fields.iter().find(|field| field.wire == wire));
        at = field.and_then(|field| parts.iter().find(|part| Some(&part.name) == field.ty.in_it()));
        field.is_some()
    })
}

/// The fields on the way to a path below a struct; lists on the way are walked through.
pub(super) fn follow<'f>(path: &str, from: &'f Struct, parts: &'f [Struct]) -> Option<Vec<&'f Field>> {
    let mut at = Some(from);
    path.split('.')
        .map(|wire| {
            let field = at?.fields.iter().find(|field| field.wire == wire)?;
            at = struct_of(&field.ty, parts);
            Some(field)
        })
        .collect()
}

/// The struct that a field is, or that is in the list that it is. Nobody knows the keys of a map.
fn struct_of<'s>(ty: &Type, parts: &'s [Struct]) -> Option<&'s Struct> {
    match ty {
        Type::Struct(name) => parts.iter().find(|part| part.name == *name),
        Type::List(item) => match &**item {
            Type::Struct(name) => parts.iter().find(|part| part.name == *name),
            _ => None,
        },
        _ => None,
    }
}

/// Reports a name or path that names nothing fitting, unless the field may just not have been understood.
pub(super) fn misfit(side: &str, place: &Spanned<String>, what: &str, help: &str, problems: &mut Problems) {
    if problems.lost_on_way(place.span.file, &format!("{side}.{}", place.value)) {
        return;
    }
    let message = format!("{what} `{}`", place.value);
    problems.push(Diagnostic::new(Rule::MisfitDecision, place.span, message).with_help(help));
}
