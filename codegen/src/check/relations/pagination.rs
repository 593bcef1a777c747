//! How an endpoint's pages are asked for: the fields that say so must be there.

use super::fields::Fields;
use crate::api::Place;
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::parse::Spanned;
use crate::spec::Pagination;

pub(super) fn check(
    pages: &Spanned<Pagination>,
    first: Option<Span>,
    (request, response): (&Fields<'_>, &Fields<'_>),
    problems: &mut Problems,
) {
    let Pagination { cursor, page, size, next, more, total } = &pages.value;
    for path in [cursor, page, size].into_iter().flatten() {
        request.find(path, problems);
    }
    for path in [next, more, total].into_iter().flatten() {
        let places: &[Place] = if path.value.starts_with("response.") { &[Place::Body] } else { &[] };
        let help = "a reply says it: the path starts with `response.`";
        response.follow(path, places, help, problems);
    }
    if let Some(first) = first {
        let problem =
            Diagnostic::new(Rule::ImpossibleConstraint, pages.span, "an endpoint has one pagination");
        problems.push(problem.with_related(first, "the other").with_help("keep one of the two"));
    }
    if cursor.is_some() == page.is_some() {
        let message = "pages are asked for with a cursor or with a number";
        let problem = Diagnostic::new(Rule::ImpossibleConstraint, pages.span, message);
        problems.push(problem.with_help("write either `cursor` or `page`"));
    }
    if let Some(next) = next.as_ref().filter(|_| cursor.is_none()) {
        let message = "`next` is the cursor of the next page, and there is no `cursor`";
        let problem = Diagnostic::new(Rule::MisfitKey, next.span, message);
        problems.push(problem.with_help("remove it, or say which field of the request takes it"));
    }
}
