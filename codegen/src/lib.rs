//! Generates typed Rust clients from YAML specs of Douyin (抖音) Open Platform endpoints.
//!
//! ```text
//! spec text ──read──▶ Sources ──parse──▶ Vec<Spec> ──check──▶ Api ──emit──▶ tokens ──format──▶ Tree ──write──▶ disk
//! ```
//!
//! [`configure`] is the front door: for a build script, for a folder that is committed, for a test that asserts that it
//! is fresh. What is generated depends on the specs' texts only: the same sources always give the same bytes.

mod api;
mod check;
#[cfg(feature = "cli")]
pub mod cli;
mod config;
mod diagnostic;
mod emit;
mod format;
mod gate;
mod ident;
mod parse;
mod source;
mod spec;
mod tree;
mod write;
mod yaml;

use diagnostic::{FileId, Problems, Span};
use ident::ModulePath;

pub use config::{Config, Error, Stale, configure};
pub use diagnostic::{Diagnostic, Place, Report, Rule};
pub use source::{Source, Sources};
pub use tree::Tree;
pub use write::{Change, WriteError};

/// What is wrong with a set of specs, if anything is.
#[cfg(feature = "cli")]
fn lint(sources: &Sources) -> Result<(), Report> {
    let mut problems = Problems::default();
    let api = check(sources, &mut problems);
    api.map(drop).ok_or_else(|| Report::new(problems, sources))
}

/// The whole generator: no IO, no environment, no clock. `runtime` is where generated code finds the runtime.
fn generate(sources: &Sources, runtime: &ModulePath) -> Result<Tree, Report> {
    let mut problems = Problems::default();
    let tree = check(sources, &mut problems).and_then(|api| {
        let artefacts = emit::emit(&api, runtime);
        format_all(artefacts, &mut problems)
    });
    tree.ok_or_else(|| Report::new(problems, sources))
}

/// The stages that find out whether the specs are right. Each goes on with what the one before understood.
fn check(sources: &Sources, problems: &mut Problems) -> Option<api::Api> {
    let (platform, specs) = parse(sources, problems);
    check::check(platform.as_ref(), &specs, problems)
}

/// The platform's own file.
const PLATFORM: &str = "platform.yaml";

/// Reads every source into what it says.
fn parse(sources: &Sources, problems: &mut Problems) -> (Option<spec::Platform>, Vec<spec::Spec>) {
    problems.extend(sources.problems());
    let mut platform = None;
    let mut specs = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let file = FileId::of(index);
        if problems.any_in(Span::file(file)) {
            continue;
        }
        let place = spec::Place::of(source.path(), file);
        if place.is_none() && source.path() != PLATFORM {
            problems.push(misplaced(source.path(), file));
            continue;
        }
        let found = problems.len();
        gate::admit(source, file, problems);
        if problems.len() > found {
            continue;
        }
        let Some(root) = yaml::parse(source, file, problems) else {
            continue;
        };
        match place {
            Some(place) => specs.extend(spec::Spec::parse(&root, place, problems)),
            None => platform = spec::Platform::parse(&root, file, problems),
        }
    }
    if sources.has_folder() && !sources.iter().any(|source| source.path() == PLATFORM) {
        problems.push(
            Diagnostic::new(Rule::MissingPlatform, Span::nowhere(), format!("there is no {PLATFORM}"))
                .help("add it: it declares the hosts, tokens and envelopes that endpoints refer to"),
        );
    }
    (platform, specs)
}

fn misplaced(path: &str, file: FileId) -> Diagnostic {
    Diagnostic::new(Rule::MisplacedFile, Span::file(file), format!("`{path}` names no endpoint")).help(format!(
        "name the file `GROUP/ENDPOINT.yaml`, both in snake case, and neither a word of Rust's nor a name with another \
         meaning, as `mod` and `new`; only {PLATFORM} stands beside the groups"
    ))
}

fn format_all(artefacts: Vec<emit::Artefact>, problems: &mut Problems) -> Option<Tree> {
    let mut tree = Tree::default();
    for artefact in artefacts {
        match format::format(artefact.tokens) {
            Ok(text) => tree.insert(artefact.path, &artefact.origin, &text),
            Err(error) => problems.push(
                Diagnostic::new(
                    Rule::Internal,
                    Span::nowhere(),
                    format!("a template made no Rust for {}: {error}", artefact.path),
                )
                .help("this is a mistake in the generator: please report it, with the spec"),
            ),
        }
    }
    problems.is_empty().then_some(tree)
}
