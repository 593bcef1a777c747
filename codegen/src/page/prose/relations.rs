//! Words in, the rules over several fields that they tell out.

use super::clauses::{is_conditional, sentences};
use super::conditions::{NEEDED, behind_if, is_open, split_when};
use crate::page::value::{Map, Value};

/// What says that one of several fields is given, and no other; of as many as it counts.
const ONE_OF: [(&str, usize); 3] = [("二选一", 2), ("2选1", 2), ("三选一", 3)];
const KINDS: [(&str, &[&str]); 4] = [
    ("exactly_one_of", &["必须且只能"]),
    ("at_least_one_of", &["不能同时为空", "至少传一个", "至少填一个", "至少一个", "不可同时为空"]),
    ("at_most_one_of", &["不能同时传", "不可同时传", "互斥", "只能传一个"]),
    ("together", &["必须同时传", "需同时传", "同时必填", "成对出现"]),
];
/// What is said where several may be given all the same.
const SEVERAL: [&str; 8] = ["为准", "优先", "都传", "都填", "均传", "同时存在", "同时传入", "也可"];

/// The rules over several fields that one field's words tell, for the fields beside it. `path` is where they stand.
pub(in crate::page) fn relations(doc: &str, name: &str, beside: &[(&str, &str)], path: &str) -> Vec<Value> {
    let full = |name: &str| Value::Text(format!("{path}.{name}"));
    let mut rules = Vec::new();
    for clauses in sentences(doc) {
        let is_conditional_here = clauses.iter().any(|clause| is_conditional(clause));
        let mut before: &str = "";
        let mut listed: Vec<&str> = Vec::new();
        for clause in &clauses {
            let named = names(clause, beside);
            let is_name = beside.iter().any(|(other, _)| other == clause);
            // `a,b,c 至少传一个` is one list.
            let mut fields = vec![name];
            for other in listed.iter().chain(&named) {
                if !fields.contains(other) {
                    fields.push(other);
                }
            }
            let kind = kind(clause, doc, fields.len()).filter(|_| !is_conditional_here && !named.is_empty());
            if let Some(key) = kind.filter(|_| fields.len() > 1) {
                let fields = fields.iter().map(|field| full(field)).collect();
                rules.push(rule(key, Value::List(fields), Map::new(), doc));
            } else if let Some((other, value)) = when(clause, beside)
                && other != name
                && !is_open(before)
            {
                let condition = Value::Map(vec![(format!("{path}.{other}"), Value::Text(value.to_owned()))]);
                rules.push(rule("required", full(name), vec![("when".to_owned(), condition)], doc));
            }
            if is_name {
                listed.push(clause);
            } else {
                listed.clear();
            }
            before = clause;
        }
    }
    rules
}

/// What a clause says of so many fields.
fn kind(clause: &str, doc: &str, fields: usize) -> Option<&'static str> {
    let says = |word: &str| {
        let before = clause.split_once(word).map(|(before, _)| before);
        before.is_some_and(|before| !before.ends_with(['不', '无', '非', '未', '没']))
    };
    let may_be_several = SEVERAL.iter().any(|word| doc.contains(word));
    if let Some((_, count)) = ONE_OF.iter().find(|(word, _)| says(word)) {
        return (*count == fields && !may_be_several).then_some("exactly_one_of");
    }
    let (key, _) = KINDS.iter().find(|(_, words)| words.iter().any(|word| says(word)))?;
    (*key != "exactly_one_of" || !may_be_several).then_some(key)
}

fn rule(key: &str, fields: Value, conditions: Map, doc: &str) -> Value {
    let mut rule = vec![(key.to_owned(), fields)];
    rule.extend(conditions);
    rule.push(("doc".to_owned(), Value::Text(doc.to_owned())));
    Value::Map(rule)
}

/// `type为1时必填`: the other field, and the value that it has.
fn when<'c>(clause: &'c str, beside: &[(&'c str, &str)]) -> Option<(&'c str, &'c str)> {
    let (condition, then) = split_when(clause)?;
    NEEDED.contains(&then).then_some(())?;
    let condition = behind_if(condition).unwrap_or(condition).trim();
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

/// The fields that a text names.
fn names<'t>(text: &'t str, beside: &[(&str, &str)]) -> Vec<&'t str> {
    text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "_-".contains(letter)))
        .filter(|word| beside.iter().any(|(other, _)| other == word))
        .collect()
}
