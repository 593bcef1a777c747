//! Words that name several fields, and the rules that they are.

use std::collections::BTreeMap;

use crate::page::field::{Field, Holds};
use crate::page::prose::relations;
use crate::page::relations::read;
use crate::page::value::Value;

#[test]
fn words_about_several_fields_are_rules_where_they_name_them() {
    let beside = BTreeMap::from([
        ("item_id", "string"),
        ("item_no", "string"),
        ("pay_id", "string"),
        ("kind", "int32"),
    ]);
    let told = |doc: &str| {
        let rules = relations(doc, "item_id", &beside, "request");
        rules.iter().map(Value::shown).collect::<Vec<_>>().join("; ")
    };
    let three = "[request.item_id, request.item_no, request.pay_id]";
    for (doc, rule) in [
        ("与item_no二选一", "exactly_one_of: [request.item_id, request.item_no]"),
        ("kind为1时必填", "required: request.item_id, when: { request.kind: 1 }"),
        ("item_id,item_no,pay_id 至少传一个", &format!("at_least_one_of: {three}")),
        ("item_id、item_no、pay_id三选一", &format!("exactly_one_of: {three}")),
        ("与item_no不能同时为空,同时传以item_no为准", "at_least_one_of: [request.item_id, request.item_no]"),
    ] {
        assert_eq!(told(doc), format!("{{ {rule}, doc: {doc} }}"));
    }
    for prose in [
        "",
        "二选一",
        "与商户单号二选一",
        "kind为外卖时必填",
        "other为1时必填",
        "kind为1时不填",
        "若渠道为抖音,kind为1时必填",
        "item_no、pay_id二选一",
        "与item_no二选一,同时传以item_no为准",
        "无需同时传item_no",
        "与item_no不互斥",
        "kind为1时,与item_no二选一",
        "kind为1时item_id与item_no二选一",
        "与item_no二选一(kind为2时)",
    ] {
        assert_eq!(told(prose), "", "{prose}");
    }
}

/// The rules that the words of a field tell, without the words.
fn rules(name: &str, doc: &str) -> String {
    let names = ["a", "b", "kind", "level", "order_id", "out_order_no", "start_time", "end_time"];
    let beside = names.map(|name| (name, if name == "kind" { "int32" } else { "string" })).into();
    said(&relations(doc, name, &beside, "q"))
}

fn said(rules: &[Value]) -> String {
    let first = rules.iter().filter_map(|rule| rule.entries().first());
    first.map(|(key, fields)| format!("{key}: {}", fields.shown())).collect::<Vec<_>>().join("; ")
}

#[test]
fn where_none_may_be_given_none_must_be() {
    let at_most = "at_most_one_of: [q.a, q.b]";
    for (doc, rule) in [
        ("与 b 二选一", "exactly_one_of: [q.a, q.b]"),
        ("选填，与 b 二选一", at_most),
        ("与 b 二选一，均不传则查询全部", at_most),
        ("非必填，a、b 二选一，不传查全部", at_most),
        ("与b二选一传入，默认按b查", ""),
        ("a 与 b 至少传一个。都不传查全部", ""),
        ("不支持与 b 二选一", ""),
        ("从 b 或 level 二选一获取", ""),
        ("与 b 互斥的字段见附录", ""),
        ("a 与 b 二选一，本字段作废", ""),
    ] {
        assert_eq!(rules("a", doc), rule, "{doc}");
    }
}

#[test]
fn a_field_is_needed_under_a_condition_if_nothing_says_otherwise() {
    let needed = "required: q.a";
    for (doc, rule) in [
        ("kind=1时必填", needed),
        ("选填，kind=1时必填", needed),
        ("kind=1时必填，否则不填", needed),
        ("kind=1时必填，kind=2时不填", needed),
        ("kind=1时必填，已上架商品可不传", ""),
        ("kind=1 时必填，新商户除外", ""),
        ("kind=1时必填；level=2 时可不填", ""),
        ("更新时必填，新增时不填，kind=2时必填", ""),
    ] {
        assert_eq!(rules("a", doc), rule, "{doc}");
    }
}

#[test]
fn a_field_is_no_part_of_a_rule_about_others() {
    let others = "[q.order_id, q.out_order_no]";
    for (name, doc, rule) in [
        (
            "end_time",
            "与 start_time 必须同时传；order_id 与 out_order_no 互斥",
            format!("together: [q.end_time, q.start_time]; at_most_one_of: {others}"),
        ),
        ("kind", "查询方式：order_id、out_order_no 不能同时为空", format!("at_least_one_of: {others}")),
        ("out_order_no", "与 order_id 互斥", "at_most_one_of: [q.out_order_no, q.order_id]".to_owned()),
        ("kind", "商户单号与 order_id 互斥", String::new()),
    ] {
        assert_eq!(rules(name, doc), rule, "{doc}");
    }
}

#[test]
fn words_of_another_field_say_that_none_may_be_given() {
    for (doc, other, rule) in [
        ("与 b 二选一", "选填", "at_most_one_of: [q.a, q.b]"),
        ("a 与 b 至少传一个", "都不传查全部", ""),
        ("与 b 二选一", "商品", "exactly_one_of: [q.a, q.b]"),
    ] {
        let field = |name: &str, doc: &str| Field {
            doc: Some(doc.to_owned()),
            ..Field::inferred(name, 1, "string", Holds::Nothing)
        };
        let mut rules = Vec::new();
        read(&[field("a", doc), field("b", other)], "q", &mut rules);
        assert_eq!(said(&rules), rule, "{doc}, {other}");
    }
}
