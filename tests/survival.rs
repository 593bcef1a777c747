//! The command is killed, and run sixteen times at once: each generated file stays whole, old or new, and nobody else's
//! file is touched.
#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use support::scene::{Files, Scene, VERSIONS, is_leftover, write_foreign};

/// Numbers that look random, and are the same in each run.
fn random(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

#[test]
#[ignore = "takes a minute"]
fn a_thousand_kills_leave_every_file_whole() {
    const KILLS: usize = 1000;
    let scene = Scene::new();
    let out = scene.path("out");
    write_foreign(&out);
    let started = Instant::now();
    assert!(scene.generate("first", &out).status().expect("the command runs").success());
    let whole_run = started.elapsed();

    let mut seed = 0x2545_f491_4f6c_dd1d;
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for kill in 0..KILLS {
        let version = (kill + 1) % 2;
        let before = support::files(&out);
        let mut command = scene.generate(VERSIONS[version], &out).spawn().expect("the command runs");
        let patience = Duration::from_nanos(
            random(&mut seed) % u64::try_from(whole_run.as_nanos()).expect("it is short"),
        );
        let mut runs = || command.try_wait().is_ok_and(|done| done.is_none());
        match kill % 3 {
            0 => std::thread::sleep(patience),
            // Most of a run is reading: these are killed while it writes, and while it puts in place what it wrote.
            1 => {
                while support::files(&out) == before && runs() {}
                std::thread::sleep(patience / 16);
            }
            _ => {
                let first = out.join("lib.rs");
                let time = |file: &Path| fs::metadata(file).and_then(|file| file.modified()).ok();
                let written = time(&first);
                while time(&first) == written && runs() {}
            }
        }
        command.kill().expect("it can be killed");
        let finished = command.wait().expect("it ends").success();
        let after = support::files(&out);
        scene.assert_whole(&after, &format!("kill {kill}"));
        *outcomes.entry(outcome(&before, &after, &scene.trees[version], finished)).or_default() += 1;
    }
    assert!(scene.generate("second", &out).status().expect("the command runs").success());
    assert_eq!(
        support::files(&out),
        scene.trees[1],
        "the next run mends everything, and leaves nothing behind"
    );

    let table: String = outcomes.iter().fold(String::new(), |mut table, (outcome, count)| {
        let _ = writeln!(table, "{count:6}  {outcome}");
        table
    });
    println!("{KILLS} kills, of runs of {} ms\n{table}", whole_run.as_millis());
    assert_eq!(outcomes.len(), 5, "it was killed at every stage:\n{table}");
}

/// What a killed run has left.
fn outcome(before: &Files, after: &Files, new: &Files, finished: bool) -> &'static str {
    let in_place = |files: &Files| -> Files {
        files
            .iter()
            .filter(|(path, _)| !is_leftover(path))
            .map(|(path, text)| (path.clone(), text.clone()))
            .collect()
    };
    let (left, before, after) = (in_place(after).len() != after.len(), in_place(before), in_place(after));
    match (finished, after == *new, after == before, left) {
        (true, ..) => "it had ended before the kill",
        (_, true, ..) => "all files new",
        (.., true, false) => "all files as before",
        (.., true, true) => "all files as before, new ones beside them",
        (.., false, _) => "some files old, some new, each whole",
    }
}

#[test]
fn sixteen_commands_at_once_end_in_one_whole_tree() {
    let scene = Scene::new();
    let out = scene.path("out");
    write_foreign(&out);
    let run = |number: usize| scene.generate(VERSIONS[number % 2], &out).spawn().expect("the command runs");
    let commands: Vec<_> = (0..16).map(run).collect();
    for mut command in commands {
        scene.assert_whole_where_it_is(&out);
        assert!(command.wait().expect("it ends").success());
    }
    let seen = support::files(&out);
    assert!(scene.trees.contains(&seen), "it is one version or the other: {:?}", seen.keys());
}
