//! Words in, the values that they list out: `1:解锁,2:加锁`.

use super::limits::integer;
use crate::page::value::{Map, Value};

/// What stands between a value and what it means.
const BETWEEN: [&str; 8] = [":", "\u{ff1a}", "表示", "代表", "-", "=", "为", "是"];

/// The values that a field's words list, if they list nothing else from there on.
pub(super) fn values(doc: &str, is_text: bool) -> Option<Value> {
    let doc = doc.trim_end_matches(['。', ')', '\u{ff09}', ';', '\u{ff1b}', ' ']);
    let pieces: Vec<_> = doc.split([',', '\u{ff0c}', ';', '\u{ff1b}', '、', '\n', '/', '|', ' ']).collect();
    let pieces: Vec<_> = pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let first = pieces.iter().position(|piece| first_pair(piece, is_text).is_some())?;
    let mut pairs: Map = vec![first_pair(pieces[first], is_text)?];
    for piece in &pieces[first + 1..] {
        pairs.push(pair(piece, is_text)?);
    }
    let is_new = |at: usize| pairs[..at].iter().all(|(value, _)| *value != pairs[at].0);
    (pairs.len() > 1 && (0..pairs.len()).all(is_new)).then_some(Value::Map(pairs))
}

/// The first pair of a list, perhaps behind what the list is about: `操作类型:1:解锁`.
fn first_pair(piece: &str, is_text: bool) -> Option<(String, Value)> {
    let starts = piece.char_indices().filter(|(_, letter)| ":\u{ff1a}(\u{ff08}".contains(*letter));
    let behind = starts.map(|(at, letter)| &piece[at + letter.len_utf8()..]);
    std::iter::once(piece).chain(behind).find_map(|rest| pair(rest.trim(), is_text))
}

fn pair(piece: &str, is_text: bool) -> Option<(String, Value)> {
    let end = piece.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
    let sign = usize::from(piece.starts_with('-'));
    let end = if sign == 1 {
        piece[1..].find(|letter: char| !letter.is_ascii_digit()).map(|end| end + 1)
    } else {
        end
    };
    let (value, rest) = piece.split_at(end?);
    let is_integer = integer(value).is_some();
    // A word in small letters may be the name of a field, or just a word.
    let is_constant = value.starts_with(|c: char| c.is_ascii_uppercase())
        && value.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    if !(is_integer || is_text && is_constant) {
        return None;
    }
    let meaning = BETWEEN.iter().find_map(|between| rest.trim_start().strip_prefix(between))?.trim();
    let is_meaning = !meaning.is_empty() && !meaning.starts_with(|c: char| c.is_ascii_digit());
    is_meaning.then(|| (value.to_owned(), Value::Text(meaning.to_owned())))
}

/// A number for which the field's limits do not hold: `0表示不限`.
pub(super) fn sentinel(doc: &str) -> Option<Value> {
    const EVERYTHING: [&str; 6] = ["不限", "不限制", "全部", "所有", "永久", "无限制"];
    let pair = super::clauses(doc).find_map(|clause| pair(clause, false))?;
    let meaning = pair.1.text()?;
    EVERYTHING.contains(&meaning).then(|| Value::Map(vec![pair.clone()]))
}
