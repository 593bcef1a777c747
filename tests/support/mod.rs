//! What several tests share: the committed specs as plain YAML values, read without the generator; the command; folders.
#![allow(dead_code, reason = "no test needs all of it")]

pub mod attacked;
pub mod calls;
pub mod canary;
pub mod chance;
pub mod corpus;
pub mod downstream;
pub mod fault;
pub mod faulty;
pub mod network;
pub mod page_writer;
pub mod platform;
pub mod repository;
pub mod samples;
#[cfg(unix)]
pub mod scene;
pub mod server;
pub mod verification;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use douyin_codegen::Source;
use serde_yaml::Value;

/// The endpoints that are transcribed from a page: the spec's id, and the page's text in `pages/`.
pub const PAGES: [(&str, &str); 2] = [
    ("trip/certificate_verify", include_str!("../pages/certificate_verify.txt")),
    ("toolkit/verify_local_certificates", include_str!("../pages/verify_local_certificates.txt")),
];

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A committed file's text.
pub fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A spec as plain YAML.
pub fn spec(id: &str) -> Value {
    serde_yaml::from_str(&read(&format!("spec/{id}.yaml"))).expect("a committed spec is YAML")
}

/// The sample request, or the sample or made reply, of a spec.
pub fn sample(id: &str, part: &str, side: &str) -> String {
    spec(id)[part]["examples"][side][0]["body"].as_str().expect("the spec has a sample").to_owned()
}

/// A platform that a test's own specs may refer to.
pub const PLATFORM: &str = "\
hosts: { open: { url: 'https://open.example.com' } }
tokens: { client: { header: access-token } }
envelopes: { err_no: { codes: [err_no] } }
";

/// Every file below a folder, while others may be writing there.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().into_string().expect("the name is UTF-8");
        if entry.path().is_dir() {
            let below = files(&entry.path());
            found.extend(below.into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        } else if let Ok(bytes) = std::fs::read(entry.path()) {
            found.insert(name, bytes);
        }
    }
    found
}

/// The files below a folder whose names end so, as texts.
pub fn texts(folder: &Path, extension: &str) -> BTreeMap<String, String> {
    let files = files(folder).into_iter().filter(|(path, _)| path.ends_with(extension));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("it is UTF-8"))).collect()
}

/// The committed specs.
pub fn sources() -> Vec<Source> {
    texts(&root().join("spec"), ".yaml").into_iter().map(|(path, text)| Source::new(path, text)).collect()
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the folder can be made");
    for entry in std::fs::read_dir(from).expect("the folder can be read") {
        let entry = entry.expect("the folder can be listed");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("it has a type").is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("the file can be copied");
        }
    }
}

/// The command `douyin-codegen`. Cargo builds it for the tests of its own package only.
pub static CODEGEN: LazyLock<PathBuf> = LazyLock::new(|| {
    let built = cargo()
        .args(["build", "--quiet", "--package=douyin-codegen", "--features=cli", "--message-format=json"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let messages = String::from_utf8(built.stdout).expect("cargo writes UTF-8");
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut executables = messages.filter_map(|message| Some(message["executable"].as_str()?.into()));
    executables.next().unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&built.stderr)))
});

/// Runs the command in a folder.
pub fn codegen(args: &[&str], folder: &Path) -> Output {
    Command::new(&*CODEGEN).args(args).current_dir(folder).output().expect("the command runs")
}

/// The Cargo that runs the tests.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
