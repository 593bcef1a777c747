//! What a text looks like: whether it is a date that the calendar has, an address, encoded.

use std::ops::Range;

use super::Checks;

/// What a text looks like.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// `2024-01-31`.
    Date,
    /// `20240131`.
    CompactDate,
    /// `2024-01-31 12:00:00`.
    DateTime,
    /// `12:00:00`.
    Time,
    /// `0` to `9` and nothing else, at least one.
    Digits,
    /// An address that starts with `http://` or `https://` and is visible ASCII.
    Url,
    /// Encoded for a URL: what a URL can hold, and each `%` with its two digits.
    UrlEncoded,
    /// Base64 of the usual or the URL's alphabet, with or without padding.
    Base64,
}

impl Checks {
    /// What a text looks like.
    pub fn format(&mut self, field: &str, value: Option<&str>, format: Format) {
        if value.is_some_and(|value| !format.fits(value)) {
            self.violate(field, format!("must be {}", format.told()));
        }
    }
}

impl Format {
    fn told(self) -> &'static str {
        match self {
            Self::Date => "a date, as in 2024-01-31",
            Self::CompactDate => "a date, as in 20240131",
            Self::DateTime => "a date and a time, as in 2024-01-31 12:00:00",
            Self::Time => "a time, as in 12:00:00",
            Self::Digits => "digits and nothing else",
            Self::Url => "an address that starts with http:// or https:// and is visible ASCII",
            Self::UrlEncoded => "encoded for a URL",
            Self::Base64 => "base64",
        }
    }

    pub(super) fn fits(self, text: &str) -> bool {
        match self {
            Self::Date => date(text),
            Self::CompactDate => compact_date(text),
            Self::DateTime => text.split_once(' ').is_some_and(|(day, clock)| date(day) && time(clock)),
            Self::Time => time(text),
            Self::Digits => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Url => url(text),
            Self::UrlEncoded => url_encoded(text),
            Self::Base64 => base64(text),
        }
    }
}

fn date(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-' && day(text, [0..4, 5..7, 8..10])
}

fn compact_date(text: &str) -> bool {
    text.len() == 8 && day(text, [0..4, 4..6, 6..8])
}

/// Whether the calendar has a day: its year, month and day are at these places.
fn day(text: &str, places: [Range<usize>; 3]) -> bool {
    let [Some(year), Some(month), Some(day)] = places.map(|place| number(text, place)) else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

fn time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 8
        && bytes[2] == b':'
        && bytes[5] == b':'
        && number(text, 0..2).is_some_and(|hour| hour < 24)
        && number(text, 3..5).is_some_and(|minute| minute < 60)
        && number(text, 6..8).is_some_and(|second| second < 60)
}

/// The number that a part of a text is, if it is digits.
fn number(text: &str, part: Range<usize>) -> Option<u32> {
    let digits = text.get(part)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

fn url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']))
        && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn url_encoded(text: &str) -> bool {
    let can_stand = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?%".contains(&byte);
    let is_hexadecimal =
        |rest: &str| rest.len() > 1 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    text.bytes().all(can_stand) && text.split('%').skip(1).all(is_hexadecimal)
}

fn base64(text: &str) -> bool {
    let letters = text.trim_end_matches('=');
    let padding = text.len() - letters.len();
    let padding_fits = padding == 0 || padding < 3 && text.len().is_multiple_of(4);
    let in_alphabet =
        |others: &[u8]| letters.bytes().all(|byte| byte.is_ascii_alphanumeric() || others.contains(&byte));
    padding_fits && letters.len() % 4 != 1 && (in_alphabet(b"+/") || in_alphabet(b"-_"))
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn what_fits_fits_and_nothing_near_it_does() {
        let cases: [(Format, &[&str], &[&str]); 8] = [
            (
                Format::Date,
                &["2024-01-31", "2024-02-29", "2000-02-29", "0001-12-01"],
                &[
                    "2023-02-29",
                    "1900-02-29",
                    "2024-02-30",
                    "2024-04-31",
                    "2024-13-01",
                    "2024-00-01",
                    "2024-01-00",
                    "2024-1-31",
                    "20240-1-31",
                    "+024-01-31",
                    "2024-01-31 ",
                    "2024/01/31",
                    "202４-01-1",
                    "",
                    "----------",
                ],
            ),
            (
                Format::CompactDate,
                &["20240131", "20240229"],
                &["20230229", "2024-1-1", "2024013", "+2024011", "202４01"],
            ),
            (
                Format::DateTime,
                &["2024-01-31 12:00:00", "2024-02-29 23:59:59"],
                &[
                    "2024-01-31",
                    "2024-01-31T12:00:00",
                    "2024-01-31  12:00:00",
                    "2024-02-30 12:00:00",
                    "2024-01-31 24:00:00",
                ],
            ),
            (
                Format::Time,
                &["00:00:00", "23:59:59"],
                &["24:00:00", "12:60:00", "12:00:60", "12:00", "1:00:000", "+1:00:00"],
            ),
            (Format::Digits, &["0", "007"], &["", "1.0", "-1", "１", "1 "]),
            (
                Format::Url,
                &["https://a.example", "http://a.example:8080/b?c=d#e", "https://a/%E6"],
                &[
                    "",
                    "https://",
                    "https:///a",
                    "ftp://a",
                    "//a",
                    "HTTPS//a",
                    "https://a b",
                    "https://景",
                    "javascript:1",
                ],
            ),
            (
                Format::UrlEncoded,
                &["", "a%20b", "a+b", "%E6%99%af"],
                &["a b", "%", "%2", "%zz", "景", "\"", "a%2景"],
            ),
            (
                Format::Base64,
                &["", "YQ==", "YWI=", "YWJj", "YQ", "-_-_", "+/+/"],
                &["Y", "YQ=", "YQ===", "Y===", "a b=", "-/aa", "景", "YQ==YQ=="],
            ),
        ];
        for (format, fit, misfit) in cases {
            for text in fit {
                assert!(format.fits(text), "{format:?}: {text}");
            }
            for text in misfit {
                assert!(!format.fits(text), "{format:?}: {text}");
            }
        }
    }
}
