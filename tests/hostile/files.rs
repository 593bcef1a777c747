//! Files that are none, that are elsewhere, or that want to be written elsewhere.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use douyin_codegen::{Error, Source, configure};

use crate::case::{Case, spec, written};
use crate::support::{PLATFORM, codegen};
use crate::{cases, support};

fn file(path: &'static str) -> Case {
    Case::files([(path, written(&spec()).into_bytes())])
}

fn group(folder: &Path) -> std::path::PathBuf {
    fs::create_dir_all(folder.join("spec/group")).expect("it can be made");
    folder.join("spec/group")
}

cases! {
    file_named_for_a_device => file("group/con.yaml").refused(&["misplaced-file"]);
    file_named_for_a_device_with_a_dot => file("group/nul..yaml").refused(&["misplaced-file"]);
    file_with_a_colon => file("group/a:b.yaml").refused(&["misplaced-file"]);
    file_with_a_backslash => file("group/a\\b.yaml").refused(&["misplaced-file"]);
    file_of_a_drive => file("group/C:\\x.yaml").refused(&["misplaced-file"]);
    file_at_the_top => file("endpoint.yaml").refused(&["misplaced-file"]);
    file_too_deep => file("a/b/c.yaml").refused(&["unreadable-file"]);
    spec_that_is_a_link_outwards => Case::files([]).prepared(|folder| {
        fs::write(folder.join("secret"), "page: {}").expect("it can be written");
        symlink("../../secret", group(folder).join("endpoint.yaml")).expect("it can be linked");
    }).refused(&["unreadable-file"]);
    folder_that_is_a_link_outwards => Case::files([]).prepared(|folder| {
        fs::create_dir(folder.join("elsewhere")).expect("it can be made");
        fs::write(folder.join("elsewhere/endpoint.yaml"), written(&spec())).expect("it can be written");
        fs::create_dir_all(folder.join("spec")).expect("it can be made");
        symlink("../elsewhere", folder.join("spec/group")).expect("it can be linked");
    }).refused(&["unreadable-file"]);
    spec_that_is_a_pipe => Case::files([]).prepared(|folder| {
        let made = Command::new("mkfifo").arg(group(folder).join("endpoint.yaml")).status();
        assert!(made.expect("it runs").success());
    }).refused(&["unreadable-file"]);
    spec_that_is_a_folder => Case::files([]).prepared(|folder| {
        fs::create_dir_all(group(folder).join("endpoint.yaml")).expect("it can be made");
    }).refused(&["unreadable-file"]);
    spec_that_does_not_end => Case::files([]).prepared(|folder| {
        symlink("/dev/zero", group(folder).join("endpoint.yaml")).expect("it can be linked");
    }).refused(&["unreadable-file"]);
    spec_that_may_not_be_read => Case::files([]).prepared(|folder| {
        symlink("nowhere", group(folder).join("endpoint.yaml")).expect("it can be linked");
    }).refused(&["unreadable-file"]);
}

/// Paths that only who calls the library can name: the disk has no such file below the folder.
#[test]
fn paths_out_of_the_folder_are_refused() {
    for path in [
        "../../evil.yaml",
        "/etc/x.yaml",
        "group/../../evil.yaml",
        "./group/x.yaml",
        "group//x.yaml",
        "C:\\x.yaml",
    ] {
        let sources = [Source::new("platform.yaml", PLATFORM), Source::new(path, written(&spec()))];
        let Err(Error::Specs(report)) = configure().sources(sources).generate() else { panic!("{path}") };
        assert!(report.to_string().contains("error["), "{report}");
    }
}

/// A folder of one good endpoint, with the command's answer to `generate` in it.
fn generated(prepare: impl Fn(&Path)) -> (tempfile::TempDir, std::process::Output) {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    fs::write(group(folder.path()).join("endpoint.yaml"), written(&spec())).expect("it can be written");
    fs::write(folder.path().join("spec/platform.yaml"), PLATFORM).expect("it can be written");
    prepare(folder.path());
    let done = codegen(&["generate"], folder.path());
    (folder, done)
}

#[test]
fn foreign_file_where_an_artefact_goes_is_never_overwritten() {
    let (folder, done) = generated(|folder| {
        fs::create_dir_all(folder.join("generated/group")).expect("it can be made");
        fs::write(folder.join("generated/group/endpoint.rs"), "// mine\n").expect("it can be written");
    });
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert_eq!(
        support::files(&folder.path().join("generated")),
        [("group/endpoint.rs".to_owned(), b"// mine\n".to_vec())].into()
    );
}

#[test]
fn link_inside_the_output_that_leads_outwards_is_not_followed() {
    let (folder, done) = generated(|folder| {
        fs::create_dir_all(folder.join("generated")).expect("it can be made");
        fs::create_dir_all(folder.join("elsewhere")).expect("it can be made");
        symlink("../elsewhere", folder.join("generated/group")).expect("it can be linked");
    });
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert!(support::files(&folder.path().join("elsewhere")).is_empty());
    assert!(support::files(&folder.path().join("generated")).is_empty());
}

#[test]
fn output_below_the_specs_is_refused() {
    let (folder, _) = generated(|_| {});
    let before = support::files(&folder.path().join("spec"));
    for out in ["spec/group", "spec/generated", "./spec/../spec/new"] {
        let done = codegen(&["generate", "--out", out], folder.path());
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(!done.status.success() && told.contains("below the folder of the specs"), "{out}: {told}");
    }
    assert_eq!(support::files(&folder.path().join("spec")), before);
}

#[test]
fn approvals_that_are_a_link_or_do_not_end_are_not_read() {
    let (folder, _) = generated(|folder| {
        symlink("/proc/self/environ", folder.join("environment")).expect("it can be linked");
        symlink("/dev/zero", folder.join("endless")).expect("it can be linked");
    });
    for file in ["environment", "endless"] {
        let done = codegen(&["diff", "--base", "spec", "--approvals", file], folder.path());
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(2) && told.contains("it must be a regular file"), "{told}");
    }
}
