//! `import` and `drift` on the vendor's two pages: do they give the committed specs' facts, and is every line told of?

mod support;

use std::path::Path;
use std::process::Output;

use serde_json::Value as Json;
use serde_yaml::Value;

fn page(id: &str) -> String {
    let name = id.rsplit('/').next().expect("an id has a name");
    support::root().join(format!("tests/pages/{name}.txt")).to_string_lossy().into_owned()
}

fn run(args: &[&str], folder: &Path) -> Output {
    support::codegen(args, folder)
}

fn succeeds(args: &[&str], folder: &Path) -> String {
    let done = run(args, folder);
    assert!(done.status.success(), "{args:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("it is UTF-8")
}

fn json(args: &[&str], folder: &Path) -> Json {
    let done = run(&[args, &["--format", "json"]].concat(), folder);
    let told: Json = serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{error}: {done:?}"));
    told["pages"][0].clone()
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("there is a temporary folder")
}

/// A field's facts that its page can show, with those of the fields below it, whatever their order.
fn shown(field: &Value) -> Value {
    let mut field = field.clone();
    let entries = field.as_mapping_mut().expect("a field is a mapping");
    let marks = entries.get("inferred").and_then(Value::as_mapping).cloned().unwrap_or_default();
    for (fact, origin) in &marks {
        if origin != "sample" || fact == "unit" {
            entries.remove(fact);
        }
    }
    entries.remove("note");
    entries.remove("inferred");
    if marks.contains_key("field") {
        entries.insert("inferred".into(), "sample".into());
    }
    for key in ["items", "values"] {
        if let Some(item) = entries.get(key).filter(|item| item.get("fields").is_some()) {
            let item = fields(&item["fields"]);
            entries.insert(key.into(), item);
        }
    }
    if let Some(below) = entries.get("fields") {
        let below = fields(below);
        entries.insert("fields".into(), below);
    }
    sorted(&field)
}

fn fields(fields: &Value) -> Value {
    let fields = fields.as_mapping().expect("fields are a mapping");
    sorted(&Value::Mapping(fields.iter().map(|(name, field)| (name.clone(), shown(field))).collect()))
}

fn sorted(value: &Value) -> Value {
    let mut entries: Vec<_> = value.as_mapping().expect("it is a mapping").clone().into_iter().collect();
    entries.sort_by(|a, b| a.0.as_str().cmp(&b.0.as_str()));
    Value::Mapping(entries.into_iter().collect())
}

#[test]
fn both_pages_into_an_empty_folder_give_the_facts_of_the_committed_specs() {
    let folder = with_specs(&[]);
    for (id, _) in support::PAGES {
        let told = succeeds(&["import", &page(id)], folder.path());
        assert!(told.contains(&format!("wrote spec/{id}.yaml; next: ")), "{told}");
        let path = folder.path().join(format!("spec/{id}.yaml"));
        let text = std::fs::read_to_string(path).expect("it was written where the URL says");
        let imported: Value = serde_yaml::from_str(&text).expect("it is YAML");
        let committed = &support::spec(id)["page"];
        for key in ["title", "method", "host", "path", "scope", "permission", "notes", "errors", "examples"] {
            assert_eq!(imported["page"][key], committed[key], "{id}: {key}");
        }
        for side in ["headers", "request", "response"] {
            assert_eq!(fields(&imported["page"][side]), fields(&committed[side]), "{id}: {side}");
            let names =
                |fields: &Value| fields.as_mapping().expect("fields").keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&imported["page"][side]), names(&committed[side]), "{id}: in the page's order");
        }
    }
}

#[test]
fn the_committed_specs_have_not_drifted_and_importing_again_touches_no_byte() {
    let folder = folder();
    support::copy(&support::root().join("spec"), &folder.path().join("spec"));
    let before = support::files(folder.path());
    let pages = support::PAGES.map(|(id, _)| page(id));
    let told = run(&["drift", &pages[0], &pages[1]], folder.path());
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    assert_eq!(String::from_utf8_lossy(&told.stderr).matches(", nothing moved").count(), 2);
    for (page, (id, _)) in pages.iter().zip(support::PAGES) {
        assert_eq!(json(&["drift", page], folder.path())["changes"], Json::Array(Vec::new()));
        let github = succeeds(&["drift", page, "--format", "github"], folder.path());
        assert_eq!(github, "");
        assert_eq!(
            succeeds(&["import", page], folder.path()),
            format!("spec/{id}.yaml is as its page: nothing to do\n")
        );
    }
    assert_eq!(support::files(folder.path()), before);
}

#[test]
fn every_line_of_both_pages_is_a_fact_or_layout_or_navigation() {
    // The last line of the site's navigation above each page. Nothing else of a page is left over.
    let expected = [(support::PAGES[0].0, [[1, 15], [17, 33]]), (support::PAGES[1].0, [[1, 31], [33, 42]])];
    for (id, navigation) in expected {
        let told = json(&["drift", &page(id)], &support::root());
        assert_eq!(told["unread"], Json::Array(Vec::new()), "{id}");
        assert_eq!(told["navigation"], serde_json::json!(navigation), "{id}");
        assert_eq!(told["open"], Json::Array(Vec::new()), "{id}");
        let guesses = told["guesses"].as_array().expect("there are guesses");
        let is_told =
            |guess: &Json| guess["line"].is_u64() && !guess["text"].as_str().unwrap_or_default().is_empty();
        assert!(guesses.len() > 10 && guesses.iter().all(is_told), "{id}: each says why");
    }
}

#[test]
fn what_people_added_is_kept_and_said() {
    let told = json(&["drift", &page(support::PAGES[1].0)], &support::root());
    let kept: Vec<_> =
        told["kept"].as_array().expect("there is a list").iter().map(|kept| kept["path"].as_str()).collect();
    for path in ["request.order_entry_schema", "request.order_entry_schema.path"] {
        assert!(kept.contains(&Some(path)), "{path}: {kept:?}");
    }
}

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

/// A folder with the committed platform and some of its specs.
fn with_specs(ids: &[&str]) -> tempfile::TempDir {
    let folder = folder();
    for id in ["platform"].iter().chain(ids) {
        let path = folder.path().join(format!("spec/{id}.yaml"));
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("it can be made");
        std::fs::copy(support::root().join(format!("spec/{id}.yaml")), path).expect("it can be copied");
    }
    folder
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
        assert!(!problems.is_empty(), "{name}");
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
