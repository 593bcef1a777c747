//! The checked model in, the tokens of every artefact out. Nothing here can fail.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Api, Endpoint, Group};
use crate::ident::ModulePath;

mod asked;
mod checks;
mod client_method;
mod code_enum;
mod doc;
mod endpoint;
mod endpoint_impl;
mod enums;
mod group;
mod outcome;
mod payload;
mod platform;
mod request;
mod response;
mod root;
mod shared;
mod types;

/// One generated file before it is emitted.
pub(crate) struct Artefact<'a> {
    /// Below the generated folder, with `/` between the parts.
    pub(crate) path: String,
    /// What of the spec folder it is made from.
    pub(crate) origin: String,
    what: What<'a>,
}

/// What an artefact holds.
enum What<'a> {
    Root(&'a Api),
    Platform(&'a Api),
    Group(&'a Group),
    Endpoint(&'a Endpoint),
}

/// Every generated file.
pub(crate) fn artefacts(api: &Api) -> Vec<Artefact<'_>> {
    let mut artefacts = vec![
        Artefact {
            path: "lib.rs".to_owned(),
            origin: "the folders of the specs".to_owned(),
            what: What::Root(api),
        },
        Artefact {
            path: "platform.rs".to_owned(),
            origin: "platform.yaml".to_owned(),
            what: What::Platform(api),
        },
    ];
    for group in &api.groups {
        let module = group.module.text();
        artefacts.push(Artefact {
            path: format!("{module}/mod.rs"),
            origin: format!("the specs in {module}/"),
            what: What::Group(group),
        });
        artefacts.extend(group.endpoints.iter().map(|endpoint| Artefact {
            path: format!("{}.rs", endpoint.id),
            origin: endpoint.source.clone(),
            what: What::Endpoint(endpoint),
        }));
    }
    artefacts
}

impl Artefact<'_> {
    /// The file's tokens. The generated code finds its runtime at `runtime`.
    pub(crate) fn tokens(&self, runtime: &ModulePath) -> TokenStream {
        match self.what {
            What::Root(api) => root::file(api, runtime),
            What::Platform(api) => platform::file(api, runtime),
            What::Group(group) => group::file(group, runtime),
            What::Endpoint(endpoint) => endpoint::file(endpoint, runtime),
        }
    }
}

/// What a file with a spec's texts in it may do that the file of a careful person would not.
fn vendors_words() -> TokenStream {
    quote!(#![allow(clippy::pedantic, clippy::style, reason = "the vendor's words and codes")])
}

/// A text that may be absent.
fn option(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(Some(#text)),
        None => quote!(None),
    }
}

/// A slice of integers.
fn numbers(numbers: &[i64]) -> TokenStream {
    let numbers = numbers.iter().map(|number| Literal::i64_unsuffixed(*number));
    quote!(&[#(#numbers),*])
}
