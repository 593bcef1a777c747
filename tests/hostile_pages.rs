//! Pages that are none, or that want to be something else in a spec: nothing is written but what the page says, letter by
//! letter, and whatever cannot be is told.

mod support;

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
fn a_page_that_repeats_itself_a_thousand_times_costs_little_and_says_what_was_left_out() {
    let field = "order_idString\n订单号\n";
    let sample = format!("响应示例\n{}1{}\n", "{\"a\":".repeat(2_000), "}".repeat(2_000));
    let page =
        format!("{HEAD}请求参数\nBody\n{}{sample}错误码\n{}", field.repeat(5_000), "2001\nx\n".repeat(300));
    let folder = folder();
    let start = std::time::Instant::now();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{}", told["refused"]);
    assert_eq!(told["open"].as_array().map(Vec::len), Some(4_999), "each field that is there already");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let text = support::codegen(&["import", "page.txt"], folder.path()).stderr;
    assert!(text.len() < 200_000, "{}", text.len());
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

/// Numbers that look random, and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("it has 31 bits") % end
    }
}

/// A page after some accidents of copying, and the lines that were put in: in no two runs of a page the same.
fn damaged(page: &str, seed: u64) -> (String, Vec<String>) {
    let mut dice = Dice(seed);
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let mut marks = Vec::new();
    for _ in 0..=dice.below(6) {
        let (at, other) = (dice.below(lines.len() - 1), dice.below(lines.len()));
        match dice.below(8) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(other, lines[at].clone()),
            2 => lines.swap(at, other),
            3 => {
                let next = lines.remove(at + 1);
                lines[at].push_str(&next);
            }
            4 => {
                let half = lines[at].chars().count() / 2;
                lines[at] = lines[at].chars().take(half).collect();
            }
            put => {
                let mark = format!("记号{seed}的第{}个", marks.len());
                let line = &mut lines[at];
                match put {
                    5 => lines.insert(at, mark.clone()),
                    6 => line.extend([if line.contains('\t') { "\t" } else { " | " }, &mark]),
                    _ => {
                        let ends: Vec<_> =
                            line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
                        line.insert_str(ends[dice.below(ends.len())], &mark);
                    }
                }
                marks.push(mark);
            }
        }
    }
    (lines.join("\n"), marks)
}

/// Whether a line of a page stands in its spec, in its report, or on a line of the site's navigation.
fn is_accounted(mark: &str, page: &str, spec: &str, told: &Value) -> bool {
    let line = page.lines().position(|line| line.contains(mark)).expect("it was put in") as u64 + 1;
    let ranges = told["navigation"].as_array().into_iter().flatten();
    let mut ranges = ranges.filter_map(|range| Some((range[0].as_u64()?, range[1].as_u64()?)));
    spec.contains(mark)
        || told.to_string().contains(mark)
        || ranges.any(|(from, to)| (from..=to).contains(&line))
}

/// The pages of both layouts, clean and dirty.
fn pages() -> Vec<String> {
    let folders = ["tests/pages", "tests/pages/dirty"].map(|folder| support::root().join(folder));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("it is there"));
    let paths = files.map(|file| file.expect("it is there").path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("it can be read")).collect()
}

/// Imports pages with accidents, and checks what must hold of each.
fn survives(seeds: std::ops::Range<u64>) {
    let path = "spec/order/get.yaml";
    let pages = pages();
    let mut lost = Vec::new();
    for (at, seed) in seeds.enumerate() {
        let folder = folder();
        let platform = support::root().join("spec/platform.yaml");
        std::fs::copy(platform, folder.path().join("spec/platform.yaml")).expect("it can be copied");
        let (page, marks) = damaged(&pages[at % pages.len()], seed);
        std::fs::write(folder.path().join("page.txt"), &page).expect("it can be written");
        let done = support::codegen(
            &["import", "page.txt", "--name", "order/get", "--format", "json"],
            folder.path(),
        );
        let told: Value =
            serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{seed}: {error}: {done:?}"));
        let told = &told["pages"][0];
        assert!(!told.to_string().contains("please report it"), "{seed}: {told:#}");
        if done.status.code() != Some(0) {
            assert_eq!(done.status.code(), Some(1), "{seed}: {done:?}");
            assert!(!folder.path().join(path).exists(), "{seed}: a refused page writes nothing");
            continue;
        }
        let spec = std::fs::read_to_string(folder.path().join(path)).expect("it was written");
        for mark in marks.iter().filter(|mark| page.contains(mark.as_str())) {
            if !is_accounted(mark, &page, &spec, told) {
                let line = page.lines().find(|line| line.contains(mark)).unwrap_or_default();
                lost.push(format!("{seed}: {line}"));
            }
        }
        let drift = support::codegen(&["drift", "page.txt"], folder.path());
        assert_eq!(drift.status.code(), Some(0), "{seed}: {drift:?}");
        let lint = support::codegen(&["lint", "--format", "json"], folder.path());
        serde_json::from_slice::<Value>(&lint.stdout)
            .unwrap_or_else(|error| panic!("{seed}: {error}: {lint:?}"));
        assert!([Some(0), Some(1)].contains(&lint.status.code()), "{seed}: {lint:?}");
    }
    assert!(lost.is_empty(), "neither in a spec nor told:\n{}", lost.join("\n"));
}

#[test]
fn a_page_with_accidents_is_refused_or_every_line_of_it_is_accounted_for() {
    survives(0..150);
}

#[test]
#[ignore = "it takes minutes"]
fn hundreds_of_pages_with_accidents_are_refused_or_accounted_for() {
    survives(150..1_000);
}

#[test]
fn a_host_that_no_spec_knows_never_gets_the_name_of_another_one() {
    for (host, name) in [("open.example.org", "open_example_org"), ("open", "open_2")] {
        let folder = folder();
        let page = HEAD.replace("open.example.com", host);
        let (status, told) = import(page.as_bytes(), folder.path());
        assert_eq!(status, Some(0), "{told:#}");
        let spec =
            std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
        assert!(spec.contains(&format!("host: {name}\n")), "{spec}");
        assert!(told["open"].to_string().contains("declare it in platform.yaml"), "{told:#}");
    }
}

#[test]
fn a_host_is_the_same_in_capitals() {
    let folder = folder();
    let page = HEAD.replace("open.example.com", "Open.Example.COM");
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    assert!(spec.contains("host: open\n"), "{spec}");
}

/// Rows that look like others, and words that look like rows, headings or footers.
#[test]
fn what_only_looks_like_another_part_of_a_page_stays_where_it_is() {
    let page = format!(
        "{HEAD}请求参数\nBody\nupdated_at必填Int64\n更新时间,单位:秒\nremark必填String\n使用说明\nJSON String\nsent必填DateTime\n发送于\n\
         kind必填Int32\n固定值见附录\nlevel必填String\n固定值1或2\n响应参数\nBody\nerr_no必填Int32\n错误\nechoString\n请求参数\nnextString\n上一篇文章\n\
         错误码\nHTTP 状态码错误码错误码描述排查建议\n2001001\n参数\n联系我们\n2001002\n系统\n重试\n上一篇\n下一篇:别的\n"
    );
    let folder = folder();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: serde_yaml::Value = serde_yaml::from_str(&spec).expect("it is YAML");
    let page = &spec["page"];
    assert_eq!(page["request"]["updated_at"]["unit"], "seconds", "{page:#?}");
    assert_eq!(page["request"]["remark"]["doc"], "使用说明\nJSON String");
    assert_eq!(page["request"]["kind"]["doc"], "固定值见附录");
    assert!(page["request"]["level"].get("fixed").is_none(), "two values are none that is always sent");
    assert!(
        page["request"].get("sent").is_none() && told["open"].to_string().contains("DateTime"),
        "{told:#}"
    );
    assert_eq!(page["response"]["echo"]["doc"], "请求参数");
    assert_eq!(page["response"]["next"]["doc"], "上一篇文章");
    assert_eq!(page["errors"].as_sequence().map(Vec::len), Some(2));
    assert_eq!(page["errors"][0]["advice"], "联系我们");
}

#[test]
fn what_a_table_says_in_odd_columns_is_in_its_place() {
    let page = format!(
        "{HEAD}错误码\n错误码 | HTTP 状态码 | 错误信息 | 描述 | 解决方案\n403 | 200 | busy | 繁忙 | 重试\n"
    );
    let folder = folder();
    assert_eq!(import(page.as_bytes(), folder.path()).0, Some(0));
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    for fact in ["status: 200", "code: 403", "text: busy", "繁忙", "重试"] {
        assert!(spec.contains(fact), "{fact}: {spec}");
    }
    // Without a head nothing says what the numbers are.
    let page = format!("{HEAD}错误码\n4001001\n参数\n");
    let (status, told) = import(page.as_bytes(), self::folder().path());
    assert_eq!(status, Some(0));
    assert!(told["guesses"].to_string().contains("the table names no columns"), "{told:#}");
}

/// Pages of a megabyte that want much time or much memory.
#[test]
fn a_page_of_a_megabyte_costs_no_more_than_its_length() {
    let fill = |unit: &str| unit.repeat(1_000_000 / unit.len());
    let body = |text: String| format!("{HEAD}请求参数\nBody\n{text}");
    let each = |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<Vec<_>>().concat();
    let fields = each(60_000, |at| format!("f{at}String\n"));
    let rules = each(25_000, |at| format!("f{at}String\n与f{}互斥\n", at + 1));
    let keys: Vec<_> = (0..60_000).map(|at| format!("\"k{at}\":1")).collect();
    let deep = each(1_200, |at| format!("{}a{at}Struct\n", " ".repeat(at)));
    let pages = [
        ("blank lines", body(fill("\n"))),
        ("open tags", body(fill("<a "))),
        ("open brackets", body(format!("aInt32\n{}", fill("[")))),
        ("braces", format!("接口说明\n{}{HEAD}", "{\n".repeat(300_000))),
        ("fields", body(fields)),
        ("rules", body(rules)),
        ("keys", format!("{HEAD}响应示例\n{{{}}}\n", keys.join(","))),
        ("dots", body(format!("{}bString\n", "a.".repeat(400_000)))),
        ("indentation", body(deep)),
        ("errors", format!("{HEAD}错误码\nHTTP 状态码错误码错误码描述\n{}", fill("2001\nx\ny\nz\n"))),
        ("names", body(format!("bString\naString\n{}", fill("b,")))),
        ("conditions", body(format!("aString\n{}", fill("如果为a,b必填,")))),
        ("lists", body(format!("名称 | 类型\na | {}String{}\n", "List<".repeat(90_000), ">".repeat(90_000)))),
    ];
    for (name, page) in pages {
        let start = std::time::Instant::now();
        let (status, told) = import(page.as_bytes(), folder().path());
        assert!([Some(0), Some(1)].contains(&status), "{name}: {told:#}");
        // An unoptimised build on a machine that does other things, too: what grew with the square took minutes.
        assert!(start.elapsed().as_secs() < 30, "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn what_stands_in_columns_of_other_kinds_is_said_with_their_names() {
    let table = "名称 | 类型 | 是否可选 | 最大长度 | 描述 |\nname | String | 是 | 5 | 名称 |\nkind | String | 否 | - | 种类 |\n";
    let folder = folder();
    let (status, told) = import(format!("{HEAD}请求参数\nBody\n{table}").as_bytes(), folder.path());
    assert_eq!((status, &told["unread"]), (Some(0), &serde_json::json!([])), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: serde_yaml::Value = serde_yaml::from_str(&spec).expect("it is YAML");
    let fields = ["query", "request"].iter().find_map(|side| spec["page"].get(side)).expect("it has fields");
    assert_eq!(fields["name"]["doc"], "名称\n是否可选: 是\n最大长度: 5");
    assert_eq!(
        (&fields["kind"]["doc"], fields["name"].get("required")),
        (&"种类\n是否可选: 否".into(), None)
    );
}

#[test]
fn a_table_may_have_its_columns_in_any_order_and_one_of_them_twice() {
    let fields = "序号 | 类型 | 名称 | 描述 | 备注\n1 | String | name | 名称 | 最长5个字\n2 | Int64 | count | 数量 | \n";
    let errors = "错误码 | 是否可重试 | 错误码描述 | 排查建议\n2119001 | 可以 | 系统繁忙 | 稍后再试\n2119002 | 否 | 参数错误 | \n";
    let folder = folder();
    let page = format!("{HEAD}请求参数\nBody\n{fields}错误码\n{errors}");
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!((status, &told["unread"]), (Some(0), &serde_json::json!([])), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: serde_yaml::Value = serde_yaml::from_str(&spec).expect("it is YAML");
    let page = &spec["page"];
    let fields = ["query", "request"].iter().find_map(|side| page.get(side)).expect("it has fields");
    let said = |name: &str| (fields[name]["type"].as_str(), fields[name]["doc"].as_str());
    assert_eq!(said("name"), (Some("string"), Some("名称\n序号: 1\n备注: 最长5个字")));
    assert_eq!(said("count"), (Some("int64"), Some("数量\n序号: 2")));
    let said = |row: usize| (page["errors"][row]["text"].as_str(), page["errors"][row]["advice"].as_str());
    assert_eq!(said(0), (Some("系统繁忙"), Some("稍后再试\n是否可重试: 可以")));
    assert_eq!(said(1), (Some("参数错误"), Some("是否可重试: 否")));
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

#[test]
fn a_url_that_only_seems_to_be_a_hosts_is_refused() {
    for url in [
        "https://open.example.com@example.org/a/b/",
        "https://open.example.com/a b/",
        "https://open.example.com/a/（沙盒）",
    ] {
        let page = HEAD.replace("https://open.example.com/shop/v1/order/get/", url);
        let (status, told) = import(page.as_bytes(), folder().path());
        assert_eq!(status, Some(1), "{url}: {told:#}");
        assert!(told["refused"].to_string().contains("no URL with a path"), "{url}: {told:#}");
    }
}
