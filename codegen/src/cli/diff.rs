//! `diff` and `changelog`: two sets of specs in; what moved between them, and whom it breaks, out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{Format, base, format, print, say};
use crate::Report;
use crate::compare::{self, Approvals, Change, Question, Refused};
use crate::diagnostic::visible;
use crate::source::{Selection, Source, Sources};

mod entry;
mod github;
mod human;
mod json;
mod log;
mod markdown;

#[derive(Args)]
struct Sets {
    /// What to compare with: a folder of specs, or a git revision whose folder of specs is read.
    #[arg(long, value_name = "REV|DIR")]
    base: String,
    /// The folder of specs.
    #[arg(long, default_value = "spec")]
    spec: PathBuf,
}

#[derive(Args)]
pub(super) struct DiffArgs {
    #[command(flatten)]
    sets: Sets,
    /// How to say it: for people, as a comment on a pull request, for programs, as annotations of a pull request, or as the
    /// entries that approve what breaks.
    #[arg(long, value_enum, default_value_t)]
    format: Shape,
    /// Have exit status 1 if one of these is answered with no, and the change is not approved; may be given several
    /// times, or with commas.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "VERDICT")]
    fail_on: Vec<FailOn>,
    /// The file with the changes that have been approved.
    #[arg(long, value_name = "FILE")]
    approvals: Option<PathBuf>,
    /// For people: tell each change that only reaches documentation, too.
    #[arg(long)]
    wording: bool,
}

#[derive(Args)]
pub(super) struct ChangelogArgs {
    #[command(flatten)]
    sets: Sets,
}

/// How changes are shown.
#[derive(Clone, Copy, Default, Eq, PartialEq, ValueEnum)]
enum Shape {
    /// A few lines a change.
    #[default]
    Human,
    /// A summary, a table, and the rest folded.
    Markdown,
    /// One object, as `spec/diff.schema.json` describes it.
    Json,
    /// Workflow commands, which GitHub shows as annotations.
    Github,
    /// A file of approvals, with reasons to be filled in.
    Approvals,
}

impl Shape {
    /// How it is said that there is nothing to show.
    fn of_problems(self) -> Format {
        match self {
            Self::Json => Format::Json,
            Self::Github => Format::Github,
            Self::Human | Self::Markdown | Self::Approvals => Format::Human,
        }
    }
}

/// What a run can fail on.
#[derive(Clone, Copy, Eq, PartialEq, ValueEnum)]
enum FailOn {
    /// Yesterday's program does not talk to the platform any more.
    Wire,
    /// Code that was written against yesterday's generated crate does not compile any more.
    Source,
    /// The client does something else.
    Behaviour,
    /// Any of them.
    Any,
}

impl FailOn {
    fn fails(self, change: &Change) -> bool {
        let is_no = |question| change.verdict(question).is_no;
        let fails = match self {
            Self::Wire => is_no(Question::Wire),
            Self::Source => is_no(Question::Source),
            Self::Behaviour => is_no(Question::Behaviour),
            Self::Any => Question::ALL.into_iter().any(is_no),
        };
        fails && change.approved.is_none()
    }
}

/// Says what moved.
pub(super) fn diff(args: &DiffArgs) -> ExitCode {
    let mut changes = match compared(&args.sets, args.format.of_problems()) {
        Ok(changes) => changes,
        Err(status) => return status,
    };
    if let Some(file) = &args.approvals
        && let Err(status) = approve(&mut changes, file, args.format.of_problems())
    {
        return status;
    }
    let shown = match args.format {
        Shape::Human => human::report(&changes, args.wording),
        Shape::Markdown => markdown::report(&changes),
        Shape::Json => json::report(&changes),
        Shape::Github => github::report(&changes),
        Shape::Approvals => entry::file(&changes),
    };
    let status = print(&shown);
    let fails = changes.iter().any(|change| args.fail_on.iter().any(|on| on.fails(change)));
    if fails { ExitCode::FAILURE } else { status }
}

/// Says what moved in a changelog's words.
pub(super) fn changelog(args: &ChangelogArgs) -> ExitCode {
    match compared(&args.sets, Format::Human) {
        Ok(changes) => print(&log::entry(&changes)),
        Err(status) => status,
    }
}

/// What moved. Sets that cannot be compared are no finding, but a mistake in the call.
fn compared(sets: &Sets, format: Format) -> Result<Vec<Change>, ExitCode> {
    let spec: PathBuf = sets.spec.components().collect();
    let base = base::read(&sets.base, &spec).map_err(|error| {
        say(&error);
        ExitCode::from(2)
    })?;
    let today = Sources::read(&spec, &Selection::default());
    compare::compare(&base, &today).map_err(|refused| {
        match refused {
            Refused::Base(report) => in_base(&report, &sets.base, format),
            Refused::Today(report) => drop(format.show(Some(&report))),
        }
        ExitCode::from(2)
    })
}

/// Says what is wrong in the base, whose lines are none of today's files.
fn in_base(report: &Report, base: &str, format: Format) {
    let text = format!("these are the specs of the base, {}: nothing was compared", visible(base));
    if matches!(format, Format::Github) {
        print(&format!("::error title=base::{}\n", format::escaped(&format!("{report}\n{text}"))));
    } else {
        format.show(Some(report));
        say(&text);
    }
}

fn approve(changes: &mut [Change], file: &Path, format: Format) -> Result<(), ExitCode> {
    let shown = file.to_string_lossy();
    let bytes = Source::read_alone(file).map_err(|why| {
        say(&format!("cannot read the approvals {}: {why}", visible(&shown)));
        ExitCode::from(2)
    })?;
    let approved = Approvals::parse(Source::new(shown, bytes));
    let done = approved.and_then(|approvals| compare::approve(changes, &approvals));
    done.map_err(|report| format.show(Some(&report)))
}

/// What is said apart: changes of words alone.
fn parted(changes: &[Change]) -> (Vec<&Change>, Vec<&Change>) {
    changes.iter().partition(|change| !change.is_wording)
}

/// `1 change`, `2 changes`.
fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}

/// How many changes break or change what, the approved ones apart: `2 break the wire`.
fn summary(changes: &[Change]) -> String {
    let (meant, words) = parted(changes);
    let count = |question| meant.iter().filter(|change| change.verdict(question).is_no).count();
    let approved = meant.iter().filter(|change| change.approved.is_some()).count();
    if meant.is_empty() {
        return format!("{} of wording only", counted(words.len(), "change", "changes"));
    }
    let mut said = vec![counted(meant.len(), "change", "changes")];
    let questions = [
        (Question::Wire, "breaks the wire", "break the wire"),
        (Question::Source, "breaks the source", "break the source"),
        (Question::Behaviour, "changes the behaviour", "change the behaviour"),
    ];
    let no = questions.iter().map(|(question, one, several)| (count(*question), one, several));
    said.extend(
        no.filter(|(count, ..)| *count > 0).map(|(count, one, several)| counted(count, one, several)),
    );
    said.extend((approved > 0).then(|| format!("{approved} approved")));
    said.extend((!words.is_empty()).then(|| format!("{} of wording only", words.len())));
    said.join(", ")
}

/// Where a change is: `spec/orders/refund.yaml:13:5`, of the base where it is gone today.
fn place(change: &Change) -> String {
    let at = change.place.as_ref().map(|at| format!("{}:{}:{}", visible(&at.path), at.line, at.column));
    let at = at.unwrap_or_else(|| visible(&change.file));
    if change.in_base { format!("{at} of the base") } else { at }
}

/// A text in a line, and no longer than that.
fn cut(text: &str, longest: usize) -> String {
    let shown = visible(text);
    if shown.chars().count() <= longest {
        return shown;
    }
    format!("{}…", shown.chars().take(longest).collect::<String>())
}
