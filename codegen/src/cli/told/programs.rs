//! What became of a page in, its text for programs and for GitHub out.

use serde_json::{Value, json};

use super::{Telling, Verb, join, refusal};
use crate::cli::format::{escaped, location, property};
use crate::cli::import::Page;
use crate::diagnostic::{Span, locate, visible};
use crate::import::{Change, Kept};
use crate::page::Remark;

impl Telling<'_> {
    pub(super) fn json(&self, page: &Page) -> Value {
        let remarks = |remarks: &[Remark]| -> Vec<Value> { remarks.iter().map(remark).collect() };
        let import = match &page.result {
            Ok(import) => import,
            Err(refused) => return json!({ "page": page.name, "refused": remarks(&refusal(refused)) }),
        };
        let place = |span: Span| locate(span, self.sources).as_ref().map(location);
        let change = |change: &Change| {
            let line = import.reading.places.get(&change.path);
            json!({
                "kind": change.kind.name(), "path": change.path, "old": change.old, "new": change.new,
                "location": place(change.span), "page_line": line,
            })
        };
        let kept =
            |kept: &Kept| json!({ "path": kept.path, "text": kept.text, "location": place(kept.span) });
        let reading = &import.reading;
        let ranges: Vec<_> = reading.navigation.iter().map(|(from, to)| json!([from, to])).collect();
        json!({
            "page": page.name,
            "spec": self.spec(import),
            "new": import.file.is_none(),
            "changes": import.told.changes.iter().map(change).collect::<Vec<_>>(),
            "stale": import.told.stale.iter().map(kept).collect::<Vec<_>>(),
            "kept": import.told.kept.iter().map(kept).collect::<Vec<_>>(),
            "open": remarks(&reading.open),
            "decide": import.decide,
            "lost_comments": import.lost,
            "comments_to_read": import.beside,
            "guesses": remarks(&reading.guesses),
            "unread": remarks(&reading.unread),
            "navigation": ranges,
        })
    }

    pub(super) fn github(&self, page: &Page) -> String {
        let on_page = |level: &str, title: &str, remark: &Remark| {
            let line = if remark.line == 0 { String::new() } else { format!(",line={}", remark.line) };
            let text = escaped(&visible(&join(&remark.path, &remark.text)));
            format!("::{level} file={}{line},title={title}::{text}\n", property(&page.name))
        };
        let import = match &page.result {
            Ok(import) => import,
            Err(refused) => {
                let all = refusal(refused);
                return all
                    .iter()
                    .map(|remark| on_page("error", "page", remark))
                    .collect::<Vec<_>>()
                    .concat();
            }
        };
        let in_spec = |level: &str, title: &str, span: Span, text: &str| {
            let place = locate(span, self.sources);
            let place =
                place.map_or(String::new(), |at| format!("file={},line={},", property(&at.path), at.line));
            format!("::{level} {place}title={title}::{}\n", escaped(text))
        };
        let level = if self.verb == Verb::Drift { "error" } else { "notice" };
        let told = &import.told;
        let changes =
            told.changes.iter().map(|change| in_spec(level, "drift", change.span, &self.change(change)));
        let stale = told.stale.iter().map(|kept| in_spec("warning", "decision", kept.span, &self.kept(kept)));
        let open = import.reading.open.iter().map(|remark| on_page("warning", "to decide", remark));
        let unread = import.reading.unread.iter().map(|remark| on_page("warning", "unread line", remark));
        changes.chain(stale).chain(open).chain(unread).collect::<Vec<_>>().concat()
    }
}

fn remark(remark: &Remark) -> Value {
    let line = (remark.line > 0).then_some(remark.line);
    json!({ "line": line, "path": remark.path, "text": remark.text })
}
