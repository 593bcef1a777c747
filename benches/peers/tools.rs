//! Generators, ours and others, as programs: built once, in release and ours also as Cargo builds a build script.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::measure::{run, text};
use crate::support::package::{Package, version};
use crate::support::{kept, root};

const MANIFEST: &str = r#"[package]
name = "peers"
version = "0.0.0"
edition = "2024"

[dependencies]
prettyplease = "0.3"
progenitor-impl = "0.15"
schemars = "0.8"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
syn = { version = "3", features = ["full"] }
typify-impl = "0.8"
"#;

/// Programs called with an OpenAPI document and the Rust file that is to be written.
pub struct Peers {
    pub progenitor: Peer,
    pub typify: Peer,
}

pub struct Peer {
    program: PathBuf,
    /// Name and version.
    pub title: String,
}

impl Peers {
    /// Builds them, in release, unless that has been done.
    pub fn built() -> Self {
        let sources = [
            ("src/bin/progenitor.rs", include_str!("progenitor.rs")),
            ("src/bin/typify.rs", include_str!("typify.rs")),
        ];
        let package = Package::new(&kept("peers"), MANIFEST, &sources);
        eprintln!("building the peers");
        run(package.cargo("build").args(["--release", "--offline"]));
        let lock = std::fs::read_to_string(package.path("Cargo.lock")).expect("Cargo wrote it");
        let peer = |name: &str| {
            let of = format!("{name}-impl");
            let version = version(&lock, &of).expect("it is locked");
            Peer { program: package.path("target/release").join(name), title: format!("`{of}` {version}") }
        };
        Self { progenitor: peer("progenitor"), typify: peer("typify") }
    }
}

impl Peer {
    pub fn command(&self, document: &Path, rust: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(document).arg(rust);
        command
    }
}

/// How our generator is built.
#[derive(Clone, Copy, Eq, PartialEq)]
pub enum Profile {
    Release,
    /// Unoptimised, as Cargo builds build scripts and what they call.
    Dev,
}

/// The command `douyin-codegen`.
pub struct Ours {
    program: PathBuf,
}

impl Ours {
    pub fn built(profile: Profile) -> Self {
        eprintln!("building douyin-codegen");
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--package=douyin-codegen", "--features=cli", "--message-format=json"]);
        cargo.args((profile == Profile::Release).then_some("--release"));
        let messages = text(cargo.arg("--quiet").current_dir(root()));
        let messages = messages.lines().filter_map(|line| serde_json::from_str(line).ok());
        let program = messages
            .filter_map(|message: serde_json::Value| Some(message["executable"].as_str()?.into()))
            .next_back();
        Self { program: program.expect("Cargo says where the program is") }
    }

    /// Generates from `spec/` into `generated/`.
    pub fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("generate").current_dir(folder);
        command
    }
}
