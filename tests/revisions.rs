//! What a base can be: a folder, or the specs of a revision, which are read without a trace; and what it cannot be.

mod support;

use serde_json::Value;
use support::repository::Repository;

const NEW: &str = "\
page: { title: Cancel, method: POST, host: shop, path: /orders/v1/cancel/, request: { order_id: { type: string, required: true } } }
decisions: { envelope: flat }
";

/// A repository with the specs that all pairs of `verdicts/` start from.
fn repository() -> Repository {
    let repository = Repository::new();
    support::copy(&support::root().join("tests/verdicts/before/spec"), &repository.path("spec"));
    repository.commit();
    repository
}

/// What the command prints, its status, and what it says beside that.
fn said(repository: &Repository, args: &[&str]) -> (String, i32, String) {
    let done = repository.codegen(args);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
    (text(done.stdout), done.status.code().expect("it ends by itself"), text(done.stderr))
}

#[test]
fn a_base_is_a_folder_or_a_revision_and_anything_else_is_explained() {
    let repository = repository();
    let diff = |base: &str| said(&repository, &["diff", &format!("--base={base}")]);
    for base in ["HEAD", "main", "main^{commit}", "spec"] {
        assert_eq!(diff(base).0, "no change: both say the same\n", "{base}");
    }
    std::fs::create_dir(repository.path("empty")).expect("it can be made");
    repository.git(&["tag", "--annotate", "--message=x", "v1"]);
    assert_eq!(diff("v1").0, "no change: both say the same\n");
    for (base, help) in [
        ("-x", "names a folder of specs, or a revision of git"),
        ("--output=x", "names a folder of specs, or a revision of git"),
        ("", "names a folder of specs, or a revision of git"),
        ("^HEAD", "names a folder of specs, or a revision of git"),
        ("a..b", "`a..b` is neither a folder nor a revision"),
        ("HEAD^{tree}", "is neither a folder nor a revision"),
        ("empty", "there are no specs in the folder `empty`"),
        ("nothing", "`nothing` is neither a folder nor a revision"),
        ("HEAD:spec", "is neither a folder nor a revision"),
    ] {
        let (printed, status, beside) = diff(base);
        assert_eq!((status, printed.as_str()), (2, ""), "{base}: {beside}");
        assert!(beside.contains(help), "{base}: {beside}");
    }
    let nowhere = tempfile::tempdir().expect("there is a temporary folder");
    support::copy(&repository.path("spec"), &nowhere.path().join("spec"));
    let told = support::codegen(&["diff", "--base", "HEAD"], nowhere.path());
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.contains("there is no git repository"), "{told}");
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let repository = repository();
    repository.commit();
    let clone = tempfile::tempdir().expect("there is a temporary folder");
    let from = format!("file://{}", repository.path("").display());
    let mut git = support::repository::git(clone.path());
    let done = git.args(["clone", "--quiet", "--depth=1", &from, "clone"]).output().expect("git runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told = support::codegen(&["diff", "--base", "HEAD~1"], &clone.path().join("clone"));
    let told = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(told.contains("this clone is shallow") && told.contains("fetch-depth: 0"), "{told}");
}

#[test]
fn a_revision_without_the_folder_is_one_before_everything_was_added() {
    let repository = Repository::new();
    repository.write("README.md", "none yet");
    repository.commit();
    support::copy(&support::root().join("tests/verdicts/before/spec"), &repository.path("spec"));
    let (printed, status, beside) =
        said(&repository, &["diff", "--base", "HEAD", "--format", "json", "--fail-on", "any"]);
    assert_eq!(beside, "`HEAD` has no specs in `spec`: all of today's count as new, and break nothing\n");
    let printed: Value = serde_json::from_str(&printed).expect("it is JSON");
    let changes = printed["changes"].as_array().expect("they are listed");
    assert!(status == 0 && changes.iter().all(|change| change["kind"] == "added"), "{printed}");
    assert!(changes.iter().any(|change| change["file"] == "orders/refund.yaml"), "{printed}");
    assert_eq!(printed["version"]["bump"], "minor");
}

#[cfg(unix)]
#[test]
fn a_link_in_a_revision_is_refused_as_on_the_disk() {
    let repository = repository();
    repository.write("elsewhere.yaml", NEW);
    std::os::unix::fs::symlink("../../elsewhere.yaml", repository.path("spec/orders/linked.yaml"))
        .expect("it can be made");
    repository.commit();
    std::fs::remove_file(repository.path("spec/orders/linked.yaml")).expect("it is there");
    let (_, status, beside) = said(&repository, &["diff", "--base", "HEAD"]);
    assert!(status == 2 && beside.contains("a spec must be a regular file, not a link"), "{beside}");
    assert!(beside.contains("these are the specs of the base, HEAD"), "{beside}");
}

#[test]
fn specs_in_a_folder_below_the_repositorys_root_are_found() {
    let repository = Repository::new();
    support::copy(&support::root().join("tests/verdicts/before/spec"), &repository.path("a b/specs"));
    repository.commit();
    repository.replace("a b/specs/orders/refund.yaml", "title: Refund", "title: A refund");
    let below = repository.path("a b");
    for (args, folder) in [
        (["--spec", "a b/specs"], repository.path("")),
        (["--spec", "specs"], below.clone()),
        (["--spec", "../specs"], below.join("specs")),
    ] {
        let told = support::codegen(&[&["diff", "--base", "HEAD", "--wording"], &args[..]].concat(), &folder);
        let told = String::from_utf8_lossy(&told.stdout).into_owned();
        assert!(
            told.contains("page.title: `Refund` -> `A refund`") && told.contains("1 change of wording only"),
            "{told}"
        );
    }
}

#[test]
fn a_hook_of_another_repository_does_not_lead_astray() {
    let repository = repository();
    let other = Repository::new();
    other.commit();
    repository.replace("spec/orders/refund.yaml", "title: Refund", "title: A refund");
    let mut command = std::process::Command::new(&*support::CODEGEN);
    command.args(["diff", "--base", "HEAD"]).current_dir(repository.path(""));
    command
        .env("GIT_DIR", other.path(".git"))
        .env("GIT_WORK_TREE", other.path(""))
        .env("GIT_INDEX_FILE", "none");
    let done = command.output().expect("it runs");
    let told = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(told.contains("1 change of wording only"), "{told}");
}

#[test]
fn a_revision_with_a_huge_file_or_a_strange_name_is_refused_as_on_the_disk() {
    let repository = repository();
    repository.write("spec/orders/huge.yaml", &"# as long as can be\n".repeat(100_000));
    repository.commit();
    std::fs::remove_file(repository.path("spec/orders/huge.yaml")).expect("it is there");
    let (_, status, beside) = said(&repository, &["diff", "--base", "HEAD"]);
    assert!(status == 2 && beside.contains("orders/huge.yaml") && beside.contains("1 MiB"), "{beside}");

    repository.commit();
    repository.write("spec/orders/a\n::error::b.yaml", NEW);
    repository.commit();
    std::fs::remove_file(repository.path("spec/orders/a\n::error::b.yaml")).expect("it is there");
    let (_, status, beside) = said(&repository, &["diff", "--base", "HEAD"]);
    assert!(status == 2 && !beside.lines().any(|line| line.starts_with("::")), "{beside}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_the_revision_has_elsewhere_is_not_taken_for_a_new_one() {
    let refused = |repository: &Repository, folder: &str, why: &str| {
        let (printed, status, beside) = said(repository, &["diff", "--base", "HEAD", "--spec", folder]);
        assert_eq!((status, printed.as_str()), (2, ""), "{beside}");
        assert!(beside.contains(why), "{beside}");
    };
    let repository = repository();
    std::os::unix::fs::symlink("spec", repository.path("linked")).expect("it can be made");
    repository.commit();
    refused(&repository, "linked", "`linked` is a link");
    std::fs::rename(repository.path("spec"), repository.path("specs")).expect("it can be moved");
    refused(&repository, "specs", "the specs were in `spec`, and no `specs` was there");
    let object = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{},specs", object.trim())]);
    repository.git(&["commit", "--quiet", "--message=x"]);
    refused(&repository, "specs", "`specs` is a submodule");
}
