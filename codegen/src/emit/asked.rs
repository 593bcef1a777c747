//! The keys that a request asks for: the statements that collect them.

use proc_macro2::TokenStream;
use quote::quote;

use super::checks::value_in;
use crate::api::{Member, Path, Presence, Type};

/// What collects the keys, and what they are then.
pub(super) fn asked(path: Option<&Path>) -> (TokenStream, TokenStream) {
    let Some(Path { way, field }) = path else {
        return (TokenStream::new(), quote!(rt::Asked::default()));
    };
    let collect = within(&quote!(self), way, field);
    (quote!(let mut asked = rt::Asked::default(); #collect), quote!(asked))
}

/// Shows all that a struct holds to the one that collects, which must know, too, where nothing is.
fn within(holder: &TokenStream, way: &[Member], field: &Member) -> TokenStream {
    let Some((member, way)) = way.split_first() else {
        return keys(holder, field);
    };
    let name = &member.name;
    let things = match (&member.ty, &member.presence) {
        (Type::List(_), _) => value_in(holder, member),
        (_, Presence::Optional) => quote!(Some(#holder.#name.as_slice())),
        _ => return within(&quote!(#holder.#name), way, field),
    };
    let below = within(&quote!(part), way, field);
    quote!(for part in asked.each(#things) { #below })
}

fn keys(holder: &TokenStream, field: &Member) -> TokenStream {
    let value = value_in(holder, field);
    let method = |ty: &Type| if *ty == Type::Integer { quote!(number) } else { quote!(text) };
    if let Type::List(item) = &field.ty {
        let method = method(item);
        quote!(for key in asked.each(#value) { asked.#method(Some(key)); })
    } else {
        let method = method(&field.ty);
        quote!(asked.#method(#value);)
    }
}
