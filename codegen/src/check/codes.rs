//! The page's error rows and what is decided about their codes in, codes with names out.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Code, ErrorRow};
use crate::diagnostic::{Diagnostic, Problems, Rule};
use crate::ident::Name;
use crate::spec::{self, ErrorDecision, Spec};

pub(super) fn check(spec: &Spec, problems: &mut Problems) -> Vec<Code> {
    let decisions = &spec.decisions.errors.0;
    let file = spec.place.file;
    let rows_are_whole = !problems.partly_lost(file, "errors") && !problems.lost(file, &["page", "errors"]);
    for (code, _) in decisions {
        if rows_are_whole && !spec.page.errors.iter().any(|row| row.code.value == code.value) {
            problems.push(
                Diagnostic::new(
                    Rule::StaleDecision,
                    code.span,
                    format!("the page has no code {}", code.value),
                )
                .with_help("correct the code, or remove the decision"),
            );
        }
    }
    let mut codes: Vec<Code> = Vec::new();
    let mut names = BTreeMap::new();
    let mut undecided = BTreeSet::new();
    for row in &spec.page.errors {
        let checked = row_of(row, problems);
        if let Some(code) = codes.iter_mut().find(|code| code.number == row.code.value) {
            code.rows.extend(checked);
            continue;
        }
        let Some((_, decision)) = decisions.iter().find(|(code, _)| code.value == row.code.value) else {
            let is_certain = !problems.lost(file, &["decisions", "errors", &row.code.value.to_string()]);
            if is_certain && undecided.insert(row.code.value) {
                report_undecided(row, problems);
            }
            continue;
        };
        let Some(variant) = variant(decision, problems) else {
            continue;
        };
        if let Some(first) = names.insert(variant.clone(), decision.name.span) {
            problems.push(
                Diagnostic::new(
                    Rule::NameClash,
                    decision.name.span,
                    format!("two codes make the variant `{}`", variant.text()),
                )
                .with_related(first, "the other")
                .with_help("codes with one text need several names: say what differs"),
            );
        }
        codes.push(Code {
            number: row.code.value,
            variant,
            action: decision.action,
            effect: decision.effect,
            rows: checked.into_iter().collect(),
        });
    }
    codes
}

fn row_of(row: &spec::ErrorRow, problems: &mut Problems) -> Option<ErrorRow> {
    let status = u16::try_from(row.status.value).ok().filter(|status| (100..600).contains(status));
    if status.is_none() {
        problems.push(
            Diagnostic::new(Rule::ImpossibleConstraint, row.status.span, "this is no HTTP status")
                .with_help("write a number from 100 to 599"),
        );
    }
    status.map(|status| ErrorRow { status, text: row.text.clone(), advice: row.advice.clone() })
}

fn report_undecided(row: &spec::ErrorRow, problems: &mut Problems) {
    let code = row.code.value;
    problems.push(
        Diagnostic::new(
            Rule::UndecidedCode,
            row.code.span,
            format!("nothing is decided about the code {code}"),
        )
        .with_help(format!("add under `decisions.errors`: `{code}: {{ name: …, action: …, effect: … }}`")),
    );
}

fn variant(decision: &ErrorDecision, problems: &mut Problems) -> Option<Name> {
    // `Unknown` stands for every code that the page does not have.
    let name = Name::variant(&decision.name.value).filter(|name| name.text() != "Unknown");
    if name.is_none() {
        let message = format!("`{}` makes no variant's name", decision.name.value);
        problems.push(Diagnostic::new(Rule::UnusableName, decision.name.span, message).with_help(
            "write snake case, no word of Rust's, and not `unknown`, which means a code that no page has",
        ));
    }
    name
}
