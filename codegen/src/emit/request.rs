//! The request and the structs in it: a constructor for what is required, setters for the rest.

use proc_macro2::TokenStream;
use quote::quote;

use super::checks;
use super::doc::{Doc, code};
use super::types::rust_type;
use crate::api::{Endpoint, Field, Place, Presence, Struct, Type};
use crate::spec::RequestExample;

/// What clippy takes for few enough.
const FEW_ARGUMENTS: usize = 7;

/// What is decided about the field that `decisions.idempotency` names.
const IDEMPOTENCY_TOKEN: &str = "Idempotency token: make one for each thing that is to be done, and keep it. The same request can be sent again \
    with the same token, and only then.";

/// What it means to do without it.
const NO_IDEMPOTENCY_TOKEN: &str =
    "Without one, the client never repeats a call that may have had an effect.";

pub(super) fn structs(endpoint: &Endpoint) -> TokenStream {
    let doc = endpoint
        .request_examples
        .iter()
        .fold(Doc::new().ours(format!("The request of {}.", code(&endpoint.id))), |doc, sample| {
            doc.ours("The page's sample:").sample(&sample_text(sample))
        });
    let request = structure(&doc, &endpoint.request, None);
    let parts = endpoint.request_parts.iter().filter(|part| !part.is_shared);
    let parts =
        parts.map(|part| structure(&super::response::part_doc(part), part, checks::function(part).as_ref()));

    quote! {
        #request
        #(#parts)*
    }
}

fn sample_text(sample: &RequestExample) -> String {
    let headers = sample.headers.0.iter().map(|(name, value)| format!("{}: {value}", name.value));
    let head: Vec<_> = [sample.url.clone()].into_iter().chain(headers).collect();
    format!("{}\n\n{}", head.join("\n"), sample.body)
}

/// A struct with its constructor and setters, and with `check` where it has something to check of its own.
pub(super) fn structure(doc: &Doc, made: &Struct, check: Option<&TokenStream>) -> TokenStream {
    let name = &made.name;
    let fields = made.fields.iter().map(field);
    let constructor = constructor(made);
    let derived = is_derived(made).then(|| quote!(Default));
    let default = default(made);
    let encoding = encoding(made);
    let setters = made.fields.iter().filter(|field| field.presence == Presence::Optional).map(setter);

    quote! {
        #doc
        #[derive(Clone, Debug, #derived)]
        #[must_use]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }

        impl #name {
            #constructor
            #(#setters)*
            #check
        }

        #default
        #encoding
    }
}

/// How the struct becomes an object of JSON.
fn encoding(made: &Struct) -> TokenStream {
    let name = &made.name;
    let fields: Vec<_> = made
        .fields
        .iter()
        .filter(|field| field.place == Place::Body)
        .map(|Field { wire, name, .. }| quote!(object.field(#wire, &self.#name);))
        .collect();
    let object = if fields.is_empty() { quote!(_) } else { quote!(object) };

    quote! {
        impl rt::EncodeObject for #name {
            fn fields(&self, #object: &mut rt::ObjectEncoder<'_>) {
                #(#fields)*
            }
        }
    }
}

fn field(field: &Field) -> TokenStream {
    let doc = Doc::new().field(&field.wire, &field.facts, &field.held).relations(&field.relations);
    let doc = match field.place {
        Place::Header => doc.ours("A header: visible ASCII, with no space at its ends."),
        Place::Query => doc.ours("A parameter of the URL."),
        Place::Form | Place::Body => doc,
    };
    let doc = if field.refuses_empty() { doc.ours("Must not be empty.") } else { doc };
    let doc = doc.hidden(&field.ty);
    let doc = match field.ty {
        Type::IdempotencyToken(_) => idempotency_token(doc, field),
        _ => doc,
    };
    let name = &field.name;
    let visibility = (!matches!(field.presence, Presence::Fixed(_))).then(|| quote!(pub));
    let ty = match field.presence {
        Presence::Required => rust_type(&field.ty),
        Presence::Fixed(_) => quote!(&'static str),
        Presence::Optional => {
            let ty = rust_type(&field.ty);
            quote!(Option<#ty>)
        }
    };

    quote!(#doc #visibility #name: #ty,)
}

fn idempotency_token(doc: Doc, field: &Field) -> Doc {
    let doc = doc.ours(IDEMPOTENCY_TOKEN);
    let doc = match field.presence {
        Presence::Optional => doc.ours(NO_IDEMPOTENCY_TOKEN),
        _ => doc,
    };
    doc.ours(how_to_make_one(field))
}

/// How callers make an idempotency token that the page's limits allow.
fn how_to_make_one(field: &Field) -> &'static str {
    if field.takes_made_tokens() {
        "Made by `IdempotencyToken::derived` of a key of your own, by `random`, or by `new` of a text; visible ASCII."
    } else {
        "Made by `IdempotencyToken::new` of a text; visible ASCII. One that `derived` or `random` makes does not fit."
    }
}

/// What a caller may pass for a value, and how it becomes the value.
fn argument(ty: &Type, value: &TokenStream) -> (TokenStream, TokenStream) {
    match ty {
        Type::Text | Type::Secret | Type::Personal | Type::Number | Type::Enum(_) => {
            let ty = rust_type(ty);
            (quote!(impl Into<#ty>), quote!(#value.into()))
        }
        Type::List(item) if matches!(**item, Type::Text | Type::Personal | Type::Number | Type::Enum(_)) => {
            let item = rust_type(item);
            let collected = quote!(#value.into_iter().map(Into::into).collect());
            (quote!(impl IntoIterator<Item = impl Into<#item>>), collected)
        }
        Type::List(item) => {
            let item = rust_type(item);
            (quote!(impl IntoIterator<Item = #item>), quote!(#value.into_iter().collect()))
        }
        Type::Map(held) => {
            let (held, becomes) = match **held {
                Type::Text | Type::Personal | Type::Number => {
                    let held = rust_type(held);
                    (quote!(impl Into<#held>), quote!(value.into()))
                }
                ref held => (rust_type(held), quote!(value)),
            };
            let collected = quote!(#value.into_iter().map(|(key, value)| (key.into(), #becomes)).collect());
            (quote!(impl IntoIterator<Item = (impl Into<String>, #held)>), collected)
        }
        Type::Json(content) => (rust_type(content), quote!(rt::JsonText(#value))),
        Type::IdempotencyToken(_)
        | Type::Integer
        | Type::Double
        | Type::Bool
        | Type::File
        | Type::Struct(_) => (rust_type(ty), value.clone()),
    }
}

fn constructor(made: &Struct) -> TokenStream {
    if is_derived(made) {
        return quote! {
            /// An empty one.
            pub fn new() -> Self {
                Default::default()
            }
        };
    }
    let required: Vec<_> = made.fields.iter().filter(|field| field.presence == Presence::Required).collect();
    let arguments = required.iter().map(|field| {
        let name = &field.name;
        let (ty, _) = argument(&field.ty, &quote!(#name));
        quote!(#name: #ty)
    });
    let values = made.fields.iter().map(|field| {
        let name = &field.name;
        match &field.presence {
            Presence::Fixed(value) => quote!(#name: #value,),
            Presence::Optional => quote!(#name: None,),
            Presence::Required => match argument(&field.ty, &quote!(#name)).1 {
                value if value.to_string() == quote!(#name).to_string() => quote!(#name,),
                value => quote!(#name: #value,),
            },
        }
    });
    let many = (required.len() > FEW_ARGUMENTS).then(
        || quote!(#[allow(clippy::too_many_arguments, reason = "one for each field that is required")]),
    );

    quote! {
        /// With what is required, and nothing else.
        #many
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values)* }
        }
    }
}

/// Whether `Default` is derived: nothing is required, and nothing has a fixed value.
fn is_derived(made: &Struct) -> bool {
    made.fields.iter().all(|field| field.presence == Presence::Optional)
}

/// `Default` for a struct that requires nothing but has fixed values.
fn default(made: &Struct) -> Option<TokenStream> {
    let name = &made.name;
    let takes_nothing = made.fields.iter().all(|field| field.presence != Presence::Required);

    (takes_nothing && !is_derived(made)).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    })
}

fn setter(field: &Field) -> TokenStream {
    let name = &field.name;
    let doc = Doc::new().ours(format!("Sets {}.", code(&field.wire)));
    let (ty, value) = argument(&field.ty, &quote!(#name));

    quote! {
        #doc
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}
