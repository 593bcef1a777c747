//! A group's `mod.rs`: its endpoints' modules, and the type that their client methods belong to.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{Doc, code};
use crate::api::Group;
use crate::ident::ModulePath;

pub(super) fn file(group: &Group, runtime: &ModulePath) -> TokenStream {
    let group_type = group.module.group_type();
    let title = code(group.module.text());
    let module_doc = Doc::new().ours(format!("The endpoints of {title}.")).inner();
    let type_doc = Doc::new().ours(format!("Calls the endpoints of {title}."));
    let modules = group.endpoints.iter().map(|endpoint| {
        let module = &endpoint.module;
        let inception = (*module == group.module).then(
            || quote!(#[allow(clippy::module_inception, reason = "the endpoint is called like its group")]),
        );
        quote!(#inception pub mod #module;)
    });

    quote! {
        #module_doc

        use #runtime as rt;

        #(#modules)*

        #type_doc
        #[derive(Clone, Copy, Debug)]
        pub struct #group_type<'c> {
            client: &'c rt::Client,
        }

        impl<'c> #group_type<'c> {
            pub(super) fn new(client: &'c rt::Client) -> Self {
                Self { client }
            }
        }
    }
}
