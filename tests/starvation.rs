//! The command is short of disk, or may not write: it changes everything, or nothing.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

use support::scene::{Files, Scene};

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
        all_or_nothing(&scene, done.status.success(), &support::files(&out), &told);
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
        all_or_nothing(
            &scene,
            done.status.success(),
            &support::files(&after),
            &format!("{kilobytes}: {told}"),
        );
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
    all_or_nothing(&scene, false, &support::files(&out), &told);
}
