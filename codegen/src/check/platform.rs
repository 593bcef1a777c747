//! Hosts, token kinds and envelopes.

use crate::api::{Envelope, Host, Token};
use crate::diagnostic::{Diagnostic, FileId, Problems, Rule, suggest};
use crate::ident::Name;
use crate::parse::Spanned;
use crate::source::PLATFORM;
use crate::spec::{self, Platform, Success};

use super::{headers, url};

/// What the platform declares, checked.
#[derive(Default)]
pub(super) struct Declared {
    /// Absent where nothing could be read: then nobody can say what is not declared.
    file: Option<FileId>,
    pub(super) hosts: Vec<Host>,
    pub(super) tokens: Vec<Token>,
    pub(super) envelopes: Vec<Envelope>,
}

pub(super) fn check(platform: Option<&Platform>, problems: &mut Problems) -> Declared {
    let Some(Platform { file, declarations }) = platform else { return Declared::default() };
    let mut declared = Declared { file: Some(*file), ..Declared::default() };
    for (name, host) in declarations.hosts.iter().flat_map(|hosts| &hosts.0) {
        url::host(&host.url, problems);
        declared.hosts.extend(constant(name, "HOST", problems).map(|constant| Host {
            name: name.value.clone(),
            constant,
            url: host.url.value.clone(),
            doc: host.doc.clone(),
        }));
    }
    for (name, token) in &declarations.tokens.0 {
        headers::name(&token.header, problems);
        headers::not_the_bodys(&token.header, problems);
        declared.tokens.extend(constant(name, "TOKEN", problems).map(|constant| Token {
            name: name.value.clone(),
            constant,
            header: token.header.value.clone(),
            doc: token.doc.clone(),
        }));
    }
    for (name, one) in declarations.envelopes.iter().flat_map(|envelopes| &envelopes.0) {
        declared.envelopes.extend(
            constant(name, "ENVELOPE", problems).map(|constant| envelope(name, constant, one, problems)),
        );
    }
    declared
}

impl Declared {
    pub(super) fn host(&self, name: &Spanned<String>, problems: &mut Problems) -> Option<&Host> {
        self.resolve("hosts", &self.hosts, |host| &host.name, name, problems)
    }

    pub(super) fn token(&self, name: &Spanned<String>, problems: &mut Problems) -> Option<&Token> {
        self.resolve("tokens", &self.tokens, |token| &token.name, name, problems)
    }

    pub(super) fn envelope(&self, name: &Spanned<String>, problems: &mut Problems) -> Option<&Envelope> {
        self.resolve("envelopes", &self.envelopes, |envelope| &envelope.name, name, problems)
    }

    /// What a name refers to, or a report of what it could have meant.
    fn resolve<'d, T>(
        &self,
        key: &str,
        declared: &'d [T],
        name_of: impl Fn(&T) -> &str,
        name: &Spanned<String>,
        problems: &mut Problems,
    ) -> Option<&'d T> {
        let found = declared.iter().find(|one| name_of(one) == name.value);
        let certain = self.file.filter(|file| !problems.lost(*file, &[key, &name.value]));
        if let Some(file) = certain.filter(|_| found.is_none()) {
            let known: Vec<_> = declared.iter().map(name_of).collect();
            let help = suggest(&name.value, &known, |all| {
                let more = if problems.partly_lost(file, key) { ", and what is wrong there" } else { "" };
                format!("{PLATFORM} declares {all}{more}")
            });
            let message = format!("nothing under `{key}` is called `{}`", name.value);
            problems.push(Diagnostic::new(Rule::UnknownReference, name.span, message).with_help(help));
        }
        found
    }
}

fn envelope(
    name: &Spanned<String>,
    constant: Name,
    envelope: &spec::Envelope,
    problems: &mut Problems,
) -> Envelope {
    let spec::Envelope { doc, codes, success, messages, sub_codes, sub_messages, log_ids } = envelope;
    let by_status = success.as_ref().filter(|success| success.value == Success::Status);
    if let Some(success) = by_status.filter(|_| !codes.is_empty()) {
        let message = "a reply that has a code is no success by its status alone";
        let problem = Diagnostic::new(Rule::ImpossibleConstraint, success.span, message);
        problems.push(problem.with_help("remove `success: status`, or leave `codes` empty"));
    }
    if codes.is_empty() && by_status.is_none() && !problems.partly_lost(name.span.file, "codes") {
        let message = "without a code no reply can be told a success";
        problems.push(
            Diagnostic::new(Rule::ImpossibleConstraint, name.span, message)
                .with_help("add a path to `codes`, or `success: status` where the platform sends none"),
        );
    }
    let all: Vec<_> = [codes, messages, sub_codes, sub_messages, log_ids].into_iter().flatten().collect();
    for path in &all {
        usable_path(path, &all, problems);
    }
    let [codes, messages, sub_codes, sub_messages, log_ids] =
        [codes, messages, sub_codes, sub_messages, log_ids].map(|paths| parts(paths));
    Envelope {
        name: name.value.clone(),
        constant,
        doc: doc.clone(),
        codes,
        messages,
        sub_codes,
        sub_messages,
        log_ids,
    }
}

fn usable_path(path: &Spanned<String>, all: &[&Spanned<String>], problems: &mut Problems) {
    if path.value.split('.').any(str::is_empty) {
        problems.push(
            Diagnostic::new(Rule::UnusableName, path.span, format!("`{}` is no path", path.value))
                .with_help("join the names of the fields with `.`: `data.error_code`"),
        );
    }
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

/// Each path as its parts.
fn parts(paths: &[Spanned<String>]) -> Vec<Vec<String>> {
    paths.iter().map(|path| path.value.split('.').map(str::to_owned).collect()).collect()
}

fn constant(name: &Spanned<String>, kind: &'static str, problems: &mut Problems) -> Option<Name> {
    let constant = Name::constant(&name.value, kind);
    if constant.is_none() {
        problems.lose(name.span.file, &name.value);
        problems.push(
            Diagnostic::new(Rule::UnusableName, name.span, format!("`{}` makes no Rust name", name.value))
                .with_help("write it in snake case"),
        );
    }
    constant
}
