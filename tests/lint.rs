//! What `lint` says: every mistake of a run, where it is, and what to write instead, in three formats; and what `explain`
//! says about each rule.

mod support;

use std::path::Path;
use std::process::Output;

use douyin_codegen::{Error, Rule, Source, configure};
use serde_json::Value;

const SPEC: &str = "spec/trip/certificate_verify.yaml";

/// Mistakes of one file, of which the stages of the generator find some earlier and some later: the right text, the
/// wrong one, the part of it that is marked, and the rule.
const MISTAKES: [(&str, &str, &str, &str); 5] = [
    ("title: 景区履约验券\n", "title: [景区, 履约]\n", "[景区, 履约]", "wrong-kind"),
    ("host: open", "host: opn", "opn", "unknown-reference"),
    ("doc: 抖音侧的订单号 }", "doc: 抖音侧的订单号, requierd: true }", "requierd", "unknown-key"),
    ("code: 2119003, text", "code: 0x205, text", "0x205", "not-an-integer"),
    (
        "2119005: { name: merchant_not_authorized",
        "2119005: { name: life_system_busy",
        "life_system_busy",
        "name-clash",
    ),
];

fn lint(folder: &Path, format: &str) -> Output {
    support::codegen(&["lint", "--format", format], folder)
}

/// A folder with the committed specs.
fn specs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    support::copy(&support::root().join("spec"), &folder.path().join("spec"));
    folder
}

/// The committed specs with the mistakes, and the broken file's text.
fn broken() -> (tempfile::TempDir, String) {
    let folder = specs();
    let mut text = support::read(SPEC);
    for (right, wrong, ..) in MISTAKES {
        assert!(text.contains(right), "{right}");
        text = text.replacen(right, wrong, 1);
    }
    std::fs::write(folder.path().join(SPEC), &text).expect("it can be written");
    (folder, text)
}

/// Line and column, counted from 1 and in characters, at which a mistake's marked part starts and ends.
fn expected(text: &str, (_, wrong, marked, _): (&str, &str, &str, &str)) -> [u64; 4] {
    let at = text.find(wrong).expect("the mistake is there") + wrong.find(marked).expect("it is marked");
    let position = |at: usize| {
        let line = text[..at].split('\n').count();
        (line, text[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    };
    let ((line, column), (end_line, end_column)) = (position(at), position(at + marked.len()));
    [line, column, end_line, end_column].map(|number| number as u64)
}

#[test]
fn specs_without_a_mistake_say_nothing_and_succeed() {
    for (format, stdout) in [("human", ""), ("json", "{\n  \"problems\": []\n}\n"), ("github", "")] {
        let well = lint(specs().path(), format);
        assert!(well.status.success() && well.stdout == stdout.as_bytes(), "{format}: {well:?}");
    }
}

#[test]
fn five_mistakes_of_one_file_are_five_problems_for_programs() {
    let (folder, text) = broken();
    let told = lint(folder.path(), "json");
    assert_eq!((told.status.code(), &told.stderr[..]), (Some(1), &b""[..]));
    let told: Value = serde_json::from_slice(&told.stdout).expect("it is JSON");
    let problems = told["problems"].as_array().expect("there is a list");
    assert_eq!(problems.len(), MISTAKES.len(), "{told:#}");
    for (problem, mistake) in problems.iter().zip(MISTAKES) {
        let place = &problem["location"];
        let seen = ["line", "column", "end_line", "end_column"].map(|key| place[key].as_u64());
        assert_eq!(seen, expected(&text, mistake).map(Some), "{problem:#}");
        assert_eq!((problem["rule"].as_str(), place["path"].as_str()), (Some(mistake.3), Some(SPEC)));
        assert!(problem["message"].as_str().is_some_and(|message| !message.is_empty()), "{problem:#}");
        assert!(problem["help"].as_str().is_some_and(|help| !help.is_empty()), "{problem:#}");
    }
    let other = &problems[4]["related"][0];
    assert_eq!(other["text"], "the other");
    let line = text
        .lines()
        .position(|line| line.contains("2119002: { name: life_system_busy"))
        .expect("it is there");
    assert_eq!(
        (other["location"]["line"].as_u64(), other["location"]["column"].as_u64()),
        (Some(line as u64 + 1), Some(22))
    );
}

#[test]
fn people_see_the_line_and_the_mend_on_stderr() {
    let (folder, text) = broken();
    let told = lint(folder.path(), "human");
    assert_eq!((told.status.code(), &told.stdout[..]), (Some(1), &b""[..]));
    let told = String::from_utf8(told.stderr).expect("it is UTF-8");
    for mistake in MISTAKES {
        let [line, column, ..] = expected(&text, mistake);
        assert!(told.contains(&format!("--> {SPEC}:{line}:{column}\n")), "{told}");
        assert!(told.contains(&format!("error[{}]: ", mistake.3)), "{told}");
    }
    assert!(told.contains("help: did you mean `required`?") && told.contains("5 problems; "), "{told}");
}

#[test]
fn github_gets_an_annotation_each_and_nothing_else() {
    let (folder, text) = broken();
    let told = lint(folder.path(), "github");
    assert_eq!(told.status.code(), Some(1));
    let told = String::from_utf8(told.stdout).expect("it is UTF-8");
    assert_eq!(told.lines().count(), MISTAKES.len(), "{told}");
    for (annotation, mistake) in told.lines().zip(MISTAKES) {
        let [line, column, end_line, end_column] = expected(&text, mistake);
        let place = format!("line={line},endLine={end_line},col={column},endColumn={end_column}");
        let start = format!("::error file={SPEC},{place},title={}::", mistake.3);
        assert!(annotation.starts_with(&start), "{annotation}\n{start}");
    }
}

#[test]
fn no_text_of_a_spec_becomes_a_command_of_github_or_a_directive_of_cargo() {
    let folder = specs();
    let evil = "::error::x\ncargo::rustc-link-arg=evil\n::set-env name=A::b%0A";
    let spec = format!("page: {{ {}: 1 }}\n", serde_json::to_string(evil).expect("it is a string"));
    std::fs::write(folder.path().join("spec/trip/evil,line=1::.yaml"), &spec).expect("it can be written");
    std::fs::write(folder.path().join("spec/trip/evil.yaml"), spec).expect("it can be written");
    for format in ["human", "json", "github"] {
        let told = lint(folder.path(), format);
        assert_eq!(told.status.code(), Some(1));
        for line in [told.stdout, told.stderr].concat().split(|byte| *byte == b'\n') {
            let line = String::from_utf8_lossy(line);
            let harmless = line.starts_with("::error file=spec/trip/evil")
                && !line.contains("file=spec/trip/evil,line=1:");
            assert!(
                harmless || !line.trim_start().starts_with("::") || line.trim_start().starts_with(":::"),
                "{line}"
            );
            assert!(!line.trim_start().starts_with("cargo:"), "{line}");
        }
    }
}

#[test]
#[cfg(unix)]
fn neither_names_on_the_disk_nor_arguments_reach_a_terminal_as_they_are() {
    let folder = specs();
    let evil = "z\n::add-mask::1\u{1b}[31m.rs";
    let out = folder.path().join("generated");
    std::fs::create_dir(&out).expect("it can be made");
    std::fs::write(out.join(evil), "// Generated by douyin-codegen from a. Do not edit.\n")
        .expect("it can be written");
    let args: [&[&str]; 4] = [
        &["check"],
        &["generate"],
        &["check", "--out", "a\n::error::b\u{1b}[31m"],
        &["lint", "--spec", "a\n::error::b\u{1b}[31m"],
    ];
    for args in args {
        let told = support::codegen(args, folder.path());
        let told = String::from_utf8([told.stdout, told.stderr].concat()).expect("it is UTF-8");
        assert!(
            !told.contains('\u{1b}') && !told.lines().any(|line| line.starts_with("::")),
            "{args:?}: {told}"
        );
    }
    let stale = support::codegen(&["check", "--out", "it's"], folder.path());
    assert!(
        String::from_utf8_lossy(&stale.stderr).contains(r"run `douyin-codegen generate --out 'it'\''s'`"),
        "{stale:?}"
    );
}

#[test]
#[cfg(target_os = "linux")]
fn who_does_not_listen_makes_no_panic() {
    use std::process::{Command, Stdio};
    let (folder, _) = broken();
    let full = || Stdio::from(std::fs::File::options().write(true).open("/dev/full").expect("Linux has it"));
    for args in
        [&["schema"][..], &["explain"], &["lint"], &["lint", "--format", "json"], &["check"], &["generate"]]
    {
        let mut command = Command::new(&*support::CODEGEN);
        let status = command.args(args).current_dir(folder.path()).stdout(full()).stderr(full()).status();
        assert_eq!(status.expect("the command runs").code(), Some(1), "{args:?}");
    }
}

/// A spec with decisions about everything it has.
const DECIDED: &str = "\
page:
  title: t
  method: POST
  host: open
  path: /orders/
  notes: [one, two]
  request:
    first: { type: struct, fields: { a: { type: string } } }
    second: { type: struct, fields: { a: { type: string } } }
  response:
    err_no: { type: int64 }
    code: { type: string }
    data: { type: struct, fields: { code: { type: string } } }
  errors:
    - { status: 200, code: 1, text: one }
    - { status: 200, code: 2, text: two }
decisions:
  envelope: err_no
  errors:
    1: { name: one, action: retry, effect: none }
    2: { name: two, action: retry, effect: none }
  fields:
    request.first: { rust_type: Part }
    request.second: { rust_type: Part }
    response.code: { secret: true }
    response.data.code: { secret: true }
";

#[test]
fn one_mistake_is_one_problem() {
    assert_eq!(broken_rules(DECIDED), [""; 0]);
    let mistakes = [
        ("title: t\n", "titel: t\n", "unknown-key"),
        ("title: t\n", "name: t\n", "unknown-key"),
        ("method: POST", "method: PSOT", "unknown-value"),
        (
            "fields: { a: { type: string } } }\n  response",
            "fields: { a: { type: strng } } }\n  response",
            "unknown-value",
        ),
        ("    second: { type:", "    second: { tyep:", "unknown-key"),
        ("  response:\n", "  reponse:\n", "unknown-key"),
        ("    data: { type: struct,", "    data: { type: strct,", "unknown-value"),
        ("code: 2, text", "code: '2', text", "not-an-integer"),
        ("    2: { name: two,", "    2: { name: [two],", "wrong-kind"),
        ("  errors:\n    - {", "  erors:\n    - {", "unknown-key"),
        (
            "    request.second: { rust_type: Part }\n",
            "    request.second: { rust_type: [Part] }\n",
            "wrong-kind",
        ),
        ("envelope: err_no", "envelope: 7", "wrong-kind"),
    ];
    for (right, wrong, rule) in mistakes {
        assert!(DECIDED.contains(right), "{right}");
        assert_eq!(broken_rules(&DECIDED.replacen(right, wrong, 1)), [rule], "{wrong}");
    }
}

#[test]
fn no_mistake_hides_another() {
    let stale = DECIDED.replace(
        "    2: { name: two,",
        "    7: { name: two, action: retry, effect: none }\n    2: { name: two,",
    );
    let stale =
        stale.replace("    response.code:", "    response.gone: { secret: true }\n    response.code:");
    assert_eq!(broken_rules(&stale), ["stale-decision", "stale-decision"]);
    for (right, wrong) in [
        ("notes: [one, two]", "notes: [one, 12]"),
        ("  request:\n", "  requst:\n"),
        ("title: t\n", "title: [t]\n"),
        ("    second: { type: struct", "    second: { type: strut"),
        ("status: 200, code: 1", "statu: 200, status: 200, code: 1"),
    ] {
        let rules = broken_rules(&stale.replacen(right, wrong, 1));
        let found = rules.iter().filter(|rule| **rule == "stale-decision").count();
        assert!(found >= 2 && rules.len() > found, "{wrong}: {rules:?}");
    }
}

/// The rules that a spec alone, in a file where it belongs, breaks.
fn broken_rules(spec: &str) -> Vec<&'static str> {
    let sources = [Source::new("group/endpoint.yaml", spec), Source::new("platform.yaml", support::PLATFORM)];
    match configure().sources(sources).generate() {
        Ok(_) => Vec::new(),
        Err(Error::Specs(report)) => {
            report.diagnostics().iter().map(|problem| problem.rule().name()).collect()
        }
        Err(error) => panic!("{error}"),
    }
}

/// What stands between two fences, if the page has a block under this title.
fn block<'p>(page: &'p str, title: &str) -> Option<&'p str> {
    let (_, rest) = page.split_once(&format!("\n{title}:\n\n```yaml\n"))?;
    Some(rest.split_once("\n```\n").expect("the block ends").0)
}

#[test]
fn every_rule_is_explained_by_examples_that_hold() {
    let mut shown = 0;
    for rule in Rule::ALL {
        let (name, page) = (rule.name(), rule.explanation());
        assert!(page.starts_with(&format!("# {name}\n\n{}\n\n", rule.summary())), "{page}");
        assert!(page.lines().all(|line| line.chars().count() <= 100) && page.ends_with('\n'), "{name}");
        if let Some(wrong) = block(page, "Wrong") {
            assert!(
                broken_rules(wrong).iter().all(|broken| *broken == name),
                "{name}: {:?}",
                broken_rules(wrong)
            );
            assert!(!broken_rules(wrong).is_empty(), "{name}");
            let right = block(page, "Right").expect("it says what to write instead");
            assert_eq!(broken_rules(right), [""; 0], "{name}");
            shown += 1;
        }
    }
    assert_eq!(shown, 20, "all but those that no endpoint's text can show");
}

#[test]
fn explain_knows_every_rule_and_who_was_meant() {
    let here = support::root();
    for rule in Rule::ALL {
        let told = support::codegen(&["explain", rule.name()], &here);
        assert!(told.status.success() && told.stdout == rule.explanation().as_bytes(), "{}", rule.name());
    }
    let list = String::from_utf8(support::codegen(&["explain"], &here).stdout).expect("it is UTF-8");
    assert_eq!(list.lines().count(), Rule::ALL.len());
    let unknown = support::codegen(&["explain", "unknown-keys"], &here);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("did you mean `unknown-key`?"));
}
