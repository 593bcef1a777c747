//! The command line: arguments in, an exit status out. 0 is well, 1 is a finding, 2 is a mistake in the call. What was
//! asked for goes to stdout, what is to be said about it to stderr.

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::diagnostic::visible;
use crate::{Config, Difference, Error, configure};

mod base;
mod diff;
mod explain;
mod format;
mod git;
mod import;
mod root;
mod told;

use diff::{ChangelogArgs, DiffArgs};
use format::Format;
use import::{DriftArgs, ImportArgs};

/// Generates typed Rust clients from YAML specs of Douyin Open Platform endpoints.
#[derive(Parser)]
#[command(name = "douyin-codegen", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write the generated folder; files that are as they should be are not touched.
    Generate(Folders),
    /// Say whether the generated folder is fresh; write nothing.
    Check(Folders),
    /// Say what is wrong with the specs.
    Lint {
        #[command(flatten)]
        specs: Specs,
        /// How to say it: for people, for programs, or as annotations of a pull request.
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Turn the copied text of a vendor's page into a spec, or bring its spec up to date; decisions stay.
    Import(ImportArgs),
    /// Say whether specs still tell what their pages tell; write nothing.
    Drift(DriftArgs),
    /// Say what moved between two sets of specs, and whom it breaks: by meaning, not by text.
    Diff(DiffArgs),
    /// Write the entry of a changelog for what moved, in the words of those who use the generated crate.
    Changelog(ChangelogArgs),
    /// Explain a rule that a report names, or list all of them.
    Explain {
        /// The rule's name: what stands in `error[…]`.
        rule: Option<String>,
    },
    /// Print the JSON Schema of spec files, with which editors complete and validate them.
    Schema,
}

#[derive(Args)]
struct Specs {
    /// The folder of specs.
    #[arg(long, default_value = "spec")]
    spec: PathBuf,
    /// Take only this group (`GROUP`) or endpoint (`GROUP/ENDPOINT`); may be given several times. The generated folder is
    /// then for these alone.
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
}

#[derive(Args)]
struct Folders {
    #[command(flatten)]
    specs: Specs,
    /// The generated folder.
    #[arg(long, default_value = "generated")]
    out: PathBuf,
    /// Where the generated code finds its runtime.
    #[arg(long, default_value = Config::RUNTIME, value_name = "PATH")]
    runtime: String,
}

impl Specs {
    fn config(&self) -> Config {
        configure().spec(&self.spec).only(&self.only)
    }
}

impl Folders {
    fn config(&self) -> Config {
        self.specs.config().runtime(&self.runtime)
    }

    /// These, as they are written on a command line; none for what goes without saying.
    fn arguments(&self) -> String {
        let (spec, out) = (self.specs.spec.to_string_lossy(), self.out.to_string_lossy());
        let usual = [
            ("spec", &*spec, "spec"),
            ("out", &*out, "generated"),
            ("runtime", &self.runtime, Config::RUNTIME),
        ];
        let named =
            usual.iter().filter(|(_, value, usual)| value != usual).map(|(name, value, _)| (*name, *value));
        let only = self.specs.only.iter().map(|name| ("only", name.as_str()));
        let all = named.chain(only).map(|(name, value)| format!(" --{name} {}", quoted(value)));
        all.collect::<Vec<_>>().concat()
    }
}

/// A text as a shell takes it for one word.
fn quoted(text: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-:=".contains(letter);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", visible(text).replace('\'', "'\\''"))
}

/// Runs the command with its arguments, the first of which is its name.
pub fn run(args: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            return match error.print() {
                Ok(()) => ExitCode::from(status),
                Err(_) => ExitCode::from(2),
            };
        }
    };
    match &cli.command {
        Command::Generate(folders) => generate(folders),
        Command::Check(folders) => check(folders),
        Command::Lint { specs, format } => lint(specs, *format),
        Command::Import(args) => import::import(args),
        Command::Drift(args) => import::drift(args),
        Command::Diff(args) => diff::diff(args),
        Command::Changelog(args) => diff::changelog(args),
        Command::Explain { rule } => explain::explain(rule.as_deref()),
        Command::Schema => print(&format!("{:#}\n", crate::spec::schema::schema())),
    }
}

fn generate(folders: &Folders) -> ExitCode {
    let differences = match folders.config().write_to(&folders.out) {
        Ok(differences) => differences,
        Err(error) => return failed(&error),
    };
    let out = visible(&folders.out.to_string_lossy());
    for difference in &differences {
        let done = if matches!(difference, Difference::Orphan(_)) { "removed" } else { "wrote" };
        say(&format!("{done} {out}/{}", visible(difference.path())));
    }
    say(&format!("{out}: {} changed", differences.len()));
    ExitCode::SUCCESS
}

fn check(folders: &Folders) -> ExitCode {
    let Err(error) = folders.config().check(&folders.out) else {
        say(&format!("{}: fresh", visible(&folders.out.to_string_lossy())));
        return ExitCode::SUCCESS;
    };
    if matches!(error, Error::Stale { .. }) {
        say(&format!("{error}\nrun `douyin-codegen generate{}`", folders.arguments()));
        return ExitCode::FAILURE;
    }
    failed(&error)
}

fn lint(specs: &Specs, format: Format) -> ExitCode {
    match specs.config().generate() {
        Ok(_) => format.show(None),
        Err(Error::Specs(report)) => format.show(Some(&report)),
        Err(error) => failed(&error),
    }
}

fn failed(error: &Error) -> ExitCode {
    match error {
        Error::Specs(report) => Format::Human.show(Some(report)),
        error => {
            say(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

/// Says something about what was done. If nobody can hear it, the exit status still says enough.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Prints what was asked for. Who reads it may have read enough.
fn print(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}
