//! A request in, what is sent for it out: the same bytes at each try, but for the token, which may be another one.

use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};
use secrecy::SecretString;

use crate::error::{Error, NotSentReason, Trail};
use crate::failure::Failure;
use crate::redact::Sensitive;
use crate::{AccessToken, Body, Endpoint, Headers, Meta, Parameters, Received as _, TokenPlace, json};

type EncodeError = Box<dyn std::error::Error + Send + Sync>;

/// A request that is ready to be sent any number of times.
pub(crate) struct Prepared {
    pub(crate) meta: Meta,
    headers: HeaderMap,
    query: Parameters,
    content: Content,
    /// Whether a success brings a file.
    pub(crate) is_download: bool,
    pub(crate) trail: Trail,
    /// The tokens of the tries so far: what an error must not show.
    pub(crate) tokens: Vec<AccessToken>,
    /// The body of the last reply.
    pub(crate) body: Bytes,
}

/// What is sent as a body.
enum Content {
    None,
    /// The header `content-type`, and the bytes.
    Whole(HeaderValue, Bytes),
    /// A body that the token is still to be put into, as a field of this name.
    Lacking(&'static str, Fields),
}

/// The fields of a body.
enum Fields {
    /// An object.
    Json(Vec<u8>),
    Form(Parameters),
    Multipart(Parameters),
}

/// Checks and encodes a request.
pub(crate) fn prepare<E: Endpoint>(request: &E) -> Result<Prepared, Error<i64>> {
    let trail = Trail::new(&E::META, request.idempotency_token());
    let mut checks = crate::Checks::default();
    request.check(&mut checks);
    let mut headers = Headers::default();
    request.headers(&mut headers);
    let (mut query, mut form) = (Parameters::default(), Parameters::default());
    request.query(&mut query);
    request.form(&mut form);
    let of_parameters = [&mut query, &mut form].map(|parameters| std::mem::take(&mut parameters.violations));
    let violations = [checks.violations, headers.violations, of_parameters.concat()].concat();
    if !violations.is_empty() {
        return Err(Failure::NotSent(NotSentReason::Invalid(violations)).into_error(trail));
    }
    match content(request, form) {
        Ok(content) => Ok(Prepared {
            meta: E::META,
            headers: headers.map,
            query,
            content,
            is_download: E::Response::IS_FILE,
            trail,
            tokens: Vec::new(),
            body: Bytes::new(),
        }),
        Err(error) => Err(Failure::NotSent(NotSentReason::Unencodable(error)).into_error(trail)),
    }
}

fn content<E: Endpoint>(request: &E, form: Parameters) -> Result<Content, EncodeError> {
    let fields = match E::META.body {
        Body::None => None,
        Body::Json => Some(Fields::Json(json::to_vec(request)?)),
        Body::Form => Some(Fields::Form(form)),
        Body::Multipart => Some(Fields::Multipart(form)),
    };
    match (fields, E::META.token.map(|kind| kind.place)) {
        (None, Some(TokenPlace::Body(name))) => {
            Err(format!("there is no body for the token's field {name}").into())
        }
        (None, _) => Ok(Content::None),
        (Some(fields), Some(TokenPlace::Body(name))) => Ok(Content::Lacking(name, fields)),
        (Some(fields), _) => {
            let (content_type, bytes) = fields.encode()?;
            Ok(Content::Whole(content_type, bytes))
        }
    }
}

impl Fields {
    /// The header `content-type`, and the bytes.
    fn encode(&self) -> Result<(HeaderValue, Bytes), EncodeError> {
        Ok(match self {
            Self::Json(object) => (HeaderValue::from_static("application/json"), object.clone().into()),
            Self::Form(form) => {
                (HeaderValue::from_static("application/x-www-form-urlencoded"), form.urlencoded().into())
            }
            Self::Multipart(form) => {
                let (content_type, body) = form.multipart();
                (HeaderValue::try_from(content_type)?, body.into())
            }
        })
    }

    /// The same fields, with a text before them.
    fn led_by(&self, name: &str, text: &str) -> Result<Self, EncodeError> {
        Ok(match self {
            Self::Json(object) => Self::Json(object_led_by(object, name, text)?),
            Self::Form(form) => Self::Form(form.led_by(name, text)),
            Self::Multipart(form) => Self::Multipart(form.led_by(name, text)),
        })
    }
}

fn object_led_by(object: &[u8], name: &str, text: &str) -> Result<Vec<u8>, EncodeError> {
    let rest =
        object.strip_prefix(b"{").ok_or("the request is no object that the token could be put into")?;
    let comma = if rest == b"}" { "" } else { "," };
    let first = format!("{{{}:{}{comma}", serde_json::to_string(name)?, serde_json::to_string(text)?);
    Ok([first.as_bytes(), rest].concat())
}

impl Prepared {
    /// What came back for a try that may have reached the platform.
    pub(crate) fn keep_reply(
        &mut self,
        status: Option<StatusCode>,
        retry_after: Option<Duration>,
        body: Bytes,
    ) {
        (self.trail.status, self.trail.retry_after, self.body) = (status, retry_after, body);
    }

    /// What nothing may show of the call: its tokens, and these texts of the request.
    pub(crate) fn sensitive(&self, texts: Vec<SecretString>) -> Sensitive {
        let tokens = self.tokens.iter().map(|token| token.expose().into());
        Sensitive::new(texts.into_iter().chain(tokens))
    }

    /// The last log id, if there are more than those that are known, without the call's tokens.
    pub(crate) fn shown_log_id(&self, known: usize) -> Option<String> {
        let log_id = self.trail.log_ids.get(known..)?.last()?;
        Some(self.sensitive(Vec::new()).message(log_id))
    }

    /// What a call comes to that did not succeed. `texts` are those of the request that nothing may show.
    pub(crate) fn into_error(mut self, failure: Failure, texts: Vec<SecretString>) -> Error<i64> {
        let sensitive = self.sensitive(texts);
        self.trail.excerpt = sensitive.excerpt(&self.body);
        for log_id in &mut self.trail.log_ids {
            *log_id = sensitive.message(log_id);
        }
        failure.scrubbed(&sensitive).into_error(self.trail)
    }

    /// What one try sends, with the token where it travels.
    pub(crate) fn request(
        &self,
        base: &str,
        token: Option<&AccessToken>,
    ) -> Result<Request<Bytes>, EncodeError> {
        let place = self.meta.token.map(|kind| kind.place).zip(token);
        let query = match place {
            Some((TokenPlace::Query(name), token)) => self.query.led_by(name, token.expose()).urlencoded(),
            _ => self.query.urlencoded(),
        };
        let mark = if query.is_empty() { "" } else { "?" };
        let url = [base, self.meta.path, mark, &query].concat();
        let content = match (&self.content, token) {
            (Content::None, _) => None,
            (Content::Whole(content_type, bytes), _) => Some((content_type.clone(), bytes.clone())),
            (Content::Lacking(name, fields), Some(token)) => {
                Some(fields.led_by(name, token.expose())?.encode()?)
            }
            (Content::Lacking(_, fields), None) => Some(fields.encode()?),
        };
        let mut headers = self.headers.clone();
        let body = content.map(|(content_type, bytes)| {
            headers.insert(CONTENT_TYPE, content_type);
            bytes
        });
        if let Some((TokenPlace::Header(name), token)) = place {
            headers.insert(HeaderName::from_bytes(name.as_bytes())?, token.header_value()?);
        }
        let mut request =
            Request::builder().method(&self.meta.method).uri(url).body(body.unwrap_or_default())?;
        *request.headers_mut() = headers;
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, object_led_by};
    use crate::Parameters;

    fn text(fields: &Fields) -> (String, String) {
        let (content_type, bytes) = fields.encode().expect("it encodes");
        let content_type = content_type.to_str().expect("it is ASCII").to_owned();
        (content_type, String::from_utf8(bytes.to_vec()).expect("it is UTF-8"))
    }

    #[test]
    fn a_token_is_put_before_the_other_fields_and_changes_none_of_them() {
        let led = |object: &[u8]| object_led_by(object, "token", "a\"b\\").map(String::from_utf8);
        assert_eq!(led(b"{}").expect("it is an object"), Ok(r#"{"token":"a\"b\\"}"#.to_owned()));
        let led = led(br#"{"b":[1]}"#).expect("it is an object");
        assert_eq!(led, Ok(r#"{"token":"a\"b\\","b":[1]}"#.to_owned()));
        assert!(object_led_by(b"[]", "token", "a").is_err());
    }

    #[test]
    fn a_token_cannot_leave_its_place_in_a_form() {
        let mut form = Parameters::default();
        form.text("b", Some("1"));
        let token = "a&c=d--part-of-a-form-0000000000000000";
        let led = Fields::Form(form.led_by("x", "1")).led_by("token", token).expect("it is a form");
        assert_eq!(text(&led).1, "token=a%26c%3Dd--part-of-a-form-0000000000000000&x=1&b=1");
        let led = Fields::Multipart(form).led_by("token", token).expect("it is a form");
        let (content_type, body) = text(&led);
        assert_eq!(content_type, "multipart/form-data; boundary=part-of-a-form-0000000000000001");
        assert!(body.starts_with(&format!(
            "--part-of-a-form-0000000000000001\r\ncontent-disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--"
        )));
    }
}
