//! A text and a secret in, how much of the text's beginning is the secret out, however it is written: as it is, or as URLs,
//! forms, JSON and HTML write it, even in part.

/// `&#x10ffff;`
const LONGEST_ENTITY: usize = 10;

/// How many bytes the secret takes, if the text begins with it.
pub(super) fn written(text: &str, secret: &str) -> Option<usize> {
    let plain = text.starts_with(secret).then_some(secret.len());
    let encoded = secret.chars().try_fold(text, one).map(|rest| text.len() - rest.len());
    plain.max(encoded)
}

/// Whether a secret that begins with `first` may begin with this character of a text.
pub(super) fn may_begin(character: char, first: Option<char>) -> bool {
    Some(character) == first || matches!(character, '%' | '+' | '\\' | '&')
}

/// What stands behind one character.
fn one(text: &str, wanted: char) -> Option<&str> {
    let encoded = match text.as_bytes().first()? {
        b'%' => in_url(text, wanted),
        b'+' => text.strip_prefix('+').filter(|_| wanted == ' '),
        b'\\' => in_json(text, wanted),
        b'&' => in_html(text, wanted),
        _ => None,
    };
    encoded.or_else(|| text.strip_prefix(wanted))
}

fn in_url(text: &str, wanted: char) -> Option<&str> {
    let mut bytes = [0; 4];
    wanted
        .encode_utf8(&mut bytes)
        .bytes()
        .try_fold(text, |rest, byte| number(rest.strip_prefix('%')?, 2, byte.into()))
}

fn in_json(text: &str, wanted: char) -> Option<&str> {
    let unit = |rest: &str| behind_backslashes(rest).strip_prefix('u').is_some();
    if unit(text) {
        let mut units = [0; 2];
        return wanted.encode_utf16(&mut units).iter().try_fold(text, |rest, unit| {
            let digits = behind_backslashes(rest.strip_prefix('\\')?).strip_prefix('u')?;
            number(digits, 4, (*unit).into())
        });
    }
    if wanted == '\\' {
        return text.strip_prefix("\\\\");
    }
    let rest = behind_backslashes(text);
    let short = [('\n', 'n'), ('\t', 't'), ('\r', 'r'), ('\u{8}', 'b'), ('\u{c}', 'f')];
    let letter =
        short.iter().find(|(character, _)| *character == wanted).map_or(wanted, |(_, letter)| *letter);
    rest.strip_prefix(letter)
}

/// JSON in a text of JSON doubles its backslashes, and so on, but not for ever.
fn behind_backslashes(text: &str) -> &str {
    let count = text.bytes().take(8).take_while(|byte| *byte == b'\\').count();
    text.get(count..).unwrap_or_default()
}

fn in_html(text: &str, wanted: char) -> Option<&str> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let (entity, rest) = (text.get(1..end)?, text.get(end + 1..)?);
    let is_it = match entity.strip_prefix('#') {
        None => ["amp&", "lt<", "gt>", "quot\"", "apos'"]
            .iter()
            .any(|known| known.strip_suffix(wanted) == Some(entity)),
        Some(digits) => {
            let digits = digits.to_ascii_lowercase();
            let code = match digits.strip_prefix('x') {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            code == Ok(wanted.into())
        }
    };
    is_it.then_some(rest)
}

/// What stands behind so many hexadecimal digits, if they are this number.
fn number(text: &str, digits: usize, wanted: u32) -> Option<&str> {
    let (digits, rest) = text.split_at_checked(digits)?;
    let is_it = digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        && u32::from_str_radix(digits, 16) == Ok(wanted);
    is_it.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn every_writing_is_the_secret() {
        for (text, secret) in [
            ("a+b-c/d", "a+b-c/d"),
            ("a%2Bb-c%2fd", "a+b-c/d"),
            ("%61%2Bb%2Dc/d", "a+b-c/d"),
            ("a+b", "a b"),
            ("%E5%bc%A0三", "张三"),
            (r"\u5f20\u4E09", "张三"),
            (r"\\u5f20\\u4e09", "张三"),
            (r"\ud83d\ude00!", "😀!"),
            ("&#24352;&#X4e09;", "张三"),
            ("&lt;&amp;&gt;&quot;&apos;", "<&>\"'"),
            (r#"\"a\/b\\c\n"#, "\"a/b\\c\n"),
            (r#"\\\"a\\\""#, "\"a\""),
            ("%25", "%25"),
            ("%2525", "%25"),
            ("100%", "100%"),
            ("a&b", "a&b"),
            (r"a\b", r"a\b"),
        ] {
            assert_eq!(written(text, secret), Some(text.len()), "{text}");
            assert_eq!(written(&format!("{text}."), secret), Some(text.len()), "{text} and more");
        }
    }

    #[test]
    fn nothing_else_is() {
        for (text, secret) in [
            ("", "a"),
            ("a", "ab"),
            ("%", "a"),
            ("%6", "a"),
            ("%+1", "\u{1}"),
            ("%张", "张"),
            (r"\u", "张"),
            (r"\u5f2", "张"),
            ("&#;", "a"),
            ("&#97", "a"),
            ("&", "<"),
            ("\\", "a"),
            ("+", "a"),
        ] {
            assert_eq!(written(text, secret), None, "{text}");
        }
    }
}
