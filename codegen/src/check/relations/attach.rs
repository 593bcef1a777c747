//! A rule goes to the documentation of its fields, and to the struct that checks it.

use std::sync::Arc;

use crate::api::{Field, Path, Relation, Says, Struct};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::ident::Name;

pub(super) fn attach(
    relation: &Arc<Relation>,
    span: Span,
    request: &mut Struct,
    parts: &mut [Struct],
    problems: &mut Problems,
) {
    let paths = relation.says.paths();
    let mut is_certain = relation.inferred.is_none() && !matches!(relation.says, Says::Precedence(_));
    for path in &paths {
        let holder = holder(path.holder(), request, parts);
        if holder.as_ref().is_some_and(|holder| holder.is_shared) {
            let message = "a rule of one endpoint cannot be about the fields of a type that others share";
            let problem = Diagnostic::new(Rule::MisfitKey, span, message);
            return problems.push(problem.with_help("give the endpoint a struct of its own, with `fields`"));
        }
        let fields = holder.into_iter().flat_map(|holder| &mut holder.fields);
        for field in fields.filter(|field| field.wire == path.field.wire && field.name == path.field.name) {
            is_certain = is_certain && certain(field, &relation.says);
            // Two paths lead to one field where structs share a type.
            if !field.relations.last().is_some_and(|last| Arc::ptr_eq(last, relation)) {
                field.relations.push(Arc::clone(relation));
            }
        }
    }
    if !is_certain {
        return;
    }
    let reaches_far = matches!(relation.says, Says::Unique(_));
    let name = paths.first().copied().and_then(Path::holder).filter(|_| !reaches_far);
    let Some(holder) = holder(name, request, parts) else { return };
    if let [first, .., last] = &holder.uses[..] {
        let message = format!("`{first}` and `{last}` share a type, and this rule would hold for both");
        problems.push(
            Diagnostic::new(Rule::MisfitKey, span, message)
                .with_help("decide another `rust_type` for one of them, under `decisions.fields`"),
        );
    }
    holder.relations.push(Arc::clone(relation));
}

/// The struct of this name, or the request itself.
fn holder<'s>(
    name: Option<&Name>,
    request: &'s mut Struct,
    parts: &'s mut [Struct],
) -> Option<&'s mut Struct> {
    match name {
        Some(name) => parts.iter_mut().find(|part| part.name == *name),
        None => Some(request),
    }
}

/// Whether a rule may refuse a call because of this field: what was inferred may not.
fn certain(field: &Field, says: &Says) -> bool {
    let inferred = &field.facts.inferred;
    let of_order = [&inferred.unit, &inferred.format];
    let has_order = !matches!(says, Says::Ordered(..)) || of_order.iter().all(|origin| origin.is_none());
    inferred.field.is_none() && has_order
}
