//! Random specs without a mistake: any shape that the language has, with facts that fit.

use douyin_codegen::Source;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// Names on the wire of which no two are one in Rust: in each style that pages have, words of Rust among them.
const NAMES: [&str; 20] = [
    "id",
    "orderName",
    "LogID",
    "type",
    "async",
    "a1",
    "shop_ids",
    "X-Extra",
    "Type2",
    "fn",
    "match",
    "open_id",
    "GID",
    "kind_of",
    "isOpen",
    "价格_cny1",
    "ok",
    "some",
    "string",
    "vec",
];
/// One of them is not ASCII, and needs a name of ours.
const UNNAMED: &str = "价格_cny1";
pub const PLATFORM: &str = "\
hosts: { open: { url: 'https://open.example.com' } }
tokens: { client: { header: access-token } }
envelopes: { plain: { codes: [err_no], messages: [message], log_ids: [log_id] } }
";

/// Where a field stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Request,
    Response,
}

/// A spec's text.
pub fn spec() -> impl Strategy<Value = String> {
    (page(), errors()).prop_map(|(mut page, codes)| {
        page["errors"] = rows(&codes);
        let renamed = renamed(&page);
        let mut decisions = json!({ "token": "client", "envelope": "plain", "errors": decided(&codes) });
        if !renamed.is_empty() {
            decisions["fields"] = Value::Object(renamed);
        }
        text(&json!({ "page": page, "decisions": decisions }))
    })
}

/// A set of specs with these endpoints.
pub fn sources(specs: &[String]) -> Vec<Source> {
    let endpoints = specs.iter().enumerate().map(|(at, spec)| {
        let spec = spec.replacen("/any/", &format!("/any/{at}/"), 1);
        Source::new(format!("group{}/endpoint_{at}.yaml", at % 7), spec)
    });
    [Source::new("platform.yaml", PLATFORM)].into_iter().chain(endpoints).collect()
}

/// As YAML in flow style: JSON, but for the numbers that are keys.
pub fn text(value: &Value) -> String {
    let key = |key: &String| match key.parse::<i64>() {
        Ok(number) => number.to_string(),
        Err(_) => json!(key).to_string(),
    };
    match value {
        Value::Object(entries) => {
            let entries: Vec<_> =
                entries.iter().map(|(name, value)| format!("{}: {}", key(name), text(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(", ")),
        scalar => scalar.to_string(),
    }
}

fn page() -> impl Strategy<Value = Value> {
    let body = select(vec!["json", "form", "none"]);
    (words(), words(), body, fields(Place::Request), fields(Place::Request), fields(Place::Response)).prop_map(
        |(title, note, body, query, request, response)| {
            let mut page = json!({
                "title": title, "method": "POST", "host": "open", "path": "/any/", "notes": [note], "body": body,
                "headers": { "access-token": { "type": "string", "required": true } },
                "query": flat(query, "query_"),
                "response": response,
            });
            page["response"]["err_no"] = json!({ "type": "int64" });
            match body {
                "json" => page["request"] = request,
                "form" => page["request"] = flat(request, ""),
                _ => {}
            }
            page
        },
    )
}

/// Fields of a query or a form: what holds others says how it is joined, and JSON is no text of its own.
fn flat(fields: Value, prefix: &str) -> Value {
    let Value::Object(fields) = fields else { return fields };
    let flat = fields.into_iter().filter(|(name, _)| prefix.is_empty() || name != UNNAMED).map(
        |(name, mut field)| {
            while field["type"] == "json" {
                field = field["content"].take();
            }
            if ["list", "map", "struct"].iter().any(|kind| field["type"] == *kind) {
                field["joined"] = json!("json");
            }
            (format!("{prefix}{name}"), field)
        },
    );
    Value::Object(flat.collect())
}

fn fields(place: Place) -> impl Strategy<Value = Value> {
    let leaf = scalar(place).boxed();
    let any = leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            3 => structure(&inner),
            2 => inner.clone().prop_map(|items| json!({ "type": "list", "items": bare(items) })),
            1 => inner.clone().prop_map(|values| json!({ "type": "map", "values": bare(values) })),
            1 => inner.prop_map(|content| json!({ "type": "json", "content": content_of(bare(content)) })),
        ]
    });
    named(&any.boxed(), 6)
}

fn structure(inner: &BoxedStrategy<Value>) -> impl Strategy<Value = Value> + use<> {
    (named(inner, 4), words())
        .prop_map(|(fields, doc)| json!({ "type": "struct", "doc": doc, "fields": fields }))
}

/// One or more fields under names that differ.
fn named(field: &BoxedStrategy<Value>, most: usize) -> impl Strategy<Value = Value> + use<> {
    let names = subsequence(NAMES.to_vec(), 1..=most);
    (names, vec(field.clone(), most))
        .prop_map(|(names, fields)| Value::Object(names.into_iter().map(str::to_owned).zip(fields).collect()))
}

/// What a list or a map holds has a type, and no facts of a field's.
fn bare(mut held: Value) -> Value {
    let keys = ["type", "fields", "items", "values", "content", "enum"];
    if let Some(held) = held.as_object_mut() {
        held.retain(|key, _| keys.contains(&key.as_str()));
    }
    held
}

/// JSON in a text is an object or a list.
fn content_of(held: Value) -> Value {
    let is_whole = ["struct", "list", "map"].iter().any(|kind| held["type"] == *kind);
    if is_whole { held } else { json!({ "type": "list", "items": held }) }
}

fn scalar(place: Place) -> impl Strategy<Value = Value> {
    let limits = (0..50_i64, 0..50_i64)
        .prop_map(|(least, more)| json!({ "at_least": least, "at_most": least + more }));
    let with = |kind: &'static str, key: &'static str, fact: BoxedStrategy<Value>| {
        (fact, words(), any::<bool>()).prop_map(
            move |(fact, doc, required)| json!({ "type": kind, key: fact, "doc": doc, "required": required }),
        )
    };
    let of = select(vec!["bytes", "characters"]);
    let length = (limits.clone(), of).prop_map(|(mut limits, of)| {
        limits["of"] = json!(of);
        limits
    });
    let formats = ["date", "compact_date", "date_time", "time", "digits", "url"].map(|format| json!(format));
    let units = ["seconds", "milliseconds", "fen"].map(|unit| json!(unit));
    let kinds = vec!["string", "int32", "int64", "number", "double", "bool"];
    let plain =
        (select(kinds), words()).prop_map(|(kind, doc)| json!({ "type": kind, "doc": doc, "sample": "1" }));
    prop_oneof![
        3 => plain,
        1 => with("string", "length", length.boxed()),
        1 => with("string", "format", select(formats.to_vec()).boxed()),
        1 => with("int64", "range", limits.boxed()),
        1 => with("int64", "unit", select(units.to_vec()).boxed()),
        1 => with("int32", "enum", meanings(&["1", "2", "-3", "9000"])),
        1 => with("string", "enum", meanings(&["ON_SALE", "off sale", "OFF"])),
    ]
    .prop_map(move |mut field| {
        if place == Place::Response {
            field.as_object_mut().expect("it is a map").remove("default");
        }
        field
    })
}

fn meanings(values: &[&str]) -> BoxedStrategy<Value> {
    let values: Vec<_> = values.iter().map(ToString::to_string).collect();
    let most = values.len();
    (subsequence(values, 1..=most), vec(words(), most))
        .prop_map(|(values, words)| {
            Value::Object(values.into_iter().zip(words.into_iter().map(Value::String)).collect())
        })
        .boxed()
}

/// A page's words.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just("抖音侧的订单号".to_owned()), "[a-zA-Z 券码,。:;()]{1,20}x", "[!-~]{1,30}x"]
}

/// Codes, some of which come twice.
fn errors() -> impl Strategy<Value = Vec<i64>> {
    vec(prop_oneof![1..6_i64, -2..0_i64, 2_119_000..2_119_003_i64], 0..6)
}

fn rows(codes: &[i64]) -> Value {
    let row = |(at, code): (usize, &i64)| json!({ "status": 200, "code": code, "text": format!("text {at}"), "advice": "advice" });
    codes.iter().enumerate().map(row).collect()
}

fn decided(codes: &[i64]) -> Value {
    let name = |code: i64| format!("code_{}", code.to_string().replace('-', "minus_"));
    let decision = |code: &i64| {
        (code.to_string(), json!({ "name": name(*code), "action": "read_message", "effect": "unknown" }))
    };
    Value::Object(codes.iter().map(decision).collect())
}

/// What is decided about fields that make no name.
fn renamed(page: &Value) -> Map<String, Value> {
    let mut found = Map::new();
    for side in ["query", "request", "response"] {
        below(&page[side], side, &mut found);
    }
    found
}

fn below(fields: &Value, path: &str, found: &mut Map<String, Value>) {
    for (name, field) in fields.as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        let mut decision = Map::new();
        if name == UNNAMED {
            decision.insert("rust_name".to_owned(), json!("price_cny"));
        }
        if !decision.is_empty() {
            found.insert(path.clone(), Value::Object(decision));
        }
        let mut held = field;
        while let Some(inner) = ["items", "values", "content"].iter().find_map(|key| held.get(key)) {
            held = inner;
        }
        below(&held["fields"], &path, found);
    }
}
