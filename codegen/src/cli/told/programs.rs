//! What became of a page in, its text for programs and for GitHub out.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::{Telling, Verb, changed, join, refusal};
use crate::cli::format::{escaped, location, property};
use crate::cli::import::Page;
use crate::diagnostic::{Span, visible};
use crate::import::{Change, Finding, Kind, Mistake, page_line};
use crate::page::Remark;

impl Telling<'_> {
    /// One of the `pages`, as `README.md` of this crate describes them.
    pub(super) fn json(&self, page: &Page) -> Value {
        let remarks = |remarks: &[Remark]| -> Vec<Value> { remarks.iter().map(remark).collect() };
        let import = match &page.result {
            Ok(import) => import,
            Err(refused) => return json!({ "page": page.name, "refused": remarks(&refusal(refused)) }),
        };
        let (told, reading) = (&import.told, &import.reading);
        let place = |span: Span| self.location(import, span).as_ref().map(location);
        let change = |change: &Change| {
            let is_there = change.kind != Kind::Removed;
            let line = is_there.then(|| page_line(reading, &change.path)).flatten();
            json!({
                "kind": change.kind.name(), "path": change.path, "old": change.old, "new": change.new,
                "location": place(change.span), "page_line": line,
            })
        };
        let findings = |findings: &[Finding]| -> Vec<Value> {
            let finding = |finding: &Finding| json!({ "path": finding.path, "text": finding.text, "location": place(finding.span) });
            findings.iter().map(finding).collect()
        };
        let ranges: Vec<_> = reading.navigation.iter().map(|(from, to)| json!([from, to])).collect();
        json!({
            "page": page.name,
            "spec": self.spec(import),
            "new": import.file.is_none(),
            "missing": import.missing,
            "not_read": import.not_read.iter().map(mistake).collect::<Vec<_>>(),
            "changes": told.changes.iter().map(change).collect::<Vec<_>>(),
            "stale": findings(&told.stale),
            "kept": findings(&told.kept),
            "open": remarks(&reading.open),
            "decide": findings(&told.decide),
            "lost_comments": import.lost,
            "comments_to_read": import.beside,
            "guesses": remarks(&reading.guesses),
            "unread": remarks(&reading.unread),
            "navigation": ranges,
        })
    }

    /// Annotations: of the spec what moved and what people must look at, of the page what it leaves open.
    pub(super) fn github(&self, page: &Page) -> String {
        let import = match &page.result {
            Ok(import) => import,
            Err(refused) => return on_page(page, "error", "page", &refusal(refused)),
        };
        let in_spec = |level: &str, title: &str, span: Span, text: &str| {
            let place = self.location(import, span);
            let place =
                place.map_or(String::new(), |at| format!("file={},line={},", property(&at.path), at.line));
            format!("::{level} {place}title={title}::{}\n", escaped(&visible(text)))
        };
        let level = if self.verb == Verb::Drift { "error" } else { "notice" };
        let told = &import.told;
        let mut text = String::new();
        if let Some(missing) = &import.missing {
            let missing = Remark { line: 0, path: String::new(), text: missing.clone() };
            text.push_str(&on_page(page, "warning", "part of a page", &[missing]));
        }
        for Mistake { path, location, text: why } in &import.not_read {
            let line = location.as_ref().map_or(String::new(), |at| format!(",line={}", at.line));
            let (path, why) = (property(path), escaped(&visible(why)));
            let _ = writeln!(text, "::warning file={path}{line},title=not read::{why}");
        }
        for change in &told.changes {
            text.push_str(&in_spec(level, "drift", change.span, &changed(change)));
        }
        for (title, findings) in [("decision", &told.stale), ("to decide", &told.decide)] {
            for finding in findings {
                text.push_str(&in_spec("warning", title, finding.span, &join(&finding.path, &finding.text)));
            }
        }
        text.push_str(&on_page(page, "warning", "to decide", &import.reading.open));
        text.push_str(&on_page(page, "warning", "unread line", &import.reading.unread));
        text
    }
}

/// Annotations of a page.
fn on_page(page: &Page, level: &str, title: &str, remarks: &[Remark]) -> String {
    let annotation = |remark: &Remark| {
        let line = if remark.line == 0 { String::new() } else { format!(",line={}", remark.line) };
        let text = escaped(&visible(&join(&remark.path, &remark.text)));
        format!("::{level} file={}{line},title={title}::{text}\n", property(&page.name))
    };
    remarks.iter().map(annotation).collect::<Vec<_>>().concat()
}

fn mistake(mistake: &Mistake) -> Value {
    let place = mistake.location.as_ref().map(location);
    json!({ "path": mistake.path, "text": mistake.text, "location": place })
}

fn remark(remark: &Remark) -> Value {
    let line = (remark.line > 0).then_some(remark.line);
    json!({ "line": line, "path": remark.path, "text": remark.text })
}
