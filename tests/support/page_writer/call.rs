//! A spec → the sample of a call on its page, for curl.

use serde_yaml::Value;

use super::fields::{Field, listed, text};
use super::{address, sample};

/// The words of a call: what follows the first one stands on lines of its own, or behind `\`.
pub struct Call {
    words: Vec<String>,
    has_body: bool,
}

impl Call {
    /// As on the new pages, where a person's selection has no line breaks of it.
    pub fn in_one_line(&self) -> String {
        // The vendor ends a call without a body like this.
        let end = if self.has_body { "" } else { " \\" };
        format!("{}{end}", self.words.join(" \\ "))
    }

    pub fn in_lines(&self) -> Vec<String> {
        self.words.join(" \\\n").lines().map(str::to_owned).collect()
    }
}

/// The spec's own sample, or one made of its fields.
pub fn of(spec: &Value, platform: &Value) -> Call {
    let page = &spec["page"];
    let own = &page["examples"]["requests"][0];
    let url = own.get("url").map_or_else(|| url(spec, platform), text);
    let mut words = vec![format!("curl --location --request {} '{}'", text(&page["method"]), quoted(&url))];
    words.extend(headers(spec, own).map(|(name, value)| format!("--header '{name}: {}'", quoted(&value))));
    let body = match own.get("body") {
        Some(body) => vec![format!("--data '{}'", quoted(&text(body)))],
        None => body(spec),
    };
    let has_body = !body.is_empty();
    words.extend(body);
    Call { words, has_body }
}

/// A text between single quotes of a shell.
fn quoted(text: &str) -> String {
    text.replace('\'', r"'\''")
}

fn headers(spec: &Value, own: &Value) -> impl Iterator<Item = (String, String)> {
    let own_headers = own.get("headers").and_then(Value::as_mapping);
    let made = listed(spec, "headers").into_iter().map(|field| {
        let value = text(&sample::of(&field.path, field.value));
        (field.name, value)
    });
    match own_headers {
        Some(own) => own.iter().map(|(name, value)| (text(name), text(value))).collect::<Vec<_>>(),
        None => made.collect(),
    }
    .into_iter()
}

fn url(spec: &Value, platform: &Value) -> String {
    let query: Vec<_> = listed(spec, "query").iter().flat_map(parameters).collect();
    let query: Vec<_> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let question = if query.is_empty() { "" } else { "?" };
    format!("{}{question}{}", address(spec, platform), query.join("&"))
}

/// A field of a query or of a form, as often as it stands there.
fn parameters(field: &Field<'_>) -> Vec<(String, String)> {
    let made = sample::of(&field.path, field.value);
    let second = |first: &Value| {
        let second = sample::of(&format!("{}.second", field.path), &field.value["items"]);
        [text(first), text(&second)]
    };
    let one = |name: &str, value: String| vec![(name.to_owned(), value)];
    match (&made, field.value.get("joined").and_then(Value::as_str)) {
        // Two of them, or nobody would see the comma.
        (Value::Sequence(items), Some("comma")) => one(&field.name, second(&items[0]).join(",")),
        (Value::Sequence(items), Some("brackets")) => {
            let name = format!("{}[]", field.name);
            second(&items[0]).map(|item| (name.clone(), item)).into()
        }
        (Value::Sequence(_) | Value::Mapping(_), _) => {
            one(&field.name, serde_json::to_string(&made).expect("it is JSON"))
        }
        _ => one(&field.name, text(&made)),
    }
}

/// The words of a body that is made of the fields.
fn body(spec: &Value) -> Vec<String> {
    let fields = listed(spec, "request");
    match spec["page"].get("body").and_then(Value::as_str) {
        Some("none") => Vec::new(),
        Some("multipart") => fields.iter().flat_map(parts).collect(),
        Some("form") => {
            let pairs = fields.iter().flat_map(parameters);
            pairs.map(|(name, value)| format!("--data-urlencode '{name}={}'", quoted(&value))).collect()
        }
        _ if fields.is_empty() && spec["page"]["method"] == "GET" => Vec::new(),
        _ => {
            let made = sample::Sample::Made(sample::of_all(&fields)).compact();
            vec![format!("--data '{}'", quoted(&made))]
        }
    }
}

/// `--form 'image=@"/path/to/file"'`
fn parts(field: &Field<'_>) -> Vec<String> {
    if field.kind() == "file" {
        return vec![format!("--form '{}=@\"/path/to/file\"'", field.name)];
    }
    let pairs = parameters(field).into_iter();
    pairs
        .map(|(name, value)| format!("--form '{name}=\"{}\"'", quoted(&value.replace('"', r#"\""#))))
        .collect()
}
