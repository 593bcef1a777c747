//! Words in, their clauses out, and those of them that hold always.

/// What ends a clause.
const ENDS: &str = ",\u{ff0c}()\u{ff08}\u{ff09}";
/// What ends a sentence.
const STOPS: &str = "。;\u{ff1b}\n";

/// The parts of a text between its punctuation.
pub(super) fn clauses(doc: &str) -> impl Iterator<Item = &str> {
    sentences(doc).into_iter().flatten()
}

/// The clauses of each sentence. What stands in square brackets is one piece, and so is `1,000`.
pub(super) fn sentences(doc: &str) -> Vec<Vec<&str>> {
    let mut sentences = vec![Vec::new()];
    let (mut start, mut in_brackets) = (0, false);
    let mut letters = doc.char_indices();
    while let Some((at, letter)) = letters.next() {
        let behind = letters.as_str();
        match letter {
            '[' => in_brackets = closes(behind),
            ']' | '\n' => in_brackets = false,
            _ => {}
        }
        let last = doc.get(start..at).unwrap_or_default();
        let is_stop = STOPS.contains(letter);
        let is_part = in_brackets || letter == ',' && is_in_number(last, behind);
        if !is_stop && (!ENDS.contains(letter) || is_part) {
            continue;
        }
        push(&mut sentences, last);
        start = at + letter.len_utf8();
        if is_stop {
            sentences.push(Vec::new());
        }
    }
    push(&mut sentences, doc.get(start..).unwrap_or_default());
    sentences
}

/// Whether a square bracket that was opened is closed before another one, and on its line.
fn closes(behind: &str) -> bool {
    behind.chars().find(|letter| ['[', ']', '\n'].contains(letter)) == Some(']')
}

fn push<'d>(sentences: &mut [Vec<&'d str>], clause: &'d str) {
    let clause = clause.trim();
    if let Some(last) = sentences.last_mut().filter(|_| !clause.is_empty()) {
        last.push(clause);
    }
}

/// Whether a comma stands between thousands: one to three digits stand before it, and three and no more follow.
fn is_in_number(before: &str, behind: &str) -> bool {
    let first = before.chars().rev().take_while(char::is_ascii_digit).take(4).count();
    let digits = behind.chars().take_while(char::is_ascii_digit).take(4).count();
    (1..=3).contains(&first) && digits == 3
}

/// The clauses of the sentences that have no condition in them: what else they say would hold only where that does.
pub(super) fn unconditional(doc: &str) -> Vec<&str> {
    let plain = |clauses: &Vec<&str>| !clauses.iter().any(|clause| is_conditional(clause));
    sentences(doc).into_iter().filter(plain).flatten().collect()
}

/// Whether a clause has a condition in it, or says for which of several callers it holds: `kind为1时`, `pc端`.
pub(super) fn is_conditional(clause: &str) -> bool {
    const WORDS: [&str; 11] =
        ["如果", "若是", "除非", "情况下", "场景", "旧版", "老版", "新版", "旧商户", "新商户", "新接入"];
    super::conditions::behind_if(clause).is_some()
        || WORDS.iter().any(|word| clause.contains(word))
        || clause.ends_with(['端', '版'])
        || whens(clause).next().is_some()
}

/// Where `时` says when, and is no part of a word: `超时`, `时间`. What stands before and behind it.
pub(super) fn whens(clause: &str) -> impl DoubleEndedIterator<Item = (&str, &str)> {
    const BEFORE: &str = "实及同届临随有超小何即准定按平限延计历用耗工暂过零当";
    const BEHIND: &str = "间长段效刻区差分点期限";
    let places = clause.match_indices('时').filter_map(|(at, word)| {
        let (before, from) = clause.split_at_checked(at)?;
        Some((before, from.strip_prefix(word)?))
    });
    places.filter(|(before, behind)| {
        before.ends_with(|before| !BEFORE.contains(before))
            && !behind.starts_with(|behind| BEHIND.contains(behind))
    })
}
