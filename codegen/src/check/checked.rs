//! A request's structs in, with a mark on those that have something to check before sending, themselves or in them.

use std::collections::BTreeSet;

use crate::api::{Field, Struct};
use crate::ident::Name;

pub(super) fn mark(request: &mut Struct, parts: &mut [Struct]) {
    let mut checked: BTreeSet<Name> = BTreeSet::new();
    // No struct holds itself, so what is found ends.
    loop {
        let before = checked.len();
        for part in parts.iter_mut().chain([&mut *request]) {
            let holds = |field: &Field| field.ty.in_it().is_some_and(|held| checked.contains(held));
            part.fields.iter_mut().for_each(|field| field.holds_checked = holds(field));
            let has_own = |field: &Field| field.holds_checked || !field.checks.is_empty();
            part.checked = !part.relations.is_empty() || part.fields.iter().any(has_own);
            if part.checked {
                checked.insert(part.name.clone());
            }
        }
        if checked.len() == before {
            return;
        }
    }
}
