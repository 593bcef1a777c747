//! Generates typed Rust clients from YAML specs of Douyin (抖音) Open Platform endpoints.
//!
//! ```text
//! spec text ──read──▶ Sources ──parse──▶ Vec<Spec> ──check──▶ Api ──emit──▶ tokens ──format──▶ Tree ──write──▶ disk
//! ```
//!
//! [`Sources::read`] reads a folder of specs, [`generate`] makes a [`Tree`] of them in memory, and [`write()`] writes
//! it, or [`plan`] says what would change. `generate` is pure: the same sources always give the same bytes.

mod api;
mod check;
#[cfg(feature = "cli")]
pub mod cli;
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

pub use diagnostic::{Diagnostic, Report, Rule};
pub use source::{Source, Sources};
pub use tree::Tree;
pub use write::{Change, WriteError, plan, write};

/// Generates the Rust files of a set of specs.
///
/// # Errors
///
/// Everything that is wrong with the specs, as far as the first stage that finds something can tell.
pub fn generate(sources: &Sources) -> Result<Tree, Report> {
    let mut problems = Problems::new();
    tree(sources, &mut problems).ok_or_else(|| Report::new(problems, sources))
}

fn tree(sources: &Sources, problems: &mut Problems) -> Option<Tree> {
    let (platform, specs) = parse(sources, problems)?;
    let api = check::check(&platform, &specs, problems)?;
    let artefacts = emit::emit(&api);
    format_all(artefacts, problems)
}

/// The platform's own file.
const PLATFORM: &str = "platform.yaml";

/// Reads every source into what it says.
fn parse(sources: &Sources, problems: &mut Problems) -> Option<(spec::Platform, Vec<spec::Spec>)> {
    let mut platform = None;
    let mut specs = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let file = FileId::of(index);
        let place = spec::Place::of(source.path());
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
            None => platform = parse::Parse::parse(&root, problems),
        }
    }
    if !sources.iter().any(|source| source.path() == PLATFORM) {
        problems.push(
            Diagnostic::new(Rule::MissingPlatform, Span::nowhere(), format!("there is no {PLATFORM}"))
                .help("add it: it declares the hosts, tokens and envelopes that endpoints refer to"),
        );
    }
    platform.filter(|_| problems.is_empty()).map(|platform| (platform, specs))
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
