//! The platform's text for people's eyes.

/// A text without what could move a terminal's cursor or turn its letters around.
pub(crate) fn printable(text: &str) -> String {
    let hides = |c: char| {
        c.is_control()
            || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
    };
    text.chars().map(|c| if hides(c) { ' ' } else { c }).collect()
}

/// What fits into a sentence of a text that came from the platform.
pub(crate) fn shown(text: &str) -> String {
    /// Longer than any message that says something.
    const MOST: usize = 200;
    let mut characters = text.chars();
    let shown: String = characters.by_ref().take(MOST).collect();
    printable(&shown) + if characters.as_str().is_empty() { "" } else { "…" }
}
