//! Words in, the rules over several fields that they tell out.

use std::collections::BTreeMap;

use super::clauses::{clauses, is_conditional, sentences};
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
/// What is said where one of them is taken if none is given.
const INSTEAD: [&str; 2] = ["默认", "缺省"];

/// The rules over several fields that one field's words tell, for the fields beside it. `path` is where they stand.
pub(in crate::page) fn relations(
    doc: &str,
    name: &str,
    beside: &BTreeMap<&str, &str>,
    path: &str,
) -> Vec<Value> {
    let full = |name: &str| Value::Text(format!("{path}.{name}"));
    let mut rules = Vec::new();
    // Of a field that is gone nothing is asked any more.
    if ["废弃", "作废", "弃用", "下线"].iter().any(|word| doc.contains(word)) {
        return rules;
    }
    for clauses in sentences(doc) {
        let is_conditional_here = clauses.iter().any(|clause| is_conditional(clause));
        let (mut before, mut listed) = ("", Vec::new());
        for clause in &clauses {
            // `a,b,c 至少传一个` is one list.
            let itself = is_subject(clause, beside).then_some(name).into_iter();
            let fields = || each_once(itself.chain(listed.iter().copied()).chain(names(clause, beside)));
            let kind = if is_conditional_here { None } else { kind(clause, doc) };
            if let Some((key, fields)) = kind.and_then(|kind| kind.over(fields(), name)) {
                let fields = fields.into_iter().map(full).collect();
                rules.push(rule(key, Value::List(fields), Map::new(), doc));
            } else if let Some((other, value)) = when(clause, beside)
                && other != name
                && !is_open(before)
                && !is_needed_otherwise(doc, clause, other)
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
    /// The rule's key and its fields, if these can be those that are meant. What is counted is counted with the field itself.
    fn over<'f>(self, mut fields: Vec<&'f str>, name: &str) -> Option<(&'static str, Vec<&'f str>)> {
        let are_all = self.count.is_none_or(|count| count == fields.len() && fields.contains(&name));
        // The field that says it stands first.
        fields.sort_by_key(|field| *field != name);
        (are_all && fields.len() > 1).then_some((self.key, fields))
    }
}

fn kind(clause: &str, doc: &str) -> Option<Kind> {
    let says = |word: &str| {
        clause.split_once(word).is_some_and(|(before, behind)| {
            let is_denied = before.ends_with(['不', '无', '非', '未', '没']);
            let is_denied =
                is_denied || ["不支持", "无需", "不需", "不必"].iter().any(|not| before.contains(not));
            !is_denied && !behind.starts_with('的')
        })
    };
    let counted = ONE_OF.iter().find(|(word, _)| says(word));
    let kind = match counted {
        Some((_, count)) => Kind { key: "exactly_one_of", count: Some(*count) },
        None => {
            let (key, _) = KINDS.iter().find(|(_, words)| words.iter().any(|word| says(word)))?;
            Kind { key, count: None }
        }
    };
    let says_any = |words: &[&str]| words.iter().any(|word| doc.contains(word));
    match kind.key {
        "exactly_one_of" if says_any(&SEVERAL) || says_any(&INSTEAD) => None,
        "exactly_one_of" if may_be_absent(doc) => Some(Kind { key: "at_most_one_of", ..kind }),
        "at_least_one_of" if may_be_absent(doc) => None,
        _ => Some(kind),
    }
}

/// Whether words say that a field, and those that go with it, can be left out.
pub(in crate::page) fn may_be_absent(doc: &str) -> bool {
    const WORDS: [&str; 14] = [
        "选填",
        "非必",
        "可选",
        "可不",
        "不传",
        "不填",
        "未传",
        "未填",
        "均不",
        "都不",
        "可空",
        "可为空",
        "都为空",
        "均为空",
    ];
    WORDS.iter().any(|word| doc.contains(word))
}

/// Whether a clause is about the field whose words it is of, without its name: `与a二选一`.
fn is_subject(clause: &str, beside: &BTreeMap<&str, &str>) -> bool {
    const ITSELF: [&str; 15] = [
        "",
        "需",
        "需要",
        "必须",
        "须",
        "应",
        "请",
        "可",
        "只能",
        "本字段",
        "该字段",
        "此字段",
        "本参数",
        "该参数",
        "此参数",
    ];
    ["与", "和", "跟", "同"].iter().any(|with| {
        clause.split_once(with).is_some_and(|(before, other)| {
            ITSELF.contains(&before.trim()) && names(other, beside).next().is_some()
        })
    })
}

/// Whether another clause says when the field is needed, or is not: of the same condition, one says it of its other values.
fn is_needed_otherwise(doc: &str, own: &str, condition: &str) -> bool {
    const WORDS: [&str; 12] =
        ["必填", "必传", "不填", "不传", "可不", "选填", "可选", "可为空", "可空", "无需", "除外", "例外"];
    const PLAIN: [&str; 6] = ["必填", "必传", "选填", "非必填", "非必传", "可选"];
    clauses(doc).filter(|clause| *clause != own && !PLAIN.contains(clause)).any(|clause| {
        let bare = behind_if(clause).unwrap_or(clause).trim_start();
        let is_of_rest = ["否则", "其他", "其它"].iter().any(|rest| bare.starts_with(rest));
        let of_same = bare.strip_prefix(condition);
        let is_of_same = of_same.is_some_and(|behind| !behind.starts_with(is_of_name));
        WORDS.iter().any(|word| clause.contains(word)) && !is_of_rest && !is_of_same
    })
}

/// The fields that words name, each once.
fn each_once<'t>(named: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut fields = Vec::new();
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
