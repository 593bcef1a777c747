//! Hosts' addresses and the paths on them: only the plainest can never lead elsewhere.

use crate::diagnostic::{Diagnostic, Problems, Rule};
use crate::parse::Spanned;

/// `https://`, a host name in lower case, and nothing else: no address in numbers, and no name without a domain.
pub(super) fn host(url: &Spanned<String>, problems: &mut Problems) {
    let name = url.value.strip_prefix("https://").unwrap_or_default();
    let plain = name.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    });
    let domain =
        name.rsplit_once('.').is_some_and(|(_, top)| top.starts_with(|c: char| c.is_ascii_lowercase()));
    if !plain || !domain || name.len() > 253 {
        problems.push(
            Diagnostic::new(Rule::UnsafeUrl, url.span, format!("`{}` is no host's address", url.value))
                .with_help("write `https://` and the host's name, nothing else"),
        );
    }
}

/// One `/` at the start, plain letters, and no part that is empty or leads upwards.
pub(crate) fn is_plain_path(path: &str) -> bool {
    let plain = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    let inner = path.strip_prefix('/').map(|rest| rest.strip_suffix('/').unwrap_or(rest));
    inner.is_some_and(|inner| {
        inner.split('/').all(|part| !part.is_empty() && part != "." && part != ".." && plain(part))
    })
}

pub(super) fn path(path: &Spanned<String>, problems: &mut Problems) {
    if !is_plain_path(&path.value) {
        problems.push(
            Diagnostic::new(Rule::UnsafeUrl, path.span, format!("`{}` is no plain path", path.value)).with_help(
                "start with one `/`; use letters, digits, `_`, `-` and `.`; the host is named under `host`",
            ),
        );
    }
}
