//! What an endpoint is to the client: a request that can be encoded, and what is known about it.

use http::{HeaderMap, HeaderName, HeaderValue};
use secrecy::SecretString;

use crate::check::Violation;
use crate::{Checks, Conclusion, EncodeObject, Envelope, ErrorCode, ErrorEntry, Parameters, Received, Reply};

/// A request type, and with it the endpoint that it is for. As an object it is the body of JSON. Implemented by generated
/// code.
pub trait Endpoint: EncodeObject + Sync {
    /// The whole body of a reply.
    type Response: Received;
    /// The endpoint's error codes.
    type Code: ErrorCode;
    /// What a call that succeeded gives: a [`Reply`], or an [`Outcome`](crate::Outcome).
    type Output: Conclusion;

    /// What is known about the endpoint.
    const META: Meta;

    /// Sets the headers that are part of the request.
    fn headers(&self, headers: &mut Headers) {
        let _ = headers;
    }

    /// Sets the URL's parameters that are part of the request.
    fn query(&self, parameters: &mut Parameters) {
        let _ = parameters;
    }

    /// Sets the fields of the form, where the body is one.
    fn form(&self, parameters: &mut Parameters) {
        let _ = parameters;
    }

    /// Checks what can be checked before sending.
    fn check(&self, checks: &mut Checks) {
        let _ = checks;
    }

    /// The text that makes a repeated call harmless, if the request has one.
    fn idempotency_token(&self) -> Option<&str> {
        None
    }

    /// Looks at a reply's items, where it has items that can fail one by one, and whether they are those that the request
    /// asked for.
    fn conclude(&self, reply: Reply<Self::Response>) -> Self::Output;
}

/// An endpoint that issues tokens.
pub trait Grant: Endpoint<Output = Reply<<Self as Endpoint>::Response>> {
    /// The kind of token that the endpoint issues.
    const TOKEN: &'static TokenKind;

    /// The token.
    fn access_token(response: &Self::Response) -> Option<&SecretString>;

    /// How long the token lives, in seconds.
    fn expires_in(response: &Self::Response) -> Option<i64>;
}

/// What is known about an endpoint.
#[derive(Clone, Debug)]
pub struct Meta {
    /// Group and name: `group/endpoint`.
    pub id: &'static str,
    /// The title of the vendor's page.
    pub title: &'static str,
    /// How the endpoint is called.
    pub method: http::Method,
    /// Where requests go.
    pub host: &'static Host,
    /// The path on the host.
    pub path: &'static str,
    /// What a request's body is.
    pub body: Body,
    /// The scope that the application needs.
    pub scope: Option<&'static str>,
    /// The permission that the application needs, in the vendor's words.
    pub permission: Option<&'static str>,
    /// The kind of token that authorizes a call.
    pub token: Option<&'static TokenKind>,
    /// Where a reply says what happened.
    pub envelope: &'static Envelope,
    /// What a repeated call does.
    pub repetition: Repetition,
    /// The documented error codes, in the page's order.
    pub codes: &'static [ErrorEntry],
}

/// What a repeated call of an endpoint does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Repetition {
    /// What the first call did, once more.
    Harmful,
    /// Nothing more, if both calls carry the same idempotency token.
    HarmlessWithToken,
    /// Nothing more: the endpoint only reads, or a repetition has the same result.
    Harmless,
}

/// What a request's body is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Body {
    /// There is none.
    None,
    /// An object of JSON.
    Json,
    /// A form, as `application/x-www-form-urlencoded`.
    Form,
    /// A form with files, as `multipart/form-data`.
    Multipart,
}

/// A host of the platform.
#[derive(Debug)]
pub struct Host {
    /// The name in the specs.
    pub name: &'static str,
    /// Scheme and host name, without a `/` at the end.
    pub url: &'static str,
}

/// A kind of token.
#[derive(Debug)]
pub struct TokenKind {
    /// The name in the specs.
    pub name: &'static str,
    /// Where in a request the token travels.
    pub place: TokenPlace,
}

/// Where in a request a token travels: exactly one place. The client puts it there when a try is made.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TokenPlace {
    /// The header of this name.
    Header(&'static str),
    /// The URL's parameter of this name.
    Query(&'static str),
    /// The field of this name in the body: an object of JSON, or a form.
    Body(&'static str),
}

/// The headers that are part of a request.
#[derive(Debug, Default)]
pub struct Headers {
    pub(crate) map: HeaderMap,
    pub(crate) violations: Vec<Violation>,
}

impl Headers {
    /// Sets a header, if there is a value.
    pub fn set(&mut self, name: &'static str, value: Option<&str>) {
        self.insert(name, value, false);
    }

    /// Sets a header that is secret or personal, if there is a value.
    pub fn sensitive(&mut self, name: &'static str, value: Option<&str>) {
        self.insert(name, value, true);
    }

    fn insert(&mut self, name: &'static str, value: Option<&str>, is_sensitive: bool) {
        let Some(value) = value else { return };
        let visible = value.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())
            && !value.is_empty()
            && value.trim() == value;
        let value = HeaderValue::from_str(value).ok().filter(|_| visible);
        match HeaderName::from_bytes(name.as_bytes()).ok().zip(value) {
            Some((name, mut value)) => {
                value.set_sensitive(is_sensitive);
                self.map.insert(name, value);
            }
            None => self.violations.push(Violation::new(
                format!("header {name}"),
                "must be visible ASCII, with no space at its ends",
            )),
        }
    }
}
