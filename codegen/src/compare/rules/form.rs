//! What a rule says, so that what says the same is equal, and whether another one lets everything through that it does.

use std::collections::BTreeSet;

use crate::api::{Endpoint, Is, Says};
use crate::compare::at::placed;

/// What a rule says. Where order means nothing, there is none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Form {
    pub(super) key: &'static str,
    /// The fields that it is about: `request.lines.id`.
    pub(super) paths: Vec<String>,
    pub(super) when: BTreeSet<(String, Holds)>,
}

/// What a field must be for a rule to hold.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Holds {
    AnyOf(BTreeSet<String>),
    Given,
    Absent,
}

impl Form {
    pub(super) fn of(endpoint: &Endpoint, says: &Says) -> Self {
        let mut paths = subject(endpoint, says);
        let key = key(says);
        if !matches!(key, "ordered" | "precedence") {
            paths.sort();
        }
        let (Says::Required(_, when) | Says::Forbidden(_, when)) = says else {
            return Self { key, paths, when: BTreeSet::new() };
        };
        let holds = |is: &Is| match is {
            Is::AnyOf(values) => Holds::AnyOf(values.iter().map(|value| format!("{value:?}")).collect()),
            Is::Given => Holds::Given,
            Is::Absent => Holds::Absent,
        };
        let when = when.iter().map(|when| (placed(&endpoint.request, &when.path), holds(&when.is))).collect();
        Self { key, paths, when }
    }

    /// Whether they are about the same.
    pub(super) fn is_about(&self, other: &Self) -> bool {
        (self.key, &self.paths) == (other.key, &other.paths)
    }

    /// Whether every call that this rule lets through is right by the other one, too.
    pub(super) fn implies(&self, other: &Self) -> bool {
        let is_in = |some: &Self, all: &Self| some.paths.iter().all(|path| all.paths.contains(path));
        match (self.key, other.key) {
            ("exactly_one_of" | "at_least_one_of", "at_least_one_of") => is_in(self, other),
            ("exactly_one_of" | "at_most_one_of", "at_most_one_of")
            | ("together", "together")
            | ("unique", "unique") => is_in(other, self),
            ("together", "required") => {
                let is_there =
                    |(path, holds): &(String, Holds)| *holds != Holds::Absent && self.paths.contains(path);
                is_in(other, self) && other.when.iter().any(is_there)
            }
            ("required", "required") | ("forbidden", "forbidden") => {
                self.paths == other.paths && self.when.iter().all(|mine| other.asks_for(mine))
            }
            _ => self == other,
        }
    }

    /// Whether the rule holds only where this does.
    fn asks_for(&self, (path, holds): &(String, Holds)) -> bool {
        let is_it = |one: &(String, Holds)| match (&one.1, holds) {
            _ if one.0 != *path => false,
            (Holds::AnyOf(few), Holds::AnyOf(many)) => few.is_subset(many),
            (Holds::AnyOf(_), Holds::Given) => true,
            (one, holds) => one == holds,
        };
        self.when.iter().any(is_it)
    }
}

pub(super) fn key(says: &Says) -> &'static str {
    match says {
        Says::ExactlyOneOf(_) => "exactly_one_of",
        Says::AtLeastOneOf(_) => "at_least_one_of",
        Says::AtMostOneOf(_) => "at_most_one_of",
        Says::Together(_) => "together",
        Says::Required(..) => "required",
        Says::Forbidden(..) => "forbidden",
        Says::Ordered(..) => "ordered",
        Says::Unique(_) => "unique",
        Says::Precedence(_) => "precedence",
    }
}

/// The fields that a rule is about, in its order. Those of its conditions are none of them.
pub(super) fn subject(endpoint: &Endpoint, says: &Says) -> Vec<String> {
    let paths = match says {
        Says::Required(path, _) | Says::Forbidden(path, _) => vec![path],
        says => says.paths(),
    };
    paths.iter().map(|path| placed(&endpoint.request, path)).collect()
}
