//! `platform.yaml`: hosts, token kinds and envelopes.

use super::language::mapping;
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
    /// What holds for every endpoint.
    Declarations {
        hosts: + Named<String, Host>,
        tokens: * Named<String, TokenKind>,
        envelopes: + Named<String, Envelope>,
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
