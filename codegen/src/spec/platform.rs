//! `platform.yaml`: hosts, token kinds and envelopes.

use super::{Keys, Named, Node, Problems, Read, Spanned};

/// What holds for every endpoint.
#[derive(Debug)]
pub(crate) struct Platform {
    pub(crate) hosts: Named<String, Host>,
    pub(crate) tokens: Named<String, TokenKind>,
    pub(crate) envelopes: Named<String, Envelope>,
}

impl Read for Platform {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let hosts = keys.required("hosts", problems);
        let tokens = keys.optional("tokens", problems);
        let envelopes = keys.required("envelopes", problems);
        keys.end(problems);
        Some(Self { hosts: hosts?, tokens: tokens.unwrap_or_default(), envelopes: envelopes? })
    }
}

/// Where requests go.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) url: Spanned<String>,
    pub(crate) doc: Option<String>,
}

impl Read for Host {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let url = keys.required("url", problems);
        let doc = keys.optional("doc", problems);
        keys.end(problems);
        Some(Self { url: url?, doc })
    }
}

/// A kind of token, and the header it travels in.
#[derive(Debug)]
pub(crate) struct TokenKind {
    pub(crate) header: Spanned<String>,
    pub(crate) doc: Option<String>,
}

impl Read for TokenKind {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let header = keys.required("header", problems);
        let doc = keys.optional("doc", problems);
        keys.end(problems);
        Some(Self { header: header?, doc })
    }
}

/// Where a reply says what happened. Each path's parts are joined with `.`.
#[derive(Debug)]
pub(crate) struct Envelope {
    pub(crate) doc: Option<String>,
    pub(crate) codes: Vec<Spanned<String>>,
    pub(crate) messages: Vec<Spanned<String>>,
    pub(crate) sub_codes: Vec<Spanned<String>>,
    pub(crate) sub_messages: Vec<Spanned<String>>,
    pub(crate) log_ids: Vec<Spanned<String>>,
}

impl Read for Envelope {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let doc = keys.optional("doc", problems);
        let codes = keys.required("codes", problems);
        let messages = keys.optional("messages", problems);
        let sub_codes = keys.optional("sub_codes", problems);
        let sub_messages = keys.optional("sub_messages", problems);
        let log_ids = keys.optional("log_ids", problems);
        keys.end(problems);
        Some(Self {
            doc,
            codes: codes?,
            messages: messages.unwrap_or_default(),
            sub_codes: sub_codes.unwrap_or_default(),
            sub_messages: sub_messages.unwrap_or_default(),
            log_ids: log_ids.unwrap_or_default(),
        })
    }
}
