//! A request in, what of it must not be printed out: so that nothing of it is shown where a reply repeats it.

use secrecy::SecretString;

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
    kept.push(text.into());
}

/// What of a request is secret or personal, wherever it stands, as the caller gave it.
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

    [json.kept, parameters.kept, kept].map(Kept::into_texts).concat()
}

#[cfg(test)]
mod tests {
    use secrecy::{ExposeSecret as _, SecretString};

    use super::sensitive_texts;
    use crate::plain::{FLAT, meta};
    use crate::{
        Download, EncodeObject, Endpoint, Headers, JsonText, Map, Meta, ObjectEncoder, Parameters,
        PersonalText, Reply, UndocumentedCode,
    };

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
        const META: Meta = meta(&FLAT, &[]);

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
            "in the body",
            "1101",
            "110",
            "in a map",
            "a \"quoted\" one",
            "in the query",
            "with a comma",
            "景区门票",
            "in brackets",
            "in JSON",
            "in a header",
        ];
        assert_eq!(found, expected);
    }
}
