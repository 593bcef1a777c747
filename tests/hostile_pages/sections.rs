//! Headings that are written otherwise, words that are called like headings, and what stands around a page.

use serde_json::Value as Json;
use serde_yaml::Value as Yaml;

use super::{HEAD, folder, import};

/// The `page:` block of a page's spec, and what was told.
fn read(page: &str) -> (Yaml, Json) {
    let folder = folder();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: Yaml = serde_yaml::from_str(&spec).expect("it is YAML");
    (spec["page"].clone(), told)
}

fn names(fields: &Yaml) -> Vec<&str> {
    let fields = fields.as_mapping().into_iter().flatten();
    fields.filter_map(|(name, _)| name.as_str()).collect()
}

/// Whether a line became nothing, and that was told.
fn is_unread(told: &Json, text: &str) -> bool {
    told["unread"].as_array().into_iter().flatten().any(|line| line["text"] == text)
}

#[test]
fn a_reply_starts_however_its_heading_is_written() {
    let headings = [
        ("3. 请求参数", "4. 响应参数", "5. 错误码"),
        ("三、请求参数", "四、响应参数", "五、错误码"),
        ("【请求参数】", "【响应参数】", "【错误码】"),
        ("（一）入参：", "（二）出参：", "（三）返回码："),
        ("## **请求参数**", "**响应参数**", "### 错误码"),
        ("请求参数", "应答参数", "业务错误码"),
        ("请求字段", "返回字段", "错误代码"),
        ("请求参数", "回包参数", "错误码说明"),
        ("Request Parameters", "Response Parameters", "Error Codes"),
    ];
    let runs = "order_id必填String\n订单\n|err_no必填Int32\n码\n";
    let cells = "名称 | 类型 | 描述\norder_id | String | 订单\n|名称 | 类型 | 描述\nerr_no | Int32 | 码\n";
    let bodies = ["Body", "body", "Body 参数（JSON）", "Body(application/json)", "3.2 Body", "请求体："];
    for ((request, response, errors), body) in headings.iter().zip(bodies.iter().cycle()) {
        for table in [runs, cells] {
            let (sent, answered) = table.split_once("\n|").expect("there are two");
            let page = format!(
                "{HEAD}{request}\n{body}\n{sent}\n{response}\n{answered}{errors}\n错误码 | 描述\n1001 | 错\n"
            );
            let (page, told) = read(&page);
            assert_eq!(names(&page["request"]), ["order_id"], "{request}: {told:#}");
            assert_eq!(names(&page["response"]), ["err_no"], "{response}: {told:#}");
            assert_eq!(page["response"]["err_no"]["doc"], "码", "{errors}: {told:#}");
            assert_eq!(page["errors"][0]["code"], 1001, "{errors}: {told:#}");
        }
    }
}

#[test]
fn what_all_endpoints_have_in_common_is_in_no_part_of_the_call_and_told() {
    let table = |name: &str| format!("名称 | 类型 | 描述\n{name} | String | x\n");
    let page = format!(
        "{HEAD}请求参数\nQuery 参数\n{}公共请求参数\n{}业务参数\n{}响应参数\n{}退款参数\n{}",
        table("open_id"),
        table("app_id"),
        table("biz"),
        table("err_no"),
        table("more")
    );
    let (page, told) = read(&page);
    assert_eq!((names(&page["query"]), names(&page["request"])), (vec!["open_id"], vec!["biz"]), "{told:#}");
    assert_eq!(names(&page["response"]), ["err_no"]);
    assert!(is_unread(&told, "app_id | String | x") && told["open"].to_string().contains("公共请求参数"));
    let open = told["open"].to_string();
    assert!(open.contains("退款参数") && open.contains("more"), "what only looks like a heading: {told:#}");
}

#[test]
fn a_fields_words_that_are_called_like_a_heading_move_no_field() {
    let page = format!(
        "{HEAD}请求参数\nBody\nqueryString\nQuery参数\ngoods_id必填String\n商品\nhotelStruct\n基本信息\nroom_id必填String\n房间\n\
         响应参数\nBody\nerr_no必填Int32\nschemaString\nQuery参数\ntotalInt64\n总数\nlastString\n响应示例\n{{\"err_no\":0}}\n"
    );
    let (page, told) = read(&page);
    assert_eq!(names(&page["request"]), ["query", "goods_id", "hotel", "room_id"], "{told:#}");
    assert!(page.get("query").is_none() && told["guesses"].to_string().contains("Query参数"), "{told:#}");
    assert_eq!(page["request"]["hotel"]["doc"], "基本信息");
    assert_eq!(names(&page["response"]), ["err_no", "schema", "total", "last"]);
    assert_eq!(page["response"]["schema"]["doc"], "Query参数");
    assert_eq!(page["examples"]["responses"].as_sequence().map(Vec::len), Some(1), "{told:#}");
}

#[test]
fn a_real_heading_below_a_field_without_words_is_one() {
    let page = format!(
        "{HEAD}请求参数\nHeader\naccess-token必填String\nBody\norder_id必填String\n响应参数\nBody\nerr_no必填Int32\n错误码\n错误码 | 描述\n1001 | 错\n"
    );
    let (page, told) = read(&page);
    assert_eq!((names(&page["request"]), names(&page["response"])), (vec!["order_id"], vec!["err_no"]));
    assert!(told["guesses"].to_string().contains("`Body` is taken for a heading"), "{told:#}");
    assert_eq!(page["errors"][0]["code"], 1001, "{told:#}");
}

#[test]
fn behind_a_heading_of_errors_nothing_is_a_fields_words() {
    let call = format!("{HEAD}请求参数\nBody\naString\nx\n响应参数\nBody\nerr_no必填Int32\n码\n错误码\n");
    let tables: [(&str, &[i64]); 5] = [
        ("错误码\n含义\n排查建议\n0\n成功\n28001005\n系统繁忙\n重试\n-1\n系统错误\n", &[0, 28_001_005, -1]),
        ("| code | msg | sub_code | 解决方案 |\n| 20000 | 不可用 | isp | 重试 |\n", &[20_000]),
        ("名称 | 描述 | 原因 | 解决方案\nPARAM_ERROR | 参数错误 | 不对 | 改\n", &[]),
        ("返回码\t返回码描述\n0\t成功\n10001\t错\n公共错误码见别处\n常见问题\n问：为什么\n", &[0, 10_001]),
        ("参考通用错误码\nHTTP 状态码 | 错误码 | 描述 |\n---|---|---|\n200 | 10000 | 错 |\n", &[10_000]),
    ];
    for (table, codes) in tables {
        let (page, told) = read(&format!("{call}{table}"));
        assert_eq!(page["response"]["err_no"]["doc"], "码", "{table}");
        let rows = page["errors"].as_sequence().into_iter().flatten();
        assert_eq!(
            rows.filter_map(|row| row["code"].as_i64()).collect::<Vec<_>>(),
            codes,
            "{table}: {told:#}"
        );
    }
}

#[test]
fn what_stands_below_an_error_table_is_no_row_of_it() {
    let table =
        "错误码\nHTTP 状态码错误码错误码描述排查建议\n2002119001\n参数\n更换\n2003000001\n以实际为准\n";
    for below in ["附录\n行业类目\n1001\n美食\n", "更新日志\n2024-01-01 新增\n", "1001\n美食\n1002\n酒店\n"]
    {
        let (page, told) = read(&format!("{HEAD}{table}{below}"));
        assert_eq!(page["errors"].as_sequence().map(Vec::len), Some(2), "{below}: {told:#}");
        assert!(page["errors"][1].get("advice").is_none(), "{below}: {told:#}");
    }
    let merged = "错误码\n错误码 | 子错误码 | 描述\n2100005 | 10001 | 错\n | 10003 | 合并\n类目id | 名称 | 备注\n1001 | 美食 | x\n";
    let (page, told) = read(&format!("{HEAD}{merged}"));
    assert_eq!(page["errors"].as_sequence().map(Vec::len), Some(1), "{told:#}");
    assert!(is_unread(&told, "| 10003 | 合并") && is_unread(&told, "1001 | 美食 | x"), "{told:#}");
}

#[test]
fn a_list_of_headings_is_the_sites_and_a_second_endpoint_is_told() {
    let list = "接口说明\n基本信息\n请求参数\nBody\n响应参数\n错误码\n";
    let tables = "请求参数\nBody\norder_idString\n订单\n响应参数\nBody\nerr_no必填Int32\n码\n";
    let errors = "错误码\nHTTP 状态码错误码错误码描述排查建议\n2002119001\n参数\n更换\n";
    let (plain, _) = read(&format!("T\n{HEAD}{tables}{errors}"));
    for page in [
        format!("T\n目录\n{list}{HEAD}{tables}{errors}"),
        format!("T\n{HEAD}{tables}{errors}本页目录\n{list}"),
    ] {
        let (listed, told) = read(&page);
        assert_eq!(listed, plain, "{told:#}");
        assert_eq!(told["unread"], serde_json::json!([]), "{told:#}");
    }
    let other = HEAD.replace("order/get", "order/other");
    let (two, told) =
        read(&format!("T\n{HEAD}{tables}{errors}\n别的接口\n{other}{}", tables.replace("order_id", "b")));
    assert_eq!(two, plain);
    assert!(
        told["open"].to_string().contains("a second endpoint") && is_unread(&told, "bString"),
        "{told:#}"
    );
}

#[test]
fn a_label_that_is_not_known_ends_the_value_above() {
    let page = format!(
        "{HEAD}权限要求\n退款能力\n频率限制\n100 次/秒\nContent-Type\napplication/x-www-form-urlencoded\n是否需要授权\n是\n请求参数\nBody\naString\nx\n"
    );
    let (page, told) = read(&page);
    assert_eq!((page["permission"].as_str(), page["body"].as_str()), (Some("退款能力"), Some("form")));
    assert!(
        is_unread(&told, "频率限制") && is_unread(&told, "100 次/秒") && is_unread(&told, "是"),
        "{told:#}"
    );
    let (_, told) = read(&format!("{HEAD}Content-Type: text/xml\n请求参数\nBody\naString\nx\n"));
    assert!(told["open"].to_string().contains("text/xml"), "{told:#}");
}

#[test]
fn a_table_of_the_head_may_have_cells_that_are_empty() {
    let page = "T\n基本信息 | ||||\nHTTP URL | https://open.example.com/shop/v1/order/get/ | |||\nHTTP Method | POST | |||\n权限要求 |\n|\n";
    let (page, told) = read(page);
    assert_eq!((page["method"].as_str(), page.get("permission")), (Some("POST"), None), "{told:#}");
    assert_eq!(told["unread"], serde_json::json!([]), "{told:#}");
}

#[test]
fn a_button_is_no_title_and_a_title_that_nothing_confirms_is_a_guess() {
    let (page, _) = read(&format!("• 验券\n收藏\n我的收藏\n{HEAD}"));
    assert_eq!(page["title"], "get");
    let (page, told) = read(&format!("退款\n{HEAD}"));
    assert_eq!(page["title"], "退款");
    assert!(told["guesses"].to_string().contains("`退款`"), "{told:#}");
    let (_, told) = read(&format!("退款\n{}", HEAD.replace("Introduction.", "退款接口,用于退款")));
    assert!(!told["guesses"].to_string().contains("`退款`"), "{told:#}");
}
