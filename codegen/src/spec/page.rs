//! `page:`, what the vendor's page says, in its order. An import replaces it whole.

use super::{Field, Keys, Named, Node, Problems, Read, Spanned};
use crate::read::word;
use crate::yaml::Value;

/// The facts of one endpoint's page.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) title: String,
    /// The page's own address, where it is known.
    pub(crate) address: Option<String>,
    pub(crate) host: Spanned<String>,
    pub(crate) path: Spanned<String>,
    pub(crate) scope: Option<String>,
    pub(crate) permission: Option<String>,
    pub(crate) notes: Vec<Note>,
    pub(crate) headers: Named<String, Field>,
    pub(crate) request: Named<String, Field>,
    pub(crate) response: Named<String, Field>,
    pub(crate) errors: Vec<ErrorRow>,
    pub(crate) examples: Examples,
}

impl Read for Page {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let title = keys.required("title", problems);
        let address = keys.optional("address", problems);
        let method = keys.required::<Method>("method", problems);
        let host = keys.required("host", problems);
        let path = keys.required("path", problems);
        let scope = keys.optional("scope", problems);
        let permission = keys.optional("permission", problems);
        let notes = keys.optional("notes", problems);
        let headers = keys.optional("headers", problems);
        let request = keys.optional("request", problems);
        let response = keys.optional("response", problems);
        let errors = keys.optional("errors", problems);
        let examples = keys.optional("examples", problems);
        keys.end(problems);
        method?;
        Some(Self {
            title: title?,
            address,
            host: host?,
            path: path?,
            scope,
            permission,
            notes: notes.unwrap_or_default(),
            headers: headers.unwrap_or_default(),
            request: request.unwrap_or_default(),
            response: response.unwrap_or_default(),
            errors: errors.unwrap_or_default(),
            examples: examples.unwrap_or_default(),
        })
    }
}

/// The only method so far: a body of JSON is posted.
struct Method;

impl Read for Method {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        word(node, &[("POST", ())], problems).map(|()| Self)
    }
}

/// A paragraph of the page's introduction, or a sample that stands between them.
#[derive(Debug)]
pub(crate) enum Note {
    Text(String),
    Sample { title: String, sample: String },
}

impl Read for Note {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return String::read(node, problems).map(Self::Text);
        }
        let mut keys = Keys::of(node, problems)?;
        let title = keys.required("title", problems);
        let sample = keys.required("sample", problems);
        keys.end(problems);
        Some(Self::Sample { title: title?, sample: sample? })
    }
}

/// A row of the page's error table. A code may stand in several.
#[derive(Debug)]
pub(crate) struct ErrorRow {
    pub(crate) status: Spanned<i64>,
    pub(crate) code: Spanned<i64>,
    pub(crate) text: String,
    pub(crate) advice: Option<String>,
}

impl Read for ErrorRow {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let status = keys.required("status", problems);
        let code = keys.required("code", problems);
        let text = keys.required("text", problems);
        let advice = keys.optional("advice", problems);
        keys.end(problems);
        Some(Self { status: status?, code: code?, text: text?, advice })
    }
}

/// The page's samples.
#[derive(Debug, Default)]
pub(crate) struct Examples {
    pub(crate) requests: Vec<RequestExample>,
    pub(crate) responses: Vec<ResponseExample>,
}

impl Read for Examples {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let requests = keys.optional("requests", problems);
        let responses = keys.optional("responses", problems);
        keys.end(problems);
        Some(Self { requests: requests.unwrap_or_default(), responses: responses.unwrap_or_default() })
    }
}

/// A sample call: its URL as the page writes it, relative or not, its headers and its body.
#[derive(Debug)]
pub(crate) struct RequestExample {
    pub(crate) url: String,
    pub(crate) headers: Named<String, String>,
    pub(crate) body: String,
}

impl Read for RequestExample {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let url = keys.required("url", problems);
        let headers = keys.optional("headers", problems);
        let body = keys.required("body", problems);
        keys.end(problems);
        Some(Self { url: url?, headers: headers.unwrap_or_default(), body: body? })
    }
}

/// A sample reply's body.
#[derive(Debug)]
pub(crate) struct ResponseExample {
    pub(crate) body: String,
}

impl Read for ResponseExample {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let body = keys.required("body", problems);
        keys.end(problems);
        Some(Self { body: body? })
    }
}
