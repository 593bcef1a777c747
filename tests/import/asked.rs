//! What a new spec decides, and what it asks people.

use std::path::Path;

use serde_json::Value as Json;
use serde_yaml::Value;

use super::{folder, json, page, run, succeeds};
use crate::support;

#[test]
fn a_new_spec_decides_what_leaves_no_choice_and_lint_names_the_rest() {
    let folder = folder();
    let spec = folder.path().join("spec");
    support::copy(&support::root().join("spec"), &spec);
    let id = "toolkit/verify_local_certificates";
    std::fs::remove_file(spec.join(format!("{id}.yaml"))).expect("it is there");
    let told = json(&["import", &page(id)], folder.path());
    assert_eq!(told["new"], true);
    let text = std::fs::read_to_string(spec.join(format!("{id}.yaml"))).expect("it is there");
    let spec: Value = serde_yaml::from_str(&text).expect("it is YAML");
    assert_eq!(
        (&spec["decisions"]["token"], &spec["decisions"]["envelope"]),
        (&"client".into(), &"err_no".into())
    );
    let shared = &support::spec("trip/certificate_verify")["decisions"]["errors"][2_119_005];
    assert_eq!(
        &spec["decisions"]["errors"][2_119_005], shared,
        "as the other spec decides about the same words"
    );

    let lint = run(&["lint", "--format", "json"], folder.path());
    let problems: Json = serde_json::from_slice(&lint.stdout).expect("it is JSON");
    let problems = problems["problems"].as_array().expect("there is a list");
    let open = told["decide"].as_array().expect("there is a list");
    let code = |open: &Json| Some(open["path"].as_str()?.strip_prefix("decisions.errors.")?.to_owned());
    let codes: Vec<_> =
        open.iter().filter_map(|open| Some((code(open)?, &open["location"]["line"]))).collect();
    assert_eq!((problems.len(), codes.len()), (14, 14), "{open:?}");
    for (problem, (code, line)) in problems.iter().zip(codes) {
        assert_eq!((&problem["rule"], &problem["location"]["line"]), (&"undecided-code".into(), line));
        assert!(problem["message"].as_str().is_some_and(|message| message.contains(&code)), "{problem}");
        assert!(text.contains(&format!("# {code}: {{ name: …")), "the file says it, too");
    }
    let others: Vec<_> = open.iter().filter(|open| code(open).is_none()).collect();
    let [token, outcome] = &others[..] else { panic!("{open:?}") };
    assert_eq!(token["text"], "is it `verify_token`?");
    assert!(text.contains("# Open: is it `idempotency: verify_token`?"), "{text}");
    let items = "response.data.order_verify_results.certificate_verify_results";
    let asks = "do its items succeed or fail one by one? \
                `outcome: { code: result_code, message: result_msg, key: certificate_id }`";
    assert_eq!(
        (&outcome["path"], &outcome["text"]),
        (&format!("decisions.fields.{items}.outcome").into(), &asks.into())
    );
    assert!(text.contains(&format!("  # Open: `{items}`: {asks}, under `fields`\n")), "{text}");
}

/// A page of an endpoint, with these rows of its request and of its response.
fn small(method: &str, request: &str, response: &str) -> String {
    let page = format!(
        "登记\n基本信息\nHTTP URL | https://open.example.com/api/guest/v1/people/save/\nHTTP Method | {method}\n请求参数\n\
         Body\n名称 | 类型 | 是否必填 | 描述\n{request}响应参数\nBody\n名称 | 类型 | 是否必填 | 描述\nerr_no | Int64 | 是 | 错误码\n{response}"
    );
    page.replacen("Body\n", if method == "GET" { "Query\n" } else { "Body\n" }, 1).replace(" | ", "\t")
}

/// Imports such a page into a folder with a platform.
fn small_in(folder: &Path, page: &str) -> Json {
    std::fs::write(folder.join("page.txt"), page).expect("it can be written");
    json(&["import", "page.txt"], folder)
}

fn with_platform() -> tempfile::TempDir {
    let folder = folder();
    std::fs::create_dir(folder.path().join("spec")).expect("it can be made");
    std::fs::write(folder.path().join("spec/platform.yaml"), support::PLATFORM).expect("it can be written");
    folder
}

/// What is left to decide, as `path: text`.
fn decide(told: &Json) -> Vec<String> {
    let said = |open: &Json, key: &str| open[key].as_str().unwrap_or_default().to_owned();
    let list = told["decide"].as_array().unwrap_or_else(|| panic!("{told:#}")).iter();
    list.map(|open| format!("{}: {}", said(open, "path"), said(open, "text"))).collect()
}

const PERSONAL: &str = "does it identify or admit somebody? `personal: true`";
const REPEATABLE: &str =
    "no field makes a repeated call harmless; does it only read? Then `repeatable: true`";

#[test]
fn what_a_page_hints_at_is_asked_until_it_is_answered() {
    for method in ["GET", "POST"] {
        let folder = with_platform();
        let page = small(method, "who | String | 是 | 用户的手机号\nplace | String | 否 | 门店\n", "");
        let told = small_in(folder.path(), &page);
        let expected = [
            format!("decisions.repeatable: {REPEATABLE}"),
            format!(
                "decisions.fields.{}.who.personal: {PERSONAL}",
                if method == "GET" { "query" } else { "request" }
            ),
        ];
        assert_eq!(decide(&told)[..], expected, "{told:#}");
        let path = folder.path().join("spec/people/save.yaml");
        let path = if path.exists() { path } else { folder.path().join("spec/guest/people_save.yaml") };
        let path = if path.exists() {
            path
        } else {
            folder.path().join(told["spec"].as_str().expect("it has a path"))
        };
        let text = std::fs::read_to_string(&path).expect("it was written");
        for question in [REPEATABLE, PERSONAL] {
            assert!(
                text.lines().any(|line| line.starts_with("  # Open: ") && line.contains(question)),
                "{text}"
            );
        }

        // Nobody has answered yet.
        let still = expected.clone().map(|asked| asked.replacen(": ", ": still open: ", 1));
        for command in ["drift", "import"] {
            assert_eq!(decide(&json(&[command, "page.txt"], folder.path()))[..], still);
        }
        let said = succeeds(&["import", "page.txt"], folder.path());
        assert!(!said.contains("nothing to do") && said.contains("see to the decisions named"), "{said}");

        // Yes to the one, and the comment stays; no to the other, and it goes.
        let is_no = |line: &&str| !line.contains(PERSONAL);
        let answered: Vec<_> = text.lines().filter(is_no).collect();
        let answered = format!("{}\n  repeatable: true\n", answered.join("\n"));
        std::fs::write(&path, answered).expect("it can be written");
        assert_eq!(decide(&json(&["drift", "page.txt"], folder.path())), Vec::<String>::new());
        assert!(succeeds(&["import", "page.txt"], folder.path()).contains("nothing to do"));
    }
}

#[test]
fn of_a_spec_only_what_is_new_on_its_page_is_asked() {
    let folder = with_platform();
    let request = "who | String | 是 | 用户的手机号\n";
    let told = small_in(folder.path(), &small("POST", request, ""));
    let path = folder.path().join(told["spec"].as_str().expect("it has a path"));
    let text = std::fs::read_to_string(&path).expect("it was written");
    let no: Vec<_> = text.lines().filter(|line| !line.trim().starts_with("# Open:")).collect();
    std::fs::write(&path, no.join("\n") + "\n").expect("it can be written");
    let request = format!("{request}guest | String | 否 | 入园人姓名\npass | String | 否 | 门店密码\n");
    let response = "done | Array<Struct> | 否 | 结果\n- item_id | String | 否 | 编号\n- code | Int64 | 否 | 结果码\n- msg | String | 否 | 说明\n";
    let told = small_in(folder.path(), &small("POST", &request, response));
    let asks =
        "do its items succeed or fail one by one? `outcome: { code: code, message: msg, key: item_id }`";
    let expected = [
        format!("decisions.fields.request.guest.personal: {PERSONAL}"),
        "decisions.fields.request.pass.secret: is it a secret of the application's? `secret: true`"
            .to_owned(),
        format!("decisions.fields.response.done.outcome: {asks}"),
    ];
    assert_eq!(decide(&told)[..], expected, "{told:#}");
    let text = std::fs::read_to_string(&path).expect("it was written");
    let lines: Vec<_> = text.lines().collect();
    for (open, field) in
        told["decide"].as_array().expect("there is a list").iter().zip(["guest", "pass", "done"])
    {
        let line = open["location"]["line"].as_u64().and_then(|line| usize::try_from(line).ok());
        assert!(lines[line.expect("it has a line") - 1].trim().starts_with(&format!("{field}:")), "{open}");
    }
    assert_eq!(decide(&small_in(folder.path(), &small("POST", &request, response))), Vec::<String>::new());
}

/// Asserts that the comments of a new spec say what the report says that is open.
fn assert_commented(told: &Json, text: &str) {
    let comments: Vec<_> = text.lines().map(str::trim).filter(|line| line.starts_with('#')).skip(1).collect();
    for open in told["open"].as_array().expect("there is a list") {
        let said = |key: &str| open[key].as_str().expect("it is a text");
        let line = format!("# Open: `page.{}`: {}", said("path"), said("text"));
        assert!(comments.contains(&line.as_str()), "{line}: {comments:#?}");
    }
    for decide in told["decide"].as_array().expect("there is a list") {
        let named = decide["path"].as_str().and_then(|path| path.rsplit('.').next()).expect("it has a path");
        let is_it =
            |line: &&str| [format!("`{named}: "), format!("# {named}: ")].iter().any(|it| line.contains(it));
        assert!(comments.iter().any(is_it), "{named}: {comments:#?}");
    }
}

/// Where `lint` sees a problem: the file's lines.
fn linted(folder: &Path, text: &str) -> Vec<(Json, String)> {
    let done = run(&["lint", "--format", "json"], folder);
    let told: Json = serde_json::from_slice(&done.stdout).expect("it is JSON");
    let place = |problem: &Json| {
        let line = problem["location"]["line"].clone();
        let at = line.as_u64().and_then(|line| usize::try_from(line).ok()).expect("it has a line");
        (line, text.lines().nth(at - 1).expect("the line is there").trim().to_owned())
    };
    told["problems"].as_array().expect("there is a list").iter().map(place).collect()
}

#[test]
fn what_is_open_is_the_same_in_the_report_in_the_file_and_with_lint() {
    for name in ["hidden_list", "tabs"] {
        let folder = folder();
        support::copy(&support::root().join("spec"), &folder.path().join("spec"));
        let page = support::root().join(format!("tests/pages/dirty/{name}.txt"));
        let told = json(&["import", &page.to_string_lossy()], folder.path());
        let path = folder.path().join(told["spec"].as_str().expect("it has a path"));
        let text = std::fs::read_to_string(path).expect("it was written");
        assert_commented(&told, &text);
        let list = |key: &str| told[key].as_array().expect("there is a list").clone();
        let problems = linted(folder.path(), &text);
        // What is left out is told, and nothing that is there lacks something.
        assert_eq!(problems.is_empty(), name == "tabs", "{name}");
        for (line, words) in problems {
            let is_open = |open: &Json| {
                let path = open["path"].as_str().unwrap_or_default();
                path.rsplit('.').next().is_some_and(|name| words.starts_with(&format!("{name}:")))
            };
            let is_told = list("decide").iter().any(|open| open["location"]["line"] == line)
                || list("open").iter().any(is_open);
            assert!(is_told, "{name}: {line}: {words}");
        }
    }
}
