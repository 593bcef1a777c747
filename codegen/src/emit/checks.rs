//! Local checks: what is known to be wrong with a request before it is sent.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::types::rust_type;
use crate::api::{Bounds, Check, Field, Presence, Struct, Type};
use crate::spec::LengthUnit;

/// The function `check` of a struct that has something to check.
pub(super) fn function(made: &Struct) -> Option<TokenStream> {
    if !made.checked {
        return None;
    }
    let checks =
        made.fields.iter().flat_map(|field| field.checks.iter().map(|check| one_check(field, *check)));
    let nested = made.fields.iter().filter(|field| field.holds_checked).map(nested_check);

    Some(quote! {
        fn check(&self, checks: &mut rt::Checks) {
            #(#checks)*
            #(#nested)*
        }
    })
}

fn one_check(field: &Field, check: Check) -> TokenStream {
    let wire = &field.wire;
    let value = borrowed(field);
    match check {
        Check::NotEmpty => quote!(checks.not_empty(#wire, #value);),
        Check::Count(range) => {
            let range = self::range(range);
            quote!(checks.count(#wire, #value, #range);)
        }
        Check::Length(LengthUnit::Bytes, range) => {
            let range = self::range(range);
            quote!(checks.bytes(#wire, #value, #range);)
        }
        Check::Length(LengthUnit::Characters, range) => {
            let range = self::range(range);
            quote!(checks.characters(#wire, #value, #range);)
        }
    }
}

fn range(bounds: Bounds) -> TokenStream {
    let least = Literal::usize_unsuffixed(bounds.least);
    match bounds.most.map(Literal::usize_unsuffixed) {
        Some(most) => quote!(#least..=#most),
        None => quote!(#least..=usize::MAX),
    }
}

fn nested_check(field: &Field) -> TokenStream {
    let wire = &field.wire;
    let value = borrowed(field);
    let (method, check) = held_check(&field.ty);
    quote!(checks.#method(#wire, #value, #check);)
}

/// How what is in a value is checked: the method of `Checks`, and the function for each thing in it.
fn held_check(ty: &Type) -> (TokenStream, TokenStream) {
    let (method, held) = match ty {
        Type::List(item) => (quote!(each), item),
        Type::Map(value) => (quote!(entries), value),
        Type::Json(content) => (quote!(inside), content),
        ty => {
            let ty = rust_type(ty);
            return (quote!(within), quote!(#ty::check));
        }
    };
    if let Type::Struct(name) = &**held {
        return (method, quote!(#name::check));
    }
    let (inner, check) = held_check(held);
    let value = if let Type::List(_) = **held { quote!(held.as_slice()) } else { quote!(held) };
    (method, quote!(|held, checks| checks.#inner("", Some(#value), #check)))
}

/// A field's value, if it is set.
pub(super) fn borrowed(field: &Field) -> TokenStream {
    let name = &field.name;
    let derefs = matches!(field.ty, Type::Text | Type::List(_));
    match (&field.presence, derefs) {
        (Presence::Optional, true) => quote!(self.#name.as_deref()),
        (Presence::Optional, false) => quote!(self.#name.as_ref()),
        (Presence::Required, _) => quote!(Some(&self.#name)),
        (Presence::Fixed(_), _) => quote!(Some(self.#name)),
    }
}
