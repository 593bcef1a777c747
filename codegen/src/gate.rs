//! A source's raw text in, a verdict out, before any parser sees it.

use crate::diagnostic::{Diagnostic, FileId, Problems, Rule, Span};
use crate::source::{MAX_BYTES, Source};

/// Refuses text in which two readers, human or machine, could see different things.
pub(crate) fn admit(source: &Source, file: FileId, problems: &mut Problems) {
    if !source.is_utf8() {
        let at = source.text().find('\u{fffd}').unwrap_or(0);
        problems.push(
            Diagnostic::new(Rule::NotUtf8, span(file, at, '\u{fffd}'), "this is not UTF-8")
                .help("save the file as UTF-8"),
        );
    }
    if source.text().len() as u64 > MAX_BYTES {
        problems.push(
            Diagnostic::new(Rule::TooLarge, Span::file(file), "a spec file has at most 1 MiB")
                .help("one endpoint a file"),
        );
        return;
    }
    if let Some((at, character)) =
        source.text().char_indices().find(|(_, character)| is_forbidden(*character))
    {
        let message = format!("the character {} is not allowed in a spec", character.escape_unicode());
        problems.push(
            Diagnostic::new(Rule::ForbiddenCharacter, span(file, at, character), message)
                .help("remove it: it is invisible, and readers disagree about what it does"),
        );
    }
}

fn span(file: FileId, at: usize, character: char) -> Span {
    Span { file, start: at, end: at + character.len_utf8() }
}

/// C0 and C1 controls but newline and tab, line and paragraph separators, bidi controls, and characters of no width.
pub(crate) fn is_forbidden(character: char) -> bool {
    match character {
        '\n' | '\t' => false,
        '\u{ad}'                                // soft hyphen
        | '\u{61c}'                             // bidi mark
        | '\u{180e}'                            // vowel separator
        | '\u{200b}'..='\u{200f}'               // zero width, bidi marks
        | '\u{2028}'..='\u{202e}'               // separators, bidi overrides
        | '\u{2060}'..='\u{206f}'               // word joiner, isolates
        | '\u{feff}'                            // byte order mark
        | '\u{fff9}'..='\u{fffb}'               // interlinear marks
        | '\u{e0000}'..='\u{e007f}' => true,    // tags
        _ => character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_forbidden;

    #[test]
    fn chinese_emoji_and_newlines_pass_and_what_cannot_be_seen_does_not() {
        assert!("请求太过频繁,请稍后再试。“到综进家”🎫\n".chars().all(|character| !is_forbidden(character)));
        for character in
            ['\0', '\r', '\u{1b}', '\u{85}', '\u{2028}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{feff}']
        {
            assert!(is_forbidden(character), "{character:?}");
        }
    }
}
