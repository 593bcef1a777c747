//! Small changes of a small spec, and what is said of each.

use super::{Change, Question, compare};
use crate::source::{PLATFORM, Source, Sources};

mod limits;
mod platform;
mod rules;

const SHOP: &str = "\
hosts: { main: { url: 'https://open.example.com' }, other: { url: 'https://other.example.com' } }
tokens: { client: { header: access-token } }
envelopes: { flat: { codes: [err_no] } }
";

/// An endpoint whose request has these lines, and what follows it on its page and in its decisions.
fn endpoint(request: &str, page: &str, decisions: &str) -> String {
    format!(
        "page:\n  title: T\n  method: POST\n  host: main\n  path: /t/\n  request:\n{request}{page}  \
         response: {{ err_no: {{ type: int64 }}, next: {{ type: string }}, after: {{ type: string }} }}\n\
         decisions:\n  envelope: flat\n{decisions}"
    )
}

/// What is told of two endpoints on two platforms, a line a change: `changed page.path: wire behaviour`, with what is
/// answered with no.
fn told(old: (&str, &str), new: (&str, &str)) -> Vec<String> {
    changes(old, new).iter().map(line).collect()
}

fn changes(old: (&str, &str), new: (&str, &str)) -> Vec<Change> {
    let [old, new] = [old, new].map(|(platform, endpoint)| {
        let sources = [(PLATFORM, platform), ("g/e.yaml", endpoint)];
        Sources::of("spec", sources.map(|(path, text)| Source::new(path, text)).into())
    });
    compare(&old, &new).unwrap_or_else(|refused| panic!("{}", report(&refused)))
}

fn report(refused: &super::Refused) -> &crate::Report {
    match refused {
        super::Refused::Base(report) | super::Refused::Today(report) => report,
    }
}

fn line(change: &Change) -> String {
    let words = change.answered_no().into_iter().map(Question::name).collect::<Vec<_>>().join(" ");
    let words = if change.is_wording { "words" } else { &words };
    format!("{} {}: {words}", change.kind.name(), change.path()).trim_end().to_owned()
}
