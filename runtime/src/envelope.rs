//! Envelopes: where a reply says whether the platform did what it was asked. Declared as data, read by one reader.

use serde::de::DeserializeSeed as _;

mod walk;

use crate::json::describe;
use walk::{Level, Signal};

/// Paths into a reply's body.
pub type Paths = &'static [&'static [&'static str]];

/// Where a reply says what happened. A call succeeded only if every code is there and means success, and so does every
/// optional one that is there; otherwise the code that is least certain tells.
#[derive(Debug)]
pub struct Envelope {
    /// The name in the specs.
    pub name: &'static str,
    /// The codes, each of which must be there.
    pub codes: Paths,
    /// Codes that may be absent.
    pub optional_codes: Paths,
    /// What a code is where it means success.
    pub ok: &'static [i64],
    /// Where the payload is. Where there are no `codes`, only a reply that has one can be a success.
    pub payload: Option<&'static [&'static str]>,
    /// The messages, the most telling first.
    pub messages: Paths,
    /// Codes that tell more.
    pub sub_codes: Paths,
    /// Messages that tell more.
    pub sub_messages: Paths,
    /// The platform's ids of the call.
    pub log_ids: Paths,
    /// The reply's header that has the platform's id of the call, where the body has none.
    pub log_id_header: Option<&'static str>,
}

/// What a body says through its envelope.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Signals {
    /// For each of the envelope's codes, in order.
    pub(crate) codes: Vec<Option<i64>>,
    /// The optional codes that are there.
    pub(crate) optional_codes: Vec<i64>,
    /// Whether a payload is there; nothing was looked for where a code is.
    pub(crate) payload: bool,
    pub(crate) message: Option<String>,
    pub(crate) sub_code: Option<i64>,
    pub(crate) sub_message: Option<String>,
    pub(crate) log_id: Option<String>,
}

impl Envelope {
    /// Every path that the envelope looks at.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &'static [&'static str]> {
        let Self { codes, optional_codes, messages, sub_codes, sub_messages, log_ids, .. } = *self;
        let signals = [codes, optional_codes, messages, sub_codes, sub_messages, log_ids];
        signals.into_iter().flatten().copied().chain(self.payload)
    }

    /// Reads what a body says. Beside it stands why the body is no envelope, if it is none: it must be one JSON object,
    /// with each signal at most once. What was found before that is kept, the log id above all.
    pub(crate) fn read(&self, body: &[u8]) -> (Signals, Result<(), String>) {
        let Self { codes, optional_codes, messages, sub_codes, sub_messages, log_ids, .. } = *self;
        let payload = self.payload.filter(|_| codes.is_empty());
        let groups = [codes, optional_codes, payload.as_slice(), messages, sub_codes, sub_messages, log_ids];
        let paths: Vec<_> = groups.into_iter().flatten().copied().collect();
        let mut found = vec![None; paths.len()];

        let walked = if paths.len() > Level::PATHS {
            Err(format!("the envelope has more than {} paths", Level::PATHS))
        } else {
            let mut deserializer = serde_json::Deserializer::from_slice(body);
            let walked = Level::root(&paths, codes.len(), &mut found).deserialize(&mut deserializer);
            walked.and_then(|()| deserializer.end()).map_err(|error| describe(&error))
        };

        let mut rest = found.as_mut_slice();
        let mut next = |paths: &[_]| rest.split_off_mut(..paths.len()).unwrap_or_default();
        let [codes, optional_codes, payload, messages, sub_codes, sub_messages, log_ids] =
            groups.map(&mut next);
        let code = |signal: &Option<Signal>| Signal::code(signal.as_ref());
        let unreadable = codes.iter().chain(&*optional_codes).find_map(|signal| code(signal).err());
        let readable = |signal: &Option<Signal>| code(signal).ok().flatten();
        let signals = Signals {
            codes: codes.iter().map(readable).collect(),
            optional_codes: optional_codes.iter().filter_map(readable).collect(),
            payload: payload
                .iter()
                .flatten()
                .any(|found| !matches!(found, Signal::Text(text) if text.is_empty())),
            message: first_text(messages),
            sub_code: sub_codes.iter().find_map(readable),
            sub_message: first_text(sub_messages),
            log_id: first_text(log_ids)
                .or_else(|| self.log_id_of_no_envelope(body).filter(|_| walked.is_err())),
        };
        (signals, unreadable.map_or(walked, |why| Err(why.to_owned())))
    }

    /// The platform's id of the call, where something before it ended the walk.
    fn log_id_of_no_envelope(&self, body: &[u8]) -> Option<String> {
        let paths = &self.log_ids[..self.log_ids.len().min(Level::PATHS)];
        let mut found = vec![None; paths.len()];
        let level = Level::lenient(paths, &mut found);
        // What was found before the next mistake counts.
        let _ = level.deserialize(&mut serde_json::Deserializer::from_slice(body));
        first_text(&mut found)
    }
}

fn first_text(signals: &mut [Option<Signal>]) -> Option<String> {
    signals.iter_mut().find_map(|signal| match signal {
        Some(Signal::Text(text)) if !text.is_empty() => Some(std::mem::take(text)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Envelope, Signals};
    use crate::plain::FLAT;

    static BOTH: Envelope = Envelope {
        codes: &[&["data", "error_code"], &["extra", "error_code"]],
        optional_codes: &[&["data", "more", "error_code"]],
        messages: &[&["data", "description"], &["extra", "description"]],
        sub_codes: &[&["extra", "sub_error_code"]],
        sub_messages: &[&["extra", "sub_description"]],
        log_ids: &[&["extra", "logid"]],
        ..FLAT
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
            r#"{"data":[],"extra":{"logid":"l"}}"#,
            r#"{"data":{"error_code":0,"error_code":0},"extra":{"logid":"l"}}"#,
            r#"{"extra":{},"extra":{"logid":"l"}}"#,
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
    fn an_optional_code_may_be_absent_and_must_be_an_integer() {
        let body =
            |more: &str| format!(r#"{{"data":{{"more":{more},"error_code":0}},"extra":{{"error_code":0}}}}"#);
        for more in ["null", "{}", "[]", "[{\"error_code\":1}]", "\"\"", "0", "0.5", "true"] {
            let signals = read(&body(more)).unwrap_or_else(|| panic!("{more} holds no code"));
            assert!(signals.optional_codes.is_empty() && signals.codes == [Some(0), Some(0)], "{more}");
        }
        for more in [r#"{"error_code":7}"#, r#"{"error_code":"7"}"#] {
            assert_eq!(read(&body(more)).map(|signals| signals.optional_codes), Some(vec![7]), "{more}");
        }
        for more in [r#"{"error_code":true}"#, r#"{"error_code":0.0}"#, r#"{"error_code":0,"error_code":0}"#]
        {
            assert!(read(&body(more)).is_none(), "{more}");
        }
    }

    #[test]
    fn a_payload_is_looked_for_where_there_is_no_code() {
        let bare =
            Envelope { codes: &[], optional_codes: &[&["data", "code"]], payload: Some(&["data"]), ..FLAT };
        for (body, there) in [
            ("{}", false),
            (r#"{"data":null}"#, false),
            (r#"{"data":{}}"#, true),
            (r#"{"data":[]}"#, true),
            (r#"{"data":"x"}"#, true),
        ] {
            let (signals, whole) = bare.read(body.as_bytes());
            assert!(whole.is_ok() && signals.payload == there, "{body}");
        }
        assert!(bare.read(b"[]").1.is_err() && bare.read(b"0").1.is_err());
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
