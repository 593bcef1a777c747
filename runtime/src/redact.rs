//! What an error may show of a reply: a piece of it, without what the call knew and without anybody's texts.

use secrecy::{ExposeSecret as _, SecretString};

use crate::printable::printable;

mod shape;
mod written;

use shape::{shape, start};
use written::{may_begin, written};

/// The most characters of a reply that an error shows.
const MOST: usize = 300;
/// A longer reply is no message to be read, and searching it would take memory.
const LONGEST: usize = 64 * 1024;
/// The most characters of a message or an id.
const MOST_OF_A_MESSAGE: usize = 1000;

/// Shorter texts are in most replies by chance: without them nothing readable would be left of these. It is bytes that
/// count, because two characters are a whole name in Chinese.
const SHORTEST: usize = 4;

/// The texts of a call that nothing may show: its tokens, and what the spec marks.
#[derive(Default)]
pub(crate) struct Sensitive(Vec<SecretString>);

impl Sensitive {
    /// Of these texts. Those of less than four bytes are in anything, and are no secret.
    pub(crate) fn new(texts: impl IntoIterator<Item = SecretString>) -> Self {
        Self(texts.into_iter().filter(|text| text.expose_secret().len() >= SHORTEST).collect())
    }

    /// A text without them, however they are written. One that is too long to be read is not shown at all.
    pub(crate) fn scrub(&self, text: &str) -> String {
        if text.len() > LONGEST {
            return "…".to_owned();
        }
        let mut scrubbed = String::new();
        // Until where the text is secret. Secrets can overlap.
        let mut until = 0;
        for (at, character) in text.char_indices() {
            let longest = self.0.iter().filter_map(|secret| {
                let secret = secret.expose_secret();
                let may_begin = may_begin(character, secret.chars().next());
                may_begin.then(|| written(text.get(at..)?, secret)).flatten()
            });
            if let Some(length) = longest.max() {
                if until <= at {
                    scrubbed.push_str("[redacted]");
                }
                until = until.max(at + length);
            }
            if until <= at {
                scrubbed.push(character);
            }
        }
        scrubbed
    }

    /// The same of a message or an id of the platform's, of which as much is shown as anybody reads.
    pub(crate) fn message(&self, text: &str) -> String {
        cut(&self.scrub(text), MOST_OF_A_MESSAGE)
    }

    /// The beginning of a body, if there is one, and if it is not too long.
    pub(crate) fn excerpt(&self, body: &[u8]) -> Option<String> {
        if body.len() > LONGEST {
            return None;
        }
        let text = self.scrub(String::from_utf8_lossy(body).trim());
        let (before, json) = text.split_at(start(&text));
        let excerpt = cut(&(printable(before) + &shape(json, 4 * MOST)), MOST);
        (!excerpt.is_empty()).then_some(excerpt)
    }
}

/// The first characters of a text, and whether there were more.
fn cut(text: &str, most: usize) -> String {
    let mut characters = text.chars();
    let shown: String = characters.by_ref().take(most).collect();
    if characters.as_str().is_empty() { shown } else { shown + "…" }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, MOST, Sensitive};

    fn excerpt(body: &str) -> Option<String> {
        let sensitive = Sensitive::new([".can", "clt.canary", "clt", "a\"b/c", "ab"].map(Into::into));
        sensitive.excerpt(body.as_bytes())
    }

    #[test]
    fn json_keeps_its_shape_and_short_numbers() {
        let body = r#" {"code":12345678, "data":{"user":"o-1","list":["a\"b",""],"id":7091678077126581626},"#;
        let shown = r#"{"code":12345678, "data":{"user":"…","list":["…",""],"id":…},"#;
        assert_eq!(excerpt(body).as_deref(), Some(shown));
        assert_eq!(excerpt(r#"{"cut":"tex"#).as_deref(), Some(r#"{"cut":"…""#));
        assert_eq!(excerpt(r"[-12345678901, 1.5, true, null").as_deref(), Some("[-…, 1.5, true, null"));
    }

    #[test]
    fn other_text_is_shown_without_what_the_call_knew() {
        assert_eq!(excerpt("<p>502 for clt.canary</p>").as_deref(), Some("<p>502 for [redacted]</p>"));
        assert_eq!(
            excerpt("a%22b%2Fc a\\\"b/c a\"b/c ab").as_deref(),
            Some("[redacted] [redacted] [redacted] ab")
        );
        assert_eq!(excerpt("bad\u{1b}[2J\u{202e}gate").as_deref(), Some("bad [2J gate"));
        assert_eq!(excerpt("  "), None);
    }

    #[test]
    fn it_is_bounded_whatever_comes() {
        for body in ["x".repeat(10_000), "[".repeat(10_000), "令".repeat(10_000), "{\"".repeat(10_000)] {
            let shown = excerpt(&body).expect("there is a body");
            assert!(shown.chars().count() <= MOST + 1, "{}", shown.len());
        }
        let many = Sensitive::new((0..100).map(|number| format!("&\\%+{number}").into()));
        for body in ["&", "\\", "%", "+"].map(|piece| piece.repeat(LONGEST / 8)) {
            assert!(many.excerpt(body.as_bytes()).is_some(), "and it does not take long");
        }
        let whole: Vec<u8> = (0..=255).collect();
        assert!(Sensitive::default().excerpt(&whole).is_some());
        assert!(Sensitive::default().excerpt(&whole.repeat(1024)).is_none());
    }
}
