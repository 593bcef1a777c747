//! What a call that succeeded gives: the reply, or what it says about its items.

use proc_macro2::TokenStream;
use quote::quote;

use super::doc::code;
use super::platform::one_of;
use super::{asked, numbers};
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
    let Some(Outcome {
        way,
        item,
        code,
        code_is_text,
        ok,
        already_done,
        message,
        key,
        key_is_integer,
        asked,
        ..
    }) = outcome
    else {
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
    let message = text(message);
    let key = if *key_is_integer { quote!(item.#key.map(|key| key.to_string())) } else { text(key) };
    let code =
        if *code_is_text { quote!(rt::Item::code_of(item.#code.as_deref())) } else { quote!(item.#code) };
    let (ok, already_done) = (numbers(ok), numbers(already_done));
    let (collected, asked) = asked::asked(asked.as_ref());

    quote! {
        let item = |item: &#item| rt::Item::new(#key, #code, #message);
        let parts = std::iter::once(&reply.response)#(.flat_map(|part| &part.#outer))*;
        let lists = parts.map(|part| part.#first.iter()#(.flat_map(|part| &part.#below))*.map(item).collect()).collect();
        let codes = rt::ItemCodes { ok: #ok, already_done: #already_done };
        #collected
        rt::Outcome::new(reply, lists, codes, #asked)
    }
}

/// What the documentation of the client's method says about the outcome.
pub(super) fn method_doc(outcome: &Outcome) -> String {
    let items = code(&outcome.path);
    let each =
        format!("That the call succeeded is not enough: each item of {items} succeeds or fails by itself.");
    match &outcome.asked {
        Some(asked) => {
            let asked = code(&asked.wire());
            format!("{each} Where {asked} of the request says which, other items than those are a mismatch.")
        }
        None => each,
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
