//! A folder of specs that attacks, and what becomes of it: refused by the command with a report and nothing written, or generated.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use douyin_codegen::{Source, configure};
use serde_json::{Value, json};

use crate::support::{CODEGEN, PLATFORM};

/// What the generator does with a case.
#[derive(Debug)]
pub enum Verdict {
    /// It says so by these rules, each at least once and no other.
    Refused(&'static [&'static str]),
    /// It generates code. The wire names are in it, each as a literal of its own.
    Accepted(&'static [&'static str]),
}

/// What a folder of specs has, and what must become of it.
pub struct Case {
    pub files: BTreeMap<String, Vec<u8>>,
    /// What is on the disk besides, as the one who attacks has prepared it in the folder above the specs.
    prepare: fn(&Path),
    pub verdict: Verdict,
}

/// Where an endpoint's file stands in a case that has one.
pub const ENDPOINT: &str = "group/endpoint.yaml";

/// A small spec without a mistake, with a place for most kinds of text.
pub fn spec() -> Value {
    json!({
        "page": {
            "title": "title", "method": "POST", "host": "open", "path": "/a/", "scope": "scope", "permission": "permission",
            "notes": ["note", { "title": "sample's title", "sample": "sample" }],
            "headers": { "access-token": { "type": "string", "required": true, "doc": "token" } },
            "request": {
                "id": { "type": "string", "required": true, "doc": "doc", "note": "note", "sample": "sample" },
                "kind": { "type": "int64", "enum": { "1": "meaning", "2": "" }, "required_when": "when" },
            },
            "rules": [{ "required": "request.kind", "when": { "request.id": "1" }, "doc": "rule" }],
            "response": { "err_no": { "type": "int64", "doc": "code" } },
            "errors": [{ "status": 200, "code": 1, "text": "text", "advice": "advice" }],
            "examples": { "requests": [{ "url": "/a/", "body": "body" }], "responses": [{ "body": "body" }] },
        },
        "decisions": {
            "token": "client", "envelope": "err_no",
            "errors": { "1": { "name": "first", "action": "read_message", "effect": "unknown" } },
        },
    })
}

/// A spec as a file has it: JSON, which is YAML, but for the numbers that are keys.
pub fn written(spec: &Value) -> String {
    ["1", "2"]
        .iter()
        .fold(format!("{spec:#}\n"), |text, key| text.replace(&format!("\"{key}\":"), &format!("{key}:")))
}

/// The places of `spec()` that hold a text which becomes a doc comment, as JSON pointers.
pub const DOCS: [&str; 14] = [
    "/page/scope",
    "/page/permission",
    "/page/notes/0",
    "/page/notes/1/title",
    "/page/notes/1/sample",
    "/page/headers/access-token/doc",
    "/page/request/id/doc",
    "/page/request/id/note",
    "/page/request/id/sample",
    "/page/request/kind/enum/1",
    "/page/request/kind/required_when",
    "/page/rules/0/doc",
    "/page/response/err_no/doc",
    "/page/examples/responses/0/body",
];
/// Those of texts that become string literals as well.
pub const LITERALS: [&str; 3] = ["/page/title", "/page/errors/0/text", "/page/errors/0/advice"];

/// The spec with another value at these places; where there is nothing, with one more key.
pub fn with<const N: usize>(changes: [(&str, Value); N]) -> Value {
    let mut spec = spec();
    for (pointer, value) in changes {
        let (above, key) = pointer.rsplit_once('/').expect("it is a pointer");
        let above = spec.pointer_mut(above).unwrap_or_else(|| panic!("{pointer}"));
        match above {
            Value::Array(items) => items[key.parse::<usize>().expect("it is a number")] = value,
            above => above[key] = value,
        }
    }
    spec
}

impl Case {
    /// One endpoint, and the platform that most tests have.
    pub fn of(spec: impl Text) -> Self {
        Self::files([(ENDPOINT, spec.bytes())])
    }

    /// These files, and the platform that most tests have.
    pub fn files<'p>(files: impl IntoIterator<Item = (&'p str, Vec<u8>)>) -> Self {
        let files = files.into_iter().map(|(path, bytes)| (path.to_owned(), bytes));
        let platform = ("platform.yaml".to_owned(), PLATFORM.into());
        Self {
            files: [platform].into_iter().chain(files).collect(),
            prepare: |_| {},
            verdict: Verdict::Refused(&[]),
        }
    }

    pub fn prepared(self, prepare: fn(&Path)) -> Self {
        Self { prepare, ..self }
    }

    pub fn refused(self, rules: &'static [&'static str]) -> Self {
        Self { verdict: Verdict::Refused(rules), ..self }
    }

    pub fn accepted(self) -> Self {
        self.with_names(&[])
    }

    pub fn with_names(self, names: &'static [&'static str]) -> Self {
        Self { verdict: Verdict::Accepted(names), ..self }
    }

    pub fn sources(&self) -> impl Iterator<Item = Source> {
        self.files.iter().map(|(path, bytes)| Source::new(path, bytes))
    }

    pub fn holds(&self, name: &str) {
        match self.verdict {
            Verdict::Refused(rules) => self.is_refused(name, rules),
            Verdict::Accepted(names) => self.is_accepted(name, names),
        }
    }

    fn is_accepted(&self, name: &str, names: &[&str]) {
        let tree = configure().sources(self.sources()).generate();
        let tree = tree.unwrap_or_else(|error| panic!("{name} is accepted: {error}"));
        let text: String = tree.files().map(|(_, text)| text).collect();
        for wire in names {
            assert!(text.contains(&format!("{wire:?}")), "{name}: no {wire:?} in\n{text}");
        }
        assert_is_printable(name, &text);
    }

    /// Status 1, every problem with its place, code and help, and not a file more than there was.
    fn is_refused(&self, name: &str, rules: &[&str]) {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        for (path, bytes) in &self.files {
            let path = folder.path().join("spec").join(path);
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
            std::fs::write(path, bytes).expect("it can be written");
        }
        (self.prepare)(folder.path());
        let before = listed(folder.path());

        let told = limited(&["generate"], folder.path());
        let text = String::from_utf8(told.stderr).expect("it is UTF-8");
        assert_eq!(told.status.code(), Some(1), "{name}: {text}");
        assert!(told.stdout.is_empty(), "{name}");
        assert_is_printable(name, &text);
        assert_eq!(listed(folder.path()), before, "{name}: something was written");

        let told = limited(&["lint", "--format", "json"], folder.path());
        assert_eq!(told.status.code(), Some(1), "{name}");
        let told: Value = serde_json::from_slice(&told.stdout).expect("it is JSON");
        let problems = told["problems"].as_array().expect("there is a list");
        let mut broken: Vec<_> = problems.iter().filter_map(|problem| problem["rule"].as_str()).collect();
        broken.sort_unstable();
        broken.dedup();
        assert_eq!(broken, rules, "{name}: {text}");
        for problem in problems {
            let has = |key: &str| problem[key].as_str().is_some_and(|said| !said.is_empty());
            assert!(has("message") && has("help"), "{name}: {problem:#}");
            let place = &problem["location"];
            assert!(place["path"].is_string() && place["line"].as_u64() >= Some(1), "{name}: {problem:#}");
        }
    }
}

/// No report and no code has a character that is not shown, or a line that a program takes for a command.
fn assert_is_printable(name: &str, text: &str) {
    let hidden = |letter: &char| {
        letter.is_control() && *letter != '\n' || "\u{200b}\u{202e}\u{2066}\u{2028}\u{feff}".contains(*letter)
    };
    assert_eq!(text.chars().find(hidden), None, "{name}: {text}");
    let is_command = |line: &&str| {
        ["cargo:", "::error", "::set-"].iter().any(|start| line.trim_start().starts_with(start))
    };
    assert_eq!(text.lines().find(is_command), None, "{name}");
}

/// Everything below a folder; links are not followed, and a file's size says that it is the same.
fn listed(folder: &Path) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("it can be read") {
        let path = entry.expect("it can be listed").path();
        let kind = path.symlink_metadata().expect("it is there");
        found.insert(path.display().to_string(), kind.len());
        if kind.is_dir() {
            found.extend(listed(&path));
        }
    }
    found
}

/// Runs the command with 200 MB of memory and five seconds of a processor.
fn limited(args: &[&str], folder: &Path) -> Output {
    let limits = "ulimit -v 204800; ulimit -t 5; exec \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", limits, "sh"]).arg(&*CODEGEN).args(args).env("MALLOC_ARENA_MAX", "1");
    command.current_dir(folder).output().expect("the command runs")
}

/// A spec as JSON, which is YAML, or as it stands.
pub trait Text {
    fn bytes(self) -> Vec<u8>;
}

impl Text for Value {
    fn bytes(self) -> Vec<u8> {
        written(&self).into_bytes()
    }
}

impl Text for &str {
    fn bytes(self) -> Vec<u8> {
        self.as_bytes().to_vec()
    }
}

impl Text for String {
    fn bytes(self) -> Vec<u8> {
        self.into_bytes()
    }
}
