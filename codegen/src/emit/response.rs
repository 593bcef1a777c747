//! The response and the structs in it. Whatever is missing or null decodes; whatever is unknown is left out.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{Doc, code};
use super::outcome;
use super::types::rust_type;
use crate::api::{Endpoint, Field, Outcome, Struct, Type};

pub(super) fn structs(endpoint: &Endpoint) -> TokenStream {
    let doc = Doc::new().ours(format!("The response of {}: the whole body of a reply.", code(&endpoint.id)));
    let doc = endpoint
        .response_examples
        .iter()
        .fold(doc, |doc, example| doc.ours("The page's sample:").sample(&example.body));
    let doc = endpoint
        .made_examples
        .iter()
        .fold(doc, |doc, made| doc.ours("A sample of ours:").prose(&made.title).sample(&made.body));
    if endpoint.is_download {
        let doc = doc.ours("It is a file; a reply that says failure is read by the envelope alone.");
        return quote!(#doc pub type Response = rt::Download;);
    }
    let response = structure(&doc, &endpoint.response, None);
    let parts = endpoint
        .response_parts
        .iter()
        .filter(|part| !part.is_shared)
        .map(|part| structure(&part_doc(part), part, endpoint.outcome.as_ref()));

    quote! {
        #response
        #(#parts)*
    }
}

/// A nested struct says where it stands; the field that holds it says the rest.
pub(super) fn part_doc(part: &Struct) -> Doc {
    let uses: Vec<_> = part.uses.iter().map(|path| code(path)).collect();
    Doc::new().ours(format!("Stands in {}.", uses.join(" and ")))
}

pub(super) fn structure(doc: &Doc, made: &Struct, outcome: Option<&Outcome>) -> TokenStream {
    let name = &made.name;
    let outcome = outcome.filter(|outcome| outcome.item == *name);
    let fields = made.fields.iter().map(|field| {
        let of_code = outcome.filter(|outcome| outcome.code == field.name);
        self::field(field, of_code)
    });

    let decoding = decoding(made);

    quote! {
        #doc
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        #decoding
    }
}

/// Where the fields of an object of JSON belong.
fn decoding(made: &Struct) -> TokenStream {
    let name = &made.name;
    let fields = made.fields.iter().map(|Field { wire, name, .. }| quote!(#wire => Some(&mut self.#name),));
    let (wire, slot) = if made.fields.is_empty() {
        (quote!(_), quote!(None))
    } else {
        (quote!(name), quote!(match name { #(#fields)* _ => None }))
    };

    quote! {
        impl rt::DecodeObject for #name {
            fn field(&mut self, #wire: &str) -> Option<&mut dyn rt::Slot> {
                #slot
            }
        }
    }
}

fn field(field: &Field, outcome: Option<&Outcome>) -> TokenStream {
    let doc = Doc::new().field(&field.wire, &field.facts, &field.held);
    let doc = doc.hidden(&field.ty);
    let doc = match outcome {
        Some(outcome) => doc.ours(outcome::code_doc(outcome)),
        None => doc,
    };
    let name = &field.name;
    let ty = match &field.ty {
        many @ (Type::List(_) | Type::Map(_)) => rust_type(many),
        ty => {
            let ty = rust_type(ty);
            quote!(Option<#ty>)
        }
    };

    quote! {
        #doc
        pub #name: #ty,
    }
}
