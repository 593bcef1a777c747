//! The lines of a section of samples in, the samples out.

use super::curl::{self, Call};
use super::json;
use super::ledger::Ledger;
use super::lines::Line;
use super::notes::dedented;

/// Sample calls; one without a URL stands as nothing but its body.
pub(super) fn calls(lines: &[Line], ledger: &mut Ledger) -> Vec<(usize, Call)> {
    let mut calls = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = &lines[at..];
        let (count, call) = if line.text.starts_with("curl") {
            let count = lines_of_command(rest);
            (count, curl::read(&dedented(&rest[..count])))
        } else if ["GET ", "POST "].iter().any(|method| line.text.starts_with(method)) {
            let body = rest.iter().position(|line| line.text.starts_with('{'));
            let count = body.map_or(rest.len(), |body| body + object(&rest[body..]));
            (count, curl::read_http(&dedented(&rest[..count])))
        } else if line.text.starts_with(['{', '[']) {
            let count = object(rest);
            (count, Some(Call { body: Some(dedented(&rest[..count])), ..Call::default() }))
        } else if line.text.starts_with("https://") && !line.text.contains(' ') {
            (1, Some(Call { url: line.text.clone(), ..Call::default() }))
        } else {
            (1, None)
        };
        if let Some(call) = call {
            rest[..count].iter().for_each(|line| ledger.fact(line.number));
            calls.push((line.number, call));
        } else if line.text.starts_with("curl") {
            ledger.decide(line.number, "examples.requests", "this command could not be read".to_owned());
        }
        at += count;
    }
    calls
}

/// Sample replies.
pub(super) fn replies(lines: &[Line], ledger: &mut Ledger) -> Vec<(usize, String)> {
    let mut replies = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if !line.text.starts_with(['{', '[']) {
            at += 1;
            continue;
        }
        let count = object(&lines[at..]);
        let text = dedented(&lines[at..at + count]);
        lines[at..at + count].iter().for_each(|line| ledger.fact(line.number));
        replies.push((line.number, text));
        at += count;
    }
    replies
}

/// How many lines an object or list has; to the end, if it has none itself.
fn object(lines: &[Line]) -> usize {
    json::lines_of(lines.iter().map(|line| line.raw.as_str())).unwrap_or(lines.len())
}

/// How many lines a command has: it goes on behind a backslash, in quotes, and where the next line is a flag.
fn lines_of_command(lines: &[Line]) -> usize {
    let mut in_quotes = None;
    for (at, line) in lines.iter().enumerate() {
        let mut escaped = false;
        for character in line.raw.chars() {
            match in_quotes {
                _ if escaped => escaped = false,
                None if character == '\'' || character == '"' => in_quotes = Some(character),
                Some(quote) if quote == character => in_quotes = None,
                Some('\'') => {}
                _ => escaped = character == '\\',
            }
        }
        let goes_on =
            lines.get(at + 1).is_some_and(|next| next.text.starts_with("--") || next.text.starts_with("-H"));
        if in_quotes.is_none() && !line.raw.ends_with('\\') && !goes_on {
            return at + 1;
        }
    }
    lines.len()
}
