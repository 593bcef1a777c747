//! Sample calls in, what they show of the fields out; and the samples as a spec has them.

use super::basic::Basic;
use super::curl::Call;
use super::field::{Field, Holds};
use super::json::{self, Json};
use super::ledger::Ledger;
use super::value::Value;

/// What stands behind a URL's `?`: texts, and how they are written.
pub(super) fn parameters(url: &str) -> Json {
    pairs(url.split_once('?').map_or("", |(_, query)| query))
}

fn pairs(text: &str) -> Json {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    Json::Object(pairs.map(|(name, value)| (name.to_owned(), Json::Text(value.to_owned()))).collect())
}

/// The parameters that are not listed, and what those that are say in JSON: any other is a text, whatever it means.
pub(super) fn without(parameters: &Json, known: &[String]) -> Json {
    let Json::Object(entries) = parameters else { return Json::Null };
    let telling = entries.iter().filter_map(|(name, value)| {
        let name = name.trim_end_matches("[]").trim_end_matches("%5B%5D").to_owned();
        if !known.contains(&name) {
            return Some((name, value.clone()));
        }
        let Json::Text(text) = value else { return None };
        let read = json::read(&decoded(text))?;
        matches!(read, Json::Object(_) | Json::List(_)).then_some((name, read))
    });
    Json::Object(telling.collect())
}

/// A text without the escapes of a URL.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.filter(|_| *first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The fields of a sample that are listed.
pub(super) fn only_of(sample: &Json, known: &[String]) -> Json {
    let Json::Object(entries) = sample else { return Json::Null };
    Json::Object(entries.iter().filter(|(name, _)| known.contains(name)).cloned().collect())
}

/// How a parameter of many values is written, if a sample shows it: one of a URL's or of a form's `pairs`.
pub(super) fn join(field: &mut Field, side: &str, pairs: &[Json], ledger: &mut Ledger) {
    if !["list", "map", "struct"].contains(&field.kind) {
        return;
    }
    let path = format!("{side}.{}", field.name);
    let joined = joined(&field.name, pairs);
    match joined {
        Some(joined) => {
            ledger.guess(field.line, &path, format!("joined: {joined}, as the sample has it"));
        }
        None => ledger.decide(
            field.line,
            &path,
            "the page does not show how it is written: add `joined`".to_owned(),
        ),
    }
    field.joined = joined;
    // Of a list in a URL or a form all items are texts, whatever they mean.
    if field.kind == "list"
        && matches!(field.holds, Holds::Unknown)
        && joined.is_some_and(|joined| joined != "json")
    {
        field.holds = Holds::Item("string", Box::new(Holds::Nothing));
        ledger.settle(&path);
        ledger.guess(field.line, &path, "holds string: the items of such a list are texts".to_owned());
    }
}

/// How the samples write a parameter of many values.
fn joined(name: &str, samples: &[Json]) -> Option<&'static str> {
    let mut values = samples.iter().filter_map(|sample| match sample.get(name)? {
        Json::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let has_brackets =
        |sample: &Json| ["[]", "%5B%5D"].iter().any(|end| sample.get(&format!("{name}{end}")).is_some());
    values
        .find_map(|value| match value {
            json if json.starts_with(['[', '{']) || json.starts_with("%5B") || json.starts_with("%7B") => {
                Some("json")
            }
            list if list.contains(',') || list.contains("%2C") => Some("comma"),
            _ => None,
        })
        .or_else(|| samples.iter().any(has_brackets).then_some("brackets"))
}

/// A sample body that is no JSON, as names and texts.
pub(super) fn form_of(call: &Call) -> Json {
    if call.form.is_empty() {
        return pairs(call.body.as_deref().unwrap_or_default());
    }
    let parts = call.form.iter().map(|(name, value)| (name.clone(), Json::Text(unquoted(value))));
    Json::Object(parts.collect())
}

/// A part's value without the quotes that curl takes off it.
fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    inner.map_or_else(|| value.to_owned(), |inner| inner.replace("\\\"", "\"").replace(r"\\", r"\"))
}

/// A sample body's fields, where it is JSON.
pub(super) fn body_of(line: usize, call: &Call, ledger: &mut Ledger) -> Option<Json> {
    let body = call.body.as_deref().filter(|body| !body.trim().is_empty())?;
    let read = json::read(body);
    if read.is_none() {
        let text = "the sample's body is no JSON, not even nearly: no field was read from it";
        ledger.guess(line, "examples.requests", text.to_owned());
    }
    read
}

/// The samples, letter by letter.
pub(super) fn examples(calls: &[(usize, Call)], replies: &[(usize, String)], basic: &Basic) -> Option<Value> {
    let page_url = basic.url.as_ref().map(|(_, url)| url.clone()).unwrap_or_default();
    let text = |text: &str| Value::Text(text.to_owned());
    let request = |(_, call): &(usize, Call)| {
        let url = if call.url.is_empty() { &page_url } else { &call.url };
        let headers = call
            .headers
            .iter()
            .enumerate()
            .filter(|(at, (name, _))| call.headers[..*at].iter().all(|(earlier, _)| earlier != name));
        let headers: Vec<_> = headers.map(|(_, (name, value))| (name.clone(), text(value))).collect();
        let form: Vec<_> = call.form.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let body = call.body.clone().unwrap_or_else(|| form.join("\n"));
        let mut example = vec![("url".to_owned(), text(url))];
        if !headers.is_empty() {
            example.push(("headers".to_owned(), Value::Map(headers)));
        }
        example.push(("body".to_owned(), text(&body)));
        Value::Map(example)
    };
    let response = |(_, body): &(usize, String)| Value::Map(vec![("body".to_owned(), text(body))]);
    let sides = [
        ("requests", calls.iter().map(request).collect::<Vec<_>>()),
        ("responses", replies.iter().map(response).collect()),
    ];
    let sides: Vec<_> = sides.into_iter().filter(|(_, samples)| !samples.is_empty()).collect();
    let sides: Vec<_> =
        sides.into_iter().map(|(side, samples)| (side.to_owned(), Value::List(samples))).collect();
    (!sides.is_empty()).then_some(Value::Map(sides))
}
