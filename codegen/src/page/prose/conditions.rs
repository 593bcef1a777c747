//! Words in, the conditions between fields that they tell out.

use super::clauses;
use crate::page::value::{Map, Value};

/// What says that a field is needed, at the end of a clause or behind its condition.
const NEEDED: [&str; 12] = [
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
const IFS: [&str; 5] = ["如果", "如", "若", "当", "仅当"];
const WHEN: [&str; 4] = ["的时候", "的情况下", "时候", "时"];

/// When a field is needed, in the page's words: `如商品为套餐,门店为必传`, `到店自提时需要门店信息`.
pub(super) fn required_when(doc: &str) -> Option<String> {
    let clauses: Vec<_> = clauses(doc).collect();
    clauses.iter().enumerate().find_map(|(at, clause)| {
        within(clause).or_else(|| {
            let condition = IFS.iter().find_map(|word| clause.strip_prefix(word))?;
            let condition = WHEN.iter().find_map(|word| condition.strip_suffix(word)).unwrap_or(condition);
            let next = clauses.get(at + 1)?;
            let says = NEEDED.iter().any(|needed| next.ends_with(needed)) && !next.contains(['不', '非']);
            (says && !condition.is_empty()).then(|| condition.trim().to_owned())
        })
    })
}

/// A condition and what follows from it in one clause.
fn within(clause: &str) -> Option<String> {
    WHEN.iter().find_map(|word| {
        let (condition, then) = clause.split_once(word)?;
        let condition = IFS.iter().find_map(|word| condition.strip_prefix(word)).unwrap_or(condition).trim();
        let then = then.trim();
        let says = NEEDED.contains(&then) || then.starts_with("需要") && then != "需要";
        let is_negated = then.contains(['不', '非', '无']) || condition.ends_with(['不', '无']);
        (says && !is_negated && !condition.is_empty()).then(|| condition.to_owned())
    })
}

/// The rules over several fields that one field's words tell, for the fields beside it. `path` is where they stand.
pub(in crate::page) fn relations(doc: &str, name: &str, beside: &[(&str, &str)], path: &str) -> Vec<Value> {
    let full = |name: &str| Value::Text(format!("{path}.{name}"));
    let others = |clause: &str| -> Vec<Value> {
        let names = words(clause).into_iter().filter(|word| beside.iter().any(|(other, _)| other == word));
        let mut all: Vec<_> = names.filter(|word| *word != name).map(full).collect();
        if !all.is_empty() {
            all.insert(0, full(name));
        }
        all
    };
    let mut rules = Vec::new();
    for clause in clauses(doc) {
        let kinds = [
            ("exactly_one_of", &["二选一", "2选1", "必须且只能"][..]),
            ("at_least_one_of", &["不能同时为空", "至少传一个", "至少填一个", "至少一个", "不可同时为空"]),
            ("at_most_one_of", &["不能同时传", "不可同时传", "互斥", "只能传一个"]),
            ("together", &["必须同时传", "需同时传", "同时必填", "成对出现"]),
        ];
        let kind = kinds.iter().find(|(_, words)| words.iter().any(|word| clause.contains(word)));
        let fields = others(clause);
        if let Some((key, _)) = kind.filter(|_| fields.len() > 1) {
            rules.push(rule(key, Value::List(fields), Map::new(), doc));
        } else if let Some((other, value)) = when(clause, beside).filter(|(other, _)| *other != name) {
            let condition = Value::Map(vec![(format!("{path}.{other}"), Value::Text(value.to_owned()))]);
            rules.push(rule("required", full(name), vec![("when".to_owned(), condition)], doc));
        }
    }
    rules
}

fn rule(key: &str, fields: Value, conditions: Map, doc: &str) -> Value {
    let mut rule = vec![(key.to_owned(), fields)];
    rule.extend(conditions);
    rule.push(("doc".to_owned(), Value::Text(doc.to_owned())));
    Value::Map(rule)
}

/// `type为1时必填`: the other field, and the value that it has.
fn when<'c>(clause: &'c str, beside: &[(&'c str, &str)]) -> Option<(&'c str, &'c str)> {
    let clause = IFS.iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause).trim();
    let (condition, then) = clause.split_once('时')?;
    NEEDED.contains(&then.trim()).then_some(())?;
    let (other, kind) = beside
        .iter()
        .filter(|(other, _)| condition.starts_with(other))
        .max_by_key(|(other, _)| other.len())?;
    let rest = condition[other.len()..].trim();
    let value = ["==", "=", "为", "是", "等于"].iter().find_map(|word| rest.strip_prefix(word))?.trim();
    let fits = match *kind {
        "string" => value.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_'),
        "int32" | "int64" => super::limits::integer(value).is_some(),
        "bool" => ["true", "false"].contains(&value),
        _ => false,
    };
    (fits && !value.is_empty()).then_some((*other, value))
}

/// The names that stand in a text.
fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "_-".contains(letter)))
        .filter(|word| !word.is_empty())
        .collect()
}
