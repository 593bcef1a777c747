//! A reply in, what it says about the world out.

use http::StatusCode;

use crate::envelope::Signals;
use crate::error::{Answer, UnknownReason};
use crate::{Effect, Meta};

/// What a reply says.
#[derive(Debug)]
pub(crate) enum Said {
    Success,
    /// The platform did nothing.
    Rejected(Option<Answer<i64>>),
    Unknown(UnknownReason, Option<Answer<i64>>),
}

/// What a reply says, and the platform's id of the call.
pub(crate) fn classify(meta: &Meta, status: StatusCode, body: &[u8]) -> (Said, Option<String>) {
    match meta.envelope.read(body) {
        Ok(signals) => {
            let log_id = signals.log_id.clone();
            (signalled(meta, status, signals), log_id)
        }
        Err(_) if status == StatusCode::TOO_MANY_REQUESTS => (Said::Rejected(None), None),
        Err(error) => (Said::Unknown(UnknownReason::Undecodable(describe(&error)), None), None),
    }
}

fn signalled(meta: &Meta, status: StatusCode, signals: Signals) -> Said {
    let code = signals.codes.iter().flatten().find(|code| **code != 0).copied();
    if let Some(number) = code {
        let documented = meta.codes.iter().find(|entry| entry.code == number);
        let Signals { message, sub_code, sub_message, .. } = signals;
        let answer = Answer { code: number, documented, message, sub_code, sub_message, number };
        return match documented.map(|entry| entry.effect) {
            Some(Effect::None) if !status.is_redirection() => Said::Rejected(Some(answer)),
            _ => Said::Unknown(UnknownReason::Code, Some(answer)),
        };
    }
    if status == StatusCode::TOO_MANY_REQUESTS {
        return Said::Rejected(None);
    }
    if let Some(missing) = signals.codes.iter().position(Option::is_none) {
        let path = meta.envelope.codes[missing].join(".");
        return Said::Unknown(UnknownReason::Undecodable(format!("there is no code at {path}")), None);
    }
    if status.is_success() { Said::Success } else { Said::Unknown(UnknownReason::Status, None) }
}

/// What is wrong with a body, without repeating any of it: it may hold secrets.
pub(crate) fn describe(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Eof => "it ends too early",
        Category::Syntax => "it is not JSON",
        Category::Data | Category::Io => "a value is of another type",
    };
    format!("{what}, at line {} column {}", error.line(), error.column())
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::{Said, classify};
    use crate::error::UnknownReason;
    use crate::{Action, Effect, Envelope, ErrorEntry, Host, Meta};

    static TWO: Envelope = Envelope {
        name: "two",
        codes: &[&["a", "code"], &["b"]],
        messages: &[&["m"]],
        sub_codes: &[],
        sub_messages: &[],
        log_ids: &[&["log"]],
    };
    static HOST: Host = Host { name: "host", url: "https://localhost" };
    const META: Meta = Meta {
        id: "group/endpoint",
        title: "",
        host: &HOST,
        path: "/",
        scope: None,
        permission: None,
        token: None,
        envelope: &TWO,
        idempotent: false,
        codes: &[
            ErrorEntry::new(1, Action::FixRequest, Effect::None, &[]),
            ErrorEntry::new(2, Action::Retry, Effect::Unknown, &[]),
        ],
    };

    fn said(status: u16, body: &str) -> &'static str {
        let status = StatusCode::from_u16(status).expect("it is a status");
        match classify(&META, status, body.as_bytes()).0 {
            Said::Success => "success",
            Said::Rejected(Some(_)) => "rejected",
            Said::Rejected(None) => "rejected, no code",
            Said::Unknown(UnknownReason::Code, Some(_)) => "unknown, code",
            Said::Unknown(UnknownReason::Undecodable(_), None) => "undecodable",
            Said::Unknown(UnknownReason::Status, None) => "unknown, status",
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn success_is_every_code_zero_and_a_status_of_success() {
        let zero = r#"{"a":{"code":0},"b":"0"}"#;
        assert_eq!(said(200, zero), "success");
        for status in [301, 400, 500, 503] {
            assert_eq!(said(status, zero), "unknown, status", "{status}");
        }
        for body in ["{}", r#"{"b":0}"#, r#"{"a":{"code":0}}"#, r#"{"a":null,"b":0}"#, "<html>", "[0,0]"] {
            assert_eq!(said(200, body), "undecodable", "{body}");
        }
    }

    #[test]
    fn a_code_rejects_only_if_it_says_that_nothing_was_done() {
        assert_eq!(said(200, r#"{"a":{"code":1},"b":0}"#), "rejected");
        assert_eq!(said(500, r#"{"a":{"code":0},"b":1}"#), "rejected");
        assert_eq!(said(307, r#"{"b":1}"#), "unknown, code");
        for code in [2, 3, -1, i64::MAX] {
            assert_eq!(said(200, &format!(r#"{{"b":{code}}}"#)), "unknown, code", "{code}");
        }
    }

    #[test]
    fn too_many_requests_reject_without_a_code() {
        assert_eq!(said(429, "slow down"), "rejected, no code");
        assert_eq!(said(429, r#"{"a":{"code":0},"b":2}"#), "unknown, code");
        assert_eq!(said(502, "<html>"), "undecodable");
    }

    #[test]
    fn the_log_id_is_kept_whatever_the_reply_says() {
        let (_, log_id) = classify(&META, StatusCode::OK, br#"{"b":2,"log":"l"}"#);
        assert_eq!(log_id.as_deref(), Some("l"));
    }
}
