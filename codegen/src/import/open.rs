//! A spec and its page in, what people have not decided yet out: what `lint` names, too.

use super::change::Told;
use super::decided;
use super::places;
use crate::page::value::{Map, Value, get};
use crate::yaml::Node;

/// Tells what `decisions:` lacks.
pub(super) fn tell(spec: &Node, page: &Map, platform: Option<&Value>, told: &mut Told) {
    let decisions = spec.entry("decisions");
    let has = |key: &str| decisions.and_then(|entry| entry.node.entry(key));
    if has("envelope").is_none() {
        let span = decisions.map_or(spec.span, |entry| entry.key_span);
        told.decide("decisions.envelope", decided::where_codes_are(platform), span);
    }
    let decided = has("errors").map(|entry| &entry.node);
    let mut codes: Vec<&str> = Vec::new();
    for row in get(page, "errors").map(Value::items).unwrap_or_default() {
        let code = row.text_of("code").unwrap_or_default();
        if codes.contains(&code) || decided.is_some_and(|decided| decided.entry(code).is_some()) {
            continue;
        }
        codes.push(code);
        let span = places::at(spec, &format!("errors.{code}"));
        told.decide(&format!("decisions.errors.{code}"), "its name, action and effect", span);
    }
}
