//! Words in, the smallest and the largest number that they allow out.

use super::{clauses, unconditional, value};
use crate::page::value::{Map, Value};

/// What can stand before a number, the longer before what they start with.
const BEFORE: [(&str, &str); 16] = [
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
const JOINS: [&str; 5] = ["-", "~", "\u{ff5e}", "到", "至"];
/// What makes a limit one that the platform does not hold a caller to, or that is not about the whole value.
const LOOSE: [&str; 10] = ["建议", "推荐", "一般", "通常", "大约", "每个", "每张", "每条", "单个", "各"];
/// What the platform does with more than it takes, instead of refusing it.
const CUT: [&str; 3] = ["截断", "截取", "忽略"];

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

/// How long a text may be: `长度需大于 4 字节小于 64 字节`.
pub(super) fn length(doc: &str) -> Option<Value> {
    // The length of what is encoded or encrypted afterwards, or of each of several values, is not that of the text.
    const OTHERS: [&str; 6] = ["多个", "分隔", "拼接", "编码", "加密", "明文"];
    if CUT.iter().chain(&OTHERS).any(|word| doc.contains(word)) {
        return None;
    }
    unconditional(doc).into_iter().find_map(|clause| {
        let (of, bare) = without_units(clause)?;
        let bare = bare.split_once("长度").map_or(&*bare, |(_, behind)| behind);
        let bare = asked(value(bare));
        let within = ["以内", "内"].iter().find_map(|word| bare.trim().strip_suffix(word));
        let bare = match within {
            Some(number) => format!("最多{}", number.trim().trim_start_matches('在')),
            None => bare.replacen("最长", "最多", 1),
        };
        let mut limits: Map = vec![("of".to_owned(), Value::word(of))];
        limits.extend(limits_of(&bare, true).filter(|_| !is_loose(clause))?);
        Some(Value::Map(limits))
    })
}

/// A clause about one unit of texts, and without it.
fn without_units(clause: &str) -> Option<(&'static str, String)> {
    const UNITS: [(&str, &str); 6] = [
        ("个字节", "bytes"),
        ("字节", "bytes"),
        ("bytes", "bytes"),
        ("byte", "bytes"),
        ("个字符", "characters"),
        ("字符", "characters"),
    ];
    let (_, of) = UNITS.iter().find(|(unit, _)| clause.contains(unit))?;
    let is_one = !UNITS.iter().any(|(unit, other)| other != of && clause.contains(unit));
    let bare = UNITS.iter().fold(clause.to_owned(), |text, (unit, _)| text.replace(unit, " "));
    is_one.then_some((*of, bare))
}

fn is_loose(clause: &str) -> bool {
    LOOSE.iter().any(|word| clause.contains(word))
}

/// How many items a list may have: `目前只支持单个订单`, `最多100个`.
pub(super) fn count(doc: &str) -> Option<Value> {
    const BEFORE_LIMIT: [&str; 9] = ["一次", "单次", "每次", "目前", "列表", "数组", "数量", "长度", "个数"];
    if CUT.iter().any(|word| doc.contains(word)) {
        return None;
    }
    unconditional(doc).into_iter().find_map(|clause| {
        if is_single(clause) {
            return Some(Value::Map(vec![("at_most".to_owned(), Value::word(1))]));
        }
        let clause = BEFORE_LIMIT.iter().fold(clause, |text, word| text.strip_prefix(word).unwrap_or(text));
        let (key, rest) = comparison(asked(clause))?;
        let (limit, unit) = number(rest.trim());
        let limit = integer(limit).filter(|limit| *limit >= 0)?;
        is_of_items(unit.trim()).then(|| Value::Map(vec![(key.to_owned(), Value::word(limit))]))
    })
}

/// `只支持单个订单`: of what the list holds, and not of something that each item has.
fn is_single(clause: &str) -> bool {
    const ONE: [&str; 6] = ["只支持单个", "仅支持单个", "只支持一个", "仅支持一个", "只支持1个", "仅支持1个"];
    let of = ONE.iter().find_map(|one| clause.split_once(one));
    of.is_some_and(|(before, what)| !before.contains('不') && !what.contains(['的', '下', '内', '中', '字']))
}

/// What is counted, behind a number: `个`, `张图片`; and not `个字符`, `个/天`.
fn is_of_items(unit: &str) -> bool {
    const UNITS: [&str; 7] = ["个", "条", "项", "笔", "张", "组", "件"];
    UNITS.iter().any(|counted| unit.starts_with(counted))
        && !unit.contains(['字', '每', '/', '天', '秒', '分', '时', '月', '年', '不', '的', '可'])
}

/// The smallest and the largest value: `取值范围1-100`, `最大50`.
pub(super) fn range(doc: &str) -> Option<Value> {
    const STARTS: [&str; 5] = ["取值范围", "数值范围", "范围", "取值", "每页"];
    // Of several ranges none is the whole.
    let all: Vec<_> = clauses(doc).collect();
    if all.iter().any(|clause| range_of(clause).is_some()) {
        return None;
    }
    let limits = unconditional(doc).into_iter().filter_map(|clause| {
        let named = STARTS.iter().find_map(|start| clause.strip_prefix(start)).map(value);
        let limits = match named {
            Some(named) => bracketed(named).or_else(|| limits_of(asked(named), true)),
            // A number that something is compared with may be what a condition is about.
            None if ["大于", "小于"].iter().any(|word| clause.starts_with(word)) => {
                limits_of(clause, false).filter(|_| all.last() == Some(&clause))
            }
            None => limits_of(asked(clause), false),
        };
        limits.filter(|_| !is_loose(clause))
    });
    one_of_each(limits.flatten().collect()).map(Value::Map)
}

/// `[1,100]`: both ends are in it.
fn bracketed(text: &str) -> Option<Map> {
    let inner = text.strip_prefix(['[', '【'])?.strip_suffix([']', '】'])?;
    range_of(&inner.replacen([',', '\u{ff0c}'], "-", 1))
}

/// A text without the words that say that it asks for something.
fn asked(text: &str) -> &str {
    const WORDS: [&str; 7] = ["需要", "要求", "必须", "限制", "需", "应", "须"];
    WORDS.iter().find_map(|word| text.strip_prefix(word)).map_or(text, value).trim()
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
pub(super) fn allow(limits: &Value, value: i64) -> bool {
    limits.entries().iter().all(|(key, limit)| {
        let limit = limit.text().and_then(integer);
        limit.is_some_and(|limit| match key.as_str() {
            "at_least" => value >= limit,
            "more_than" => value > limit,
            "at_most" => value <= limit,
            "fewer_than" => value < limit,
            _ => false,
        })
    })
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
