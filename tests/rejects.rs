//! Each rule of the spec language has a folder of its name in `rejects/`: a spec that breaks it, and the exact report.
//!
//! A folder holds either `spec.yaml`, which stands for `group/endpoint.yaml` beside a small valid `platform.yaml`, or a
//! whole `spec/` folder. `ACCEPT=1 cargo test --test rejects` writes the reports anew.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use douyin_codegen::{Config, Error, Location, Report, Rule, Source, configure};
use support::PLATFORM;

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
    refused(match fs::read(case.join("spec.yaml")) {
        Ok(spec) => configure().sources([endpoint(spec), Source::new("platform.yaml", PLATFORM)]),
        Err(_) => configure().spec(case.join("spec")),
    })
}

fn endpoint(spec: impl AsRef<[u8]>) -> Source {
    Source::new("group/endpoint.yaml", spec)
}

fn refused(config: Config) -> Report {
    match config.generate() {
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
                text.contains(diagnostic.message()) && text.contains(diagnostic.help()),
                "{}",
                case.display()
            );
            let Some(Location { path, line, column, .. }) = diagnostic.location() else { continue };
            // An empty file has no line to show.
            let shown = text.contains(&format!("{path}:{line}:{column}\n"))
                || text.contains(&format!("--> {path}\n"));
            assert!(shown, "{}: {path}:{line}:{column}", case.display());
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
fn a_hostile_file_makes_no_endless_report() {
    let hostile = ["\u{1}".repeat(1_000_000), "\u{200b}\n".repeat(200_000), "? ".repeat(100_000)];
    for text in hostile.into_iter().chain([format!("page: {{ {} }}\n", "a: 1, ".repeat(4_900))]) {
        let report = refused(configure().sources([endpoint(text), Source::new("platform.yaml", PLATFORM)]));
        assert!(report.diagnostics().len() <= 1000, "{}", report.diagnostics().len());
        assert!(report.to_string().len() < 100_000, "{}", report.to_string().len());
    }
}

#[test]
fn two_files_of_one_path_are_refused() {
    for path in ["group/endpoint.yaml", "platform.yaml"] {
        let spec =
            "page: { title: t, method: POST, host: open, path: /a/ }\ndecisions: { envelope: err_no }\n";
        let twice = Source::new(path, if path == "platform.yaml" { PLATFORM } else { spec });
        let report =
            refused(configure().sources([endpoint(spec), Source::new("platform.yaml", PLATFORM), twice]));
        assert!(report.to_string().contains(&format!("two files have the path `{path}`")), "{report}");
    }
}

#[test]
fn a_file_is_as_large_as_it_is_on_the_disk() {
    // Line ends of two bytes count as two, although they are read as one: a file cut at the limit must not pass.
    let text = format!("{}page: {{}}\r\n", "#\r\n".repeat(360_000));
    let report = refused(configure().sources([endpoint(text), Source::new("platform.yaml", PLATFORM)]));
    assert_eq!(report.diagnostics()[0].rule(), Rule::TooLarge, "{report}");
}
