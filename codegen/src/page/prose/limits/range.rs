//! Words in, the smallest and the largest number that they allow out.

use std::collections::BTreeSet;

use super::super::clauses::{clauses, unconditional};
use super::super::{enums, value};
use super::{allow, asked, integer, is_loose, limits_of, range_of, together};
use crate::page::value::{Map, Value};

/// `取值范围1-100`, `最大50`
pub(in super::super) fn range(doc: &str) -> Option<Value> {
    let last = clauses(doc).last().unwrap_or_default();
    let limits =
        Value::Map(together(doc, is_about, |clause| ends(clause, last).filter(|_| !is_loose(clause)))?);
    are_special(doc, &limits).then_some(limits)
}

/// Whether a clause with a number in it compares something.
fn is_about(clause: &str) -> bool {
    const WORDS: [&str; 23] = [
        "最大", "最小", "最多", "最少", "至多", "至少", "超过", "大于", "小于", "低于", "高于", "少于",
        "多于", "范围", "取值", "以内", "以上", "以下", "上限", "下限", "介于", "之间", "每页",
    ];
    const SIGNS: [char; 4] = ['<', '>', '≤', '≥'];
    let has_digit = clause.contains(|letter: char| letter.is_ascii_digit());
    let is_compared = clause.contains(SIGNS) || WORDS.iter().any(|word| clause.contains(word));
    has_digit && (is_compared || range_of(clause).is_some())
}

fn ends(clause: &str, last: &str) -> Option<Map> {
    const STARTS: [&str; 5] = ["取值范围", "数值范围", "范围", "取值", "每页"];
    const COMPARISONS: [&str; 6] = ["大于", "小于", "<", ">", "≤", "≥"];
    let named = STARTS.iter().find_map(|start| clause.strip_prefix(start)).map(value);
    match named {
        Some(named) => bracketed(named).or_else(|| limits_of(between(asked(named)), true)),
        // A number that something is compared with may be what a condition is about.
        None if COMPARISONS.iter().any(|word| clause.starts_with(word)) => {
            limits_of(clause, false).filter(|_| last == clause)
        }
        None => {
            let bare = between(clause);
            let is_range = bare.len() < clause.len() && !bare.contains(['到', '至']);
            limits_of(asked(bare), is_range)
        }
    }
}

/// `1-100之间`, without what is said behind it.
fn between(text: &str) -> &str {
    text.strip_suffix("之间").map_or(text, str::trim_end)
}

/// `[1,100]`: both ends are in it.
fn bracketed(text: &str) -> Option<Map> {
    let inner = text.strip_prefix(['[', '【'])?.strip_suffix([']', '】'])?;
    range_of(&inner.replacen([',', '\u{ff0c}'], "-", 1))
}

/// Whether all numbers beyond a field's limits are values whose meaning is told.
fn are_special(doc: &str, limits: &Value) -> bool {
    let always = unconditional(doc);
    let mut special = BTreeSet::new();
    clauses(doc).filter(|clause| !is_about(clause)).all(|clause| {
        let are_inside = numbers(clause).iter().all(|number| is_inside(limits, number));
        let meant = || enums::special(clause).filter(|_| always.contains(&clause));
        are_inside || meant().is_some_and(|(value, _)| special.insert(value))
    })
}

fn is_inside(limits: &Value, number: &str) -> bool {
    match integer(number) {
        Some(number) => allow(limits, &number),
        None => number.contains('.') && number.parse().is_ok_and(|number: f64| allow(limits, &number)),
    }
}

/// The numbers in a clause. A digit of a name is none.
fn numbers(clause: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut before = [' ', ' '];
    let mut digits = String::new();
    for letter in clause.chars().chain([' ']) {
        if letter.is_ascii_digit() {
            if digits.is_empty() && before[1] == '-' && !before[0].is_ascii_alphanumeric() {
                digits.push('-');
            }
            let is_of_name = digits.is_empty() && (before[1].is_ascii_alphanumeric() || before[1] == '_');
            if !is_of_name {
                digits.push(letter);
            }
        } else if letter == '.' && before[1].is_ascii_digit() && !digits.is_empty() {
            digits.push(letter);
        } else if !digits.is_empty() {
            found.push(std::mem::take(&mut digits).trim_end_matches('.').to_owned());
        }
        before = [before[1], letter];
    }
    found
}
