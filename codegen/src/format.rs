//! Tokens in, formatted text out. The only module that knows `prettyplease`.

use proc_macro2::TokenStream;
use syn::{Attribute, File, Item};

/// Formats a file: each item by itself, a blank line between any two but `use` and `mod` lines.
///
/// # Errors
///
/// The tokens are no Rust file, which is a mistake in a template.
pub(crate) fn format(tokens: TokenStream) -> syn::Result<String> {
    let file: File = syn::parse2(tokens)?;
    let head = part(file.attrs, Vec::new());
    let mut text = prettyplease::unparse(&head);
    let mut before: Option<Line> = None;
    for item in file.items {
        let line = Line::of(&item);
        if !(text.is_empty() || (line.is_some() && line == before)) {
            text.push('\n');
        }
        text.push_str(&apart(&prettyplease::unparse(&part(Vec::new(), vec![item]))));
        before = line;
    }
    Ok(text)
}

fn part(attrs: Vec<Attribute>, items: Vec<Item>) -> File {
    File { shebang: None, frontmatter: None, attrs, items }
}

/// Items of one line, which need no space between them.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Line {
    Use,
    Mod,
}

impl Line {
    fn of(item: &Item) -> Option<Self> {
        match item {
            Item::Use(_) => Some(Self::Use),
            Item::Mod(module) if module.content.is_none() => Some(Self::Mod),
            _ => None,
        }
    }
}

/// Sets the functions of an item apart from what stands before them, which the formatter does not. Only lines at the
/// item's first level are looked at; no text can make one, for texts have no raw line breaks.
fn apart(item: &str) -> String {
    let mut text = String::with_capacity(item.len() + 64);
    let mut ended = false;
    for line in item.lines() {
        let first_level = line.strip_prefix("    ").filter(|inner| !inner.starts_with([' ', '}', ']']));
        let follows =
            first_level.is_some_and(|inner| !inner.starts_with("type ") && !inner.starts_with("const "));
        if ended && follows {
            text.push('\n');
        }
        text.push_str(line);
        text.push('\n');
        // A doc comment's line ends as its text does.
        let inner = line.strip_prefix("    ").filter(|inner| !inner.starts_with([' ', '/']));
        ended = inner.is_some_and(|inner| inner.ends_with(['}', ';']));
    }
    text
}
