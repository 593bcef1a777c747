//! Words in, the smallest and the largest number that they allow out.

use super::{clauses, value};
use crate::page::value::{Map, Value};

/// What can stand before a number, the longer before what they end with.
const BEFORE: [(&str, &str); 22] = [
    ("大于等于", "at_least"),
    ("不小于", "at_least"),
    ("不少于", "at_least"),
    ("不低于", "at_least"),
    ("至少", "at_least"),
    ("最少", "at_least"),
    ("最小值", "at_least"),
    ("最小", "at_least"),
    ("小于等于", "at_most"),
    ("不大于", "at_most"),
    ("不超过", "at_most"),
    ("不多于", "at_most"),
    ("不能超过", "at_most"),
    ("最多支持", "at_most"),
    ("最多传", "at_most"),
    ("最多", "at_most"),
    ("至多", "at_most"),
    ("最长", "at_most"),
    ("最大值", "at_most"),
    ("最大", "at_most"),
    ("大于", "more_than"),
    ("小于", "fewer_than"),
];
/// What joins the two ends of a range.
const JOINS: [&str; 6] = ["-", "~", "\u{ff5e}", "到", "至", ","];

/// How long a text may be: `长度需大于 4 字节小于 64 字节`.
pub(super) fn length(doc: &str) -> Option<Value> {
    const UNITS: [(&str, &str); 5] = [
        ("字节", "bytes"),
        ("bytes", "bytes"),
        ("byte", "bytes"),
        ("个字符", "characters"),
        ("字符", "characters"),
    ];
    let starts = |clause: &&str| {
        clause.contains("长度")
            || ["最长", "不超过", "最多", "限"].iter().any(|start| clause.starts_with(start))
    };
    let clause =
        clauses(doc).find(|clause| starts(clause) && UNITS.iter().any(|(unit, _)| clause.contains(unit)))?;
    let (_, of) = UNITS.iter().find(|(unit, _)| clause.contains(unit))?;
    let bare = UNITS.iter().fold(clause.to_owned(), |text, (unit, _)| text.replace(unit, " "));
    let bare = bare
        .trim()
        .strip_suffix("以内")
        .map_or(bare.clone(), |text| format!("最多{}", text.trim_start_matches("长度")));
    // Some say it twice.
    let bare = bare.replace("最长不超过", "不超过").replace("最多不超过", "不超过");
    let start = bare.find(|c: char| c.is_ascii_digit())?;
    let start = BEFORE.iter().filter_map(|(words, _)| bare.find(words)).min().unwrap_or(start).min(start);
    let mut limits: Map = vec![("of".to_owned(), Value::word(of))];
    limits.extend(limits_of(&bare[start..], true)?);
    Some(Value::Map(limits))
}

/// How many items a list may have: `目前只支持单个订单`, `最多100个`.
pub(super) fn count(doc: &str) -> Option<Value> {
    const ONE: [&str; 6] = ["只支持单个", "仅支持单个", "只支持一个", "仅支持一个", "只支持1个", "仅支持1个"];
    const UNITS: [&str; 7] = ["个", "条", "项", "笔", "张", "组", "件"];
    const BEFORE_LIMIT: [&str; 9] = ["一次", "单次", "每次", "目前", "列表", "数组", "数量", "长度", "个数"];
    if ONE.iter().any(|one| doc.contains(one)) {
        return Some(Value::Map(vec![("at_most".to_owned(), Value::word(1))]));
    }
    clauses(doc).find_map(|clause| {
        let clause = BEFORE_LIMIT.iter().fold(clause, |text, word| text.strip_prefix(word).unwrap_or(text));
        let clause = asked(clause);
        let (words, key) = BEFORE.iter().find(|(words, _)| clause.starts_with(words))?;
        let rest = clause[words.len()..].trim();
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let limit = integer(&rest[..digits])?;
        let unit = rest[digits..].trim();
        let is_counted = UNITS.iter().any(|counted| unit.starts_with(counted)) && !unit.contains("字");
        is_counted.then(|| Value::Map(vec![((*key).to_owned(), Value::word(limit))]))
    })
}

/// The smallest and the largest value: `取值范围1-100`, `最大50`.
pub(super) fn range(doc: &str) -> Option<Value> {
    const STARTS: [&str; 5] = ["取值范围", "数值范围", "范围", "取值", "每页"];
    let whole: String = doc.replace(['[', ']', '【', '】'], "");
    clauses(&whole).find_map(|clause| {
        let named = STARTS.iter().find_map(|start| clause.strip_prefix(start)).map(value).map(asked);
        let limits = limits_of(named.unwrap_or(clause), named.is_some())?;
        Some(Value::Map(limits))
    })
}

/// A text without the word that says that it asks for something.
fn asked(text: &str) -> &str {
    ["需要", "需", "应", "必须"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim()
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
        let (words, key) = BEFORE.iter().find(|(words, _)| rest.starts_with(words))?;
        rest = rest[words.len()..].trim_start_matches(['为', '是', ':', '\u{ff1a}', ' ']);
        let sign = usize::from(rest.starts_with('-'));
        let end = rest[sign..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |end| sign + end);
        limits.push(((*key).to_owned(), Value::word(integer(&rest[..end])?)));
        rest = rest[end..].trim_start_matches(['且', '并', '、', '和', ' ']);
    }
    let is_least = |key: &str| key == "at_least" || key == "more_than";
    let least = limits.iter().filter(|(key, _)| is_least(key)).count();
    (!limits.is_empty() && least <= 1 && limits.len() - least <= 1).then(|| sorted(limits))
}

/// The lower limit first.
fn sorted(mut limits: Map) -> Map {
    limits.sort_by_key(|(key, _)| key != "at_least" && key != "more_than");
    limits
}

fn range_of(text: &str) -> Option<Map> {
    let sign = usize::from(text.starts_with('-'));
    let end = text[sign..].find(|c: char| !c.is_ascii_digit())? + sign;
    let (least, rest) = (integer(&text[..end])?, text[end..].trim());
    let rest = JOINS.iter().find_map(|join| rest.strip_prefix(join))?;
    let most = integer(rest.trim())?;
    (least <= most)
        .then(|| vec![("at_least".to_owned(), Value::word(least)), ("at_most".to_owned(), Value::word(most))])
}

/// An integer as the language writes it.
pub(super) fn integer(text: &str) -> Option<i64> {
    text.parse().ok().filter(|integer: &i64| integer.to_string() == text)
}
