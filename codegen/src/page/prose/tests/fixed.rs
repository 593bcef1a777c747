//! A value that is always sent cannot be set by callers: words that name another one are not read as one.

use crate::page::prose::{fixed, is_always_sent};

#[test]
fn a_value_is_always_sent_if_no_other_one_is_named() {
    for (text, value, words) in [
        ("固定值\"application/json\"", "application/json", ""),
        ("固定值：application/json;charset=utf-8", "application/json;charset=utf-8", ""),
        ("固定值\"text/plain; charset=utf-8\"，必填", "text/plain; charset=utf-8", "必填"),
        ("固定值 CNY", "CNY", ""),
        ("固定值\"CNY\"。The kind of money.", "CNY", "The kind of money."),
        ("固定值：CNY 人民币", "CNY", "人民币"),
        ("固定值：1（当前版本）", "1", "（当前版本）"),
        ("固定值为 https://a.b/c，勿改", "https://a.b/c", "勿改"),
    ] {
        assert_eq!(fixed(text), Some((value, words)), "{text}");
    }
    for text in [
        "固定值：见附录",
        "固定值1或2",
        "固定值\"1\"，退款时传\"2\"",
        "固定值：douyin，小程序渠道传 mp",
        "固定值：APP。小程序传 MINI",
        "固定值：1；2表示测试",
        "固定值:wx,ali",
        "固定值：wx，ali",
        "固定值:MINI/APP",
        "固定值:MINI|APP",
        "固定值\"a\"、\"b\"",
        "固定值 1 2",
        "固定值MD5(xx)",
        "固定值:appid+secret的md5",
        "固定值 RSA2 （推荐）或 RSA",
        "固定值：1，旧版固定值：0",
        "固定值：1.0（2024年后传2.0）",
        "固定值，由平台分配",
        "固定值：null",
        "固定值：a。Use b or c.",
        "固定值\"application/json\"，上传时为 multipart/form-data",
    ] {
        assert_eq!(fixed(text), None, "{text}");
    }
}

#[test]
fn a_cell_is_always_sent_if_it_is_nothing_but_a_value() {
    assert!(is_always_sent("client_credential", "授权类型，必填"));
    assert!(is_always_sent("application/json;charset=utf-8", ""));
    for (cell, doc) in [
        ("见附录", ""),
        ("1或2", ""),
        ("1,2", ""),
        ("1（推荐）", ""),
        ("1", "退款时传2"),
        ("1", "小程序固定值2"),
        ("", ""),
    ] {
        assert!(!is_always_sent(cell, doc), "{cell} {doc}");
    }
}
