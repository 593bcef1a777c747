//! Words in, the values that they list out: `1:解锁,2:加锁`.

use std::collections::BTreeSet;

use super::limits::{self, integer};
use super::others::hold_several;
use super::{Readings, clauses};
use crate::page::value::{Map, Value};

/// What stands between a value and what it means.
const BETWEEN: [&str; 11] = [":", "\u{ff1a}", "表示", "代表", "--", "-", "——", "—", "=", "为", "是"];
/// What separates a value with its meaning from the next.
const SEPARATORS: [char; 9] = [',', '\u{ff0c}', ';', '\u{ff1b}', '、', '\n', '/', '|', ' '];

/// The values that a field's words list, if they list nothing else up to their sentence's end.
pub(super) fn values(doc: &str, is_text: bool) -> Option<Value> {
    // Of a text that holds several values the list is that of each.
    if hold_several(doc) {
        return None;
    }
    let doc = plain(doc);
    let doc = doc.trim_end_matches(['。', ';', '\u{ff1b}', ' ']);
    let pieces = |text| -> Vec<_> {
        let pieces = str::split(text, SEPARATORS).map(str::trim);
        pieces.filter(|piece| !piece.is_empty()).collect()
    };
    let all = pieces(doc);
    let piece = all.iter().find(|piece| first_pair(piece, is_text).is_some())?;
    let (before, from) = doc.split_at_checked(doc.find(piece)?)?;
    let (list, after) = from.split_once('。').unwrap_or((from, ""));
    let has_pair =
        |text| pieces(text).iter().any(|piece| first_pair(piece, is_text).is_some() || has_value(piece));
    if has_pair(after) || pieces(before).iter().any(|piece| has_value(piece)) || is_no_list(before, piece) {
        return None;
    }
    let mut listed = pieces(list).into_iter();
    let mut pairs: Map = vec![first_pair(listed.next()?, is_text)?];
    for piece in listed {
        pairs.push(pair(piece, is_text)?);
    }
    for (_, meaning) in &mut pairs {
        *meaning = Value::Text(without_bracket(meaning.text().unwrap_or_default()).to_owned());
    }
    let is_whole = !pairs.iter().any(|(_, meaning)| is_vague(meaning));
    (pairs.len() > 1 && is_whole && all_differ(&pairs)).then_some(Value::Map(pairs))
}

/// A list without spaces around what stands between a value and its meaning, and without its default.
fn plain(doc: &str) -> String {
    const SPACED: [(&str, &str); 6] =
        [(" - ", "-"), (" -- ", "-"), (" — ", "-"), (" = ", "="), (": ", ":"), ("\u{ff1a} ", ":")];
    let doc = SPACED.iter().fold(doc.to_owned(), |doc, (spaced, bare)| doc.replace(spaced, bare));
    let default =
        doc.trim_end().strip_suffix([')', '\u{ff09}']).and_then(|doc| doc.rsplit_once(['(', '\u{ff08}']));
    match default {
        Some((list, default)) if default.starts_with("默认") => list.trim_end().to_owned(),
        _ => doc,
    }
}

/// A meaning without the ends of brackets that were opened before it: `(0:待支付;1:已支付)`.
fn without_bracket(meaning: &str) -> &str {
    let opened = meaning.matches(['(', '\u{ff08}']).count();
    let closed = meaning.matches([')', '\u{ff09}']).count();
    (opened..closed).fold(meaning, |text, _| text.strip_suffix([')', '\u{ff09}']).unwrap_or(text))
}

fn all_differ(pairs: &Map) -> bool {
    let mut values = BTreeSet::new();
    pairs.iter().all(|(value, _)| values.insert(value))
}

/// Whether the words before a list say that it is examples, or advice, or special values of something that is counted.
fn is_no_list(before: &str, first: &str) -> bool {
    const WORDS: [&str; 17] = [
        "例如", "比如", "示例", "说明", "注意", "备注", "规则", "要求", "数量", "库存", "金额", "价格",
        "次数", "天数", "人数", "份数", "上限",
    ];
    let before = [before, first].concat();
    WORDS.iter().any(|word| before.contains(word)) || before.starts_with('如')
}

/// Whether a meaning is none: what a text must be, or a hint that there are more.
fn is_vague(meaning: &Value) -> bool {
    let meaning = meaning.text().unwrap_or_default();
    meaning.ends_with('等') || ["不超过", "只能", "..", "…"].iter().any(|word| meaning.contains(word))
}

/// Whether a value and its meaning stand somewhere in a piece that is not only them: `类型1:单人`.
fn has_value(piece: &str) -> bool {
    let mut letters = piece.chars();
    let is_digit = |letter: char| letter.is_ascii_digit();
    while letters.by_ref().any(is_digit) {
        let mut meanings = BETWEEN.iter().filter_map(|between| letters.as_str().strip_prefix(between));
        if meanings.any(|meaning| !meaning.is_empty()) {
            return true;
        }
    }
    false
}

/// The first pair of a list, perhaps behind what the list is about: `操作类型:1:解锁`.
fn first_pair(piece: &str, is_text: bool) -> Option<(String, Value)> {
    let mut letters = piece.chars();
    let behind = std::iter::from_fn(|| {
        letters.by_ref().find(|letter| ":\u{ff1a}(\u{ff08}".contains(*letter))?;
        Some(letters.as_str())
    });
    std::iter::once(piece).chain(behind).find_map(|rest| pair(rest.trim(), is_text))
}

fn pair(piece: &str, is_text: bool) -> Option<(String, Value)> {
    let (value, rest) = if piece.starts_with('-') {
        limits::number(piece)
    } else {
        let end = piece.find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'));
        piece.split_at(end.unwrap_or(piece.len()))
    };
    let is_integer = integer(value).is_some();
    // A word in small letters may be the name of a field, or just a word.
    let is_constant = value.starts_with(|c: char| c.is_ascii_uppercase())
        && value.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    if !(is_integer || is_text && is_constant) {
        return None;
    }
    let meaning = BETWEEN.iter().find_map(|between| rest.trim_start().strip_prefix(between))?.trim();
    let is_meaning = !meaning.is_empty() && !meaning.starts_with(|c: char| c.is_ascii_digit() || c == '/');
    is_meaning.then(|| (value.to_owned(), Value::Text(meaning.to_owned())))
}

/// Values for which the field's limits do not hold: `0表示不限`, and where there are limits `传none表示没有电话`.
pub(super) fn sentinels(doc: &str, is_text: bool, limits: &Readings) -> Option<Value> {
    const UNLIMITED: [&str; 6] = ["不限", "不限制", "全部", "所有", "永久", "无限制"];
    let range = limits.iter().find(|(key, _)| *key == "range").map(|(_, range)| range);
    if let Some(range) = range {
        let beyond = |value: &str| integer(value).is_some_and(|value| !limits::allow(range, &value));
        let found: Map = clauses(doc).filter_map(special).filter(|(value, _)| beyond(value)).collect();
        return (!found.is_empty()).then_some(Value::Map(found));
    }
    let sent: Map = clauses(doc).filter_map(|clause| sent(clause, is_text)).collect();
    if !sent.is_empty() && !limits.is_empty() {
        return all_differ(&sent).then_some(Value::Map(sent));
    }
    let mut pairs = clauses(doc).filter_map(|clause| pair(clause, false)).filter(|_| !is_text);
    let only = pairs.next().filter(|_| pairs.next().is_none())?;
    let is_unlimited = only.1.text().is_some_and(|meaning| UNLIMITED.contains(&meaning));
    is_unlimited.then(|| Value::Map(vec![only]))
}

/// An integer and what it means, as the whole of a clause: `-1表示不限`, `传-1表示全部门店`.
pub(super) fn special(clause: &str) -> Option<(String, Value)> {
    let bare = clause.strip_prefix("其中").unwrap_or(clause);
    sent(bare, false).or_else(|| pair(bare, false))
}

/// What it means to send a value: `传-1表示全部门店`.
pub(super) fn sent(clause: &str, is_text: bool) -> Option<(String, Value)> {
    let said = ["传入", "传", "填写", "填"].iter().find_map(|word| clause.strip_prefix(word))?;
    let (value, meaning) = ["表示", "代表"].iter().find_map(|between| said.split_once(between))?;
    let (value, meaning) = (value.trim(), meaning.trim());
    let is_word = |value: &str| {
        let is_none = ["null", "nil", "undefined"].contains(&value.to_ascii_lowercase().as_str());
        !is_none && value.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    };
    let fits = if is_text { is_word(value) } else { integer(value).is_some() };
    (fits && !value.is_empty() && !meaning.is_empty())
        .then(|| (value.to_owned(), Value::Text(meaning.to_owned())))
}
