//! Checks of several fields at once.

use proc_macro2::TokenStream;
use quote::quote;

use super::{held_check, literal, value_in};
use crate::api::{Condition, Is, Literal, Member, Path, Presence, Says, Type};
use crate::emit::types::rust_type;

/// The check of a rule, or nothing where the rule is for people.
pub(super) fn check(says: &Says) -> TokenStream {
    match says {
        Says::ExactlyOneOf(paths) => presence(&quote!(exactly_one_of), paths),
        Says::AtLeastOneOf(paths) => presence(&quote!(at_least_one_of), paths),
        Says::AtMostOneOf(paths) => presence(&quote!(at_most_one_of), paths),
        Says::Together(paths) => presence(&quote!(together), paths),
        Says::Required(path, when) => conditional(&quote!(required), path, when),
        Says::Forbidden(path, when) => conditional(&quote!(forbidden), path, when),
        Says::Ordered([first, second], format) => {
            let [first, second] = [first, second].map(|path| named(path, &value(path)));
            match format.map(super::format) {
                Some(format) => quote!(checks.ordered_texts(#format, #first, #second);),
                None => quote!(checks.ordered(#first, #second);),
            }
        }
        Says::Unique(paths) => unique(paths),
        Says::Precedence(_) => TokenStream::new(),
    }
}

fn presence(method: &TokenStream, paths: &[Path]) -> TokenStream {
    let fields = paths.iter().map(|path| named(path, &is_given(path)));
    quote!(checks.#method(&[#(#fields),*]);)
}

fn conditional(method: &TokenStream, path: &Path, when: &[Condition]) -> TokenStream {
    let wire = &path.field.wire;
    let is_given = is_given(path);
    let when = when.iter().map(condition);
    quote!(checks.#method(#wire, #is_given, &[#(#when),*]);)
}

fn condition(Condition { path, is }: &Condition) -> TokenStream {
    let wire = &path.field.wire;
    let Is::AnyOf(values) = is else {
        let method = if *is == Is::Given { quote!(given) } else { quote!(absent) };
        let is_given = is_given(path);
        return quote!(rt::When::#method(#wire, #is_given));
    };
    let value = value(path);
    let (method, value) = match (&path.field.ty, values.first()) {
        (Type::Enum(_), Some(Literal::Text(_))) => (quote!(text), value_of_enum(path)),
        (Type::Enum(_), _) => {
            let value = value_of_enum(path);
            (quote!(number), quote!(#value.as_ref()))
        }
        (ty, _) if ty.is_text() => (quote!(text), value),
        (Type::Bool, _) => (quote!(truth), value),
        _ => (quote!(number), value),
    };
    let values = values.iter().map(literal);
    quote!(rt::When::#method(#wire, #value, &[#(#values),*]))
}

/// The value on the wire of an enum, if it is given.
fn value_of_enum(path: &Path) -> TokenStream {
    let Member { name, ty, presence, .. } = &path.field;
    let ty = rust_type(ty);
    if *presence == Presence::Optional {
        quote!(self.#name.as_ref().map(#ty::value))
    } else {
        quote!(Some(self.#name.value()))
    }
}

/// One look at all the values: each path adds those that it leads to.
fn unique(paths: &[Path]) -> TokenStream {
    let looks = paths.iter().map(|path| look(&quote!(self), &path.way, &path.field));

    quote! {
        let mut seen = rt::Seen::default();
        #(#looks;)*
    }
}

fn look(holder: &TokenStream, way: &[Member], field: &Member) -> TokenStream {
    let [member, way @ ..] = way else {
        let wire = &field.wire;
        let value = value_in(holder, field);
        let method = if let Type::List(_) = field.ty { quote!(each) } else { quote!(one) };
        return quote!(seen.#method(checks, #wire, #value));
    };
    let wire = &member.wire;
    let value = value_in(holder, member);
    let (method, check) = held_check(&member.ty, &|_| {
        let look = look(&quote!(held), way, field);
        quote!(|held, checks| #look)
    });
    quote!(checks.#method(#wire, #value, #check))
}

fn named(path: &Path, of: &TokenStream) -> TokenStream {
    let wire = &path.field.wire;
    quote!((#wire, #of))
}

fn value(path: &Path) -> TokenStream {
    value_in(&quote!(self), &path.field)
}

fn is_given(path: &Path) -> TokenStream {
    let name = &path.field.name;
    quote!(self.#name.is_some())
}
