//! A field's words in, the facts that can be read from them with certainty out. Everything else stays prose.

use super::value::Value;

mod clauses;
mod conditions;
mod enums;
mod fixed;
mod limits;
mod others;
mod relations;
mod units;

use clauses::{clauses, unconditional};
pub(super) use fixed::{fixed, is_always_sent};
pub(super) use relations::{may_be_absent, relations};

/// What a page's words say of a field, by the language's keys, in their order.
pub(crate) type Readings = Vec<(&'static str, Value)>;

/// The keys that a field's words can fill.
pub(crate) const KEYS: [&str; 12] = [
    "required_when",
    "unit",
    "length",
    "count",
    "unique",
    "range",
    "format",
    "encoding",
    "default",
    "sentinels",
    "deprecated",
    "enum",
];

/// Reads a field's words, of a request or of a reply.
pub(crate) fn read(doc: &str, kind: &str, in_request: bool) -> Readings {
    let is_text = kind == "string";
    let is_integer = ["int32", "int64", "number"].contains(&kind);
    let is_scalar = is_text || is_integer || kind == "double";
    let has_values = ["string", "int32", "int64"].contains(&kind);
    let mut limits = limits(doc, kind);
    let needed = conditions::required_when(doc).filter(|_| in_request);
    let default = default(doc, kind).filter(|_| in_request && (is_scalar || kind == "bool"));
    let values = enums::values(doc, is_text).filter(|_| has_values);
    // Limits that refuse a listed value are about something else.
    let refuse = |limits: &Value| values.as_ref().is_some_and(|values| !limits::allow_all(limits, values));
    limits.retain(|(key, limits)| *key != "range" || !refuse(limits));
    let special = enums::sentinels(doc, is_text, &limits).filter(|_| is_scalar && values.is_none());
    let facts = [
        ("default", default.map(Value::Text)),
        ("sentinels", special),
        ("deprecated", deprecated(doc).map(Value::Text)),
        ("enum", values),
    ];
    let before = [
        ("required_when", needed.map(Value::Text)),
        ("unit", units::unit(doc).filter(|_| is_integer).map(Value::word)),
    ];
    some(before).chain(limits).chain(some(facts)).collect()
}

/// What a value is checked for.
fn limits(doc: &str, kind: &str) -> Readings {
    match kind {
        "string" => some([
            ("length", limits::length(doc)),
            ("format", format(doc).map(Value::word)),
            ("encoding", encoding(doc).map(Value::word)),
        ])
        .collect(),
        "list" => some([("count", limits::count(doc)), ("unique", unique(doc).map(Value::word))]).collect(),
        "int32" | "int64" | "number" | "double" => some([("range", limits::range(doc))]).collect(),
        _ => Readings::new(),
    }
}

fn some<const N: usize>(
    facts: [(&'static str, Option<Value>); N],
) -> impl Iterator<Item = (&'static str, Value)> {
    facts.into_iter().filter_map(|(key, value)| Some((key, value?)))
}

/// A text without the colon, and what else stands between a word and its value.
fn value(text: &str) -> &str {
    text.trim()
        .trim_start_matches(['为', '是', ':', '\u{ff1a}', '='])
        .trim()
        .trim_matches(['"', '“', '”', '\''])
}

/// The whole of what a clause says of a form: `日期格式为yyyy-MM-dd`, and nothing behind it.
fn format(doc: &str) -> Option<&'static str> {
    const FORMATS: [(&str, &str); 8] = [
        ("yyyy-mm-dd hh:mm:ss", "date_time"),
        ("yyyy-mm-dd", "date"),
        ("yyyymmdd", "compact_date"),
        ("hh:mm:ss", "time"),
        ("2006-01-02 15:04:05", "date_time"),
        ("2006-01-02", "date"),
        ("纯数字", "digits"),
        ("url", "url"),
    ];
    let of = |clause: &str| {
        let (before, form) = clause.split_once("格式")?;
        let form = value(form).to_lowercase();
        let is_of_value = !before.contains("返回") && !others::name_another_form(doc, clause);
        FORMATS.iter().find(|(words, _)| *words == form && is_of_value).map(|(_, format)| *format)
    };
    let forms = clauses(doc).filter(|clause| clause.contains("格式")).count();
    unconditional(doc).into_iter().find_map(of).filter(|_| forms == 1)
}

/// `需进行 base64 编码`. Of a URL's encoding no words say whether it is the value's, or that of the URL that holds it.
fn encoding(doc: &str) -> Option<&'static str> {
    let needs = |clause: &str| {
        let clause = clause.to_lowercase().replace(' ', "");
        let asked = ["需要进行", "需进行", "需要", "需", "请", "经过", "经"];
        let bare = asked.iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(&clause);
        ["base64编码", "base64编码后传入"].contains(&bare)
    };
    let clause = unconditional(doc).into_iter().find(|clause| needs(clause))?;
    (!others::name_another_form(doc, clause)).then_some("base64")
}

/// Whether all items of a list differ.
fn unique(doc: &str) -> Option<bool> {
    const WORDS: [&str; 5] = ["不可重复", "不能重复", "不允许重复", "不得重复", "需去重"];
    unconditional(doc).iter().any(|clause| WORDS.contains(clause)).then_some(true)
}

fn default(doc: &str, kind: &str) -> Option<String> {
    // What holds where nothing is given is no other condition than that of any default.
    let absent =
        ["如果不填", "如果不传", "如不填", "如不传", "若不填", "若不传", "不填时", "不传时", "不填", "不传"];
    let doc = absent.iter().fold(doc.to_owned(), |doc, word| doc.replace(word, ","));
    let mut named = doc.match_indices("默认");
    if named.next().is_none() || named.next().is_some() {
        return None;
    }
    let clauses = unconditional(&doc);
    let bare = clauses.iter().map(|clause| clause.strip_prefix('则').unwrap_or(clause));
    let clause = bare
        .into_iter()
        .find_map(|clause| ["默认值", "默认"].iter().find_map(|word| clause.strip_prefix(word)))?;
    let value = value(clause);
    // `20 条`
    let counted = value.trim_end_matches(['条', '个', '次', '页', '张', '件']).trim_end();
    let value = if kind == "string" { value } else { counted };
    fits_default(value, kind).then(|| value.to_owned())
}

/// Whether a text is a value of a type, and no word for there being none.
fn fits_default(text: &str, kind: &str) -> bool {
    const NONE: [&str; 4] = ["null", "nil", "none", "undefined"];
    let is_plain = !text.is_empty()
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter))
        && !text.ends_with('.')
        && !NONE.contains(&text.to_ascii_lowercase().as_str());
    match kind {
        "string" => is_plain,
        "bool" => ["true", "false"].contains(&text),
        "int32" | "int64" => limits::integer(text).is_some(),
        _ => {
            is_plain
                && text.parse::<f64>().is_ok()
                && limits::integer(text.split('.').next().unwrap_or("")).is_some()
        }
    }
}

/// What is said of a field that is no longer used: of the whole field, and not of something that it names or counts.
fn deprecated(doc: &str) -> Option<String> {
    const WORDS: [&str; 4] = ["已废弃", "已弃用", "废弃", "已下线"];
    const INSTEAD: [&str; 5] = ["请", "改用", "使用", "替代", "勿"];
    let opened = doc.trim_start_matches(['(', '\u{ff08}', '【']);
    if let Some((word, rest)) = WORDS.iter().find_map(|word| Some((*word, opened.strip_prefix(word)?))) {
        let is_alone = rest.is_empty()
            || rest.starts_with(|next: char| ",\u{ff0c}。;\u{ff1b}:\u{ff1a})\u{ff09}】 \n".contains(next));
        let is_said = opened.len() < doc.len()
            || ["已废弃", "已弃用"].contains(&word)
            || INSTEAD.iter().any(|instead| rest.contains(instead));
        return (is_alone && is_said).then(|| doc.to_owned());
    }
    clauses(doc).find_map(|clause| {
        let rest = ["已废弃", "已弃用"].iter().find_map(|word| clause.strip_prefix(word))?;
        let why = rest.strip_prefix([':', '\u{ff1a}'])?.trim();
        (!why.is_empty()).then(|| why.to_owned())
    })
}

#[cfg(test)]
mod tests;
