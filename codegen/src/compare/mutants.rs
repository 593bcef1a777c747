//! Every committed and golden spec with one thing in it changed: nothing that reaches the generated code is overlooked, and
//! nothing that does not is taken for more than words.

use std::path::Path;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::{Change, Refused, compare};
use crate::diagnostic::Problems;
use crate::ident::ModulePath;
use crate::parallel;
use crate::source::{PLATFORM, Selection, Source, Sources};
use crate::yaml::Node;

mod trees;

use trees::{Words, collect, mutated, write};

/// The folders of specs, below the repository.
const FOLDERS: [&str; 5] = [
    "spec",
    "examples/downstream/spec",
    "tests/golden/minimal/spec",
    "tests/golden/shapes/spec",
    "tests/golden/texts/spec",
];

/// One in so many is judged. An optimised build judges all of them: `cargo test --release -p douyin-codegen --features cli
/// mutants -- --nocapture`.
const STEP: usize = if cfg!(debug_assertions) { 61 } else { 1 };

/// A spec, and what it is compared with when one thing in it is changed.
struct Subject {
    /// The spec's path.
    path: String,
    tree: Node,
    base: Sources,
    generated: (String, String),
}

#[derive(Default)]
struct Count {
    refused: usize,
    meant: usize,
    words: usize,
    same: usize,
}

#[test]
fn no_mutant_is_overlooked_and_none_is_taken_for_more_than_it_is() {
    let mut count = Count::default();
    let mut wrong = Vec::new();
    let mut total = 0;
    for folder in FOLDERS {
        let (subjects, words) = subjects(folder);
        for subject in &subjects {
            let all = mutated(&subject.tree, "", &words);
            let mutants: Vec<_> = all.into_iter().skip(total % STEP).step_by(STEP).collect();
            total += mutants.len();
            let judged = parallel::map(&mutants, |(_, mutant)| subject.judge(mutant));
            for ((what, _), judged) in mutants.iter().zip(judged) {
                match judged {
                    Ok(add) => {
                        let before = count.same;
                        add(&mut count);
                        if count.same > before && !says_the_same(what) {
                            wrong.push(format!("{folder}/{} {what}: nothing is told", subject.path));
                        }
                    }
                    Err(why) => wrong.push(format!("{folder}/{} {what}: {why}", subject.path)),
                }
            }
        }
    }
    let Count { refused, meant, words, same } = count;
    println!(
        "{total} mutants: {refused} refused, {meant} more than words, {words} words only, {same} the same code to the letter"
    );
    let shown = &wrong[..wrong.len().min(60)];
    assert!(wrong.is_empty(), "{} of {total}:\n{}", wrong.len(), shown.join("\n"));
}

impl Subject {
    fn judge(&self, mutant: &Node) -> Result<fn(&mut Count), String> {
        let mut text = String::new();
        write(mutant, &mut text);
        let others = self.base.iter().map(|(_, other)| other.clone());
        let today = others.map(|other| {
            if other.path() == self.path { Source::new(&*self.path, text.as_bytes()) } else { other }
        });
        let today = Sources::of("spec", today.collect());
        let changes = match compare(&self.base, &today) {
            Err(Refused::Today(_)) => return Ok(|count| count.refused += 1),
            Err(Refused::Base(report)) => return Err(report.to_string()),
            Ok(changes) => changes,
        };
        if let Some(change) = changes.iter().find(|change| change.place.is_none()) {
            return Err(format!("{} has no place", change.path()));
        }
        let (old, new) = (&self.generated, generated(&today));
        let is_meant = |change: &&Change| !change.is_wording;
        let told = || {
            let told =
                |change: &Change| format!("{} {} {}", change.kind.name(), change.path(), change.is_wording);
            changes.iter().map(told).collect::<Vec<_>>().join(" | ")
        };
        match (changes.is_empty(), changes.iter().any(|change| is_meant(&change)), old.0 == new.0) {
            (true, ..) if old.1 == new.1 => Ok(|count| count.same += 1),
            (true, ..) => Err("overlooked".to_owned()),
            (_, true, false) => Ok(|count| count.meant += 1),
            (_, false, true) => Ok(|count| count.words += 1),
            (_, true, true) if changes.iter().filter(is_meant).all(is_for_people) => {
                Ok(|count| count.words += 1)
            }
            (_, true, true) => Err(format!("the code is the same, but: {}", told())),
            (_, false, false) => Err(format!("the code differs, but: {}", told())),
        }
    }
}

/// What means nothing: keys in another order, and what goes without saying.
fn says_the_same(what: &str) -> bool {
    let goes_without_saying = ["-body", "-reply", "-success"];
    what.contains("<>") || goes_without_saying.iter().any(|key| what.ends_with(key))
}

/// What reaches documentation only, and yet gives the same value another meaning.
fn is_for_people(change: &Change) -> bool {
    let path = change.path();
    let is_rule =
        ["page.rules.precedence(", "page.rules.pagination"].iter().any(|rule| path.starts_with(rule));
    let key = path.rsplit('.').next().unwrap_or_default();
    is_rule || ["unit", "default", "type", "format", "encoding"].contains(&key)
}

/// The generated code without what is only shown, and with it.
fn generated(sources: &Sources) -> (String, String) {
    let mut problems = Problems::default();
    let (platform, specs) = crate::parse(sources, &mut problems);
    let api = crate::check::check(platform.as_ref(), &specs, &mut problems).expect("it has been compared");
    let runtime = ModulePath::of("::douyin_runtime").expect("it is a path");
    let artefacts = crate::emit::artefacts(&api);
    let all = artefacts.iter().map(|artefact| (&artefact.path, artefact.tokens(&runtime)));
    all.fold((String::new(), String::new()), |(silent_text, text), (path, tokens)| {
        let silent_tokens = silent(tokens.clone());
        (format!("{silent_text}{path}\n{silent_tokens}\n"), format!("{text}{path}\n{tokens}\n"))
    })
}

/// Tokens without documentation, and without the texts that a program only shows: an endpoint's title and permission, and
/// the words of its error rows.
fn silent(tokens: TokenStream) -> TokenStream {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut kept = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let text = |ahead: usize| tokens.get(at + ahead).map(ToString::to_string).unwrap_or_default();
        let doc = |ahead: usize| text(ahead).starts_with("[doc =") || text(ahead).starts_with("[doc=");
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' && doc(1) => at += 2,
            TokenTree::Punct(punct) if punct.as_char() == '#' && text(1) == "!" && doc(2) => at += 3,
            TokenTree::Ident(name) if (name == "title" || name == "permission") && text(1) == ":" => {
                at += if text(2) == "Some" { 4 } else { 3 };
            }
            TokenTree::Group(group) => {
                let of_row = kept.len() >= 4 && text_of(&kept[kept.len() - 4..]) == "ErrorRow : : new";
                let inner = if of_row {
                    group.stream().into_iter().take(1).collect()
                } else {
                    silent(group.stream())
                };
                kept.push(TokenTree::Group(Group::new(group.delimiter(), inner)));
                at += 1;
            }
            token => {
                kept.push(token.clone());
                at += 1;
            }
        }
    }
    kept.into_iter().collect()
}

fn text_of(tokens: &[TokenTree]) -> String {
    let none =
        |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::None);
    tokens.iter().filter(|token| !none(token)).map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// Every spec of a folder, and the values that stand under each key.
fn subjects(folder: &str) -> (Vec<Subject>, Words) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    let sources = Sources::read(&root, &Selection::default());
    let mut words = Words::new();
    let mut subjects = Vec::new();
    for (file, source) in sources.iter() {
        let path = source.path();
        let tree = crate::root(source, file, &mut Problems::default()).expect("the specs are right");
        collect("", &tree, &mut words);
        // What another endpoint says makes no difference.
        let is_base = |other: &&Source| path == PLATFORM || [PLATFORM, path].contains(&other.path());
        let base = sources.iter().map(|(_, source)| source).filter(is_base).cloned().collect();
        let base = Sources::of("spec", base);
        subjects.push(Subject { path: path.to_owned(), tree, generated: generated(&base), base });
    }
    (subjects, words)
}
