//! Values in, YAML as people write it in a spec out: one line for what fits, a block for what does not.

use super::value::Value;

/// The columns that a line may have, where a Chinese character has two.
const WIDEST: usize = 140;

/// A key and its value, as lines that start `indent` columns from the left.
pub(crate) fn entry(key: &str, value: &Value, indent: usize) -> String {
    written(&scalar(key, In::Flow), value, indent, is_group(key))
}

/// The same of a key that is an integer.
pub(crate) fn entry_of_integer(key: &str, value: &Value, indent: usize) -> String {
    written(key, value, indent, false)
}

fn written(key: &str, value: &Value, indent: usize, is_group: bool) -> String {
    let mut text = format!("{}{key}:", " ".repeat(indent));
    follow(&mut text, value, indent, is_group);
    text
}

/// The entries of a mapping, each with how its key is written: the values of an enum of integers are integers.
fn entries(value: &Value) -> impl Iterator<Item = (String, &Value, bool)> {
    let of_integers = matches!(value.text_of("type"), Some("int32" | "int64"));
    let is_listed = move |key: &str| of_integers && key == "enum";
    value.entries().iter().map(move |(key, value)| (scalar(key, In::Flow), value, is_listed(key)))
}

/// An item of a list.
pub(crate) fn item(value: &Value, indent: usize) -> String {
    let start = " ".repeat(indent);
    if is_row(value) {
        return format!("{start}- {}\n", flow(value));
    }
    if let Value::Map(entries) = value
        && !(is_flat(value) && fits(&flow(value), indent + 2))
    {
        let lines: Vec<_> = entries.iter().map(|(key, value)| entry(key, value, indent + 2)).collect();
        return format!("{start}- {}", lines.concat().trim_start());
    }
    let mut text = format!("{start}-");
    follow(&mut text, value, indent, false);
    text
}

/// The parts of a page whose keys each have lines of their own.
fn is_group(key: &str) -> bool {
    ["headers", "query", "request", "response", "examples", "fields"].contains(&key)
}

/// A row of the error table stands on one line, however long.
fn is_row(value: &Value) -> bool {
    value.get("status").is_some() && value.get("code").is_some() && is_flat(value)
}

/// Writes a value behind its key or its dash, with the line's end.
fn follow(text: &mut String, value: &Value, indent: usize, in_lines: bool) {
    let before = width(text);
    let behind = match value {
        Value::Map(all) if all.is_empty() => " {}\n".to_owned(),
        Value::List(items) if items.is_empty() => " []\n".to_owned(),
        Value::Map(_) if !in_lines && is_flat(value) && fits(&flow(value), before) => line(&flow(value)),
        Value::Map(_) => format!("\n{}", block(value, indent + 2)),
        Value::List(items) if items.iter().all(is_short) && fits(&flow(value), before) => line(&flow(value)),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(|value| item(value, indent + 2)).collect();
            format!("\n{}", items.concat())
        }
        Value::Word(word) => line(word),
        Value::Text(words) if is_literal(words) => literal(words, indent + 2),
        Value::Text(words) => line(&scalar(words, In::Block)),
    };
    text.push_str(&behind);
}

fn line(text: &str) -> String {
    format!(" {text}\n")
}

/// A text that stands in a list on one line.
fn is_short(value: &Value) -> bool {
    value.text().is_some_and(|text| text.is_ascii() && text.len() < 60)
}

/// The entries of a mapping, each with lines of its own.
fn block(value: &Value, indent: usize) -> String {
    let entries = entries(value).map(|(key, value, has_integers)| {
        if has_integers {
            integers(&key, value, indent)
        } else {
            written(&key, value, indent, is_group(&key))
        }
    });
    entries.collect::<Vec<_>>().concat()
}

/// A text of several lines, as they are.
fn literal(words: &str, indent: usize) -> String {
    let start = " ".repeat(indent);
    let indented = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("{start}{line}\n") };
    let lines: Vec<_> = words.split('\n').map(indented).collect();
    format!(" |-\n{}", lines.concat())
}

fn fits(line: &str, before: usize) -> bool {
    before + 1 + width(line) <= WIDEST
}

fn width(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// Whether a value reads well on one line: no struct of several fields in it, and no text of several lines.
fn is_flat(value: &Value) -> bool {
    match value {
        Value::Text(text) => !text.contains('\n'),
        Value::Word(_) => true,
        Value::List(items) => items.iter().all(is_flat),
        Value::Map(entries) => entries.iter().all(|(key, value)| key != "fields" && is_flat(value)),
    }
}

/// A value on one line.
fn flow(value: &Value) -> String {
    match value {
        Value::Word(word) => word.clone(),
        Value::Text(text) => scalar(text, In::Flow),
        Value::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) if entries.is_empty() => "{}".to_owned(),
        Value::Map(_) => {
            let entries = entries(value).map(|(key, value, has_integers)| {
                let value = if has_integers { flow_of_integers(value) } else { flow(value) };
                format!("{key}: {value}")
            });
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// The values of an enum of integers, on one line.
fn flow_of_integers(values: &Value) -> String {
    let values = values.entries().iter().map(|(value, meaning)| format!("{value}: {}", flow(meaning)));
    format!("{{ {} }}", values.collect::<Vec<_>>().join(", "))
}

/// The same on as many lines as it needs.
fn integers(key: &str, values: &Value, indent: usize) -> String {
    let start = format!("{}{key}:", " ".repeat(indent));
    let one_line = flow_of_integers(values);
    if is_flat(values) && fits(&one_line, width(&start)) {
        return format!("{start} {one_line}\n");
    }
    let values = values.entries().iter().map(|(value, meaning)| entry_of_integer(value, meaning, indent + 2));
    format!("{start}\n{}", values.collect::<Vec<_>>().concat())
}

/// Where a scalar stands: in braces a comma ends it.
#[derive(Clone, Copy, Eq, PartialEq)]
enum In {
    Flow,
    Block,
}

/// A text without quotes where every reader sees the same, else with them.
fn scalar(text: &str, place: In) -> String {
    if is_plain(text, place) {
        text.to_owned()
    } else if text.contains(['\n', '\t', '\r']) || text.chars().any(char::is_control) {
        quoted(text)
    } else {
        format!("'{}'", text.replace('\'', "''"))
    }
}

/// In double quotes, with escapes for what cannot stand there.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

fn is_plain(text: &str, place: In) -> bool {
    let starts =
        text.starts_with(|first: char| "-?:,[]{}#&*!|>'\"%@`=<~.".contains(first) || first.is_whitespace());
    let ends = text.ends_with(|last: char| last == ':' || last.is_whitespace());
    let odd = text.chars().any(|letter| letter.is_control() || letter == '\u{a0}' || letter == '\u{3000}');
    let breaks = text.contains(": ")
        || text.contains(" #")
        || place == In::Flow && text.contains(['[', ']', '{', '}', ',']);
    let is_url = place == In::Flow && text.contains("://") && text.contains('?');
    !(text.is_empty() || starts || ends || odd || breaks || is_url || crate::parse::is_no_text(text))
}

/// Whether a text of several lines can stand as it is.
fn is_literal(text: &str) -> bool {
    let lines = || text.split('\n');
    text.contains('\n')
        && !text.starts_with([' ', '\n', '\t'])
        && !text.ends_with('\n')
        && lines().all(|line| !line.ends_with(' ') && line.trim().is_empty() == line.is_empty())
        && !text.chars().any(|letter| letter.is_control() && letter != '\n')
}

#[cfg(test)]
mod tests;
