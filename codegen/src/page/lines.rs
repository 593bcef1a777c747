//! A copied page's text in, its lines out, without what nobody sees and without HTML that leaked into it.

use super::ledger::Ledger;
use crate::gate::is_forbidden;

/// One line of a page, as it reads.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: usize,
    /// Without the spaces around it and the bullet before it.
    pub(super) text: String,
    /// With them: what a sample's line is.
    pub(super) raw: String,
    pub(super) has_bullet: bool,
}

/// Elements whose tags are never a part of a page's words. `List<String>` has none of them.
const TAGS: [&str; 36] = [
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "wbr",
];
const ENTITIES: [(&str, &str); 6] =
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];

/// Reads the lines. What is taken out of one is told.
pub(super) fn read(text: &str, ledger: &mut Ledger) -> Vec<Line> {
    text.lines().enumerate().map(|(index, line)| read_line(index + 1, line, ledger)).collect()
}

fn read_line(number: usize, line: &str, ledger: &mut Ledger) -> Line {
    let mut raw: String = line.chars().filter(|character| !is_forbidden(*character)).collect();
    if raw.len() < line.len() {
        let found: Vec<_> = line.chars().filter(|found| is_forbidden(*found)).take(3).collect();
        let names: Vec<_> = found.iter().map(|found| found.escape_unicode().to_string()).collect();
        ledger.guess(number, "", format!("{} left out: no spec may hold it", names.join(", ")));
    }
    if !is_code(raw.trim()) {
        let (plain, tags) = without_html(&raw);
        if plain != raw {
            let tags = if tags.is_empty() { tags } else { format!(": `{tags}`") };
            ledger.guess(number, "", format!("HTML that leaked into the page was taken out{tags}"));
            if plain.trim().is_empty() {
                ledger.layout(number);
            }
            raw = plain;
        }
    }
    let text = raw.trim();
    let bullet = text.strip_prefix(['•', '·', '●', '▪', '○']);
    let has_bullet = bullet.is_some();
    let text = bullet.unwrap_or(text).trim().to_owned();
    Line { number, text, raw: raw.trim_end().to_owned(), has_bullet }
}

/// Whether this is a line of a sample, which is kept letter by letter.
fn is_code(text: &str) -> bool {
    text.starts_with(['{', '}', '[', ']', '"', '-']) || text.starts_with("curl")
}

/// A text without tags and entities, and the tags.
fn without_html(text: &str) -> (String, String) {
    let (mut plain, mut tags) = (String::new(), String::new());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('<') {
        plain.push_str(before);
        match tag(behind) {
            Some((name, after)) => {
                plain.push_str(if name == "br" { " " } else { "" });
                tags.extend(["<", behind.strip_suffix(after).unwrap_or_default()]);
                rest = after;
            }
            None => {
                plain.push('<');
                rest = behind;
            }
        }
    }
    plain.push_str(rest);
    (ENTITIES.iter().fold(plain, |text, (entity, character)| text.replace(entity, character)), tags)
}

/// The name of a tag whose `<` a text follows, and what stands behind the tag, if it is one.
fn tag(behind: &str) -> Option<(&'static str, &str)> {
    let inner = behind.trim_start_matches('/');
    let end = inner.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let (name, rest) = inner.split_at(end);
    let name = TAGS.iter().find(|tag| tag.eq_ignore_ascii_case(name))?;
    // A tag that another one starts in is none, and is not looked through again and again.
    let (attributes, after) = rest.split_once(['<', '>'])?;
    let is_closed = rest.strip_prefix(attributes)?.starts_with('>');
    (is_closed && (attributes.is_empty() || attributes.starts_with([' ', '/', '\t'])))
        .then_some((name, after))
}

#[cfg(test)]
mod tests {
    use super::{Ledger, read, without_html};

    #[test]
    fn html_goes_and_types_stay() {
        let tags = "<p><br/></p>".to_owned();
        assert_eq!(without_html("<p>订单号<br/>必传</p>&nbsp;"), ("订单号 必传 ".to_owned(), tags));
        for kept in ["List<String>", "Map<String, B>", "a < b", "<", "a<b", "<a"] {
            assert_eq!(without_html(kept), (kept.to_owned(), String::new()));
        }
    }

    #[test]
    fn what_nobody_sees_is_told_and_a_samples_line_keeps_its_place() {
        let mut ledger = Ledger::new(3);
        let lines = read("• 订\u{200b}单\n  { \"a\": \"<br>\" }\n\n", &mut ledger);
        assert_eq!((lines[0].text.as_str(), lines[0].has_bullet), ("订单", true));
        assert_eq!(lines[1].raw, "  { \"a\": \"<br>\" }");
        assert_eq!(ledger.guesses.len(), 1);
        assert!(ledger.guesses[0].text.contains("\\u{200b}"));
    }
}
