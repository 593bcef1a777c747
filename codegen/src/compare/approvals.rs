//! Changes and the file that approves some of them in, changes that know why they are agreed to out.

use super::change::{Change, Question};
use crate::Report;
use crate::diagnostic::{Diagnostic, Problems, Rule, Span, visible};
use crate::parse::{Parse as _, Spanned};
use crate::source::{Source, Sources};
use crate::spec::{self, Approval, Approved};

/// A file of approvals that can be read, with its text.
pub(crate) struct Approvals {
    sources: Sources,
    read: spec::Approvals,
}

impl Approvals {
    /// Parses a file of approvals.
    pub(crate) fn parse(source: Source) -> Result<Self, Report> {
        let mut problems = Problems::default();
        let sources = Sources::one(source);
        let mut read = None;
        for (file, source) in sources.iter() {
            let root = crate::root(source, file, &mut problems);
            read = root.and_then(|root| spec::Approvals::parse(&root, &mut problems));
        }
        match read.filter(|_| problems.is_empty()) {
            Some(read) => Ok(Self { sources, read }),
            None => Err(Report::new(problems, &sources)),
        }
    }
}

/// Notes the reason of each change that is approved. An entry that approves nothing is a mistake.
pub(crate) fn approve(changes: &mut [Change], approvals: &Approvals) -> Result<(), Report> {
    let mut problems = Problems::default();
    for entry in &approvals.read.approvals {
        if entry.value.reason.value.trim().is_empty() {
            let problem =
                Diagnostic::new(Rule::MissingKey, entry.value.reason.span, "there is no reason here");
            problems.push(problem.with_help("say why the change is agreed to"));
            continue;
        }
        let mut meant =
            changes.iter_mut().filter(|change| mismatch(&entry.value, change).is_none()).peekable();
        if meant.peek().is_none() {
            problems.push(stale(entry, changes));
        } else if meant.all(|change| change.approved.replace(entry.value.reason.value.clone()).is_some()) {
            let problem = Diagnostic::new(Rule::NameClash, entry.span, "this has been approved before");
            problems.push(problem.with_help("keep one of the two entries"));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(Report::new(problems, &approvals.sources)) }
}

/// What of an entry is not what a change is, from the least to the most alike.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
enum Mismatch {
    Place,
    Values,
    Verdicts,
}

fn mismatch(entry: &Approval, change: &Change) -> Option<Mismatch> {
    let text = |text: &Option<Spanned<String>>| text.as_ref().map(|text| text.value.clone());
    let shown = |text: &Option<String>| text.as_deref().map(visible);
    if entry.file.value != change.file || text(&entry.path).unwrap_or_default() != visible(&change.path()) {
        return Some(Mismatch::Place);
    }
    if text(&entry.old) != shown(&change.old) || text(&entry.new) != shown(&change.new) {
        return Some(Mismatch::Values);
    }
    let of = |approved: &Approved| match approved {
        Approved::Wire => Question::Wire,
        Approved::Source => Question::Source,
        Approved::Behaviour => Question::Behaviour,
    };
    let mut verdicts: Vec<_> = entry.verdicts.value.iter().map(of).collect();
    verdicts.sort();
    (verdicts != change.answered_no()).then_some(Mismatch::Verdicts)
}

fn stale(entry: &Spanned<Approval>, changes: &[Change]) -> Diagnostic {
    let Approval { file, path, verdicts, old, new, .. } = &entry.value;
    let nearest = changes.iter().filter_map(|change| Some((mismatch(&entry.value, change)?, change)));
    let nearest =
        nearest.max_by(|(a, _), (b, _)| a.cmp(b)).filter(|(mismatch, _)| *mismatch != Mismatch::Place);
    let Some((mismatch, change)) = nearest else {
        let span = path.as_ref().map_or(file.span, |path| path.span);
        let message = "nothing has changed here that could be approved";
        return Diagnostic::new(Rule::StaleDecision, span, message)
            .with_help("correct the file and the path, or remove the entry: it has done its duty");
    };
    let named: Vec<_> = change.answered_no().iter().map(|question| question.name()).collect();
    let (span, message, help): (Span, _, _) = match mismatch {
        Mismatch::Verdicts => {
            let help = format!("look at the change again, and write `verdicts: [{}]`", named.join(", "));
            (verdicts.span, "the change means something else than what was approved", help)
        }
        _ => {
            let value = |text: &Option<String>| {
                text.as_deref().map_or("nothing".to_owned(), |text| format!("`{text}`"))
            };
            let span = new.as_ref().or(old.as_ref()).map_or(file.span, |value| value.span);
            let help = format!(
                "look at the change again: it is from {} to {}",
                value(&change.old),
                value(&change.new)
            );
            (span, "another change than this one was approved", help)
        }
    };
    Diagnostic::new(Rule::StaleDecision, span, message).with_help(help)
}
