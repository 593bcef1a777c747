//! A list of a reply in, the question whether its items succeed or fail one by one out.

use std::collections::BTreeSet;

use super::protection::protection;
use super::{Question, kind};
use crate::page::value::Value;

/// What says whether the items of a list in the response succeeded.
pub(super) fn outcome(list: &Value, path: &str, sent: &BTreeSet<String>) -> Option<Question> {
    let item = (kind(list) == "list").then(|| list.get("items")?.get("fields")).flatten()?.entries();
    let of = |is_it: fn(&str, &Value) -> bool| -> Vec<&str> {
        item.iter().filter(|(name, field)| is_it(name, field)).map(|(name, _)| name.as_str()).collect()
    };
    let (codes, messages, keys) = (of(is_code), of(is_message), of(is_key));
    if codes.is_empty() {
        return None;
    }
    let code = clear(
        &codes,
        &[&|code| is_of_a_result(code), &|code| messages.iter().any(|message| stem(message) == stem(code))],
    );
    let message = clear(&messages, &[&|message| stem(message) == stem(code)]);
    let key = clear(&keys, &[&|key| sent.contains(key)]);
    let message = if messages.is_empty() { String::new() } else { format!(" message: {message},") };
    let text = format!(
        "do its items succeed or fail one by one? `outcome: {{ code: {code},{message} key: {key} }}`"
    );
    Some(Question::field(path, "outcome", text))
}

/// The only one of several names, or the only one for which most of these speak.
fn clear<'n>(names: &[&'n str], signs: &[&dyn Fn(&str) -> bool]) -> &'n str {
    let mut left = names.to_vec();
    for sign in signs {
        let better: Vec<_> = left.iter().copied().filter(|name| sign(name)).collect();
        left = if better.is_empty() { left } else { better };
    }
    match left[..] {
        [name] => name,
        _ => "…",
    }
}

/// A name without its last word.
fn stem(name: &str) -> &str {
    name.rsplit_once('_').map_or("", |(stem, _)| stem)
}

fn is_code(name: &str, field: &Value) -> bool {
    let is_integer = ["int32", "int64"].contains(&kind(field));
    let is_protected = || protection(name, field).is_some();
    ends_with(name, &["code"]) && (is_integer || kind(field) == "string" && !is_protected())
}

fn is_message(name: &str, field: &Value) -> bool {
    kind(field) == "string" && ends_with(name, &["message", "msg", "desc", "description"])
}

fn is_key(name: &str, field: &Value) -> bool {
    ["string", "int32", "int64"].contains(&kind(field)) && ends_with(name, &["id"])
}

/// Whether a code's name says that it is about what became of something.
fn is_of_a_result(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "code" || ["err", "result", "ret", "fail"].iter().any(|word| name.contains(word))
}

/// Whether the last word of a name is one of these: `item_code`, `itemCode`.
fn ends_with(name: &str, words: &[&str]) -> bool {
    let is_last = |word: &&str| {
        let mut rest = word.chars();
        let first = rest.next().map(|first| first.to_ascii_uppercase());
        let capital = first.into_iter().chain(rest).collect::<String>();
        name.eq_ignore_ascii_case(word) || name.ends_with(&format!("_{word}")) || name.ends_with(&capital)
    };
    words.iter().any(is_last)
}
