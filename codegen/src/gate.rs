//! A source's raw text in, a verdict out, before any parser sees it.

use crate::diagnostic::{Diagnostic, FileId, Problems, Rule, Span};
use crate::source::Source;

/// Whether every reader, human or machine, sees the same in a text. If not, reports why.
pub(crate) fn admit(source: &Source, file: FileId, problems: &mut Problems) -> bool {
    if source.is_too_large() {
        problems.push(
            Diagnostic::new(Rule::TooLarge, Span::file(file), "a spec file has at most 1 MiB")
                .with_help("one endpoint a file"),
        );
        return false;
    }
    if let Some(at) = source.not_utf8() {
        problems.push(
            Diagnostic::new(Rule::NotUtf8, span(file, at, char::REPLACEMENT_CHARACTER), "this is not UTF-8")
                .with_help("save the file as UTF-8"),
        );
        return false;
    }
    // The first ones tell enough.
    let found = all_forbidden(source.text()).take(100);
    let mut found = found.map(|(at, character)| forbidden(span(file, at, character), character)).peekable();
    let is_admitted = found.peek().is_none();
    problems.extend(found);
    is_admitted
}

/// The characters that a spec may not hold, and their places.
pub(crate) fn all_forbidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, character)| is_forbidden(*character))
}

/// Refuses a character, written as itself or as an escape.
pub(crate) fn forbidden(span: Span, character: char) -> Diagnostic {
    let message = format!("the character {} is not allowed in a spec", character.escape_unicode());
    Diagnostic::new(Rule::ForbiddenCharacter, span, message)
        .with_help("remove it: it is invisible, and readers disagree about what it does")
}

fn span(file: FileId, at: usize, character: char) -> Span {
    Span { file, start: at, end: at + character.len_utf8() }
}

/// C0 and C1 controls but newline and tab, line and paragraph separators, bidi controls, and characters of no width.
pub(crate) fn is_forbidden(character: char) -> bool {
    match character {
        // First what nearly all of a spec is.
        ' '..='~' | '\u{4e00}'..='\u{9fff}' | '\n' | '\t' => false,
        '\u{ad}'                                // soft hyphen
        | '\u{34f}'                             // grapheme joiner
        | '\u{61c}'                             // bidi mark
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' // Hangul fillers
        | '\u{17b4}' | '\u{17b5}'               // Khmer vowels without a shape
        | '\u{180b}'..='\u{180f}'               // Mongolian selectors, vowel separator
        | '\u{200b}'..='\u{200f}'               // zero width, bidi marks
        | '\u{2028}'..='\u{202e}'               // separators, bidi overrides
        | '\u{2060}'..='\u{206f}'               // word joiner, isolates
        | '\u{feff}'                            // byte order mark
        | '\u{fff9}'..='\u{fffb}'               // interlinear marks
        | '\u{1d173}'..='\u{1d17a}'             // musical marks
        | '\u{e0000}'..='\u{e0fff}' => true,    // tags, and selectors that can carry any hidden text
        _ => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_forbidden;

    #[test]
    fn chinese_emoji_and_newlines_pass_and_what_cannot_be_seen_does_not() {
        assert!("请求太过频繁,请稍后再试。“到综进家”🎫\n".chars().all(|character| !is_forbidden(character)));
        for character in [
            '\0',
            '\r',
            '\u{1b}',
            '\u{85}',
            '\u{2028}',
            '\u{202e}',
            '\u{2066}',
            '\u{200b}',
            '\u{feff}',
            '\u{e0100}',
        ] {
            assert!(is_forbidden(character), "{character:?}");
        }
    }
}
