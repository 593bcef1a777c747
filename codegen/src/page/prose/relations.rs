//! Words in, the rules over several fields that they tell out.

use std::collections::BTreeMap;

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
pub(in crate::page) fn relations(
    doc: &str,
    name: &str,
    beside: &BTreeMap<&str, &str>,
    path: &str,
) -> Vec<Value> {
    let full = |name: &str| Value::Text(format!("{path}.{name}"));
    let mut rules = Vec::new();
    for clauses in sentences(doc) {
        let is_conditional_here = clauses.iter().any(|clause| is_conditional(clause));
        let (mut before, mut listed) = ("", Vec::new());
        for clause in &clauses {
            // `a,b,c 至少传一个` is one list.
            let fields = || of_list(name, listed.iter().copied().chain(names(clause, beside)));
            let kind = if is_conditional_here { None } else { kind(clause, doc) };
            if let Some((key, fields)) = kind.and_then(|kind| kind.over(fields())) {
                let fields = fields.into_iter().map(full).collect();
                rules.push(rule(key, Value::List(fields), Map::new(), doc));
            } else if let Some((other, value)) = when(clause, beside)
                && other != name
                && !is_open(before)
            {
                let condition = Value::Map(vec![(format!("{path}.{other}"), Value::Text(value.to_owned()))]);
                rules.push(rule("required", full(name), vec![("when".to_owned(), condition)], doc));
            }
            if !beside.contains_key(clause) {
                listed.clear();
            } else if !listed.contains(clause) {
                listed.push(clause);
            }
            before = clause;
        }
    }
    rules
}

/// What a clause says of several fields, and of how many, if it counts them.
struct Kind {
    key: &'static str,
    count: Option<usize>,
}

impl Kind {
    /// The rule's key and its fields, if these can be those that are meant.
    fn over(self, fields: Vec<&str>) -> Option<(&'static str, Vec<&str>)> {
        let are_all = self.count.is_none_or(|count| count == fields.len());
        (are_all && fields.len() > 1).then_some((self.key, fields))
    }
}

fn kind(clause: &str, doc: &str) -> Option<Kind> {
    let says = |word: &str| {
        let before = clause.split_once(word).map(|(before, _)| before);
        before.is_some_and(|before| !before.ends_with(['不', '无', '非', '未', '没']))
    };
    let counted = ONE_OF.iter().find(|(word, _)| says(word));
    let kind = match counted {
        Some((_, count)) => Kind { key: "exactly_one_of", count: Some(*count) },
        None => {
            let (key, _) = KINDS.iter().find(|(_, words)| words.iter().any(|word| says(word)))?;
            Kind { key, count: None }
        }
    };
    let may_be_several = || SEVERAL.iter().any(|word| doc.contains(word));
    (kind.key != "exactly_one_of" || !may_be_several()).then_some(kind)
}

/// A field and those that its words name, each once.
fn of_list<'t>(name: &'t str, named: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut fields = vec![name];
    for field in named {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    fields
}

fn rule(key: &str, fields: Value, conditions: Map, doc: &str) -> Value {
    let mut rule = vec![(key.to_owned(), fields)];
    rule.extend(conditions);
    rule.push(("doc".to_owned(), Value::Text(doc.to_owned())));
    Value::Map(rule)
}

/// `type为1时必填`: the other field, and the value that it has.
fn when<'c>(clause: &'c str, beside: &BTreeMap<&str, &str>) -> Option<(&'c str, &'c str)> {
    let (condition, then) = split_when(clause)?;
    NEEDED.contains(&then).then_some(())?;
    let condition = behind_if(condition).unwrap_or(condition).trim();
    let end = condition.find(|letter| !is_of_name(letter)).unwrap_or(condition.len());
    let (other, rest) = condition.split_at(end);
    let kind = beside.get(other)?;
    let rest = rest.trim();
    let value = ["==", "=", "为", "是", "等于"].iter().find_map(|word| rest.strip_prefix(word))?.trim();
    let fits = match *kind {
        "string" => value.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_'),
        "int32" | "int64" => super::limits::integer(value).is_some(),
        "bool" => ["true", "false"].contains(&value),
        _ => false,
    };
    (fits && !value.is_empty()).then_some((other, value))
}

/// The fields that a text names.
fn names<'t>(text: &'t str, beside: &BTreeMap<&str, &str>) -> impl Iterator<Item = &'t str> {
    text.split(|letter| !is_of_name(letter)).filter(|word| beside.contains_key(word))
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "_-".contains(letter)
}
