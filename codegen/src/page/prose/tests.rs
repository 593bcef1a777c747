//! Words of pages, and what may be read from them: nothing that is not certain.

use std::collections::BTreeMap;

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
        ("int32", "最小1，最大100", "range: { at_least: 1, at_most: 100 }"),
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
        ("int64", "订单金额,单位为分", "unit: fen"),
        ("int64", "时间戳(毫秒)", "unit: milliseconds"),
        ("int64", "10位时间戳(秒)", "unit: seconds"),
        ("int64", "以分为单位", "unit: fen"),
        ("string", "生效日期,格式:yyyy-MM-dd,如2020-01-01", "format: date"),
        ("int32", "如果不填,默认20", "default: 20"),
        ("int32", "页码,从1开始,默认为1", "default: 1"),
        ("string", "币种,默认CNY", "default: CNY"),
        ("bool", "默认为false,表示不展示", "default: false"),
        ("string", "【已废弃】请使用新字段", "deprecated: 【已废弃】请使用新字段"),
        ("int32", "1: 解锁, 2: 加锁", "enum: { 1: 解锁, 2: 加锁 }"),
        ("int32", "1-解锁;2-加锁。默认1", "default: 1; enum: { 1: 解锁, 2: 加锁 }"),
        ("int32", "1表示全部,2表示部分", "enum: { 1: 全部, 2: 部分 }"),
        ("int32", "0-不限,1-限制", "enum: { 0: 不限, 1: 限制 }"),
        ("string", "SUCCESS--支付成功,REFUND—转入退款", "enum: { SUCCESS: 支付成功, REFUND: 转入退款 }"),
        ("string", "昵称,长度不能大于20个字符", "length: { of: characters, at_most: 20 }"),
        ("string", "昵称,长度不得小于6个字符", "length: { of: characters, at_least: 6 }"),
        ("string", "商户订单号,要求32个字符内", "length: { of: characters, at_most: 32 }"),
        ("string", "长度在32个字符以内", "length: { of: characters, at_most: 32 }"),
        ("int32", "取值范围[1,100]", "range: { at_least: 1, at_most: 100 }"),
        ("int32", "数量,不能小于1", "range: { at_least: 1 }"),
        ("int32", "范围,大于0", "range: { more_than: 0 }"),
        ("list", "最多5张图片,每张不超过2M", "count: { at_most: 5 }"),
        ("string", "item_no不为空时必填", "required_when: item_no不为空"),
        ("string", "选填,但退款时必填", "required_when: 退款"),
        ("int32", "是否置顶,取值范围0-1,传1表示置顶,传0表示不置顶", "range: { at_least: 0, at_most: 1 }"),
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
        ("int64", "金额(单位:元),手续费单位分"),
        ("int64", "时长,单位:分"),
        ("int64", "商户评分,单位:分"),
        ("int64", "有效期,单位:sku"),
        ("int64", "费率,单位:万分之一"),
        ("int64", "单价,单位:分/件"),
        ("int64", "10位秒级时间戳或13位毫秒级时间戳"),
        ("int64", "秒级缓存刷新间隔"),
        ("int64", "不是毫秒级时间戳"),
        ("string", "日期格式:yyyy-MM-dd或yyyyMMdd"),
        ("string", "格式:yyyy-MM-dd~yyyy-MM-dd"),
        ("string", "日期,格式yyyy-MM-dd,多个用英文逗号分隔"),
        ("string", "格式:URL编码"),
        ("string", "格式为纯数字或字母"),
        ("string", "如果是图片,需base64编码"),
        ("list", "如果类型为团购,最多100个"),
        ("string", "个人商户时,长度不超过10个字符"),
        ("int64", "每页条数,默认10(pc端),移动端默认20"),
        ("string", "扩展字段,默认null"),
        ("string", "默认值为abc."),
        ("double", "默认1."),
        ("int32", "最大1,000"),
        ("int32", "取值范围1-10,000"),
        ("string", "废弃原因"),
        ("int64", "已下线商品数"),
        ("string", "已下线"),
        ("int32", "类型1:单人,2:双人,3:家庭"),
        ("int32", "状态1-正常,2-冻结,3-注销"),
        ("int32", "1 是 2 否"),
        ("int32", "1.实物 2.虚拟"),
        ("int32", "业务线 1:团购,2:外卖等"),
        ("int32", "例如1:团购,2:外卖"),
        ("int32", "库存,-1表示不限,0表示售罄"),
        ("int32", "库存,-0表示不限,0表示售罄"),
        ("int32", "渠道2是外卖,1:解锁,2:加锁"),
        ("string", "说明:1-只能英文,2-不超过10字"),
        ("string", "长度建议不超过20个字符"),
        ("string", "标题,长度不超过20个字符,超出自动截断"),
        ("string", "标签,多个用逗号分隔,每个标签长度不超过10字符"),
        ("string", "长度不超过64字节(base64编码前)"),
        ("string", "长度大于4字节小于64字符"),
        ("string", "密码长度6位以上20位以下"),
        ("int32", "数量,取值范围1-5,10-20"),
        ("int32", "取值范围[0,100)"),
        ("int32", "取值范围(0,100]"),
        ("int32", "取值范围1,5"),
        ("int32", "年龄,18以上"),
        ("int32", "比例,取值范围0-100%"),
        ("double", "订单总金额,单位为元,精确到小数点后两位,取值范围[0.01,100000000]"),
        ("int32", "消费金额,大于100,减10"),
        ("list", "只支持一个品类下的多个商品"),
        ("list", "仅支持一个商家的订单"),
        ("list", "列表,最多10个/天"),
        ("list", "最多10条每分钟"),
        ("list", "单次最多100个,超出部分忽略"),
        ("string", "位置信息,实时需要上报位置"),
        ("string", "单号,同时需要传入门店号"),
        ("string", "令牌,超时需要重新获取"),
        ("string", "支付时需要用户输入密码"),
        ("string", "必要时必填"),
        ("string", "手机号,如13800000000,必填"),
        ("string", "如:123456,必填"),
        ("string", "当前门店,必填"),
        ("string", "如下图所示,必填"),
        ("string", "类型,如果为2,则门店id必填"),
        ("string", "如有需要,可按需要填写"),
        ("string", "若渠道为抖音,类型为1时必填"),
    ];
    for (kind, doc) in cases {
        assert_eq!(told(kind, doc), "", "{doc}");
    }
}

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
