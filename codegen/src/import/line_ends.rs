//! A file's bytes and its new text in, that text with the file's own mark and line ends out.

/// A changed text with the line ends of its file. `old` is what was read of `bytes`: without a mark, and with plain line
/// ends. Above the first line that changed, and below the last one, every byte stays; what is between ends as most of the
/// file's lines do.
pub(crate) fn as_it_was(bytes: &[u8], old: &str, new: &str) -> String {
    let raw = String::from_utf8_lossy(bytes);
    let mark = if raw.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let raw: Vec<_> = raw.trim_start_matches('\u{feff}').split_inclusive('\n').collect();
    let olds: Vec<_> = old.split_inclusive('\n').collect();
    let news: Vec<_> = new.split_inclusive('\n').collect();
    if raw.len() != olds.len() {
        return new.to_owned();
    }
    let same = |pair: &(&&str, &&str)| pair.0 == pair.1;
    let before = olds.iter().zip(&news).take_while(same).count();
    let most = olds.len().min(news.len()) - before;
    let after = olds.iter().rev().zip(news.iter().rev()).take_while(same).count().min(most);
    let is_windows = raw.iter().filter(|line| line.ends_with("\r\n")).count() * 2 > raw.len();
    let changed = news[before..news.len() - after].concat();
    let changed = if is_windows { changed.replace('\n', "\r\n") } else { changed };
    format!("{mark}{}{changed}{}", raw[..before].concat(), raw[raw.len() - after..].concat())
}

#[cfg(test)]
mod tests {
    use super::as_it_was;

    #[test]
    fn lines_that_stay_keep_their_ends() {
        let (bytes, old) = ("\u{feff}a\r\nb\nc\r\nd\r\n", "a\nb\nc\nd\n");
        assert_eq!(as_it_was(bytes.as_bytes(), old, "a\nb\nx\ny\nd\n"), "\u{feff}a\r\nb\nx\r\ny\r\nd\r\n");
        assert_eq!(as_it_was(b"a\nb", "a\nb", "a\nc\n"), "a\nc\n");
        assert_eq!(as_it_was(b"a\nb", "a\nb", "c\nb"), "c\nb");
    }
}
