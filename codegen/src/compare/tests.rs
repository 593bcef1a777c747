//! Small specs, as they were and as they are: what is told of them, in a line a change.

use super::{Both, Change, Question, Refused, compare};
use crate::source::{Source, Sources};

const PLATFORM: &str = "hosts: { open: { url: 'https://open.example.com' } }
envelopes:
  plain: { codes: [code], payload: data }
  other: { codes: [code], payload: more }
  bare: { codes: [code] }
tokens: { client: { header: access-token } }
";

/// What moved between two folders of specs, each file with what is in it.
fn told(both: Both<&[(&str, String)]>) -> Vec<String> {
    let sources = both.map(|files| {
        let platform = Source::new("platform.yaml", PLATFORM);
        let files = files.iter().map(|(path, text)| Source::new(*path, text.as_bytes()));
        Sources::of("spec", [platform].into_iter().chain(files).collect())
    });
    match compare(&sources.old, &sources.new) {
        Ok(changes) => changes.iter().map(line).collect(),
        Err(Refused::Base(report) | Refused::Today(report)) => panic!("{report}"),
    }
}

/// `renamed page.request.b: wire, source`.
fn line(change: &Change) -> String {
    let broken: Vec<_> = change.answered_no().iter().map(|question: &Question| question.name()).collect();
    let means = if change.is_wording { "words".to_owned() } else { broken.join(", ") };
    format!("{} {}: {means}", change.kind.name(), change.path())
}

/// One endpoint, whose page and decisions are these.
fn endpoint(page: &str, decisions: &str) -> Vec<(&'static str, String)> {
    let head = "title: t, method: POST, host: open, path: /a/b/";
    let response = "response: { code: { type: int32 }, data: { type: string }, more: { type: string }, list: { type: list, items: { type: struct, fields: { id: { type: string }, code: { type: int32 } } } } }";
    let text = format!("page: {{ {head}, {response}, {page} }}\ndecisions: {{ {decisions} }}\n");
    vec![("g/e.yaml", text)]
}

fn told_of(old: (&str, &str), new: (&str, &str)) -> Vec<String> {
    let [old, new] = [old, new].map(|(page, decisions)| endpoint(page, decisions));
    told(Both { old: &old, new: &new })
}

const PLAIN: &str = "envelope: plain";

#[test]
fn an_argument_that_takes_another_place_is_told_wherever_it_comes_from() {
    let both = "a: { type: string, required: true }, b: { type: string, required: true }";
    let renamed = "b: { type: string, required: true }, z: { type: string, required: true }";
    let decided = "envelope: plain, fields: { request.z: { rust_name: a } }";
    assert_eq!(
        told_of((&format!("request: {{ {both} }}"), PLAIN), (&format!("request: {{ {renamed} }}"), decided)),
        ["reordered page.request: source", "renamed page.request.z: wire"]
    );
    let one = "{ a: { type: string, required: true } }";
    let page = format!("headers: {one}, request: {{ b: {{ type: string, required: true }} }}");
    let moved = "request: { b: { type: string, required: true }, a: { type: string, required: true } }";
    assert_eq!(
        told_of((&page, PLAIN), (moved, PLAIN)),
        ["reordered page.request: source", "moved page.request.a: wire"]
    );
}

#[test]
fn paths_are_told_apart_by_the_half_that_they_are_in() {
    let page = "query: { ids: { type: list, joined: comma, items: { type: string } } }, request: { ids: { type: list, items: { type: string } } }";
    let decided = |asked: &str| {
        format!(
            "envelope: plain, fields: {{ query.ids: {{ rust_name: first }}, response.list: {{ outcome: {{ code: code, key: id, asked: {asked} }} }} }}"
        )
    };
    assert_eq!(
        told_of((page, &decided("request.ids")), (page, &decided("query.ids"))),
        ["changed decisions.fields.response.list.outcome.asked: wire, behaviour"]
    );
}

#[test]
fn the_payload_is_another_one_though_its_type_is_the_same() {
    assert_eq!(
        told_of(("", PLAIN), ("", "envelope: other")),
        ["changed decisions.envelope: source, behaviour"]
    );
}

#[test]
fn what_is_inferred_is_no_limit_and_may_mean_something_else_all_the_same() {
    let page = |facts: &str| format!("request: {{ a: {{ type: string, {facts} }} }}");
    let cases = [
        ("format: date, inferred: { format: guide }", "format: compact_date, inferred: { format: guide }"),
        ("encoding: url, inferred: { encoding: guide }", "encoding: base64, inferred: { encoding: guide }"),
        ("sentinels: { a: All., b: None. }", "sentinels: { a: None., b: All. }"),
    ];
    for (old, new) in cases {
        let told = told_of((&page(old), PLAIN), (&page(new), PLAIN));
        assert!(told.len() == 1 && told[0].ends_with(": wire"), "{told:?}");
    }
    let header = |facts: &str| format!("headers: {{ access-token: {{ type: string, {facts} }} }}");
    let with_token = "envelope: plain, token: client";
    let told = told_of((&header("format: digits"), with_token), (&header("format: url"), with_token));
    assert_eq!(told, ["changed page.headers.access-token.format: words"]);
}

#[test]
fn a_header_is_the_same_in_capitals_and_a_field_is_not() {
    let page = |half: &str, name: &str| format!("{half}: {{ {name}: {{ type: string }} }}");
    let told = |half: &str| told_of((&page(half, "Shop-Id"), PLAIN), (&page(half, "shop-id"), PLAIN));
    assert_eq!(told("headers"), ["renamed page.headers.shop-id: "]);
    assert_eq!(told("request"), ["renamed page.request.shop-id: wire"]);
}

#[test]
fn a_call_gets_a_body() {
    let spec = |request: &str| {
        let text = format!(
            "page: {{ title: t, method: GET, host: open, path: /a/, {request}response: {{ code: {{ type: int32 }} }} }}\ndecisions: {{ envelope: bare }}\n"
        );
        vec![("g/e.yaml", text)]
    };
    assert_eq!(
        told(Both { old: &spec(""), new: &spec("request: { a: { type: string } }, ") }),
        ["changed page.request: wire", "added page.request.a: "]
    );
}

#[test]
fn an_endpoint_is_the_one_that_has_its_url_whatever_its_file_is_called() {
    let spec = |path: &str| {
        format!(
            "page: {{ title: t, method: POST, host: open, path: {path}, response: {{ code: {{ type: int32 }} }} }}\ndecisions: {{ envelope: bare }}\n"
        )
    };
    let folder = |a: &str, b: &str| vec![("g/a.yaml", spec(a)), ("g/b.yaml", spec(b))];
    assert_eq!(
        told(Both { old: &folder("/open/", "/shut/"), new: &folder("/shut/", "/open/") }),
        ["moved : source", "moved : source"]
    );
    assert_eq!(
        told(Both { old: &folder("/open/", "/shut/")[..1], new: &folder("/other/", "/open/") }),
        ["added : ", "moved : source"]
    );
}
