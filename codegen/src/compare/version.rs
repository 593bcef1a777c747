//! What moved in, the version that a release with it needs out.

use super::change::{Change, Kind};

/// Which part of a version grows.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Bump {
    None,
    Patch,
    Minor,
    Major,
}

/// A release breaks something, adds something or does something else, or only says things in other words.
pub(crate) fn bump(changes: &[Change]) -> Bump {
    let one = |change: &Change| match change {
        Change { wire, source, .. } if wire.is_no || source.is_no => Bump::Major,
        Change { is_wording: true, .. } => Bump::Patch,
        Change { kind: Kind::Added, .. } => Bump::Minor,
        Change { behaviour, .. } if behaviour.is_no => Bump::Minor,
        _ => Bump::Patch,
    };
    changes.iter().map(one).max().unwrap_or(Bump::None)
}

impl Bump {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// What to do, also below 1.0, where the minor version stands for the major one.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::None => "no new version is needed",
            Self::Patch => "a patch: 1.2.3 becomes 1.2.4, and 0.2.3 becomes 0.2.4",
            Self::Minor => "a minor version: 1.2.3 becomes 1.3.0; below 1.0 a patch, 0.2.3 becomes 0.2.4",
            Self::Major => {
                "a major version: 1.2.3 becomes 2.0.0; below 1.0 the minor one, 0.2.3 becomes 0.3.0"
            }
        }
    }
}
