//! `platform.rs`: hosts, token kinds and envelopes as constants.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{Doc, code};
use super::vendors_words;
use crate::api::{Api, Envelope, Host, Token};
use crate::ident::ModulePath;

pub(super) fn file(api: &Api, runtime: &ModulePath) -> TokenStream {
    let vendors_words = vendors_words();
    let hosts = api.hosts.iter().map(host);
    let tokens = api.tokens.iter().map(token);
    let envelopes = api.envelopes.iter().map(envelope);

    quote! {
        //! What holds for every endpoint: hosts, kinds of token, envelopes.
        #vendors_words

        use #runtime as rt;

        #(#hosts)*
        #(#tokens)*
        #(#envelopes)*
    }
}

fn host(host: &Host) -> TokenStream {
    let Host { constant, name, url, doc } = host;
    let doc = Doc::new().prose_or(doc.as_deref(), "A host.").ours(code(url));

    quote! {
        #doc
        pub static #constant: rt::Host = rt::Host { name: #name, url: #url };
    }
}

fn token(token: &Token) -> TokenStream {
    let Token { constant, name, header, doc } = token;
    let doc = Doc::new()
        .prose_or(doc.as_deref(), "A kind of token.")
        .ours(format!("Travels in the header {}.", code(header)));

    quote! {
        #doc
        pub static #constant: rt::TokenKind = rt::TokenKind { name: #name, header: #header };
    }
}

fn envelope(envelope: &Envelope) -> TokenStream {
    let Envelope { constant, name, .. } = envelope;
    let doc =
        Doc::new().prose_or(envelope.doc.as_deref(), "An envelope.").ours(if envelope.codes.is_empty() {
            "There is no code: a call succeeded if the HTTP status says so."
        } else {
            "A call succeeded only if every code is there and 0."
        });
    let [codes, messages, sub_codes, sub_messages, log_ids] =
        [&envelope.codes, &envelope.messages, &envelope.sub_codes, &envelope.sub_messages, &envelope.log_ids]
            .map(|paths| paths.iter().map(|path| quote!(&[#(#path),*])).collect::<Vec<_>>());

    quote! {
        #doc
        pub static #constant: rt::Envelope = rt::Envelope {
            name: #name,
            codes: &[#(#codes),*],
            messages: &[#(#messages),*],
            sub_codes: &[#(#sub_codes),*],
            sub_messages: &[#(#sub_messages),*],
            log_ids: &[#(#log_ids),*],
        };
    }
}
