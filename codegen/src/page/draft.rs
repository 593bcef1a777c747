//! The sections of a call in, its facts out: its fields, with what its samples show of them, and the samples.

use std::collections::BTreeMap;

use super::basic::Basic;
use super::build::{self, Place};
use super::calls::{body_of, examples, form_of, join, only_of, parameters, without};
use super::curl::Call;
use super::endpoint::Named;
use super::field::{self, Field};
use super::json::{self, Json};
use super::ledger::Ledger;
use super::lines::Line;
use super::notes::Notes;
use super::sections::{Part, Section};
use super::tree::{self, Branch};
use super::value::{Map, Value};
use super::{fields, relations, samples};

/// The fields and the samples of a call.
pub(super) struct Draft {
    sides: Vec<(&'static str, Vec<Field>)>,
    body: Option<&'static str>,
    rules: Vec<Value>,
    pub(super) examples: Option<Value>,
    /// The lines of the fields, and those on which other facts start, by path.
    pub(super) places: BTreeMap<String, usize>,
}

impl Draft {
    pub(super) fn new(
        sections: &[Section],
        basic: &Basic,
        notes: &Notes,
        named: &Named,
        ledger: &mut Ledger,
    ) -> Self {
        let calls = samples::calls(&super::of(sections, Part::RequestSample), ledger);
        let replies = samples::replies(&super::of(sections, Part::ResponseSample), ledger);
        let mut draft = Self {
            sides: Vec::new(),
            body: None,
            rules: Vec::new(),
            examples: None,
            places: BTreeMap::new(),
        };
        draft.headers(sections, ledger);
        draft.body = draft.body_kind(&calls, said_type(sections, basic).as_ref(), ledger);
        let introduced: Vec<_> = notes.samples.iter().filter_map(|sample| json::read(sample)).collect();
        draft.request(sections, named, (&calls, &introduced), ledger);
        draft.response(sections, &replies, ledger);
        draft.relations();
        draft.examples = examples(&calls, &replies, basic);
        for (side, fields) in &draft.sides {
            place(fields, side, &mut draft.places);
        }
        let first = [
            ("method", basic.method.as_ref().map(|(line, _)| *line)),
            ("path", basic.url.as_ref().map(|(line, _)| *line)),
            ("host", basic.url.as_ref().map(|(line, _)| *line)),
            ("notes", notes.line),
            ("examples.requests", calls.first().map(|(line, _)| *line)),
            ("examples.responses", replies.first().map(|(line, _)| *line)),
        ];
        draft.places.extend(first.into_iter().filter_map(|(path, line)| Some((path.to_owned(), line?))));
        draft
    }

    fn headers(&mut self, sections: &[Section], ledger: &mut Ledger) {
        let listed = fields::read(&super::of(sections, Part::Headers), ledger);
        let branches = tree::grow(listed, "headers", ledger);
        let place = Place { path: "headers", in_request: true, takes_files: false, sample: 0 };
        let mut headers = build::fields(&branches, &[], place, ledger);
        for header in headers.iter_mut().filter(|header| header.name.eq_ignore_ascii_case("content-type")) {
            // A type without a choice is always sent, whichever column names it.
            let known = [header.sample.as_deref(), header.doc.as_deref()].into_iter().flatten();
            let plain =
                known.map(|text| text.trim_matches('"')).find(|text| BODIES.iter().any(|(ty, _)| ty == text));
            if let Some(plain) = plain.filter(|_| header.fixed.is_none()).map(str::to_owned) {
                ledger.guess(
                    header.line,
                    "headers.content-type",
                    format!("always `{plain}`: the client sends no other"),
                );
                header.fixed = Some(plain);
            }
        }
        self.sides.push(("headers", headers));
    }

    /// What the body is, where it is not JSON. `said` is what the page's head, or a heading, says of it.
    fn body_kind(
        &self,
        calls: &[(usize, Call)],
        said: Option<&(usize, String)>,
        ledger: &mut Ledger,
    ) -> Option<&'static str> {
        let headers = &self.sides.first()?.1;
        let header = headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
        let fixed = header.and_then(|header| header.fixed.as_deref());
        let sent = fixed.or_else(|| {
            let headers = calls.iter().flat_map(|(_, call)| &call.headers);
            headers
                .filter(|(name, _)| name.eq_ignore_ascii_case("content-type"))
                .map(|(_, ty)| ty.as_str())
                .next()
        });
        // What curl sends for `--form` and `--data-urlencode`, unless a header says otherwise.
        let implied = || {
            calls.iter().find_map(|(_, call)| match call {
                Call { is_encoded: true, .. } => Some("application/x-www-form-urlencoded"),
                call => (!call.form.is_empty()).then_some("multipart/form-data"),
            })
        };
        let sent = sent.or_else(implied);
        let named = sent.or(said.map(|(_, ty)| ty.as_str())).and_then(kind_of);
        if let Some((line, ty)) = said {
            match kind_of(ty) {
                None => ledger.decide(*line, "body", format!("`{ty}`: no spec can say this type")),
                found if found != named => {
                    ledger.decide(*line, "body", format!("`{ty}`: a header or a sample says otherwise"));
                }
                Some(_) => {}
            }
        }
        named.filter(|body| *body != "json")
    }

    fn request(
        &mut self,
        sections: &[Section],
        named: &Named,
        (calls, noted): (&[(usize, Call)], &[Json]),
        ledger: &mut Ledger,
    ) {
        let mut query = super::of(sections, Part::Query);
        let mut body = super::of(sections, Part::Body);
        let loose = super::of(sections, Part::Request);
        // What stands directly under the request's heading stands before the rest.
        let first = if named.method == "GET" && query.is_empty() { &mut query } else { &mut body };
        first.splice(..0, loose);
        self.query(&query, calls, ledger);
        self.body(&body, calls, noted, ledger);
        let is_empty = self.sides.last().is_some_and(|(_, fields)| fields.is_empty());
        if named.method == "POST" && is_empty && has_no_body(calls) {
            let text = "none: the page lists no field of it, and the sample call sends nothing";
            ledger.guess(line_of(calls), "body", text.to_owned());
            self.body = Some("none");
        }
    }

    fn query(&mut self, lines: &[Line], calls: &[(usize, Call)], ledger: &mut Ledger) {
        let urls: Vec<_> = calls.iter().map(|(_, call)| parameters(&call.url)).collect();
        let listed = tree::grow(fields::read(lines, ledger), "query", ledger);
        let place = Place { path: "query", in_request: true, takes_files: false, sample: line_of(calls) };
        // Parameters are texts, whatever they mean: they tell names only.
        let known = names(&listed);
        let only: Vec<_> = urls.iter().map(|url| without(url, &known)).collect();
        let mut query = build::fields(&listed, &only.iter().collect::<Vec<_>>(), place, ledger);
        for field in &mut query {
            join(field, "query", &urls, ledger);
        }
        self.sides.push(("query", query));
    }

    fn body(&mut self, lines: &[Line], calls: &[(usize, Call)], noted: &[Json], ledger: &mut Ledger) {
        let listed = tree::grow(fields::read(lines, ledger), "request", ledger);
        let known = names(&listed);
        let is_form = ["form", "multipart"].map(Some).contains(&self.body);
        let forms: Vec<_> = calls.iter().filter(|_| is_form).map(|(_, call)| form_of(call)).collect();
        let mut samples: Vec<_> = if is_form {
            forms.iter().map(|form| without(form, &known)).collect()
        } else {
            calls.iter().filter_map(|(line, call)| body_of(*line, call, ledger)).collect()
        };
        // A sample of the introduction may be something else's.
        samples.extend(noted.iter().map(|sample| only_of(sample, &known)));
        let takes_files = self.body == Some("multipart");
        let place = Place { path: "request", in_request: true, takes_files, sample: line_of(calls) };
        let mut body = build::fields(&listed, &samples.iter().collect::<Vec<_>>(), place, ledger);
        for field in body.iter_mut().filter(|_| is_form) {
            join(field, "request", &forms, ledger);
        }
        self.sides.push(("request", body));
    }

    fn response(&mut self, sections: &[Section], replies: &[(usize, String)], ledger: &mut Ledger) {
        let read = |(line, text): &(usize, String)| {
            let reply = json::read(text);
            if reply.is_none() {
                let text = "this sample is no JSON, not even nearly: no field was read from it";
                ledger.guess(*line, "examples.responses", text.to_owned());
            }
            reply
        };
        let all: Vec<_> = replies.iter().filter_map(read).collect();
        let listed =
            tree::grow(fields::read(&super::of(sections, Part::Response), ledger), "response", ledger);
        let sample = replies.first().map_or(0, |(line, _)| *line);
        let place = Place { path: "response", in_request: false, takes_files: false, sample };
        self.sides.push(("response", build::fields(&listed, &all.iter().collect::<Vec<_>>(), place, ledger)));
    }

    /// What the fields' words say of several of them.
    fn relations(&mut self) {
        for (side, fields) in self.sides.iter_mut().filter(|(side, _)| *side != "response") {
            relations::read(fields, side, &mut self.rules);
            relations::without_conditions(fields, side, &self.rules);
        }
    }

    /// Adds the fields to a spec's `page:` block.
    pub(super) fn write(&mut self, facts: &mut Map) {
        let mut rules = Some(Value::List(self.rules.clone())).filter(|rules| !rules.items().is_empty());
        for (side, fields) in &self.sides {
            if *side == "response" {
                facts.extend(self.body.map(|body| ("body".to_owned(), Value::word(body))));
                facts.extend(rules.take().map(|rules| ("rules".to_owned(), rules)));
            }
            if !fields.is_empty() {
                facts.push(((*side).to_owned(), field::fields(fields)));
            }
        }
    }
}

/// What the page's head, or the heading of its body, says of the body.
fn said_type(sections: &[Section], basic: &Basic) -> Option<(usize, String)> {
    let mut bodies = sections.iter().filter(|section| section.part == Part::Body);
    basic.content_type.clone().or_else(|| bodies.find_map(|section| section.media.clone()))
}

/// What a spec calls the body of a type, also of one that is named in short: `JSON`, `form-data`.
fn kind_of(ty: &str) -> Option<&'static str> {
    let ty = ty.split(';').next().unwrap_or_default().trim().to_lowercase();
    let is = |known: &str| known == ty || known.split_once('/').is_some_and(|(_, short)| short == ty);
    BODIES.iter().find(|(known, _)| is(known)).map(|(_, body)| *body)
}

/// Where the first sample call starts.
fn line_of(calls: &[(usize, Call)]) -> usize {
    calls.first().map_or(0, |(line, _)| *line)
}

fn names(listed: &[Branch]) -> Vec<String> {
    listed.iter().map(|branch| branch.field.name.clone()).collect()
}

/// Whether there are sample calls, and none has a body.
fn has_no_body(calls: &[(usize, Call)]) -> bool {
    let is_empty =
        |call: &Call| call.form.is_empty() && call.body.as_deref().unwrap_or_default().trim().is_empty();
    !calls.is_empty() && calls.iter().all(|(_, call)| is_empty(call))
}

/// What a body can be, by the header that says so.
const BODIES: [(&str, &str); 4] = [
    ("application/json", "json"),
    ("application/json; charset=utf-8", "json"),
    ("application/x-www-form-urlencoded", "form"),
    ("multipart/form-data", "multipart"),
];

fn place(fields: &[Field], path: &str, places: &mut BTreeMap<String, usize>) {
    for field in fields {
        let path = format!("{path}.{}", field.name);
        place(field.holds.fields(), &path, places);
        places.insert(path, field.line);
    }
}
