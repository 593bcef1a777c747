//! `decisions:`, what people settled about the page's facts. Only people write it.

use super::WireValue;
use super::language::{mapping, words};
use crate::parse::{Named, Spanned};

mapping! {
    /// The decisions about one endpoint.
    Decisions {
        /// The kind of token that authorizes the call, from platform.yaml; absent where none does.
        token: ? Spanned<String>,
        /// Where the reply says what happened: an envelope of platform.yaml.
        envelope: + Spanned<String>,
        /// The request's field that makes a repeated call harmless.
        idempotency: ? Spanned<String>,
        /// Repeating a call does no harm, even without an idempotency token: it only reads, or has the same result.
        repeatable: ? Spanned<bool>,
        /// What the endpoint issues, where it issues a token.
        grant: ? Grant,
        /// What is decided about each code of the page.
        errors: * Named<i64, ErrorDecision>,
        /// What is decided about fields, by path: `request.lines.item`, `response.lines`, `headers.x-shop`.
        fields: * Named<String, FieldDecision>,
        /// Samples of ours, where the page has no usable one.
        examples: * MadeExamples,
    }

    /// Where in the response an issued token is, and which kind it is.
    Grant {
        /// The kind of token, from platform.yaml.
        token: ! Spanned<String>,
        /// The path to the token's text, which is decided to be secret.
        access_token: ! Spanned<String>,
        /// The path to the seconds that it lives.
        expires_in: ! Spanned<String>,
    }

    /// What a code is called, what it asks for, and whether the platform may have done something.
    ErrorDecision {
        /// The variant's name, in snake case.
        name: ! Spanned<String>,
        /// What the code asks the caller for.
        action: ! Action,
        /// What the code says about the world.
        effect: ! Effect,
    }

    /// What is settled about one field.
    FieldDecision {
        /// The field's name in Rust, where the wire name makes none or clashes.
        rust_name: ? Spanned<String>,
        /// The name of the struct that the field, or the list in it, holds. Equal structs may share one.
        rust_type: ? Spanned<String>,
        /// What the values under the field's `enum` are called, in snake case.
        variants: * Named<WireValue, Spanned<String>>,
        /// A text that is the application's own secret: never shown by `Debug`, and wiped when it is dropped.
        secret: ? Spanned<bool>,
        /// A text, or a list, map or JSON of texts, that identifies or admits somebody: never shown by `Debug`.
        personal: ? Spanned<bool>,
        /// A text or list that is given must not be empty.
        not_empty: ? Spanned<bool>,
        /// The list's items succeed or fail one by one.
        outcome: ? Outcome,
    }

    /// A list whose items succeed or fail one by one, and where each says so.
    Outcome {
        /// The item's integer, or a string that holds one, that is 0 where it succeeded.
        code: ! Spanned<String>,
        /// What the code is where the item succeeded: 0 and nothing else, unless this says so.
        ok: ? Spanned<Vec<Spanned<i64>>>,
        /// What the code is where the item had been done before: a success, and the caller can tell.
        already_done: * Vec<Spanned<i64>>,
        /// The item's text that says what happened.
        message: ? Spanned<String>,
        /// The item's text or integer that says which one it is.
        key: ? Spanned<String>,
        /// The path of the request's field whose values are the keys that are asked for.
        asked: ? Spanned<String>,
    }

    /// Samples of ours.
    MadeExamples: Default {
        /// Replies.
        responses: ! Vec<MadeExample>,
    }

    /// A reply of ours, and what it shows.
    MadeExample {
        /// What it shows, in a sentence.
        title: ! String,
        /// Its body, as text.
        body: ! String,
    }
}

words! {
    /// What a code asks the caller for.
    Action {
        /// Try again.
        Retry = "retry",
        /// Try again later, and less often.
        BackOff = "back_off",
        /// The day's quota is used up.
        StopForToday = "stop_for_today",
        /// The token is dead.
        RefreshToken = "refresh_token",
        /// The request is wrong.
        FixRequest = "fix_request",
        /// The application lacks an ability, a scope or the user's authorization.
        ObtainPermission = "obtain_permission",
        /// The merchant has not authorized the application.
        ObtainMerchantAuthorization = "obtain_merchant_authorization",
        /// Only the platform's people can help.
        ContactPlatform = "contact_platform",
        /// The code means many things; the message says which.
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
