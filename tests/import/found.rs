//! Where a page comes from, which spec is its own, and what is refused.

use std::path::Path;

use serde_json::Value as Json;

use super::{folder, json, page, run, succeeds, with_specs};
use crate::support;

#[test]
fn a_page_comes_from_stdin_and_its_spec_can_be_called_otherwise() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("our specs")).expect("it can be made");
    std::fs::copy(support::root().join("spec/platform.yaml"), folder.path().join("our specs/platform.yaml"))
        .expect("it can be copied");
    let mut child = std::process::Command::new(&*support::CODEGEN)
        .args(["import", "-", "--name", "verification/local", "--spec", "our specs"])
        .current_dir(folder.path())
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .expect("the command runs");
    let mut stdin = child.stdin.take().expect("it is piped");
    std::io::Write::write_all(&mut stdin, support::PAGES[1].1.as_bytes()).expect("it reads");
    drop(stdin);
    let done = child.wait_with_output().expect("it ends");
    let told = String::from_utf8(done.stdout).expect("it is UTF-8");
    assert!(told.contains("lint --spec 'our specs' --only verification/local`"), "{told}");
    assert!(folder.path().join("our specs/verification/local.yaml").exists());

    // Found by its method and URL, whatever it is called.
    let page = page(support::PAGES[1].0);
    let spec = ["--spec", "our specs"];
    let told = succeeds(&[&["import", &page], &spec[..]].concat(), folder.path());
    assert!(
        told.contains("verification/local.yaml is as its page; next: see to the decisions named"),
        "{told}"
    );
    for name in ["toolkit/other", "toolkit", "a/b/c", "../a/b", "Toolkit/x"] {
        let refused = run(&[&["import", &page, "--name", name], &spec[..]].concat(), folder.path());
        assert_eq!(refused.status.code(), Some(1), "{name}");
    }
    assert_eq!(support::files(folder.path()).len(), 2);
}

#[test]
fn a_page_without_a_spec_and_specs_of_one_url_are_told_and_nothing_is_written() {
    let folder = with_specs(&[]);
    let (id, _) = support::PAGES[0];
    let told = json(&["drift", &page(id)], folder.path());
    assert!(
        told["refused"][0]["text"].as_str().is_some_and(|text| text.contains("no spec has POST ")),
        "{told}"
    );
    succeeds(&["import", &page(id)], folder.path());
    let spec = folder.path().join("spec/trip");
    std::fs::copy(spec.join("certificate_verify.yaml"), spec.join("again.yaml")).expect("it can be copied");
    let before = support::files(folder.path());
    for command in ["drift", "import"] {
        let told = json(&[command, &page(id)], folder.path());
        let text = told["refused"][0]["text"].as_str().unwrap_or_default();
        assert!(text.contains("spec/trip/again.yaml, spec/trip/certificate_verify.yaml"), "{told}");
    }
    assert_eq!(support::files(folder.path()), before);
}

/// Writes a page with a part of it cut off.
fn cut(folder: &Path, from: &str) {
    let whole = support::PAGES[1].1;
    let at = whole.rfind(from).expect("the page has it");
    std::fs::write(folder.join("page.txt"), &whole[..at]).expect("it can be written");
}

#[test]
fn a_page_of_which_a_part_was_not_copied_removes_nothing_unasked() {
    let cases = [("错误码", "no 错误码"), ("响应参数", "no 响应参数 and no 错误码")];
    for (from, missing) in cases {
        let folder = with_specs(&[support::PAGES[1].0]);
        let first = format!("the page has {missing}, which the spec has: was all of it copied?");
        cut(folder.path(), from);
        let before = support::files(&folder.path().join("spec"));
        let done = run(&["drift", "page.txt"], folder.path());
        let told = String::from_utf8(done.stderr).expect("it is UTF-8");
        assert!(done.status.code() == Some(1) && told.starts_with(&format!("page.txt: {first}\n")), "{told}");
        assert_eq!(json(&["drift", "page.txt"], folder.path())["missing"], *first);
        let done = run(&["import", "page.txt", "--format", "json"], folder.path());
        let told = String::from_utf8(done.stdout).expect("it is UTF-8");
        assert!(
            done.status.code() == Some(1) && told.contains(&first) && told.contains("--partial"),
            "{told}"
        );
        assert_eq!(support::files(&folder.path().join("spec")), before);

        let told = json(&["import", "page.txt", "--partial"], folder.path());
        assert_eq!(told["missing"], *first);
        assert_eq!(
            json(&["import", "page.txt"], folder.path())["missing"],
            Json::Null,
            "it is as the page is"
        );
    }
}

#[test]
fn files_beside_the_spec_that_cannot_be_read_are_told_with_their_places() {
    let id = support::PAGES[1].0;
    let folder = with_specs(&[id]);
    let broken = folder.path().join("spec/other/one.yaml");
    std::fs::create_dir(folder.path().join("spec/other")).expect("it can be made");
    std::fs::write(&broken, "page:\n  title: 'a\n").expect("it can be written");
    for command in ["drift", "import"] {
        let done = run(&[command, &page(id)], folder.path());
        let told = String::from_utf8(done.stderr).expect("it is UTF-8");
        assert!(done.status.success() && told.contains("\n  not read: spec/other/one.yaml:2:"), "{told}");
        let told = json(&[command, &page(id)], folder.path());
        assert_eq!(told["not_read"][0]["location"]["path"], "spec/other/one.yaml", "{told:#}");
        let github = run(&[command, &page(id), "--format", "github"], folder.path());
        let github = String::from_utf8(github.stdout).expect("it is UTF-8");
        assert!(github.contains("::warning file=spec/other/one.yaml,line="), "{github}");
    }
    let refused = |folder: &Path, args: &[&str]| {
        ["drift", "import"].map(|command| {
            let told = json(&[&[command, &page(id)], args].concat(), folder);
            told["refused"][0]["text"].as_str().unwrap_or_default().to_owned()
        })
    };
    std::fs::write(folder.path().join("spec/platform.yaml"), "hosts:\n  open: 'a\n")
        .expect("it can be written");
    for text in refused(folder.path(), &[]) {
        assert!(text.starts_with("spec/platform.yaml:2:9: this is not YAML"), "{text}");
    }
    std::fs::remove_file(folder.path().join("spec/platform.yaml")).expect("it is there");
    for text in refused(folder.path(), &[]) {
        assert!(text.starts_with("there is no platform.yaml: add it: it declares"), "{text}");
    }
    for text in refused(folder.path(), &["--spec", "none"]) {
        assert!(text.contains("cannot read the folder none: "), "{text}");
    }
    assert!(!folder.path().join("none").exists());
}
