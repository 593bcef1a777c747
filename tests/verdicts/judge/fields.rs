//! The fields of a request, judged by what today's page says about each.

use serde_json::{Map, Value as Json};
use serde_yaml::Value;

type Judged = Result<(), String>;

/// An object, or the parameters of a URL: each field is on the page and right, and none that is needed is missing.
pub fn object(path: &str, sent: &Map<String, Json>, page: &Value, spec: &Value, shared: &Value) -> Judged {
    for (name, value) in sent {
        let field = &page[name.as_str()];
        if field.is_null() {
            return Err(format!("no page has {path}.{name}"));
        }
        one(&format!("{path}.{name}"), value, field, spec, shared)?;
    }
    for (name, field) in page.as_mapping().into_iter().flatten() {
        let name = name.as_str().expect("names are texts");
        let guessed = &field["inferred"];
        let is_needed =
            field["required"] == true && guessed["required"].is_null() && guessed["field"].is_null();
        if is_needed && !sent.contains_key(name) {
            return Err(format!("{path}.{name} is missing"));
        }
    }
    Ok(())
}

fn one(path: &str, value: &Json, field: &Value, spec: &Value, shared: &Value) -> Judged {
    let field = match field["shared"].as_str() {
        Some(name) => &shared["types"][name],
        None => field,
    };
    let is = match (field["type"].as_str().expect("each field has a type"), value) {
        ("string", Json::String(_)) | ("bool", Json::Bool(_)) | ("number" | "double", Json::Number(_)) => {
            true
        }
        ("int32" | "int64", Json::Number(number)) => number.is_i64(),
        ("struct", Json::Object(object)) => {
            return self::object(path, object, &field["fields"], spec, shared);
        }
        ("list", Json::Array(items)) => {
            items.iter().try_for_each(|item| one(path, item, &field["items"], spec, shared))?;
            true
        }
        ("map", Json::Object(entries)) => {
            entries.values().try_for_each(|value| one(path, value, &field["values"], spec, shared))?;
            true
        }
        ("json", Json::String(text)) => {
            let content = serde_json::from_str(text).map_err(|error| format!("{path}: {error}"))?;
            return one(path, &content, &field["content"], spec, shared);
        }
        _ => false,
    };
    if !is {
        return Err(format!("{path} is no {:?}: {value}", field["type"]));
    }
    values(path, value, field)?;
    limits(path, value, field)?;
    let decided = &spec["decisions"]["fields"][path];
    let is_empty = value.as_str().map_or(value.as_array().is_some_and(Vec::is_empty), str::is_empty);
    if decided["not_empty"] == true && is_empty { Err(format!("{path} is empty")) } else { Ok(()) }
}

/// The values that a page lists, or the only one.
fn values(path: &str, value: &Json, field: &Value) -> Judged {
    let text = value.as_str().map_or(value.to_string(), str::to_owned);
    let is_listed = |listed: &Value| {
        listed.as_str() == Some(text.as_str())
            || listed.as_i64().is_some_and(|listed| listed.to_string() == text)
    };
    if let Some(listed) = field["enum"].as_mapping().filter(|listed| !listed.keys().any(is_listed)) {
        return Err(format!("{path} is {text}, and none of {listed:?}"));
    }
    match field["fixed"].as_str().filter(|fixed| *fixed != text) {
        Some(fixed) => Err(format!("{path} is {text}, and not {fixed}")),
        None => Ok(()),
    }
}

fn limits(path: &str, value: &Json, field: &Value) -> Judged {
    let text = value.as_str().unwrap_or_default();
    let special = field["sentinels"].as_mapping();
    let shown = value.as_str().map_or(value.to_string(), str::to_owned);
    if special.is_some_and(|special| special.keys().any(|key| key.as_str() == Some(&shown))) {
        return Ok(());
    }
    let certain = |key: &str| field["inferred"][key].is_null();
    let size = |of: &Value| if of == "bytes" { text.len() } else { text.chars().count() };
    let count = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
    let measured = [
        ("length", count(size(&field["length"]["of"]))),
        ("count", count(value.as_array().map_or(0, Vec::len))),
        ("range", value.as_i64().unwrap_or_default()),
    ];
    for (key, is) in measured.into_iter().filter(|(key, _)| certain(key)) {
        let limit = |name: &str| field[key][name].as_i64();
        let is_right = limit("at_least").is_none_or(|least| is >= least)
            && limit("at_most").is_none_or(|most| is <= most);
        if !is_right {
            return Err(format!("{path} has {is}, and {key} is {:?}", field[key]));
        }
    }
    let is_right = match field["format"].as_str() {
        Some("date") => text.len() == 10,
        Some("compact_date") => text.len() == 8,
        _ => true,
    };
    let items = value.as_array().into_iter().flatten();
    let mut items: Vec<_> = items.map(ToString::to_string).collect();
    let all = items.len();
    items.sort();
    items.dedup();
    let differ = field["unique"] != true || items.len() == all;
    if is_right && differ { Ok(()) } else { Err(format!("{path} is {value}")) }
}

/// The rules over several fields that pairs have.
pub fn rules(page: &Value, body: &Map<String, Json>) -> Judged {
    for rule in page["rules"].as_sequence().into_iter().flatten().filter(|rule| rule["inferred"].is_null()) {
        let given = |key: &str| {
            let fields = rule[key].as_sequence().into_iter().flatten().filter_map(Value::as_str);
            let given = fields.filter(|field| body.contains_key(field.trim_start_matches("request.")));
            given.count()
        };
        if given("at_most_one_of") > 1 {
            return Err(format!("against the rule {rule:?}"));
        }
    }
    Ok(())
}
