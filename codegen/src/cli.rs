//! The command line: arguments in, an exit status out. 0 is well, 1 is a finding, 2 is a mistake in the call. What was
//! asked for goes to stdout, what is to be said about it to stderr.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::source::Selection;
use crate::{Change, Config, Error, Sources, configure, lint};

mod explain;
mod format;

use format::Format;

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
    /// Take only this group (`GROUP`) or endpoint (`GROUP/ENDPOINT`); may be given several times.
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

impl Folders {
    fn config(&self) -> Config {
        configure().spec(&self.specs.spec).only(&self.specs.only).runtime(&self.runtime)
    }
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
        Command::Lint { specs, format } => lint_specs(specs, *format),
        Command::Explain { rule } => explain::explain(rule.as_deref()),
        Command::Schema => schema(),
    }
}

fn generate(folders: &Folders) -> ExitCode {
    let changes = match folders.config().write_to(&folders.out) {
        Ok(changes) => changes,
        Err(error) => return failed(&error),
    };
    for change in &changes {
        let done = if matches!(change, Change::Orphan(_)) { "removed" } else { "wrote" };
        eprintln!("{done} {}/{}", folders.out.display(), change.path());
    }
    eprintln!("{}: {} changed", folders.out.display(), changes.len());
    ExitCode::SUCCESS
}

fn check(folders: &Folders) -> ExitCode {
    let Err(error) = folders.config().check(&folders.out) else {
        eprintln!("{}: fresh", folders.out.display());
        return ExitCode::SUCCESS;
    };
    let status = failed(&error);
    if matches!(error, Error::Stale(_)) {
        let here: Vec<_> = std::env::args().skip(2).collect();
        eprintln!(
            "run `douyin-codegen generate {0}`, or `cargo codegen generate {0}` where that alias is set up",
            here.join(" "),
        );
    }
    status
}

fn lint_specs(specs: &Specs, format: Format) -> ExitCode {
    let mut selection = Selection::default();
    selection.add(specs.only.iter().cloned());
    let found = lint(&Sources::read_selected(&specs.spec, &selection));
    format.show(found.as_ref().err());
    if found.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn schema() -> ExitCode {
    println!("{:#}", crate::spec::schema::schema());
    ExitCode::SUCCESS
}

fn failed(error: &Error) -> ExitCode {
    match error {
        Error::Specs(report) => Format::Human.show(Some(report)),
        error => eprintln!("{error}"),
    }
    ExitCode::FAILURE
}
