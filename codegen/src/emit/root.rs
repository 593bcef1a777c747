//! `lib.rs`: the modules, and the groups as methods of a client.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{Doc, code};
use crate::api::Api;
use crate::ident::ModulePath;

/// What of the runtime generated code calls, as a number: the runtime's macro `generated_for` refuses one that it does
/// not know. It grows by one with every change of a template that needs another runtime than before.
const INTERFACE: u32 = 1;

pub(super) fn file(api: &Api, runtime: &ModulePath) -> TokenStream {
    let modules = api.groups.iter().map(|group| &group.module);
    let signatures = api.groups.iter().map(|group| {
        let (module, group_type) = (&group.module, group.module.group_type());
        let doc = Doc::new().ours(format!("The endpoints of {}.", code(module.text())));
        quote!(#doc fn #module(&self) -> #module::#group_type<'_>;)
    });
    let interface = proc_macro2::Literal::u32_unsuffixed(INTERFACE);
    let methods = api.groups.iter().map(|group| {
        let (module, group_type) = (&group.module, group.module.group_type());
        quote! {
            fn #module(&self) -> #module::#group_type<'_> {
                #module::#group_type::new(self)
            }
        }
    });

    quote! {
        #runtime::generated_for!(#interface);

        pub mod platform;
        #(pub mod #modules;)*

        /// The groups of endpoints, as methods of a client.
        pub trait Groups {
            #(#signatures)*
        }

        impl Groups for #runtime::Client {
            #(#methods)*
        }
    }
}
