//! `lib.rs`: the modules, and the groups as methods of a client.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{Doc, code};
use crate::api::Api;

pub(super) fn file(api: &Api) -> TokenStream {
    let modules = api.groups.iter().map(|group| &group.module);
    let signatures = api.groups.iter().map(|group| {
        let (module, group_type) = (&group.module, group.module.group_type());
        let doc = Doc::new().ours(format!("The endpoints of {}.", code(module.text())));
        quote!(#doc fn #module(&self) -> #module::#group_type<'_>;)
    });
    let methods = api.groups.iter().map(|group| {
        let (module, group_type) = (&group.module, group.module.group_type());
        quote! {
            fn #module(&self) -> #module::#group_type<'_> {
                #module::#group_type::new(self)
            }
        }
    });

    quote! {
        pub mod platform;
        #(pub mod #modules;)*

        /// The groups of endpoints, as methods of a client.
        pub trait Groups {
            #(#signatures)*
        }

        impl Groups for ::douyin_runtime::Client {
            #(#methods)*
        }
    }
}
