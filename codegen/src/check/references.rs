//! Decisions that point at fields: the idempotency token, the issued token, the items of a reply.

use crate::api::{Check, Field, Grant, Idempotency, Outcome, Presence, Struct, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule};
use crate::ident::Name;
use crate::read::Spanned;
use crate::spec::{self, Spec};

use super::platform::{Declared, resolve};

/// The request's field that makes a repeated call harmless. From here on an empty one is refused.
pub(super) fn idempotency(spec: &Spec, request: &mut Struct, problems: &mut Problems) -> Option<Idempotency> {
    let decided = spec.decisions.idempotency.as_ref()?;
    let usable = |field: &Field| field.ty == Type::Text && !matches!(field.presence, Presence::Fixed(_));
    let field = request.fields.iter_mut().find(|field| field.wire == decided.value && usable(field));
    let Some(field) = field else {
        let what = "no string of the request itself that a caller sets is called";
        misfit(decided, what, "name one of the request's strings", problems);
        return None;
    };
    field.checks.insert(0, Check::NotEmpty);
    request.checked = true;
    Some(Idempotency { field: field.name.clone(), optional: field.presence != Presence::Required })
}

/// The token that the endpoint issues.
pub(super) fn grant(
    spec: &Spec,
    response: &Struct,
    parts: &[Struct],
    declared: &Declared,
    problems: &mut Problems,
) -> Option<Grant> {
    let decided = spec.decisions.grant.as_ref()?;
    let token = resolve(&decided.token, &declared.tokens, |token| &token.name, problems);
    let mut scalar = |path: &Spanned<String>, ty: &Type, help| {
        let fields = follow(&path.value, response, parts)?;
        let (last, way) = fields.split_last()?;
        if last.ty != *ty || way.iter().any(|field| matches!(field.ty, Type::List(_))) {
            misfit(path, "the wrong type of field is called", help, problems);
            return None;
        }
        Some(fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>())
    };
    let access_token =
        scalar(&decided.access_token, &Type::Secret, "name a string, and decide `secret: true` for it");
    let expires_in = scalar(&decided.expires_in, &Type::Integer, "name an integer");
    for (found, path) in [(&access_token, &decided.access_token), (&expires_in, &decided.expires_in)] {
        if found.is_none() && follow(&path.value, response, parts).is_none() {
            misfit(
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
    response: &Struct,
    parts: &[Struct],
    problems: &mut Problems,
) -> Option<Outcome> {
    let mut decided =
        spec.decisions.fields.0.iter().filter_map(|(path, field)| Some((path, field.outcome.as_ref()?)));
    let (path, outcome) = decided.next()?;
    if let Some((second, _)) = decided.next() {
        misfit(
            second,
            "another list has the items' outcome already:",
            "decide one `outcome` an endpoint",
            problems,
        );
    }
    let help = "decide `outcome` for a list of structs in the response";
    let fields = path.value.strip_prefix("response.").and_then(|path| follow(path, response, parts));
    let item = fields.as_ref().and_then(|fields| fields.last()).and_then(|field| match &field.ty {
        Type::List(item) => struct_of(item, parts),
        _ => None,
    });
    let Some((fields, item)) = fields.zip(item) else {
        misfit(path, "no list of structs in the response is called", help, problems);
        return None;
    };
    let way = fields.iter().map(|field| field.name.clone()).collect();
    outcome_fields(outcome, item, way, problems)
}

fn outcome_fields(
    outcome: &spec::Outcome,
    item: &Struct,
    way: Vec<Name>,
    problems: &mut Problems,
) -> Option<Outcome> {
    let mut named = |wire: &Spanned<String>, ty: &Type| {
        let field = item.fields.iter().find(|field| field.wire == wire.value && field.ty == *ty);
        if field.is_none() {
            let what = if *ty == Type::Integer { "no integer" } else { "no string" };
            misfit(wire, &format!("{what} of the item is called"), "name one of the item's fields", problems);
        }
        field.map(|field| field.name.clone())
    };
    let code = named(&outcome.code, &Type::Integer);
    let message = outcome.message.as_ref().map(|message| named(message, &Type::Text));
    let key = outcome.key.as_ref().map(|key| named(key, &Type::Text));
    Some(Outcome { way, code: code?, message: message.flatten(), key: key.flatten() })
}

/// The fields on the way to a path below a struct; lists on the way are walked through.
fn follow<'f>(path: &str, from: &'f Struct, parts: &'f [Struct]) -> Option<Vec<&'f Field>> {
    let mut at = Some(from);
    path.split('.')
        .map(|wire| {
            let field = at?.fields.iter().find(|field| field.wire == wire)?;
            at = struct_of(&field.ty, parts);
            Some(field)
        })
        .collect()
}

fn struct_of<'s>(ty: &Type, parts: &'s [Struct]) -> Option<&'s Struct> {
    match ty {
        Type::Struct(name) => parts.iter().find(|part| part.name == *name),
        Type::List(item) => struct_of(item, parts),
        _ => None,
    }
}

fn misfit(place: &Spanned<String>, what: &str, help: &str, problems: &mut Problems) {
    let message = format!("{what} `{}`", place.value);
    problems.push(Diagnostic::new(Rule::MisfitDecision, place.span, message).help(help));
}
