//! The values that a page lists for a field: one variant each, and one for any other.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::doc::{Doc, code, prose};
use crate::api::{Enum, EnumBase, Variant};
use crate::spec::WireValue;

/// What the documentation of an endpoint's enum says.
pub(super) fn doc(made: &Enum) -> Doc {
    let uses: Vec<_> = made.uses.iter().map(|path| code(path)).collect();
    Doc::new().ours(format!("The values of {}.", uses.join(" and ")))
}

pub(super) fn enumeration(doc: &Doc, made: &Enum) -> TokenStream {
    let Enum { name, base, variants, .. } = made;
    let documented = variants.iter().map(variant);
    let names: Vec<_> = variants.iter().map(|variant| &variant.name).collect();
    let values: Vec<_> = variants.iter().map(|variant| literal(&variant.value)).collect();
    let is_copy = (*base == EnumBase::Integer).then(|| quote!(Copy,));
    let (held, borrowed, known, unknown, values_of) = match base {
        EnumBase::Integer => {
            (quote!(i64), quote!(i64), quote!(value), quote!(*value), quote!(rt::integer_enum!(#name);))
        }
        EnumBase::Text => (
            quote!(String),
            quote!(&str),
            quote!(value.as_str()),
            quote!(value),
            quote!(rt::text_enum!(#name);),
        ),
    };

    quote! {
        #doc
        #[derive(Clone, #is_copy Debug, Eq, Hash, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#documented)*
            /// A value that the page does not have.
            Unknown(#held),
        }

        impl #name {
            /// The value on the wire.
            #[must_use]
            pub fn value(&self) -> #borrowed {
                match self {
                    #(Self::#names => #values,)*
                    Self::Unknown(value) => #unknown,
                }
            }
        }

        impl From<#held> for #name {
            fn from(value: #held) -> Self {
                match #known {
                    #(#values => Self::#names,)*
                    _ => Self::Unknown(value),
                }
            }
        }

        #values_of
    }
}

fn variant(variant: &Variant) -> TokenStream {
    let value = code(&variant.value.to_string());
    let meaning = prose(&variant.meaning).join(" ");
    let doc =
        Doc::new().ours(if meaning.is_empty() { format!("{value}.") } else { format!("{value}: {meaning}") });
    let name = &variant.name;

    quote!(#doc #name,)
}

fn literal(value: &WireValue) -> Literal {
    match value {
        WireValue::Integer(integer) => Literal::i64_unsuffixed(*integer),
        WireValue::Text(text) => Literal::string(text),
    }
}
