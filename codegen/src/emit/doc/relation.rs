//! What is said about several fields at once, in sentences.

use super::{code, facts, prose};
use crate::api::{Condition, Is, Literal, Pagination, Path, Relation, Says};
use crate::spec::{self, Origin};

/// A rule, the page's words for it, and where it comes from.
pub(super) fn sentence(relation: &Relation) -> String {
    with_words(&said(&relation.says), relation.doc.as_deref(), relation.inferred)
}

/// How the endpoint's pages are asked for.
pub(crate) fn pagination(pagination: &Pagination) -> String {
    let spec::Pagination { cursor, page, size, next, more, total } = &pagination.says;
    let parts = [
        (cursor, "send the cursor as"),
        (page, "send the page's number as"),
        (size, "the page's size as"),
        (next, "the next cursor is in"),
        (more, "whether there is more in"),
        (total, "how much there is in"),
    ];
    let parts =
        parts.iter().filter_map(|(path, what)| Some(format!("{what} {}", code(&path.as_ref()?.value))));
    let parts: Vec<_> = parts.collect();
    let said = format!("Pages: {}.", parts.join(", "));
    with_words(&said, pagination.doc.as_deref(), pagination.inferred)
}

fn said(says: &Says) -> String {
    match says {
        Says::ExactlyOneOf(paths) => format!("Exactly one of {} is given.", all(paths)),
        Says::AtLeastOneOf(paths) => format!("At least one of {} is given.", all(paths)),
        Says::AtMostOneOf(paths) => format!("At most one of {} is given.", all(paths)),
        Says::Together(paths) => format!("Of {} all are given, or none.", all(paths)),
        Says::Required(path, when) => format!("{} is required when {}.", wire(path), conditions(when)),
        Says::Forbidden(path, when) => format!("{} must be absent when {}.", wire(path), conditions(when)),
        Says::Ordered([first, second], _) => format!("{} is not after {}.", wire(first), wire(second)),
        Says::Unique(paths) => format!("No two values of {} are equal in a request.", all(paths)),
        Says::Precedence(paths) => format!("Of {} the first that is given counts.", all(paths)),
    }
}

fn conditions(when: &[Condition]) -> String {
    let when = when.iter().map(|Condition { path, is }| match is {
        Is::AnyOf(values) => {
            format!("{} is {}", wire(path), joined(values.iter().map(value).collect(), "or"))
        }
        Is::Given => format!("{} is given", wire(path)),
        Is::Absent => format!("{} is absent", wire(path)),
    });
    joined(when.collect(), "and")
}

fn value(literal: &Literal) -> String {
    match literal {
        Literal::Text(text) => code(text),
        Literal::Integer(integer) => code(&integer.to_string()),
        Literal::Truth(truth) => code(&truth.to_string()),
    }
}

fn all(paths: &[Path]) -> String {
    joined(paths.iter().map(wire).collect(), "and")
}

fn wire(path: &Path) -> String {
    code(&path.wire())
}

/// `a`, `b` and `c`.
fn joined(mut words: Vec<String>, word: &str) -> String {
    match words.pop() {
        Some(last) if !words.is_empty() => format!("{} {word} {last}", words.join(", ")),
        last => last.unwrap_or_default(),
    }
}

fn with_words(said: &str, doc: Option<&str>, inferred: Option<Origin>) -> String {
    let doc = doc.map(|doc| format!(" {}", prose(doc).join(" "))).unwrap_or_default();
    let inferred =
        inferred.map(|origin| format!(" Inferred from {}.", facts::origin(origin))).unwrap_or_default();
    format!("{said}{doc}{inferred}")
}
