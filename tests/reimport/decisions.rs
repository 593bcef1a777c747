//! Decisions and rules stay as they are written, and are told if what they are about is gone, moved or another.

use serde_json::Value;

use super::{Edit, Folder, SPEC, assert_found, findings, imported};
use crate::support;

/// A page on which one field is gone, and two are called otherwise.
const RENAMED: [Edit<'_>; 6] = [
    ("    poi_idString\n", "    shop_idString\n"),
    ("\"poi_id\":", "\"shop_id\":"),
    ("    open_idString\n    用户OpenId\n", ""),
    ("{\"open_id\":\"HUjW8L85sX\",", "{"),
    ("    verify_tokenString\n", "    proofString\n"),
    ("\"verify_token\":", "\"proof\":"),
];

pub fn gone(field: &str) -> String {
    format!("the page has no `{field}` any more: remove this, or name another field")
}

pub fn now(was: &str, is: &str) -> String {
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
