//! Generates typed Rust clients from YAML specs of Douyin (抖音) Open Platform endpoints.
//!
//! ```text
//! spec text ──read──▶ Sources ──parse──▶ Vec<Spec> ──check──▶ Api ──emit──▶ tokens ──format──▶ Tree ──write──▶ disk
//! ```
//!
//! [`configure`] is the front door: for a build script, for a folder that is committed, for a test that asserts that it
//! is fresh. What is generated depends on the specs' texts only: the same sources always give the same bytes.

// Texts come from outside, and a range of bytes that ends inside of a letter panics.
#![cfg_attr(not(test), warn(clippy::string_slice))]

mod api;
mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
mod compare;
mod config;
mod diagnostic;
mod emit;
mod format;
#[cfg(all(fuzzing, feature = "cli"))]
pub mod fuzzing;
mod gate;
mod ident;
#[cfg(feature = "cli")]
mod import;
#[cfg(feature = "cli")]
mod page;
mod parallel;
mod parse;
mod source;
mod spec;
mod tree;
mod write;
mod yaml;

use diagnostic::{FileId, Problems, Span};
use ident::ModulePath;
use source::{NO_PLATFORM, PLATFORM, Sources};

pub use config::{Config, Error, configure};
pub use diagnostic::{Diagnostic, Location, Report, Rule};
pub use source::Source;
pub use tree::Tree;
pub use write::{Difference, WriteError};

/// The whole generator: no IO, no environment, no clock. `runtime` is where generated code finds the runtime.
fn generate(sources: &Sources, runtime: &ModulePath) -> Result<Tree, Report> {
    let mut problems = Problems::default();
    let (platform, specs) = parse(sources, &mut problems);
    let api = check::check(platform.as_ref(), &specs, &mut problems);
    drop(specs); // The model has what it needs of them.
    let tree = api.and_then(|api| emit_and_format(&api, runtime, &mut problems));
    tree.ok_or_else(|| Report::new(problems, sources))
}

/// Reads every source into what it says. Each stage goes on with what the one before understood.
fn parse(sources: &Sources, problems: &mut Problems) -> (Option<spec::Platform>, Vec<spec::Spec>) {
    sources.check(problems);
    let files: Vec<_> = sources.iter().filter(|(_, source)| source.path() != PLATFORM).collect();
    let mut specs = Vec::new();
    for (spec, found) in parallel::map(&files, |(file, source)| parse_spec(source, *file)) {
        specs.extend(spec);
        problems.add(found);
    }
    let mut platform = None;
    for (file, source) in sources.iter().filter(|(_, source)| source.path() == PLATFORM) {
        let root = root(source, file, problems);
        platform = root.and_then(|root| spec::Platform::parse(&root, file, problems));
    }
    // Of a folder that cannot be read, that has been said.
    if !sources.iter().any(|(_, source)| source.path() == PLATFORM || source.path().is_empty()) {
        problems.push(
            Diagnostic::new(Rule::MissingPlatform, Span::nowhere(), NO_PLATFORM.0).with_help(NO_PLATFORM.1),
        );
    }
    (platform, specs)
}

fn parse_spec(source: &source::Source, file: FileId) -> (Option<spec::Spec>, Problems) {
    let mut problems = Problems::default();
    let spec = placed(source, file, &mut problems).and_then(|place| {
        let root = root(source, file, &mut problems)?;
        spec::Spec::parse(&root, place, &mut problems)
    });
    (spec, problems)
}

/// A source's text as nodes, if it can be read.
fn root(source: &source::Source, file: FileId, problems: &mut Problems) -> Option<yaml::Node> {
    let admitted = source.is_readable(file, problems) && gate::admit(source, file, problems);
    admitted.then(|| yaml::parse(source, file, problems)).flatten()
}

/// Where an endpoint's file stands, if that is where one can stand.
fn placed(source: &source::Source, file: FileId, problems: &mut Problems) -> Option<spec::Place> {
    let place = spec::Place::of(source.path(), file);
    if let Err(help) = &place
        && source.is_readable(file, problems)
    {
        let message = format!("`{}` names no endpoint", source.path());
        problems.push(Diagnostic::new(Rule::MisplacedFile, Span::file(file), message).with_help(help));
    }
    place.ok()
}

/// Each artefact's tokens become text as soon as they are there: they are many times as large.
fn emit_and_format(api: &api::Api, runtime: &ModulePath, problems: &mut Problems) -> Option<Tree> {
    let artefacts = emit::artefacts(api);
    let texts = parallel::map(&artefacts, |artefact| format::format(artefact.tokens(runtime)));
    let mut tree = Tree::default();
    for (artefact, text) in artefacts.into_iter().zip(texts) {
        match text {
            Ok(text) => tree.insert(artefact.path, &artefact.origin, &text),
            Err(error) => problems.push(
                Diagnostic::new(
                    Rule::Internal,
                    Span::nowhere(),
                    format!("a template made no Rust for {}: {error}", artefact.path),
                )
                .with_help("this is a mistake in the generator: please report it, with the spec"),
            ),
        }
    }
    problems.is_empty().then_some(tree)
}
