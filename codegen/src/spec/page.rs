//! `page:`, what the vendor's page says, in its order. An import replaces it whole.

use super::language::{mapping, words};
use super::{Field, Relation};
use crate::diagnostic::Problems;
use crate::parse::{Named, Parse, Spanned};
use crate::yaml::{Node, Value};

mapping! {
    /// The facts of one endpoint's page.
    Page {
        /// As the page is called.
        title: + String,
        /// The page's own address, where it is known.
        address: ? String,
        /// How the endpoint is called.
        method: + Method,
        /// A host of platform.yaml.
        host: + Spanned<String>,
        /// The path on the host, with a `/` at the start.
        path: + Spanned<String>,
        /// The scope that the application needs.
        scope: ? String,
        /// The permission that the application needs, in the page's words.
        permission: ? String,
        /// The page's introduction: its paragraphs, and the samples between them.
        notes: * Vec<Note>,
        /// The request's headers, with the one that carries the token.
        headers: * Named<String, Field>,
        /// The parameters behind the URL's `?`.
        query: * Named<String, Field>,
        /// The fields of the request's body.
        request: * Named<String, Field>,
        /// What the body is. JSON unless this says something else, but for a GET without fields, which has none.
        body: ? Spanned<Body>,
        /// What the page says about several fields at once.
        rules: * Vec<Spanned<Relation>>,
        /// What a reply is that says success. JSON unless this says something else; one that says failure always is.
        reply: ? Spanned<ReplyKind>,
        /// The fields of the whole reply.
        response: * Named<String, Field>,
        /// The rows of the page's error table, in its order.
        errors: * Vec<ErrorRow>,
        /// The page's samples, letter by letter.
        examples: * Examples,
    }

    /// A sample that stands between the paragraphs of the page's introduction.
    NoteSample {
        /// What the page writes above it.
        title: ! String,
        /// The sample, kept as text.
        sample: ! String,
    }

    /// A row of the page's error table. A code may stand in several.
    ErrorRow {
        /// The HTTP status.
        status: ! Spanned<i64>,
        /// The error code, in plain decimal.
        code: ! Spanned<i64>,
        /// What the page says it means.
        text: ! String,
        /// What the page advises.
        advice: ? String,
    }

    /// The page's samples.
    Examples: Default {
        /// Sample calls.
        requests: * Vec<RequestExample>,
        /// Sample replies.
        responses: * Vec<ResponseExample>,
    }

    /// A sample call.
    RequestExample {
        /// Its URL as the page writes it, relative or not.
        url: ! String,
        /// Its headers.
        headers: * Named<String, String>,
        /// Its body, as text.
        body: ! String,
    }

    /// A sample reply.
    ResponseExample {
        /// Its body, as text.
        body: ! String,
    }
}

words! {
    /// How an endpoint is called.
    Method {
        Get = "GET",
        Post = "POST",
    }

    /// What a request's body is.
    Body {
        /// There is none.
        None = "none",
        /// An object of JSON.
        Json = "json",
        /// A form, as `application/x-www-form-urlencoded`.
        Form = "form",
        /// A form with files, as `multipart/form-data`.
        Multipart = "multipart",
    }
}

words! {
    /// What a reply is that says success.
    ReplyKind {
        /// An object of JSON.
        Json = "json",
        /// A file.
        Binary = "binary",
    }
}

impl Body {
    /// Whether the fields are parts of a form, and no object of JSON.
    pub(crate) fn is_form(self) -> bool {
        matches!(self, Self::Form | Self::Multipart)
    }

    /// The header `content-type`, without its parameters.
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Self::None | Self::Json => "application/json",
            Self::Form => "application/x-www-form-urlencoded",
            Self::Multipart => "multipart/form-data",
        }
    }
}

impl Method {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// A paragraph of the page's introduction, or a sample between them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Note {
    Text(String),
    Sample(NoteSample),
}

#[cfg(feature = "cli")]
impl super::schema::Describe for Note {
    fn describe(definitions: &mut super::schema::Definitions) -> serde_json::Value {
        serde_json::json!({ "anyOf": [String::describe(definitions), NoteSample::describe(definitions)] })
    }
}

impl Parse for Note {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        match node.value {
            Value::Map(_) => NoteSample::parse(node, problems).map(Self::Sample),
            _ => String::parse(node, problems).map(Self::Text),
        }
    }
}
