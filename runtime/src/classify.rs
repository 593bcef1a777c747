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
    let (mut signals, whole) = meta.envelope.read(body);
    let log_id = signals.log_id.take();
    let is_silent = signals.codes.iter().all(Option::is_none) && signals.optional_codes.is_empty();
    let missing = signals.codes.iter().position(Option::is_none);
    let lacks_payload = meta.envelope.codes.is_empty() && !signals.payload;
    let absent = meta.envelope.payload.filter(|_| lacks_payload);
    let answer = answer(meta, signals);
    let said = match (answer, whole, missing) {
        (Some(answer), Ok(()), _) => coded(answer, status),
        (None, ..) if status.is_redirection() => Said::Unknown(UnknownReason::Status, None),
        (None, Ok(()), None) if status.is_success() => absent.map_or(Said::Success, |path| {
            let why = format!("there is neither a code nor anything at {}", path.join("."));
            Said::Unknown(UnknownReason::Undecodable(why), None)
        }),
        (None, Ok(()), None) => Said::Unknown(UnknownReason::Status, None),
        (None, ..) if is_silent && status == StatusCode::TOO_MANY_REQUESTS => Said::Rejected(None),
        (answer, Err(why), _) => Said::Unknown(UnknownReason::Undecodable(why), answer),
        (None, Ok(()), Some(missing)) => {
            let path = meta.envelope.codes[missing].join(".");
            Said::Unknown(UnknownReason::Undecodable(format!("there is no code at {path}")), None)
        }
    };
    (said, log_id)
}

/// The code that counts, if one means no success: where two differ, the one that leaves the outcome unknown.
fn answer(meta: &Meta, signals: Signals) -> Option<Answer<i64>> {
    let documented = |number: i64| meta.codes.iter().find(|entry| entry.code == number);
    let certain = |number: &&i64| documented(**number).is_some_and(|entry| entry.effect == Effect::None);
    let codes = signals.codes.iter().flatten().chain(&signals.optional_codes);
    let codes: Vec<_> = codes.filter(|code| !meta.envelope.ok.contains(code)).collect();
    let number = **codes.iter().find(|number| !certain(number)).or(codes.first())?;
    let Signals { message, sub_code, sub_message, .. } = signals;
    Some(Answer { code: number, documented: documented(number), message, sub_code, sub_message, number })
}

fn coded(answer: Answer<i64>, status: StatusCode) -> Said {
    match answer.documented.map(|entry| entry.effect) {
        Some(Effect::None) if status.is_redirection() => Said::Unknown(UnknownReason::Status, Some(answer)),
        Some(Effect::None) => Said::Rejected(Some(answer)),
        Some(Effect::Unknown) | None => Said::Unknown(UnknownReason::Code, Some(answer)),
    }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::{Said, classify};
    use crate::error::UnknownReason;
    use crate::plain::{FLAT, meta};
    use crate::{Action, Effect, Envelope, ErrorEntry, Meta};

    static TWO: Envelope = Envelope {
        codes: &[&["a", "code"], &["b"]],
        optional_codes: &[&["c", "code"]],
        messages: &[&["m"]],
        ..FLAT
    };
    /// Without a code that must be there, and with another number for success.
    static BARE: Envelope = Envelope {
        codes: &[],
        optional_codes: &[&["errno"]],
        ok: &[1],
        payload: Some(&["token"]),
        messages: &[&["m"]],
        ..FLAT
    };
    const META: Meta = meta(
        &TWO,
        &[
            ErrorEntry::new(1, Action::FixRequest, Effect::None, &[]),
            ErrorEntry::new(2, Action::Retry, Effect::Unknown, &[]),
        ],
    );

    fn said(status: u16, body: &str) -> &'static str {
        said_by(&META, status, body)
    }

    fn said_by(meta: &Meta, status: u16, body: &str) -> &'static str {
        let status = StatusCode::from_u16(status).expect("it is a status");
        match classify(meta, status, body.as_bytes()).0 {
            Said::Success => "success",
            Said::Rejected(Some(_)) => "rejected",
            Said::Rejected(None) => "rejected, no code",
            Said::Unknown(UnknownReason::Code, Some(_)) => "unknown, code",
            Said::Unknown(UnknownReason::Undecodable(_), None) => "undecodable",
            Said::Unknown(UnknownReason::Undecodable(_), Some(_)) => "undecodable, code",
            Said::Unknown(UnknownReason::Status, _) => "unknown, status",
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
        assert_eq!(said(307, r#"{"b":1}"#), "unknown, status");
        for body in [r#"{"a":{"code":1},"b":2}"#, r#"{"a":{"code":2},"b":1}"#, r#"{"a":{"code":1},"b":99}"#] {
            assert_eq!(said(200, body), "unknown, code", "{body}");
        }
        for code in [2, 3, -1, i64::MAX] {
            assert_eq!(said(200, &format!(r#"{{"b":{code}}}"#)), "unknown, code", "{code}");
        }
    }

    #[test]
    fn an_optional_code_counts_where_it_is() {
        let with = |more: &str| format!(r#"{{"a":{{"code":0}},"b":0,"c":{more}}}"#);
        assert_eq!(said(200, &with(r#"{"code":0}"#)), "success");
        assert_eq!(said(200, &with("[]")), "success");
        assert_eq!(said(200, &with(r#"{"code":1}"#)), "rejected");
        assert_eq!(said(200, &with(r#"{"code":"9"}"#)), "unknown, code");
        assert_eq!(said(200, &with(r#"{"code":0.5}"#)), "undecodable");
        assert_eq!(said(200, r#"{"c":{"code":0}}"#), "undecodable");
    }

    #[test]
    fn without_a_code_a_reply_needs_a_payload() {
        let said = |status, body| said_by(&Meta { envelope: &BARE, ..META }, status, body);
        for body in [r#"{"token":"t"}"#, r#"{"token":"t","errno":1}"#, r#"{"token":{},"errno":null}"#] {
            assert_eq!(said(200, body), "success", "{body}");
        }
        assert_eq!(said(500, r#"{"token":"t"}"#), "unknown, status");
        for body in ["{}", r#"{"token":null}"#, r#"{"other":1}"#, r#"{"errno":1}"#, "", "[]", "<html>"] {
            assert_eq!(said(200, body), "undecodable", "{body}");
        }
        for body in [r#"{"errno":0,"token":"t"}"#, r#"{"errno":"2"}"#, r#"{"errno":-1,"message":"m"}"#] {
            assert_eq!(said(200, body), "unknown, code", "{body}");
        }
    }

    #[test]
    fn too_many_requests_reject_without_a_code() {
        assert_eq!(said(429, "slow down"), "rejected, no code");
        assert_eq!(said(429, "{}"), "rejected, no code");
        assert_eq!(said(429, r#"{"b":2,"a":[]}"#), "undecodable, code");
        assert_eq!(said(429, r#"{"a":{"code":0},"b":0}"#), "unknown, status");
        for body in [r#"{"b":0}"#, r#"{"a":{"code":0},"b":0"#, r#"{"c":{"code":0}}"#] {
            assert_eq!(said(429, body), "undecodable", "{body}");
        }
        assert_eq!(said(429, r#"{"a":{"code":0},"b":2}"#), "unknown, code");
        assert_eq!(said(502, "<html>"), "undecodable");
        assert_eq!([said(302, ""), said(307, "{}")], ["unknown, status"; 2]);
    }

    #[test]
    fn the_log_id_is_kept_whatever_the_reply_says() {
        let (_, log_id) = classify(&META, StatusCode::OK, br#"{"b":2,"log":"l"}"#);
        assert_eq!(log_id.as_deref(), Some("l"));
    }
}
