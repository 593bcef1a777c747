//! `decisions:`, what people settled about the page's facts. Only people write it.

use super::language::{mapping, words};
use crate::parse::{Named, Spanned};

mapping! {
    /// The decisions about one endpoint.
    Decisions {
        /// The kind of token that authorizes the call; absent where none does.
        token: ? Spanned<String>,
        envelope: + Spanned<String>,
        /// The request's field that makes a repeated call harmless.
        idempotency: ? Spanned<String>,
        /// What the endpoint issues, where it issues a token.
        grant: ? Grant,
        errors: * Named<i64, ErrorDecision>,
        /// Keyed by the field's path: `request.lines.item`.
        fields: * Named<String, FieldDecision>,
        /// Samples of ours, where the page has no usable one.
        examples: * MadeExamples,
    }

    /// Where in the response an issued token is, and which kind it is.
    Grant {
        token: ! Spanned<String>,
        access_token: ! Spanned<String>,
        expires_in: ! Spanned<String>,
    }

    /// What a code is called, what it asks for, and whether the platform may have done something.
    ErrorDecision {
        name: ! Spanned<String>,
        action: ! Action,
        effect: ! Effect,
    }

    /// What is settled about one field.
    FieldDecision {
        /// The field's name in Rust.
        rust_name: ? Spanned<String>,
        /// The name of the struct that the field, or the list in it, holds. Equal structs may share one.
        rust_type: ? Spanned<String>,
        /// Never shown by `Debug`.
        secret: ? Spanned<bool>,
        /// A text or list that is given must not be empty.
        not_empty: ? Spanned<bool>,
        outcome: ? Outcome,
    }

    /// A list whose items succeed or fail one by one, and where each says so.
    Outcome {
        code: ! Spanned<String>,
        message: ? Spanned<String>,
        key: ? Spanned<String>,
    }

    /// Samples of ours.
    #[derive(Default)]
    MadeExamples {
        responses: ! Vec<MadeExample>,
    }

    /// A reply of ours, and what it shows.
    MadeExample {
        title: ! String,
        body: ! String,
    }
}

words! {
    /// What a code asks the caller for.
    Action {
        Retry = "retry",
        BackOff = "back_off",
        StopForToday = "stop_for_today",
        RefreshToken = "refresh_token",
        FixRequest = "fix_request",
        ObtainPermission = "obtain_permission",
        ObtainMerchantAuthorization = "obtain_merchant_authorization",
        ContactPlatform = "contact_platform",
        ReadMessage = "read_message",
    }

    /// What a code says about the world.
    Effect {
        /// The platform certainly did nothing.
        None = "none",
        /// It may have done what it was asked.
        Unknown = "unknown",
    }
}
