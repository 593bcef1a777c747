//! `decisions:`, what people settled about the page's facts. Only people write it.

use super::{Keys, Named, Node, Problems, Read, Spanned};
use crate::read::word;

/// The decisions about one endpoint.
#[derive(Debug)]
pub(crate) struct Decisions {
    /// The kind of token that authorises the call; absent where none does.
    pub(crate) token: Option<Spanned<String>>,
    pub(crate) envelope: Spanned<String>,
    /// The request's field that makes a repeated call harmless.
    pub(crate) idempotency: Option<Spanned<String>>,
    /// What the endpoint issues, where it issues a token.
    pub(crate) grant: Option<Grant>,
    pub(crate) errors: Named<i64, ErrorDecision>,
    /// Keyed by the field's path: `request.vouchers.entrance`.
    pub(crate) fields: Named<String, FieldDecision>,
    /// Samples of ours, where the page has no usable one.
    pub(crate) made_responses: Vec<MadeExample>,
}

impl Read for Decisions {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let token = keys.optional("token", problems);
        let envelope = keys.required("envelope", problems);
        let idempotency = keys.optional("idempotency", problems);
        let grant = keys.optional("grant", problems);
        let errors = keys.optional("errors", problems);
        let fields = keys.optional("fields", problems);
        let examples = keys.optional::<MadeExamples>("examples", problems);
        keys.end(problems);
        Some(Self {
            token,
            envelope: envelope?,
            idempotency,
            grant,
            errors: errors.unwrap_or_default(),
            fields: fields.unwrap_or_default(),
            made_responses: examples.map(|examples| examples.0).unwrap_or_default(),
        })
    }
}

/// Where in the response an issued token is, and which kind it is.
#[derive(Debug)]
pub(crate) struct Grant {
    pub(crate) token: Spanned<String>,
    pub(crate) access_token: Spanned<String>,
    pub(crate) expires_in: Spanned<String>,
}

impl Read for Grant {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let token = keys.required("token", problems);
        let access_token = keys.required("access_token", problems);
        let expires_in = keys.required("expires_in", problems);
        keys.end(problems);
        Some(Self { token: token?, access_token: access_token?, expires_in: expires_in? })
    }
}

/// What a code is called, what it asks for, and whether the platform may have done something.
#[derive(Debug)]
pub(crate) struct ErrorDecision {
    pub(crate) name: Spanned<String>,
    pub(crate) action: Action,
    pub(crate) effect: Effect,
}

impl Read for ErrorDecision {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let name = keys.required("name", problems);
        let action = keys.required("action", problems);
        let effect = keys.required("effect", problems);
        keys.end(problems);
        Some(Self { name: name?, action: action?, effect: effect? })
    }
}

/// What a code asks the caller for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Action {
    Retry,
    BackOff,
    StopForToday,
    RefreshToken,
    FixRequest,
    ObtainPermission,
    ObtainMerchantAuthorization,
    ContactPlatform,
    ReadMessage,
}

impl Read for Action {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let words = [
            ("retry", Self::Retry),
            ("back_off", Self::BackOff),
            ("stop_for_today", Self::StopForToday),
            ("refresh_token", Self::RefreshToken),
            ("fix_request", Self::FixRequest),
            ("obtain_permission", Self::ObtainPermission),
            ("obtain_merchant_authorization", Self::ObtainMerchantAuthorization),
            ("contact_platform", Self::ContactPlatform),
            ("read_message", Self::ReadMessage),
        ];
        word(node, &words, problems)
    }
}

/// What a code says about the world.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Effect {
    /// The platform certainly did nothing.
    None,
    /// It may have done what it was asked.
    Unknown,
}

impl Read for Effect {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        word(node, &[("none", Self::None), ("unknown", Self::Unknown)], problems)
    }
}

/// What is settled about one field.
#[derive(Debug)]
pub(crate) struct FieldDecision {
    /// The field's name in Rust.
    pub(crate) rust_name: Option<Spanned<String>>,
    /// The name of the struct that the field, or the list in it, holds. Equal structs may share one.
    pub(crate) rust_type: Option<Spanned<String>>,
    /// Never shown by `Debug`.
    pub(crate) secret: Option<Spanned<bool>>,
    /// A text or list that is given must not be empty.
    pub(crate) not_empty: Option<Spanned<bool>>,
    pub(crate) outcome: Option<Outcome>,
}

impl Read for FieldDecision {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let rust_name = keys.optional("rust_name", problems);
        let rust_type = keys.optional("rust_type", problems);
        let secret = keys.optional("secret", problems);
        let not_empty = keys.optional("not_empty", problems);
        let outcome = keys.optional("outcome", problems);
        keys.end(problems);
        Some(Self { rust_name, rust_type, secret, not_empty, outcome })
    }
}

impl Read for Spanned<bool> {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        bool::read(node, problems).map(|value| Self { value, span: node.span })
    }
}

/// A list whose items succeed or fail one by one, and where each says so.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Spanned<String>,
    pub(crate) message: Option<Spanned<String>>,
    pub(crate) key: Option<Spanned<String>>,
}

impl Read for Outcome {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let code = keys.required("code", problems);
        let message = keys.optional("message", problems);
        let key = keys.optional("key", problems);
        keys.end(problems);
        Some(Self { code: code?, message, key })
    }
}

struct MadeExamples(Vec<MadeExample>);

impl Read for MadeExamples {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let responses = keys.required("responses", problems);
        keys.end(problems);
        responses.map(Self)
    }
}

/// A reply of ours, and what it shows.
#[derive(Debug)]
pub(crate) struct MadeExample {
    pub(crate) title: String,
    pub(crate) body: String,
}

impl Read for MadeExample {
    fn read(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut keys = Keys::of(node, problems)?;
        let title = keys.required("title", problems);
        let body = keys.required("body", problems);
        keys.end(problems);
        Some(Self { title: title?, body: body? })
    }
}
