//! What people know of a field stays with it, whatever it is called and wherever it stands.

use serde_json::Value;

use super::{assert_found, edited, findings, imported};
use crate::support;

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
