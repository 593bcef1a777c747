//! A spec's text and its nodes in, its comments out.

use crate::yaml::{Node, Value};

/// A comment, from its `#` to the end of its line.
#[derive(Clone, Debug)]
pub(super) struct Comment {
    pub(super) text: String,
    /// The byte at which it starts.
    pub(super) start: usize,
}

/// All comments of a text, in their order. A `#` in a text of the spec is none.
pub(super) fn all(text: &str, root: &Node) -> Vec<Comment> {
    let mut texts = Vec::new();
    scalars(text, root, &mut texts);
    let mut found = Vec::new();
    let (mut at, mut texts) = (0, texts.into_iter().peekable());
    while let Some(start) = next(text, at) {
        while texts.next_if(|(_, end)| *end <= start).is_some() {}
        if let Some((_, end)) = texts.peek().filter(|(from, _)| *from <= start) {
            at = *end;
            continue;
        }
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        found.push(Comment { text: line.trim_end().to_owned(), start });
        at = start + line.len();
    }
    found
}

/// The comments of one spec that another has not, or not as often.
pub(super) fn lost((old, old_root): (&str, &Node), (new, new_root): (&str, &Node)) -> Vec<String> {
    let mut kept: Vec<_> = all(new, new_root).into_iter().map(|comment| comment.text).collect();
    let mut lost = Vec::new();
    for comment in all(old, old_root) {
        match kept.iter().position(|kept| *kept == comment.text) {
            Some(at) => drop(kept.swap_remove(at)),
            None => lost.push(comment.text),
        }
    }
    lost
}

/// The next `#` that starts a line or follows a space.
fn next(text: &str, from: usize) -> Option<usize> {
    let is_free = |at: &usize| {
        text.get(..*at).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
    };
    text.get(from..)?.match_indices('#').map(|(at, _)| from + at).find(is_free)
}

/// Where the texts stand that can have a `#` in them, in their order.
fn scalars(text: &str, node: &Node, found: &mut Vec<(usize, usize)>) {
    match &node.value {
        Value::Scalar(_) => found.push((node.span.start, end(text, node.span.start, node.span.end))),
        Value::List(items) => items.iter().for_each(|item| scalars(text, item, found)),
        Value::Map(entries) => {
            for entry in entries {
                found.push((entry.key_span.start, end(text, entry.key_span.start, entry.key_span.end)));
                scalars(text, &entry.node, found);
            }
        }
    }
}

/// Where a text ends that starts here. The parser takes what stands behind a quoted text of several lines for a part of it.
fn end(text: &str, start: usize, end: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let Some(quote) = rest.chars().next().filter(|first| ['\'', '"'].contains(first)) else { return end };
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        let is_escaped = match letter {
            '\\' => quote == '"',
            '\'' => quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == quote),
            _ => false,
        };
        if is_escaped {
            letters.next();
        } else if letter == quote {
            return start + at + 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::{FileId, Problems};
    use crate::source::Source;
    use crate::yaml;

    #[test]
    fn a_comment_is_told_from_a_text_with_its_mark() {
        let text = "# top\na: | # head\n  # text\nb: 'it''s # text\n  # text' # behind\nc: \"\\\" # text\" # quoted\n\
                    d: x#text # plain\ne: # empty\n  - { f: g, # in braces\n      h: i } # end\n# last";
        let mut problems = Problems::default();
        let node = yaml::parse(&Source::new("a.yaml", text), FileId::of(0), &mut problems);
        let found = super::all(text, &node.expect("it is YAML"));
        let found: Vec<_> = found.iter().map(|comment| comment.text.as_str()).collect();
        let expected = [
            "# top",
            "# head",
            "# behind",
            "# quoted",
            "# plain",
            "# empty",
            "# in braces",
            "# end",
            "# last",
        ];
        assert_eq!(found, expected);
    }
}
