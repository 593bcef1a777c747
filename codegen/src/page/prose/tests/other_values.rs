//! Words that allow what another part of them refuses: neither is a fact, unless both can be said.

use super::told;

#[test]
fn a_special_value_beyond_a_range_stands_beside_it_or_there_is_no_range() {
    let full = "range: { at_least: 1, at_most: 9999 }; sentinels: { -1: 无限库存 }";
    for (doc, facts) in [
        ("库存，取值范围 1-9999，-1 表示无限库存", full),
        ("库存，取值范围 1-9999（-1 代表无限库存）", full),
        ("取值范围1-100，或-1", ""),
        ("取值范围1-100，其中0为不限", "range: { at_least: 1, at_most: 100 }; sentinels: { 0: 不限 }"),
        ("库存，最小1，-1表示无限", "range: { at_least: 1 }; sentinels: { -1: 无限 }"),
        ("不小于1，0-永久有效", "range: { at_least: 1 }; sentinels: { 0: 永久有效 }"),
        ("取值范围1-5，0表示未评分", "range: { at_least: 1, at_most: 5 }; sentinels: { 0: 未评分 }"),
        ("取值范围1-99，不打折传100", ""),
        ("取值范围1-99，100 为不打折", "range: { at_least: 1, at_most: 99 }; sentinels: { 100: 不打折 }"),
        ("页码，不小于1，0等同于1", ""),
        ("最大10，传11表示全部，传5表示一半", "range: { at_most: 10 }; sentinels: { 11: 全部 }"),
        ("取值范围1-7，其中1表示周一，7表示周日", "range: { at_least: 1, at_most: 7 }"),
        ("最小1，退款时-1表示全部", ""),
        ("最小1，0表示全部，0表示不限", ""),
        ("购买数量，最大10（会员20）", ""),
        ("最大100，100表示不打折", "range: { at_most: 100 }"),
        ("最大1,000，100表示不打折", ""),
    ] {
        assert_eq!(told("int32", doc), facts, "{doc}");
    }
    for (doc, facts) in [
        ("取值需大于 0 小于 100,默认0.5", "range: { more_than: 0, fewer_than: 100 }; default: 0.5"),
        ("取值范围1-10,默认0.5", "default: 0.5"),
    ] {
        assert_eq!(told("double", doc), facts, "{doc}");
    }
}

#[test]
fn a_text_that_may_be_of_another_form_has_none() {
    for doc in [
        "格式yyyy-MM-dd，长期传“长期”",
        "结束日期，格式yyyy-MM-dd。若证件长期有效，填写：长期",
        "格式为yyyy-MM-dd；传空表示不限",
        "格式为yyyy-MM-dd，为空字符串时查询全部",
        "格式为yyyy-MM-dd，永久有效时传forever",
        "格式：yyyy-MM-dd（或 yyyy-MM-dd HH:mm:ss）",
        "日期，格式：yyyy-MM-dd，或 yyyyMMdd",
        "格式为yyyy-MM-dd，也支持时间戳",
        "日期范围，起止日期格式 yyyy-MM-dd，逗号隔开",
        "格式：yyyy-MM-dd,yyyy-MM-dd",
        "开始日期，格式yyyy-MM-dd，与结束日期用~连接",
        "手机号，格式：纯数字，海外手机号带+",
        "手机号，格式：纯数字，或“+86”开头",
        "图片返回格式：url",
        "链接，格式：url，或base64",
        "需base64编码，或传url",
        "需base64编码，链接则传原文",
    ] {
        assert_eq!(told("string", doc), "", "{doc}");
    }
    for (doc, facts) in [
        ("返回格式：url，默认 json", "default: json"),
        ("格式：yyyyMMdd，不传返回昨日", "format: compact_date"),
        ("格式：yyyy-MM-dd HH:mm:ss（北京时间）", "format: date_time"),
        ("日期，必填，格式：yyyy-MM-dd，不能为空，例如：2020-01-01", "format: date"),
        ("请base64编码，不含换行", "encoding: base64"),
        ("需进行 base64 编码\n已废弃:Use url.", "encoding: base64; deprecated: Use url."),
    ] {
        assert_eq!(told("string", doc), facts, "{doc}");
    }
}

#[test]
fn of_several_limits_of_one_kind_none_is_read() {
    for (kind, doc) in [
        ("string", "不超过10个字符，VIP商户不超过20个字符"),
        ("string", "不超过20个字符（英文40个字符）"),
        ("string", "不超过10个字符，会员20"),
        ("string", "不超过20个字符，特殊类目可申请放宽"),
        ("list", "最多10个。白名单商户最多100个"),
        ("list", "图片。团购，最多10张；代金券，最多20张"),
        ("list", "一次最多100个，总数最多1000个"),
        ("list", "最多10个，如需提升请联系运营"),
        ("list", "至少1个，传空数组表示清空"),
        ("list", "最多 5个，每人"),
        ("list", "只支持单个券码核销，或整单核销"),
        ("int32", "最大50，VIP最大100"),
        ("int32", "数量。团购，最大10；代金券，最大20"),
        ("int32", "人数，至少1；退款时最少0"),
        ("int32", "购买数量，最大10，会员除外"),
        ("int32", "库存，最大9999件，单用户最大5"),
    ] {
        assert_eq!(told(kind, doc), "", "{doc}");
    }
    for (kind, doc, facts) in [
        ("list", "至少1条，至多10条", "count: { at_least: 1, at_most: 10 }"),
        ("list", "商品id，最多20个，最少1个", "count: { at_least: 1, at_most: 20 }"),
        ("list", "最多支持 100 个 sku，每个 sku 不超过 10 件", "count: { at_most: 100 }"),
        ("string", "至少2个字符，最多20个字符", "length: { of: characters, at_least: 2, at_most: 20 }"),
    ] {
        assert_eq!(told(kind, doc), facts, "{doc}");
    }
}

#[test]
fn a_length_is_that_of_the_whole_text_and_counts_each_letter_once() {
    for doc in [
        "格式：{key}_{value}，key长度不超过16字符",
        "手机号或邮箱，手机号长度不超过11个字符",
        "标题。团购标题长度不超过10个字符；代金券标题长度不超过20个字符",
        "标题。团购标题长度不超过10个字符",
        "展示长度不超过32字符",
        "名称，不超过20个字符（一个英文字符按0.5个计）",
        "名称，不超过20个字符，2个英文算1个字符",
        "中英文均可，一个汉字算2个字符，不超过20个字符",
        "长度不超过32字符，超过部分不展示",
        "长度不超过32字符，超过按50返回",
        "备注，1-20个字符，传空字符串表示清空",
        "标题，不超过 20 个汉字",
        "最长 256 字符（128 个汉字）",
    ] {
        assert_eq!(told("string", doc), "", "{doc}");
    }
    for (doc, facts) in [
        ("昵称，昵称长度不能大于20个字符", "length: { of: characters, at_most: 20 }"),
        (
            "字符串长度必须大于 0 小于等于 100 个字符",
            "length: { of: characters, more_than: 0, at_most: 100 }",
        ),
        ("备注，100字符以内，超过会报错", "length: { of: characters, at_most: 100 }"),
        ("长度 < 64byte", "length: { of: bytes, fewer_than: 64 }"),
        ("长度<=64byte", "length: { of: bytes, at_most: 64 }"),
        ("商户订单号，最大长度 32 个字符", "length: { of: characters, at_most: 32 }"),
        ("标题，不超过20字", "length: { of: characters, at_most: 20 }"),
        ("标题，20个字以内", "length: { of: characters, at_most: 20 }"),
    ] {
        assert_eq!(told("string", doc), facts, "{doc}");
    }
    assert_eq!(told("list", "最多3张，超过取前3张"), "");
    assert_eq!(told("int32", "每页数量，最大50，超过按50返回"), "");
}

#[test]
fn a_unit_holds_always_and_fen_is_of_money() {
    for doc in [
        "当version=1时，单位：秒",
        "单位：毫秒。当version=1时单位：秒",
        "旧版为秒级时间戳，新版传字符串",
        "预计等待，单位:分",
        "比赛成绩，单位：分",
        "停留，单位：分",
        "以分为单位",
    ] {
        assert_eq!(told("int64", doc), "", "{doc}");
    }
    for doc in ["金额，单位：分", "票价，单位为分", "优惠，以分为单位", "余额（单位：分）"]
    {
        assert_eq!(told("int64", doc), "unit: fen", "{doc}");
    }
}

#[test]
fn a_list_of_values_is_of_a_field_that_holds_one() {
    for (kind, doc) in [
        ("string", "多个用逗号分隔，枚举值：1-a，2-b"),
        ("string", "支持多选，A-甲，B-乙"),
        ("int32", "位掩码，1-短信，2-电话，4-微信"),
    ] {
        assert_eq!(told(kind, doc), "", "{doc}");
    }
    for (doc, facts) in [
        ("1：待付款，4：已取消（含超时取消）", "enum: { 1: 待付款, 4: 已取消（含超时取消） }"),
        ("状态(0:待支付;1:已取消(超时))", "enum: { 0: 待支付, 1: 已取消(超时) }"),
        ("订单状态\n10 - 待支付\n20 - 已支付", "enum: { 10: 待支付, 20: 已支付 }"),
        ("0-正常 1-冻结 （默认 0）", "default: 0; enum: { 0: 正常, 1: 冻结 }"),
    ] {
        assert_eq!(told("int32", doc), facts, "{doc}");
    }
}

#[test]
fn numbers_are_read_however_they_are_joined() {
    for (doc, facts) in [
        ("1~100 之间", "range: { at_least: 1, at_most: 100 }"),
        ("取值范围为1－100", "range: { at_least: 1, at_most: 100 }"),
        ("每页数量，默认 20 条", "default: 20"),
    ] {
        assert_eq!(told("int32", doc), facts, "{doc}");
    }
}
