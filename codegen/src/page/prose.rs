//! A field's words in, the facts that can be read from them with certainty out. Everything else stays prose.

use super::value::Value;

mod conditions;
mod enums;
mod limits;

pub(super) use conditions::relations;

/// What a page's words say of a field, by the language's keys, in their order.
pub(crate) type Readings = Vec<(&'static str, Value)>;

/// The keys that a field's words can fill.
pub(crate) const KEYS: [&str; 11] = [
    "required_when",
    "unit",
    "length",
    "count",
    "range",
    "format",
    "default",
    "sentinels",
    "deprecated",
    "enum",
    "unique",
];

/// Reads a field's words, of a request or of a reply.
pub(crate) fn read(doc: &str, kind: &str, in_request: bool) -> Readings {
    let mut readings = Readings::new();
    let mut add = |key, value: Option<Value>| readings.extend(value.map(|value| (key, value)));
    let is_integer = ["int32", "int64", "number"].contains(&kind);
    let is_number = is_integer || kind == "double";
    if in_request {
        add("required_when", conditions::required_when(doc).map(Value::Text));
    }
    if is_integer {
        add("unit", unit(doc).map(Value::word));
    }
    match kind {
        "string" => {
            add("length", limits::length(doc));
            add("format", format(doc).map(Value::word));
        }
        "list" => add("count", limits::count(doc)),
        _ if is_number => add("range", limits::range(doc)),
        _ => {}
    }
    if in_request && (is_number || kind == "string" || kind == "bool") {
        add("default", default(doc, kind).map(Value::Text));
    }
    if is_integer {
        add("sentinels", enums::sentinel(doc));
    }
    add("deprecated", deprecated(doc).map(Value::Text));
    if ["string", "int32", "int64"].contains(&kind) {
        add("enum", enums::values(doc, kind == "string"));
    }
    readings
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
    const FORMATS: [(&str, &str); 6] = [
        ("yyyy-mm-dd hh:mm:ss", "date_time"),
        ("yyyy-mm-dd", "date"),
        ("yyyymmdd", "compact_date"),
        ("hh:mm:ss", "time"),
        ("2006-01-02 15:04:05", "date_time"),
        ("2006-01-02", "date"),
    ];
    let at = doc.find("格式")?;
    let rest = doc[at + "格式".len()..].trim_start_matches(['为', '是', ':', '\u{ff1a}', ' ']).to_lowercase();
    let (words, format) = FORMATS.iter().find(|(words, _)| rest.starts_with(words))?;
    // What follows must not go on with the pattern.
    let after = rest[words.len()..].chars().next();
    after.is_none_or(|next| !next.is_ascii_alphanumeric() && !".-: ".contains(next)).then_some(*format)
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

fn deprecated(doc: &str) -> Option<String> {
    let starts = ["已废弃", "废弃", "已下线", "【废弃】", "【已废弃】", "已弃用"];
    let trimmed = doc.trim_start_matches(['(', '\u{ff08}']);
    starts.iter().any(|start| trimmed.starts_with(start)).then(|| doc.to_owned())
}

#[cfg(test)]
mod tests;
