//! A shape in, a program out that encodes the request and decodes the reply of an endpoint over and over: the page's
//! samples of `toolkit/verify_local_certificates`.

use std::path::PathBuf;
use std::process::Command;

use super::Shape;
use crate::support::kept;
use crate::support::measure::{run, text};
use crate::support::package::Package;
use crate::support::valgrind;
use crate::support::work::{Work, tests};

const TIMES: &str = "20000";

#[derive(Clone, Copy)]
pub enum Task {
    Encode,
    Decode,
}

pub struct Program {
    pub shape: Shape,
    path: PathBuf,
}

impl Program {
    /// In release, of the two endpoints that have pages.
    pub fn built(shape: Shape) -> Self {
        let name = format!("program_{}", shape.name());
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{}",
            shape.dependencies()
        );
        let main = format!("{}{}", shape.print(&Work::whole().of(2)), include_str!("prelude/program.rs"));
        let reply = tests::sample("toolkit/verify_local_certificates", "page", "responses");
        let sources = [("src/main.rs", main.as_str()), ("src/reply.json", reply.as_str())];
        let package = Package::locked(&kept("shapes").join(&name), &manifest, &sources);
        let target = kept("shapes").join("target");
        run(package.cargo("build").args(["--release", "--offline"]).env("CARGO_TARGET_DIR", &target));
        Self { shape, path: target.join("release").join(name) }
    }

    /// What it encodes and decodes: the same in every shape.
    pub fn shown(&self) -> String {
        text(&mut Command::new(&self.path))
    }

    /// Of one time.
    pub fn nanoseconds(&self, task: Task) -> f64 {
        let told = text(Command::new(&self.path).args([task.word(), TIMES]));
        told.parse().expect("it tells the time")
    }

    /// Of one time, if there is valgrind.
    pub fn instructions(&self, task: Task) -> Option<f64> {
        let repeats = |valgrind: &mut Command, times: u32| {
            valgrind.arg(&self.path).args([task.word(), &times.to_string()]);
        };
        valgrind::is_there().then(|| valgrind::instructions(&repeats))
    }
}

impl Task {
    fn word(self) -> &'static str {
        match self {
            Self::Encode => "encode",
            Self::Decode => "decode",
        }
    }
}
