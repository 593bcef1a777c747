//! The JSON Schema that editors check specs with: it is the one that is checked in, it accepts every spec, and of what
//! the generator refuses it refuses what a schema can see.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::Value;

/// The folders of specs that are right.
const SPECS: [&str; 5] = [
    "spec",
    "examples/downstream/spec",
    "tests/golden/minimal/spec",
    "tests/golden/shapes/spec",
    "tests/golden/texts/spec",
];

/// What a schema can tell of each rule's case in `rejects/`: it refuses what breaks the language's shape, it cannot even
/// be asked about what is no YAML, and it does not see what stands in relation to something else.
const VERDICTS: [(&str, Verdict); 26] = [
    ("duplicate-key", Verdict::NotAsked),
    ("empty-file", Verdict::Refused),
    ("forbidden-character", Verdict::NotAsked),
    ("impossible-constraint", Verdict::Accepted),
    ("misfit-decision", Verdict::Accepted),
    ("misfit-key", Verdict::Accepted),
    ("misplaced-file", Verdict::Accepted),
    ("missing-key", Verdict::Refused),
    ("missing-platform", Verdict::Accepted),
    ("name-clash", Verdict::Accepted),
    ("not-an-integer", Verdict::Refused),
    ("not-utf8", Verdict::NotAsked),
    ("stale-decision", Verdict::Accepted),
    ("too-large", Verdict::Refused),
    ("undecided-code", Verdict::Accepted),
    ("unknown-key", Verdict::Refused),
    ("unknown-reference", Verdict::Accepted),
    ("unknown-value", Verdict::Refused),
    ("unreadable-file", Verdict::Accepted),
    ("unsafe-header", Verdict::Accepted),
    ("unsafe-url", Verdict::Accepted),
    ("unusable-name", Verdict::Accepted),
    ("wrong-kind", Verdict::Refused),
    ("yaml-ambiguous", Verdict::NotAsked),
    ("yaml-feature", Verdict::NotAsked),
    ("yaml-syntax", Verdict::NotAsked),
];

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Verdict {
    Accepted,
    Refused,
    NotAsked,
}

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&support::read("spec/schema.json")).expect("it is JSON");
    assert!(jsonschema::meta::is_valid(&schema), "the schema is one");
    jsonschema::validator_for(&schema).expect("it is a schema")
}

/// Every YAML file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("it can be listed").path());
    let below = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    below.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect()
}

fn verdict(file: &Path, validator: &Validator) -> Verdict {
    let text = fs::read_to_string(file).unwrap_or_else(|_| "\0".to_owned());
    // As YAML first: JSON's reader takes a key that is there twice.
    let spec = serde_yaml::from_str::<serde_yaml::Value>(&text)
        .ok()
        .and_then(|spec| serde_json::to_value(spec).ok());
    match spec {
        None => Verdict::NotAsked,
        Some(spec) if validator.is_valid(&spec) => Verdict::Accepted,
        Some(_) => Verdict::Refused,
    }
}

#[test]
fn the_command_prints_the_schema_that_is_checked_in() {
    let printed = support::codegen(&["schema"], &support::root());
    assert!(printed.status.success());
    let stale = "run `cargo codegen schema > spec/schema.json`";
    assert_eq!(String::from_utf8_lossy(&printed.stdout), support::read("spec/schema.json"), "{stale}");
}

#[test]
fn every_spec_is_accepted_and_names_its_schema() {
    let validator = validator();
    for folder in SPECS {
        for file in files(&support::root().join(folder)) {
            let spec: Value = serde_yaml::from_str(&fs::read_to_string(&file).expect("it can be read"))
                .expect("it is YAML");
            let errors: Vec<_> = validator.iter_errors(&spec).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0], "{}", file.display());
        }
    }
    for folder in ["spec", "examples/downstream/spec"] {
        let own = support::root().join(folder).join("schema.json");
        assert_eq!(
            fs::read_to_string(&own).expect("it is there"),
            support::read("spec/schema.json"),
            "{folder}"
        );
        for file in files(&support::root().join(folder)) {
            let text = fs::read_to_string(&file).expect("it can be read");
            let named =
                text.lines().next().and_then(|line| line.strip_prefix("# yaml-language-server: $schema="));
            let named = file.with_file_name(named.unwrap_or_else(|| {
                panic!("{} does not begin with `# yaml-language-server: $schema=…`", file.display())
            }));
            assert_eq!(named.canonicalize().ok(), own.canonicalize().ok(), "{}", file.display());
        }
    }
}

#[test]
fn what_has_not_the_languages_shape_is_refused() {
    let validator = validator();
    let mut verdicts = BTreeMap::new();
    for case in fs::read_dir(support::root().join("tests/rejects")).expect("the folder can be read") {
        let case = case.expect("it can be listed");
        let worst = files(&case.path()).iter().map(|file| verdict(file, &validator)).max();
        verdicts.insert(case.file_name().into_string().expect("it is UTF-8"), worst.expect("it has a spec"));
    }
    let expected: BTreeMap<_, _> = VERDICTS.map(|(rule, verdict)| (rule.to_owned(), verdict)).into();
    assert_eq!(verdicts, expected);
}

#[test]
fn each_mistake_of_shape_is_told_where_it_is() {
    let validator = validator();
    let mistakes = [
        ("title: 景区履约验券\n", "title: [景区]\n", "/page/title"),
        ("method: POST", "method: POTS", "/page/method"),
        ("type: string, required: true, doc: 抖音侧的订单号", "type: strng", "/page/request/order_id/type"),
        ("required: true, doc: 抖音侧的订单号", "requierd: true", "/page/request/order_id"),
        ("code: 2119003", "code: '2119003'", "/page/errors/8/code"),
        ("action: back_off", "action: backoff", "/decisions/errors/2119003/action"),
        ("    2119003: {", "    0x2119003: {", "/decisions/errors"),
    ];
    for (right, wrong, place) in mistakes {
        let text = support::read("spec/trip/certificate_verify.yaml");
        assert!(text.contains(right), "{right}");
        let spec: Value = serde_yaml::from_str(&text.replacen(right, wrong, 1)).expect("it is YAML");
        let places: Vec<_> =
            validator.iter_errors(&spec).map(|error| error.instance_path().to_string()).collect();
        assert!(places.iter().any(|seen| seen == place), "{wrong}: {places:?}");
    }
}
