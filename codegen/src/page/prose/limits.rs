//! Words in, the smallest and the largest number that they allow out.

use std::str::FromStr;

use super::others::{allow_nothing, cut_more, except_some};
use super::{clauses, unconditional, value};
use crate::page::value::{Map, Value};

mod count;
mod length;
mod range;

pub(super) use count::count;
pub(super) use length::{is_about as is_of_length, length};
pub(super) use range::range;

/// What can stand before a number, the longer before what they start with.
const BEFORE: [(&str, &str); 22] = [
    ("<=", "at_most"),
    ("≤", "at_most"),
    ("<", "fewer_than"),
    (">=", "at_least"),
    ("≥", "at_least"),
    (">", "more_than"),
    ("大于等于", "at_least"),
    ("大于或等于", "at_least"),
    ("至少", "at_least"),
    ("最少", "at_least"),
    ("最小值", "at_least"),
    ("最小", "at_least"),
    ("小于等于", "at_most"),
    ("小于或等于", "at_most"),
    ("最多支持", "at_most"),
    ("最多传", "at_most"),
    ("最多", "at_most"),
    ("至多", "at_most"),
    ("最大值", "at_most"),
    ("最大", "at_most"),
    ("大于", "more_than"),
    ("小于", "fewer_than"),
];
/// What turns a comparison round: `不能大于`.
const NOT: [&str; 7] = ["不能", "不可以", "不可", "不得", "不应", "不允许", "不"];
const MORE: [&str; 4] = ["超过", "大于", "多于", "高于"];
const LESS: [&str; 4] = ["小于", "少于", "低于", "短于"];
/// What joins the two ends of a range.
const JOINS: [&str; 6] = ["-", "\u{ff0d}", "~", "\u{ff5e}", "到", "至"];
/// What makes a limit one that the platform does not hold a caller to, or that is not about the whole value.
const LOOSE: [&str; 12] =
    ["建议", "推荐", "一般", "通常", "大约", "每个", "每张", "每条", "单个", "各", "展示", "显示"];
/// The comparison that a text starts with, and what stands behind it.
fn comparison(text: &str) -> Option<(&'static str, &str)> {
    // Some say it twice.
    let text = ["最长", "最多", "最大", "至多"]
        .iter()
        .find_map(|most| text.strip_prefix(most).filter(|rest| rest.starts_with('不')))
        .unwrap_or(text);
    if let Some(rest) = NOT.iter().find_map(|not| text.strip_prefix(not)) {
        let after = |words: &[&str]| words.iter().find_map(|word| rest.strip_prefix(word));
        return after(&MORE)
            .map(|rest| ("at_most", rest))
            .or_else(|| after(&LESS).map(|rest| ("at_least", rest)));
    }
    BEFORE.iter().find_map(|(words, key)| Some((*key, text.strip_prefix(words)?)))
}

/// The ends that the clauses about one kind of limit tell together. Nothing, where one of them tells something else, or holds only
/// sometimes: of several limits of one kind none is that of the whole.
fn together(doc: &str, is_about: impl Fn(&str) -> bool, read: impl Fn(&str) -> Option<Map>) -> Option<Map> {
    if except_some(doc) || cut_more(doc) {
        return None;
    }
    let always = unconditional(doc);
    let about = clauses(doc).filter(|clause| is_about(clause));
    let limits = about.map(|clause| read(clause).filter(|_| always.contains(&clause)));
    one_of_each(limits.collect::<Option<Vec<_>>>()?.concat())
}

fn is_loose(clause: &str) -> bool {
    LOOSE.iter().any(|word| clause.contains(word))
}

/// A text without the words that say that it asks for something.
fn asked(text: &str) -> &str {
    const WORDS: [&str; 7] = ["需要", "要求", "必须", "限制", "需", "应", "须"];
    WORDS.iter().find_map(|word| text.strip_prefix(word)).map_or(text, value).trim()
}

/// Whether limits refuse what words allow: a text without letters, or a list without items.
fn refuse_nothing(limits: &Map, doc: &str) -> bool {
    limits.iter().any(|(key, _)| ["at_least", "more_than"].contains(&&**key)) && allow_nothing(doc)
}

/// Limits that follow each other and nothing else; or a range, where one can stand.
fn limits_of(text: &str, may_be_range: bool) -> Option<Map> {
    let text = text.trim();
    if may_be_range && let Some(limits) = range_of(text) {
        return Some(limits);
    }
    let mut limits = Map::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (key, behind) = comparison(rest)?;
        let (limit, behind) = number(behind.trim_start_matches(['为', '是', ':', '\u{ff1a}', ' ']));
        limits.push((key.to_owned(), Value::word(integer(limit)?)));
        rest = behind.trim_start_matches(['且', '并', '、', '和', ' ']);
    }
    one_of_each(limits)
}

/// The lower limit, and then the upper one; nothing where there are several of one kind.
fn one_of_each(mut limits: Map) -> Option<Map> {
    let is_least = |key: &str| key == "at_least" || key == "more_than";
    let least = limits.iter().filter(|(key, _)| is_least(key)).count();
    limits.sort_by_key(|(key, _)| !is_least(key));
    (!limits.is_empty() && least <= 1 && limits.len() - least <= 1).then_some(limits)
}

fn range_of(text: &str) -> Option<Map> {
    let (least, rest) = number(text);
    let least = integer(least)?;
    let rest = JOINS.iter().find_map(|join| rest.trim().strip_prefix(join))?;
    let most = integer(rest.trim())?;
    (least <= most)
        .then(|| vec![("at_least".to_owned(), Value::word(least)), ("at_most".to_owned(), Value::word(most))])
}

/// Whether a value is one that limits allow anyway.
pub(super) fn allow<N: FromStr + PartialOrd>(limits: &Value, value: &N) -> bool {
    limits.entries().iter().all(|(key, limit)| {
        let limit = limit.text().and_then(|limit| limit.parse().ok());
        limit.is_some_and(|limit: N| match key.as_str() {
            "at_least" => *value >= limit,
            "more_than" => *value > limit,
            "at_most" => *value <= limit,
            "fewer_than" => *value < limit,
            _ => false,
        })
    })
}

/// Whether limits allow all values of a list.
pub(super) fn allow_all(limits: &Value, values: &Value) -> bool {
    values.entries().iter().all(|(value, _)| integer(value).is_some_and(|value| allow(limits, &value)))
}

/// The digits that a text starts with, and their sign; and what stands behind them.
pub(super) fn number(text: &str) -> (&str, &str) {
    let is_of_it = |(at, letter): &(usize, char)| !(letter.is_ascii_digit() || *at == 0 && *letter == '-');
    let end = text.char_indices().find(is_of_it).map_or(text.len(), |(end, _)| end);
    text.split_at(end)
}

/// An integer as the language writes it.
pub(super) fn integer(text: &str) -> Option<i64> {
    text.parse().ok().filter(|integer: &i64| integer.to_string() == text)
}
