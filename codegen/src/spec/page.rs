//! `page:`, what the vendor's page says, in its order. An import replaces it whole.

use super::Field;
use super::language::{mapping, words};
use crate::diagnostic::Problems;
use crate::parse::{Named, Parse, Spanned};
use crate::yaml::{Node, Value};

mapping! {
    /// The facts of one endpoint's page.
    Page {
        title: + String,
        /// The page's own address, where it is known.
        address: ? String,
        method: + Method,
        host: + Spanned<String>,
        path: + Spanned<String>,
        scope: ? String,
        permission: ? String,
        notes: * Vec<Note>,
        headers: * Named<String, Field>,
        request: * Named<String, Field>,
        response: * Named<String, Field>,
        errors: * Vec<ErrorRow>,
        examples: * Examples,
    }

    /// A sample that stands between the paragraphs of the page's introduction.
    NoteSample {
        title: ! String,
        sample: ! String,
    }

    /// A row of the page's error table. A code may stand in several.
    ErrorRow {
        status: ! Spanned<i64>,
        code: ! Spanned<i64>,
        text: ! String,
        advice: ? String,
    }

    /// The page's samples.
    #[derive(Default)]
    Examples {
        requests: * Vec<RequestExample>,
        responses: * Vec<ResponseExample>,
    }

    /// A sample call: its URL as the page writes it, relative or not, its headers and its body.
    RequestExample {
        url: ! String,
        headers: * Named<String, String>,
        body: ! String,
    }

    /// A sample reply.
    ResponseExample {
        body: ! String,
    }
}

words! {
    /// How an endpoint is called. A body of JSON is posted: there is no other way so far.
    Method {
        Post = "POST",
    }
}

impl Method {
    pub(crate) fn name(self) -> &'static str {
        match self {
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

impl Parse for Note {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        match node.value {
            Value::Map(_) => NoteSample::parse(node, problems).map(Self::Sample),
            _ => String::parse(node, problems).map(Self::Text),
        }
    }
}
