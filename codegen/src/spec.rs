//! The spec language: what a file can say. Read `page.rs`, `field.rs` and `decisions.rs` as its legend.
//!
//! A spec says what it says: nothing here is resolved, and nothing is judged beyond its shape.

use crate::diagnostic::{FileId, Problems};
use crate::ident::Name;
use crate::parse::Parse as _;
use crate::yaml::Node;

mod decisions;
mod field;
mod language;
mod page;
mod platform;
#[cfg(feature = "cli")]
pub(crate) mod schema;

pub(crate) use decisions::{Action, Decisions, Effect, ErrorDecision, FieldDecision, MadeExample, Outcome};
pub(crate) use field::{Facts, Field, Inferred, Kind, LengthUnit, Limits, Origin, Unit};
pub(crate) use page::{ErrorRow, Note, NoteSample, Page, RequestExample, ResponseExample};
pub(crate) use platform::{Envelope, Platform};

/// How the name of an endpoint's file ends.
pub(crate) const EXTENSION: &str = ".yaml";

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
    /// The place of an endpoint's file, if its path is one.
    pub(crate) fn of(path: &str, file: FileId) -> Option<Self> {
        let (group, endpoint) = path.strip_suffix(EXTENSION)?.split_once('/')?;
        let (group, endpoint) = (Name::module(group)?, Name::module(endpoint)?);
        Some(Self { source: path.to_owned(), file, group, endpoint })
    }
}
