//! Takes the same endpoints for three generators, gives tables of what a run of each costs, and of what ours costs when
//! little or nothing has changed.

mod peers;
mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use peers::openapi::Document;
use peers::tools::{Ours, Peers, Profile};
use support::measure::{Cost, cost_of, in_turns, median, run, spread};
use support::record;
use support::table::{Goals, Table, thousands};
use support::work::Work;

const SIZES: [usize; 4] = [2, 50, 493, 5_000];
/// The size that the goals are for.
const MAIN: usize = 493;
const ROUNDS: usize = 5;
const OURS: &str = "`douyin-codegen`";
const SPEC: &str = "trip/certificate_verify.yaml";

/// One tool, given one size.
struct Given {
    title: String,
    size: usize,
    command: Command,
    /// What the command writes: a file or a folder.
    output: PathBuf,
}

/// A run of ours on the main size, in a folder of its own.
struct Situation {
    title: &'static str,
    profile: Profile,
    before: fn(&Path),
    folder: PathBuf,
    command: Command,
}

fn main() {
    if !support::asked("generation") {
        return;
    }
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let work = Work::whole();
    let (release, dev) = (Ours::built(Profile::Release), Ours::built(Profile::Dev));
    let (given, adapted) = given(&work, &release, folder.path());
    let situations = situations(&work, [&release, &dev], folder.path());
    let costs = in_turns(ROUNDS, &given, Given::cost);
    let ours = in_turns(ROUNDS, &situations, Situation::cost);
    let tables = [
        sizes(&given, &costs),
        adapted,
        rebuilds(&situations, &ours),
        goals(&given, &costs, &situations, &ours),
        format!(
            "Medians of {ROUNDS} runs in turns, CPU with the lowest and the highest. {}\n",
            record::conditions()
        ),
    ];
    record::keep("generation", &tables.join("\n"));
}

/// Every tool with every size, and what had to be said otherwise in OpenAPI.
fn given(work: &Work, release: &Ours, folder: &Path) -> (Vec<Given>, String) {
    let peers = Peers::built();
    let mut given = Vec::new();
    let mut adapted = String::new();
    for size in SIZES {
        let work = work.of(size);
        let folder = folder.join(size.to_string());
        work.write(&folder.join("spec"));
        let document = Document::of(&work);
        let openapi = folder.join("openapi.json");
        std::fs::write(&openapi, document.text()).expect("it can be written");
        for peer in [&peers.progenitor, &peers.typify] {
            let output = folder.join(format!("{}.rs", given.len()));
            let command = peer.command(&openapi, &output);
            given.push(Given { title: peer.title.clone(), size, command, output });
        }
        let command = release.command(&folder);
        given.push(Given { title: OURS.to_owned(), size, command, output: folder.join("generated") });
        if size == MAIN {
            let list = document.adapted.iter().map(|(what, times)| format!("- {times} times {what}.\n"));
            adapted = format!(
                "In OpenAPI for {MAIN} endpoints, said otherwise than in the specs:\n\n{}",
                list.collect::<String>()
            );
        }
    }
    (given, adapted)
}

impl Given {
    /// Of a run that finds nothing written.
    fn cost(&self) -> Cost {
        set_aside(&self.output);
        cost_of(&self.command).1
    }

    fn lines(&self) -> usize {
        support::lines(&self.output)
    }
}

fn situations(work: &Work, [release, dev]: [&Ours; 2], folder: &Path) -> Vec<Situation> {
    let nothing_written: fn(&Path) = |folder| set_aside(&folder.join("generated"));
    let unchanged: fn(&Path) = |_| ();
    let kinds = [("all new", nothing_written), ("nothing changed", unchanged), ("one spec changed", change)];
    let mut situations = Vec::new();
    for (profile, program) in [(Profile::Release, release), (Profile::Dev, dev)] {
        for (title, before) in kinds {
            let folder = folder.join(situations.len().to_string() + "-of-ours");
            work.write(&folder.join("spec"));
            let mut command = program.command(&folder);
            run(&mut command);
            situations.push(Situation { title, profile, before, folder, command });
        }
    }
    situations
}

/// Moves away what a run has written. It is not removed: a disk that has just removed many files is slow to make new ones.
fn set_aside(output: &Path) {
    let mut aside = (0..).map(|number| output.with_extension(number.to_string()));
    if output.exists() {
        let aside = aside.find(|aside| !aside.exists()).expect("numbers do not end");
        std::fs::rename(output, aside).expect("it can be moved");
    }
}

/// Gives a field one more letter of documentation.
fn change(folder: &Path) {
    let path = folder.join("spec").join(SPEC);
    let text = std::fs::read_to_string(&path).expect("the spec is there");
    let changed = text.replacen("doc: 抖音侧的订单号", "doc: 抖音侧的订单号号", 1);
    assert_ne!(text, changed, "the spec has that field");
    std::fs::write(path, changed).expect("it can be written");
}

impl Situation {
    fn cost(&self) -> Cost {
        (self.before)(&self.folder);
        cost_of(&self.command).1
    }
}

fn sizes(given: &[Given], costs: &[Vec<Cost>]) -> String {
    let head =
        ["endpoints", "tool", "CPU s", "wall s, lowest", "peak MB", "lines", "CPU, times progenitor's"];
    let mut table = Table::new(&head);
    for (one, costs_of_one) in given.iter().zip(costs) {
        let [least, cpu, most] = spread(costs_of_one, Cost::seconds);
        let cost = median(costs_of_one);
        let [quietest, ..] = spread(costs_of_one, |cost| cost.wall.as_secs_f64());
        let (_, progenitor) = find(given, costs, "progenitor", one.size);
        table.row(&[
            thousands(one.size),
            one.title.clone(),
            format!("{cpu:.3} ({least:.3}–{most:.3})"),
            format!("{quietest:.3}"),
            format!("{:.0}", cost.megabytes()),
            thousands(one.lines()),
            format!("{:.2}", cpu / progenitor.seconds()),
        ]);
    }
    table.to_string()
}

fn rebuilds(situations: &[Situation], costs: &[Vec<Cost>]) -> String {
    let mut table = Table::new(&["ours, 493 endpoints", "build", "CPU ms", "wall ms, lowest", "peak MB"]);
    for (situation, costs) in situations.iter().zip(costs) {
        let cost = median(costs);
        let [quietest, ..] = spread(costs, |cost| cost.wall.as_secs_f64());
        table.row(&[
            situation.title.to_owned(),
            if situation.profile == Profile::Release { "release" } else { "unoptimised" }.to_owned(),
            format!("{:.1}", cost.seconds() * 1e3),
            format!("{:.1}", quietest * 1e3),
            format!("{:.0}", cost.megabytes()),
        ]);
    }
    table.to_string()
}

fn goals(given: &[Given], costs: &[Vec<Cost>], situations: &[Situation], of_ours: &[Vec<Cost>]) -> String {
    let (main, ours) = find(given, costs, OURS, MAIN);
    let (progenitor, theirs) = find(given, costs, "progenitor", MAIN);
    let (_, largest) = find(given, costs, OURS, SIZES[3]);
    let of = |title, profile| {
        let is = |one: &Situation| one.title == title && one.profile == profile;
        &of_ours[situations.iter().position(is).expect("it was measured")]
    };
    // The quietest run: other programs lengthen it, nothing shortens it.
    let wall = |title, profile| spread(of(title, profile), |cost| cost.wall.as_secs_f64())[0];
    let [unchanged, changed] =
        ["nothing changed", "one spec changed"].map(|title| wall(title, Profile::Release) * 1e3);
    let mut goals = Goals::new();
    goals.at_most("CPU, all new", 0.3, ours.seconds(), (3, " s"));
    goals.at_most("CPU, times progenitor's", 0.41, ours.seconds() / theirs.seconds(), (2, ""));
    goals.at_most("peak", 60.0, ours.megabytes(), (0, " MB"));
    goals.at_most("wall time, unoptimised, all new", 1.0, wall("all new", Profile::Dev), (2, " s"));
    let linear = largest.seconds() / 5_000.0 / (ours.seconds() / 493.0);
    goals.at_most("CPU of an endpoint of 5,000, times one of 493", 1.1, linear, (2, ""));
    goals.at_most("wall time, nothing changed", 20.0, unchanged, (1, " ms"));
    goals.at_most("wall time that one changed spec adds to that", 5.0, changed - unchanged, (1, " ms"));
    let lines = support::table::ratio(main.lines(), progenitor.lines());
    goals.at_most("lines, times progenitor's", 0.5, lines, (2, ""));
    format!("At {MAIN} endpoints, in release if nothing else is said:\n\n{goals}")
}

fn find<'g>(given: &'g [Given], costs: &[Vec<Cost>], title: &str, size: usize) -> (&'g Given, Cost) {
    let is = |one: &Given| one.title.contains(title) && one.size == size;
    let at = given.iter().position(is).expect("it was measured");
    (&given[at], median(&costs[at]))
}
