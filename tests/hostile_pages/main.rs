//! Pages that are none, or that want to be something else in a spec: nothing is written but what the page says, letter by
//! letter, and whatever cannot be is told.

mod accidents;
mod captions;
mod costs;
mod fields;
mod sections;
#[path = "../support/mod.rs"]
mod support;
mod tables;
mod urls;

use std::path::Path;

use serde_json::Value;

fn import(page: &[u8], folder: &Path) -> (Option<i32>, Value) {
    std::fs::write(folder.join("page.txt"), page).expect("it can be written");
    let done = support::codegen(&["import", "page.txt", "--format", "json"], folder);
    let told: Value =
        serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{error}: {done:?}"));
    (done.status.code(), told["pages"][0].clone())
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    std::fs::create_dir(folder.path().join("spec")).expect("it can be made");
    std::fs::write(folder.path().join("spec/platform.yaml"), support::PLATFORM).expect("it can be written");
    folder
}

const HEAD: &str = "接口说明\nIntroduction.\n基本信息\nHTTP URL\nhttps://open.example.com/shop/v1/order/get/\nHTTP Method\nPOST\n";

#[test]
fn what_is_no_page_is_refused_with_its_reason_and_nothing_is_written() {
    let only_navigation: String = support::PAGES[0].1.split_inclusive('\n').take(33).collect();
    let huge = format!("{HEAD}{}", "长".repeat(400_000));
    let deep = HEAD.replace("POST", "PATCH");
    let at = |url: &str| format!("HTTP URL\n{url}\nHTTP Method\nGET\n").into_bytes();
    let cases: [(&str, &[u8], &str); 12] = [
        ("empty", b"", "there is nothing on this page"),
        ("blank", b" \n\n\t\n", "there is nothing on this page"),
        ("navigation", only_navigation.as_bytes(), "no method"),
        ("binary", b"\xff\xfe\x00p\x00a", "this is not UTF-8"),
        ("huge", huge.as_bytes(), "at most 1 MiB"),
        ("method", deep.as_bytes(), "the method `PATCH`"),
        ("prose", "这是一段文字。\n没有别的。\n".as_bytes(), "no URL"),
        (
            "no path",
            "HTTP URL\nhttps://open.example.com\nHTTP Method\nGET\n".as_bytes(),
            "no URL with a path",
        ),
        ("another host", &at("https://open.example.com//evil.example/a"), "no URL with a path"),
        ("a way up", &at("https://open.example.com/a/../b"), "no URL with a path"),
        ("a quote", &at("https://open.example.com/a\""), "no URL with a path"),
        (
            "no name",
            "HTTP URL\nhttps://open.example.com/a\nHTTP Method\nGET\n".as_bytes(),
            "--name GROUP/ENDPOINT",
        ),
    ];
    for (name, page, why) in cases {
        let folder = folder();
        let before = support::files(&folder.path().join("spec"));
        let (status, told) = import(page, folder.path());
        assert_eq!(status, Some(1), "{name}");
        let refused = told["refused"].to_string();
        assert!(refused.contains(why), "{name}: {refused}");
        assert_eq!(support::files(&folder.path().join("spec")), before, "{name}");
    }
    let missing = support::codegen(&["drift", "nowhere.txt"], folder().path());
    assert_eq!(missing.status.code(), Some(1));
    assert_eq!(support::codegen(&["drift"], folder().path()).status.code(), Some(2));
}

/// Texts that YAML, a shell, a terminal, GitHub or Rust would take for something of theirs.
const TEXTS: [&str; 24] = [
    "decisions:",
    "- a: b",
    "? x",
    "# no comment",
    "a: b # c",
    "'single' \"double\"",
    "{ type: struct }",
    "[a, b]",
    "&anchor *alias",
    "!!binary x",
    "%YAML 1.2",
    "--- x",
    "...",
    "null",
    "012",
    "1e3",
    "| x",
    "> x",
    "`code` ${x} $(x)",
    "::error::x",
    "*/ }\"#",
    "a\\u0041\\n",
    "%s {} {0}",
    "<<: x",
];

#[test]
fn whatever_a_page_says_its_spec_says_to_the_letter() {
    let mut page =
        String::from("说明页\n") + HEAD + "Scope\nyes\n权限要求\n~\n请求参数\nBody展开全部子属性\n";
    for (at, text) in TEXTS.iter().enumerate() {
        page.extend([&format!("field_{at}String\n"), *text, "\n"]);
    }
    page.push_str("响应参数\nBody\nerr_no必填Int32\n错误码\nHTTP 状态码错误码错误码描述排查建议\n");
    for (at, text) in TEXTS.iter().enumerate() {
        page.extend([&format!("200{}\n", 7000 + at), *text, "\n", *text, "\n"]);
    }
    let folder = folder();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{told:#}");
    assert_eq!(told["unread"], serde_json::json!([]), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: serde_yaml::Value = serde_yaml::from_str(&spec).expect("it is YAML");
    assert_eq!(
        (spec["page"]["scope"].as_str(), spec["page"]["permission"].as_str()),
        (Some("yes"), Some("~"))
    );
    for (at, text) in TEXTS.iter().enumerate() {
        let doc = &spec["page"]["request"][format!("field_{at}").as_str()]["doc"];
        assert_eq!(doc.as_str(), Some(*text));
        assert_eq!(spec["page"]["errors"][at]["text"].as_str(), Some(*text));
    }
    // What the language reads of it is as sound: nothing is wrong but the open codes.
    let lint = support::codegen(&["lint", "--format", "json"], folder.path());
    let problems: Value = serde_json::from_slice(&lint.stdout).expect("it is JSON");
    let rules: Vec<_> =
        problems["problems"].as_array().expect("a list").iter().map(|problem| &problem["rule"]).collect();
    assert_eq!(rules.len(), TEXTS.len(), "{problems:#}");
    assert!(rules.iter().all(|rule| **rule == "undecided-code"), "{problems:#}");
    assert_eq!(
        import(page.as_bytes(), folder.path()).1["changes"],
        serde_json::json!([]),
        "and it drifts nowhere"
    );
}

#[test]
fn what_nobody_sees_is_left_out_and_told() {
    let page = format!("{HEAD}请求参数\nBody\nna\u{200b}meString\n名\u{202e}称\u{7}\u{1b}[31m\n");
    let folder = folder();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0));
    let guesses = told["guesses"].to_string();
    for (line, character) in [(10, "u{200b}"), (11, "u{202e}")] {
        assert!(guesses.contains(character), "{line}: {guesses}");
    }
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    assert!(spec.contains("name: { type: string, doc: '名称[31m' }"), "{spec}");
    let human = support::codegen(&["drift", "page.txt"], folder.path());
    let shown = [human.stdout, human.stderr].concat();
    assert!(!shown.iter().any(|byte| *byte == 0x1b || *byte == 7), "nothing of it reaches the terminal");
}

#[test]
fn a_specs_file_that_is_no_yaml_is_not_touched() {
    let folder = folder();
    let page = format!("{HEAD}请求参数\nBody\nnameString\n");
    assert_eq!(import(page.as_bytes(), folder.path()).0, Some(0));
    let path = folder.path().join("spec/order/get.yaml");
    let broken = std::fs::read_to_string(&path).expect("it is there").replace("page:", "page: [");
    std::fs::write(&path, &broken).expect("it can be written");
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(1), "{told:#}");
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), broken);
}

#[test]
fn a_page_with_the_line_ends_of_an_old_system_is_read_like_any_other() {
    let page = format!("{HEAD}请求参数\nBody\nnameString\n名称\n").replace('\n', "\r");
    let folder = folder();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!((status, &told["unread"]), (Some(0), &serde_json::json!([])), "{told:#}");
}

#[test]
fn a_samples_key_is_a_fact_only_if_it_can_be_a_name_and_has_one_type() {
    let page = format!(
        "{HEAD}响应示例\n{{\"a\\u0000\":1,\"\\u202eb\":1,\"twice\":1,\"twice\":\"x\",\"long\":9223372036854775808,\"fine\":-0}}\n"
    );
    let folder = folder();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: serde_yaml::Value = serde_yaml::from_str(&spec).expect("it is YAML");
    let response = spec["page"]["response"].as_mapping().expect("it has fields");
    assert_eq!(response.keys().filter_map(serde_yaml::Value::as_str).collect::<Vec<_>>(), ["fine"]);
    assert_eq!(told["open"].as_array().map(Vec::len), Some(4), "{told:#}");
}
