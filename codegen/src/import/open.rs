//! A spec and its page in, what people have not decided yet out: what generation needs and `lint` names, too; what a page
//! hints at; and what a comment of the spec still calls open.

use super::asked::{self, Question};
use super::change::Told;
use super::pairs::Pairs;
use super::{comments, decided, places};
use crate::diagnostic::Span;
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

/// The codes and the envelope have comments of their own, and are told as long as they are missing.
const TOLD: [&str; 3] = ["`errors:`", "`envelope: ", "a line for each of these codes"];

/// Asks what a page hints at.
pub(super) fn ask(spec: &Node, question: &Question, told: &mut Told) {
    let span = places::at(spec, &question.about);
    told.ask(&question.decision, &question.about, question.text.as_str(), span);
}

/// Asks what is new on the page: what has been asked before was answered, or is a comment yet.
pub(super) fn ask_anew(spec: &Node, page: &Map, pairs: &Pairs, told: &mut Told) {
    let Some(old) = spec.entry("page").map(|entry| Value::of(&entry.node)) else { return };
    let decisions = spec.entry("decisions").map(|entry| Value::of(&entry.node));
    let old = asked::of(old.entries());
    let was_asked = |question: &Question| {
        old.iter().any(|old| {
            let about = pairs.new_of(&old.about).unwrap_or(&old.about);
            about == question.about && old.key() == question.key()
        })
    };
    for question in asked::of(page) {
        if !was_asked(&question) && !question.is_answered(decisions.as_ref()) {
            ask(spec, &question, told);
        }
    }
}

/// Tells what comments of a spec still call open, and nothing decides.
pub(super) fn still(text: &str, spec: &Node, told: &mut Told) {
    let page = spec.entry("page").map_or(Value::Map(Vec::new()), |entry| Value::of(&entry.node));
    let decisions = spec.entry("decisions").map(|entry| Value::of(&entry.node));
    let asked = asked::of(page.entries());
    for comment in comments::all(text, spec) {
        let Some(open) = comment.text.strip_prefix("# Open:").map(str::trim) else { continue };
        // What the page does not say is told of each reading.
        if open.starts_with("`page.") {
            told.has_open_comment = true;
            continue;
        }
        let question = asked.iter().find(|question| question.comment() == comment.text);
        let is_answered = question.is_some_and(|question| question.is_answered(decisions.as_ref()));
        if is_answered || TOLD.iter().any(|told| open.starts_with(told)) {
            continue;
        }
        let end = comment.start + comment.text.len();
        let span = Span { file: spec.span.file, start: comment.start, end };
        let (path, open) =
            question.map_or(("decisions", open), |question| (&*question.decision, &*question.text));
        told.decide(path, format!("still open: {open}"), span);
    }
}
