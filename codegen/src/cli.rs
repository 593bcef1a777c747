//! The command line: arguments in, reports on stderr, an exit status out. 0 is well, 1 is a finding, 2 is a mistake
//! in the call.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::{Change, Sources, Tree, generate, plan, write};

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
}

#[derive(Args)]
struct Folders {
    /// The folder of specs.
    #[arg(long, default_value = "spec")]
    spec: PathBuf,
    /// The generated folder.
    #[arg(long, default_value = "generated")]
    out: PathBuf,
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
    let done = match &cli.command {
        Command::Generate(folders) => generate_into(folders),
        Command::Check(folders) => check(folders),
    };
    match done {
        Ok(status) => status,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn tree(folders: &Folders) -> Result<Tree, Box<dyn std::error::Error>> {
    Ok(generate(&Sources::read(&folders.spec)?)?)
}

fn generate_into(folders: &Folders) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let changes = write(&tree(folders)?, &folders.out)?;
    for change in &changes {
        let done = if matches!(change, Change::Orphan(_)) { "removed" } else { "wrote" };
        eprintln!("{done} {}/{}", folders.out.display(), change.path());
    }
    eprintln!("{}: {} changed", folders.out.display(), changes.len());
    Ok(ExitCode::SUCCESS)
}

fn check(folders: &Folders) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let changes = plan(&tree(folders)?, &folders.out)?;
    if changes.is_empty() {
        eprintln!("{}: fresh", folders.out.display());
        return Ok(ExitCode::SUCCESS);
    }
    for change in &changes {
        eprintln!("{}/{change}", folders.out.display());
    }
    eprintln!(
        "run `douyin-codegen generate --spec {} --out {}`, or `cargo codegen generate` where that alias is set up",
        folders.spec.display(),
        folders.out.display(),
    );
    Ok(ExitCode::FAILURE)
}
