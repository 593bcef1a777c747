//! What became of a page in, its text for people out.

use std::fmt::Write as _;

use super::{Telling, Verb, changed, join, refusal};
use crate::cli::import::Page;
use crate::cli::quoted;
use crate::diagnostic::{Span, visible};
use crate::import::{Change, Finding, Import, Refused};
use crate::page::Remark;

impl Telling<'_> {
    /// All of it, in lines of a text.
    pub(super) fn human(&self, page: &Page) -> String {
        let name = visible(&page.name);
        let import = match &page.result {
            Ok(import) => import,
            Err(refused) => return refused_text(&name, refused),
        };
        let missing = import.missing.iter().map(|missing| format!("{name}: {}\n", visible(missing)));
        let mut text = missing.collect::<String>();
        let _ = writeln!(text, "{name}: {}, {}", visible(&self.spec(import)), self.state(import));
        for mistake in &import.not_read {
            let _ = writeln!(text, "  not read: {}", visible(&mistake.to_string()));
        }
        let told = &import.told;
        let found = |findings: &[Finding]| {
            findings.iter().map(|finding| self.finding(import, finding)).collect::<Vec<_>>()
        };
        let changes = told.changes.iter().map(|change| self.change(import, change));
        section(&mut text, "moved", changes);
        section(&mut text, "decisions and readings to look at", found(&told.stale));
        let open = import.reading.open.iter().map(line);
        section(&mut text, "to decide", open.chain(found(&told.decide)));
        section(&mut text, "comments that went with what is gone", comments(&import.lost));
        section(
            &mut text,
            "comments to read again, beside what is another fact now",
            comments(&import.beside),
        );
        if self.verb == Verb::Import {
            section(&mut text, "kept, though the page does not show it", found(&told.kept));
            section(&mut text, "guessed", folded(guesses(import)));
        }
        section(&mut text, "lines that became no fact", import.reading.unread.iter().map(line));
        if import.file.is_none() {
            let ranges = import.reading.navigation.iter().map(|(from, to)| format!("lines {from} to {to}"));
            section(&mut text, "the site's navigation", ranges);
        }
        text
    }

    /// What happened to a fact, with its place.
    fn change(&self, import: &Import, change: &Change) -> String {
        format!("{}{}", changed(change), self.place(import, change.span))
    }

    fn finding(&self, import: &Import, finding: &Finding) -> String {
        let place = self.place(import, finding.span);
        format!("{}: {}{place}", visible(&finding.path), visible(&finding.text))
    }

    fn state(&self, import: &Import) -> String {
        let changes = import.told.changes.len();
        match (import.file, self.verb, changes) {
            (None, ..) => "new".to_owned(),
            (_, _, 0) => "nothing moved".to_owned(),
            (_, _, 1) => "1 fact moved".to_owned(),
            _ => format!("{changes} facts moved"),
        }
    }

    fn place(&self, import: &Import, span: Span) -> String {
        let place = self.location(import, span);
        place.map_or(String::new(), |place| {
            format!(" ({}:{}:{})", visible(&place.path), place.line, place.column)
        })
    }

    /// What to do now.
    pub(super) fn next(&self, page: &Page) -> Option<String> {
        let import = page.result.as_ref().ok()?;
        let told = &import.told;
        let folder = self.folder.to_string_lossy();
        let folder = if folder == "spec" { String::new() } else { format!(" --spec {}", quoted(&folder)) };
        if self.verb == Verb::Drift {
            let file = if page.name == "stdin" { "-".to_owned() } else { quoted(&page.name) };
            let text =
                format!("next: `douyin-codegen import {file}{folder}`, which keeps what people decided\n");
            return (!told.changes.is_empty()).then_some(text);
        }
        let spec = visible(&self.spec(import));
        let only = import.path.trim_end_matches(".yaml");
        let lint = format!("`douyin-codegen lint{folder} --only {only}`");
        let is_open = !told.stale.is_empty() || !told.decide.is_empty() || told.has_open_comment;
        let see = if is_open { "see to the decisions named above, " } else { "" };
        Some(if import.file.is_none() {
            format!(
                "wrote {spec}; next: read it beside the page, decide what stands under \"to decide\", run {lint}, which names only what \
                 generation needs, then `douyin-codegen generate{folder}`\n"
            )
        } else if !told.changes.is_empty() {
            format!(
                "next: read the difference of {spec}, {see}run {lint}, then `douyin-codegen generate{folder}`\n"
            )
        } else if is_open {
            format!("{spec} is as its page; next: {see}run {lint}\n")
        } else {
            format!("{spec} is as its page: nothing to do\n")
        })
    }
}

fn refused_text(name: &str, refused: &Refused) -> String {
    let lines: Vec<_> = refusal(refused).iter().map(|remark| format!("  {}\n", line(remark))).collect();
    format!("{name}: nothing was made of this page\n{}", lines.concat())
}

/// The guesses of a new spec; of another one those about what is new or another now.
fn guesses(import: &Import) -> impl Iterator<Item = &Remark> {
    let is_below = |path: &str, change: &Change| {
        path.strip_prefix(&change.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let is_news = move |guess: &&Remark| {
        import.file.is_none() || import.told.changes.iter().any(|change| is_below(&guess.path, change))
    };
    import.reading.guesses.iter().filter(is_news)
}

/// Guesses in lines: those that say most first, and in one line what only samples show.
fn folded<'g>(guesses: impl Iterator<Item = &'g Remark>) -> Vec<String> {
    let (sampled, others): (Vec<_>, Vec<_>) =
        guesses.partition(|guess| guess.text.ends_with(": only a sample has it"));
    let mut lines: Vec<_> = others.into_iter().map(line).collect();
    match sampled[..] {
        [] => {}
        [one] => lines.push(line(one)),
        _ => {
            let mut places: Vec<_> =
                sampled.iter().map(|guess| guess.line).filter(|line| *line > 0).collect();
            places.sort_unstable();
            places.dedup();
            let places: Vec<_> = places.iter().map(usize::to_string).collect();
            let at = if places.len() == 1 { "line" } else { "lines" };
            lines.push(format!(
                "{at} {}: {} fields that only a sample has: the spec says `inferred: {{ field: sample }}` of each",
                places.join(", "),
                sampled.len()
            ));
        }
    }
    lines
}

fn comments(comments: &[String]) -> impl Iterator<Item = String> {
    comments.iter().map(|comment| visible(comment))
}

/// A remark in a line of its own.
fn line(remark: &Remark) -> String {
    let text = visible(&join(&remark.path, &remark.text));
    if remark.line == 0 { text } else { format!("line {}: {text}", remark.line) }
}

fn section(text: &mut String, title: &str, lines: impl IntoIterator<Item = String>) {
    /// More than anybody reads.
    const SHOWN: usize = 500;
    let lines: Vec<_> = lines.into_iter().collect();
    if lines.is_empty() {
        return;
    }
    let _ = writeln!(text, "  {title} ({})", lines.len());
    for line in lines.iter().take(SHOWN) {
        let _ = writeln!(text, "    {line}");
    }
    if lines.len() > SHOWN {
        let _ = writeln!(text, "    {} more are not shown", lines.len() - SHOWN);
    }
}
