//! What a field or an item is said to be in, its type out.

use super::{At, Structs, decide};
use crate::api::Type;
use crate::check::facts;
use crate::diagnostic::Problems;
use crate::parse::Spanned;
use crate::spec::{Holds, Item, Kind};

impl<'s> Structs<'s> {
    /// The type of a field, or of what it holds. `suffix` says what of the field this is: `Item`, or `ValueItem`.
    pub(super) fn ty(
        &mut self,
        at: &At<'_>,
        suffix: &str,
        (kind, holds): (&Spanned<Kind>, &'s Holds),
        problems: &mut Problems,
    ) -> Option<Type> {
        decide::holds(kind, holds, at.within, problems);
        if let Some(shared) = &holds.shared {
            decide::nothing_but_shared(holds, problems);
            return self.shared(at, kind, shared, problems);
        }
        let mut held = |item: &'s Option<Spanned<Box<Item>>>, more: &str| {
            let Item { kind, holds } = &*item.as_ref()?.value;
            Some(Box::new(self.ty(at, &format!("{suffix}{more}"), (kind, holds), problems)?))
        };
        Some(match (kind.value, &holds.variants) {
            (Kind::String | Kind::Int32 | Kind::Int64, Some(values)) => {
                self.enumeration(at, suffix, kind, values, problems)?
            }
            (Kind::String, _) => Type::Text,
            (Kind::Int32 | Kind::Int64, _) => Type::Integer,
            (Kind::Number, _) => Type::Number,
            (Kind::Double, _) => Type::Double,
            (Kind::Bool, _) => Type::Bool,
            (Kind::File, _) => {
                if !suffix.is_empty() {
                    facts::file(kind.span, problems);
                }
                Type::File
            }
            (Kind::List, _) => Type::List(held(&holds.items, "Item")?),
            (Kind::Map, _) => Type::Map(held(&holds.values, "Value")?),
            (Kind::Json, _) => Type::Json(held(&holds.content, "")?),
            (Kind::Struct, _) => {
                let fields = holds.fields.as_ref()?;
                let name = self.type_name(at.holder, (at.path, kind.span), at.name, suffix, problems)?;
                Type::Struct(self.part(at, name, kind.span, &fields.value, problems))
            }
        })
    }
}

/// The kinds of what is held, one in the other, each under its key.
pub(super) fn held(holds: &Holds) -> Vec<(&'static str, Kind)> {
    let held = [("items", &holds.items), ("values", &holds.values), ("content", &holds.content)];
    let held = held.into_iter().find_map(|(key, item)| Some((key, &*item.as_ref()?.value)));
    held.map_or(Vec::new(), |(key, item)| {
        [(key, item.kind.value)].into_iter().chain(self::held(&item.holds)).collect()
    })
}
