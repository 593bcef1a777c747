//! Where annotations stand, and what a run of `diff` says that compared nothing.

mod support;

use std::path::Path;

use serde_json::Value;
use support::repository::Repository;

const REFUND: &str = "sub/apis/spec/orders/refund.yaml";

/// A repository with the specs that all pairs of `verdicts/` start from, two folders below its root.
fn repository() -> Repository {
    let repository = Repository::new();
    support::copy(&support::root().join("tests/verdicts/before/spec"), &repository.path("sub/apis/spec"));
    repository.commit();
    repository
}

/// What the command prints in a folder, its status, and what it says beside that.
fn said(folder: &Path, args: &[&str]) -> (String, i32, String) {
    let done = support::codegen(args, folder);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
    (text(done.stdout), done.status.code().expect("it ends by itself"), text(done.stderr))
}

#[test]
fn an_annotation_has_its_path_from_the_root_of_the_repository() {
    let repository = repository();
    repository.replace(REFUND, "rate: { type: double }", "rate: { type: bool }");
    for (folder, spec) in [
        ("", "sub/apis/spec/"),
        ("sub", "apis/spec"),
        ("sub/apis", "spec"),
        ("sub/apis/spec/orders", "../../spec"),
    ] {
        let folder = repository.path(folder);
        let (printed, status, beside) =
            said(&folder, &["diff", "--base", "HEAD", "--format", "github", "--spec", spec]);
        assert_eq!((status, beside.as_str()), (0, ""));
        assert!(printed.starts_with(&format!("::warning file={REFUND},line=")), "{spec}: {printed}");
        if spec == "spec" {
            let inside = folder.join("spec");
            let here = said(&inside, &["diff", "--base", "HEAD", "--format", "github", "--spec", "."]);
            assert_eq!(here.0, printed, "{}", here.2);
        }
        let (people, ..) = said(&folder, &["diff", "--base", "HEAD", "--spec", spec]);
        assert!(
            people.starts_with(&format!("{}/orders/refund.yaml:", spec.trim_end_matches('/'))),
            "{people}"
        );
    }
    repository.replace(REFUND, "method: POST", "method: POTS");
    let (printed, ..) =
        said(&repository.path("sub"), &["lint", "--format", "github", "--spec", "apis/spec/"]);
    assert!(printed.starts_with(&format!("::error file={REFUND},line=")), "{printed}");

    let nowhere = tempfile::tempdir().expect("there is a temporary folder");
    support::copy(&repository.path("sub/apis/spec"), &nowhere.path().join("spec"));
    let (printed, ..) = said(nowhere.path(), &["lint", "--format", "github"]);
    assert!(printed.starts_with("::error file=spec/orders/refund.yaml,line="), "{printed}");
}

#[test]
fn specs_that_cannot_be_compared_are_told_in_the_format_that_was_asked_for() {
    let repository = repository();
    let sub = repository.path("sub/apis");
    let diff = |base: &str, format: &str| {
        said(&sub, &["diff", "--base", base, "--fail-on", "any", "--format", format])
    };
    repository.replace(REFUND, "method: POST", "method: POTS");
    for (base, place) in [("HEAD", "file=sub/apis/spec/orders/refund.yaml,line="), ("main", "file=")] {
        let (printed, status, beside) = diff(base, "github");
        assert_eq!((status, beside.as_str()), (2, ""));
        assert!(printed.starts_with("::error ") && printed.contains(place), "{printed}");
    }
    let (printed, status, _) = diff("HEAD", "json");
    let printed: Value = serde_json::from_str(&printed).expect("it is JSON");
    assert_eq!((status, &printed["problems"][0]["rule"]), (2, &"unknown-value".into()));
    for format in ["human", "markdown", "approvals"] {
        let (printed, status, beside) = diff("HEAD", format);
        assert_eq!((status, printed.as_str()), (2, ""));
        assert!(beside.contains("error[unknown-value]"), "{beside}");
    }

    repository.commit();
    repository.replace(REFUND, "method: POTS", "method: POST");
    let (printed, status, _) = diff("HEAD", "github");
    assert!(status == 2 && printed.starts_with("::error title=base::"), "{printed}");
    assert!(printed.lines().count() == 1 && printed.contains("nothing was compared"), "{printed}");
    let (printed, status, beside) = diff("HEAD", "json");
    let printed: Value = serde_json::from_str(&printed).expect("it is JSON");
    assert_eq!((status, &printed["problems"][0]["rule"]), (2, &"unknown-value".into()));
    assert!(beside.contains("these are the specs of the base, HEAD"), "{beside}");
}

#[test]
fn a_base_that_is_a_folder_and_a_revision_is_refused() {
    let repository = repository();
    let folder = repository.path("sub/apis");
    repository.replace(REFUND, "title: Refund", "title: A refund");
    let diff = |base: &str| said(&folder, &["diff", "--base", base]);
    let nothing = "no change: both say the same\n";
    assert_eq!(diff("spec").0, nothing);
    for (git, help) in [("branch", "refs/heads/spec"), ("tag", "refs/tags/spec")] {
        repository.git(&[git, "spec"]);
        let (printed, status, beside) = diff("spec");
        assert_eq!((status, printed.as_str()), (2, ""));
        assert!(beside.contains("`./spec` for the folder") && beside.contains(help), "{beside}");
        assert_eq!(diff("./spec").0, nothing);
        assert!(diff(help).0.contains("1 change of wording only"));
        repository.git(&[git, "-d", "spec"]);
    }
}

#[test]
fn a_comment_has_what_breaks_the_wire_first() {
    let repository = repository();
    repository.replace(REFUND, "name: too_frequent", "name: too_often");
    repository.replace(REFUND, "action: back_off", "action: stop_for_today");
    repository.replace(REFUND, "vip: { type: bool }", "vip: { type: bool, required: true }");
    repository.replace(
        "sub/apis/spec/orders/find.yaml",
        "    size: { type: int32 }",
        "    size: { type: int32 }\n    tone: { type: string }",
    );
    let (printed, ..) =
        said(&repository.path("sub/apis"), &["diff", "--base", "HEAD", "--format", "markdown"]);
    let rows: Vec<_> =
        printed.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| |")).collect();
    let at = |text: &str| rows.iter().position(|row| row.contains(text)).expect("it is told");
    let order = ["`vip`", "is called `TooOften` now", "asks for something else", "`tone`"].map(at);
    assert_eq!(order, [0, 1, 2, 3], "{printed}");
}
