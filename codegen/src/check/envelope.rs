//! An envelope as it is declared in, where a reply says what happened out.

use crate::api::Envelope;
use crate::diagnostic::{Diagnostic, Problems, Rule};
use crate::ident::Name;
use crate::parse::Spanned;
use crate::spec::{self, Success};

use super::headers;

/// The most paths that the runtime looks for, which keeps them as the bits of a word.
const PATHS: usize = 64;

pub(super) fn check(
    name: &Spanned<String>,
    constant: Name,
    envelope: &spec::Envelope,
    problems: &mut Problems,
) -> Envelope {
    success(name, envelope, problems);
    let spec::Envelope { codes, optional_codes, messages, sub_codes, sub_messages, log_ids, .. } = envelope;
    let groups = [codes, optional_codes, messages, sub_codes, sub_messages, log_ids];
    let all: Vec<_> = groups.into_iter().flatten().collect();
    if all.len() + usize::from(envelope.payload.is_some()) > PATHS {
        let message = format!("an envelope has at most {PATHS} paths");
        let problem = Diagnostic::new(Rule::ImpossibleConstraint, name.span, message);
        problems.push(problem.with_help("keep those that some endpoint's replies have"));
    }
    for path in &all {
        usable_path(path, problems);
        ends_there(path, &all, problems);
    }
    if let Some(payload) = &envelope.payload {
        usable_path(payload, problems);
    }
    if let Some(header) = &envelope.log_id_header {
        headers::name(header, problems);
    }
    let [codes, optional_codes, messages, sub_codes, sub_messages, log_ids] =
        groups.map(|paths| paths.iter().map(parts).collect());
    Envelope {
        name: name.value.clone(),
        constant,
        doc: envelope.doc.clone(),
        codes,
        optional_codes,
        ok: numbers(envelope.ok.as_ref()),
        payload: envelope.payload.as_ref().map(parts),
        messages,
        sub_codes,
        sub_messages,
        log_ids,
        log_id_header: envelope.log_id_header.as_ref().map(|header| header.value.clone()),
    }
}

/// What says that a call succeeded must be able to say so, and that it did not.
fn success(name: &Spanned<String>, envelope: &spec::Envelope, problems: &mut Problems) {
    let spec::Envelope { codes, optional_codes, ok, success, .. } = envelope;
    let mut impossible = |span, message: &str, help: &str| {
        problems.push(Diagnostic::new(Rule::ImpossibleConstraint, span, message).with_help(help));
    };
    let by_status = success.as_ref().filter(|success| success.value == Success::Status);
    if let Some(success) = by_status.filter(|_| !codes.is_empty()) {
        let message = "a reply that has a code is no success by its status alone";
        impossible(success.span, message, "remove `success: status`, or leave `codes` empty");
    }
    if let Some(ok) = ok.as_ref().filter(|ok| ok.value.is_empty()) {
        let message = "without a code of success no reply can be told a success";
        impossible(ok.span, message, "name the codes of success, or remove `ok`: then it is 0");
    }
    for twice in optional_codes.iter().filter(|path| codes.contains(path)) {
        let message = format!("the code at `{}` cannot be both needed and optional", twice.value);
        impossible(twice.span, &message, "keep it under `codes`, or under `optional_codes`");
    }
    if problems.partly_lost(name.span.file, "codes") || problems.partly_lost(name.span.file, "optional_codes")
    {
        return;
    }
    let mut impossible = |span, message: &str, help: &str| {
        problems.push(Diagnostic::new(Rule::ImpossibleConstraint, span, message).with_help(help));
    };
    if codes.is_empty() && by_status.is_none() {
        let message = "without a code no reply can be told a success";
        let help = "add a path to `codes`, or `success: status` where a success has none";
        impossible(name.span, message, help);
    }
    if let Some(ok) = ok.as_ref().filter(|_| codes.is_empty() && optional_codes.is_empty()) {
        let message = "this envelope has no code that this could be about";
        impossible(ok.span, message, "remove `ok`, or say where the code is");
    }
}

/// The codes that mean success.
pub(super) fn numbers(ok: Option<&Spanned<Vec<Spanned<i64>>>>) -> Vec<i64> {
    ok.map_or_else(|| vec![0], |ok| ok.value.iter().map(|code| code.value).collect())
}

fn usable_path(path: &Spanned<String>, problems: &mut Problems) {
    if path.value.split('.').any(str::is_empty) {
        problems.push(
            Diagnostic::new(Rule::UnusableName, path.span, format!("`{}` is no path", path.value))
                .with_help("join the names of the fields with `.`: `data.error_code`"),
        );
    }
}

/// Reports a path that leads through a value.
fn ends_there(path: &Spanned<String>, all: &[&Spanned<String>], problems: &mut Problems) {
    let is_below = |other: &&&Spanned<String>| {
        other.value.strip_prefix(path.value.as_str()).is_some_and(|rest| rest.starts_with('.'))
    };
    if let Some(below) = all.iter().find(is_below) {
        let message = format!("`{}` cannot hold a value and have a path below it", path.value);
        problems.push(
            Diagnostic::new(Rule::ImpossibleConstraint, path.span, message)
                .with_related(below.span, "the path below it")
                .with_help("remove one of the two"),
        );
    }
}

/// A path as its parts.
fn parts(path: &Spanned<String>) -> Vec<String> {
    path.value.split('.').map(str::to_owned).collect()
}
