//! Local checks: what is known to be wrong with a request before it is sent.

use proc_macro2::{Literal as Digits, TokenStream};
use quote::quote;

use super::types::rust_type;
use crate::api::{Bounds, Check, Field, Literal, Member, Presence, Struct, Type};
use crate::spec::{Encoding, Format, LengthUnit, Limits};

mod relations;

/// The function `check` of a struct that has something to check.
pub(super) fn function(made: &Struct) -> Option<TokenStream> {
    if !made.checked {
        return None;
    }
    let checks =
        made.fields.iter().flat_map(|field| field.checks.iter().map(|check| one_check(field, *check)));
    let relations = made.relations.iter().map(|relation| relations::check(&relation.says));
    let nested = made.fields.iter().filter(|field| field.holds_checked).map(nested_check);

    Some(quote! {
        fn check(&self, checks: &mut rt::Checks) {
            #(#checks)*
            #(#relations)*
            #(#nested)*
        }
    })
}

fn one_check(field: &Field, check: Check) -> TokenStream {
    let wire = &field.wire;
    let value = shown(field);
    let ordinary = ordinary(field);
    match check {
        Check::NotEmpty => quote!(checks.not_empty(#wire, #value);),
        Check::Unique => quote!(checks.unique(#wire, #value);),
        Check::Count(range) => {
            let range = self::range(range);
            quote!(checks.count(#wire, #value, #range);)
        }
        Check::Length(LengthUnit::Bytes, range) => {
            let range = self::range(range);
            quote!(checks.bytes(#wire, #ordinary, #range);)
        }
        Check::Length(LengthUnit::Characters, range) => {
            let range = self::range(range);
            quote!(checks.characters(#wire, #ordinary, #range);)
        }
        Check::Range(limits) => {
            let range = numbers(limits, field.ty == Type::Integer);
            quote!(checks.range(#wire, #ordinary, #range);)
        }
        Check::Format(format) => {
            let format = self::format(format);
            quote!(checks.format(#wire, #ordinary, #format);)
        }
        Check::Encoding(Encoding::Url) => quote!(checks.format(#wire, #ordinary, rt::Format::UrlEncoded);),
        Check::Encoding(Encoding::Base64) => quote!(checks.format(#wire, #ordinary, rt::Format::Base64);),
    }
}

/// A field's value, if it is set, and not to one of the special values.
fn ordinary(field: &Field) -> TokenStream {
    let value = shown(field);
    let special = field.special.iter().map(literal);
    match field.ty {
        _ if field.special.is_empty() => value,
        Type::Text | Type::Secret | Type::Personal => quote!(rt::ordinary_text(#value, &[#(#special),*])),
        _ => quote!(rt::ordinary_number(#value, &[#(#special),*])),
    }
}

/// A field's value, if it is set, also where it does not print.
pub(super) fn shown(field: &Field) -> TokenStream {
    let name = &field.name;
    match (&field.ty, &field.presence) {
        (Type::Secret, Presence::Optional) => {
            quote!(self.#name.as_ref().map(rt::ExposeSecret::expose_secret))
        }
        (Type::Secret, _) => quote!(Some(rt::ExposeSecret::expose_secret(&self.#name))),
        _ => borrowed(field),
    }
}

fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Text(text) => quote!(#text),
        Literal::Truth(truth) => quote!(#truth),
        Literal::Integer(integer) => integer_literal(*integer),
    }
}

fn integer_literal(integer: i64) -> TokenStream {
    let integer = Digits::i64_unsuffixed(integer);
    quote!(#integer)
}

fn format(format: Format) -> TokenStream {
    match format {
        Format::Date => quote!(rt::Format::Date),
        Format::CompactDate => quote!(rt::Format::CompactDate),
        Format::DateTime => quote!(rt::Format::DateTime),
        Format::Time => quote!(rt::Format::Time),
        Format::Digits => quote!(rt::Format::Digits),
        Format::Url => quote!(rt::Format::Url),
    }
}

/// The numbers allowed. Of integers, those above a number start at the next one.
fn numbers(limits: Limits, are_integers: bool) -> TokenStream {
    let next = limits.more_than.and_then(|below| below.checked_add(1)).filter(|_| are_integers);
    let start = limits.at_least.or(next).map(integer_literal);
    let most = limits.at_most.map(integer_literal);
    let above = limits.fewer_than.map(integer_literal);
    if let Some(below) = limits.more_than.filter(|_| !are_integers).map(integer_literal) {
        let end = match (most, above) {
            (Some(most), _) => quote!(Included(#most)),
            (None, Some(above)) => quote!(Excluded(#above)),
            (None, None) => quote!(Unbounded),
        };
        return quote!((std::ops::Bound::Excluded(#below), std::ops::Bound::#end));
    }
    match (most, above) {
        (Some(most), _) => quote!(#start..=#most),
        (None, above) => quote!(#start..#above),
    }
}

fn range(bounds: Bounds) -> TokenStream {
    let least = Digits::usize_unsuffixed(bounds.least);
    match bounds.most.map(Digits::usize_unsuffixed) {
        Some(most) => quote!(#least..=#most),
        None => quote!(#least..=usize::MAX),
    }
}

fn nested_check(field: &Field) -> TokenStream {
    let wire = &field.wire;
    let value = borrowed(field);
    let (method, check) = held_check(&field.ty, &|ty| {
        let ty = rust_type(ty);
        quote!(#ty::check)
    });
    quote!(checks.#method(#wire, #value, #check);)
}

/// How what is in a value is checked: the method of `Checks`, and the function for each thing in it. `innermost` is the
/// one for what holds nothing.
fn held_check(ty: &Type, innermost: &dyn Fn(&Type) -> TokenStream) -> (TokenStream, TokenStream) {
    let (method, held) = match ty {
        Type::List(item) => (quote!(each), item),
        Type::Map(value) => (quote!(entries), value),
        Type::Json(content) => (quote!(inside), content),
        ty => return (quote!(within), innermost(ty)),
    };
    if !matches!(**held, Type::List(_) | Type::Map(_) | Type::Json(_)) {
        return (method, innermost(held));
    }
    let (inner, check) = held_check(held, innermost);
    let value = if let Type::List(_) = **held { quote!(held.as_slice()) } else { quote!(held) };
    (method, quote!(|held, checks| checks.#inner("", Some(#value), #check)))
}

/// A field's value, if it is set.
pub(super) fn borrowed(field: &Field) -> TokenStream {
    value_in(&quote!(self), &Member::from(field))
}

/// The value of a field of this struct, if it is set.
pub(super) fn value_in(holder: &TokenStream, field: &Member) -> TokenStream {
    let name = &field.name;
    let derefs = field.ty.is_text() || matches!(field.ty, Type::List(_));
    match (&field.presence, derefs) {
        (Presence::Optional, true) => quote!(#holder.#name.as_deref()),
        (Presence::Optional, false) => quote!(#holder.#name.as_ref()),
        (Presence::Required, _) => quote!(Some(&#holder.#name)),
        (Presence::Fixed(_), _) => quote!(Some(#holder.#name)),
    }
}
