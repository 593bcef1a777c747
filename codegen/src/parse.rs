//! Nodes in, values of the spec language out: what every part of the language is parsed with.

use crate::diagnostic::{Diagnostic, Problems, Rule, Span, listed, nearest, suggest};
use crate::yaml::{Entry, Node, Scalar, Value};

/// A value with its place.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// Equal wherever they stand.
impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

/// A value of the spec language.
pub(crate) trait Parse: Sized {
    /// Parses the value, or reports why it cannot be.
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self>;
}

/// A mapping whose keys the language defines. What is asked for is what there is: [`Keys::end`] reports the rest.
pub(crate) struct Keys<'n> {
    span: Span,
    entries: &'n [Entry],
    asked: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl<'n> Keys<'n> {
    /// The keys of a node that must be a mapping.
    pub(crate) fn of(node: &'n Node, problems: &mut Problems) -> Option<Self> {
        let entries = entries(node, problems)?;
        let head = entries.first().map_or(node.span, |entry| entry.key_span);
        Some(Self { span: head, entries, asked: Vec::new(), missing: Vec::new() })
    }

    /// The value under a key that may be absent.
    pub(crate) fn optional<T: Parse>(&mut self, key: &'static str, problems: &mut Problems) -> Option<T> {
        self.asked.push(key);
        let entry = self.entries.iter().find(|entry| entry.key.text == key)?;
        let losses = problems.losses();
        let value = T::parse(&entry.node, problems);
        problems.lose_partly(entry.node.span.file, key, losses);
        if value.is_none() {
            problems.lose(entry.node.span.file, key);
        }
        value
    }

    /// The value under a key that must be there.
    pub(crate) fn required<T: Parse>(&mut self, key: &'static str, problems: &mut Problems) -> Option<T> {
        if !self.entries.iter().any(|entry| entry.key.text == key) {
            self.missing.push(key);
        }
        self.optional(key, problems)
    }

    /// Reports every key that was not asked for, and every one that is missing and not just misspelt.
    pub(crate) fn end(mut self, problems: &mut Problems) {
        let is_known = |entry: &&Entry| self.asked.contains(&entry.key.text.as_str());
        let unknown: Vec<_> = self.entries.iter().filter(|entry| !is_known(entry)).collect();
        for entry in &unknown {
            let key = &entry.key.text;
            // One key too many and one too few: it is the same.
            let only = (unknown.len() == 1 && self.missing.len() == 1).then(|| self.missing[0]);
            let near = (!problems.are_many())
                .then(|| nearest(key, &self.missing).or_else(|| nearest(key, &self.asked)))
                .flatten();
            let help = match (near, odd(entry), only) {
                (Some(near), ..) | (None, None, Some(near)) => format!("did you mean `{near}`?"),
                (None, Some(odd), _) => odd.to_owned(),
                (None, None, None) => format!("the keys here are {}", listed(&self.asked)),
            };
            problems.push(
                Diagnostic::new(Rule::UnknownKey, entry.key_span, format!("there is no key `{key}` here"))
                    .with_help(help),
            );
            let is_there = |key: &&str| self.entries.iter().any(|entry| entry.key.text == *key);
            if let Some(meant) = near.or(only).filter(|meant| !is_there(meant)) {
                self.missing.retain(|missing| *missing != meant);
                problems.lose(entry.key_span.file, meant);
            }
        }
        for key in self.missing {
            problems.push(
                Diagnostic::new(Rule::MissingKey, self.span, format!("the key `{key}` is missing here"))
                    .with_help(format!("add `{key}: …`")),
            );
        }
    }
}

/// What was probably meant by a key that is no key at all.
fn odd(entry: &Entry) -> Option<&'static str> {
    let key = &entry.key.text;
    if key.contains(['‘', '’', '“', '”']) {
        Some("these are no quotes to YAML: write `'`")
    } else if key.contains([':', '：']) {
        Some("a key ends with a plain colon and a space: `key: value`")
    } else if entry.in_braces && entry.node.is_nothing() {
        Some("is it part of the text before it? A text with a comma in it needs quotes here")
    } else {
        None
    }
}

/// A mapping whose keys are the spec's own, in order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named<K, T>(pub(crate) Vec<(Spanned<K>, T)>);

impl<K, T> Default for Named<K, T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Parse, T: Parse> Parse for Named<K, T> {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let mut named = Vec::new();
        for entry in entries(node, problems)? {
            let key = Node { span: entry.key_span, value: Value::Scalar(entry.key.clone()) };
            let key = Spanned::<K>::parse(&key, problems);
            match key.zip(T::parse(&entry.node, problems)) {
                Some(both) => named.push(both),
                None => problems.lose(entry.key_span.file, &entry.key.text),
            }
        }
        Some(Self(named))
    }
}

fn entries<'n>(node: &'n Node, problems: &mut Problems) -> Option<&'n [Entry]> {
    match &node.value {
        Value::Map(entries) => Some(entries),
        other => wrong_kind(node, other.kind(), "a mapping", problems),
    }
}

impl<T: Parse> Parse for Vec<T> {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        match &node.value {
            Value::List(items) => Some(items.iter().filter_map(|item| whole_item(item, problems)).collect()),
            other => wrong_kind(node, other.kind(), "a list", problems),
        }
    }
}

fn whole_item<T: Parse>(item: &Node, problems: &mut Problems) -> Option<T> {
    let value = T::parse(item, problems);
    if value.is_none() {
        problems.lose_item();
    }
    value
}

impl<T: Parse> Parse for Spanned<T> {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        T::parse(node, problems).map(|value| Self { value, span: node.span })
    }
}

impl<T: Parse> Parse for Box<T> {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        T::parse(node, problems).map(Self::new)
    }
}

impl Parse for String {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let scalar = scalar(node, "a text", problems)?;
        if scalar.plain && is_no_text(&scalar.text) {
            let message = format!("`{}` without quotes is no text to many tools", scalar.text);
            problems.push(
                Diagnostic::new(Rule::WrongKind, node.span, message)
                    .with_help(format!("write '{}', with the quotes", scalar.text)),
            );
            return None;
        }
        Some(scalar.text.clone())
    }
}

impl Parse for bool {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let quoted = matches!(&node.value, Value::Scalar(scalar) if !scalar.plain);
        if quoted {
            return wrong_kind(node, "a text in quotes", "`true` or `false` without quotes", problems);
        }
        word(node, &[("true", true), ("false", false)], problems)
    }
}

impl Parse for i64 {
    fn parse(node: &Node, problems: &mut Problems) -> Option<Self> {
        let scalar = scalar(node, "an integer", problems)?;
        let value =
            scalar.text.parse().ok().filter(|value: &Self| scalar.plain && value.to_string() == scalar.text);
        if value.is_none() {
            let message = if scalar.plain {
                format!("`{}` is not an integer as this language writes it", scalar.text)
            } else {
                format!("'{}' in quotes is a text, and no integer", scalar.text)
            };
            problems.push(Diagnostic::new(Rule::NotAnInteger, node.span, message).with_help(
                "write decimal digits without quotes, leading zeros or separators, within 64 bits",
            ));
        }
        value
    }
}

/// One of the words that can stand here.
pub(crate) fn word<T: Copy>(node: &Node, words: &[(&'static str, T)], problems: &mut Problems) -> Option<T> {
    let scalar = scalar(node, "a word", problems)?;
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == scalar.text) {
        return Some(*value);
    }
    let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
    let help = suggest(&scalar.text, &known, |all| format!("write one of {all}"));
    let message = format!("`{}` cannot stand here", scalar.text);
    problems.push(Diagnostic::new(Rule::UnknownValue, node.span, message).with_help(help));
    None
}

fn scalar<'n>(node: &'n Node, should: &str, problems: &mut Problems) -> Option<&'n Scalar> {
    match &node.value {
        Value::Scalar(scalar) if !node.is_nothing() => Some(scalar),
        other => wrong_kind(node, other.kind(), should, problems),
    }
}

fn wrong_kind<T>(node: &Node, is: &str, should: &str, problems: &mut Problems) -> Option<T> {
    let is = if node.is_nothing() { "nothing" } else { is };
    let message = format!("this is {is}, and {should} belongs here");
    problems.push(Diagnostic::new(Rule::WrongKind, node.span, message).with_help(format!("write {should}")));
    None
}

/// Whether some YAML tool reads this plain scalar as a number, a time, a truth value or nothing.
pub(crate) fn is_no_text(text: &str) -> bool {
    const WORDS: [&str; 11] = ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    let lower = text.to_lowercase();
    let unsigned = lower.trim_start_matches(['+', '-']);
    let hexadecimal = |digits: &str| digits.chars().all(|digit| digit.is_ascii_hexdigit() || digit == '_');
    WORDS.contains(&lower.as_str())
        || matches!(unsigned.trim_start_matches('.'), "inf" | "nan")
        || unsigned.strip_prefix("0x").is_some_and(hexadecimal)
        || unsigned.strip_prefix("0o").is_some_and(hexadecimal)
        || unsigned.strip_prefix("0b").is_some_and(hexadecimal)
        || unsigned.trim_start_matches('.').starts_with(|first: char| first.is_ascii_digit())
            && unsigned.chars().all(|c| c.is_ascii_digit() || "_.:e+-tz".contains(c))
}
