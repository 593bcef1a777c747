//! Replies that are files. An endpoint that sends a file says that it failed in an envelope, as every other one does, so a
//! reply that may be an envelope, or somebody else's page, is never taken for a file.

use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE};
use http::{HeaderMap, HeaderName, Response, StatusCode};
use serde::de::IgnoredAny;

use crate::classify::{Said, classify as classify_envelope};
use crate::error::UnknownReason;
use crate::{DecodeObject, Meta, json};

/// A file that the platform sent. `Debug` shows how long it is, and not what is in it.
#[derive(Clone, Eq, PartialEq)]
#[non_exhaustive]
pub struct Download {
    /// The file. [`ReqwestTransport`](crate::transport) reads 4 MiB at most.
    pub content: Bytes,
    /// What the platform says that it is: `image/png`.
    pub content_type: Option<String>,
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Download({:?}, {} bytes)", self.content_type, self.content.len())
    }
}

/// What a reply that says success is made into: a response of JSON, or a [`Download`].
pub trait Received: Sized + Send {
    /// Whether it is a file.
    const IS_FILE: bool;

    /// Makes it of the reply.
    ///
    /// # Errors
    ///
    /// Why the reply cannot be read. The text repeats nothing of it.
    fn receive(reply: Response<Bytes>) -> Result<Self, String>;

    /// Shows the fields that a reply can have. A file has none.
    #[doc(hidden)]
    fn fields(look: &mut dyn FnMut(&mut dyn DecodeObject)) {
        let _ = look;
    }
}

impl<T: DecodeObject + Default + Send> Received for T {
    const IS_FILE: bool = false;

    fn receive(reply: Response<Bytes>) -> Result<Self, String> {
        json::from_slice(reply.body()).map_err(|error| error.to_string())
    }

    fn fields(look: &mut dyn FnMut(&mut dyn DecodeObject)) {
        look(&mut T::default());
    }
}

impl Received for Download {
    const IS_FILE: bool = true;

    fn receive(reply: Response<Bytes>) -> Result<Self, String> {
        let content_type = reply.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let content_type = content_type.map(str::to_owned);
        Ok(Self { content: reply.into_body(), content_type })
    }
}

/// What a reply says that should be a file, and the platform's id of the call.
pub(crate) fn classify(meta: &Meta, reply: &Response<Bytes>) -> (Said, Option<String>) {
    let (headers, status) = (reply.headers(), reply.status());
    let Err(why) = file(headers, reply.body()) else {
        return (classify_file(status), None);
    };
    let (said, log_id) = classify_envelope(meta, status, reply.body());
    let said = match said {
        Said::Success => Said::Unknown(UnknownReason::Undecodable(why.to_owned()), None),
        said => said,
    };
    (said, log_id)
}

/// What a reply says that is no envelope.
fn classify_file(status: StatusCode) -> Said {
    match status {
        StatusCode::TOO_MANY_REQUESTS => Said::Rejected(None),
        // Any other status of success says that it is a part, or not done yet, or from somebody else.
        StatusCode::OK => Said::Success,
        _ => Said::Unknown(UnknownReason::Status, None),
    }
}

/// Why a reply is not certainly a file, if it is not.
fn file(headers: &HeaderMap, body: &[u8]) -> Result<(), &'static str> {
    let kinds = values(headers, &CONTENT_TYPE);
    let is = |words: &[&str]| kinds.iter().any(|kind| words.iter().any(|word| kind.contains(word)));
    let parts = kinds.iter().flat_map(|kind| kind.split([';', ',']));
    let is_page =
        parts.map(str::trim).any(|part| ["/html", "/xml", "+xml"].iter().any(|end| part.ends_with(end)));
    let shown = shown(body);
    let starts = |with: &[u8]| shown.first().is_some_and(|first| with.contains(first));
    if values(headers, &CONTENT_ENCODING).iter().any(|encoding| encoding.trim() != "identity") {
        Err("it is compressed, and nobody asked for that")
    } else if body.trim_ascii().is_empty() {
        Err("it is empty, and no file")
    } else if headers.contains_key(CONTENT_RANGE) {
        Err("it is a part, and nobody asked for one")
    } else if is(&["json", "urlencoded", "event-stream", "multipart/"]) {
        Err("it is a message, and no file")
    } else if is_page || starts(b"<") {
        Err("it is a page, and no file")
    } else if starts(b"{[") || serde_json::from_slice::<IgnoredAny>(shown).is_ok() {
        Err("it looks like JSON, and no file")
    } else {
        Ok(())
    }
}

/// A body from its first character on: marks of Unicode's encodings, zeros and white space say nothing.
fn shown(body: &[u8]) -> &[u8] {
    let says_nothing =
        |byte: &u8| byte.is_ascii_whitespace() || [0, 0x0b, 0xef, 0xbb, 0xbf, 0xfe, 0xff].contains(byte);
    let start = body.iter().position(|byte| !says_nothing(byte)).unwrap_or(body.len());
    &body[start..]
}

/// All values of a header, in lower case.
fn values(headers: &HeaderMap, name: &HeaderName) -> Vec<String> {
    let values = headers.get_all(name).iter();
    values.map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::Response;

    use super::{Download, Received as _, classify};
    use crate::Meta;
    use crate::classify::Said;
    use crate::error::UnknownReason;
    use crate::plain::{FLAT, meta};

    const META: Meta = meta(&FLAT, &[]);

    fn reply(status: u16, headers: &[(&'static str, &str)], body: &[u8]) -> Response<Bytes> {
        let reply = Response::builder().status(status);
        let reply = headers.iter().fold(reply, |reply, (name, value)| reply.header(*name, *value));
        reply.body(Bytes::copy_from_slice(body)).expect("it is a reply")
    }

    fn said(status: u16, headers: &[(&'static str, &str)], body: &[u8]) -> &'static str {
        match classify(&META, &reply(status, headers, body)).0 {
            Said::Success => "file",
            Said::Rejected(None) => "rejected",
            Said::Unknown(UnknownReason::Code, Some(_)) => "code",
            Said::Unknown(UnknownReason::Undecodable(_), _) => "undecodable",
            Said::Unknown(UnknownReason::Status, _) => "status",
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_no_json_is_the_file() {
        for body in
            [&b"\x89PNG\r\n\x1a\n"[..], b"PK\x03\x04", b"id,amount\n1,2\n", b"\xef\xbb\xbf\"a\",b", b"\0"]
        {
            for headers in [&[][..], &[("content-type", "image/png")], &[("content-encoding", "identity")]] {
                assert_eq!(said(200, headers, body), "file", "{body:?} {headers:?}");
            }
        }
        let file = reply(200, &[("content-type", "image/png")], b"canary");
        let file = Download::receive(file).expect("a file is a file");
        assert_eq!((&file.content[..], file.content_type.as_deref()), (&b"canary"[..], Some("image/png")));
        assert_eq!(format!("{file:?}"), "Download(Some(\"image/png\"), 6 bytes)");
    }

    #[test]
    fn an_envelope_is_never_a_file_whatever_it_is_called() {
        let octets = [("content-type", "application/octet-stream")];
        let twice = [("content-type", "image/png"), ("content-type", "application/json; charset=utf-8")];
        for headers in [&[][..], &octets, &twice] {
            assert_eq!(said(200, headers, br#"{"code":7}"#), "code");
            assert_eq!(said(200, headers, b"\xef\xbb\xbf {\"code\":7}"), "undecodable");
            for body in [
                &br#"{"code":0}"#[..],
                b" {}",
                br#"{"code"#,
                b"[]",
                b"[{",
                b"null",
                b"0",
                b"\"no\"",
                b"",
                b" \n",
            ] {
                assert_eq!(said(200, headers, body), "undecodable", "{body:?}");
            }
        }
        assert_eq!(said(200, &twice, b"\x89PNG"), "undecodable");
        assert_eq!(classify(&META, &reply(200, &[], br#"{"code":7,"log":"l"}"#)).1.as_deref(), Some("l"));
    }

    #[test]
    fn what_somebody_else_sent_is_no_file() {
        assert_eq!(said(200, &[("content-type", "text/HTML; charset=utf-8")], b"busy"), "undecodable");
        assert_eq!(said(200, &[], b"\n<!DOCTYPE html><p>busy"), "undecodable");
        assert_eq!(said(200, &[("content-encoding", "gzip")], b"\x1f\x8b"), "undecodable");
        for kind in
            ["application/json, image/png", "application/json-seq", "text/event-stream", "multipart/mixed"]
        {
            assert_eq!(said(200, &[("content-type", kind)], b"x"), "undecodable", "{kind}");
        }
        let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        assert_eq!(said(200, &[("content-type", sheet)], b"PK\x03\x04"), "file");
        assert_eq!(said(200, &[("content-range", "bytes 0-2/1000")], b"\x89PN"), "undecodable");
        for body in [
            &b"\xff\xfe{\0\"\0"[..],
            b"\xfe\xff\0{",
            b"\n\xef\xbb\xbf{",
            b"\0{",
            b"<!-- x --><html>",
            b"<?xml?>",
        ] {
            assert_eq!(said(200, &[], body), "undecodable", "{body:?}");
        }
        for status in [202, 206, 301, 404, 500] {
            assert_eq!(said(status, &[], b"\x89PNG"), "status", "{status}");
        }
        assert_eq!(said(429, &[], b"slow down"), "rejected");
    }
}
