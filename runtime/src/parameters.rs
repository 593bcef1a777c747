//! A request's parameters in, what stands behind its URL's `?`, or the body of a form, out.

use std::borrow::Cow;
use std::fmt::Display;

use bytes::Bytes;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::check::Violation;
use crate::sensitive::Kept;
use crate::{Encode, Encoder, PersonalText};

mod multipart;

/// Everything but what RFC 3986 leaves as it is in any place.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The parameters of a URL, or of a form. Generated code sets them one by one; those without a value are left out.
#[derive(Debug, Default)]
pub struct Parameters {
    all: Vec<(String, Parameter)>,
    pub(crate) violations: Vec<Violation>,
    pub(crate) kept: Kept,
}

/// A single value, as the text that it is in a URL and that tells it from others.
pub trait Single {
    /// Whether it must not be shown.
    const IS_SENSITIVE: bool = false;

    /// The text.
    fn written(&self) -> Cow<'_, str>;
}

impl<T: Display + ?Sized> Single for T {
    fn written(&self) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl Single for PersonalText {
    const IS_SENSITIVE: bool = true;

    fn written(&self) -> Cow<'_, str> {
        (**self).into()
    }
}

/// One parameter's value.
#[derive(Clone)]
enum Parameter {
    Text(String),
    File(File),
}

/// A parameter may be a secret.
impl std::fmt::Debug for Parameter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// A file to be sent. `Debug` shows how long it is, and not what is in it.
#[derive(Clone, Eq, PartialEq)]
pub struct File {
    name: String,
    content_type: String,
    content: Bytes,
}

impl File {
    /// A file with a name and its content. Its type is `application/octet-stream`.
    pub fn new(name: impl Into<String>, content: impl Into<Bytes>) -> Self {
        let content_type = "application/octet-stream".to_owned();
        Self { name: name.into(), content_type, content: content.into() }
    }

    /// Says what type the file has: `image/png`.
    #[must_use]
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: content_type.into(), ..self }
    }
}

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, content_type, content } = self;
        write!(f, "File({name:?}, {content_type:?}, {} bytes)", content.len())
    }
}

impl Parameters {
    /// Keeps the sensitive texts, beside what is set.
    pub(crate) fn collecting() -> Self {
        Self { kept: Kept::collecting(), ..Self::default() }
    }

    /// A text.
    pub fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.push(name, value.to_owned());
        }
    }

    /// A text that is secret or personal.
    pub fn sensitive(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.kept.see(value);
        }
        self.text(name, value);
    }

    /// A number or a truth value.
    pub fn value(&mut self, name: &str, value: Option<&impl Display>) {
        let Some(value) = value.map(ToString::to_string) else { return };
        if ["NaN", "inf", "-inf"].contains(&value.as_str()) {
            return self.violations.push(Violation::new(name, "must be a finite number"));
        }
        self.push(name, value);
    }

    /// A list, as `name=a,b`.
    pub fn comma(&mut self, name: &str, values: Option<&[impl Single]>) {
        let Some(values) = values else { return };
        let values: Vec<_> = values.iter().map(|value| self.written(value)).collect();
        if let Some(index) = values.iter().position(|value| value.contains(',')) {
            let path = format!("{name}[{index}]");
            return self.violations.push(Violation::new(path, "must not have a comma in it"));
        }
        self.push(name, values.join(","));
    }

    /// A list, as `name[]=a&name[]=b`.
    pub fn brackets(&mut self, name: &str, values: Option<&[impl Single]>) {
        for value in values.unwrap_or_default() {
            let value = self.written(value).into_owned();
            self.push(&format!("{name}[]"), value);
        }
    }

    /// Anything, as JSON.
    pub fn json(&mut self, name: &str, value: Option<&(impl Encode + ?Sized)>) {
        let Some(value) = value else { return };
        let mut json = Encoder::keeping(std::mem::take(&mut self.kept));
        value.encode(&mut json);
        self.kept = std::mem::take(&mut json.kept);
        match json.finish().map(String::from_utf8) {
            Some(Ok(value)) => self.push(name, value),
            _ => self.violations.push(Violation::new(name, "must be something that JSON can say")),
        }
    }

    /// A file.
    pub fn file(&mut self, name: &str, value: Option<&File>) {
        let Some(file) = value else { return };
        if http::HeaderValue::from_str(&file.content_type).is_err() || file.content_type.is_empty() {
            return self.violations.push(Violation::new(name, "must have a content type of visible ASCII"));
        }
        self.all.push((name.to_owned(), Parameter::File(file.clone())));
    }

    fn written<'v, T: Single>(&mut self, value: &'v T) -> Cow<'v, str> {
        let written = value.written();
        if T::IS_SENSITIVE {
            self.kept.see(&written);
        }
        written
    }

    fn push(&mut self, name: &str, value: String) {
        self.all.push((name.to_owned(), Parameter::Text(value)));
    }

    /// The same parameters, with a text before them.
    pub(crate) fn led_by(&self, name: &str, value: &str) -> Self {
        let first = (name.to_owned(), Parameter::Text(value.to_owned()));
        Self { all: [&[first], &self.all[..]].concat(), ..Self::default() }
    }

    /// With `&` between them. Files have no place here, and the generator asks for none.
    pub(crate) fn urlencoded(&self) -> String {
        let encode = |text| utf8_percent_encode(text, ENCODED);
        let pairs = self.all.iter().filter_map(|(name, value)| match value {
            Parameter::Text(value) => Some(format!("{}={}", encode(name), encode(value))),
            Parameter::File(_) => None,
        });
        pairs.collect::<Vec<_>>().join("&")
    }

    /// Each as a part, and the header that says what divides them.
    pub(crate) fn multipart(&self) -> (String, Vec<u8>) {
        multipart::encode(&self.all)
    }
}

#[cfg(test)]
mod tests {
    use super::{File, Parameters};

    #[test]
    fn every_form_is_written_and_nothing_can_leave_its_place() {
        let mut parameters = Parameters::default();
        parameters.text("a b", Some("x&y=z#/?+ 景"));
        parameters.text("absent", None);
        parameters.value("n", Some(&-7));
        parameters.value("t", Some(&true));
        parameters.comma("c", Some(&["1", "2"]));
        parameters.brackets("b", Some(&[1, 2]));
        parameters.json("j", Some(&vec![Some(1), None]));
        let expected = "a%20b=x%26y%3Dz%23%2F%3F%2B%20%E6%99%AF&n=-7&t=true&c=1%2C2&b%5B%5D=1&b%5B%5D=2&j=%5B1%2Cnull%5D";
        assert_eq!((parameters.urlencoded().as_str(), parameters.violations.len()), (expected, 0));
        assert!(!format!("{parameters:?}").contains('景'), "a value may be a secret");
    }

    #[test]
    fn what_would_be_read_otherwise_is_refused() {
        let mut parameters = Parameters::default();
        parameters.comma("c", Some(&["1", "2,3"]));
        parameters.value("n", Some(&f64::NAN));
        parameters.file("f", Some(&File::new("f", "").content_type("a\r\nb: c")));
        let told: Vec<_> = parameters.violations.iter().map(ToString::to_string).collect();
        let rules = [
            "c[1] must not have a comma in it",
            "n must be a finite number",
            "f must have a content type of visible ASCII",
        ];
        assert_eq!(told, rules);
        assert_eq!(parameters.urlencoded(), "");
    }
}
