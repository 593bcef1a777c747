//! A program in, what it costs out: CPU time, wall time and peak memory.
//!
//! The kernel adds up what the children of a process have used, and keeps the largest peak of them. To see one program alone, the
//! bench starts itself once more, as a process that has this one child.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

/// Names the file that the process before a program appends its costs to.
const NOTES: &str = "DOUYIN_BENCH_NOTES";

/// What a program and the processes it started have used.
#[derive(Clone, Copy)]
pub struct Cost {
    /// User and system.
    pub cpu: Duration,
    pub wall: Duration,
    /// The largest resident set of any of the processes, in bytes.
    pub peak: u64,
}

/// If this process is the one before a program: starts the program, notes its cost and exits as it did.
pub fn stand_before_a_program() {
    let Some(notes) = std::env::var_os(NOTES) else { return };
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    let start = Instant::now();
    let status = Command::new(&arguments[0]).args(&arguments[1..]).status().expect("the program is there");
    let wall = start.elapsed();
    let used = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the kernel counts");
    let time = |time: TimeVal| {
        let micros = time.tv_sec() * 1_000_000 + time.tv_usec();
        Duration::from_micros(micros.try_into().expect("time goes forward"))
    };
    let cpu = time(used.user_time()) + time(used.system_time());
    let note = format!(
        "{} {} {} {}\n",
        krate(&arguments).unwrap_or("-"),
        cpu.as_micros(),
        wall.as_micros(),
        used.max_rss()
    );
    append(Path::new(&notes), &note);
    std::process::exit(status.code().unwrap_or(1));
}

/// Runs a program, which must succeed.
pub fn cost_of(command: &Command) -> (Output, Cost) {
    let notes = tempfile::NamedTempFile::new().expect("there is a temporary folder");
    let mut before = Command::new(std::env::current_exe().expect("this program has a path"));
    before.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => before.env(name, value),
            None => before.env_remove(name),
        };
    }
    before.current_dir(command.get_current_dir().unwrap_or(Path::new(".")));
    let output = run(before.env(NOTES, notes.path()));
    (output, noted(notes.path(), "-").expect("the cost was noted"))
}

/// Runs Cargo, which must succeed and compile this crate, and gives the cost of the compiler for this crate alone.
pub fn cost_of_compiling(krate: &str, cargo: &mut Command) -> Cost {
    let notes = tempfile::NamedTempFile::new().expect("there is a temporary folder");
    let before = std::env::current_exe().expect("this program has a path");
    run(cargo.env("RUSTC_WRAPPER", before).env(NOTES, notes.path()));
    noted(notes.path(), krate).unwrap_or_else(|| panic!("{krate} was not compiled"))
}

/// One candidate after the other, several times, so that a busy minute of the machine touches all of them.
pub fn in_turns<C, T>(rounds: usize, candidates: &[C], mut measure: impl FnMut(&C) -> T) -> Vec<Vec<T>> {
    let mut measured: Vec<Vec<T>> = candidates.iter().map(|_| Vec::new()).collect();
    for round in 1..=rounds {
        if rounds < 10 {
            eprintln!("round {round} of {rounds}");
        }
        for (candidate, measured) in candidates.iter().zip(&mut measured) {
            measured.push(measure(candidate));
        }
    }
    measured
}

/// The lowest, the median and the highest.
pub fn spread<T>(measured: &[T], of: impl Fn(&T) -> f64) -> [f64; 3] {
    let mut all: Vec<f64> = measured.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    [all[0], all[all.len() / 2], all[all.len() - 1]]
}

/// The lower quartile, the median and the upper one: of many short measurings, the extremes are the machine's.
pub fn quartiles(measured: &[f64]) -> [f64; 3] {
    let mut all = measured.to_vec();
    all.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarters| all[all.len() * quarters / 4])
}

/// How many times the other's, as the median of what each round says.
pub fn times(measured: &[f64], others: &[f64]) -> f64 {
    let ratios: Vec<f64> = measured.iter().zip(others).map(|(one, other)| one / other).collect();
    quartiles(&ratios)[1]
}

/// The costs' medians, each by itself.
pub fn median(costs: &[Cost]) -> Cost {
    let seconds = |of: fn(&Cost) -> Duration| {
        let [_, median, _] = spread(costs, |cost| of(cost).as_secs_f64());
        Duration::from_secs_f64(median)
    };
    let mut peaks: Vec<u64> = costs.iter().map(|cost| cost.peak).collect();
    peaks.sort_unstable();
    Cost { cpu: seconds(|cost| cost.cpu), wall: seconds(|cost| cost.wall), peak: peaks[peaks.len() / 2] }
}

impl Cost {
    /// CPU seconds.
    pub fn seconds(&self) -> f64 {
        self.cpu.as_secs_f64()
    }

    /// Peak megabytes.
    #[allow(clippy::cast_precision_loss, reason = "memory is far below what a double can count")]
    pub fn megabytes(&self) -> f64 {
        self.peak as f64 / 1e6
    }
}

pub fn text(command: &mut Command) -> String {
    String::from_utf8(run(command).stdout).expect("it writes UTF-8").trim().to_owned()
}

pub fn run(command: &mut Command) -> Output {
    let output = command.output().expect("the program is there");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// The crate that a compiler is called for.
fn krate(arguments: &[std::ffi::OsString]) -> Option<&str> {
    let at = arguments.iter().position(|argument| argument == OsStr::new("--crate-name"))?;
    arguments.get(at + 1)?.to_str()
}

/// The kernel appends a line this short as a whole, whoever else does.
fn append(notes: &Path, note: &str) {
    let mut file = std::fs::File::options().append(true).open(notes).expect("the notes can be opened");
    std::io::Write::write_all(&mut file, note.as_bytes()).expect("the notes can be written");
}

fn noted(notes: &Path, krate: &str) -> Option<Cost> {
    let notes = std::fs::read_to_string(notes).expect("the notes can be read");
    let note = notes.lines().filter_map(|line| line.strip_prefix(krate)?.strip_prefix(' ')).next_back()?;
    let [cpu, wall, kilobytes]: [u64; 3] = note
        .split(' ')
        .map(|number| number.parse().expect("it is a number"))
        .collect::<Vec<_>>()
        .try_into()
        .expect("there are three");
    let [cpu, wall] = [cpu, wall].map(Duration::from_micros);
    Some(Cost { cpu, wall, peak: kilobytes * 1024 })
}
