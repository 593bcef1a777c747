//! The accessor of a response's payload.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{Doc, code};
use super::types::rust_type;
use crate::api::{Payload, Type};

/// The accessor; structs on the way to the payload may be absent.
pub(super) fn accessor(payload: &Payload) -> TokenStream {
    let Payload { path, way, field, ty } = payload;
    let doc = Doc::new().ours(format!("What the endpoint is called for: {}.", code(path)));
    let (ty, value) = match ty {
        Type::List(item) => {
            let item = rust_type(item);
            let list = match &way[..] {
                [] => quote!(&self.#field),
                [first, rest @ ..] => quote! {
                    self.#first.as_ref()#(.and_then(|part| part.#rest.as_ref()))*.map_or(&[][..], |part| &part.#field[..])
                },
            };
            (quote!(&[#item]), list)
        }
        ty => {
            let held = quote!(self #(.#way.as_ref()?)* .#field);
            let value = if let Type::Map(_) = ty { quote!(Some(&#held)) } else { quote!(#held.as_ref()) };
            let ty = rust_type(ty);
            (quote!(Option<&#ty>), value)
        }
    };

    quote! {
        impl Response {
            #doc
            #[must_use]
            pub fn payload(&self) -> #ty {
                #value
            }
        }
    }
}
