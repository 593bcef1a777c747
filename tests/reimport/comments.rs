//! Comments stay with what they are about, wherever that goes.

use serde_json::Value;

use super::{Folder, imported, texts};

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
