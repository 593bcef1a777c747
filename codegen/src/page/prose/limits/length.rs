//! Words in, how long a text may be out.

use super::super::clauses::clauses;
use super::super::others::hold_several;
use super::super::value;
use super::{asked, is_loose, limits_of, refuse_nothing, together};
use crate::page::value::{Map, Value};

/// `长度需大于 4 字节小于 64 字节`
pub(in super::super) fn length(doc: &str) -> Option<Value> {
    // The length of what is encoded or encrypted afterwards, or of each of several values, is not that of the text.
    const OTHERS: [&str; 4] = ["编码", "加密", "明文", "不含"];
    if hold_several(doc) || OTHERS.iter().any(|word| doc.contains(word)) {
        return None;
    }
    let first = clauses(doc).next().unwrap_or_default();
    let limits = together(doc, is_about, |clause| ends(clause, first))?;
    let of =
        clauses(doc).filter(|clause| is_about(clause)).map(|clause| without_units(clause).map(|(of, _)| of));
    let mut of: Vec<_> = of.collect();
    of.dedup();
    let [Some(of)] = of[..] else { return None };
    let mut others = clauses(doc).filter(|clause| !is_about(clause));
    if refuse_nothing(&limits, doc) || others.any(has_bare_limit) {
        return None;
    }
    let of = vec![("of".to_owned(), Value::word(of))];
    Some(Value::Map(of.into_iter().chain(limits).collect()))
}

/// Whether a clause says how long something is.
pub(in super::super) fn is_about(clause: &str) -> bool {
    const WORDS: [&str; 9] = ["字符", "字节", "byte", "汉字", "个字", "英文", "中文", "单词", "长度"];
    let clause = clause.to_lowercase();
    let has_digit = clause.contains(|letter: char| letter.is_ascii_digit());
    has_digit && (WORDS.iter().any(|word| clause.contains(word)) || without_units(&clause).is_some())
}

/// `会员20`: a number for somebody else.
fn has_bare_limit(clause: &str) -> bool {
    const OTHERS: [&str; 5] = ["如", "例", "示例", "默认", "传"];
    let name = clause.trim_end_matches(|letter: char| letter.is_ascii_digit());
    name.len() < clause.len()
        && name.ends_with(|last: char| last.is_alphabetic() && !last.is_ascii())
        && !OTHERS.iter().any(|word| clause.starts_with(word))
}

fn ends(clause: &str, first: &str) -> Option<Map> {
    let (_, bare) = without_units(clause)?;
    let (most, bare) = match bare.split_once("长度") {
        Some((whole, behind)) => (named_whole(whole.trim(), first)?, behind),
        None => ("", &*bare),
    };
    let bare = asked(value(bare));
    let within = ["以内", "内"].iter().find_map(|word| bare.trim().strip_suffix(word));
    let bare = match within {
        Some(number) => format!("最多{}", number.trim().trim_start_matches('在')),
        None => format!("{most}{}", bare.replacen("最长", "最多", 1)),
    };
    limits_of(&bare, true).filter(|_| !is_loose(clause))
}

/// Whether what a length is of is the whole text; and the comparison that is in its name: `最大长度`.
fn named_whole(of: &str, first: &str) -> Option<&'static str> {
    const WHOLE: [&str; 9] = ["", "字符串", "文本", "内容", "总", "该字段", "本字段", "字段", "字符"];
    match of {
        "最大" | "最长" => Some("最多"),
        "最小" | "最短" => Some("最少"),
        of => (WHOLE.contains(&of) || of == first).then_some(""),
    }
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
    // `字符串` is what is counted, and no unit.
    let clause = clause.to_lowercase().replace("字符串", "文本");
    if let Some(bare) = in_letters(&clause) {
        return Some(("characters", bare));
    }
    let (_, of) = UNITS.iter().find(|(unit, _)| clause.contains(unit))?;
    let is_one = !UNITS.iter().any(|(unit, other)| other != of && clause.contains(unit));
    let bare = UNITS.iter().fold(clause, |text, (unit, _)| text.replace(unit, " "));
    is_one.then_some((*of, bare))
}

/// `不超过20字`, without its unit.
fn in_letters(clause: &str) -> Option<String> {
    let (rest, within) = ["以内", "内"]
        .iter()
        .find_map(|word| Some((clause.strip_suffix(word)?, *word)))
        .unwrap_or((clause, ""));
    let rest = rest.trim_end().strip_suffix('字')?;
    let rest = rest.strip_suffix('个').unwrap_or(rest).trim_end();
    rest.ends_with(|last: char| last.is_ascii_digit()).then(|| format!("{rest}{within}"))
}
