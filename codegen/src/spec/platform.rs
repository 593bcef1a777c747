//! `platform.yaml`: hosts, token kinds and envelopes.

use super::language::{mapping, words};
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
    }

    /// Where requests go.
    Host {
        /// `https://` and the host's name, nothing else.
        url: ! Spanned<String>,
        /// What it is for.
        doc: ? String,
    }

    /// A kind of token, and the header it travels in.
    TokenKind {
        /// The header's name, as the vendor writes it.
        header: ! Spanned<String>,
        /// What it authorizes, and how long it lives.
        doc: ? String,
    }

    /// Where a reply says what happened. Each path's parts are joined with `.`; the most telling path stands first.
    Envelope {
        /// What it looks like.
        doc: ? String,
        /// A call succeeded only if every code is there and 0. Empty where `success: status` says that there is none.
        codes: ! Vec<Spanned<String>>,
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
    }
}

words! {
    /// What says that a call succeeded.
    Success {
        /// The codes, which are all 0, and an HTTP status of success.
        Codes = "codes",
        /// The HTTP status alone: the reply has no code.
        Status = "status",
    }
}
