//! The types that endpoints share, in `platform.rs`.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{Doc, code};
use super::{checks, enums, request, response};
use crate::api::SharedType;
use crate::ident::Name;
use crate::spec::SharedSide;

/// A type, and the types in it that are its own.
pub(super) fn types(shared: &SharedType) -> TokenStream {
    let own = shared.structs.iter().filter(|part| !part.is_shared);
    let structs = own.map(|part| {
        let doc = doc(shared, &part.name, "A struct");
        if shared.side == Some(SharedSide::Response) {
            return response::structure(&doc, part, None);
        }
        let check = checks::function(part).map(|check| {
            quote! {
                #[allow(dead_code, reason = "not every endpoint may be generated")]
                pub(super) #check
            }
        });
        request::structure(&doc, part, check.as_ref())
    });
    let enums = shared.enums.iter().map(|made| enums::enumeration(&doc(shared, &made.name, "An enum"), made));

    quote! {
        #(#structs)*
        #(#enums)*
    }
}

fn doc(shared: &SharedType, of: &Name, what: &str) -> Doc {
    let name = code(shared.name.text());
    if *of == shared.name {
        Doc::new().prose_or(shared.doc.as_deref(), &format!("{what} that endpoints share."))
    } else {
        Doc::new().ours(format!("Stands in {name}."))
    }
}
