//! Envelopes: where a reply says whether the platform did what it was asked. Declared as data, read by one reader.

use std::fmt;

use serde::Deserialize as _;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::json::{canonical, describe};

/// Paths into a reply's body.
pub type Paths = &'static [&'static [&'static str]];

/// Where a reply says what happened. A call succeeded only if every code is there and 0; otherwise the code that is
/// least certain tells.
#[derive(Debug)]
pub struct Envelope {
    /// The name in the specs.
    pub name: &'static str,
    /// The codes.
    pub codes: Paths,
    /// The messages, the most telling first.
    pub messages: Paths,
    /// Codes that tell more.
    pub sub_codes: Paths,
    /// Messages that tell more.
    pub sub_messages: Paths,
    /// The platform's ids of the call.
    pub log_ids: Paths,
}

/// What a body says through its envelope.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Signals {
    /// For each of the envelope's codes, in order.
    pub(crate) codes: Vec<Option<i64>>,
    pub(crate) message: Option<String>,
    pub(crate) sub_code: Option<i64>,
    pub(crate) sub_message: Option<String>,
    pub(crate) log_id: Option<String>,
}

impl Envelope {
    /// Reads what a body says. Beside it stands why the body is no envelope, if it is none: it must be one JSON object,
    /// with each signal at most once. What was found before that is kept, the log id above all.
    pub(crate) fn read(&self, body: &[u8]) -> (Signals, Result<(), String>) {
        let groups = [self.codes, self.messages, self.sub_codes, self.sub_messages, self.log_ids];
        let paths: Vec<_> = groups.into_iter().flatten().copied().collect();
        let mut found = vec![None; paths.len()];

        let wanted = paths.iter().copied().enumerate().collect();
        let mut deserializer = serde_json::Deserializer::from_slice(body);
        let walked = Level { wanted, found: &mut found }.deserialize(&mut deserializer);
        let walked = walked.and_then(|()| deserializer.end()).map_err(|error| describe(&error));

        let mut found = found.into_iter();
        let mut next = |paths: Paths| found.by_ref().take(paths.len()).collect::<Vec<_>>();
        let [codes, messages, sub_codes, sub_messages, log_ids] = groups.map(&mut next);
        let codes: Vec<_> = codes.into_iter().map(Signal::code).collect();
        let whole = codes.iter().find_map(|code| code.clone().err()).map_or(walked, Err);
        let signals = Signals {
            codes: codes.into_iter().map(|code| code.ok().flatten()).collect(),
            message: first_text(messages),
            sub_code: sub_codes.into_iter().find_map(|signal| Signal::code(signal).ok().flatten()),
            sub_message: first_text(sub_messages),
            log_id: first_text(log_ids),
        };
        (signals, whole)
    }
}

fn first_text(signals: Vec<Option<Signal>>) -> Option<String> {
    signals.into_iter().find_map(|signal| match signal {
        Some(Signal::Text(text)) if !text.is_empty() => Some(text),
        _ => None,
    })
}

/// A value at one of the paths.
#[derive(Clone, Debug)]
enum Signal {
    Integer(i64),
    Text(String),
    Other,
}

impl Signal {
    fn code(signal: Option<Self>) -> Result<Option<i64>, String> {
        let code = match signal {
            None => return Ok(None),
            Some(Self::Integer(code)) => Some(code),
            Some(Self::Text(text)) => canonical(&text),
            Some(Self::Other) => None,
        };
        code.map(Some).ok_or_else(|| "a code is no integer".to_owned())
    }
}

/// An object on the way to some of the paths.
struct Level<'f> {
    /// What is left of each path, with its place among all of them.
    wanted: Vec<(usize, &'static [&'static str])>,
    found: &'f mut Vec<Option<Signal>>,
}

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    /// Nothing is there; whoever needs it will notice.
    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            let under: Vec<_> =
                self.wanted.iter().filter_map(|(slot, path)| below(*slot, path, &key)).collect();
            if under.is_empty() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if seen.contains(&key) {
                return Err(de::Error::custom("a part of the envelope is there twice"));
            }
            seen.push(key);
            if under.iter().any(|(_, rest)| !rest.is_empty()) {
                map.next_value_seed(Level { wanted: under, found: self.found })?;
                continue;
            }
            let signal = map.next_value_seed(Leaf)?;
            for (slot, _) in under {
                self.found[slot].clone_from(&signal);
            }
        }
        Ok(())
    }
}

/// What is left of a path below a key, if it leads there.
fn below(slot: usize, path: &'static [&'static str], key: &str) -> Option<(usize, &'static [&'static str])> {
    let (first, rest) = path.split_first()?;
    (*first == key).then_some((slot, rest))
}

struct Leaf;

impl<'de> DeserializeSeed<'de> for Leaf {
    type Value = Option<Signal>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // As a `Value` a number is a number whatever features of serde_json are on.
        Ok(match Value::deserialize(deserializer)? {
            Value::Null => None,
            Value::Number(number) => Some(number.as_i64().map_or(Signal::Other, Signal::Integer)),
            Value::String(text) => Some(Signal::Text(text)),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => Some(Signal::Other),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Envelope, Signals};

    static BOTH: Envelope = Envelope {
        name: "both",
        codes: &[&["data", "error_code"], &["extra", "error_code"]],
        messages: &[&["data", "description"], &["extra", "description"]],
        sub_codes: &[&["extra", "sub_error_code"]],
        sub_messages: &[&["extra", "sub_description"]],
        log_ids: &[&["extra", "logid"]],
    };

    fn read(body: &str) -> Option<Signals> {
        let (signals, whole) = BOTH.read(body.as_bytes());
        whole.is_ok().then_some(signals)
    }

    #[test]
    fn the_log_id_is_found_in_what_is_no_envelope_otherwise() {
        for body in [
            r#"{"extra":{"logid":"l"},"data":{"error_code":0.5}}"#,
            r#"{"extra":{"logid":"l"},"data":[]}"#,
            r#"{"extra":{"logid":"l"},"extra":{}}"#,
            r#"{"extra":{"logid":"l"},"data":{"err"#,
        ] {
            let (signals, whole) = BOTH.read(body.as_bytes());
            assert!(whole.is_err() && signals.log_id.as_deref() == Some("l"), "{body}");
        }
    }

    #[test]
    fn every_signal_is_found_whatever_stands_around_it() {
        let body = r#"{"x":[{"data":1}],"data":{"error_code":"-7","list":[{"error_code":3}],"description":""},
            "extra":{"logid":"l","error_code":0,"description":"why","sub_error_code":9,"sub_description":"more"}}"#;
        let signals = read(body).expect("it is an envelope");
        assert_eq!(signals.codes, [Some(-7), Some(0)]);
        assert_eq!(signals.message.as_deref(), Some("why"));
        assert_eq!((signals.sub_code, signals.sub_message.as_deref()), (Some(9), Some("more")));
        assert_eq!(signals.log_id.as_deref(), Some("l"));
    }

    #[test]
    fn what_is_missing_or_null_is_no_code() {
        for body in ["null", "{}", r#"{"data":null,"extra":{}}"#, r#"{"data":{"error_code":null}}"#] {
            assert_eq!(read(body).map(|signals| signals.codes), Some(vec![None, None]), "{body}");
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_no_envelope() {
        for body in [
            "",
            "[]",
            "0",
            "<html>",
            r#"{"data":{"error_code":0}"#,
            r#"{"data":[0],"extra":{"error_code":0}}"#,
            r#"{"data":{"error_code":0.0}}"#,
            r#"{"data":{"error_code":"00"}}"#,
            r#"{"data":{"error_code":true}}"#,
            r#"{"data":{"error_code":[0]}}"#,
            r#"{"data":{"error_code":0,"error_code":1}}"#,
            r#"{"data":{"error_code":null,"error_code":0}}"#,
            r#"{"data":{},"data":{"error_code":0}}"#,
            r#"{"data":{"error_code":9223372036854775808}}"#,
            r#"{"data":{"error_code":0}} {}"#,
        ] {
            assert!(read(body).is_none(), "{body}");
        }
    }
}
