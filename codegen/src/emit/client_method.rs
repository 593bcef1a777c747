//! The endpoint as a method of its group.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::Doc;
use super::outcome;
use crate::api::Endpoint;

pub(super) fn client_method(endpoint: &Endpoint) -> TokenStream {
    let Endpoint { module, group_type, .. } = endpoint;
    let doc = Doc::new().prose(&endpoint.title);
    let doc = match &endpoint.outcome {
        Some(outcome) => doc.ours(outcome::method_doc(outcome)),
        None => doc,
    };
    let doc =
        doc.ours("# Errors").ours("What is known about the world: not sent, rejected, or outcome unknown.");
    let output = outcome::output(endpoint);

    quote! {
        impl<'c> super::#group_type<'c> {
            #doc
            pub fn #module(
                self,
                request: &'c Request,
            ) -> rt::BoxFuture<'c, Result<#output, rt::Error<Code>>> {
                self.client.send(request)
            }
        }
    }
}
