//! A field's words in, the facts that can be read from them with certainty out. Everything else stays prose.

use super::value::Value;

mod conditions;
mod enums;
mod limits;

pub(super) use conditions::relations;

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
    let limits = limits(doc, kind);
    let needed = conditions::required_when(doc).filter(|_| in_request);
    let default = default(doc, kind).filter(|_| in_request && (is_scalar || kind == "bool"));
    let special = enums::sentinels(doc, is_text, !limits.is_empty()).filter(|_| is_scalar);
    let has_values = ["string", "int32", "int64"].contains(&kind);
    let facts = [
        ("default", default.map(Value::Text)),
        ("sentinels", special),
        ("deprecated", deprecated(doc).map(Value::Text)),
        ("enum", enums::values(doc, is_text).filter(|_| has_values)),
    ];
    let before = [
        ("required_when", needed.map(Value::Text)),
        ("unit", unit(doc).filter(|_| is_integer).map(Value::word)),
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

/// The parts of a text between its punctuation.
pub(super) fn clauses(doc: &str) -> impl Iterator<Item = &str> {
    let ends = |letter: char| ",\u{ff0c}。;\u{ff1b}\n()\u{ff08}\u{ff09}".contains(letter);
    doc.split(ends).map(str::trim).filter(|clause| !clause.is_empty())
}

/// A text without the colon, and what else stands between a word and its value.
fn value(text: &str) -> &str {
    text.trim()
        .trim_start_matches(['为', '是', ':', '\u{ff1a}', '='])
        .trim()
        .trim_matches(['"', '“', '”', '\''])
}

fn unit(doc: &str) -> Option<&'static str> {
    const UNITS: [(&str, &str); 12] = [
        ("毫秒时间戳", "milliseconds"),
        ("毫秒级", "milliseconds"),
        ("单位毫秒", "milliseconds"),
        ("单位ms", "milliseconds"),
        ("纳秒级", "nanoseconds"),
        ("单位纳秒", "nanoseconds"),
        ("秒级", "seconds"),
        ("秒时间戳", "seconds"),
        ("单位秒", "seconds"),
        ("单位s", "seconds"),
        ("单位分", "fen"),
        ("单位人民币分", "fen"),
    ];
    let doc: String = doc.chars().filter(|letter| !":\u{ff1a} 为是".contains(*letter)).collect();
    if doc.contains("分钟") {
        return None;
    }
    // `毫秒级` has `秒级` in it.
    let mut found: Vec<_> = Vec::new();
    let mut rest = doc;
    for (words, unit) in UNITS {
        if rest.contains(words) {
            found.push(unit);
            rest = rest.replace(words, "\n");
        }
    }
    found.dedup();
    (found.len() == 1).then(|| found[0])
}

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
    let at = doc.find("格式")?;
    let rest = doc[at + "格式".len()..].trim_start_matches(['为', '是', ':', '\u{ff1a}', ' ']).to_lowercase();
    let (words, format) = FORMATS.iter().find(|(words, _)| rest.starts_with(words))?;
    // What follows must not go on with the pattern.
    let after = rest[words.len()..].chars().next();
    after.is_none_or(|next| !next.is_ascii_alphanumeric() && !".-: ".contains(next)).then_some(*format)
}

/// `需进行 base64 编码`. Of a URL's encoding no words say whether it is the value's, or that of the URL that holds it.
fn encoding(doc: &str) -> Option<&'static str> {
    let needs = |clause: &str| {
        let clause = clause.to_lowercase().replace(' ', "");
        let asked = ["需要进行", "需进行", "需要", "需", "请", "经过", "经"];
        let bare = asked.iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(&clause);
        ["base64编码", "base64编码后传入"].contains(&bare)
    };
    clauses(doc).any(needs).then_some("base64")
}

/// Whether all items of a list differ.
fn unique(doc: &str) -> Option<bool> {
    const WORDS: [&str; 5] = ["不可重复", "不能重复", "不允许重复", "不得重复", "需去重"];
    clauses(doc).any(|clause| WORDS.contains(&clause)).then_some(true)
}

fn default(doc: &str, kind: &str) -> Option<String> {
    let clause = clauses(doc)
        .find_map(|clause| ["默认值", "默认"].iter().find_map(|word| clause.strip_prefix(word)))?;
    let text = value(clause);
    let is_plain = !text.is_empty()
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "_.-".contains(letter));
    let fits = match kind {
        "string" => is_plain,
        "bool" => ["true", "false"].contains(&text),
        "int32" | "int64" => limits::integer(text).is_some(),
        _ => {
            is_plain
                && text.parse::<f64>().is_ok()
                && limits::integer(text.split('.').next().unwrap_or("")).is_some()
        }
    };
    fits.then(|| text.to_owned())
}

/// What is said of a field that is no longer used: of the whole field, and not of something that it names.
fn deprecated(doc: &str) -> Option<String> {
    const WORDS: [&str; 4] = ["已废弃", "废弃", "已下线", "已弃用"];
    let opened = doc.trim_start_matches(['(', '\u{ff08}', '【']);
    if WORDS.iter().any(|word| opened.starts_with(word)) {
        return Some(doc.to_owned());
    }
    clauses(doc).find_map(|clause| {
        let rest = WORDS.iter().find_map(|word| clause.strip_prefix(word))?;
        let why = rest.strip_prefix([':', '\u{ff1a}'])?.trim();
        (!why.is_empty()).then(|| why.to_owned())
    })
}

#[cfg(test)]
mod tests;
