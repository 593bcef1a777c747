//! `platform.yaml`: hosts, token kinds and envelopes.

use super::language::{mapping, words};
use super::{FieldDecision, SharedType};
use crate::diagnostic::{FileId, Problems};
use crate::parse::{Named, Parse as _, Spanned};
use crate::yaml::Node;

/// The platform's file, and which one it is.
#[derive(Debug)]
pub(crate) struct Platform {
    pub(crate) file: FileId,
    pub(crate) declarations: Declarations,
}

impl Platform {
    /// Parses the platform's file.
    pub(crate) fn parse(node: &Node, file: FileId, problems: &mut Problems) -> Option<Self> {
        let declarations = Declarations::parse(node, problems)?;
        Some(Self { file, declarations })
    }
}

mapping! {
    /// The platform: what holds for every endpoint.
    Declarations {
        /// Where requests go, by the name that endpoints use.
        hosts: + Named<String, Host>,
        /// The kinds of token, by the name that decisions use.
        tokens: * Named<String, TokenKind>,
        /// Where replies say what happened, by the name that decisions use.
        envelopes: + Named<String, Envelope>,
        /// Types that endpoints share, by their names in Rust.
        types: * Named<String, SharedType>,
        /// What is decided about the fields of shared types, by path: `types.Address.lines`.
        fields: * Named<String, FieldDecision>,
    }

    /// Where requests go.
    Host {
        /// `https://` and the host's name, nothing else.
        url: ! Spanned<String>,
        /// What it is for.
        doc: ? String,
    }

    /// A kind of token, and the one place of a request that it travels in.
    TokenKind {
        /// The header's name, as the vendor writes it.
        header: ? Spanned<String>,
        /// The name of the URL's parameter.
        query: ? Spanned<String>,
        /// The name of the body's field: of an object of JSON, or of a form.
        body: ? Spanned<String>,
        /// What it authorizes, and how long it lives.
        doc: ? String,
    }

    /// Where a reply says what happened. Each path's parts are joined with `.`; the most telling path stands first.
    Envelope {
        /// What it looks like.
        doc: ? String,
        /// A call succeeded only if every code is there and means success. Empty where `success: status` says that a
        /// success has none.
        codes: ! Vec<Spanned<String>>,
        /// Codes that may be absent; one that is there must mean success.
        optional_codes: * Vec<Spanned<String>>,
        /// What a code is where it means success: 0 and nothing else, unless this says so.
        ok: ? Spanned<Vec<Spanned<i64>>>,
        /// Where the payload is: a field of each response with this envelope.
        payload: ? Spanned<String>,
        /// What says that a call succeeded.
        success: ? Spanned<Success>,
        /// The platform's words for people.
        messages: * Vec<Spanned<String>>,
        /// More exact codes, which say nothing about success.
        sub_codes: * Vec<Spanned<String>>,
        /// The words that go with them.
        sub_messages: * Vec<Spanned<String>>,
        /// What the platform's people ask for.
        log_ids: * Vec<Spanned<String>>,
        /// The reply's header that has it where the body has none.
        log_id_header: ? Spanned<String>,
    }
}

words! {
    /// What says that a call succeeded.
    Success {
        /// The codes, which all mean success, and an HTTP status of success.
        Codes = "codes",
        /// The HTTP status alone: a reply that says success has no code.
        Status = "status",
    }
}
