//! A page is imported again, over a spec in which people wrote: is nothing that they wrote lost or changed without a word,
//! and does the report say what they must decide, and where?

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::page_writer::{Layout, render};

const SPEC: &str = "spec/toolkit/verify_local_certificates.yaml";

/// What stands in a text, and what shall stand there instead.
type Edit<'e> = (&'e str, &'e str);

fn edited(text: &str, edits: &[Edit<'_>]) -> String {
    edits.iter().fold(text.to_owned(), |text, (before, after)| {
        assert!(text.contains(before), "{before}");
        text.replacen(before, after, 1)
    })
}

/// A folder with the committed specs, one of which people have written in, and with its page as it is now.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(spec: &str, page: &[Edit<'_>]) -> Self {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        support::copy(&support::root().join("spec"), &folder.path().join("spec"));
        std::fs::write(folder.path().join(SPEC), spec).expect("it can be written");
        std::fs::write(folder.path().join("page.txt"), edited(support::PAGES[1].1, page)).expect("it can be");
        Self(folder)
    }

    fn path(&self) -> PathBuf {
        self.0.path().join(SPEC)
    }

    fn spec(&self) -> String {
        std::fs::read_to_string(self.path()).expect("it is there")
    }

    fn run(&self, command: &str, status: i32) -> Value {
        let done = support::codegen(&[command, "page.txt", "--format", "json"], self.0.path());
        assert_eq!(done.status.code(), Some(status), "{}", String::from_utf8_lossy(&done.stdout));
        let told: Value = serde_json::from_slice(&done.stdout).expect("it is JSON");
        told["pages"][0].clone()
    }

    /// Imports the page, twice: the second time nothing is left to do.
    fn imported(&self) -> (String, Value) {
        let told = self.run("import", 0);
        let spec = self.spec();
        self.run("import", 0);
        assert_eq!(self.spec(), spec, "the second time no byte is another one");
        self.run("drift", 0);
        (spec, told)
    }

    /// Asserts that the page is refused, that the reason says this, and that no file was touched.
    fn is_refused(&self, reason: &[&str]) {
        let before = support::files(self.0.path());
        for command in ["drift", "import"] {
            let told = self.run(command, 1);
            let text = told["refused"][0]["text"].as_str().unwrap_or_default();
            assert!(reason.iter().all(|part| text.contains(part)), "{reason:?}: {told}");
        }
        assert_eq!(support::files(self.0.path()), before);
    }
}

/// A spec in which people wrote, and its page as it is now.
fn imported(spec: &[Edit<'_>], page: &[Edit<'_>]) -> (String, Value) {
    Folder::new(&edited(&support::read(SPEC), spec), page).imported()
}

fn texts(told: &Value, key: &str) -> Vec<String> {
    let list = told[key].as_array().expect("there is a list").iter();
    list.map(|text| text.as_str().expect("it is a text").to_owned()).collect()
}

/// What was found, as `path: text`, each with the line of the spec where it is.
fn findings(told: &Value, key: &str, spec: &str) -> Vec<(String, String)> {
    let list = told[key].as_array().expect("there is a list").iter();
    let finding = |found: &Value| {
        let line = found["location"]["line"].as_u64().expect("it has a line");
        let line = spec.lines().nth(usize::try_from(line).expect("it fits") - 1).expect("the line is there");
        let said = |key: &str| found[key].as_str().expect("it is a text").to_owned();
        (format!("{}: {}", said("path"), said("text")), line.trim().to_owned())
    };
    list.map(finding).collect()
}

/// Asserts that just these were found, and each at a line that starts so.
fn assert_found(found: &[(String, String)], expected: &[Edit<'_>]) {
    let is_it = |(found, expected): (&(String, String), &Edit<'_>)| {
        found.0 == expected.0 && found.1.starts_with(expected.1)
    };
    assert!(found.len() == expected.len() && found.iter().zip(expected).all(is_it), "{found:#?}");
}

#[test]
fn comments_above_behind_and_between_stay_with_what_they_are_about() {
    let spec = [
        ("  notes:\n", "  notes: # all of them\n    # above a note\n"),
        ("    poi_id: {", "    # above a field\n    poi_id: {"),
        ("核销原生券时需要门店信息' }", "核销原生券时需要门店信息' } # behind a field"),
        ("      length: {", "      # within a field\n      length: {"),
        ("fewer_than: 64 }", "fewer_than: 64 } # behind a limit"),
        ("    - { status: 200, code: 28003018", "    # above a row\n    - { status: 200, code: 28003018"),
        ("advice: 请稍后重试 }", "advice: 请稍后重试 } # behind a row"),
        (
            "    order_entry_schema:\n",
            "    # above another name\n    order_entry_schema: # behind it\n      # within it\n",
        ),
    ];
    let page = [
        ("仅“到综进家”的商家可使用。", "所有商家可使用。"),
        ("    poi_idString\n", "    poi_id必填String\n"),
        ("小于 64 字节", "小于 128 字节"),
        ("    请稍后重试\n", "    一分钟后重试\n"),
        ("    order_entry_schemaStruct", "    order_entryStruct"),
        ("\"order_entry_schema\":", "\"order_entry\":"),
    ];
    let (after, told) = imported(&spec, &page);
    let expected = [
        "  notes: # all of them\n    # above a note\n    - 核销原生券接口,所有商家可使用。\n",
        "    # above a field\n    poi_id: { type: string, required: true,",
        "核销原生券时需要门店信息' } # behind a field\n",
        "      # within a field\n      length: { of: bytes, more_than: 4, fewer_than: 128 } # behind a limit\n",
        "    # above a row\n    - { status: 200, code: 28003018, text: 请求频率过高, advice: 一分钟后重试 } # behind a row\n",
        "    # above another name\n    order_entry: # behind it\n      # within it\n      type: struct\n",
    ];
    for expected in expected {
        assert!(after.contains(expected), "{expected}\n{after}");
    }
    assert_eq!(told["lost_comments"], Value::Array(Vec::new()));
    assert_eq!(texts(&told, "comments_to_read").len(), 7, "{told:#}");
}

#[test]
fn a_comment_goes_only_with_what_is_gone_and_is_told() {
    let spec = [
        ("    open_id: {", "    # above what goes\n    open_id: {"),
        ("doc: 用户OpenId }", "doc: 用户OpenId, note: 'no # comment' } # behind it"),
        ("    - { status: 200, code: 28001017", "    # above a row\n    - { status: 200, code: 28001017"),
    ];
    let page = [
        ("    open_idString\n    用户OpenId\n", ""),
        ("{\"open_id\":\"HUjW8L85sX\",", "{"),
        ("    20028001017\n    未知URI\n    请检查URI 是否拼写错误,或联系抖音排查\n", ""),
    ];
    let (_, told) = imported(&spec, &page);
    assert_eq!(texts(&told, "lost_comments"), ["# above what goes", "# behind it", "# above a row"]);
}

#[test]
fn comments_go_along_with_a_field_that_moves_and_with_a_block_in_braces() {
    let start = "                    book_start_time: {";
    let spec = [(start, "                    # about the start\n                    book_start_time: {")];
    let sample = "\"book_start_time\":3893313357830021904,";
    let moved = format!("{sample}\"serial_num\":");
    let (after, told) = imported(&spec, &[(sample, ""), ("\"serial_num\":", &moved)]);
    let expected = "                # about the start\n                book_start_time: { type: int64, unit: milliseconds,";
    assert!(after.contains(expected), "{after}");
    assert_eq!(told["lost_comments"], Value::Array(Vec::new()));

    let path = "/api/apps/trade/v2/toolkit/verify_local_certificates/";
    let spec = format!(
        "page: {{ title: a, method: POST, host: open, path: {path} }} # ours\n\n# theirs\ndecisions: {{ envelope: err_no }} # end"
    );
    let (after, told) = Folder::new(&spec, &[]).imported();
    assert!(after.starts_with("page:\n  # ours\n  title: "), "{after}");
    assert!(after.ends_with("\n\n# theirs\ndecisions: { envelope: err_no } # end"), "{after}");
    assert_eq!(texts(&told, "comments_to_read"), ["# ours"]);
}

#[test]
fn what_people_added_stays_with_a_field_that_the_page_shows_less_of() {
    let people = "format: digits, note: ours, required_when: 核销原生券,";
    let spec = [(
        "poi_id: { type: string, required_when: 核销原生券,",
        format!("poi_id: {{ type: string, {people}"),
    )];
    let spec = spec.each_ref().map(|(before, after)| (*before, after.as_str()));
    let row = "    poi_idString\n\n    核销门店信息,核销原生券时需要门店信息\n";
    let (after, told) = imported(&spec, &[(row, "")]);
    let line = "    poi_id: { type: string, format: digits, note: ours, inferred: { field: sample } }\n";
    assert!(after.contains(line), "{after}");
    let kept = findings(&told, "kept", &after);
    assert!(kept.iter().any(|(kept, _)| kept == "request.poi_id: format, note"), "{kept:#?}");
}

#[test]
fn what_people_added_to_what_is_gone_or_another_type_is_told() {
    let spec = [
        ("doc: 用户OpenId }", "format: digits, doc: 用户OpenId, note: ours }"),
        ("required_when: 核销原生券,", "required_when: 核销原生券, note: theirs,"),
    ];
    let page = [
        ("    open_idString\n", "    open_idInt64\n"),
        ("\"open_id\":\"HUjW8L85sX\"", "\"open_id\":7"),
        ("    poi_idString\n\n    核销门店信息,核销原生券时需要门店信息\n", ""),
        ("\"poi_id\":\"0szA8JqYgQ\",", ""),
        ("    order_entry_schemaStruct\n", "    order_entry_schemaString\n"),
        (
            "\"order_entry_schema\":{\"params\":\"tTpHuu5XSq\",\"path\":\"UIzCr13j4P\"}",
            "\"order_entry_schema\":\"a\"",
        ),
    ];
    let (after, told) = imported(&spec, &page);
    assert!(after.contains("note: ours"), "{after}");
    let look = "the field has another type now: see if the decision still holds";
    let expected = [
        (
            "request.open_id: people read `format: digits`, and the field's type is another one now: see if it still holds",
            "open_id:",
        ),
        ("request.order_entry_schema.path: people added `required: true`: it is gone", "order_entry_schema:"),
        ("request.poi_id: people added `note: theirs`: it is gone", "request:"),
        (&format!("decisions.fields.request.open_id: {look}"), "request.open_id:"),
        (&format!("decisions.fields.request.order_entry_schema: {look}"), "request.order_entry_schema:"),
    ];
    assert_found(&findings(&told, "stale", &after), &expected);
}

/// A page on which one field is gone, and two are called otherwise.
const RENAMED: [Edit<'_>; 6] = [
    ("    poi_idString\n", "    shop_idString\n"),
    ("\"poi_id\":", "\"shop_id\":"),
    ("    open_idString\n    用户OpenId\n", ""),
    ("{\"open_id\":\"HUjW8L85sX\",", "{"),
    ("    verify_tokenString\n", "    proofString\n"),
    ("\"verify_token\":", "\"proof\":"),
];

fn gone(field: &str) -> String {
    format!("the page has no `{field}` any more: remove this, or name another field")
}

fn now(was: &str, is: &str) -> String {
    format!("`{was}` is `{is}` now: write that instead")
}

#[test]
fn rules_about_fields_that_are_gone_or_called_otherwise_are_told() {
    let rules = "\n  rules:\n    - { ordered: [request.poi_id, request.verify_token] }\n    \
                 - { together: [request.open_id, request.poi_id], doc: a, inferred: guide }\n    \
                 - { required: request.lock, when: { request.open_id: a } }\n\n  response:\n";
    let (after, told) = imported(&[("\n  response:\n", rules)], &RENAMED);
    assert!(after.contains(rules), "people's rules are theirs to change");
    let shop = now("request.poi_id", "request.shop_id");
    let expected = [
        (shop.clone(), "- { ordered:"),
        (now("request.verify_token", "request.proof"), "- { ordered:"),
        (gone("request.open_id"), "- { together:"),
        (shop, "- { together:"),
        (gone("request.lock"), "- { required:"),
        (gone("request.open_id"), "- { required:"),
    ];
    let expected = expected.map(|(text, line)| (format!("rules: {text}"), line));
    let found = findings(&told, "stale", &after);
    let found: Vec<_> = found.into_iter().filter(|(text, _)| text.starts_with("rules: ")).collect();
    assert_found(&found, &expected.each_ref().map(|(text, line)| (text.as_str(), *line)));
}

#[test]
fn a_rule_that_is_read_from_words_follows_its_fields() {
    let words = "核销门店信息,核销原生券时需要门店信息";
    let page = [(words, "与 open_id 二选一")];
    let folder = Folder::new(&support::read(SPEC), &page);
    folder.imported();
    let rule = "- { exactly_one_of: [request.poi_id, request.open_id], doc: 与 open_id 二选一 }";
    let (before, other) = (folder.spec(), rule.replace("poi_id", "shop_id"));
    assert!(before.contains(rule), "{before}");
    let page = [&page[..], &RENAMED[..2]].concat();
    let (after, told) = Folder::new(&before, &page).imported();
    assert!(after.contains(&other) && !after.contains(rule), "{after}");
    assert_eq!(told["stale"], Value::Array(Vec::new()));
}

#[test]
fn decisions_about_fields_that_are_gone_or_called_otherwise_are_told() {
    let grant =
        "  idempotency: verify_token\n  grant: { token: client, access_token: data.t, expires_in: err_no }\n";
    let (after, told) = imported(&[("  idempotency: verify_token\n", grant)], &RENAMED);
    let expected = [
        (
            "decisions.fields.request.open_id: the page has no `request.open_id` any more: remove this, `personal: true`, \
             or name another field"
                .to_owned(),
            "request.open_id:",
        ),
        (format!("decisions.idempotency: {}", now("verify_token", "proof")), "idempotency:"),
        (format!("decisions.grant.access_token: {}", gone("data.t")), "grant:"),
    ];
    let expected = expected.each_ref().map(|(text, line)| (text.as_str(), *line));
    assert_found(&findings(&told, "stale", &after), &expected);
}

#[test]
fn what_is_gone_from_a_struct_with_another_name_is_told_there_and_what_is_there_with_its_line_of_the_page() {
    let page = [
        ("    order_entry_schemaStruct", "    order_entryStruct"),
        ("\"order_entry_schema\":{\"params\":\"tTpHuu5XSq\",", "\"order_entry\":{"),
        ("    poi_idString\n", "    poi_id必填String\n"),
        ("    请稍后重试\n", "    一分钟后重试\n"),
        ("仅“到综进家”的商家可使用", "所有商家可使用"),
        ("\"log_id\": \"yot31U7QeS\"", "\"log_id\": \"1\""),
    ];
    let (after, told) = imported(&[], &page);
    let text = edited(support::PAGES[1].1, &page);
    let line = |text: &str, line: &Value| {
        let line = usize::try_from(line.as_u64().expect("it has a line")).expect("it fits");
        text.lines().nth(line - 1).expect("the line is there").trim().to_owned()
    };
    let of = |path: &str| {
        let mut changes = told["changes"].as_array().expect("there is a list").iter();
        changes.find(|change| change["path"] == path).unwrap_or_else(|| panic!("{path}: {told:#}"))
    };
    let gone = of("request.order_entry_schema.params");
    assert_eq!(
        (line(&after, &gone["location"]["line"]), &gone["page_line"]),
        ("order_entry:".to_owned(), &Value::Null)
    );
    assert_eq!(line(&text, &of("request.poi_id")["page_line"]), "poi_id必填String");
    assert_eq!(line(&text, &of("errors.28003018")["page_line"]), "20028003018");
    assert_eq!(line(&text, &of("notes")["page_line"]), "核销原生券接口,所有商家可使用。");
    assert!(line(&text, &of("examples.responses")["page_line"]).ends_with("\"log_id\": \"1\" }"));
}

#[test]
fn what_protects_a_field_that_is_gone_is_not_just_removed() {
    let row = "    open_idString\n    用户OpenId\n";
    let sample = ("{\"open_id\":\"HUjW8L85sX\",", "{");
    let more = "    order_entry_schemaStruct";
    let instead = "decisions.fields.request.open_id: the page has no `request.open_id` any more: \
                   is it `request.buyer` now? Then write that; else remove this, `personal: true`";
    let remove = "decisions.fields.request.open_id: the page has no `request.open_id` any more: \
                  remove this, `personal: true`, or name another field";
    let cases: [(&str, &str); 3] = [
        ("    buyerString\n    买家\n\n", instead),
        ("    buyerString\n    买家\n\n    sellerString\n    卖家\n\n", remove),
        ("    buyerInt64\n    买家\n\n", remove),
    ];
    for (rows, text) in cases {
        let (after, told) = imported(&[], &[(row, ""), sample, (more, &format!("{rows}{more}"))]);
        assert_found(&findings(&told, "stale", &after), &[(text, "request.open_id:")]);
    }
}

#[test]
fn decisions_whose_ground_moved_are_told() {
    let reworded = ("小于 64 字节", "小于 128 字节");
    let (after, told) = imported(&[], &[reworded]);
    let harmless = "decisions.idempotency: the page says something else of `verify_token` now: \
                    does it still make a repeated call harmless?";
    assert_found(&findings(&told, "stale", &after), &[(harmless, "idempotency:")]);

    let named = "  idempotency: verify_token\n";
    let grant =
        "  idempotency: verify_token\n  grant: { token: client, access_token: log_id, expires_in: err_no }\n";
    let page = [
        ("log_id: 日志Id,发起Oncall时建议带在问题描述中", "链路标识"),
        ("err_no必填Int32", "err_no必填Int64"),
    ];
    let (after, told) = imported(&[(named, grant)], &page);
    let says = |key: &str, name: &str, asks: &str| {
        format!("decisions.grant.{key}: the page says something else of `{name}` now: {asks}")
    };
    let expected = [
        says("access_token", "log_id", "is it still the token?"),
        says("expires_in", "err_no", "does it still say how many seconds the token lives?"),
    ];
    let expected = expected.each_ref().map(|text| (text.as_str(), "grant:"));
    assert_found(&findings(&told, "stale", &after), &expected);

    let page = [("\"result_code\": 271633127993391870", "\"result_code\": \"ok\"")];
    let (after, told) = imported(&[], &page);
    let list = "response.data.order_verify_results.certificate_verify_results";
    let succeeded = format!(
        "decisions.fields.{list}.outcome.code: the page says something else of `result_code` now: \
         does it still say whether an item succeeded, and with which numbers?"
    );
    assert_found(&findings(&told, "stale", &after), &[(&succeeded, "code: result_code")]);
}

#[test]
fn a_decision_that_only_gives_names_is_told_of_another_type_only() {
    let names = ("request.open_id: { personal: true }", "request.open_id: { rust_name: buyer }");
    let words = ("    open_idString\n    用户OpenId\n", "    open_idString\n    买家的标识\n");
    let (_, told) = imported(&[names], &[words]);
    assert_eq!(told["stale"], Value::Array(Vec::new()));
    let kind = ("    open_idString\n", "    open_idInt64\n");
    let (after, told) = imported(&[names], &[kind, ("\"open_id\":\"HUjW8L85sX\"", "\"open_id\":7")]);
    let look =
        "decisions.fields.request.open_id: the field has another type now: see if the decision still holds";
    assert_found(&findings(&told, "stale", &after), &[(look, "request.open_id:")]);
}

#[test]
fn decisions_about_codes_whose_rows_are_others_are_told_with_the_new_lines() {
    let page = [
        (
            "    2002119001\n    参数不合法\n    更换参数\n",
            "    2002119001\n    参数不合法\n    更换参数\n    2002119001\n    参数不全\n    补充\n",
        ),
        (
            "    2005000001\n    根据实际业务错误返回\n    联系抖音处理\n",
            "    2005000001\n    根据实际业务错误返回\n    联系平台\n",
        ),
        ("    20028003017\n    quota已用完\n", "    20028003016\n    quota已用完\n"),
    ];
    let (after, told) = imported(&[], &page);
    let look = "the page says something else of this code now: see if the decision still holds";
    let expected = [
        (&*format!("decisions.errors.2119001: {look}"), "2119001:"),
        (&*format!("decisions.errors.5000001: {look}"), "5000001:"),
        ("decisions.errors.28003017: the page has this code no more: remove the decision", "28003017:"),
    ];
    assert_found(&findings(&told, "stale", &after), &expected);
    let decide =
        [("decisions.errors.28003016: its name, action and effect", "- { status: 200, code: 28003016,")];
    assert_found(&findings(&told, "decide", &after), &decide);
    // Of the two rows of a code, the one that changed is shown.
    let changed = told["changes"].as_array().expect("there is a list");
    let of = |path: &str| changed.iter().find(|change| change["path"] == path).expect("it is told");
    let line = |change: &Value| {
        let line = change["location"]["line"].as_u64().and_then(|line| usize::try_from(line).ok());
        after.lines().nth(line.expect("it has a line") - 1).expect("the line is there").to_owned()
    };
    assert!(line(of("errors.5000001")).contains("联系平台"));
    assert!(line(of("errors.2119001")).contains("参数不全"));
}

/// The kinds, paths and old values of what moved.
fn moves(told: &Value) -> Vec<[String; 3]> {
    let changes = told["changes"].as_array().expect("there is a list").iter();
    let changes = changes
        .map(|change| ["kind", "path", "old"].map(|key| change[key].as_str().unwrap_or_default().to_owned()));
    changes.filter(|[_, path, _]| !path.starts_with("examples.")).collect()
}

#[test]
fn a_field_is_followed_through_several_changes_at_once() {
    let renamed = |old: &str, new: &str| {
        ["renamed", &format!("request.{new}"), &format!("request.{old}")].map(str::to_owned)
    };
    let names = [
        ("    open_idString\n", "    user_idString\n"),
        ("\"open_id\":", "\"user_id\":"),
        ("\"poi_id\":", "\"shop_id\":"),
    ];
    let page = [&names[..], &[("    poi_idString\n", "    shop_idString\n")]].concat();
    let (_, told) = imported(&[], &page);
    assert_eq!(moves(&told), [renamed("open_id", "user_id"), renamed("poi_id", "shop_id")]);

    let page = [("    poi_idString\n", "    shop_idInt64\n"), ("\"poi_id\":\"0szA8JqYgQ\"", "\"shop_id\":7")];
    let (_, told) = imported(&[], &page);
    let retyped = ["retyped", "request.shop_id", "string"].map(str::to_owned);
    assert_eq!(moves(&told), [renamed("poi_id", "shop_id"), retyped]);
}

#[test]
fn two_names_that_change_places_are_told_with_the_decisions_that_go_by_name() {
    let page = [
        ("    open_idString\n    用户OpenId\n", "    poi_idString\n    用户OpenId\n"),
        ("    poi_idString\n\n    核销", "    open_idString\n\n    核销"),
    ];
    let (after, told) = imported(&[], &page);
    let look = "the page says something else of the field now: see if the decision still holds";
    let expected = [(&*format!("decisions.fields.request.open_id: {look}"), "request.open_id:")];
    assert_found(&findings(&told, "stale", &after), &expected);
}

#[test]
fn decisions_stay_byte_for_byte_however_they_are_written() {
    let page = [("    poi_idString\n", "    poi_id必填String\n"), ("    请稍后重试\n", "    一分钟后重试\n")];
    let committed = support::read(SPEC);
    let at = committed.find("\ndecisions:\n").expect("it has decisions");
    let (half, decisions) = committed.split_at(at);
    let odd = "\n# ours\ndecisions: {envelope: err_no,   # first\n  token: client, fields: {request.open_id: {personal: true}},\n\n  \
               errors: {} }   # last\n# end";
    let block = "\ndecisions:\n  envelope: err_no\n  examples:\n    responses:\n      - title: A # b\n        body: |-\n\n          # a: {\n           }\n\n\n";
    for decisions in [decisions, odd, block, "\n", ""] {
        let (after, _) = Folder::new(&format!("{half}{decisions}"), &page).imported();
        assert!(after.ends_with(decisions), "{decisions}\n{after}");
        assert!(after.contains("    poi_id: { type: string, required: true,"), "{after}");
    }
    // Above the page.
    let page_at = half.find("page:\n").expect("it has a page");
    let (above, below) = half.split_at(page_at);
    let before = format!("{above}{}\n# the page\n{below}\n  # its end\n# end\n", decisions.trim());
    let (after, _) = Folder::new(&before, &page).imported();
    let until = before.find("# the page").expect("it is there");
    assert_eq!(after[..until], before[..until]);
    assert!(after.ends_with("\n  # its end\n# end\n"), "{after}");
}

#[test]
fn what_lint_calls_a_mistake_is_refused_or_left_where_it_is() {
    let page = [("    poi_idString\n", "    poi_id必填String\n")];
    let committed = support::read(SPEC);
    let spec = |edit: Edit<'_>| Folder::new(&edited(&committed, &[edit]), &page);
    let path = "toolkit/verify_local_certificates.yaml";
    let mend = "mend it first, `lint` says how";
    spec(("  method: POST\n", "  method: POST\n  method: POST\n"))
        .is_refused(&[&format!("spec/{path}:6:3: the key `method` is here twice"), mend]);
    spec(("  method: POST\n", "  method: 'POST\n")).is_refused(&[
        &format!("spec/{path}:"),
        ": this is not YAML",
        mend,
    ]);
    spec(("  method: POST\n", "  method: &m POST\n"))
        .is_refused(&[&format!("spec/{path}:5:11: an anchor"), mend]);
    let url = "/api/apps/trade/v2/toolkit/verify_local_certificates/";
    Folder::new(&format!("{{ page: {{ method: POST, host: open, path: {url} }}, decisions: {{}} }}"), &page)
        .is_refused(&["write `page:` and `decisions:` on lines of their own"]);

    let unknown = [
        ("  method: POST\n", "  method: POST\n  titel: ours\n"),
        ("    open_id: {", "    open_id: { foo: bar,"),
    ];
    let (after, _) = imported(&unknown, &page);
    assert!(after.contains("  titel: ours\n") && after.contains("    open_id: { foo: bar,"), "{after}");
}

#[cfg(unix)]
#[test]
fn a_link_and_a_file_that_must_not_be_written_to_are_left_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let page = [("    poi_idString\n", "    poi_id必填String\n")];
    let folder = Folder::new(&support::read(SPEC), &page);
    let permit = |mode| {
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(mode)).expect("it can be");
    };
    permit(0o444);
    let told = folder.run("import", 1);
    assert_eq!(told["refused"][0]["text"], format!("{SPEC}: the file is read-only"));
    assert_eq!(folder.spec(), support::read(SPEC));
    permit(0o640);
    folder.imported();
    let mode = std::fs::metadata(folder.path()).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640, "what may be done with the file stays");

    let elsewhere = folder.0.path().join("elsewhere.yaml");
    std::fs::rename(folder.path(), &elsewhere).expect("it can be moved");
    std::os::unix::fs::symlink(&elsewhere, folder.path()).expect("it can be linked");
    folder.is_refused(&["a spec must be a regular file, not a link"]);
    assert!(folder.path().is_symlink());
}

#[test]
fn an_endpoint_with_another_url_is_not_taken_for_a_new_one_without_a_word() {
    let old = "/api/apps/trade/v2/toolkit/verify_local_certificates/";
    let says = format!("toolkit/verify_local_certificates.yaml says POST {old}");
    for url in ["/api/apps/trade/v3/toolkit/verify_local_certificates/", "/api/apps/trade/v2/toolkit/verify/"]
    {
        let folder = Folder::new(&support::read(SPEC), &[(old, url)]);
        let adopt = format!("write `method: POST` and `path: {url}` into it, and import again");
        let told = folder.run("drift", 1);
        let text = told["refused"][0]["text"].as_str().unwrap_or_default();
        assert!(text.contains(&says) && text.contains(&adopt), "{text}");
        if url.contains("v3") {
            // A new spec would have its name.
            folder.is_refused(&[&says, &adopt]);
        } else {
            let told = folder.run("import", 0);
            let decide = &told["decide"][0];
            assert_eq!(decide["path"], "path");
            let text = decide["text"].as_str().unwrap_or_default();
            assert!(
                text.contains(&says) && text.contains("remove this spec") && text.contains(&adopt),
                "{text}"
            );
            std::fs::remove_file(folder.0.path().join("spec/toolkit/verify.yaml")).expect("it was written");
        }
        // As the report says.
        let adopted = folder.spec().replace(&format!("path: {old}"), &format!("path: {url}"));
        std::fs::write(folder.path(), adopted).expect("it can be written");
        folder.imported();
    }
}

/// The comments of a spec, which has no `#` in its texts.
fn comments(spec: &str) -> Vec<String> {
    let mut comments: Vec<_> =
        spec.lines().filter_map(|line| Some(format!("#{}", line.split_once('#')?.1.trim_end()))).collect();
    comments.sort();
    comments
}

/// Every spec that is in the repository, over which the page is imported that it would have in each layout.
#[test]
fn no_comment_no_decision_and_no_note_of_any_spec_is_lost_to_its_page_in_another_layout() {
    for folder in ["spec", "tests/golden/shapes/spec"] {
        let specs = support::texts(&support::root().join(folder), ".yaml");
        let platform = serde_yaml::from_str(&specs["platform.yaml"]).expect("it is YAML");
        for (id, text) in specs.iter().filter(|(id, _)| *id != "platform.yaml") {
            let spec: serde_yaml::Value = serde_yaml::from_str(text).expect("it is YAML");
            for layout in [Layout::Spaced, Layout::Dotted, Layout::Flat] {
                let page = render(&spec, &platform, layout);
                over(folder, id, text, &page)
                    .unwrap_or_else(|problem| panic!("{id}, {layout:?}: {problem}\n{page}"));
            }
        }
    }
}

/// Imports a page over a spec, twice, and says what is lost.
fn over(specs: &str, id: &str, text: &str, page: &str) -> Result<(), String> {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let path = folder.path().join("spec").join(id);
    std::fs::create_dir_all(path.parent().expect("a spec is in a folder")).expect("it can be made");
    std::fs::write(&path, text).expect("it can be written");
    std::fs::write(folder.path().join("page.txt"), page).expect("it can be written");
    let platform = support::root().join(specs).join("platform.yaml");
    std::fs::copy(platform, folder.path().join("spec/platform.yaml")).expect("it can be copied");
    let import = |folder: &Path| {
        let done = support::codegen(&["import", "page.txt", "--format", "json"], folder);
        let told: Value = serde_json::from_slice(&done.stdout).expect("it is JSON");
        (told["pages"][0].clone(), std::fs::read_to_string(&path).expect("it is there"))
    };
    let (told, after) = import(folder.path());
    if told.get("refused").is_some() {
        return Err(format!("refused: {told:#}"));
    }
    if import(folder.path()).1 != after {
        return Err("the second time something changed".to_owned());
    }
    let mut kept = comments(&after);
    kept.extend(texts(&told, "lost_comments"));
    kept.sort();
    if kept != comments(text) {
        return Err(format!("comments: {:#?}\n{kept:#?}", comments(text)));
    }
    let decisions = |spec: &str| spec.split_once("\ndecisions:").map(|(_, half)| half.to_owned());
    if decisions(&after) != decisions(text) {
        return Err("decisions".to_owned());
    }
    let notes = |spec: &str| spec.matches("note: ").count();
    let gone = told["stale"].to_string().matches("people added `note: ").count();
    (notes(&after) + gone >= notes(text)).then_some(()).ok_or_else(|| format!("notes: {after}"))
}
