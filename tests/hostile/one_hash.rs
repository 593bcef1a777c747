//! The same specs become the same bytes, whatever the run: a thousand with other orders, folders, locales, zones, masks and numbers of processors.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::support::chance::Chance;
use crate::support::{self, CODEGEN};

const RUNS: usize = 1000;

fn shuffled<T>(mut things: Vec<T>, chance: &Chance) -> Vec<T> {
    for at in (1..things.len()).rev() {
        let other = usize::try_from(chance.below(at as u64 + 1)).expect("it is small");
        things.swap(at, other);
    }
    things
}

/// What a run writes: in a folder of its own whose files were made in another order, by a process in other surroundings.
fn run(specs: &BTreeMap<String, String>, chance: &Chance) -> BTreeMap<String, Vec<u8>> {
    let above = tempfile::tempdir().expect("there is a temporary folder");
    let names = ["a", "spec's", "深い", "with space", "x/y/z"];
    let folder = above.path().join(chance.one_of(&names));
    for (path, text) in shuffled(specs.iter().collect(), chance) {
        let path = folder.join("spec").join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    }
    let mask = chance.one_of(&["022", "077", "002", "000"]);
    let cores = chance.one_of(&["", "taskset -c 0"]);
    let command = format!("umask {mask}; exec {cores} \"$@\"");
    let mut command_line = Command::new("sh");
    command_line.args(["-c", &command, "sh"]).arg(&*CODEGEN).arg("generate");
    let is_from_within = chance.percent(50);
    let (from, prefix) =
        if is_from_within { (folder.as_path(), Path::new("")) } else { (above.path(), folder.as_path()) };
    command_line
        .arg("--spec")
        .arg(prefix.join("spec"))
        .arg("--out")
        .arg(prefix.join("out"))
        .current_dir(from);
    command_line.env("LANG", chance.one_of(&["C", "zh_CN.UTF-8", "tr_TR.UTF-8", ""]));
    command_line.env("LC_ALL", chance.one_of(&["C", "POSIX", "de_DE.UTF-8", "ja_JP.eucJP"]));
    command_line.env("TZ", chance.one_of(&["UTC", "Asia/Shanghai", "America/St_Johns"]));
    command_line.env("HOME", chance.one_of(&["/", "/nowhere"]));
    let done = command_line.output().expect("the command runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    support::files(&folder.join("out"))
}

#[test]
#[ignore = "it takes a minute"]
fn a_thousand_runs_give_one_hash() {
    let specs = support::texts(&support::root().join("spec"), ".yaml");
    let first = support::files(&support::root().join("generated"));
    let chance = Chance::new(20_260_101);
    for number in 0..RUNS {
        assert_eq!(run(&specs, &chance), first, "run {number}");
    }
    println!("{RUNS} runs, {} files, the same bytes each time, and as they are committed", first.len());
}
