//! Words in, the value that is always sent out, if they name no other one.

const QUOTES: [char; 5] = ['"', '“', '”', '\'', '`'];
const ENDS: [char; 8] = [',', '\u{ff0c}', '。', ';', '\u{ff1b}', ' ', '(', '\u{ff08}'];

/// `固定值"application/json"`, with or without quotes and a colon; and the words behind it.
pub(in crate::page) fn fixed(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("固定值")?.trim();
    split(rest.trim_start_matches(['为', ':', '\u{ff1a}', ' ']))
}

/// Whether a cell of a column of such values is nothing but one, and the field's words name no other.
pub(in crate::page) fn is_always_sent(cell: &str, doc: &str) -> bool {
    let is_sent = |(at, word): (usize, &str)| {
        let from = doc.get(at..).and_then(|from| from.strip_prefix(word)).unwrap_or_default();
        let value = from.trim_start_matches(['入', '写', '为', ':', '\u{ff1a}', ' ']);
        value.starts_with(|first: char| first.is_ascii_alphanumeric() || QUOTES.contains(&first))
    };
    is_one(cell) && !doc.contains("固定值") && !doc.match_indices(['传', '填']).any(is_sent)
}

/// The value that a text starts with, and the words behind it.
fn split(text: &str) -> Option<(&str, &str)> {
    let (value, behind) = match text.strip_prefix(QUOTES) {
        Some(quoted) => quoted.split_once(QUOTES)?,
        None => with_parameter(text),
    };
    let words = behind.trim_start_matches([',', '\u{ff0c}', '。', ';', '\u{ff1b}', ' ']);
    let is_apart = behind.is_empty() || behind.starts_with(ENDS);
    let is_sentence = behind.starts_with('。') && is_english(words);
    (is_apart && is_one(value) && (is_sentence || !name_another(words))).then_some((value, words))
}

/// The text up to where a value ends. What stands behind a semicolon is a part of a media type.
fn with_parameter(text: &str) -> (&str, &str) {
    let whole = |text: &str| text.find(ENDS).unwrap_or(text.len());
    let (value, behind) = text.split_at(whole(text));
    let parameter = behind.strip_prefix(';').map(str::trim_start).filter(|_| is_media_type(value));
    match parameter.filter(|parameter| parameter.contains('=')) {
        Some(parameter) => text.split_at(text.len() - parameter.len() + whole(parameter)),
        None => (value, behind),
    }
}

/// Whether a text is one value, and no list, formula or word for one.
fn is_one(value: &str) -> bool {
    let is_of_word = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    let is_path = value.starts_with(['/', 'h']) && value.contains('/') && !value.contains([',', '|', ';']);
    let (media_type, parameter) = value.split_once(';').unwrap_or((value, ""));
    let is_whole = |text: &str| text.chars().all(|letter| letter == ' ' || letter.is_ascii_graphic());
    let is_word = !value.is_empty() && value.chars().all(is_of_word) && !value.ends_with('.');
    let is_address = value.starts_with('/') || value.starts_with("https://") || value.starts_with("http://");
    is_word && !["null", "nil", "none"].contains(&value.to_ascii_lowercase().as_str())
        || is_media_type(media_type) && is_whole(parameter) && !parameter.contains([',', '|'])
        || is_path && is_address && value.chars().all(|letter| letter.is_ascii_graphic())
}

fn is_media_type(text: &str) -> bool {
    const TYPES: [&str; 7] = ["application", "text", "multipart", "image", "audio", "video", "*"];
    let is_of_it = |letter: char| letter.is_ascii_alphanumeric() || "+-.*".contains(letter);
    text.split_once('/')
        .is_some_and(|(ty, sub)| TYPES.contains(&ty) && !sub.is_empty() && sub.chars().all(is_of_it))
}

/// Whether words behind a value name another one, or say that there is one.
fn name_another(words: &str) -> bool {
    const OTHERS: [&str; 9] = ["或", "和", "也", "传", "填", "其他", "其它", "否则", "根据"];
    let words = ["必填", "必传", "选填"].iter().fold(words.to_owned(), |words, said| words.replace(said, ""));
    words.contains(|letter: char| letter.is_ascii_alphanumeric() || QUOTES.contains(&letter))
        || OTHERS.iter().any(|other| words.contains(other))
}

/// Whether words are a sentence of English, and none that names a value.
fn is_english(words: &str) -> bool {
    const OTHERS: [&str; 8] = ["or", "and", "if", "else", "when", "otherwise", "for", "except"];
    let is_plain = |letter: char| letter.is_ascii_alphabetic() || ",. ".contains(letter);
    let all: Vec<_> =
        words.split(' ').map(|word| word.trim_end_matches([',', '.']).to_ascii_lowercase()).collect();
    all.len() > 2 && words.chars().all(is_plain) && !all.iter().any(|word| OTHERS.contains(&word.as_str()))
}
