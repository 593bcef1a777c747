//! Takes crates that a build script may generate code with, gives a table of what each costs a clean build.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const OURS: &str = "douyin-codegen";
const ROUNDS: usize = 3;
const OPEN: &str = "<!-- build_cost -->\n";
const CLOSE: &str = "<!-- /build_cost -->";

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
    /// The candidate's name and, if it is one, version.
    title: String,
    folder: PathBuf,
}

struct Cost {
    /// User and system, of Cargo and every process it starts.
    cpu: Duration,
    wall: Duration,
    /// Packages that Cargo says it compiles, besides hello itself.
    crates: usize,
}

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        println!("nothing is measured without `--bench`: run `cargo bench --bench build_cost`");
        return;
    }
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let hellos = CANDIDATES.map(|candidate| Hello::new(&candidate, folder.path()));
    let costs = measure(&hellos);
    let table = table(&hellos, &costs);
    print!("{table}");
    keep(&table);
}

impl Hello {
    /// Writes the crate and downloads all it needs, so that a build needs no network.
    fn new(candidate: &Candidate, parent: &Path) -> Self {
        let name = candidate.name;
        let folder = parent.join(name);
        std::fs::create_dir_all(folder.join("src")).expect("the folder can be made");
        let write = |path, text: &str| std::fs::write(folder.join(path), text).expect("it can be written");
        write("src/main.rs", "fn main() { println!(\"hello\"); }\n");
        let dependency = candidate.script.map(|script| {
            write("build.rs", script);
            format!("[build-dependencies]\n{name} = {}\n", requirement(name, &folder))
        });
        let package = "[package]\nname = \"hello\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n";
        write("Cargo.toml", &format!("{package}{}", dependency.unwrap_or_default()));
        run(Command::new("cargo").arg("fetch").current_dir(&folder));
        let lock = std::fs::read_to_string(folder.join("Cargo.lock")).expect("Cargo wrote it");
        Self { title: title(name, &lock), folder }
    }

    fn build(&self) -> Cost {
        let target = tempfile::tempdir_in(&self.folder).expect("there is a temporary folder");
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--offline"]).current_dir(&self.folder);
        cargo.env("CARGO_TARGET_DIR", target.path()).env("CARGO_INCREMENTAL", "0");
        cargo.env_remove("RUSTFLAGS").env_remove("RUSTC_WRAPPER");
        let (cpu, wall) = (cpu_of_children(), Instant::now());
        let built = run(&mut cargo);
        let (cpu, wall) = (cpu_of_children().saturating_sub(cpu), wall.elapsed());
        let told = String::from_utf8(built.stderr).expect("Cargo writes UTF-8");
        let compiled = told.lines().filter(|line| line.trim_start().starts_with("Compiling ")).count();
        Cost { cpu, wall, crates: compiled - 1 }
    }
}

/// Ours as it stands beside this file, with its specs and locked versions; of another the latest.
fn requirement(name: &str, folder: &Path) -> String {
    if name != OURS {
        return "\"*\"".to_owned();
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["spec", "Cargo.lock"] {
        run(Command::new("cp").arg("-R").arg(root.join(part)).arg(folder));
    }
    format!("{{ path = '{}' }}", root.join("codegen").display())
}

fn title(name: &str, lock: &str) -> String {
    let after = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).map(|(_, after)| after);
    let version = after.and_then(|after| after.split_once('"')).map(|(version, _)| version);
    version.map_or_else(|| name.to_owned(), |version| format!("`{name}` {version}"))
}

/// One candidate after the other, several times, so that a busy minute of the machine touches all of them.
fn measure(hellos: &[Hello]) -> Vec<Vec<Cost>> {
    let mut costs: Vec<Vec<Cost>> = hellos.iter().map(|_| Vec::new()).collect();
    for round in 1..=ROUNDS {
        for (hello, costs) in hellos.iter().zip(&mut costs) {
            let cost = hello.build();
            eprintln!("round {round} of {ROUNDS}: {}, {:.1} s of CPU", hello.title, cost.cpu.as_secs_f64());
            costs.push(cost);
        }
    }
    costs
}

/// What Linux has counted for the children this process has waited for, and theirs.
fn cpu_of_children() -> Duration {
    let per_second: u32 = text(Command::new("getconf").arg("CLK_TCK")).parse().expect("it is a number");
    let stat = std::fs::read_to_string("/proc/self/stat").expect("this is Linux");
    let (_, after_name) = stat.rsplit_once(") ").expect("the name is in parentheses");
    // `cutime` and `cstime`, 16th and 17th of all fields: the state, the third, comes first here.
    let ticks = after_name.split(' ').skip(13).take(2).map(|ticks| ticks.parse::<u64>().expect("a number"));
    Duration::from_secs(ticks.sum()) / per_second
}

fn table(hellos: &[Hello], costs: &[Vec<Cost>]) -> String {
    let ours = CANDIDATES.iter().position(|candidate| candidate.name == OURS).expect("it is a candidate");
    let [_, ours, _] = spread(&costs[ours], |cost| cost.cpu);
    let rows = hellos.iter().zip(costs).map(|(hello, costs)| {
        let [least, cpu, most] = spread(costs, |cost| cost.cpu);
        let [_, wall, _] = spread(costs, |cost| cost.wall);
        let (title, crates, times) = (&hello.title, costs[0].crates, cpu / ours);
        format!("| {title} | {cpu:.1} ({least:.1}–{most:.1}) | {wall:.1} | {crates} | {times:.2} |\n")
    });
    let head = format!("| build-dependency | CPU s | wall s | crates | CPU, times `{OURS}` |\n");
    format!("{head}|---|--:|--:|--:|--:|\n{}\n{}", rows.collect::<String>(), conditions())
}

/// The lowest, the median and the highest, in seconds.
fn spread(costs: &[Cost], of: impl Fn(&Cost) -> Duration) -> [f64; 3] {
    let mut all: Vec<Duration> = costs.iter().map(of).collect();
    all.sort();
    [all[0], all[all.len() / 2], all[all.len() - 1]].map(|duration| duration.as_secs_f64())
}

fn conditions() -> String {
    let cores = std::thread::available_parallelism().expect("the cores can be counted");
    let rustc = text(Command::new("rustc").arg("--version"));
    format!(
        "Medians of {ROUNDS} builds, CPU with the lowest and the highest. {cores} cores, {} {}, {rustc}.\n",
        std::env::consts::ARCH,
        std::env::consts::OS,
    )
}

/// Writes the table into the README beside this file.
fn keep(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/README.md");
    let readme = std::fs::read_to_string(&path).expect("there is a README");
    let (before, rest) = readme.split_once(OPEN).expect("the README says where the table starts");
    let (_, after) = rest.split_once(CLOSE).expect("the README says where the table ends");
    std::fs::write(path, format!("{before}{OPEN}{table}{CLOSE}{after}")).expect("the README can be written");
}

fn text(command: &mut Command) -> String {
    String::from_utf8(run(command).stdout).expect("it writes UTF-8").trim().to_owned()
}

fn run(command: &mut Command) -> Output {
    let output = command.output().expect("the program is there");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}
