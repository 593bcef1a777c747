//! Each rule of the spec language has a folder of its name in `rejects/`: a spec that breaks it, and the exact report.
//!
//! A folder holds either `spec.yaml`, which stands for `group/endpoint.yaml` beside a small valid `platform.yaml`, or a
//! whole `spec/` folder. `ACCEPT=1 cargo test --test rejects` writes the reports anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use douyin_codegen::{Error, Place, Report, Rule, Source, Sources, configure};

/// A platform that the specs in `rejects/` may refer to.
const PLATFORM: &str = "\
hosts: { open: { url: 'https://open.example.com' } }
tokens: { client: { header: access-token } }
envelopes: { err_no: { codes: [err_no] } }
";

fn cases() -> Vec<PathBuf> {
    // Relative to the package, where Cargo runs tests: a report names the folder as it was named.
    let mut cases: Vec<_> = fs::read_dir("tests/rejects")
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    cases.sort();
    cases
}

fn name(case: &Path) -> String {
    case.file_name().expect("a case has a name").to_string_lossy().into_owned()
}

/// The report of a case, whose specs must be refused.
fn report(case: &Path) -> Report {
    let sources = match fs::read(case.join("spec.yaml")) {
        Ok(spec) => [Source::new("group/endpoint.yaml", spec), Source::new("platform.yaml", PLATFORM)]
            .into_iter()
            .collect(),
        Err(_) => Sources::read(&case.join("spec")),
    };
    refused(sources)
}

fn refused(sources: Sources) -> Report {
    match configure().sources(sources).generate() {
        Err(Error::Specs(report)) => report,
        other => panic!("the specs are refused: {other:?}"),
    }
}

#[test]
fn every_report_is_as_written() {
    let accept = std::env::var_os("ACCEPT").is_some();
    let mut differ = Vec::new();
    for case in cases() {
        let seen = format!("{}\n", report(&case));
        let file = case.join("report.txt");
        if accept {
            fs::write(&file, &seen).expect("the report can be written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if seen != expected {
            differ.push(format!("{}:\n{seen}", file.display()));
        }
    }
    assert!(differ.is_empty(), "{}\nread them, then: ACCEPT=1 cargo test --test rejects", differ.join("\n"));
}

#[test]
fn every_case_breaks_the_rule_of_its_name() {
    for case in cases() {
        let report = report(&case);
        for diagnostic in report.diagnostics() {
            let text = report.to_string();
            assert!(
                text.contains(diagnostic.message()) && text.contains(diagnostic.mend()),
                "{}",
                case.display()
            );
            let Some(Place { path, line, column, .. }) = report.place(diagnostic) else { continue };
            assert!(text.contains(&path), "{}", case.display());
            assert!(text.contains(&format!(":{line}:{column}")) || column == 1, "{}", case.display());
        }
        let broken: Vec<_> = report.diagnostics().iter().map(|diagnostic| diagnostic.rule().name()).collect();
        assert!(broken.contains(&name(&case).as_str()), "{} breaks {broken:?}", case.display());
    }
}

#[test]
fn every_rule_has_a_case() {
    let cases: BTreeSet<_> = cases().iter().map(|case| name(case)).collect();
    // A mistake of the generator itself cannot be provoked by a spec.
    let without: Vec<_> =
        Rule::ALL.iter().filter(|rule| **rule != Rule::Internal && !cases.contains(rule.name())).collect();
    assert!(without.is_empty(), "no case for {without:?}");
}

#[test]
fn a_file_is_as_large_as_it_is_on_the_disk() {
    // Line ends of two bytes count as two, although they are read as one: a file cut at the limit must not pass.
    let text = format!("{}page: {{}}\r\n", "#\r\n".repeat(360_000));
    let sources = [Source::new("group/endpoint.yaml", text), Source::new("platform.yaml", PLATFORM)];
    let report = refused(sources.into_iter().collect());
    assert_eq!(report.diagnostics()[0].rule(), Rule::TooLarge, "{report}");
}
