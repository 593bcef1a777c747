//! The path of the keys that a request asks for in, the way to them out.

use crate::api::{Field, Member, Path, Place, Presence, Struct, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule};
use crate::spec::{self, Spec};

use super::relations::Fields;

/// The request's field whose values are to be the keys of the items that come back. `key` is that of the items, if they
/// have it.
pub(super) fn asked(
    spec: &Spec,
    outcome: &spec::Outcome,
    key: Option<&Field>,
    (request, parts): (&Struct, &[Struct]),
    problems: &mut Problems,
) -> Option<Path> {
    let asked = outcome.asked.as_ref()?;
    let misfit = |(message, help): (&str, &str)| {
        let message = format!("`{}` {message}", asked.value);
        Diagnostic::new(Rule::MisfitDecision, asked.span, message).with_help(help)
    };
    if outcome.key.is_none() {
        let message = "is asked for, and the items have no `key` to compare with it";
        problems.push(misfit((message, "name the item's field that says which one it is as `key`")));
        return None;
    }
    let places: &[Place] = match asked.value.split('.').next() {
        Some("query") => &[Place::Query],
        Some("request") => &[Place::Body, Place::Form],
        _ => &[],
    };
    let fields = Fields { file: spec.place.file, request, parts };
    let help = "what is asked for is in the request: its path starts with `request.` or `query.`";
    let path = fields.follow(asked, places, help, problems)?.path;
    let wrong = wrong(&path, key?);
    if let Some(wrong) = wrong {
        problems.push(misfit(wrong));
    }
    wrong.is_none().then_some(path)
}

/// Why the values of a field cannot be compared with a key, and what to do about it.
fn wrong(path: &Path, key: &Field) -> Option<(&'static str, &'static str)> {
    let Member { ty, presence, .. } = &path.field;
    let value = if let Type::List(item) = ty { item } else { ty };
    if matches!(presence, Presence::Fixed(_)) {
        return Some(("is always sent with the same value", "name a field that callers set"));
    }
    if *value != key.ty {
        let help = "name a string if the `key` is one, an integer if it is one, or a list of them";
        return Some(("is of another type than the items' `key`", help));
    }
    if !path.way.iter().all(|member| leads_on(&member.ty)) {
        let help = "name a field that structs and lists of structs lead to";
        return Some(("stands where its values cannot be listed", help));
    }
    None
}

/// Whether it is a struct, or a list of structs.
fn leads_on(ty: &Type) -> bool {
    let held = if let Type::List(item) = ty { item } else { ty };
    matches!(held, Type::Struct(_))
}
