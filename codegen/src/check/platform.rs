//! Hosts, token kinds, envelopes and shared types.

use crate::api::{Envelope, Host, SharedType, Token};
use crate::diagnostic::{Diagnostic, FileId, Problems, Rule, suggest};
use crate::ident::Name;
use crate::parse::Spanned;
use crate::source::PLATFORM;
use crate::spec::Platform;

use super::{envelope, structs, token, url};

/// What the platform declares, checked.
#[derive(Default)]
pub(super) struct Declared {
    /// Absent where nothing could be read: then nobody can say what is not declared.
    file: Option<FileId>,
    pub(super) hosts: Vec<Host>,
    pub(super) tokens: Vec<Token>,
    pub(super) envelopes: Vec<Envelope>,
    pub(super) types: Vec<SharedType>,
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
        let place = token::place(name, token, problems);
        let constant = constant(name, "TOKEN", problems);
        if place.is_none() {
            problems.lose(name.span.file, &name.value);
        }
        declared.tokens.extend(constant.zip(place).map(|(constant, place)| Token {
            name: name.value.clone(),
            constant,
            place,
            doc: token.doc.clone(),
        }));
    }
    for (name, one) in declarations.envelopes.iter().flat_map(|envelopes| &envelopes.0) {
        declared.envelopes.extend(
            constant(name, "ENVELOPE", problems)
                .map(|constant| envelope::check(name, constant, one, problems)),
        );
    }
    structs::types(&mut declared, &declarations.types, &declarations.fields, problems);
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

    pub(super) fn shared_type(&self, name: &Spanned<String>, problems: &mut Problems) -> Option<&SharedType> {
        self.resolve("types", &self.types, |one| one.name.text(), name, problems)
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
            let help = if problems.are_many() {
                format!("see what {PLATFORM} declares")
            } else {
                suggest(&name.value, &known, |all| {
                    let more = if problems.partly_lost(file, key) { ", and what is wrong there" } else { "" };
                    format!("{PLATFORM} declares {all}{more}")
                })
            };
            let message = format!("nothing under `{key}` is called `{}`", name.value);
            problems.push(Diagnostic::new(Rule::UnknownReference, name.span, message).with_help(help));
        }
        found
    }
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
