//! Words in, how many items a list may have out.

use super::super::clauses::clauses;
use super::{asked, comparison, integer, number, refuse_nothing, together};
use crate::page::value::{Map, Value};

/// What items are counted in.
const UNITS: [&str; 7] = ["个", "条", "项", "笔", "张", "组", "件"];

/// `目前只支持单个订单`, `最多100个`
pub(in super::super) fn count(doc: &str) -> Option<Value> {
    let limits = together(doc, is_about, ends)?;
    // `最多 5个，每人`
    let is_rate = |clause: &str| clause.starts_with('每') && clause.chars().count() <= 3;
    let is_other = refuse_nothing(&limits, doc) || clauses(doc).any(is_rate);
    (!is_other).then_some(Value::Map(limits))
}

/// Whether a clause says how many there may be: of the list's items, and not of something that each of them has.
fn is_about(clause: &str) -> bool {
    let has_digit = clause.contains(|letter: char| letter.is_ascii_digit());
    let is_counted = has_digit && UNITS.iter().any(|unit| clause.contains(unit));
    let is_of_each = clause.starts_with('每') && !clause.starts_with("每次");
    is_single(clause) || is_counted && !is_of_each
}

fn ends(clause: &str) -> Option<Map> {
    const BEFORE: [&str; 9] = ["一次", "单次", "每次", "目前", "列表", "数组", "数量", "长度", "个数"];
    if is_single(clause) {
        return Some(vec![("at_most".to_owned(), Value::word(1))]);
    }
    let clause = BEFORE.iter().fold(clause, |text, word| text.strip_prefix(word).unwrap_or(text));
    let mut limits = Map::new();
    let mut rest = asked(clause);
    while !rest.is_empty() {
        let (key, behind) = comparison(rest)?;
        let (limit, unit) = number(behind.trim());
        let limit = integer(limit).filter(|limit| *limit >= 0)?;
        limits.push((key.to_owned(), Value::word(limit)));
        let unit = unit.trim();
        rest = next(unit).filter(|rest| comparison(rest).is_some()).unwrap_or_default();
        if rest.is_empty() && !is_of_items(unit) {
            return None;
        }
    }
    Some(limits)
}

/// What stands behind a unit.
fn next(unit: &str) -> Option<&str> {
    UNITS.iter().find_map(|counted| unit.strip_prefix(counted))
}

/// `只支持单个订单`: of what the list holds, and not of something that each item has.
fn is_single(clause: &str) -> bool {
    const ONE: [&str; 6] = ["只支持单个", "仅支持单个", "只支持一个", "仅支持一个", "只支持1个", "仅支持1个"];
    let of = ONE.iter().find_map(|one| clause.split_once(one));
    of.is_some_and(|(before, what)| !before.contains('不') && !what.contains(['的', '下', '内', '中', '字']))
}

/// What is counted, behind a number: `个`, `张图片`; and not `个字符`, `个/天`.
fn is_of_items(unit: &str) -> bool {
    UNITS.iter().any(|counted| unit.starts_with(counted))
        && !unit.contains(['字', '每', '/', '天', '秒', '分', '时', '月', '年', '不', '的', '可'])
}
