//! A page changes in ten ways, one at a time and all at once: is each told as what it is, by `drift` and by `import`, and is
//! no decision and no comment lost?

mod support;

use std::path::Path;

use serde_json::Value;

const ID: &str = "toolkit/verify_local_certificates";
const SPEC: &str = "spec/toolkit/verify_local_certificates.yaml";

/// What the vendor does to the page: what is told of it (kind, path, the spec's value, the page's value), and the texts
/// that are others then.
struct Move {
    told: &'static [(&'static str, &'static str, &'static str, &'static str)],
    texts: &'static [(&'static str, &'static str)],
    /// The paths of decisions that are about something that is gone, or is another now.
    stale: &'static [&'static str],
}

const MOVES: [Move; 10] = [
    Move {
        told: &[("added", "request.shop_note", "", "string")],
        texts: &[("    poi_idString\n", "    shop_noteString\n\n    门店备注\n\n    poi_idString\n")],
        stale: &[],
    },
    Move {
        told: &[("removed", "request.open_id", "string", ""), ("reworded", "examples.requests", "*", "*")],
        texts: &[("    open_idString\n    用户OpenId\n", ""), ("{\"open_id\":\"HUjW8L85sX\",", "{")],
        stale: &["decisions.fields.request.open_id"],
    },
    Move {
        told: &[
            ("renamed", "request.order_entry", "request.order_entry_schema", "request.order_entry"),
            ("reworded", "examples.requests", "*", "*"),
        ],
        texts: &[
            ("    order_entry_schemaStruct", "    order_entryStruct"),
            ("\"order_entry_schema\":", "\"order_entry\":"),
        ],
        stale: &["decisions.fields.request.order_entry_schema"],
    },
    Move {
        told: &[("retyped", "response.err_no", "int32", "int64")],
        texts: &[("err_no必填Int32", "err_no必填Int64")],
        stale: &[],
    },
    Move {
        told: &[("now required", "request.order_info_list", "", "")],
        texts: &[("order_info_listList", "order_info_list必填List")],
        stale: &[],
    },
    Move {
        told: &[("added", "errors.2190001", "", "access_token格式错误 (更换参数)")],
        texts: &[(
            "    2002190002\n",
            "    2002190001\n    access_token格式错误\n    更换参数\n    2002190002\n",
        )],
        stale: &[],
    },
    Move {
        told: &[("removed", "errors.28001017", "未知URI (请检查URI 是否拼写错误,或联系抖音排查)", "")],
        texts: &[("    20028001017\n    未知URI\n    请检查URI 是否拼写错误,或联系抖音排查\n", "")],
        stale: &["decisions.errors.28001017"],
    },
    Move {
        told: &[("reworded", "errors.28003018", "请求频率过高 (请稍后重试)", "请求频率过高 (一分钟后重试)")],
        texts: &[("    请稍后重试\n", "    一分钟后重试\n")],
        stale: &["decisions.errors.28003018"],
    },
    Move {
        told: &[
            (
                "limit changed",
                "request.verify_token.length",
                "{ of: bytes, more_than: 4, fewer_than: 64 }",
                "{ of: bytes, more_than: 4, fewer_than: 128 }",
            ),
            ("reworded", "request.verify_token.doc", "*", "*"),
        ],
        texts: &[("小于 64 字节", "小于 128 字节")],
        stale: &["decisions.idempotency"],
    },
    Move {
        told: &[("moved", "response.log_id", "", "the first")],
        texts: &[
            (
                "    log_id必填String\n    示例:2023082117CC91C30Fxxxxxx\n\n    log_id: 日志Id,发起Oncall时建议带在问题描述中\n\n",
                "",
            ),
            (
                "    err_msg必填String\n",
                "    log_id必填String\n    示例:2023082117CC91C30Fxxxxxx\n\n    log_id: 日志Id,发起Oncall时建议带在问题描述中\n\n    err_msg必填String\n",
            ),
        ],
        stale: &[],
    },
];

/// A folder with the committed specs and a page that has moved.
fn moved(moves: &[Move]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    support::copy(&support::root().join("spec"), &folder.path().join("spec"));
    let mut page = support::PAGES[1].1.to_owned();
    for (before, after) in moves.iter().flat_map(|one| one.texts) {
        assert!(page.contains(before), "{before}");
        page = page.replacen(before, after, 1);
    }
    std::fs::write(folder.path().join("page.txt"), page).expect("it can be written");
    folder
}

fn run(command: &str, folder: &Path, status: i32) -> Value {
    let done = support::codegen(&[command, "page.txt", "--format", "json"], folder);
    assert_eq!(done.status.code(), Some(status), "{}", String::from_utf8_lossy(&done.stderr));
    let told: Value = serde_json::from_slice(&done.stdout).expect("it is JSON");
    told["pages"][0].clone()
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// Asserts that just these moves were told.
fn assert_told(moves: &[Move], told: &Value) {
    let mut changes: Vec<_> = told["changes"].as_array().expect("there is a list").iter().collect();
    for (kind, path, old, new) in moves.iter().flat_map(|one| one.told) {
        let is_it = |change: &&Value| {
            let fits = |value: &str, wanted: &str| wanted == "*" || value == wanted;
            (text(change, "kind"), text(change, "path")) == (*kind, *path)
                && fits(text(change, "old"), old)
                && fits(text(change, "new"), new)
        };
        // All at once, one sample is reworded once.
        let found = changes.iter().position(is_it);
        match found {
            Some(found) => {
                assert_eq!(changes[found]["location"]["path"], SPEC);
                changes.remove(found);
            }
            None => assert!(*path == "examples.requests" && moves.len() > 1, "{kind} {path}: {told:#}"),
        }
    }
    assert!(changes.is_empty(), "{changes:#?}");
    let stale: Vec<_> =
        told["stale"].as_array().expect("there is a list").iter().map(|stale| text(stale, "path")).collect();
    let mut expected: Vec<_> = moves.iter().flat_map(|one| one.stale.iter().copied()).collect();
    expected.sort_unstable();
    let mut sorted = stale.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
}

#[test]
fn each_move_is_told_as_what_it_is_and_no_decision_is_touched() {
    let before = support::read(SPEC);
    let halves = |spec: &str| {
        let at = spec.find("\ndecisions:\n").expect("it has decisions");
        (spec[..at].to_owned(), spec[at..].to_owned())
    };
    for one in MOVES {
        let folder = moved(std::slice::from_ref(&one));
        let drift = run("drift", folder.path(), 1);
        assert_told(std::slice::from_ref(&one), &drift);
        assert_eq!(
            std::fs::read_to_string(folder.path().join(SPEC)).expect("it is there"),
            before,
            "drift writes nothing"
        );

        let import = run("import", folder.path(), 0);
        assert_told(std::slice::from_ref(&one), &import);
        let after = std::fs::read_to_string(folder.path().join(SPEC)).expect("it is there");
        assert_eq!(halves(&after).1, halves(&before).1, "decisions and their comments, byte for byte");
        let (path, kind) = (one.told[0].1, one.told[0].0);
        let comments = |spec: &str| {
            spec.lines().filter(|line| line.trim().starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
        };
        let is_kept = comments(&after) == comments(&before) || import["comments_to_read"][0].is_string();
        assert!(is_kept, "{kind} {path}: a comment of the page's half is kept, or told");

        // What is not told is not touched: the difference is as small as the move.
        let (old, new): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
        let others = new.iter().filter(|line| !old.contains(line)).count();
        assert!(others <= 2, "{kind} {path}: {others} lines are others");
        run("drift", folder.path(), 0);
    }
}

#[test]
fn all_at_once_each_is_told_rightly() {
    let folder = moved(&MOVES);
    assert_told(&MOVES, &run("drift", folder.path(), 1));
    let import = run("import", folder.path(), 0);
    assert_told(&MOVES, &import);
    let hint = import["stale"]
        .as_array()
        .expect("there is a list")
        .iter()
        .find(|stale| text(stale, "path").ends_with("entry_schema"));
    let hint = hint.map(|hint| text(hint, "text"));
    assert_eq!(hint, Some("`request.order_entry_schema` is `request.order_entry` now: write that instead"));
    let decide = import["decide"].as_array().expect("there is a list");
    let [decide] = &decide[..] else { panic!("{decide:?}") };
    let said = (text(decide, "path"), text(decide, "text"));
    assert_eq!(said, ("decisions.errors.2190001", "its name, action and effect"));

    // With what the report asks for, and nothing else, the spec holds again.
    let path = folder.path().join(SPEC);
    let mended = std::fs::read_to_string(&path)
        .expect("it is there")
        .replace("    request.order_entry_schema:", "    request.order_entry:")
        .replace("    request.open_id: { personal: true }\n", "")
        .replace(
            "    28001017: { name: unknown_uri, action: contact_platform, effect: none }\n",
            "    2190001: { name: access_token_malformed, action: refresh_token, effect: none }\n",
        );
    std::fs::write(&path, mended).expect("it can be written");
    let lint = support::codegen(&["lint"], folder.path());
    assert!(lint.status.success(), "{}", String::from_utf8_lossy(&lint.stderr));
    let drift = run("drift", folder.path(), 0);
    assert_eq!(drift["stale"], serde_json::json!([]));
}

#[test]
fn people_and_github_are_told_the_same() {
    let folder = moved(&MOVES[3..5]);
    let done = support::codegen(&["drift", "page.txt"], folder.path());
    let next = "next: `douyin-codegen import page.txt`, which keeps what people decided\n";
    assert_eq!(String::from_utf8_lossy(&done.stdout), next);
    let told = String::from_utf8(done.stderr).expect("it is UTF-8");
    assert!(told.starts_with(&format!("page.txt: {SPEC}, 2 facts moved\n  moved (2)\n")), "{told}");
    assert!(
        told.contains(&format!("    response.err_no: retyped: `int32`, now `int64` ({SPEC}:60:21)\n")),
        "{told}"
    );
    let done = support::codegen(&["drift", "page.txt", "--format", "github"], folder.path());
    assert_eq!((done.status.code(), done.stderr.len()), (Some(1), 0));
    let told = String::from_utf8(done.stdout).expect("it is UTF-8");
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.lines().all(|line| line.starts_with(&format!("::error file={SPEC},line="))), "{told}");
}

#[test]
fn each_sentence_says_what_happened() {
    let folder = moved(&MOVES);
    let done = support::codegen(&["drift", "page.txt"], folder.path());
    let told = String::from_utf8(done.stderr).expect("it is UTF-8");
    let sentences = [
        "request.shop_note: added: `string` (",
        "request.open_id: removed, it was `string` (",
        "request.order_entry: renamed, it was `request.order_entry_schema` (",
        "request.order_info_list: now required (",
        "request.verify_token.length: limit changed: `{ of: bytes, more_than: 4, fewer_than: 64 }`, now `{ of: bytes, more_than: 4, fewer_than: 128 }` (",
        "response.err_no: retyped: `int32`, now `int64` (",
        "response.log_id: moved among its neighbours: the first (",
        "errors.2190001: added: `access_token格式错误 (更换参数)` (",
        "errors.28001017: removed, it was `未知URI (请检查URI 是否拼写错误,或联系抖音排查)` (",
        "errors.28003018: reworded: `请求频率过高 (请稍后重试)`, now `请求频率过高 (一分钟后重试)` (",
    ];
    for sentence in sentences {
        assert!(told.contains(&format!("\n    {sentence}{SPEC}:")), "{sentence}\n{told}");
    }
}

#[test]
fn a_field_that_moves_to_another_struct_takes_along_what_people_know_of_it() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    support::copy(&support::root().join("spec"), &folder.path().join("spec"));
    let sample = "\"book_start_time\":3893313357830021904,";
    let page = support::PAGES[1].1.replacen(sample, "", 1);
    let page = page.replacen("\"serial_num\":", &format!("{sample}\"serial_num\":"), 1);
    std::fs::write(folder.path().join("page.txt"), page).expect("it can be written");
    let told = run("import", folder.path(), 0);
    let place = |rest: &str| format!("request.order_info_list.certificate_info_list.{rest}");
    let moved = &told["changes"][0];
    assert_eq!(
        (text(moved, "kind"), text(moved, "path")),
        ("moved", place("book_start_time").as_str()),
        "{told:#}"
    );
    assert_eq!(text(moved, "old"), place("book_info.book_start_time"));
    let spec = std::fs::read_to_string(folder.path().join(SPEC)).expect("it is there");
    let line = "                book_start_time: { type: int64, unit: milliseconds, inferred: { field: sample, unit: sibling } }\n";
    assert!(spec.contains(line), "{spec}");
}

#[test]
fn line_ends_and_the_mark_of_a_file_stay_as_they_are() {
    let folder = moved(&MOVES[3..4]);
    let path = folder.path().join(SPEC);
    let windows = format!("\u{feff}{}", support::read(SPEC).replace('\n', "\r\n"));
    std::fs::write(&path, &windows).expect("it can be written");
    run("import", folder.path(), 0);
    let after = std::fs::read_to_string(&path).expect("it is there");
    assert_eq!(
        after,
        windows.replace(
            "{ type: int32, required: true, sample: '13000'",
            "{ type: int64, required: true, sample: '13000'"
        )
    );
    assert_eq!(
        support::spec(ID)["page"]["response"]["err_no"]["type"],
        "int32",
        "the committed one is another file"
    );
}

/// The keys of the JSON are those that `codegen/README.md` shows, in its order.
#[test]
fn programs_get_what_the_readme_describes() {
    let readme = support::read("codegen/README.md");
    let shown =
        readme.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).expect("it is there");
    let shown: Value = serde_json::from_str(&shown.replace("{…}", "{}")).expect("it is JSON");
    let keys =
        |value: &Value| value.as_object().expect("it is an object").keys().cloned().collect::<Vec<_>>();
    let shown = &shown["pages"][0];
    let folder = moved(&MOVES);
    for (command, status) in [("drift", 1), ("import", 0)] {
        let told = run(command, folder.path(), status);
        let sorted = |mut keys: Vec<String>| {
            keys.sort();
            keys
        };
        assert_eq!(sorted(keys(&told)), sorted(keys(shown)));
        for list in ["changes", "stale", "decide"] {
            assert_eq!(sorted(keys(&told[list][0])), sorted(keys(&shown[list][0])), "{list}");
        }
        for list in ["guesses", "kept"] {
            let like = if list == "kept" { "stale" } else { "open" };
            assert_eq!(sorted(keys(&told[list][0])), sorted(keys(&shown[like][0])), "{list}");
        }
    }
}
