//! An endpoint's file, in the order of the output.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{Doc, code, facts, pagination, prose};
use super::{client_method, code_enum, endpoint_impl, enums, payload, request, response, vendors_words};
use crate::api::{Endpoint, Own, Place};
use crate::ident::ModulePath;
use crate::spec::{Note, NoteSample};

/// What is decided of an endpoint that needs no idempotency token.
const REPEATABLE: &str =
    "Repeatable: a call that is sent again does no harm, even without an idempotency token.";

pub(super) fn file(endpoint: &Endpoint, runtime: &ModulePath) -> TokenStream {
    let doc = doc(endpoint).inner();
    let vendors_words = vendors_words();
    let request = request::structs(endpoint);
    let response = response::structs(endpoint);
    let enums = endpoint.enums.iter().map(|made| enums::enumeration(&enums::doc(made), made));
    let payload = endpoint.payload.as_ref().map(payload::accessor);
    let shared = &endpoint.shared;
    let code_enum = code_enum::code_enum(endpoint);
    let endpoint_impl = endpoint_impl::endpoint_impl(endpoint);
    let client_method = client_method::client_method(endpoint);

    quote! {
        #doc
        #vendors_words

        use super::super::platform;
        use #runtime as rt;
        #(pub use platform::#shared;)*

        #request
        #response
        #payload
        #(#enums)*
        #code_enum
        #endpoint_impl
        #client_method
    }
}

fn doc(endpoint: &Endpoint) -> Doc {
    let mut list = vec![];
    list.extend(endpoint.scope.as_ref().map(|scope| format!("Scope: {}", code(scope))));
    list.extend(
        endpoint.permission.as_ref().map(|permission| format!("Permission: {}", prose(permission).join(" "))),
    );
    list.extend(endpoint.address.as_ref().map(|address| format!("The vendor's page: {}", code(address))));
    list.extend(
        endpoint.own.iter().map(|own| format!("The client sends the {} {}", what(own.place), known(own))),
    );
    list.extend(endpoint.repeatable.then(|| REPEATABLE.to_owned()));
    list.extend(endpoint.pagination.as_ref().map(pagination));

    let doc = Doc::new()
        .prose(&endpoint.title)
        .ours(format!("{} {}", code(endpoint.method.name()), code(&endpoint.url)))
        .list(&list);
    if endpoint.notes.is_empty() {
        return doc;
    }
    endpoint.notes.iter().fold(doc.ours("# Notes"), |doc, note| match note {
        Note::Text(text) => doc.prose(text),
        Note::Sample(NoteSample { title, sample }) => doc.prose(title).sample(sample),
    })
}

fn what(place: Place) -> &'static str {
    match place {
        Place::Header => "header",
        Place::Query => "URL's parameter",
        Place::Form | Place::Body => "body's field",
    }
}

fn known(own: &Own) -> String {
    let doc = own.facts.doc.as_deref().map(prose).unwrap_or_default();
    facts(&own.wire, &own.facts, &[]).into_iter().chain(doc).collect::<Vec<_>>().join(" ")
}
