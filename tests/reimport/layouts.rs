//! A page in another layout changes nothing.

use std::path::Path;

use serde_json::Value;

use super::texts;
use crate::support;
use crate::support::page_writer::{Layout, render};

/// The comments of a spec, which has no `#` in its texts.
fn comments(spec: &str) -> Vec<String> {
    let mut comments: Vec<_> =
        spec.lines().filter_map(|line| Some(format!("#{}", line.split_once('#')?.1.trim_end()))).collect();
    comments.sort();
    comments
}

/// Every spec that is in the repository, over which the page is imported that it would have in each layout.
#[test]
fn no_comment_no_decision_and_no_note_of_any_spec_is_lost_to_its_page_in_another_layout() {
    for folder in ["spec", "tests/golden/shapes/spec"] {
        let specs = support::texts(&support::root().join(folder), ".yaml");
        let platform = serde_yaml::from_str(&specs["platform.yaml"]).expect("it is YAML");
        for (id, text) in specs.iter().filter(|(id, _)| *id != "platform.yaml") {
            let spec: serde_yaml::Value = serde_yaml::from_str(text).expect("it is YAML");
            for layout in [Layout::Spaced, Layout::Dotted, Layout::Flat] {
                let page = render(&spec, &platform, layout);
                over(folder, id, text, &page)
                    .unwrap_or_else(|problem| panic!("{id}, {layout:?}: {problem}\n{page}"));
            }
        }
    }
}

/// Imports a page over a spec, twice, and says what is lost.
fn over(specs: &str, id: &str, text: &str, page: &str) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let path = folder.path().join("spec").join(id);
    std::fs::create_dir_all(path.parent().expect("a spec is in a folder")).expect("it can be made");
    std::fs::write(&path, text).expect("it can be written");
    std::fs::write(folder.path().join("page.txt"), page).expect("it can be written");
    let platform = support::root().join(specs).join("platform.yaml");
    std::fs::copy(platform, folder.path().join("spec/platform.yaml")).expect("it can be copied");
    let import = |folder: &Path| {
        let done = support::codegen(&["import", "page.txt", "--format", "json"], folder);
        let told: Value = serde_json::from_slice(&done.stdout).expect("it is JSON");
        (told["pages"][0].clone(), std::fs::read_to_string(&path).expect("it is there"))
    };
    let (told, after) = import(folder.path());
    if told.get("refused").is_some() {
        return Err(format!("refused: {told:#}"));
    }
    if import(folder.path()).1 != after {
        return Err("the second time something changed".to_owned());
    }
    let mut kept = comments(&after);
    kept.extend(texts(&told, "lost_comments"));
    kept.sort();
    if kept != comments(text) {
        return Err(format!("comments: {:#?}\n{kept:#?}", comments(text)));
    }
    let decisions = |spec: &str| spec.split_once("\ndecisions:").map(|(_, half)| half.to_owned());
    if decisions(&after) != decisions(text) {
        return Err("decisions".to_owned());
    }
    let notes = |spec: &str| spec.matches("note: ").count();
    let gone = told["stale"].to_string().matches("people added `note: ").count();
    (notes(&after) + gone >= notes(text)).then_some(()).ok_or_else(|| format!("notes: {after}"))
}
