//! Words of pages, and what may be read from them: nothing that is not certain.

use super::{read, relations};
use crate::page::value::Value;

/// What is read from a field's words, in one line.
fn told(kind: &str, doc: &str) -> String {
    let told = read(doc, kind, true).into_iter().map(|(key, value)| format!("{key}: {}", value.shown()));
    told.collect::<Vec<_>>().join("; ")
}

#[test]
fn what_is_certain_is_a_fact() {
    let cases = [
        (
            "string",
            "开发者自行生成,长度需大于 4 字节小于 64 字节",
            "length: { of: bytes, more_than: 4, fewer_than: 64 }",
        ),
        ("string", "备注,最长不超过20个字符", "length: { of: characters, at_most: 20 }"),
        ("string", "备注,不超过20个字符", "length: { of: characters, at_most: 20 }"),
        ("string", "长度1-32字符", "length: { of: characters, at_least: 1, at_most: 32 }"),
        ("string", "长度为1~32个字符", "length: { of: characters, at_least: 1, at_most: 32 }"),
        ("list", "订单信息,目前只支持单个订单", "count: { at_most: 1 }"),
        ("list", "券码,一次最多100个", "count: { at_most: 100 }"),
        ("int32", "每页数量,取值范围1-100,默认20", "range: { at_least: 1, at_most: 100 }; default: 20"),
        ("int32", "最大50", "range: { at_most: 50 }"),
        ("int64", "支付时间,秒级时间戳", "unit: seconds"),
        ("int64", "毫秒级时间戳", "unit: milliseconds"),
        ("int64", "金额,单位:分", "unit: fen"),
        ("int32", "1:解锁,2:加锁", "enum: { 1: 解锁, 2: 加锁 }"),
        ("int32", "操作类型:1-解锁 2-加锁", "enum: { 1: 解锁, 2: 加锁 }"),
        ("int32", "状态(0:待支付;1:已支付;-1:已取消)", "enum: { 0: 待支付, 1: 已支付, -1: 已取消 }"),
        ("string", "ON_SALE:在售,OFF_SALE:下架", "enum: { ON_SALE: 在售, OFF_SALE: 下架 }"),
        ("int64", "门店,0表示不限", "sentinels: { 0: 不限 }"),
        ("string", "日期,格式:yyyy-MM-dd", "format: date"),
        ("string", "时间,格式为yyyy-MM-dd HH:mm:ss", "format: date_time"),
        ("string", "如商品为套餐,门店为必传", "required_when: 商品为套餐"),
        ("string", "门店信息,到店自提时需要门店信息", "required_when: 到店自提"),
        (
            "int64",
            "门店,取值需不小于 1,传-1表示全部门店",
            "range: { at_least: 1 }; sentinels: { -1: 全部门店 }",
        ),
        ("string", "电话,格式:纯数字,传none表示没有电话", "format: digits; sentinels: { none: 没有电话 }"),
        ("string", "图片,需进行 base64 编码", "encoding: base64"),
        ("list", "券码,数量需不超过 3 个,不可重复", "count: { at_most: 3 }; unique: true"),
        ("string", "已废弃,请使用 open_id", "deprecated: 已废弃,请使用 open_id"),
        ("string", "用户。已废弃:请使用 open_id", "deprecated: 请使用 open_id"),
    ];
    for (kind, doc, facts) in cases {
        assert_eq!(told(kind, doc), facts, "{doc}");
    }
}

#[test]
fn what_is_not_certain_stays_prose() {
    let cases = [
        ("int32", "错误code,0代表成功,非0代表失败"),
        ("int64", "超时时间,单位分钟"),
        ("int64", "时间戳"),
        ("int32", "1:解锁"),
        ("int32", "是否加锁,传1表示加锁,传0表示不加锁"),
        ("string", "需进行 URL 编码"),
        ("string", "base64编码后不超过5M的图片"),
        ("list", "重复的会忽略"),
        ("string", "状态,已废弃的订单没有"),
        ("int32", "1:解锁,其他:加锁"),
        ("string", "path:页面路径,query:参数"),
        ("string", "详见 https://open.douyin.com/1:2,3:4"),
        ("list", "每个券码最多10个字符"),
        ("list", "建议不要太多"),
        ("string", "长度适中"),
        ("string", "格式:yyyy-MM-ddTHH:mm:ss.SSSZ"),
        ("string", "默认为空"),
        ("int32", "默认按时间排序"),
        ("string", "退款时不需要填写"),
        ("string", "非必填"),
        ("double", "折扣,0到1之间"),
    ];
    for (kind, doc) in cases {
        assert_eq!(told(kind, doc), "", "{doc}");
    }
}

#[test]
fn words_about_several_fields_are_rules_where_they_name_them() {
    let beside = [("item_id", "string"), ("item_no", "string"), ("kind", "int32")];
    let told = |doc: &str| {
        let rules = relations(doc, "item_id", &beside, "request");
        rules.iter().map(Value::shown).collect::<Vec<_>>().join("; ")
    };
    let doc = "与item_no二选一";
    assert_eq!(told(doc), format!("{{ exactly_one_of: [request.item_id, request.item_no], doc: {doc} }}"));
    let doc = "kind为1时必填";
    assert_eq!(
        told(doc),
        format!("{{ required: request.item_id, when: {{ request.kind: 1 }}, doc: {doc} }}")
    );
    for prose in ["二选一", "与商户单号二选一", "kind为外卖时必填", "other为1时必填", "kind为1时不填", ""]
    {
        assert_eq!(told(prose), "", "{prose}");
    }
}
