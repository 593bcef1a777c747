//! A word that is none of the known ones in, what was probably meant out.

/// `did you mean …?`, if one of the known words is near, or else what `otherwise` makes of all of them.
pub(crate) fn suggest(word: &str, known: &[&str], otherwise: impl FnOnce(&str) -> String) -> String {
    match nearest(word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise(&listed(known)),
    }
}

/// The word that was probably meant.
pub(crate) fn nearest<'w>(word: &str, known: &[&'w str]) -> Option<&'w str> {
    /// No word of the language is nearly as long, nor are there as many, and comparing takes time.
    const LONGEST: usize = 64;
    const MOST: usize = 100;
    if word.len() > LONGEST {
        return None;
    }
    known
        .iter()
        .take(MOST)
        .map(|known| (strsim::osa_distance(word, known), *known))
        .filter(|(distance, known)| {
            let letters = known.chars().count();
            *distance <= letters.max(3) / 3 && *distance < letters
        })
        .min()
        .map(|(_, known)| known)
}

/// `a`, `b` and `c`.
pub(crate) fn listed(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => "none".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
