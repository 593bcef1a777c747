//! A request in, what of it must not be printed out: so that nothing of it is shown where a reply repeats it.

use std::cmp::Reverse;

use secrecy::{ExposeSecret as _, SecretString};

use crate::redact::SHORTEST;
use crate::{Encode as _, Encoder, Endpoint, Headers, Parameters};

/// The sensitive texts that an encoder has seen, if it was asked to keep them.
#[derive(Debug, Default)]
pub(crate) struct Kept(Option<Vec<SecretString>>);

impl Kept {
    pub(crate) fn collecting() -> Self {
        Self(Some(Vec::new()))
    }

    /// A text that is being written.
    #[inline]
    pub(crate) fn see(&mut self, text: &str) {
        if let Some(kept) = &mut self.0 {
            keep(kept, text);
        }
    }

    pub(crate) fn into_texts(self) -> Vec<SecretString> {
        self.0.unwrap_or_default()
    }
}

#[cold]
fn keep(kept: &mut Vec<SecretString>, text: &str) {
    if text.len() >= SHORTEST {
        kept.push(text.into());
    }
}

/// What of a request is secret or personal, wherever it stands, as the caller gave it. The longest come first, so that
/// whoever replaces one after another leaves no part of one that holds another.
pub(crate) fn sensitive_texts<E: Endpoint>(request: &E) -> Vec<SecretString> {
    let mut json = Encoder::collecting();
    request.encode(&mut json);
    let mut parameters = Parameters::collecting();
    request.query(&mut parameters);
    request.form(&mut parameters);
    let mut headers = Headers::default();
    request.headers(&mut headers);
    let mut kept = Kept::collecting();
    let sensitive = headers.map.values().filter(|value| value.is_sensitive());
    sensitive.filter_map(|value| value.to_str().ok()).for_each(|text| kept.see(text));

    let mut texts = [json.kept, parameters.kept, kept].map(Kept::into_texts).concat();
    texts.sort_by_key(|text| Reverse(text.expose_secret().len()));
    texts
}

#[cfg(test)]
mod tests {
    use secrecy::{ExposeSecret as _, SecretString};

    use super::sensitive_texts;
    use crate::{
        Body, Download, EncodeObject, Endpoint, Envelope, Headers, Host, JsonText, Map, Meta, ObjectEncoder,
        Parameters, PersonalText, Reply, UndocumentedCode,
    };

    static ENVELOPE: Envelope = Envelope {
        name: "flat",
        codes: &[&["code"]],
        optional_codes: &[],
        ok: &[0],
        payload: None,
        messages: &[],
        sub_codes: &[],
        sub_messages: &[],
        log_ids: &[],
        log_id_header: None,
    };
    static HOST: Host = Host { name: "host", url: "https://localhost" };

    struct Request;

    impl EncodeObject for Request {
        fn fields(&self, object: &mut ObjectEncoder<'_>) {
            let personal = |text: &str| PersonalText::from(text);
            object.field("plain", &"plain text".to_owned());
            object.field("secret", &SecretString::from("in the body"));
            object.field("list", &vec![personal("1101"), personal("110")]);
            object.field("map", &Map::from([("a key".to_owned(), Some(personal("in a map")))]));
            object.field("text", &JsonText(vec![JsonText(personal("a \"quoted\" one"))]));
            object.field("absent", &None::<PersonalText>);
        }
    }

    impl Endpoint for Request {
        type Response = Download;
        type Code = UndocumentedCode;
        type Output = Reply<Download>;
        const META: Meta = Meta {
            id: "group/endpoint",
            title: "",
            method: http::Method::POST,
            host: &HOST,
            path: "/",
            body: Body::Json,
            scope: None,
            permission: None,
            token: None,
            envelope: &ENVELOPE,
            idempotent: false,
            repeatable: false,
            codes: &[],
        };

        fn headers(&self, headers: &mut Headers) {
            headers.set("x-plain", Some("a plain header"));
            headers.sensitive("x-secret", Some("in a header"));
        }

        fn query(&self, parameters: &mut Parameters) {
            parameters.text("plain", Some("a plain parameter"));
            parameters.sensitive("secret", Some("in the query"));
            parameters.comma("comma", Some(&[PersonalText::from("with a comma"), "景区门票".into()]));
        }

        fn form(&self, parameters: &mut Parameters) {
            parameters.brackets("brackets", Some(&[PersonalText::from("in brackets")]));
            parameters.json("json", Some(&vec![PersonalText::from("in JSON")]));
            parameters.value("value", Some(&1234));
        }

        fn conclude(&self, reply: Reply<Download>) -> Self::Output {
            reply
        }
    }

    #[test]
    fn every_sensitive_text_is_found_wherever_it_stands_and_no_other() {
        let found = sensitive_texts(&Request);
        let found: Vec<_> = found.iter().map(SecretString::expose_secret).collect();
        let expected = [
            "a \"quoted\" one",
            "in the query",
            "with a comma",
            "景区门票",
            "in the body",
            "in brackets",
            "in a header",
            "in a map",
            "in JSON",
            "1101",
        ];
        assert_eq!(found, expected);
    }
}
