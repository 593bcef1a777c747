//! Rust's types for the values of requests and responses.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Bounds, Type};

/// The type of a value that is there.
pub(super) fn rust_type(ty: &Type) -> TokenStream {
    match ty {
        Type::Text => quote!(String),
        Type::Secret => quote!(rt::SecretString),
        Type::Personal => quote!(rt::PersonalText),
        Type::IdempotencyToken(limits) => idempotency_token(*limits),
        Type::Integer => quote!(i64),
        Type::Number => quote!(rt::Number),
        Type::Double => quote!(f64),
        Type::Bool => quote!(bool),
        Type::File => quote!(rt::File),
        Type::Struct(name) | Type::Enum(name) => quote!(#name),
        Type::List(item) => {
            let item = rust_type(item);
            quote!(Vec<#item>)
        }
        Type::Json(content) => {
            let content = rust_type(content);
            quote!(rt::JsonText<#content>)
        }
        Type::Map(value) => {
            let value = rust_type(value);
            quote!(rt::Map<#value>)
        }
    }
}

/// Without the limits that every token has.
fn idempotency_token(Bounds { least, most }: Bounds) -> TokenStream {
    let shortest = Literal::usize_unsuffixed(least);
    match most.map(Literal::usize_unsuffixed) {
        Some(longest) => quote!(rt::IdempotencyToken<#shortest, #longest>),
        None if least > 1 => quote!(rt::IdempotencyToken<#shortest>),
        None => quote!(rt::IdempotencyToken),
    }
}
