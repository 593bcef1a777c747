//! What is JSON, or nearly, in; the same without anybody's texts out.

use crate::printable::printable;

/// Longer numbers may be somebody's: a telephone's, an order's.
const DIGITS: usize = 10;
/// The name of a field has no more digits; what has may be the key of a map, and somebody's.
const DIGITS_OF_A_NAME: usize = 3;
/// Words of JSON, and of our own.
const WORDS: [&str; 4] = ["true", "false", "null", "redacted"];

/// Where JSON begins in a text, whatever stands before it: a mark of Unicode, a warning, the name of a function.
pub(super) fn start(text: &str) -> usize {
    let mut rest = text.char_indices();
    while let Some((at, character)) = rest.next() {
        let inside = rest.as_str();
        let is_ours = inside.starts_with("redacted]");
        let inside = inside.trim_start();
        let is_open =
            (at == 0 && !is_ours) || inside.is_empty() || inside.starts_with(['"', '\'', '{', '[', '\\']);
        if at == 0 && character == '"' || ['{', '['].contains(&character) && is_open {
            return at;
        }
    }
    text.len()
}

/// The beginning of JSON, whole or broken, without its texts and long numbers. Names of fields stay.
pub(super) fn shape(json: &str, most: usize) -> String {
    let mut shown = String::new();
    let mut rest = json;
    while let Some(first) = rest.chars().next().filter(|_| shown.len() < most) {
        let (piece, after) = rest.split_at(match first {
            '"' | '\'' => text_length(rest, first),
            '0'..='9' => rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()),
            _ if is_of_a_word(first) => rest.find(|c: char| !is_of_a_word(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        });
        rest = after;
        match first {
            '"' | '\'' if piece.len() <= 2 => shown.push_str(piece),
            '"' | '\'' if rest.trim_start().starts_with(':') && is_name(piece) => shown.push_str(piece),
            '"' | '\'' => shown.extend([first, '…', first]),
            '0'..='9' if piece.len() > DIGITS => shown.push('…'),
            _ if is_of_a_word(first) && !first.is_ascii_digit() && !WORDS.contains(&piece) => shown.push('…'),
            _ => shown.push_str(&printable(piece)),
        }
    }
    shown
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a text in quotes is what names of fields are.
fn is_name(quoted: &str) -> bool {
    let name = quoted.trim_matches(['"', '\'']);
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let redacted = name.replace("[redacted]", "");
    let is_plain = redacted.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.$".contains(&byte));
    is_plain && digits <= DIGITS_OF_A_NAME
}

/// How long the text is that a piece of JSON begins with, quotes included.
fn text_length(json: &str, quote: char) -> usize {
    let mut is_escaped = false;
    let end = json.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == quote && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        ends
    });
    end.map_or(json.len(), |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::{shape, start};

    #[test]
    fn names_and_short_numbers_stay_and_nothing_else() {
        for (json, shown) in [
            (r#"{"a_b":[1,-2.5e3,"x",true]}"#, r#"{"a_b":[1,-2.5…,"…",true]}"#),
            ("{'name': '张三', 'n': 1}", "{'name': '…', 'n': 1}"),
            (r#"{"m":"no "secret" x","张三":1}"#, r#"{"m":"…"…"…","…":1}"#),
            (r#"{"110101199001011234":{"_000QadFMh07":null}}"#, r#"{"…":{"…":null}}"#),
            (r#"{"x-[redacted]":"[redacted]","n":[redacted]}"#, r#"{"x-[redacted]":"…","n":[redacted]}"#),
            ("{a:b c1_2,12345678901}", "{…:… …,…}"),
        ] {
            assert_eq!(shape(json, 1000), shown, "{json}");
        }
    }

    #[test]
    fn it_begins_where_the_json_does() {
        for (text, before) in [
            ("{", ""),
            ("[1]", ""),
            ("\"a text\"", ""),
            ("\u{feff}{\"a\":1}", "\u{feff}"),
            ("f({\"a\":1})", "f("),
            ("oh {x} [ {\"a\":1}", "oh {x} "),
            ("no [redacted] {here}", "no [redacted] {here}"),
        ] {
            assert_eq!(&text[..start(text)], before, "{text}");
        }
    }
}
