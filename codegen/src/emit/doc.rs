//! Texts in, doc comments out: the only place where a spec's text becomes Markdown. Whatever the text holds, it is
//! shown as text: nothing in it runs, links, nests or hides.

use std::sync::Arc;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::api::{Relation, Type};
use crate::spec::{Facts, Kind};

mod facts;
mod relation;

pub(crate) use facts::facts;
pub(crate) use relation::pagination;

/// A doc comment, line by line.
#[derive(Debug, Default)]
pub(crate) struct Doc {
    lines: Vec<String>,
}

impl Doc {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A paragraph of ours. What it holds of a spec has gone through [`code`] or [`prose`].
    pub(crate) fn ours(self, markdown: impl Into<String>) -> Self {
        self.paragraph([markdown.into()])
    }

    /// A paragraph of ours, a line each.
    pub(crate) fn lines(self, lines: impl IntoIterator<Item = String>) -> Self {
        self.paragraph(lines)
    }

    /// Paragraphs of a spec.
    pub(crate) fn prose(self, text: &str) -> Self {
        self.paragraph(prose(text))
    }

    /// Paragraphs of a spec, or a sentence of ours where it has none.
    pub(crate) fn prose_or(self, text: Option<&str>, ours: &str) -> Self {
        match text {
            Some(text) => self.prose(text),
            None => self.ours(ours),
        }
    }

    /// A list of ours.
    pub(crate) fn list(self, items: &[String]) -> Self {
        self.paragraph(items.iter().map(|item| format!("- {item}")))
    }

    /// A sample, shown letter by letter.
    pub(crate) fn sample(self, text: &str) -> Self {
        let fence = "`".repeat(longest_run(text).max(2) + 1);
        let lines = text.lines().map(|line| line.replace('\t', "    "));
        self.paragraph([format!("{fence}text")].into_iter().chain(lines).chain([fence.clone()]))
    }

    /// What is known about a field.
    pub(crate) fn field(self, wire: &str, facts: &Facts, held: &[(&str, Kind)]) -> Self {
        let doc = match &facts.doc {
            Some(doc) => self.prose(doc),
            None => self,
        };
        doc.paragraph(self::facts(wire, facts, held))
    }

    /// What is not shown of a field.
    pub(crate) fn hidden(self, ty: &Type) -> Self {
        match ty.innermost() {
            Type::Personal => self.ours("Personal: `Debug` does not show it."),
            _ => self,
        }
    }

    /// What is said about a field and others.
    pub(crate) fn relations(self, relations: &[Arc<Relation>]) -> Self {
        self.paragraph(relations.iter().map(|relation| relation::sentence(relation)))
    }

    /// The comment of the module that it stands in.
    pub(crate) fn inner(self) -> TokenStream {
        let lines = self.lines.iter().map(|line| spaced(line));
        quote!(#(#![doc = #lines])*)
    }

    fn paragraph(mut self, lines: impl IntoIterator<Item = String>) -> Self {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() && !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
        self
    }
}

impl ToTokens for Doc {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let lines = self.lines.iter().map(|line| spaced(line));
        tokens.extend(quote!(#(#[doc = #lines])*));
    }
}

fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

/// A text as inline code.
pub(crate) fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.contains('`') { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A text as Markdown that shows it as it is, but for quotes and dashes, which rustdoc makes typographic. A line of text
/// a line. Addresses become inline code.
pub(crate) fn prose(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(prose_line).collect()
}

fn prose_line(line: &str) -> String {
    let mut shown = String::with_capacity(line.len() + 8);
    let mut rest = line.chars();
    loop {
        if let Some((address, after)) = address(rest.as_str()) {
            shown.push_str(&code(address));
            rest = after.chars();
        }
        let Some(character) = rest.next() else { break };
        if is_markup(character, shown.chars().last(), rest.clone().next(), &shown) {
            shown.push('\\');
        }
        shown.push(if character == '\t' { ' ' } else { character });
    }
    shown
}

/// Whether a character would be read as Markdown or HTML where it stands.
fn is_markup(character: char, before: Option<char>, after: Option<char>, line: &str) -> bool {
    let in_word = |neighbour: Option<char>| neighbour.is_some_and(|letter| letter.is_ascii_alphanumeric());
    match character {
        '\\' | '`' | '*' | '[' | '<' | '&' | '~' | '|' => true,
        '_' => !in_word(before) || !in_word(after),
        '+' | '-' | '=' | ':' | '>' | '#' => line.is_empty(),
        '.' | ')' => !line.is_empty() && line.chars().all(|digit| digit.is_ascii_digit()),
        _ => false,
    }
}

/// The web address that a text starts with, and what stands behind it.
fn address(text: &str) -> Option<(&str, &str)> {
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "-._~:/?#@!$&'()*+,;=%".contains(c)));
    let (address, after) = text.split_at(end.unwrap_or(text.len()));
    (address.len() > scheme.len()).then_some((address, after))
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Doc, code, prose};

    #[test]
    fn prose_shows_every_letter_and_marks_up_nothing() {
        let shown = |text: &str| prose(text).join("\n");
        assert_eq!(
            shown("1. 门店 shop_id *粗* [x](javascript:1)"),
            r"1\. 门店 shop_id \*粗\* \[x](javascript:1)"
        );
        assert_eq!(shown("    - a\n\t```rust\n<script>"), "\\- a\n\\`\\`\\`rust\n\\<script>");
        assert_eq!(shown("请去https://open.douyin.com/申请"), "请去`https://open.douyin.com/`申请");
        assert_eq!(shown("_a_ {self} &lt; ==="), r"\_a\_ {self} \&lt; ===");
    }

    #[test]
    fn code_and_samples_cannot_be_closed_from_inside() {
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
        let doc = Doc::new().sample("```\nfn evil() {}\n````");
        assert_eq!(doc.lines, ["`````text", "```", "fn evil() {}", "````", "`````"]);
    }
}
