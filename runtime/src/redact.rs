//! What an error may show of a reply: a piece of it, without what the call knew and without anybody's texts.

use secrecy::{ExposeSecret as _, SecretString};

use crate::printable::printable;

/// The most characters of a reply that an error shows.
const MOST: usize = 300;
/// A longer reply is no message to be read, and searching it would take memory.
const LONGEST: usize = 64 * 1024;
/// Longer numbers may be somebody's: a telephone's, an order's.
const DIGITS: usize = 10;

/// Shorter texts are in most replies by chance, and are no secret.
const SHORTEST: usize = 4;

/// The texts of a call that nothing may show: its tokens, and what the spec marks.
#[derive(Default)]
pub(crate) struct Sensitive(Vec<SecretString>);

impl Sensitive {
    /// Of these texts, but for those that are too short.
    pub(crate) fn new(texts: impl IntoIterator<Item = SecretString>) -> Self {
        let is_long = |text: &SecretString| text.expose_secret().chars().nth(SHORTEST - 1).is_some();
        let mut texts: Vec<_> = texts.into_iter().filter(is_long).collect();
        // One that is a part of another must not leave the rest of it.
        texts.sort_by_key(|text| std::cmp::Reverse(text.expose_secret().len()));
        Self(texts)
    }

    /// A text without them, however JSON or a URL writes them.
    pub(crate) fn scrub(&self, text: &str) -> String {
        let mut scrubbed = text.to_owned();
        for secret in &self.0 {
            let plain = secret.expose_secret();
            let in_json = serde_json::to_string(plain).unwrap_or_default();
            let in_url = percent_encoding::utf8_percent_encode(plain, percent_encoding::NON_ALPHANUMERIC);
            for written in [plain, in_json.trim_matches('"'), &in_url.to_string()] {
                if !written.is_empty() && scrubbed.contains(written) {
                    scrubbed = scrubbed.replace(written, "[redacted]");
                }
            }
        }
        scrubbed
    }

    /// The beginning of a body, if there is one, and if it is not too long.
    pub(crate) fn excerpt(&self, body: &[u8]) -> Option<String> {
        if body.len() > LONGEST {
            return None;
        }
        let text = self.scrub(String::from_utf8_lossy(body).trim());
        let shown = if text.starts_with(['{', '[']) { shape(&text) } else { printable(&text) };
        let mut characters = shown.chars();
        let mut excerpt: String = characters.by_ref().take(MOST).collect();
        if characters.next().is_some() {
            excerpt.push('…');
        }
        (!excerpt.is_empty()).then_some(excerpt)
    }
}

/// What looks like JSON, whole or broken, without its texts and long numbers. Names of fields stay.
fn shape(json: &str) -> String {
    let mut shown = String::new();
    let mut rest = json;
    while let Some(first) = rest.chars().next().filter(|_| shown.len() < 4 * MOST) {
        let (piece, after) = rest.split_at(match first {
            '"' => text_length(rest),
            '0'..='9' => rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        });
        rest = after;
        match first {
            '"' if rest.trim_start().starts_with(':') => shown.push_str(&printable(piece)),
            '"' if piece.len() > 2 => shown.push_str("\"…\""),
            '0'..='9' if piece.len() > DIGITS => shown.push('…'),
            _ => shown.push_str(&printable(piece)),
        }
    }
    shown
}

/// How long the text is that a piece of JSON begins with, quotes included.
fn text_length(json: &str) -> usize {
    let mut is_escaped = false;
    let end = json.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == '"' && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        ends
    });
    end.map_or(json.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::{MOST, Sensitive};

    fn excerpt(body: &str) -> Option<String> {
        let sensitive = Sensitive::new([".can", "clt.canary", "clt", "a\"b/c", "ab"].map(Into::into));
        sensitive.excerpt(body.as_bytes())
    }

    #[test]
    fn json_keeps_its_shape_and_short_numbers() {
        let body =
            r#" {"err_no":28001003, "data":{"open_id":"o-1","list":["a\"b",""],"id":7091678077126581626},"#;
        let shown = r#"{"err_no":28001003, "data":{"open_id":"…","list":["…",""],"id":…},"#;
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
        let whole: Vec<u8> = (0..=255).collect();
        assert!(Sensitive::default().excerpt(&whole).is_some());
        assert!(Sensitive::default().excerpt(&whole.repeat(1024)).is_none());
    }
}
