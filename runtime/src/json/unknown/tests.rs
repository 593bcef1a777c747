//! What is told of a body, and what is not.

use super::{MOST_CHARACTERS, MOST_PATHS, Unknowns, unknowns};
use crate::redact::Sensitive;
use crate::{DecodeObject, JsonText, Map, SecretString, Slot};

#[derive(Debug)]
#[allow(dead_code, reason = "as in generated code, which is read by others")]
enum State {
    Open,
    Unknown(i64),
}

impl State {
    fn value(&self) -> i64 {
        match self {
            Self::Open => 1,
            Self::Unknown(value) => *value,
        }
    }
}

impl From<i64> for State {
    fn from(value: i64) -> Self {
        if value == 1 { Self::Open } else { Self::Unknown(value) }
    }
}

crate::integer_enum!(State);

#[derive(Debug)]
enum Mark {
    New,
    Unknown(String),
}

impl Mark {
    fn value(&self) -> &str {
        match self {
            Self::New => "new",
            Self::Unknown(value) => value,
        }
    }
}

impl From<String> for Mark {
    fn from(value: String) -> Self {
        if value == "new" { Self::New } else { Self::Unknown(value) }
    }
}

crate::text_enum!(Mark);

#[derive(Default)]
struct Outer {
    grid: Vec<Vec<Inner>>,
    by_name: Map<Inner>,
    inner: Option<Inner>,
    text: Option<JsonText<Vec<Inner>>>,
    secret: Option<SecretString>,
    decimals: Vec<f64>,
}

impl DecodeObject for Outer {
    fn field(&mut self, name: &str) -> Option<&mut dyn Slot> {
        Some(match name {
            "grid" => &mut self.grid,
            "by_name" => &mut self.by_name,
            "inner" => &mut self.inner,
            "text" => &mut self.text,
            "secret" => &mut self.secret,
            "decimals" => &mut self.decimals,
            _ => return None,
        })
    }
}

#[derive(Default)]
struct Inner {
    state: Option<State>,
    marks: Vec<Mark>,
}

impl DecodeObject for Inner {
    fn field(&mut self, name: &str) -> Option<&mut dyn Slot> {
        match name {
            "state" => Some(&mut self.state),
            "marks" => Some(&mut self.marks),
            _ => None,
        }
    }
}

fn of(body: &str) -> Unknowns {
    let known: [&[&str]; 3] = [&["head", "code"], &["log"], &["inner", "code"]];
    let sensitive = Sensitive::new(["clt.canary".into()]);
    unknowns(body.as_bytes(), known.to_vec(), &sensitive, &mut Outer::default())
}

fn fields(body: &str) -> Vec<String> {
    of(body).fields.into_iter().collect()
}

fn values(body: &str) -> Vec<(String, String)> {
    of(body).values.into_iter().collect()
}

#[test]
fn a_path_merges_the_places_of_a_list_and_the_keys_of_a_map() {
    for (body, expected) in [
        (r#"{"new":{"state":1,"deep":2}}"#, "new"),
        (r#"{"grid":[[{}],[{"new":1},{"new":null}]]}"#, "grid[][].new"),
        (r#"{"by_name":{"a":{},"b":{"new":[]},"b":{"new":1}}}"#, "by_name.*.new"),
        (r#"{"inner":{"new":1}}"#, "inner.new"),
        (r#"{"text":"[{\"new\":1}]"}"#, "text[].new"),
    ] {
        assert_eq!(fields(body), [expected], "{body}");
    }
}

#[test]
fn a_value_that_is_not_listed_is_shown_as_it_is_on_the_wire() {
    for (body, path, value) in [
        (r#"{"inner":{"state":9}}"#, "inner.state", "9"),
        (r#"{"inner":{"state":"-9"}}"#, "inner.state", "-9"),
        (r#"{"inner":{"marks":["new","\u65e7","\u65e7"]}}"#, "inner.marks[]", "旧"),
        (r#"{"text":"[{\"state\":2}]"}"#, "text[].state", "2"),
    ] {
        assert_eq!(values(body), [(path.to_owned(), value.to_owned())], "{body}");
        assert!(of(body).fields.is_empty());
    }
}

#[test]
fn what_is_known_is_nothing_new() {
    for body in [
        r#"{"grid":[[{"state":1}],[]],"by_name":{"x":{"marks":["new"]}},"secret":"s","text":"","decimals":[1e999]}"#,
        r#"{"grid":null,"inner":{"state":null,"marks":null},"text":"null","secret":null}"#,
        r#"{"head":{"code":7},"log":{"any":1},"inner":{"code":0}}"#,
    ] {
        let found = of(body);
        assert!(found.fields.is_empty() && found.values.is_empty() && !found.is_cut, "{found:?}");
    }
    assert_eq!(fields(r#"{"head":{"code":7,"more":1}}"#), ["head.more"], "only the code is known there");
}

#[test]
fn another_type_hides_nothing_beside_it() {
    let body = r#"{"grid":7,"secret":[],"inner":{"state":"x","marks":[null,{},"old"],"new":1},"text":"{"}"#;
    assert_eq!(fields(body), ["inner.new"]);
    assert_eq!(values(body), [("inner.marks[]".to_owned(), "old".to_owned())]);
}

#[test]
fn what_is_no_object_has_nothing() {
    let deep = format!("{{\"grid\":{}", "[".repeat(100_000));
    for body in ["", "null", "[{}]", "\"new\"", "<html>", "{\"new\"", &deep] {
        assert!(fields(body).is_empty(), "{body:.20}");
    }
    assert!(
        unknowns(b"{\"\xff\":1}", Vec::new(), &Sensitive::default(), &mut Outer::default()).fields.is_empty()
    );
}

#[test]
fn what_is_told_is_bounded_and_printable() {
    let many: Vec<_> = (0..=MOST_PATHS).map(|number| format!("\"{number}\":0")).collect();
    let found = of(&format!("{{{}}}", many.join(",")));
    assert!(found.is_cut && found.fields.len() == MOST_PATHS);

    let long = "\u{202e}".repeat(MOST_CHARACTERS * 2);
    let body = format!(r#"{{"{long}":0,"inner":{{"marks":["{long}"]}}}}"#);
    let blank = " ".repeat(MOST_CHARACTERS);
    assert_eq!(fields(&body), [&*blank]);
    assert_eq!(values(&body), [("inner.marks[]".to_owned(), blank)]);
}

#[test]
fn what_a_field_holds_is_never_told_and_neither_is_a_token() {
    let body = r#"{"secret":"canary","canaries":"canary","by_name":{"canary":{"new":1}},"grid":"canary"}"#;
    let found = format!("{:?}", of(body));
    assert!(!found.replace("canaries", "").contains("canary"), "{found}");
    let body = r#"{"x-clt.canary":0,"inner":{"marks":["clt.canary"]}}"#;
    assert_eq!(fields(body), ["x-[redacted]"]);
    assert_eq!(values(body), [("inner.marks[]".to_owned(), "[redacted]".to_owned())]);
}
