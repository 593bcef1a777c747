//! A text that is no YAML in, what in it only looks like YAML out: parsers notice such a thing late.

use crate::diagnostic::Span;

/// Characters for which YAML has others.
const ODD: [(char, &str); 4] = [
    ('\u{3000}', "a wide space is no space to YAML"),
    ('\u{a0}', "a space that does not break is no space to YAML"),
    ('：', "a wide colon is no colon to YAML"),
    ('\t', "a tab is no indentation to YAML"),
];

/// What on the line of a place, or on the lines before it, was probably meant as YAML.
pub(super) fn before(text: &str, at: Span) -> Option<(Span, &'static str)> {
    let from = text.get(at.start..)?;
    let mut end = at.start + from.find('\n').unwrap_or(from.len());
    for line in text.get(..end)?.rsplit('\n').take(20) {
        let start = end - line.len();
        if let Some((from, to, what)) = in_line(line) {
            return Some((Span { start: start + from, end: start + to, ..at }, what));
        }
        end = start.saturating_sub(1);
    }
    None
}

/// The same in one line, as a range of bytes.
fn in_line(line: &str) -> Option<(usize, usize, &'static str)> {
    let ends_key = |c: char| ODD.iter().any(|(odd, _)| *odd == c) || ": '\"".contains(c);
    let bare = line.trim_start_matches(' ');
    let end = bare.find(ends_key).unwrap_or(bare.len());
    let (key, behind) = (line.len() - bare.len() + end, bare.split_at(end).1);
    let value = behind.strip_prefix(':');
    let odd = [Some((key, behind)), value.map(|value| (key + 1, value))];
    let odd = odd.into_iter().flatten().find_map(|(at, rest)| {
        let character = rest.chars().next()?;
        let (_, what) = ODD.iter().find(|(odd, _)| *odd == character)?;
        Some((at, at + character.len_utf8(), *what))
    });
    let is_glued = value.is_some_and(|value| value.starts_with(char::is_alphanumeric));
    odd.or(is_glued.then_some((key, key + 1, "a colon needs a space behind it")))
}

#[cfg(test)]
mod tests {
    use super::in_line;

    #[test]
    fn what_looks_like_yaml_is_told_and_yaml_is_not() {
        let odd = |line| in_line(line).map(|(start, end, _)| (start, end));
        assert_eq!(odd("  title：标题"), Some((7, 10)));
        assert_eq!(odd("  host:shop"), Some((6, 7)));
        assert_eq!(odd("  host:\u{a0}shop"), Some((7, 9)));
        assert_eq!(odd("\u{3000}\u{3000}shop: a"), Some((0, 3)));
        assert_eq!(odd("\tshop: a"), Some((0, 1)));
        for right in ["  title: 标题：a", "  - 'a：b'", "shop:", "", "  - 景区 的：单据", "{ a: b }"]
        {
            assert_eq!(odd(right), None, "{right}");
        }
    }
}
