//! Rows of fields and what stands between them: nothing becomes another field's, or a fact of it, without a word.

use serde_json::Value as Json;
use serde_yaml::Value;

use super::{HEAD, folder, import};

/// What a page with these lines under the heading of its body becomes, and what is told of it.
pub fn body(lines: &str) -> (Value, Json) {
    page(&format!("{HEAD}请求参数\nBody\n{lines}\n响应参数\nBody\nerr_no必填Int32\n错误\n"))
}

pub fn page(page: &str) -> (Value, Json) {
    let folder = folder();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: Value = serde_yaml::from_str(&spec).expect("it is YAML");
    (spec["page"].clone(), told)
}

/// The paths of the fields of a side, with their types.
pub fn shape(fields: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (name, field) in fields.as_mapping().into_iter().flatten() {
        let (name, ty) = (name.as_str().unwrap_or_default(), field["type"].as_str().unwrap_or_default());
        found.push(format!("{name}: {ty}"));
        let item = ["items", "values"].iter().find_map(|key| field.get(key)).unwrap_or(field);
        found.extend(shape(&item["fields"]).into_iter().map(|below| format!("{name}.{below}")));
    }
    found
}

/// Whether something is to decide, guessed or unread whose words or lines have this in them.
pub fn tells(told: &Json, key: &str, text: &str) -> bool {
    told[key].as_array().into_iter().flatten().any(|remark| remark.to_string().contains(text))
}

pub const TABLE: &str = "名称 | 类型 | 必填 | 描述\n";

#[test]
fn what_stands_below_a_label_is_told_and_is_no_fact_of_the_field_above() {
    let cases = [
        ("goods_id必填Int64\n商品\n说明\n所有金额字段单位：分", "goods_id", "unit", "所有金额字段"),
        ("certificatesList<String>\n券码\n注意事项\n单次最多100个", "certificates", "count", "单次最多"),
        (
            "certificatesList<String>\n券码\n注意事项\n1. 整单核销时必填",
            "certificates",
            "required_when",
            "整单",
        ),
        ("sizeInt32\n每页\n备注：\npage 取值范围 1-50，默认 20", "size", "default", "取值范围"),
        ("sizeInt32\n每页\n场景一：\n取值范围 1-50，默认 20", "size", "range", "取值范围"),
        ("sizeInt32\n每页\nJava 示例\nint max = 3;\n默认 20", "size", "default", "int max"),
        ("kindInt32\n种类\n枚举值 | 含义\n1 | 解锁\n2 | 加锁", "kind", "enum", "枚举值"),
    ];
    for (lines, field, fact, said) in cases {
        let (page, told) = body(lines);
        let field = &page["request"][field];
        assert_eq!(field.get(fact), None, "{lines}: {field:?}");
        assert!(!field["doc"].as_str().unwrap_or_default().contains('\n'), "{lines}: {field:?}");
        assert!(tells(&told, "unread", said), "{lines}: {told:#}");
    }
}

#[test]
fn further_lines_that_go_on_with_a_field_are_its_words_and_told() {
    let (page, told) = body(
        "kindInt32\n种类\n1:解锁\n2:加锁\nremarkString\n备注\n长度不超过 10 个字符\n所有文本长度不超过 5 个字符",
    );
    assert_eq!(page["request"]["kind"]["enum"][2], "加锁", "{page:#?}");
    let remark = &page["request"]["remark"];
    assert_eq!(remark["doc"], "备注\n长度不超过 10 个字符\n所有文本长度不超过 5 个字符");
    assert!(tells(&told, "guesses", "further line"), "{told:#}");
    // What is said of all fields is a fact of none.
    let (page, _) =
        body("remarkString\n内容\n所有文本长度不超过 5 个字符\nsizeInt32\n每页\npage 取值范围 1-50，默认 20");
    assert_eq!(page["request"]["remark"].get("length"), None, "{page:#?}");
    assert_eq!((page["request"]["size"].get("range"), page["request"]["size"].get("default")), (None, None));
}

#[test]
fn words_that_stand_below_a_tables_row_are_the_fields_if_its_cell_is_empty() {
    let (page, told) = body(&format!(
        "{TABLE}kind | int | 是 |\n场景\n1:送礼\n2:自用\nsize | int | 是 | 每页\n备注：\npage 取值范围 1-50"
    ));
    let kind = &page["request"]["kind"];
    assert_eq!((&kind["doc"], &kind["enum"][2]), (&"场景\n1:送礼\n2:自用".into(), &"自用".into()));
    assert_eq!(page["request"]["size"]["doc"], "每页");
    assert!(tells(&told, "unread", "取值范围") && tells(&told, "guesses", "further line"), "{told:#}");
}

#[test]
fn what_is_below_a_row_that_cannot_be_read_is_left_out_with_it() {
    let (page, told) = body(&format!(
        "{TABLE}order | object | 是 | 订单\n- id | string | 是 | 号\nbuyer | json5 | 是 | 买家\n- uid | string | 是 | 号\nx | string | 是 | 号"
    ));
    assert_eq!(shape(&page["request"]), ["order: struct", "order.id: string", "x: string"]);
    assert!(tells(&told, "open", "`buyer`") && tells(&told, "open", "`uid`"), "{told:#}");
    let (page, told) = body(&format!(
        "{TABLE}order | object | 是 | 订单\n- id | string | 是 | 号\n商品 | object | 是 | 商品\n- gid | string | 是 | 号"
    ));
    assert_eq!(shape(&page["request"]), ["order: struct", "order.id: string"]);
    assert!(tells(&told, "open", "`商品`") && tells(&told, "open", "`gid`"), "{told:#}");
    let (page, told) = body(
        "order必填Struct\n订单\n  goods必填Foo(Object)\n  商品\n    gid必填String\n    号\n  total必填Int64\n  总价",
    );
    assert_eq!(shape(&page["request"]), ["order: struct", "order.total: int64"]);
    assert!(tells(&told, "open", "`goods`") && tells(&told, "open", "`gid`"), "{told:#}");
    let (page, _) = body(&format!(
        "{TABLE}order | object | 是 | 订单\n  └ goods | array | 是 | 商品\n    └ gid | string | 是 | 号\n  └ total | int | 是 | 价"
    ));
    assert_eq!(
        shape(&page["request"]),
        ["order: struct", "order.goods: list", "order.goods.gid: string", "order.total: int64"]
    );
}

#[test]
fn a_row_that_runs_together_is_read_or_told_and_never_words() {
    let read = [
        ("b必填String(32)", "b: string"),
        ("n必填List(Object)", "n: list"),
        ("o必填string", "o: string"),
        ("r 必填 String", "r: string"),
        ("s（可选）String", "s: string"),
        ("h必选String", "h: string"),
        ("i可选String", "i: string"),
        ("g条件必填String", "g: string"),
        ("c必填Array of Object", "c: list"),
        ("d必填Array[String]", "d: list"),
        ("lString[]", "l: list"),
        ("z必填[]String", "z: list"),
        ("`q`必填`String`", "q: string"),
        ("f必填JSONObject", "f: struct"),
        ("j必填JSONArray", "j: list"),
    ];
    for (row, field) in read {
        let (page, told) = body(&format!("a必填String\n甲\n{row}\n乙"));
        assert_eq!(shape(&page["request"]), ["a: string", field], "{row}: {told:#}");
        assert_eq!(page["request"]["a"]["doc"], "甲", "{row}");
        let (name, _) = field.split_once(':').expect("it has a type");
        let is_required = row.contains("必填") && !row.contains("条件") || row.contains("必选");
        assert_eq!(page["request"][name].get("required").is_some(), is_required, "{row}");
    }
    let told_only = [
        "商品id必填String",
        "w/x必填String",
        "pstring",
        "e必填Map<Int64,String>",
        "k必填Date",
        "m必填BigDecimal",
        "kDate",
        "u必填字符",
    ];
    for row in told_only {
        let (page, told) = body(&format!("a必填String\n甲\n{row}\n乙"));
        assert_eq!(shape(&page["request"]), ["a: string"], "{row}");
        assert_eq!(page["request"]["a"]["doc"], "甲", "{row}");
        assert!(tells(&told, "open", "left out"), "{row}: {told:#}");
    }
    let (page, _) = body("b必填String(32)\n编号");
    assert_eq!(page["request"]["b"]["doc"], "编号\n类型: String(32)");
    assert_eq!(page["request"]["b"].get("length"), None);
}

#[test]
fn whether_a_field_is_required_is_read_in_the_words_of_any_vendor() {
    let rows = [
        ("是", true),
        ("必选", true),
        ("required", true),
        ("Mandatory", true),
        ("M", true),
        ("O", false),
        ("optional", false),
        ("条件必填", false),
    ];
    for column in ["是否必选", "是否必需", "Required", "Mandatory", "必填"] {
        for (cell, required) in rows {
            let (page, told) = body(&format!("名称 | 类型 | {column} | 描述\na | string | {cell} | 甲"));
            let field = &page["request"]["a"];
            assert_eq!(field.get("required").is_some(), required, "{column} {cell}: {told:#}");
            let doc = if cell == "条件必填" {
                format!("甲\n{column}: 条件必填")
            } else {
                "甲".to_owned()
            };
            assert_eq!(field["doc"], doc.as_str(), "{column} {cell}");
        }
    }
    // A capital letter in any other column is no such word.
    let (page, _) = body("a | string | M | 甲");
    assert_eq!(page["request"]["a"].get("required"), None);
}

#[test]
fn a_word_that_is_no_type_is_a_struct_only_if_the_page_shows_one() {
    let (page, told) = body(&format!("{TABLE}price | Price | 是 | 价\nitems | list<Item> | 是 | 项"));
    assert_eq!(page["request"].get("price"), None);
    assert!(tells(&told, "open", "Price") && tells(&told, "open", "Item"), "{told:#}");
    let (page, _) = body(&format!("{TABLE}price | Price | 是 | 价\n- cents | int | 是 | 分"));
    assert_eq!(shape(&page["request"]), ["price: struct", "price.cents: int64"]);
    let (page, _) = body(&format!("{TABLE}price | json | 是 | 价\n请求示例\n{{\"price\":{{\"cents\":1}}}}"));
    assert_eq!(shape(&page["request"]), ["price: struct", "price.cents: number"]);
}

#[test]
fn types_and_names_are_read_however_they_are_marked() {
    let types = [
        ("string(32)", "string"),
        ("varchar(64)", "string"),
        ("array[object]", "list"),
        ("array[string]", "list"),
        ("array(string)", "list"),
        ("array<object>", "list"),
        ("object[]", "list"),
        ("list[object]", "list"),
        ("字符串", "string"),
        ("整数", "int64"),
        ("数组", "list"),
        ("对象", "struct"),
        ("布尔", "bool"),
        ("`string`", "string"),
        ("JSONObject", "struct"),
        ("JSONArray", "list"),
    ];
    for (word, ty) in types {
        let (page, told) = body(&format!("{TABLE}**a** | {word} | 是 | 甲\n`b` | string | 是 | 乙"));
        assert_eq!(shape(&page["request"]), [format!("a: {ty}"), "b: string".to_owned()], "{word}: {told:#}");
    }
    for way in ["goods[0].z", "goods[i].z", "goods[].z"] {
        let (page, told) = body(&format!("{TABLE}goods | array | 是 | 商品\n{way} | string | 是 | 甲"));
        assert_eq!(shape(&page["request"]), ["goods: list", "goods.z: string"], "{way}: {told:#}");
    }
    let (page, told) = body("名称|类型|必填|描述\n|---|---|---|---|\na|string|是|甲\nb|list<string>|否|乙");
    assert_eq!(shape(&page["request"]), ["a: string", "b: list"], "{told:#}");
    assert_eq!(told["unread"], serde_json::json!([]), "{told:#}");
}

#[test]
fn commands_and_samples_are_read_with_flags_and_comments_of_any_kind() {
    for flags in [
        "--request=POST --data-raw='{\"a\":\"1\"}'",
        "-XPOST -d'{\"a\":\"1\"}'",
        "--header='x: y' --data='{\"a\":\"1\"}'",
    ] {
        let (page, told) =
            page(&format!("{HEAD}请求示例\ncurl 'https://open.example.com/shop/v1/order/get/' {flags}\n"));
        assert_eq!(shape(&page["request"]), ["a: string"], "{flags}: {told:#}");
    }
    let (page, told) = page(&format!(
        "{HEAD}响应示例\n成功：\n{{\n  \"id\": \"https://a\", // 单号 \"x {{\n  \"b\": 2 /* \" */\n}}\n失败：\n{{\n  \"err_no\": 1\n}}\n"
    ));
    assert_eq!(shape(&page["response"]), ["id: string", "b: number", "err_no: int64"], "{told:#}");
}
