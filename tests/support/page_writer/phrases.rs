//! A field → its description: the spec's words of the page, and where those do not say a fact that the page has, a phrase for it.

use serde_yaml::Value;

use super::fields::{Field, innermost, text};

/// The lines of a field's description.
pub fn description(field: &Field<'_>) -> Vec<String> {
    field.said("doc").into_iter().chain(added(field)).collect()
}

/// Phrases for what the spec says of the page, and its words of the page do not.
pub fn added(field: &Field<'_>) -> Vec<String> {
    let doc = field.said("doc").unwrap_or_default();
    let phrases: [fn(&Field<'_>) -> Option<Phrase>; 12] = [
        condition, values, unit, length, count, range, unique, format, encoding, default, sentinels,
        deprecated,
    ];
    let phrases = phrases.into_iter().filter_map(|phrase| phrase(field));
    phrases
        .filter(|phrase| !phrase.marks.iter().all(|mark| doc.contains(mark)))
        .map(|phrase| phrase.text)
        .collect()
}

/// A fact in a page's words, and what stands in any words that say it.
struct Phrase {
    text: String,
    marks: Vec<String>,
}

impl Phrase {
    fn new(text: impl Into<String>, marks: &[&str]) -> Self {
        Self { text: text.into(), marks: marks.iter().map(|mark| (*mark).to_owned()).collect() }
    }
}

fn condition(field: &Field<'_>) -> Option<Phrase> {
    let when = field.said("required_when")?;
    Some(Phrase::new(format!("{when}时必填"), &[&when]))
}

/// `1:解锁,2:加锁`
fn values(field: &Field<'_>) -> Option<Phrase> {
    let (phrases, marks) =
        pairs(field.fact("enum").or_else(|| innermost(field.value).get("enum"))?, |value, meaning| {
            match meaning {
                "" => value.to_owned(),
                _ => format!("{value}:{meaning}"),
            }
        });
    Some(Phrase { text: phrases.join(","), marks })
}

fn sentinels(field: &Field<'_>) -> Option<Phrase> {
    let (phrases, marks) =
        pairs(field.fact("sentinels")?, |value, meaning| format!("传{value}表示{meaning}"));
    Some(Phrase { text: phrases.join(","), marks })
}

fn pairs(all: &Value, phrase: fn(&str, &str) -> String) -> (Vec<String>, Vec<String>) {
    let pairs = all.as_mapping().into_iter().flatten().map(|(value, meaning)| [text(value), text(meaning)]);
    let pairs: Vec<_> = pairs.collect();
    (pairs.iter().map(|[value, meaning]| phrase(value, meaning)).collect(), pairs.concat())
}

fn unit(field: &Field<'_>) -> Option<Phrase> {
    let word = match field.said("unit")?.as_str() {
        "seconds" => "秒",
        "milliseconds" => "毫秒",
        "nanoseconds" => "纳秒",
        _ => "分",
    };
    Some(Phrase::new(format!("单位:{word}"), &[word]))
}

/// `长度需大于 4 字节小于 64 字节`
fn length(field: &Field<'_>) -> Option<Phrase> {
    let fact = field.fact("length")?;
    let unit = if fact["of"] == "bytes" { " 字节" } else { " 个字符" };
    Some(limits(fact, "长度需", unit))
}

fn count(field: &Field<'_>) -> Option<Phrase> {
    let fact = field.fact("count")?;
    let one = field.said("doc").is_some_and(|doc| doc.contains("单个")) && fact["at_most"] == 1;
    if one { None } else { Some(limits(fact, "数量需", " 个")) }
}

fn range(field: &Field<'_>) -> Option<Phrase> {
    Some(limits(field.fact("range")?, "取值需", ""))
}

fn limits(fact: &Value, before: &str, unit: &str) -> Phrase {
    let words =
        [("at_least", "不小于"), ("more_than", "大于"), ("at_most", "不超过"), ("fewer_than", "小于")];
    let limits = words.into_iter().filter_map(|(key, word)| Some((word, text(fact.get(key)?))));
    let limits: Vec<_> = limits.collect();
    let said: Vec<_> = limits.iter().map(|(word, number)| format!("{word} {number}{unit}")).collect();
    Phrase {
        text: format!("{before}{}", said.join(if unit.is_empty() { " " } else { "" })),
        marks: limits.into_iter().map(|(_, number)| number).collect(),
    }
}

fn unique(field: &Field<'_>) -> Option<Phrase> {
    field.fact("unique").map(|_| Phrase::new("不可重复", &["重复"]))
}

fn format(field: &Field<'_>) -> Option<Phrase> {
    let form = match field.said("format")?.as_str() {
        "date" => "yyyy-MM-dd",
        "compact_date" => "yyyyMMdd",
        "date_time" => "yyyy-MM-dd HH:mm:ss",
        "time" => "HH:mm:ss",
        "digits" => "纯数字",
        _ => "URL",
    };
    Some(Phrase::new(format!("格式:{form}"), &[form]))
}

fn encoding(field: &Field<'_>) -> Option<Phrase> {
    let encoding = field.said("encoding")?;
    let form = if encoding == "url" { "URL" } else { &encoding };
    Some(Phrase::new(format!("需进行 {form} 编码"), &[form, "编码"]))
}

fn default(field: &Field<'_>) -> Option<Phrase> {
    let value = field.said("default")?;
    Some(Phrase::new(format!("默认{value}"), &["默认", &value]))
}

fn deprecated(field: &Field<'_>) -> Option<Phrase> {
    let why = field.said("deprecated")?;
    Some(Phrase::new(format!("已废弃:{why}"), &[&why]))
}
