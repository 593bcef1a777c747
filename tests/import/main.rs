//! `import` and `drift` on the vendor's two pages: do they give the committed specs' facts, and is every line told of?

mod asked;
mod found;
mod pages;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::process::Output;

use serde_json::Value as Json;

fn page(id: &str) -> String {
    let name = id.rsplit('/').next().expect("an id has a name");
    support::root().join(format!("tests/pages/{name}.txt")).to_string_lossy().into_owned()
}

fn run(args: &[&str], folder: &Path) -> Output {
    support::codegen(args, folder)
}

fn succeeds(args: &[&str], folder: &Path) -> String {
    let done = run(args, folder);
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("it is UTF-8")
}

fn json(args: &[&str], folder: &Path) -> Json {
    let done = run(&[args, &["--format", "json"]].concat(), folder);
    let told: Json = serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{error}: {done:?}"));
    told["pages"][0].clone()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is a temporary folder")
}

/// A folder with the committed platform and some of its specs.
fn with_specs(ids: &[&str]) -> tempfile::TempDir {
    let folder = folder();
    for id in ["platform"].iter().chain(ids) {
        let path = folder.path().join(format!("spec/{id}.yaml"));
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
        std::fs::copy(support::root().join(format!("spec/{id}.yaml")), path).expect("it can be copied");
    }
    folder
}
