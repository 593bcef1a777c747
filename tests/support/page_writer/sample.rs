//! A spec → the samples of its page: its own, or some made of its fields, the same each time.

use serde_yaml::{Mapping, Number, Value};

use super::fields::{Field, listed, text};

/// A text of JSON.
pub enum Sample {
    /// The spec's own, letter by letter.
    Own(String),
    Made(Value),
}

impl Sample {
    /// As requests stand on a page.
    pub fn compact(&self) -> String {
        match self {
            Self::Own(text) => text.clone(),
            Self::Made(value) => serde_json::to_string(value).expect("it is JSON"),
        }
    }

    /// As replies stand on a page: what had been on several lines, on one.
    pub fn in_one_line(&self) -> String {
        match self {
            Self::Own(text) => text.clone(),
            Self::Made(_) => self.in_lines().lines().map(str::trim).collect::<Vec<_>>().join(" "),
        }
    }

    /// As both stand on an older page.
    pub fn in_lines(&self) -> String {
        match self {
            Self::Own(text) => text.clone(),
            Self::Made(value) => serde_json::to_string_pretty(value).expect("it is JSON"),
        }
    }
}

/// The samples of replies, the successful one first. There is none where the reply is a file.
pub fn replies(spec: &Value) -> Vec<Sample> {
    let page = &spec["page"];
    let own = page["examples"]["responses"].as_sequence().into_iter().flatten();
    let own: Vec<_> = own.map(|example| Sample::Own(text(&example["body"]))).collect();
    match (own.is_empty(), page.get("reply").and_then(Value::as_str)) {
        (false, _) => own,
        (true, Some("binary")) => Vec::new(),
        _ => vec![Sample::Made(of_all(&listed(spec, "response")))],
    }
}

/// An object of all these fields, but for those that are known from elsewhere and on no page.
pub fn of_all(fields: &[Field<'_>]) -> Value {
    let there = |field: &&Field<'_>| field.origin("field").is_none_or(|origin| origin == "sample");
    let entries = fields
        .iter()
        .filter(there)
        .map(|field| (Value::from(field.name.as_str()), of(&field.path, field.value)));
    Value::Mapping(entries.collect::<Mapping>())
}

/// A value of this type. What is in it has a path below this one.
pub fn of(path: &str, field: &Value) -> Value {
    let below = |key: &str| of(&format!("{path}.{key}"), &field[key]);
    match field["type"].as_str().expect("a field has a type") {
        "struct" => {
            let field = Field { path: path.to_owned(), name: String::new(), value: field, depth: 0 };
            of_all(&field.fields())
        }
        "list" => Value::Sequence(vec![below("items")]),
        "map" => Value::Mapping([(Value::from("key1"), below("values"))].into_iter().collect()),
        "json" => Value::from(serde_json::to_string(&below("content")).expect("it is JSON")),
        kind => scalar(path, kind, given(field).as_deref()),
    }
}

/// A value that the spec has for the field.
fn given(field: &Value) -> Option<String> {
    let said = ["fixed", "sample"].into_iter().find_map(|key| field.get(key));
    let listed = || field.get("enum").and_then(Value::as_mapping).and_then(|values| values.keys().next());
    said.or_else(listed).map(text)
}

fn scalar(path: &str, kind: &str, given: Option<&str>) -> Value {
    let number = hash(path);
    match kind {
        "bool" => Value::from(given.map_or(number.is_multiple_of(2), |given| given == "true")),
        // As large as those of the vendor's samples.
        "int64" => Value::from(integer(given).unwrap_or((number >> 1).cast_signed())),
        "int32" | "number" => {
            Value::from(integer(given).unwrap_or_else(|| i64::try_from(number % 1000).expect("it is small")))
        }
        "double" => {
            let given = given.and_then(|given| given.parse().ok());
            let made = f64::from(u16::try_from(number % 1000).expect("it is small")) + 0.5;
            Value::Number(Number::from(given.unwrap_or(made)))
        }
        _ => Value::from(given.map_or_else(|| letters(number), str::to_owned)),
    }
}

fn integer(given: Option<&str>) -> Option<i64> {
    given.and_then(|given| given.parse().ok())
}

/// Ten letters and digits, as in the vendor's samples, the first of them a letter.
fn letters(mut number: u64) -> String {
    const ALL: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let mut letters = String::new();
    for at in 0..10 {
        let choice = if at == 0 { 52 } else { ALL.len() as u64 };
        letters.push(char::from(ALL[usize::try_from(number % choice).expect("it is small")]));
        number /= choice;
    }
    letters
}

/// FNV-1a, with the last bits mixed into the first.
fn hash(text: &str) -> u64 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
