//! A new page's facts and the other specs in, the decisions that follow from them out: those that leave no choice, and
//! those that were made elsewhere about the same.

use super::asked::{self, Question};
use crate::page::value::{Map, Value, get};

/// What a new spec decides, and why; and what it leaves open.
#[derive(Debug)]
pub(super) struct Decided {
    pub(super) token: Option<(String, &'static str)>,
    /// The envelope and why it is that one, or what there is to choose from.
    pub(super) envelope: Result<(String, &'static str), String>,
    /// What the page hints at and only people can decide.
    pub(super) asked: Vec<Question>,
    /// What is decided about codes.
    pub(super) errors: Map,
    pub(super) open_codes: Vec<String>,
}

impl Decided {
    /// What is decided, and why.
    pub(super) fn reasons(&self) -> impl Iterator<Item = (String, String)> {
        let token = self.token.iter().map(|(token, why)| ("token".to_owned(), format!("{token}: {why}")));
        let envelope =
            self.envelope.iter().map(|(name, why)| ("envelope".to_owned(), format!("{name}: {why}")));
        let code = |(code, decision): &(String, Value)| {
            let name = decision.text_of("name").unwrap_or_default();
            (
                format!("errors.{code}"),
                format!("{name}: decided elsewhere for the same code with the same words"),
            )
        };
        token.chain(envelope).chain(self.errors.iter().map(code))
    }
}

/// Decides what can be. `platform` and `specs` are the files' contents.
pub(super) fn decide(page: &Map, platform: Option<&Value>, specs: &[Value]) -> Decided {
    let (errors, open_codes) = errors(page, specs);
    Decided {
        token: token(page, platform),
        envelope: envelope(page, platform),
        asked: asked::of(page),
        errors,
        open_codes,
    }
}

/// The kind of token whose header or parameter the page has.
fn token(page: &Map, platform: Option<&Value>) -> Option<(String, &'static str)> {
    let kinds = platform?.get("tokens")?.entries();
    let has = |place: &str, side: &str, kind: &Value| {
        let name = kind.text_of(place)?;
        let fields = get(page, side)?.entries();
        fields.iter().any(|(field, _)| field.eq_ignore_ascii_case(name)).then_some(())
    };
    let fits = |kind: &Value| {
        [("header", "headers"), ("query", "query"), ("body", "request")]
            .into_iter()
            .any(|(place, side)| has(place, side, kind).is_some())
    };
    let mut fitting = kinds.iter().filter(|(_, kind)| fits(kind));
    let (name, _) = fitting.next()?;
    fitting.next().is_none().then(|| (name.clone(), "the only kind of token whose place the page has"))
}

/// The envelope whose codes the response has.
fn envelope(page: &Map, platform: Option<&Value>) -> Result<(String, &'static str), String> {
    let known =
        platform.and_then(|platform| platform.get("envelopes")).map(Value::entries).unwrap_or_default();
    let response = get(page, "response");
    let codes = |envelope: &Value| -> Vec<String> {
        let codes = envelope.get("codes").map(Value::items).unwrap_or_default();
        codes.iter().filter_map(Value::text).map(str::to_owned).collect()
    };
    let has = |path: &String| response.is_some_and(|response| is_integer(response, path));
    let mut fitting: Vec<_> = known
        .iter()
        .map(|(name, envelope)| (name, codes(envelope)))
        .filter(|(_, codes)| !codes.is_empty() && codes.iter().all(has))
        .collect();
    // One that asks for more of what is there says more.
    let most = fitting.iter().map(|(_, codes)| codes.len()).max().unwrap_or(0);
    fitting.retain(|(_, codes)| codes.len() == most);
    match fitting[..] {
        [(name, _)] => Ok((name.clone(), "the only one of the platform's whose codes the response has")),
        _ => Err(where_codes_are(platform)),
    }
}

/// What there is to choose from.
pub(super) fn where_codes_are(platform: Option<&Value>) -> String {
    let known =
        platform.and_then(|platform| platform.get("envelopes")).map(Value::entries).unwrap_or_default();
    let names: Vec<_> = known.iter().map(|(name, _)| name.as_str()).collect();
    match names[..] {
        [] => "where the reply says what happened: declare it in platform.yaml".to_owned(),
        _ => format!(
            "where the reply says what happened: one of {}, or a new one in platform.yaml",
            names.join(", ")
        ),
    }
}

fn is_integer(fields: &Value, path: &str) -> bool {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    match (fields.get(first), rest) {
        (Some(field), Some(rest)) => field.get("fields").is_some_and(|fields| is_integer(fields, rest)),
        (Some(field), None) => ["int32", "int64"].contains(&field.text_of("type").unwrap_or_default()),
        (None, _) => false,
    }
}

/// What all specs that have a code with the same words decide about it, if they agree.
fn errors(page: &Map, specs: &[Value]) -> (Map, Vec<String>) {
    let rows = get(page, "errors").map(Value::items).unwrap_or_default();
    let (mut decided, mut open): (Map, Vec<String>) = (Vec::new(), Vec::new());
    for row in rows {
        let Some(code) = row.text_of("code") else { continue };
        if get(&decided, code).is_some() || open.iter().any(|known| known == code) {
            continue;
        }
        let mine: Vec<_> = rows.iter().filter(|row| row.text_of("code") == Some(code)).collect();
        let elsewhere: Vec<_> = specs.iter().filter_map(|spec| decision(spec, code, &mine)).collect();
        match elsewhere.first() {
            Some(first) if elsewhere.iter().all(|other| other == first) => {
                decided.push((code.to_owned(), first.clone()));
            }
            _ => open.push(code.to_owned()),
        }
    }
    (decided, open)
}

/// What a spec decides about a code, if its rows have the same words.
fn decision(spec: &Value, code: &str, rows: &[&Value]) -> Option<Value> {
    let theirs = spec.get("page")?.get("errors")?.items();
    let same = |row: &&&Value| theirs.iter().any(|their| their == **row);
    let all = rows.iter().filter(same).count() == rows.len();
    let decision = spec.get("decisions")?.get("errors")?.get(code)?;
    all.then(|| decision.clone())
}
