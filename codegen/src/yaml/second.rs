//! A text and the tree that was read from it in, a verdict out: does another parser see the same?
//! The only module that knows `serde_yaml`.

use serde_yaml::Value as Seen;

use super::{Node, Scalar, Value};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};

/// The digits of the largest number that both parsers take for one.
const MOST_DIGITS: usize = 19;
const TOO_MANY: &str = "this needs more than 64 bits";

/// Whether `serde_yaml` sees what the tree holds. Reports the first place where it does not.
pub(super) fn agrees(text: &str, root: &Node, problems: &mut Problems) -> bool {
    let span = match serde_yaml::from_str::<Seen>(text) {
        Ok(seen) => first_difference(root, &seen).map(|node| node.span),
        Err(error) => Some(error.location().map_or(root.span, |at| {
            let at = text.floor_char_boundary(at.index());
            Span { start: at, end: at, ..root.span }
        })),
    };
    let Some(span) = span else { return true };
    let bytes = text.bytes().skip(span.start);
    let digits = bytes.take_while(u8::is_ascii_digit).count();
    problems.push(if digits > MOST_DIGITS {
        Diagnostic::new(Rule::NotAnInteger, Span { end: span.start + digits, ..span }, TOO_MANY)
            .with_help("an integer is within 64 bits; a text of digits needs quotes")
    } else {
        Diagnostic::new(Rule::YamlAmbiguous, span, "two YAML parsers read this differently")
            .with_help("write it in a plainer way: quote the text, or put each value on its own line")
    });
    false
}

fn first_difference<'n>(node: &'n Node, seen: &Seen) -> Option<&'n Node> {
    match (&node.value, seen) {
        (Value::Scalar(scalar), seen) => (!same(scalar, seen)).then_some(node),
        (Value::List(items), Seen::Sequence(seen)) if items.len() == seen.len() => {
            items.iter().zip(seen).find_map(|(item, seen)| first_difference(item, seen))
        }
        (Value::Map(entries), Seen::Mapping(seen)) if entries.len() == seen.len() => {
            entries.iter().zip(seen).find_map(|(entry, (key, seen))| {
                if same(&entry.key, key) { first_difference(&entry.node, seen) } else { Some(&entry.node) }
            })
        }
        _ => Some(node),
    }
}

/// A text must be the same to the letter. What the other parser takes for a number, a truth value or nothing must
/// have been written without quotes; which one it is does not matter, because nothing here relies on it.
fn same(scalar: &Scalar, seen: &Seen) -> bool {
    match seen {
        Seen::String(text) => *text == scalar.text,
        Seen::Number(_) | Seen::Bool(_) | Seen::Null => scalar.plain,
        Seen::Sequence(_) | Seen::Mapping(_) | Seen::Tagged(_) => false,
    }
}
