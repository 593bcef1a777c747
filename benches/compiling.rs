//! Takes the code that three generators and a person write for the same endpoints, gives tables of what the compiler needs
//! for it.

mod peers;
mod support;

use peers::openapi::Document;
use peers::plain::{Style, structs};
use peers::tools::{Peer, Peers};
use support::measure::{Cost, in_turns, median, run};
use support::record;
use support::subject::{SERDE, Subject};
use support::table::{Goals, Table, ratio, thousands};
use support::work::Work;

const SIZE: usize = 493;
/// What one endpoint more costs is the difference between all and these, by their number.
const FEWER: usize = 50;
/// One check of each takes minutes, and what it is asked for are factors.
const ROUNDS: usize = 1;
const OURS: &str = "`douyin-codegen`";
const PROGENITOR: &str = "`progenitor-impl`";
const TYPIFY: &str = "`typify-impl`";

fn main() {
    if !support::asked("compiling") {
        return;
    }
    let work = Work::whole().of(SIZE);
    let fewer = Work::whole().of(FEWER);
    let subjects = subjects(&work, &fewer);
    let conditions = record::conditions();
    let checks = in_turns(ROUNDS, &subjects, |subject| subject.compile(&["check"]));
    let checks: Vec<Cost> = checks.iter().map(|costs| median(costs)).collect();
    let below = format!("{SIZE} endpoints if nothing else is said. One check of each. {conditions}\n");
    record::keep("check", &[check_table(&subjects, &checks), below].join("\n"));

    let builds: Vec<Cost> = subjects.iter().map(|subject| subject.compile(&["build", "--release"])).collect();
    let below = format!("As above, and one build of each. {conditions}\n");
    record::keep("release", &[release_table(&subjects, &builds), below].join("\n"));
}

fn subjects(work: &Work, fewer: &Work) -> Vec<Subject> {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let openapi = folder.path().join("openapi.json");
    std::fs::write(&openapi, Document::of(work).text()).expect("it can be written");
    let made = |peer: &Peer| {
        let rust = folder.path().join("made.rs");
        run(&mut peer.command(&openapi, &rust));
        std::fs::read_to_string(rust).expect("it can be read")
    };
    let peers = Peers::built();
    let reqwest = "reqwest = { version = \"0.13\", default-features = false, features = [\"json\", \"query\", \"stream\"] }\n";
    let client =
        "bytes = \"1\"\nfutures-core = \"0.3\"\nprogenitor-client = \"0.15\"\nserde_urlencoded = \"0.7\"\n";
    let progenitor = format!("{SERDE}{reqwest}{client}");
    let plain = |style| structs(work, style);
    vec![
        ours("ours", OURS, work),
        ours("ours_of_fewer", &format!("{OURS}, {} endpoints", fewer.size()), fewer),
        new("progenitor", &peers.progenitor.title, &progenitor, &made(&peers.progenitor)),
        new("typify", &peers.typify.title, SERDE, &made(&peers.typify)),
        new(
            "by_hand",
            "by hand: serde both ways, `Clone`, `Debug`, `Default`",
            SERDE,
            &plain(Style::Derives),
        ),
        new("bare", "the floor: structs without a derive", "", &plain(Style::Bare)),
    ]
}

fn new(name: &'static str, title: &str, dependencies: &str, lib: &str) -> Subject {
    Subject::new("compiling", name, title, dependencies, lib)
}

/// Our crate is a folder of files.
fn ours(name: &'static str, title: &str, work: &Work) -> Subject {
    let runtime = support::root().join("runtime");
    let dependency = format!("douyin-runtime = {{ path = '{}' }}\n", runtime.display());
    let mut subject = new(name, title, &dependency, "include!(\"../generated/lib.rs\");\n");
    let generated = subject.package.path("generated");
    douyin_codegen::configure().sources(work.sources()).write_to(&generated).expect("the specs are right");
    subject.lines = support::lines(&generated);
    subject
}

fn check_table(subjects: &[Subject], costs: &[Cost]) -> String {
    let mut table = Table::new(&["check", "lines", "CPU s", "times progenitor's", "peak MB"]);
    let [ours, progenitor, typify] = [OURS, PROGENITOR, TYPIFY].map(|title| find(subjects, costs, title).1);
    for (subject, cost) in subjects.iter().zip(costs) {
        table.row(&[
            subject.title.clone(),
            thousands(subject.lines),
            format!("{:.1}", cost.seconds()),
            format!("{:.2}", cost.seconds() / progenitor.seconds()),
            format!("{:.0}", cost.megabytes()),
        ]);
    }
    let mut more = Table::new(&["one endpoint more adds", "lines", "CPU ms"]);
    more.row(&[
        OURS.to_owned(),
        format!("{:.0}", one_more(subjects, costs, |subject, _| ratio(subject.lines, 1))),
        format!("{:.1}", one_more(subjects, costs, |_, cost| cost.seconds() * 1e3)),
    ]);
    let better = progenitor.seconds().min(typify.seconds());
    let mut goals = Goals::new();
    goals.at_most("CPU", 5.0, ours.seconds(), (1, " s"));
    goals.at_most("CPU, times the better peer's", 0.5, ours.seconds() / better, (2, ""));
    // The aim, and what progenitor took on the machine that it was set on.
    goals.at_most("CPU, times progenitor's", 5.0 / 18.2, ours.seconds() / progenitor.seconds(), (2, ""));
    goals.at_most("peak", 700.0, ours.megabytes(), (0, " MB"));
    format!("{table}\n{more}\n{goals}")
}

fn release_table(subjects: &[Subject], costs: &[Cost]) -> String {
    let mut table = Table::new(&["release", "CPU s", "times progenitor's", "peak MB", "rlib MB"]);
    let [ours, progenitor] = [OURS, PROGENITOR].map(|title| find(subjects, costs, title).1.seconds());
    for (subject, cost) in subjects.iter().zip(costs) {
        table.row(&[
            subject.title.clone(),
            format!("{:.1}", cost.seconds()),
            format!("{:.2}", cost.seconds() / progenitor),
            format!("{:.0}", cost.megabytes()),
            format!("{:.1}", ratio(subject.rlib(), 1_000_000)),
        ]);
    }
    let mut more = Table::new(&["one endpoint more adds", "CPU ms", "rlib kB"]);
    more.row(&[
        OURS.to_owned(),
        format!("{:.1}", one_more(subjects, costs, |_, cost| cost.seconds() * 1e3)),
        format!("{:.1}", one_more(subjects, costs, |subject, _| ratio(subject.rlib(), 1_000))),
    ]);
    let mut goals = Goals::new();
    goals.at_most("CPU, times progenitor's", 0.5, ours / progenitor, (2, ""));
    format!("{table}\n{more}\n{goals}")
}

/// What each endpoint adds to ours, beyond the few.
fn one_more(subjects: &[Subject], costs: &[Cost], of: impl Fn(&Subject, &Cost) -> f64) -> f64 {
    let [all, fewer] = [OURS.to_owned(), format!("{OURS},")].map(|title| {
        let (subject, cost) = find(subjects, costs, &title);
        of(subject, cost)
    });
    (all - fewer) / ratio(SIZE - FEWER, 1)
}

/// The first whose title starts so.
fn find<'s>(subjects: &'s [Subject], costs: &'s [Cost], title: &str) -> (&'s Subject, &'s Cost) {
    let at = subjects.iter().position(|one| one.title.starts_with(title)).expect("it was compiled");
    (&subjects[at], &costs[at])
}
