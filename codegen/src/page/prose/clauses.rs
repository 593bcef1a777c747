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
    for (at, letter) in doc.char_indices() {
        match letter {
            '[' => in_brackets = closes(&doc[at + 1..]),
            ']' | '\n' => in_brackets = false,
            _ => {}
        }
        let is_stop = STOPS.contains(letter);
        if !is_stop && (!ENDS.contains(letter) || in_brackets || is_in_number(doc, at, letter)) {
            continue;
        }
        push(&mut sentences, &doc[start..at]);
        start = at + letter.len_utf8();
        if is_stop {
            sentences.push(Vec::new());
        }
    }
    push(&mut sentences, &doc[start..]);
    sentences
}

/// Whether a square bracket that was opened is closed before another one, and on its line.
fn closes(behind: &str) -> bool {
    behind.find(['[', ']', '\n']).is_some_and(|end| behind[end..].starts_with(']'))
}

fn push<'d>(sentences: &mut [Vec<&'d str>], clause: &'d str) {
    let clause = clause.trim();
    if let Some(last) = sentences.last_mut().filter(|_| !clause.is_empty()) {
        last.push(clause);
    }
}

/// Whether a comma stands between thousands: three digits and no more follow it.
fn is_in_number(doc: &str, at: usize, comma: char) -> bool {
    let digits = doc[at + comma.len_utf8()..].chars().take_while(char::is_ascii_digit).take(4).count();
    doc[..at].ends_with(|last: char| last.is_ascii_digit()) && digits == 3
}

/// The clauses of the sentences that have no condition in them: what else they say would hold only where that does.
pub(super) fn unconditional(doc: &str) -> Vec<&str> {
    let plain = |clauses: &Vec<&str>| !clauses.iter().any(|clause| is_conditional(clause));
    sentences(doc).into_iter().filter(plain).flatten().collect()
}

/// Whether a clause has a condition in it, or says for which of several callers it holds: `kind为1时`, `pc端`.
pub(super) fn is_conditional(clause: &str) -> bool {
    super::conditions::behind_if(clause).is_some()
        || ["如果", "若是", "除非", "情况下", "场景"].iter().any(|word| clause.contains(word))
        || clause.ends_with(['端', '版'])
        || whens(clause).next().is_some()
}

/// Where `时` says when, and is no part of a word: `超时`, `时间`.
pub(super) fn whens(clause: &str) -> impl DoubleEndedIterator<Item = usize> {
    const BEFORE: &str = "实及同届临随有超小何即准定按平限延计历用耗工暂过零当";
    const BEHIND: &str = "间长段效刻区差分点期限";
    clause.match_indices('时').map(|(at, _)| at).filter(|at| {
        let before = clause[..*at].chars().next_back();
        let behind = clause[*at + '时'.len_utf8()..].chars().next();
        before.is_some_and(|before| !BEFORE.contains(before))
            && behind.is_none_or(|behind| !BEHIND.contains(behind))
    })
}
