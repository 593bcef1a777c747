//! Two YAML parsers see the same in a spec, or it is refused: what `serde_yaml` has read, written anew, becomes the same code.

use std::cell::Cell;
use std::collections::BTreeMap;

use douyin_codegen::{Source, configure};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_yaml::Value;

use crate::{for_any, specs, support};

/// What means something to YAML, here or there.
const PIECES: [&str; 44] = [
    " ", "  ", "\n", "\n  ", ":", ": ", ",", ", ", "#", " #", " # ", "-", "- ", "?", "? ", "'", "\"", "\\",
    "|", "|-\n", ">", "&a ", "*a", "!!str ", "!x ", "%", "---\n", "...\n", "{", "}", "[", "]", "~", "null",
    "yes", "0x1F", "012", "1e3", ".5", "1_0", "<<: ", "\u{a0}", "\t", "券",
];

#[derive(Clone, Debug)]
enum Edit {
    Insert(Index, &'static str),
    Remove(Index, usize),
    Twice(Index),
    Swap(Index, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<Index>(), select(PIECES.to_vec())).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        2 => (any::<Index>(), 1..4_usize).prop_map(|(at, count)| Edit::Remove(at, count)),
        1 => any::<Index>().prop_map(Edit::Twice),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Edit::Swap(a, b)),
    ]
}

fn edited(text: &str, edit: &Edit) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let mut lines: Vec<&str> = text.lines().collect();
    match edit {
        Edit::Insert(at, piece) => {
            let at = at.index(letters.len() + 1);
            letters.splice(at..at, piece.chars());
        }
        Edit::Remove(at, count) if !letters.is_empty() => {
            let at = at.index(letters.len());
            letters.drain(at..letters.len().min(at + count));
        }
        Edit::Twice(at) if !lines.is_empty() => {
            let at = at.index(lines.len());
            lines.insert(at, lines[at]);
            return lines.join("\n") + "\n";
        }
        Edit::Swap(a, b) if !lines.is_empty() => {
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            return lines.join("\n") + "\n";
        }
        _ => {}
    }
    letters.into_iter().collect()
}

/// What `serde_yaml` has read, as YAML that leaves no choice.
fn anew(value: &Value) -> String {
    match value {
        Value::Mapping(entries) => {
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| format!("{}: {}", anew(key), anew(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Sequence(items) => format!("[{}]", items.iter().map(anew).collect::<Vec<_>>().join(", ")),
        Value::Tagged(tagged) => panic!("{tagged:?}"),
        scalar => serde_json::to_string(scalar).expect("it is a scalar"),
    }
}

fn tree(platform: &str, spec: &str) -> Option<BTreeMap<String, String>> {
    let sources = [Source::new("platform.yaml", platform), Source::new("group/endpoint.yaml", spec)];
    let tree = configure().sources(sources).generate().ok()?;
    Some(tree.files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect())
}

#[test]
fn two_parsers_agree_or_the_file_is_refused() {
    let read = |folder: &str| support::texts(&support::root().join(folder), ".yaml");
    let mut all = Vec::new();
    for folder in ["spec", "tests/golden/shapes/spec", "tests/golden/texts/spec", "examples/downstream/spec"]
    {
        let mut texts = read(folder);
        let platform = texts.remove("platform.yaml").expect("it has a platform");
        all.extend(texts.into_values().map(|spec| (platform.clone(), spec)));
    }
    all.push((specs::PLATFORM.to_owned(), "page: { title: t, method: POST, host: open, path: /a/, response: { err_no: { type: int64 } } }\ndecisions: { envelope: plain }\n".to_owned()));
    let (accepted, changed) = (Cell::new(0), Cell::new(0));
    let strategy = (any::<Index>(), proptest::collection::vec(edit(), 1..4));
    for_any(3000, &strategy, |(at, edits)| {
        let (platform, spec) = &all[at.index(all.len())];
        let text = edits.iter().fold(spec.clone(), |text, edit| edited(&text, edit));
        let Some(tree_of_text) = tree(platform, &text) else { return };
        accepted.set(accepted.get() + 1);
        changed.set(changed.get() + usize::from(tree(platform, spec).as_ref() != Some(&tree_of_text)));
        let value: Value = serde_yaml::from_str(&text).expect("serde_yaml reads it, too");
        assert_eq!(tree(platform, &anew(&value)), Some(tree_of_text), "{text}");
    });
    println!("{} are accepted, {} of them become other code", accepted.get(), changed.get());
    assert!(accepted.get() > 150 && changed.get() > 80, "{accepted:?} {changed:?}");
}
