//! What the types of one endpoint, or of the platform, are called and made of.

use crate::api::{Api, Endpoint, Enum, Field, SharedType, Struct};
use crate::ident::Name;

/// The structs and enums that a type's name can mean.
pub(super) struct Defs<'a> {
    structs: Vec<&'a Struct>,
    enums: Vec<(&'a Enum, bool)>,
}

impl<'a> Defs<'a> {
    pub(super) fn of_endpoint(endpoint: &'a Endpoint, api: &'a Api) -> Self {
        let own = endpoint.enums.iter().map(|made| (made, false));
        let structs = endpoint.request_parts.iter().chain(&endpoint.response_parts).collect();
        Self { structs, enums: own.chain(shared_enums(&api.types)).collect() }
    }

    /// Those of a type of the platform's: what it is made of beside it is shared.
    pub(super) fn of_shared(shared: &'a SharedType, api: &'a Api) -> Self {
        let own = shared.enums.iter().map(|made| (made, false));
        Self {
            structs: shared.structs.iter().collect(),
            enums: own.chain(shared_enums(&api.types)).collect(),
        }
    }

    pub(super) fn structure(&self, name: &Name) -> Option<&'a Struct> {
        self.structs.iter().find(|one| one.name == *name).copied()
    }

    /// The enum of this name, and whether it is the platform's.
    pub(super) fn enumeration(&self, name: &Name) -> Option<(&'a Enum, bool)> {
        self.enums.iter().find(|(one, _)| one.name == *name).copied()
    }

    /// The name on the wire of a struct's field.
    pub(super) fn wire(&self, holder: &Name, field: &Name) -> Option<&'a str> {
        let field = self.structure(holder)?.fields.iter().find(|one| one.name == *field);
        field.map(|field| field.wire.as_str())
    }

    /// The fields on a way, which starts in a struct, as they are called on the wire.
    pub(super) fn way(&self, from: &Struct, names: &[Name]) -> Vec<String> {
        let mut at = Some(from);
        let mut wires = Vec::new();
        for name in names {
            let field: Option<&Field> = at.and_then(|at| at.fields.iter().find(|field| field.name == *name));
            at = field.and_then(|field| self.structure(field.ty.in_it()?));
            wires.extend(field.map(|field| field.wire.clone()));
        }
        wires
    }
}

fn shared_enums(types: &[SharedType]) -> impl Iterator<Item = (&Enum, bool)> {
    types.iter().flat_map(|one| &one.enums).map(|made| (made, true))
}
