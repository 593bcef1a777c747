//! `platform.yaml`: hosts, token kinds and envelopes.

use super::language::mapping;
use crate::parse::{Named, Spanned};

mapping! {
    /// What holds for every endpoint.
    Platform {
        hosts: ! Named<String, Host>,
        tokens: * Named<String, TokenKind>,
        envelopes: ! Named<String, Envelope>,
    }

    /// Where requests go.
    Host {
        url: ! Spanned<String>,
        doc: ? String,
    }

    /// A kind of token, and the header it travels in.
    TokenKind {
        header: ! Spanned<String>,
        doc: ? String,
    }

    /// Where a reply says what happened. Each path's parts are joined with `.`.
    Envelope {
        doc: ? String,
        codes: ! Vec<Spanned<String>>,
        messages: * Vec<Spanned<String>>,
        sub_codes: * Vec<Spanned<String>>,
        sub_messages: * Vec<Spanned<String>>,
        log_ids: * Vec<Spanned<String>>,
    }
}
