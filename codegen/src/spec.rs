//! The spec language: what a file can say. Read `page.rs`, `field.rs` and `decisions.rs` as its legend.
//!
//! A spec says what it says: nothing here is resolved, and nothing is judged beyond its shape.

use crate::diagnostic::{FileId, Problems};
use crate::ident::Name;
use crate::parse::Parse as _;
use crate::source::{EXTENSION, PLATFORM};
use crate::yaml::Node;

#[cfg(feature = "cli")]
mod approvals;
mod decisions;
mod field;
mod language;
mod page;
mod platform;
mod rules;
#[cfg(feature = "cli")]
pub(crate) mod schema;
mod shared;
mod value;

#[cfg(feature = "cli")]
pub(crate) use approvals::{Approval, Approvals, Approved};
pub(crate) use decisions::{Action, Decisions, Effect, ErrorDecision, FieldDecision, MadeExample, Outcome};
pub(crate) use field::{
    Encoding, Facts, Field, Format, Holds, Inferred, Item, Joined, Kind, LengthUnit, Limits, Origin, Unit,
};
#[cfg(feature = "cli")]
pub(crate) use language::Differing;
pub(crate) use page::{
    Body, ErrorRow, Method, Note, NoteSample, Page, ReplyKind, RequestExample, ResponseExample,
};
pub(crate) use platform::{Envelope, Platform, Success, TokenKind};
pub(crate) use rules::{Pagination, Relation, Texts};
pub(crate) use shared::{SharedSide, SharedType};
pub(crate) use value::WireValue;

/// One endpoint's file, and where it stands.
#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) place: Place,
    /// What the vendor's page says.
    pub(crate) page: Page,
    /// What people settled.
    pub(crate) decisions: Decisions,
}

impl Spec {
    /// Parses an endpoint's file.
    pub(crate) fn parse(node: &Node, place: Place, problems: &mut Problems) -> Option<Self> {
        let File { page, decisions } = File::parse(node, problems)?;
        Some(Self { place, page, decisions })
    }
}

language::mapping! {
    /// An endpoint: what the vendor's page says, and what we decided about it.
    File {
        /// What the vendor's page says, in its order. When the page changes, it is replaced whole.
        page: ! Page,
        /// What people settled about it, keyed by error code and by field path.
        decisions: ! Decisions,
    }
}

/// What a spec's path says: `GROUP/ENDPOINT.yaml`.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) source: String,
    pub(crate) file: FileId,
    pub(crate) group: Name,
    pub(crate) endpoint: Name,
}

impl Place {
    /// The place of an endpoint's file, or where it should be instead.
    pub(crate) fn of(path: &str, file: FileId) -> Result<Self, String> {
        let (group, name) = path.split_once('/').unwrap_or(("GROUP", path));
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        if stem == "platform" {
            return Err(format!("the platform's file is `{PLATFORM}`, beside the groups"));
        }
        if stem.is_empty() {
            return Err(format!("a name says what the endpoint is called: `{group}/ENDPOINT{EXTENSION}`"));
        }
        if group == "GROUP" || format!(".{extension}") != EXTENSION {
            return Err(format!("the file of an endpoint is `{group}/{stem}{EXTENSION}`"));
        }
        let module = |name: &str| {
            Name::module(name).ok_or_else(|| {
                format!(
                    "`{name}` makes no module: write snake case, and neither a word of Rust's nor a name with another \
                     meaning, as `mod` and `new`"
                )
            })
        };
        Ok(Self { source: path.to_owned(), file, group: module(group)?, endpoint: module(stem)? })
    }
}
