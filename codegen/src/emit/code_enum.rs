//! The error codes: one variant a code, with every documented row.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::doc::{Doc, code, prose};
use super::option;
use crate::api::{Code, Endpoint, ErrorRow};
use crate::spec::{Action, Effect};

pub(super) fn code_enum(endpoint: &Endpoint) -> TokenStream {
    let doc = Doc::new().ours(format!("The error codes of {}.", code(&endpoint.id)));
    if endpoint.codes.is_empty() {
        let doc = doc.ours("Its page has none.");
        return quote!(#doc pub type Code = rt::UndocumentedCode;);
    }
    let variants = endpoint.codes.iter().map(variant);
    let entries = endpoint.codes.iter().map(entry);
    let (from_code, into_code) = conversions(&endpoint.codes);

    quote! {
        #doc
        #[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum Code {
            #(#variants)*
            /// A code that the page does not have.
            Unknown(i64),
        }

        impl rt::ErrorCode for Code {
            const TABLE: &'static [rt::ErrorEntry] = &[#(#entries),*];

            fn from_code(code: i64) -> Self {
                #from_code
            }

            fn code(self) -> i64 {
                #into_code
            }
        }
    }
}

fn variant(code: &Code) -> TokenStream {
    let variant = &code.variant;
    let doc = code.rows.iter().fold(Doc::new(), |doc, row| doc.lines(row_text(code.number, row)));
    let doc = doc.ours(format!("{} {}", action_text(code.action), effect_text(code.effect)));

    quote!(#doc #variant,)
}

fn row_text(code: i64, row: &ErrorRow) -> impl Iterator<Item = String> {
    let text = format!("`{code}`, HTTP {}: {}", row.status, prose(&row.text).join(" "));
    let advice = row.advice.as_ref().map(|advice| format!("Advice: {}", prose(advice).join(" ")));
    std::iter::once(text).chain(advice)
}

fn entry(code: &Code) -> TokenStream {
    let number = Literal::i64_unsuffixed(code.number);
    let action = action(code.action);
    let effect = effect(code.effect);
    let rows = code.rows.iter().map(|row| {
        let status = Literal::u16_unsuffixed(row.status);
        let text = &row.text;
        let advice = option(row.advice.as_deref());
        quote!(rt::ErrorRow::new(#status, #text, #advice))
    });

    quote!(rt::ErrorEntry::new(#number, rt::Action::#action, rt::Effect::#effect, &[#(#rows),*]))
}

fn conversions(codes: &[Code]) -> (TokenStream, TokenStream) {
    let variants: Vec<_> = codes.iter().map(|code| &code.variant).collect();
    let numbers: Vec<_> = codes.iter().map(|code| Literal::i64_unsuffixed(code.number)).collect();

    let from_code = quote! {
        match code {
            #(#numbers => Self::#variants,)*
            code => Self::Unknown(code),
        }
    };
    let into_code = quote! {
        match self {
            #(Self::#variants => #numbers,)*
            Self::Unknown(code) => code,
        }
    };
    (from_code, into_code)
}

fn action(action: Action) -> TokenStream {
    match action {
        Action::Retry => quote!(Retry),
        Action::BackOff => quote!(BackOff),
        Action::StopForToday => quote!(StopForToday),
        Action::RefreshToken => quote!(RefreshToken),
        Action::FixRequest => quote!(FixRequest),
        Action::ObtainPermission => quote!(ObtainPermission),
        Action::ObtainMerchantAuthorization => quote!(ObtainMerchantAuthorization),
        Action::ContactPlatform => quote!(ContactPlatform),
        Action::ReadMessage => quote!(ReadMessage),
    }
}

fn action_text(action: Action) -> &'static str {
    match action {
        Action::Retry => "Retry.",
        Action::BackOff => "Back off.",
        Action::StopForToday => "Stop for today.",
        Action::RefreshToken => "Refresh the token.",
        Action::FixRequest => "Fix the request.",
        Action::ObtainPermission => "Obtain the ability, the scope or the user's authorization.",
        Action::ObtainMerchantAuthorization => "Obtain the merchant's authorization.",
        Action::ContactPlatform => "Contact the platform.",
        Action::ReadMessage => "Read the message.",
    }
}

fn effect(effect: Effect) -> TokenStream {
    match effect {
        Effect::None => quote!(None),
        Effect::Unknown => quote!(Unknown),
    }
}

fn effect_text(effect: Effect) -> &'static str {
    match effect {
        Effect::None => "The platform did nothing.",
        Effect::Unknown => "The platform may have done what it was asked.",
    }
}
