//! `rules:`, what a page says about several fields at once. A field is named by its path, as decisions name it.

use super::field::Origin;
use super::language::mapping;
use crate::diagnostic::Problems;
use crate::parse::{Named, Parse, Spanned};
use crate::yaml::{Node, Value};

mapping! {
    /// One rule: one of the first ten keys, and what belongs to it. Checked before sending unless it says otherwise.
    Relation {
        /// One of these fields is there, and no other.
        exactly_one_of: ? Spanned<Vec<Spanned<String>>>,
        /// One of these fields is there, or several.
        at_least_one_of: ? Spanned<Vec<Spanned<String>>>,
        /// One of these fields is there, or none.
        at_most_one_of: ? Spanned<Vec<Spanned<String>>>,
        /// All of these fields are there, or none.
        together: ? Spanned<Vec<Spanned<String>>>,
        /// This field is there under the rule's conditions.
        required: ? Spanned<String>,
        /// This field is absent under the rule's conditions.
        forbidden: ? Spanned<String>,
        /// The first of these two fields is not after the second.
        ordered: ? Spanned<Vec<Spanned<String>>>,
        /// No two values at these paths are equal, in the whole request.
        unique: ? Spanned<Vec<Spanned<String>>>,
        /// Of these fields the first that is there counts. Documented, not checked.
        precedence: ? Spanned<Vec<Spanned<String>>>,
        /// How the endpoint's pages are asked for. Documented, not checked.
        pagination: ? Spanned<Pagination>,
        /// A condition of `required` or `forbidden`: each of these fields has one of the values, given as text.
        when: * Named<String, Texts>,
        /// A condition of `required` or `forbidden`: each of these fields is there.
        when_given: * Vec<Spanned<String>>,
        /// A condition of `required` or `forbidden`: each of these fields is absent.
        when_absent: * Vec<Spanned<String>>,
        /// The page's own words.
        doc: ? String,
        /// Where the rule comes from, if not from the page. Then it is documented, not checked.
        inferred: ? Spanned<Origin>,
    }

    /// Where an endpoint's pages are asked for, and where a reply says what comes next: paths of fields.
    Pagination {
        /// The request's field that says where the page starts, as the reply before it said.
        cursor: ? Spanned<String>,
        /// The request's field with the number of the page.
        page: ? Spanned<String>,
        /// The request's field with the size of a page.
        size: ? Spanned<String>,
        /// The response's field with the cursor of the next page.
        next: ? Spanned<String>,
        /// The response's field that says whether there is another page.
        more: ? Spanned<String>,
        /// The response's field that counts all there is.
        total: ? Spanned<String>,
    }
}

/// A text, or several.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Texts(pub(crate) Vec<Spanned<String>>);

impl Parse for Texts {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        match node.value {
            Value::List(_) => Vec::parse(node, problems).map(Self),
            _ => Spanned::parse(node, problems).map(|text| Self(vec![text])),
        }
    }
}

#[cfg(feature = "cli")]
impl super::schema::Describe for Texts {
    fn describe(definitions: &mut super::schema::Definitions) -> serde_json::Value {
        serde_json::json!({ "anyOf": [String::describe(definitions), Vec::<String>::describe(definitions)] })
    }
}
