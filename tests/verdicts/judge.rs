//! The platform as today's pages say it is: a request in, a page's reply or what is wrong with the request out. It reads the
//! specs as plain YAML, and shares nothing with the generator.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};
use serde_yaml::Value;

mod fields;

use fields::object;

type Specs = BTreeMap<String, Value>;

/// A request, taken apart.
pub struct Sent {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Sent {
    pub fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|end| end == b"\r\n\r\n").expect("a request has a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let mut first = lines.next().unwrap_or_default().split(' ').map(str::to_owned);
        let (method, url) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
        let (path, query) = url.split_once('?').unwrap_or((&url, ""));
        let header = |line: &str| {
            let (name, value) = line.split_once(": ")?;
            Some((name.to_lowercase(), value.to_owned()))
        };
        Self {
            method,
            path: path.to_owned(),
            query: pairs(query),
            headers: lines.filter_map(header).collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }
}

/// What a URL or a form carries.
fn pairs(text: &str) -> Vec<(String, String)> {
    let plain = |text: &str| {
        let bytes = text.replace('+', " ");
        let mut decoded = Vec::new();
        let mut rest = bytes.bytes();
        while let Some(byte) = rest.next() {
            let digits: Vec<u8> = if byte == b'%' { rest.by_ref().take(2).collect() } else { Vec::new() };
            let code = u8::from_str_radix(&String::from_utf8_lossy(&digits), 16);
            decoded.push(code.unwrap_or(byte));
        }
        String::from_utf8_lossy(&decoded).into_owned()
    };
    let pair = |pair: &str| pair.split_once('=').map(|(name, value)| (plain(name), plain(value)));
    text.split('&').filter_map(pair).collect()
}

/// What every client sends, whatever a page says.
const USUAL: [&str; 7] =
    ["host", "accept", "user-agent", "content-type", "content-length", "connection", "accept-encoding"];

/// The page's reply, or what is wrong.
pub fn judge(sent: &Sent, specs: &Specs) -> Result<String, String> {
    let is_it = |spec: &&Value| {
        let page = &spec["page"];
        page["method"] == *sent.method && page["path"] == *sent.path
    };
    let spec =
        specs.values().find(is_it).ok_or_else(|| format!("there is no {} {}", sent.method, sent.path))?;
    let page = &spec["page"];
    let (kind, place) = token(spec, specs);
    let shared = &specs["platform.yaml"];

    let listed = |name: &str| {
        page["headers"].as_mapping().is_some_and(|headers| {
            headers.keys().any(|key| key.as_str().is_some_and(|key| key.eq_ignore_ascii_case(name)))
        })
    };
    let strange = sent.headers.keys().find(|name| !USUAL.contains(&name.as_str()) && !listed(name));
    strange.map_or(Ok(()), |name| Err(format!("no page has the header {name}")))?;
    let headers: Map<String, Json> = page["headers"]
        .as_mapping()
        .into_iter()
        .flatten()
        .filter_map(|(name, _)| {
            let name = name.as_str()?;
            Some((name.to_owned(), json!(sent.headers.get(&name.to_lowercase())?)))
        })
        .collect();
    object("headers", &headers, &page["headers"], spec, shared)?;

    let query = texts(&sent.query, &page["query"]);
    object("query", &query, &page["query"], spec, shared)?;
    let body = body(sent, page)?;
    object("request", &body, &page["request"], spec, shared)?;
    let carried = match kind.as_str() {
        "header" => sent.headers.get(&place.to_lowercase()).cloned(),
        "query" => query.get(&place).and_then(Json::as_str).map(str::to_owned),
        _ => Some(String::new()),
    };
    let expected = spec["decisions"]["token"].as_str().unwrap_or_default();
    if !expected.is_empty() && carried.as_deref() != Some(&format!("{expected}.1")) {
        return Err(format!("it carries no token {expected}"));
    }
    fields::rules(page, &body)?;
    let reply = &spec["decisions"]["examples"]["responses"][0]["body"];
    Ok(reply.as_str().expect("each spec has a reply").to_owned())
}

/// Where today's token travels.
fn token(spec: &Value, specs: &Specs) -> (String, String) {
    let name = spec["decisions"]["token"].as_str().unwrap_or_default();
    let kind = specs["platform.yaml"]["tokens"][name].as_mapping();
    let place = kind.and_then(|kind| kind.iter().next());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    place.map(|(key, name)| (text(key), text(name))).unwrap_or_default()
}

/// The texts of a URL or a form, with the values of lists as the page says that they are joined.
fn texts(pairs: &[(String, String)], page: &Value) -> Map<String, Json> {
    let mut found = Map::new();
    for (name, value) in pairs {
        let (bare, is_bracketed) =
            name.strip_suffix("[]").map_or((name.as_str(), false), |bare| (bare, true));
        let joined = page[bare]["joined"].as_str();
        let number = |text: &str| text.parse::<i64>().map_or(json!(text), |number| json!(number));
        let is_integer = |field: &Value| matches!(field["type"].as_str(), Some("int32" | "int64"));
        let item = |text| if is_integer(&page[bare]["items"]) { number(text) } else { json!(text) };
        match joined {
            Some("comma") if !is_bracketed => {
                found.insert(name.clone(), value.split(',').map(item).collect());
            }
            Some("brackets") if is_bracketed => {
                let items = found.entry(bare).or_insert_with(|| json!([]));
                items.as_array_mut().expect("it is a list").push(item(value));
            }
            Some("json") => {
                found.insert(name.clone(), serde_json::from_str(value).unwrap_or_else(|_| json!(value)));
            }
            _ => {
                let value = if is_integer(&page[bare]) { number(value) } else { json!(value) };
                found.insert(name.clone(), value);
            }
        }
    }
    found
}

fn body(sent: &Sent, page: &Value) -> Result<Map<String, Json>, String> {
    let is = sent.headers.get("content-type").map(String::as_str).unwrap_or_default();
    let text = String::from_utf8_lossy(&sent.body);
    let kind = page["body"].as_str().unwrap_or(if page["method"] == "GET" { "none" } else { "json" });
    match kind {
        "none" if sent.body.is_empty() => Ok(Map::new()),
        "form" if is.starts_with("application/x-www-form-urlencoded") => {
            Ok(texts(&pairs(&text), &page["request"]))
        }
        "json" if is.starts_with("application/json") => {
            serde_json::from_str(&text).map_err(|error| format!("it is no object: {error}"))
        }
        kind => Err(format!("the body is no {kind}, but {is}")),
    }
}

/// Whether a call went to the host that the page names.
pub fn host(path: &str, called: &str, specs: &Specs) -> Result<(), String> {
    let is_it = |spec: &&Value| spec["page"]["path"] == *path;
    let spec = specs.values().find(is_it).ok_or_else(|| format!("{path} is gone"))?;
    let name = spec["page"]["host"].as_str().expect("each page has one");
    let is = specs["platform.yaml"]["hosts"][name]["url"].as_str().unwrap_or_default();
    if is == called { Ok(()) } else { Err(format!("{path} is at {is}, and {called} was called")) }
}
