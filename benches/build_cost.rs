//! Takes crates that a build script may generate code with, gives a table of what each costs a clean build.

mod support;

use std::path::Path;

use support::measure::{Cost, cost_of, in_turns, median, spread};
use support::package::{Package, version};
use support::record;
use support::table::{Goals, Table};

const OURS: &str = "douyin-codegen";
const ROUNDS: usize = 3;

/// A build-dependency, and the build script that makes Cargo compile, link and run it.
struct Candidate {
    name: &'static str,
    script: Option<&'static str>,
}

const CANDIDATES: [Candidate; 5] = [
    Candidate { name: "nothing", script: None },
    Candidate {
        name: OURS,
        script: Some(
            "fn main() -> Result<(), douyin_codegen::Error> { douyin_codegen::configure().build().map(drop) }",
        ),
    },
    Candidate { name: "prost-build", script: Some("fn main() { prost_build::Config::new(); }") },
    Candidate {
        name: "progenitor-impl",
        script: Some("fn main() { progenitor_impl::Generator::default(); }"),
    },
    Candidate { name: "progenitor", script: Some("fn main() { progenitor::Generator::default(); }") },
];

/// A crate that prints hello and has one candidate as its build-dependency.
struct Hello {
    name: &'static str,
    /// The candidate's name and, if it is one, version.
    title: String,
    package: Package,
}

/// What a build costs, and the packages that Cargo says it compiles, besides hello itself.
struct Build {
    cost: Cost,
    crates: usize,
}

fn main() {
    if !support::asked("build_cost") {
        return;
    }
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let hellos = CANDIDATES.map(|candidate| Hello::new(&candidate, folder.path()));
    let builds = in_turns(ROUNDS, &hellos, Hello::build);
    let conditions = record::conditions();
    let below = format!("Medians of {ROUNDS} builds, CPU with the lowest and the highest. {conditions}\n");
    record::keep("build_cost", &[table(&hellos, &builds), goals(&hellos, &builds), below].join("\n"));
}

impl Hello {
    fn new(candidate: &Candidate, parent: &Path) -> Self {
        let name = candidate.name;
        let folder = parent.join(name);
        let mut sources = vec![("src/main.rs", "fn main() { println!(\"hello\"); }\n")];
        let mut manifest =
            "[package]\nname = \"hello\"\nversion = \"0.0.0\"\nedition = \"2024\"\n".to_owned();
        if let Some(script) = candidate.script {
            sources.push(("build.rs", script));
            manifest += &["[build-dependencies]\n", name, " = ", &requirement(name), "\n"].concat();
        }
        let package = if name == OURS {
            support::work::tests::copy(&support::root().join("spec"), &folder.join("spec"));
            Package::locked(&folder, &manifest, &sources)
        } else {
            Package::new(&folder, &manifest, &sources)
        };
        let lock = std::fs::read_to_string(package.path("Cargo.lock")).expect("Cargo wrote it");
        let version = version(&lock, name);
        let title = version.map_or_else(|| name.to_owned(), |version| format!("`{name}` {version}"));
        Self { name, title, package }
    }

    fn build(&self) -> Build {
        let target = tempfile::tempdir_in(self.package.path(".")).expect("there is a temporary folder");
        let mut cargo = self.package.cargo("build");
        cargo.arg("--offline").env("CARGO_TARGET_DIR", target.path());
        let (built, cost) = cost_of(&cargo);
        let told = String::from_utf8(built.stderr).expect("Cargo writes UTF-8");
        let compiled = told.lines().filter(|line| line.trim_start().starts_with("Compiling ")).count();
        Build { cost, crates: compiled - 1 }
    }
}

/// Ours as it stands beside this file, of another the latest.
fn requirement(name: &str) -> String {
    if name != OURS {
        return "\"*\"".to_owned();
    }
    format!("{{ path = '{}' }}", support::root().join("codegen").display())
}

fn table(hellos: &[Hello], builds: &[Vec<Build>]) -> String {
    let ours = of(hellos, builds, OURS).0.seconds();
    let times = format!("CPU, times `{OURS}`");
    let mut table = Table::new(&["build-dependency", "CPU s", "wall s", "crates", &times]);
    for (hello, builds) in hellos.iter().zip(builds) {
        let [least, cpu, most] = spread(builds, |build| build.cost.seconds());
        let [_, wall, _] = spread(builds, |build| build.cost.wall.as_secs_f64());
        table.row(&[
            hello.title.clone(),
            format!("{cpu:.1} ({least:.1}–{most:.1})"),
            format!("{wall:.1}"),
            builds[0].crates.to_string(),
            format!("{:.2}", cpu / ours),
        ]);
    }
    table.to_string()
}

fn goals(hellos: &[Hello], builds: &[Vec<Build>]) -> String {
    let (ours, crates) = of(hellos, builds, OURS);
    let (theirs, _) = of(hellos, builds, "progenitor-impl");
    let mut goals = Goals::new();
    goals.at_most("CPU", 25.0, ours.seconds(), (1, " s"));
    // The goal, and what progenitor-impl took on the machine that it was set on.
    goals.at_most("CPU, times `progenitor-impl`", 25.0 / 52.6, ours.seconds() / theirs.seconds(), (2, ""));
    goals.at_most("crates", 30.0, f64::from(u32::try_from(crates).expect("they are few")), (0, ""));
    goals.to_string()
}

/// What one candidate costs, and its crates.
fn of(hellos: &[Hello], builds: &[Vec<Build>], name: &str) -> (Cost, usize) {
    let at = hellos.iter().position(|hello| hello.name == name).expect("it is a candidate");
    let costs: Vec<Cost> = builds[at].iter().map(|build| build.cost).collect();
    (median(&costs), builds[at][0].crates)
}
