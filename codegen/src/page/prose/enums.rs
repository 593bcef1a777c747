//! Words in, the values that they list out: `1:解锁,2:加锁`.

use super::clauses;
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

/// Values for which the field's limits do not hold: `0表示不限`, and where there are limits `传none表示没有电话`.
pub(super) fn sentinels(doc: &str, is_text: bool, has_limits: bool) -> Option<Value> {
    const UNLIMITED: [&str; 6] = ["不限", "不限制", "全部", "所有", "永久", "无限制"];
    let sent = clauses(doc).filter_map(|clause| sent(clause, is_text));
    let sent: Map = sent.filter(|_| has_limits).collect();
    let is_new = |at: usize| sent[..at].iter().all(|(value, _)| *value != sent[at].0);
    if !sent.is_empty() {
        return (0..sent.len()).all(is_new).then_some(Value::Map(sent));
    }
    let pair = clauses(doc).find_map(|clause| pair(clause, false)).filter(|_| !is_text)?;
    let is_unlimited = pair.1.text().is_some_and(|meaning| UNLIMITED.contains(&meaning));
    is_unlimited.then(|| Value::Map(vec![pair]))
}

/// What it means to send a value: `传-1表示全部门店`.
fn sent(clause: &str, is_text: bool) -> Option<(String, Value)> {
    let said = ["传入", "传", "填写", "填"].iter().find_map(|word| clause.strip_prefix(word))?;
    let (value, meaning) = ["表示", "代表"].iter().find_map(|between| said.split_once(between))?;
    let (value, meaning) = (value.trim(), meaning.trim());
    let is_word = |value: &str| value.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    let fits = if is_text { is_word(value) } else { integer(value).is_some() };
    (fits && !value.is_empty() && !meaning.is_empty())
        .then(|| (value.to_owned(), Value::Text(meaning.to_owned())))
}
