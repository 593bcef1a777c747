//! The checked model: everything resolved, named and sorted. Nothing that is made from it can fail.

use std::sync::Arc;

use crate::ident::Name;
use crate::spec::{
    Action, Body, Effect, Facts, Kind, MadeExample, Method, Note, RequestExample, ResponseExample, SharedSide,
};

mod relation;
mod structs;

pub(crate) use relation::{Condition, Is, Literal, Member, Pagination, Path, Relation, Says};
pub(crate) use structs::{Bounds, Check, Enum, EnumBase, Field, Place, Presence, Struct, Type, Variant};

/// Everything that is generated from one set of specs.
#[derive(Debug, Default)]
pub(crate) struct Api {
    pub(crate) hosts: Vec<Host>,
    pub(crate) tokens: Vec<Token>,
    pub(crate) envelopes: Vec<Envelope>,
    pub(crate) types: Vec<SharedType>,
    pub(crate) groups: Vec<Group>,
}

#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) name: String,
    pub(crate) constant: Name,
    pub(crate) url: String,
    pub(crate) doc: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Token {
    pub(crate) name: String,
    pub(crate) constant: Name,
    pub(crate) place: TokenPlace,
    pub(crate) doc: Option<String>,
}

/// Where in a request a token travels, by its name there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TokenPlace {
    Header(String),
    Query(String),
    Body(String),
}

impl TokenPlace {
    pub(crate) fn name(&self) -> &str {
        match self {
            Self::Header(name) | Self::Query(name) | Self::Body(name) => name,
        }
    }
}

/// Where a reply says what happened: each path as its parts.
#[derive(Debug)]
pub(crate) struct Envelope {
    pub(crate) name: String,
    pub(crate) constant: Name,
    pub(crate) doc: Option<String>,
    pub(crate) codes: Vec<Vec<String>>,
    pub(crate) optional_codes: Vec<Vec<String>>,
    pub(crate) ok: Vec<i64>,
    pub(crate) payload: Option<Vec<String>>,
    pub(crate) messages: Vec<Vec<String>>,
    pub(crate) sub_codes: Vec<Vec<String>>,
    pub(crate) sub_messages: Vec<Vec<String>>,
    pub(crate) log_ids: Vec<Vec<String>>,
    pub(crate) log_id_header: Option<String>,
}

/// A type of the platform's, with those that it is made of.
#[derive(Debug)]
pub(crate) struct SharedType {
    pub(crate) name: Name,
    pub(crate) kind: Kind,
    /// What holds the struct; an enum can be in both.
    pub(crate) side: Option<SharedSide>,
    pub(crate) doc: Option<String>,
    pub(crate) structs: Vec<Struct>,
    pub(crate) enums: Vec<Enum>,
}

/// A folder of specs.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) module: Name,
    pub(crate) endpoints: Vec<Endpoint>,
}

#[derive(Debug)]
pub(crate) struct Endpoint {
    /// The spec's path below the spec folder.
    pub(crate) source: String,
    /// Group and name: `group/endpoint`.
    pub(crate) id: String,
    pub(crate) module: Name,
    /// The type that stands for the endpoint's group.
    pub(crate) group_type: Name,
    pub(crate) title: String,
    pub(crate) address: Option<String>,
    pub(crate) method: Method,
    pub(crate) body: Body,
    pub(crate) host: Name,
    /// Host and path.
    pub(crate) url: String,
    pub(crate) path: String,
    pub(crate) scope: Option<String>,
    pub(crate) permission: Option<String>,
    pub(crate) notes: Vec<Note>,
    /// What callers do not set: the token, and the header that says what the body is.
    pub(crate) own: Vec<Own>,
    pub(crate) token: Option<Name>,
    pub(crate) envelope: Name,
    pub(crate) idempotency: Option<Idempotency>,
    /// Repeating a call does no harm, even without an idempotency token.
    pub(crate) repeatable: bool,
    pub(crate) grant: Option<Grant>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) pagination: Option<Pagination>,
    /// A reply that says success is a file.
    pub(crate) is_download: bool,
    pub(crate) payload: Option<Payload>,
    pub(crate) request: Struct,
    pub(crate) response: Struct,
    /// The structs in the request and in the response, by first use.
    pub(crate) request_parts: Vec<Struct>,
    pub(crate) response_parts: Vec<Struct>,
    /// The enums in both, by first use.
    pub(crate) enums: Vec<Enum>,
    /// The types of the platform's in both, by name.
    pub(crate) shared: Vec<Name>,
    /// In the page's order, each code once.
    pub(crate) codes: Vec<Code>,
    pub(crate) request_examples: Vec<RequestExample>,
    pub(crate) response_examples: Vec<ResponseExample>,
    /// Replies of ours.
    pub(crate) made_examples: Vec<MadeExample>,
}

/// A field of the page that the client fills in.
#[derive(Debug)]
pub(crate) struct Own {
    pub(crate) place: Place,
    pub(crate) wire: String,
    pub(crate) facts: Arc<Facts>,
}

/// The part of a response that its endpoint is called for.
#[derive(Debug)]
pub(crate) struct Payload {
    /// Where it is on the wire.
    pub(crate) path: String,
    /// The structs on the way to it, and the field.
    pub(crate) way: Vec<Name>,
    pub(crate) field: Name,
    pub(crate) ty: Type,
}

/// The request's field that makes a repeated call harmless.
#[derive(Debug)]
pub(crate) struct Idempotency {
    pub(crate) field: Name,
    pub(crate) optional: bool,
}

/// The token that an endpoint issues.
#[derive(Debug)]
pub(crate) struct Grant {
    pub(crate) token: Name,
    pub(crate) access_token: Vec<Name>,
    pub(crate) expires_in: Vec<Name>,
}

/// Items that succeed or fail one by one.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// Where the items are on the wire.
    pub(crate) path: String,
    /// From the response to the items. Each field is a list or an optional struct, the last one the list of items.
    pub(crate) way: Vec<Step>,
    /// The type of the items.
    pub(crate) item: Name,
    pub(crate) code: Name,
    /// The code is a text.
    pub(crate) code_is_text: bool,
    pub(crate) ok: Vec<i64>,
    pub(crate) already_done: Vec<i64>,
    pub(crate) message: Option<Name>,
    pub(crate) key: Option<Name>,
    pub(crate) key_is_integer: bool,
    /// Where in the request the keys stand that are asked for.
    pub(crate) asked: Option<Path>,
}

/// A field on the way to something.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) field: Name,
    pub(crate) is_list: bool,
}

#[derive(Debug)]
pub(crate) struct Code {
    pub(crate) number: i64,
    pub(crate) variant: Name,
    pub(crate) action: Action,
    pub(crate) effect: Effect,
    /// Every row that the page has for the code, in its order.
    pub(crate) rows: Vec<ErrorRow>,
}

#[derive(Debug)]
pub(crate) struct ErrorRow {
    pub(crate) status: u16,
    pub(crate) text: String,
    pub(crate) advice: Option<String>,
}
