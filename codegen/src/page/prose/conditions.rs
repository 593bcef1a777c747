//! Words in, the condition under which a field is needed out.

use super::clauses::{sentences, whens};

/// What says that a field is needed, at the end of a clause or behind its condition.
pub(super) const NEEDED: [&str; 12] = [
    "必填",
    "必传",
    "为必填",
    "为必传",
    "必须填写",
    "必须传",
    "需要填写",
    "需要传",
    "需填写",
    "需传",
    "必须填",
    "必须提供",
];
/// How a condition goes on behind its word.
const WHEN: [&str; 3] = ["的时候", "时候", "时"];

/// How many bytes of a field's first words say what it is called.
const MOST_SAID: usize = 300;

/// When a field is needed, in the page's words: `如商品为套餐,门店为必传`, `到店自提时需要门店信息`.
pub(super) fn required_when(doc: &str) -> Option<String> {
    // What has exceptions is needed under another condition than the one that is told.
    if ["除外", "例外", "可不传", "可不填"].iter().any(|word| doc.contains(word)) {
        return None;
    }
    let mut said = String::new();
    for clauses in sentences(doc) {
        for (at, clause) in clauses.iter().enumerate() {
            let is_whole = at == 0 || !is_open(clauses[at - 1]);
            let found = within(clause, &said).filter(|_| is_whole).or_else(|| {
                let condition = behind_if(clause)?;
                let condition =
                    WHEN.iter().find_map(|word| condition.strip_suffix(word)).unwrap_or(condition);
                let is_needed = needs(clauses.get(at + 1)?, &said);
                (is_needed && is_told(condition)).then(|| condition.trim().to_owned())
            });
            if found.is_some() {
                return found;
            }
            said.extend(clause.chars().take(MOST_SAID.saturating_sub(said.len())));
        }
    }
    None
}

/// What follows the word that makes a clause a condition. `如` and `当` start other words, and examples, too.
pub(super) fn behind_if(clause: &str) -> Option<&str> {
    const OTHERS: [&str; 9] = ["若干", "当前", "当日", "当天", "当地", "当月", "当年", "当事", "当且"];
    const VERBS: [&str; 11] = ["为", "是", "有", "需", "选", "不", "未", "使用", "属", "传", "存在"];
    if OTHERS.iter().any(|word| clause.starts_with(word)) {
        return None;
    }
    if let Some(condition) = ["如果", "仅当", "若", "当"].iter().find_map(|word| clause.strip_prefix(word))
    {
        return Some(condition);
    }
    let condition = clause.strip_prefix('如')?;
    let is_example =
        condition.starts_with(|first: char| !first.is_alphabetic() || "下图上何此同".contains(first));
    (!is_example && VERBS.iter().any(|verb| condition.contains(verb))).then_some(condition)
}

/// A condition and what follows from it in one clause.
fn within(clause: &str, said: &str) -> Option<String> {
    let (condition, then) = split_when(clause)?;
    let condition = behind_if(condition).unwrap_or(condition);
    let condition = condition.rsplit('但').next().unwrap_or(condition).trim();
    let is_needed = NEEDED.contains(&then)
        || then.strip_prefix("需要").is_some_and(|what| what.chars().count() > 1 && said.contains(what));
    (is_needed && is_told(condition)).then(|| condition.to_owned())
}

/// What stands before and behind the last word of a clause that says when.
pub(super) fn split_when(clause: &str) -> Option<(&str, &str)> {
    if let Some((condition, then)) = clause.rsplit_once("的情况下") {
        return Some((condition, then.trim()));
    }
    let (condition, then) = whens(clause).next_back()?;
    let condition = condition.strip_suffix('的').unwrap_or(condition);
    Some((condition, then.strip_prefix('候').unwrap_or(then).trim()))
}

/// Whether a clause is a condition for what stands behind it.
pub(super) fn is_open(clause: &str) -> bool {
    match split_when(clause) {
        Some((_, then)) => then.is_empty(),
        None => behind_if(clause).is_some(),
    }
}

/// Whether words are a condition that somebody can judge by them alone.
fn is_told(condition: &str) -> bool {
    const VAGUE: [&str; 6] = ["必要", "需要", "有需要", "有必要", "此", "那"];
    let condition = condition.trim();
    condition.chars().count() > 1 && !VAGUE.contains(&condition) && !condition.ends_with(['不', '无'])
}

/// Whether a clause behind a condition says that this field is needed, and not one that it names.
fn needs(clause: &str, said: &str) -> bool {
    const ITSELF: [&str; 9] =
        ["则", "那么", "该字段", "此字段", "本字段", "该参数", "此参数", "该项", "此项"];
    let Some(subject) =
        NEEDED.iter().filter_map(|needed| clause.strip_suffix(needed)).min_by_key(|rest| rest.len())
    else {
        return false;
    };
    let subject = ITSELF.iter().fold(subject, |text, word| text.strip_prefix(word).unwrap_or(text)).trim();
    if subject.contains(['不', '非', '无', '可', '按', '请', '时']) {
        return false;
    }
    let letters: Vec<char> = subject.chars().collect();
    let is_named = |pair: &[char]| said.contains(&pair.iter().collect::<String>());
    subject.is_empty() || said.is_empty() || letters.windows(2).any(is_named)
}
