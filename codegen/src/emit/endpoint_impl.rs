//! The `Endpoint` impl: what the runtime has to know about the endpoint.

use proc_macro2::TokenStream;
use quote::quote;

use super::{checks, option, outcome};
use crate::api::{Endpoint, Field, Grant, Idempotency, Own, Place, Type};
use crate::ident::Name;
use crate::spec::{Body, Joined, Method};

pub(super) fn endpoint_impl(endpoint: &Endpoint) -> TokenStream {
    let Endpoint { id, title, host, path, envelope, .. } = endpoint;
    let method = match endpoint.method {
        Method::Get => quote!(GET),
        Method::Post => quote!(POST),
    };
    let body = match endpoint.body {
        Body::None => quote!(None),
        Body::Json => quote!(Json),
        Body::Form => quote!(Form),
        Body::Multipart => quote!(Multipart),
    };
    let query = parameters(endpoint, Place::Query, &quote!(query));
    let form = parameters(endpoint, Place::Form, &quote!(form));
    let scope = option(endpoint.scope.as_deref());
    let permission = option(endpoint.permission.as_deref());
    let token = match &endpoint.token {
        Some(token) => quote!(Some(&platform::#token)),
        None => quote!(None),
    };
    let output = outcome::output(endpoint);
    let conclude = outcome::conclude(endpoint.outcome.as_ref());
    let headers = headers(endpoint);
    let check = checks::function(&endpoint.request);
    let idempotency_token = endpoint.idempotency.as_ref().map(idempotency_token);
    let repetition = repetition(endpoint);
    let grant = endpoint.grant.as_ref().map(grant_impl);

    quote! {
        impl rt::Endpoint for Request {
            type Response = Response;
            type Code = Code;
            type Output = #output;

            const META: rt::Meta = rt::Meta {
                id: #id,
                title: #title,
                method: rt::http::Method::#method,
                host: &platform::#host,
                path: #path,
                body: rt::Body::#body,
                scope: #scope,
                permission: #permission,
                token: #token,
                envelope: &platform::#envelope,
                repetition: rt::Repetition::#repetition,
                codes: <Code as rt::ErrorCode>::TABLE,
            };

            #headers
            #query
            #form
            #check
            #idempotency_token

            fn conclude(&self, reply: rt::Reply<Response>) -> Self::Output {
                #conclude
            }
        }

        #grant
    }
}

fn headers(endpoint: &Endpoint) -> Option<TokenStream> {
    let fields = endpoint.request.fields.iter().filter(|field| field.place == Place::Header);
    let content_type = content_type(endpoint).into_iter();
    let lines: Vec<_> = content_type
        .chain(fields.map(|field| {
            let (wire, value) = (&field.wire, checks::shown(field));
            let method = if is_sensitive(field) { quote!(sensitive) } else { quote!(set) };
            quote!(headers.#method(#wire, #value);)
        }))
        .collect();
    (!lines.is_empty()).then(|| {
        quote! {
            fn headers(&self, headers: &mut rt::Headers) {
                #(#lines)*
            }
        }
    })
}

/// The header that says what the body is, where the page has it and there is no body; where there is one, the client
/// knows it.
fn content_type(endpoint: &Endpoint) -> Option<TokenStream> {
    let is_one = |own: &&Own| own.place == Place::Header && own.wire.eq_ignore_ascii_case("content-type");
    let Own { wire, .. } = endpoint.own.iter().find(is_one).filter(|_| endpoint.body == Body::None)?;
    let value = endpoint.body.content_type();
    Some(quote!(headers.set(#wire, Some(#value));))
}

/// Whether a single value must not be shown.
fn is_sensitive(field: &Field) -> bool {
    matches!(field.ty, Type::Secret | Type::Personal)
}

/// The function that sets the parameters of the URL, or those of a form.
fn parameters(endpoint: &Endpoint, place: Place, function: &TokenStream) -> Option<TokenStream> {
    let fields = endpoint.request.fields.iter().filter(|field| field.place == place);
    let lines: Vec<_> = fields
        .map(|field| {
            let (wire, value) = (&field.wire, checks::shown(field));
            let joined = field.facts.joined.as_ref().map(|joined| joined.value);
            let method = match (joined, &field.ty) {
                (Some(Joined::Comma), _) => quote!(comma),
                (Some(Joined::Brackets), _) => quote!(brackets),
                (Some(Joined::Json), _) => quote!(json),
                (None, _) if is_sensitive(field) => quote!(sensitive),
                (None, ty) if ty.is_text() => quote!(text),
                (None, Type::File) => quote!(file),
                (None, _) => quote!(value),
            };
            quote!(parameters.#method(#wire, #value);)
        })
        .collect();
    (!lines.is_empty()).then(|| {
        quote! {
            fn #function(&self, parameters: &mut rt::Parameters) {
                #(#lines)*
            }
        }
    })
}

fn repetition(endpoint: &Endpoint) -> TokenStream {
    match (&endpoint.idempotency, endpoint.repeatable) {
        (_, true) => quote!(Harmless),
        (Some(_), false) => quote!(HarmlessWithToken),
        (None, false) => quote!(Harmful),
    }
}

fn idempotency_token(idempotency: &Idempotency) -> TokenStream {
    let field = &idempotency.field;
    let value =
        if idempotency.optional { quote!(self.#field.as_deref()) } else { quote!(Some(&self.#field)) };

    quote! {
        fn idempotency_token(&self) -> Option<&str> {
            #value
        }
    }
}

fn grant_impl(grant: &Grant) -> TokenStream {
    let token = &grant.token;
    let access_token = path(&grant.access_token);
    let expires_in = path(&grant.expires_in);

    quote! {
        impl rt::Grant for Request {
            const TOKEN: &'static rt::TokenKind = &platform::#token;

            fn access_token(response: &Response) -> Option<&rt::SecretString> {
                response #access_token.as_ref()
            }

            fn expires_in(response: &Response) -> Option<i64> {
                response #expires_in
            }
        }
    }
}

/// The way from a response to a field; structs on the way may be absent.
fn path(fields: &[Name]) -> TokenStream {
    let [way @ .., last] = fields else {
        return TokenStream::new();
    };
    quote!(#(.#way.as_ref()?)*.#last)
}
