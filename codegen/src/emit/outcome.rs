//! What a call that succeeded gives: the reply, or what it says about its items.

use proc_macro2::TokenStream;
use quote::quote;

use super::numbers;
use super::platform::one_of;
use crate::api::{Endpoint, Outcome};
use crate::ident::Name;

/// What a call that succeeded gives: the reply, or the reply sorted by what its items say.
pub(super) fn output(endpoint: &Endpoint) -> TokenStream {
    match endpoint.outcome {
        Some(_) => quote!(rt::Outcome<Response, Code>),
        None => quote!(rt::Reply<Response>),
    }
}

pub(super) fn conclude(outcome: Option<&Outcome>) -> TokenStream {
    let Some(Outcome { way, item, code, code_is_text, ok, already_done, message, key, .. }) = outcome else {
        return quote!(reply);
    };
    // One list of items for each part up to the last list on the way: where nothing is below it, nothing was said.
    let Some((list, way)) = way.split_last() else { return quote!(reply) };
    let (outer, inner) = way.split_at(way.iter().rposition(|step| step.is_list).map_or(0, |at| at + 1));
    let outer = outer.iter().map(|step| &step.field);
    let mut below = inner.iter().chain([list]).map(|step| &step.field);
    let first = below.next();
    let text = |field: &Option<Name>| match field {
        Some(field) => quote!(item.#field.clone()),
        None => quote!(None),
    };
    let (key, message) = (text(key), text(message));
    let code =
        if *code_is_text { quote!(rt::Item::code_of(item.#code.as_deref())) } else { quote!(item.#code) };
    let (ok, already_done) = (numbers(ok), numbers(already_done));

    quote! {
        let item = |item: &#item| rt::Item::new(#key, #code, #message);
        let parts = std::iter::once(&reply.response)#(.flat_map(|part| &part.#outer))*;
        let lists = parts.map(|part| part.#first.iter()#(.flat_map(|part| &part.#below))*.map(item).collect());
        let lists = lists.collect();
        let codes = rt::ItemCodes { ok: #ok, already_done: #already_done };
        rt::Outcome::new(reply, lists, codes, rt::Asked::default())
    }
}

/// What the documentation of an item's code says about it.
pub(super) fn code_doc(outcome: &Outcome) -> String {
    let ok = one_of(&outcome.ok);
    if outcome.already_done.is_empty() {
        return format!("{ok} says that the item succeeded, and nothing else does.");
    }
    let done = one_of(&outcome.already_done);
    format!(
        "{ok} says that the item succeeded, {done} that it had been done before, and anything else that it is not done."
    )
}
