//! A page is imported again, over a spec in which people wrote: is nothing that they wrote lost or changed without a word,
//! and does the report say what they must decide, and where?

mod comments;
mod decisions;
mod fields;
mod files;
mod layouts;
#[path = "../support/mod.rs"]
mod support;

use std::path::PathBuf;

use serde_json::Value;

const SPEC: &str = "spec/toolkit/verify_local_certificates.yaml";

/// What stands in a text, and what shall stand there instead.
type Edit<'e> = (&'e str, &'e str);

fn edited(text: &str, edits: &[Edit<'_>]) -> String {
    edits.iter().fold(text.to_owned(), |text, (before, after)| {
        assert!(text.contains(before), "{before}");
        text.replacen(before, after, 1)
    })
}

/// A folder with the committed specs, one of which people have written in, and with its page as it is now.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(spec: &str, page: &[Edit<'_>]) -> Self {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        support::copy(&support::root().join("spec"), &folder.path().join("spec"));
        std::fs::write(folder.path().join(SPEC), spec).expect("it can be written");
        std::fs::write(folder.path().join("page.txt"), edited(support::PAGES[1].1, page)).expect("it can be");
        Self(folder)
    }

    fn path(&self) -> PathBuf {
        self.0.path().join(SPEC)
    }

    fn spec(&self) -> String {
        std::fs::read_to_string(self.path()).expect("it is there")
    }

    fn run(&self, command: &str, status: i32) -> Value {
        let done = support::codegen(&[command, "page.txt", "--format", "json"], self.0.path());
        assert_eq!(done.status.code(), Some(status), "{}", String::from_utf8_lossy(&done.stdout));
        let told: Value = serde_json::from_slice(&done.stdout).expect("it is JSON");
        told["pages"][0].clone()
    }

    /// Imports the page, twice: the second time nothing is left to do.
    fn imported(&self) -> (String, Value) {
        let told = self.run("import", 0);
        let spec = self.spec();
        self.run("import", 0);
        assert_eq!(self.spec(), spec, "the second time no byte is another one");
        self.run("drift", 0);
        (spec, told)
    }

    /// Asserts that the page is refused, that the reason says this, and that no file was touched.
    fn is_refused(&self, reason: &[&str]) {
        let before = support::files(self.0.path());
        for command in ["drift", "import"] {
            let told = self.run(command, 1);
            let text = told["refused"][0]["text"].as_str().unwrap_or_default();
            assert!(reason.iter().all(|part| text.contains(part)), "{reason:?}: {told}");
        }
        assert_eq!(support::files(self.0.path()), before);
    }
}

/// A spec in which people wrote, and its page as it is now.
fn imported(spec: &[Edit<'_>], page: &[Edit<'_>]) -> (String, Value) {
    Folder::new(&edited(&support::read(SPEC), spec), page).imported()
}

fn texts(told: &Value, key: &str) -> Vec<String> {
    let list = told[key].as_array().expect("there is a list").iter();
    list.map(|text| text.as_str().expect("it is a text").to_owned()).collect()
}

/// What was found, as `path: text`, each with the line of the spec where it is.
fn findings(told: &Value, key: &str, spec: &str) -> Vec<(String, String)> {
    let list = told[key].as_array().expect("there is a list").iter();
    let finding = |found: &Value| {
        let line = found["location"]["line"].as_u64().expect("it has a line");
        let line = spec.lines().nth(usize::try_from(line).expect("it fits") - 1).expect("the line is there");
        let said = |key: &str| found[key].as_str().expect("it is a text").to_owned();
        (format!("{}: {}", said("path"), said("text")), line.trim().to_owned())
    };
    list.map(finding).collect()
}

/// Asserts that just these were found, and each at a line that starts so.
fn assert_found(found: &[(String, String)], expected: &[Edit<'_>]) {
    let is_it = |(found, expected): (&(String, String), &Edit<'_>)| {
        found.0 == expected.0 && found.1.starts_with(expected.1)
    };
    assert!(found.len() == expected.len() && found.iter().zip(expected).all(is_it), "{found:#?}");
}
