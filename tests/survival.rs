//! The command is killed, starved of disk, refused by the disk, and run sixteen times at once: each generated file stays
//! whole, old or new, and nobody else's file is touched.
#![cfg(unix)]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

type Files = BTreeMap<String, String>;

/// Two versions of a set of specs, what each generates, and a folder that holds the first and somebody's own files.
struct Scene {
    folder: tempfile::TempDir,
    /// Of the old and of the new version, with the files that were not generated.
    trees: [Files; 2],
}

/// Which version of the specs.
const VERSIONS: [&str; 2] = ["first", "second"];
/// What was not generated, and must stay.
const FOREIGN: [(&str, &str); 3] =
    [("notes.txt", "mine"), ("orders/mine.rs", "// mine\n"), ("orders/.mine.rs.1.1.new", "// mine\n")];

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("it is ours");
        let mut scene = Self { folder, trees: Default::default() };
        for (at, version) in VERSIONS.into_iter().enumerate() {
            scene.write_specs(version);
            let out = scene.path(&format!("{version}-generated"));
            write_foreign(&out);
            assert!(scene.generate(version, &out).status().expect("the command runs").success());
            scene.trees[at] = files(&out);
        }
        scene
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Endpoints that both versions have, and some that only one has.
    fn write_specs(&self, version: &str) {
        let folder = self.path(version);
        fs::create_dir_all(folder.join("orders")).expect("the folder can be made");
        fs::create_dir_all(folder.join(version)).expect("the folder can be made");
        let platform =
            "hosts: { open: { url: 'https://open.example.com' } }\nenvelopes: { flat: { codes: [code] } }\n";
        fs::write(folder.join("platform.yaml"), platform).expect("it can be written");
        let names = (0..8).map(|number| format!("orders/endpoint_{number}"));
        for name in names.chain([format!("orders/only_{version}"), format!("{version}/endpoint")]) {
            let notes = vec![format!("'{version} {}'", "note ".repeat(100)); 10].join(", ");
            let page =
                format!("title: {version}, method: POST, host: open, path: /{name}/, notes: [{notes}]");
            let spec = format!("page: {{ {page} }}\ndecisions: {{ envelope: flat }}\n");
            fs::write(folder.join(format!("{name}.yaml")), spec).expect("it can be written");
        }
    }

    fn generate(&self, version: &str, out: &Path) -> Command {
        let mut command = Command::new(&*support::CODEGEN);
        command.args(["generate", "--spec"]).arg(self.path(version)).arg("--out").arg(out);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Whether each file is whole and of one version or the other, and what is not generated as it was.
    fn assert_whole(&self, seen: &Files, context: &str) {
        for (path, text) in seen.iter().filter(|(path, _)| !is_leftover(path)) {
            assert!(
                self.trees.iter().any(|tree| tree.get(path) == Some(text)),
                "{context}: {path} is {text}"
            );
        }
        let both = self.trees[0].keys().filter(|path| self.trees[1].contains_key(*path));
        for path in both {
            assert!(seen.contains_key(path), "{context}: {path} is gone");
        }
    }
}

fn write_foreign(folder: &Path) {
    for (path, text) in FOREIGN {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("it can be written");
    }
}

/// Every file below a folder, while others may be writing there.
fn files(folder: &Path) -> Files {
    let mut found = Files::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().into_string().expect("the name is UTF-8");
        if entry.path().is_dir() {
            found.extend(
                files(&entry.path()).into_iter().map(|(path, text)| (format!("{name}/{path}"), text)),
            );
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            found.insert(name, text);
        }
    }
    found
}

/// Whether a file is a new one that was never put in place.
fn is_leftover(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "new")
        && !FOREIGN.iter().any(|(foreign, _)| *foreign == path)
}

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
        let before = files(&out);
        let mut command = scene.generate(VERSIONS[version], &out).spawn().expect("the command runs");
        let patience = Duration::from_nanos(
            random(&mut seed) % u64::try_from(whole_run.as_nanos()).expect("it is short"),
        );
        let mut runs = || command.try_wait().is_ok_and(|done| done.is_none());
        match kill % 3 {
            0 => std::thread::sleep(patience),
            // Most of a run is reading: these are killed while it writes, and while it puts in place what it wrote.
            1 => {
                while files(&out) == before && runs() {}
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
        let after = files(&out);
        scene.assert_whole(&after, &format!("kill {kill}"));
        *outcomes.entry(outcome(&before, &after, &scene.trees[version], finished)).or_default() += 1;
    }
    assert!(scene.generate("second", &out).status().expect("the command runs").success());
    assert_eq!(files(&out), scene.trees[1], "the next run mends everything, and leaves nothing behind");

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
    let seen = files(&out);
    assert!(scene.trees.contains(&seen), "it is one version or the other: {:?}", seen.keys());
}

impl Scene {
    /// As [`Scene::assert_whole`], while some file may not be there yet.
    fn assert_whole_where_it_is(&self, out: &Path) {
        for (path, text) in files(out).iter().filter(|(path, _)| !is_leftover(path)) {
            assert!(self.trees.iter().any(|tree| tree.get(path) == Some(text)), "{path} is {text}");
        }
    }
}

/// How a run ended that may have been short of disk: with all of the new, or none of it.
fn all_or_nothing(scene: &Scene, succeeded: bool, seen: &Files, context: &str) {
    let expected = &scene.trees[usize::from(succeeded)];
    assert_eq!(seen.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{context}");
    assert!(seen == expected, "{context}: a file is not as it should be");
}

#[test]
fn files_that_may_not_grow_change_nothing_or_everything() {
    let scene = Scene::new();
    let mut ends = [0; 2];
    for kilobytes in 0..12 {
        let out = scene.path(&format!("limited-{kilobytes}"));
        support::copy(&scene.path("first-generated"), &out);
        let limited = format!("ulimit -f {kilobytes}; trap '' XFSZ; exec \"$@\"");
        let mut command = Command::new("bash");
        command.args(["-c", &limited, "bash"]).arg(&*support::CODEGEN).args(["generate", "--spec"]);
        let done = command.arg(scene.path("second")).arg("--out").arg(&out).output().expect("bash runs");
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success() || told.contains("File too large"), "{told}");
        all_or_nothing(&scene, done.status.success(), &files(&out), &told);
        ends[usize::from(done.status.success())] += 1;
    }
    assert!(ends.iter().all(|count| *count > 0), "both ends were seen: {ends:?}");
}

#[test]
#[ignore = "needs Linux's namespaces for a disk of its own"]
fn a_full_disk_changes_nothing_or_everything() {
    const OWN: [&str; 3] = ["--user", "--map-root-user", "--mount"];
    if !Command::new("unshare").args(OWN).arg("true").status().is_ok_and(|done| done.success()) {
        println!("no disk of its own here: files that may not grow are the test");
        return;
    }
    let scene = Scene::new();
    let disk = scene.path("disk");
    fs::create_dir(&disk).expect("the folder can be made");
    // A disk of its own that ends with the script: the old tree goes in, the command runs, what is there comes out.
    let script = "
        mount -t tmpfs -o size=\"$1\"k none \"$2\"
        cp -r \"$3/.\" \"$2\"
        set +e; \"$4\" generate --spec \"$5\" --out \"$2\"; status=$?; set -e
        cp -r \"$2\" \"$6\"
        exit $status";
    let size = |tree: &Files| tree.values().map(|text| text.len().div_ceil(4096) * 4 + 1).sum::<usize>();
    let (least, most) = (size(&scene.trees[0]), size(&scene.trees[0]) + size(&scene.trees[1]) + 64);
    let mut ends = [0; 2];
    for kilobytes in (least..most).step_by(4) {
        let after = scene.path(&format!("after-{kilobytes}"));
        let mut command = Command::new("unshare");
        command.args(OWN).args(["sh", "-euc", script, "sh"]).arg(kilobytes.to_string());
        command
            .arg(&disk)
            .arg(scene.path("first-generated"))
            .arg(&*support::CODEGEN)
            .arg(scene.path("second"))
            .arg(&after);
        let done = command.output().expect("unshare runs");
        let told = String::from_utf8_lossy(&done.stderr);
        if told.contains("cp: ") && !after.exists() {
            continue; // not even the old tree fits
        }
        assert!(done.status.success() || told.contains("No space left on device"), "{kilobytes}: {told}");
        all_or_nothing(&scene, done.status.success(), &files(&after), &format!("{kilobytes}: {told}"));
        ends[usize::from(done.status.success())] += 1;
    }
    println!(
        "a full disk, at {} sizes: nothing changed {}, everything {}",
        ends[0] + ends[1],
        ends[0],
        ends[1]
    );
    assert!(ends.iter().all(|count| *count > 0), "both ends were seen: {ends:?}");
}

#[test]
fn a_folder_that_may_not_be_written_stays_as_it_is() {
    let scene = Scene::new();
    let out = scene.path("first-generated");
    let mode = |mode| {
        for folder in [out.clone(), out.join("orders"), out.join("first")] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("they are ours");
        }
    };
    mode(0o555);
    let mut command = Command::new(&*support::CODEGEN);
    command.args(["generate", "--spec"]).arg(scene.path("second")).arg("--out").arg(&out);
    if fs::write(out.join("root"), "").is_ok() {
        // Root may write anywhere: be somebody else.
        fs::remove_file(out.join("root")).expect("it can be removed");
        command.uid(65534).gid(65534);
    }
    let done = command.output().expect("the command runs");
    mode(0o755);
    let told = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(1), "{told}");
    assert!(told.contains("Permission denied"), "{told}");
    all_or_nothing(&scene, false, &files(&out), &told);
}
