//! Texts that are something else to a hasty writer of YAML.

use super::{Value, entry};
use crate::diagnostic::{FileId, Problems};
use crate::source::Source;

/// Texts that are something else to a hasty writer of YAML.
const ODD: [&str; 40] = [
    "",
    " ",
    "a",
    "a ",
    " a",
    "- a",
    "-",
    "?",
    "? a",
    ": a",
    "a: b",
    "a:b",
    "a:",
    "a #b",
    "#a",
    "a#b",
    "'a'",
    "\"a\"",
    "it's",
    "[a]",
    "{ a: b }",
    "a, b",
    "&a",
    "*a",
    "!a",
    "|",
    ">-",
    "%a",
    "@a",
    "`a`",
    "null",
    "~",
    "yes",
    "No",
    "013",
    "1e5",
    "0x1F",
    "2024-01-31",
    "...",
    "---",
];
const ODDER: [&str; 18] = [
    "a\nb",
    "a\n\nb",
    "\na",
    "a\n",
    " a\n b",
    "a\n  b\nc",
    "a\tb",
    "\ta",
    "a\n\tb",
    "a \nb",
    "a\u{a0}b",
    "\u{3000}a",
    "https://a.b/c?d=e,f",
    "1:解锁,2:加锁",
    "<<",
    "=",
    "a\\nb",
    "|-\n  a\n# b",
];

#[test]
fn whatever_is_written_reads_as_it_was() {
    for text in ODD.into_iter().chain(ODDER) {
        let field = Value::Map(vec![("doc".to_owned(), Value::Text(text.to_owned()))]);
        let list = Value::List(vec![Value::Text(text.to_owned()), field.clone()]);
        let mut both =
            vec![("flow".to_owned(), field.clone()), ("block".to_owned(), Value::Text(text.to_owned()))];
        both.push(("list".to_owned(), list));
        both.push(("fields".to_owned(), Value::Map(vec![("f".to_owned(), field)])));
        if !text.is_empty() && !text.contains(['\n', '\t']) && text != "<<" {
            both.push((text.to_owned(), Value::word(1)));
        }
        let written: String = both.iter().map(|(key, value)| entry(key, value, 0)).collect();
        let mut problems = Problems::default();
        let file = FileId::of(0);
        let node = crate::yaml::parse(&Source::new("a.yaml", &written), file, &mut problems);
        assert!(problems.is_empty(), "{text:?}:\n{written}");
        assert_eq!(Value::of(&node.expect("it is there")), Value::Map(both), "{text:?}:\n{written}");
    }
}
