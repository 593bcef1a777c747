//! Samples in, the fields that only they show out. What they do not show is said to be open, and never invented.

use std::collections::BTreeSet;

use super::field::{Field, Holds};
use super::json::Json;
use super::ledger::Ledger;
use super::value::Value;
use crate::gate::is_forbidden;

/// Where a value stands: the path of its field, and the line of the sample.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) path: &'a str,
    pub(super) line: usize,
}

/// More fields than any struct has that only samples show.
const MOST: usize = 1_000;

/// The fields of objects, by first use, but for those that are known.
pub(super) fn fields(objects: &[&Json], known: &[&str], at: At<'_>, ledger: &mut Ledger) -> Vec<Field> {
    let mut names: Vec<&str> = Vec::new();
    let mut seen: BTreeSet<&str> = known.iter().copied().collect();
    for object in objects {
        let Json::Object(entries) = object else { continue };
        names.extend(entries.iter().map(|(name, _)| name.as_str()).filter(|name| seen.insert(name)));
    }
    if names.len() > MOST {
        let text = format!("left out: the samples have more than {MOST} fields that no table has");
        ledger.decide(at.line, at.path, text);
        return Vec::new();
    }
    names.into_iter().filter_map(|name| field(name, objects, at, ledger)).collect()
}

fn field(name: &str, objects: &[&Json], at: At<'_>, ledger: &mut Ledger) -> Option<Field> {
    let values: Vec<_> = objects.iter().flat_map(|object| object.all(name)).collect();
    let path = format!("{}.{name}", at.path);
    let at = At { path: &path, ..at };
    let open = ledger.open.len();
    if name.trim().is_empty() || name.chars().any(|letter| letter.is_control() || is_forbidden(letter)) {
        let text = format!("left out: no field can be called `{}`", name.escape_debug());
        ledger.decide(at.line, at.path, text);
        return None;
    }
    let Some((kind, holds)) = shape(name, &values, at, ledger) else {
        if ledger.open.len() == open {
            let text = "left out: the samples have it, but only as nothing, so that its type is open";
            ledger.decide(at.line, &path, text.to_owned());
        }
        return None;
    };
    ledger.guess(at.line, &path, format!("{kind}: only a sample has it"));
    let mut field = Field::inferred(name, at.line, kind, holds);
    if let Some(unit) = unit(name, &values).filter(|_| kind == "int64") {
        field.readings.push(("unit", Value::word(unit)));
        field.inferred.push(("unit", "sample"));
        ledger.guess(
            at.line,
            &path,
            format!("{unit}: called like a time, and its sample is one of our days"),
        );
    }
    Some(field)
}

/// The type that all of the values have.
pub(super) fn shape(
    name: &str,
    values: &[&Json],
    at: At<'_>,
    ledger: &mut Ledger,
) -> Option<(&'static str, Holds)> {
    let some: Vec<_> = values.iter().copied().filter(|value| **value != Json::Null).collect();
    let first = *some.first()?;
    let is_alike = |value: &&Json| std::mem::discriminant(*value) == std::mem::discriminant(first);
    if !some.iter().all(is_alike) {
        let text = "left out: the samples have it with several types";
        ledger.decide(at.line, at.path, text.to_owned());
        return None;
    }
    match first {
        Json::Null => None,
        Json::Bool => Some(("bool", Holds::Nothing)),
        Json::Text(_) => Some(("string", Holds::Nothing)),
        Json::Number(_) if some.iter().any(|value| is_too_long(value)) => {
            let text = "left out: the samples have an integer of more than 64 bits";
            ledger.decide(at.line, at.path, text.to_owned());
            None
        }
        Json::Number(_) => Some((number(name, &some), Holds::Nothing)),
        Json::Object(_) if is_map(&some) => {
            let held: Vec<_> = some.iter().flat_map(|value| held(value)).collect();
            let (kind, holds) = shape(name, &held, at, ledger)?;
            Some(("map", Holds::Item(kind, Box::new(holds))))
        }
        Json::Object(_) => {
            let fields = fields(&some, &[], at, ledger);
            (!fields.is_empty()).then_some(("struct", Holds::Fields(fields)))
        }
        Json::List(_) => {
            let items: Vec<_> = some.iter().flat_map(|value| items(value)).collect();
            let (kind, holds) = shape(name, &items, at, ledger)?;
            Some(("list", Holds::Item(kind, Box::new(holds))))
        }
    }
}

/// Whether objects have keys that name no field: numbers, or words that are not ASCII.
fn is_map(objects: &[&Json]) -> bool {
    let is_name = |key: &str| key.is_ascii() && !key.starts_with(|first: char| first.is_ascii_digit());
    let keys = objects
        .iter()
        .filter_map(|object| if let Json::Object(entries) = object { Some(entries) } else { None });
    let mut keys = keys.flatten().map(|(key, _)| key.as_str()).peekable();
    keys.peek().is_some() && keys.all(|key| !is_name(key))
}

/// What an object holds, whatever its keys.
pub(super) fn held(value: &Json) -> Vec<&Json> {
    match value {
        Json::Object(entries) => entries.iter().map(|(_, value)| value).collect(),
        _ => Vec::new(),
    }
}

/// What a list holds.
pub(super) fn items(value: &Json) -> &[Json] {
    if let Json::List(items) = value { items } else { &[] }
}

/// Whether a value is an integer that none of the language's types holds.
fn is_too_long(value: &Json) -> bool {
    let Json::Number(digits) = value else { return false };
    let bare = digits.trim_start_matches('-');
    bare.chars().all(|digit| digit.is_ascii_digit()) && digits.parse::<i64>().is_err()
}

/// A small number may be a decimal elsewhere: nothing is concluded from it, unless it is a code. One of many digits is an id or a time.
fn number(name: &str, values: &[&Json]) -> &'static str {
    let digits: Vec<_> = values
        .iter()
        .filter_map(|value| if let Json::Number(digits) = value { Some(digits.as_str()) } else { None })
        .collect();
    let is_integer = |digits: &&str| digits.parse::<i64>().is_ok();
    let name = name.to_ascii_lowercase();
    let is_code = ["code", "errno", "err_no"].iter().any(|end| name.ends_with(end));
    if digits.iter().all(is_integer) {
        let is_long = digits.iter().any(|digits| digits.trim_start_matches('-').len() >= 10);
        if is_code || is_long { "int64" } else { "number" }
    } else if digits.iter().any(is_integer) {
        "number"
    } else {
        "double"
    }
}

/// What a time counts, where its samples are times of our days.
fn unit(name: &str, values: &[&Json]) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let is_time = name == "now" || ["time", "timestamp", "_at", "_ts"].iter().any(|end| name.ends_with(end));
    let number = |value: &&Json| match value {
        Json::Number(digits) => digits.parse::<i64>().ok(),
        _ => None,
    };
    let numbers: Vec<i64> = values.iter().map(number).collect::<Option<_>>()?;
    // From 2001 to 2100.
    let all = |factor: i64| {
        numbers.iter().all(|number| (1_000_000_000..4_102_444_800).contains(&(number / factor)))
    };
    if !is_time || numbers.is_empty() {
        None
    } else if all(1) {
        Some("seconds")
    } else if all(1000) {
        Some("milliseconds")
    } else {
        None
    }
}
