//! Tables whose rows, columns and words look like others.

use super::{HEAD, folder, import};

/// Rows that look like others, and words that look like rows, headings or footers.
#[test]
fn what_only_looks_like_another_part_of_a_page_stays_where_it_is() {
    let page = format!(
        "{HEAD}请求参数\nBody\nupdated_at必填Int64\n更新时间,单位:秒\nremark必填String\n使用说明\nJSON String\nsent必填DateTime\n发送于\n\
         kind必填Int32\n固定值见附录\nlevel必填String\n固定值1或2\n响应参数\nBody\nerr_no必填Int32\n错误\nechoString\n请求参数\nnextString\n上一篇文章\n\
         错误码\nHTTP 状态码错误码错误码描述排查建议\n2001001\n参数\n联系我们\n2001002\n系统\n重试\n上一篇\n下一篇:别的\n"
    );
    let folder = folder();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: serde_yaml::Value = serde_yaml::from_str(&spec).expect("it is YAML");
    let page = &spec["page"];
    assert_eq!(page["request"]["updated_at"]["unit"], "seconds", "{page:#?}");
    assert_eq!(page["request"]["remark"]["doc"], "使用说明\nJSON String");
    assert_eq!(page["request"]["kind"]["doc"], "固定值见附录");
    assert!(page["request"]["level"].get("fixed").is_none(), "two values are none that is always sent");
    assert!(
        page["request"].get("sent").is_none() && told["open"].to_string().contains("DateTime"),
        "{told:#}"
    );
    assert_eq!(page["response"]["echo"]["doc"], "请求参数");
    assert_eq!(page["response"]["next"]["doc"], "上一篇文章");
    assert_eq!(page["errors"].as_sequence().map(Vec::len), Some(2));
    assert_eq!(page["errors"][0]["advice"], "联系我们");
}

#[test]
fn what_a_table_says_in_odd_columns_is_in_its_place() {
    let page = format!(
        "{HEAD}错误码\n错误码 | HTTP 状态码 | 错误信息 | 描述 | 解决方案\n403 | 200 | busy | 繁忙 | 重试\n"
    );
    let folder = folder();
    assert_eq!(import(page.as_bytes(), folder.path()).0, Some(0));
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    for fact in ["status: 200", "code: 403", "text: busy", "繁忙", "重试"] {
        assert!(spec.contains(fact), "{fact}: {spec}");
    }
    // Without a head nothing says what the numbers are.
    let page = format!("{HEAD}错误码\n4001001\n参数\n");
    let (status, told) = import(page.as_bytes(), self::folder().path());
    assert_eq!(status, Some(0));
    assert!(told["guesses"].to_string().contains("the table names no columns"), "{told:#}");
}

#[test]
fn what_stands_in_columns_of_other_kinds_is_said_with_their_names() {
    let table = "名称 | 类型 | 是否可选 | 最大长度 | 描述 |\nname | String | 是 | 5 | 名称 |\nkind | String | 否 | - | 种类 |\n";
    let folder = folder();
    let (status, told) = import(format!("{HEAD}请求参数\nBody\n{table}").as_bytes(), folder.path());
    assert_eq!((status, &told["unread"]), (Some(0), &serde_json::json!([])), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: serde_yaml::Value = serde_yaml::from_str(&spec).expect("it is YAML");
    let fields = ["query", "request"].iter().find_map(|side| spec["page"].get(side)).expect("it has fields");
    assert_eq!(fields["name"]["doc"], "名称\n是否可选: 是\n最大长度: 5");
    assert_eq!(
        (&fields["kind"]["doc"], fields["name"].get("required")),
        (&"种类\n是否可选: 否".into(), None)
    );
}

#[test]
fn a_table_may_have_its_columns_in_any_order_and_one_of_them_twice() {
    let fields = "序号 | 类型 | 名称 | 描述 | 备注\n1 | String | name | 名称 | 最长5个字\n2 | Int64 | count | 数量 | \n";
    let errors = "错误码 | 是否可重试 | 错误码描述 | 排查建议\n2119001 | 可以 | 系统繁忙 | 稍后再试\n2119002 | 否 | 参数错误 | \n";
    let folder = folder();
    let page = format!("{HEAD}请求参数\nBody\n{fields}错误码\n{errors}");
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!((status, &told["unread"]), (Some(0), &serde_json::json!([])), "{told:#}");
    let spec = std::fs::read_to_string(folder.path().join("spec/order/get.yaml")).expect("it was written");
    let spec: serde_yaml::Value = serde_yaml::from_str(&spec).expect("it is YAML");
    let page = &spec["page"];
    let fields = ["query", "request"].iter().find_map(|side| page.get(side)).expect("it has fields");
    let said = |name: &str| (fields[name]["type"].as_str(), fields[name]["doc"].as_str());
    assert_eq!(said("name"), (Some("string"), Some("名称\n序号: 1\n备注: 最长5个字")));
    assert_eq!(said("count"), (Some("int64"), Some("数量\n序号: 2")));
    let said = |row: usize| (page["errors"][row]["text"].as_str(), page["errors"][row]["advice"].as_str());
    assert_eq!(said(0), (Some("系统繁忙"), Some("稍后再试\n是否可重试: 可以")));
    assert_eq!(said(1), (Some("参数错误"), Some("是否可重试: 否")));
}
