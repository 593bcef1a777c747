//! `platform.rs`: hosts, token kinds and envelopes as constants, and the types that endpoints share.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::{Doc, code};
use super::{numbers, option, shared, vendors_words};
use crate::api::{Api, Envelope, Host, Token, TokenPlace};
use crate::ident::ModulePath;

pub(super) fn file(api: &Api, runtime: &ModulePath) -> TokenStream {
    let vendors_words = vendors_words();
    let hosts = api.hosts.iter().map(host);
    let tokens = api.tokens.iter().map(token);
    let envelopes = api.envelopes.iter().map(envelope);
    let types = api.types.iter().map(shared::types);

    quote! {
        //! What holds for every endpoint: hosts, kinds of token, envelopes, and the types that endpoints share.
        #vendors_words

        use #runtime as rt;

        #(#hosts)*
        #(#tokens)*
        #(#envelopes)*
        #(#types)*
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
    let Token { constant, name, place, doc } = token;
    let (what, place) = match place {
        TokenPlace::Header(header) => ("header", quote!(Header(#header))),
        TokenPlace::Query(parameter) => ("URL's parameter", quote!(Query(#parameter))),
        TokenPlace::Body(field) => ("body's field", quote!(Body(#field))),
    };
    let doc = Doc::new()
        .prose_or(doc.as_deref(), "A kind of token.")
        .ours(format!("Travels in the {what} {}.", code(token.place.name())));

    quote! {
        #doc
        pub static #constant: rt::TokenKind = rt::TokenKind { name: #name, place: rt::TokenPlace::#place };
    }
}

fn envelope(envelope: &Envelope) -> TokenStream {
    let Envelope { constant, name, .. } = envelope;
    let doc = Doc::new().prose_or(envelope.doc.as_deref(), "An envelope.").ours(success(envelope));
    let ok = numbers(&envelope.ok);
    let payload = match &envelope.payload {
        Some(path) => quote!(Some(&[#(#path),*])),
        None => quote!(None),
    };
    let log_id_header = option(envelope.log_id_header.as_deref());
    let [codes, optional_codes, messages, sub_codes, sub_messages, log_ids] = [
        &envelope.codes,
        &envelope.optional_codes,
        &envelope.messages,
        &envelope.sub_codes,
        &envelope.sub_messages,
        &envelope.log_ids,
    ]
    .map(|paths| paths.iter().map(|path| quote!(&[#(#path),*])).collect::<Vec<_>>());

    quote! {
        #doc
        pub static #constant: rt::Envelope = rt::Envelope {
            name: #name,
            codes: &[#(#codes),*],
            optional_codes: &[#(#optional_codes),*],
            ok: #ok,
            payload: #payload,
            messages: &[#(#messages),*],
            sub_codes: &[#(#sub_codes),*],
            sub_messages: &[#(#sub_messages),*],
            log_ids: &[#(#log_ids),*],
            log_id_header: #log_id_header,
        };
    }
}

/// What says that a call succeeded.
fn success(envelope: &Envelope) -> String {
    let ok = one_of(&envelope.ok);
    let payload = envelope.payload.as_ref().map(|path| code(&path.join(".")));
    match (&envelope.codes[..], &envelope.optional_codes[..], payload) {
        ([], [], None) => "There is no code: a call succeeded if the HTTP status says so.".to_owned(),
        ([], [], Some(payload)) => {
            format!("There is no code: a call succeeded if the HTTP status says so, and there is {payload}.")
        }
        ([], _, None) => {
            format!("A call succeeded if the HTTP status says so, and every code that is there is {ok}.")
        }
        ([], _, Some(payload)) => format!(
            "A call succeeded if the HTTP status says so, every code that is there is {ok}, and there is {payload}."
        ),
        (_, [], _) => format!("A call succeeded only if every code is there and {ok}."),
        _ => format!(
            "A call succeeded only if every code is there and {ok}, and so is every optional one that is there."
        ),
    }
}

/// Codes as words: `0 or 1`.
pub(super) fn one_of(codes: &[i64]) -> String {
    codes.iter().map(i64::to_string).collect::<Vec<_>>().join(" or ")
}
