//! What `diff` and `changelog` print, what they fail on, what is approved, and what a base can be.

mod support;

use serde_json::Value;
use support::repository::Repository;

/// A pull request with eight changes of different kinds, and two of words alone, one of which is hostile.
const PULL_REQUEST: [(&str, &str, &str); 10] = [
    ("orders/refund.yaml", "vip: { type: bool }", "vip: { type: bool, required: true }"),
    ("orders/refund.yaml", "GOODS: Goods., MONEY", "MONEY"),
    ("orders/refund.yaml", "action: back_off", "action: stop_for_today"),
    ("orders/refund.yaml", "total: { type: int64 }", "total: { type: string }"),
    (
        "orders/refund.yaml",
        "doc: Why., length: { of: characters, at_most: 20 }",
        "doc: Why., length: { of: characters, at_most: 50 }",
    ),
    ("orders/refund.yaml", "title: Refund", "title: A refund"),
    (
        "orders/refund.yaml",
        "doc: The order.",
        "doc: '| <script>alert(1)</script> @everyone `x` ](y) **z** #1'",
    ),
    ("orders/find.yaml", "    size: { type: int32 }\n", ""),
    ("orders/find.yaml", "page: query.page, size: query.size", "page: query.page"),
    ("platform.yaml", "https://open.shop", "https://api.shop"),
];
const NEW: &str = "\
page: { title: Cancel, method: POST, host: shop, path: /orders/v1/cancel/, request: { order_id: { type: string, required: true } } }
decisions: { envelope: flat }
";
const FORMATS: [&str; 5] = ["human", "markdown", "json", "github", "approvals"];

/// A repository with the specs that all pairs of `verdicts/` start from.
fn repository() -> Repository {
    let repository = Repository::new();
    support::copy(&support::root().join("tests/verdicts/before/spec"), &repository.path("spec"));
    repository.commit();
    repository
}

fn pull_request() -> Repository {
    let repository = repository();
    for (file, old, new) in PULL_REQUEST {
        repository.replace(&format!("spec/{file}"), old, new);
    }
    repository.write("spec/orders/cancel.yaml", NEW);
    repository
}

/// What the command prints, its status, and what it says beside that.
fn said(repository: &Repository, args: &[&str]) -> (String, i32, String) {
    let done = repository.codegen(args);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
    (text(done.stdout), done.status.code().expect("it ends by itself"), text(done.stderr))
}

fn is_described(printed: &str) {
    let schema: Value = serde_json::from_str(&support::read("spec/diff.schema.json")).expect("it is JSON");
    assert!(jsonschema::meta::is_valid(&schema), "the schema is one");
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let printed: Value = serde_json::from_str(printed).expect("it is JSON");
    let errors: Vec<_> = validator.iter_errors(&printed).map(|error| error.to_string()).collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn nothing_has_moved_since_head_in_any_format() {
    let repository = repository();
    for format in FORMATS {
        let (printed, status, beside) =
            said(&repository, &["diff", "--base", "HEAD", "--format", format, "--fail-on", "any"]);
        assert_eq!((status, beside.as_str()), (0, ""), "{format}");
        match format {
            "human" => assert_eq!(printed, "no change: both say the same\n"),
            "markdown" => assert_eq!(printed, "**Specs:** no change.\n"),
            "github" => assert_eq!(printed, ""),
            "approvals" => assert_eq!(printed, "approvals: []\n"),
            _ => {
                is_described(&printed);
                let printed: Value = serde_json::from_str(&printed).expect("it is JSON");
                assert_eq!(printed["changes"], serde_json::json!([]));
            }
        }
    }
    assert_eq!(said(&repository, &["changelog", "--base", "HEAD"]).0, "No changes.\n");
    assert_eq!(repository.git(&["status", "--porcelain"]), "", "nothing was written");
}

#[test]
fn a_pull_request_is_told_as_a_reviewer_reads_it() {
    let repository = pull_request();
    let mut stale = Vec::new();
    let mut is_written = |name: &str, text: &str| {
        let path = support::root().join("tests/reports").join(name);
        if std::env::var_os("ACCEPT").is_some() {
            std::fs::write(&path, text).expect("it can be written");
        }
        if std::fs::read_to_string(&path).unwrap_or_default() != text {
            stale.push(name.to_owned());
        }
    };
    for (format, name) in
        FORMATS.iter().zip(["human.txt", "markdown.md", "json.json", "github.txt", "approvals.yaml"])
    {
        let (printed, status, beside) = said(&repository, &["diff", "--base", "HEAD", "--format", format]);
        assert_eq!((status, beside.as_str()), (0, ""), "{format}");
        is_written(name, &printed);
        if *format == "json" {
            is_described(&printed);
        }
        if *format == "markdown" {
            is_harmless(&printed);
        }
    }
    is_written("changelog.md", &said(&repository, &["changelog", "--base", "HEAD"]).0);
    assert_eq!(stale, [""; 0], "run `ACCEPT=1 cargo test --test comparing`, and read the difference");
}

/// What a spec says stands in inline code only, and each row of the table has its eight cells.
fn is_harmless(markdown: &str) {
    for line in markdown.lines() {
        let hostile = ["<script>", "@everyone", "](y)", "**z**", "#1"];
        let outside = outside_of_code(line);
        assert!(!hostile.iter().any(|text| outside.contains(text)), "{line}");
        if line.starts_with('|') {
            assert_eq!(line.replace("\\|", "").matches('|').count(), 9, "{line}");
        }
    }
}

/// A line without its inline code.
fn outside_of_code(line: &str) -> String {
    let mut outside = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        outside.push_str(&rest[..at]);
        let run = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        let after = &rest[at + run..];
        let mut end = 0;
        loop {
            let Some(next) = after[end..].find('`') else { return outside + after };
            let closing = after[end + next..].len() - after[end + next..].trim_start_matches('`').len();
            end += next + closing;
            if closing == run {
                break;
            }
        }
        rest = &after[end..];
    }
    outside + rest
}

#[test]
fn it_fails_on_what_it_is_asked_to() {
    let repository = repository();
    let status = |on: &str| said(&repository, &["diff", "--base", "HEAD", "--fail-on", on]).1;
    repository.replace("spec/orders/refund.yaml", "action: back_off", "action: stop_for_today");
    assert_eq!(["wire", "source", "wire,source", "behaviour", "any"].map(status), [0, 0, 0, 1, 1]);
    repository.replace("spec/orders/refund.yaml", "name: too_frequent", "name: too_often");
    assert_eq!(["wire", "source", "wire,source", "behaviour"].map(status), [0, 1, 1, 1]);
    let (_, status, beside) =
        said(&repository, &["diff", "--base", "HEAD", "--fail-on", "wire", "--fail-on", "source"]);
    assert_eq!((status, beside.as_str()), (1, ""));

    repository.replace("spec/orders/refund.yaml", "method: POST", "method: POTS");
    let (printed, status, beside) = said(&repository, &["diff", "--base", "HEAD"]);
    assert_eq!((status, printed.as_str()), (2, ""));
    assert!(beside.contains("error[unknown-value]: `POTS` cannot stand here"), "{beside}");
}

#[test]
fn what_is_approved_does_not_fail_and_an_entry_that_approves_nothing_does() {
    let repository = pull_request();
    let args = ["diff", "--base", "HEAD", "--fail-on", "any", "--approvals", "approvals.yaml"];
    let (entries, ..) = said(&repository, &["diff", "--base", "HEAD", "--format", "approvals"]);
    repository.write("approvals.yaml", &entries);
    let (_, status, beside) = said(&repository, &args);
    assert_eq!(status, 1);
    assert!(beside.contains("there is no reason here") && beside.contains("approvals.yaml:6:13"), "{beside}");

    let approved = entries.replace("reason: ''", "reason: 'agreed to | with @everyone'");
    repository.write("approvals.yaml", &approved);
    let (printed, status, beside) = said(&repository, &args);
    assert_eq!((status, beside.as_str()), (0, ""));
    assert!(printed.contains("  approved: agreed to | with @everyone"), "{printed}");
    let (printed, ..) = said(&repository, &[&args[..], &["--format", "markdown"]].concat());
    is_harmless(&printed);
    let (again, ..) = said(&repository, &[&args[..], &["--format", "approvals"]].concat());
    assert_eq!(again, approved, "what is approved is written as it was");

    for (old, new, message) in [
        ("new: 'string'", "new: 'bool'", "another change than this one was approved"),
        (
            "verdicts: [behaviour]",
            "verdicts: [wire]",
            "the change means something else than what was approved",
        ),
        (
            "page.response.total.type",
            "page.response.sum.type",
            "nothing has changed here that could be approved",
        ),
        ("verdicts: [behaviour]", "verdicts: [everything]", "`everything` cannot stand here"),
    ] {
        assert!(approved.contains(old), "{old}");
        repository.write("approvals.yaml", &approved.replacen(old, new, 1));
        let (_, status, beside) = said(&repository, &args);
        assert_eq!(status, 1, "{message}");
        assert!(beside.contains(message) && beside.contains("--> approvals.yaml:"), "{beside}");
    }
}

#[test]
fn an_endpoint_that_moves_is_one_change() {
    let repository = repository();
    repository.git(&["mv", "spec/orders/note.yaml", "spec/orders/remark.yaml"]);
    let (printed, ..) = said(&repository, &["diff", "--base", "HEAD", "--format", "json"]);
    let printed: Value = serde_json::from_str(&printed).expect("it is JSON");
    let changes = printed["changes"].as_array().expect("they are listed");
    assert_eq!(changes.len(), 1, "{printed}");
    assert_eq!((&changes[0]["kind"], &changes[0]["wire"]["verdict"]), (&"moved".into(), &"holds".into()));
    assert_eq!(changes[0]["source"]["verdict"], "breaks");
}

#[test]
fn an_approval_stands_once_says_all_and_may_have_any_line_ends() {
    let repository = repository();
    repository.replace("spec/orders/refund.yaml", "name: too_frequent", "name: too_often");
    let entries = said(&repository, &["diff", "--base", "HEAD", "--format", "approvals"]).0;
    let entry = entries.replace("reason: ''", "reason: agreed");
    let approved = |text: &str| {
        repository.write("approvals.yaml", text);
        said(&repository, &["diff", "--base", "HEAD", "--fail-on", "any", "--approvals", "approvals.yaml"])
    };
    assert_eq!(approved(&entry).1, 0);
    assert_eq!(approved(&entry.replace('\n', "\r\n")).1, 0);
    let twice = format!("{entry}{}", entry.replacen("approvals:\n", "", 1));
    for (text, message) in [
        (twice, "this has been approved before"),
        (entry.replacen("reason:", "for: all\n    reason:", 1), "`for`"),
        (entry.replacen("[source]", "[wire, source, behaviour]", 1), "the change means something else"),
        (entry.replacen("    verdicts: [source]\n", "", 1), "`verdicts`"),
        (entry.replacen("orders/refund", "orders/find", 1), "nothing has changed here"),
    ] {
        let (_, status, beside) = approved(&text);
        assert!(
            status == 1 && beside.contains(message) && beside.contains("--> approvals.yaml:"),
            "{beside}"
        );
    }
}

#[test]
fn a_comment_has_room_for_what_breaks_however_much_has_changed() {
    let repository = repository();
    let field = |at| format!("    memo_{at}: {{ type: string, doc: '{}' }}\n", "|".repeat(80));
    let fields = (0..1000).map(field).collect::<Vec<_>>().concat();
    repository.replace("spec/orders/refund.yaml", "    phone: {", &format!("{fields}    phone: {{"));
    repository.replace(
        "spec/orders/refund.yaml",
        "    vip: { type: bool }",
        "    vip: { type: bool, required: true }",
    );
    let (printed, ..) = said(&repository, &["diff", "--base", "HEAD", "--format", "markdown"]);
    assert!(printed.len() < 65_536, "{}", printed.len());
    assert!(
        printed.contains("`vip` is required now")
            && printed.contains(" more, for which a comment has no room")
    );
}

#[test]
fn a_rule_about_a_parameter_is_none_about_the_field_of_its_name() {
    let repository = repository();
    let refund = "spec/orders/refund.yaml";
    repository.replace(
        refund,
        "  request:\n",
        "  query: { tone: { type: string } }\n  request:\n    tone: { type: string }\n",
    );
    repository.replace(
        refund,
        "  fields:\n    request",
        "  fields:\n    query.tone: { rust_name: query_tone }\n    request",
    );
    let rule = "    - { required: request.rate, when_given: [request.tone] }\n    - { together:";
    repository.replace(refund, "    - { together:", rule);
    repository.commit();
    repository.replace(refund, "when_given: [request.tone]", "when_given: [query.tone]");
    let (printed, status, _) = said(&repository, &["diff", "--base", "HEAD", "--fail-on", "wire"]);
    assert!(status == 1 && printed.contains("the rule holds under other conditions"), "{printed}");
    assert!(printed.contains("page.rules.required(request.rate): `{ required: request.rate"), "{printed}");
}
