//! The type of a field or an item, as it was and as it is.

use super::Both;
use super::at::At;
use super::change::{Change, Verdict, said};
use super::fields::Walk;
use crate::api::{EnumBase, Field, Place, Type};
use crate::spec::Joined;

impl Walk<'_, '_> {
    pub(super) fn ty(
        &mut self,
        at: &At,
        both: Both<&Field>,
        (old, new): (&Type, &Type),
        told: &mut Vec<&'static str>,
    ) {
        match (old, new) {
            (Type::List(old), Type::List(new)) => self.ty(&at.below(&["items"]), both, (old, new), told),
            (Type::Map(old), Type::Map(new)) => self.ty(&at.below(&["values"]), both, (old, new), told),
            (Type::Json(old), Type::Json(new)) => self.ty(&at.below(&["content"]), both, (old, new), told),
            (Type::Struct(old), Type::Struct(new)) => self.held_struct(at, Both { old, new }),
            (Type::Enum(old), Type::Enum(new)) => self.held_enum(at, both, Both { old, new }, told),
            (Type::IdempotencyToken(_), Type::IdempotencyToken(_)) => {}
            (old, new) if old == new => {}
            (old, new) => {
                told.push("type");
                let change = self.retyped(at, both, Both { old, new });
                self.push(change);
            }
        }
    }

    fn retyped(&self, at: &At, both: Both<&Field>, types: Both<&Type>) -> Change {
        let is_token = |ty: &Type| matches!(ty, Type::IdempotencyToken(_));
        let place = match (types.old, types.new) {
            _ if self.base(types.old).is_none() || self.base(types.old) != self.base(types.new) => {
                at.below(&["type"])
            }
            (Type::Secret, _) | (_, Type::Secret) => at.decision("secret"),
            (Type::Personal, _) | (_, Type::Personal) => at.decision("personal"),
            (Type::IdempotencyToken(_), _) | (_, Type::IdempotencyToken(_)) => {
                at.top(&["decisions", "idempotency"])
            }
            _ => at.below(&["enum"]),
        };
        let field = &both.new.wire;
        let change = place.changed(said("{} is of another type", &[field]));
        let is_public = !(at.is_sent && matches!(both.old.presence, crate::api::Presence::Fixed(_)));
        let source = Verdict::of(is_public, "its Rust type is another one", "");
        let change = change
            .wire(self.wire(at, both.new, types))
            .source(source)
            .todo(said("use the new type of {}", &[field]));
        if types.differ(|ty| matches!(ty, Type::Secret)) || types.differ(|ty| matches!(ty, Type::Personal)) {
            return change.behaviour(Verdict::no("what `Debug` and errors show of it is something else"));
        }
        if types.differ(is_token) {
            return change.behaviour(Verdict::no("whether a repeated call is harmless depends on it"));
        }
        change
    }

    /// Whether yesterday's values are right today, or today's are read by yesterday's type.
    fn wire(&self, at: &At, field: &Field, types: Both<&Type>) -> Verdict {
        let is_single =
            |ty: &Type| self.base(ty).is_some() || matches!(ty, Type::Bool | Type::Double | Type::Number);
        let as_text = at.is_sent
            && is_text_on_the_wire(field, types.new)
            && is_single(types.old)
            && self.base(types.new) == Some(EnumBase::Text)
            && !types.new.is_enum();
        let (from, to) = if at.is_sent { (types.old, types.new) } else { (types.new, types.old) };
        let fits = match (from, to) {
            _ if as_text => true,
            // Whatever is not listed can be sent, and can be read.
            (from, Type::Enum(_)) if at.is_sent && !from.is_enum() => false,
            (Type::Json(_), to) => self.base(to) == Some(EnumBase::Text) && !(at.is_sent && to.is_enum()),
            (from, Type::Number | Type::Double) => {
                self.base(from) == Some(EnumBase::Integer) || matches!(from, Type::Number | Type::Double)
            }
            (from, to) => self.base(from).is_some() && self.base(from) == self.base(to),
        };
        let no =
            if at.is_sent { "yesterday's values are none of it" } else { "yesterday's type cannot read it" };
        Verdict::of(!fits, no, "")
    }

    /// What a text or an integer is on the wire.
    fn base(&self, ty: &Type) -> Option<EnumBase> {
        match ty {
            Type::Text | Type::Secret | Type::Personal | Type::IdempotencyToken(_) => Some(EnumBase::Text),
            Type::Integer => Some(EnumBase::Integer),
            Type::Enum(name) => {
                let defs = [self.defs.new, self.defs.old];
                defs.iter().find_map(|defs| defs.enumeration(name)).map(|(made, _)| made.base)
            }
            _ => None,
        }
    }
}

/// Whether a value of this type in a field is written as it is, and not as JSON.
fn is_text_on_the_wire(field: &Field, ty: &Type) -> bool {
    let joined = field.facts.joined.as_ref().map(|joined| joined.value);
    let is_it = match &field.ty {
        Type::List(item) => joined != Some(Joined::Json) && **item == *ty,
        own => own == ty,
    };
    field.place != Place::Body && is_it
}
