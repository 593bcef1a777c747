//! Pages that want much time or memory.

use super::{HEAD, folder, import};
use crate::support;

#[test]
fn a_page_that_repeats_itself_a_thousand_times_costs_little_and_says_what_was_left_out() {
    let field = "order_idString\n订单号\n";
    let sample = format!("响应示例\n{}1{}\n", "{\"a\":".repeat(2_000), "}".repeat(2_000));
    let page =
        format!("{HEAD}请求参数\nBody\n{}{sample}错误码\n{}", field.repeat(5_000), "2001\nx\n".repeat(300));
    let folder = folder();
    let start = std::time::Instant::now();
    let (status, told) = import(page.as_bytes(), folder.path());
    assert_eq!(status, Some(0), "{}", told["refused"]);
    assert_eq!(told["open"].as_array().map(Vec::len), Some(4_999), "each field that is there already");
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    let text = support::codegen(&["import", "page.txt"], folder.path()).stderr;
    assert!(text.len() < 200_000, "{}", text.len());
}

/// Pages of a megabyte that want much time or much memory.
#[test]
fn a_page_of_a_megabyte_costs_no_more_than_its_length() {
    let fill = |unit: &str| unit.repeat(1_000_000 / unit.len());
    let body = |text: String| format!("{HEAD}请求参数\nBody\n{text}");
    let each = |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<Vec<_>>().concat();
    let fields = each(60_000, |at| format!("f{at}String\n"));
    let rules = each(25_000, |at| format!("f{at}String\n与f{}互斥\n", at + 1));
    let keys: Vec<_> = (0..60_000).map(|at| format!("\"k{at}\":1")).collect();
    let deep = each(1_200, |at| format!("{}a{at}Struct\n", " ".repeat(at)));
    let pages = [
        ("blank lines", body(fill("\n"))),
        ("open tags", body(fill("<a "))),
        ("open brackets", body(format!("aInt32\n{}", fill("[")))),
        ("braces", format!("接口说明\n{}{HEAD}", "{\n".repeat(300_000))),
        ("fields", body(fields)),
        ("rules", body(rules)),
        ("keys", format!("{HEAD}响应示例\n{{{}}}\n", keys.join(","))),
        ("dots", body(format!("{}bString\n", "a.".repeat(400_000)))),
        ("indentation", body(deep)),
        ("errors", format!("{HEAD}错误码\nHTTP 状态码错误码错误码描述\n{}", fill("2001\nx\ny\nz\n"))),
        ("names", body(format!("bString\naString\n{}", fill("b,")))),
        ("conditions", body(format!("aString\n{}", fill("如果为a,b必填,")))),
        ("lists", body(format!("名称 | 类型\na | {}String{}\n", "List<".repeat(90_000), ">".repeat(90_000)))),
    ];
    for (name, page) in pages {
        let start = std::time::Instant::now();
        let (status, told) = import(page.as_bytes(), folder().path());
        assert!([Some(0), Some(1)].contains(&status), "{name}: {told:#}");
        // An unoptimised build on a machine that does other things, too: what grew with the square took minutes.
        assert!(start.elapsed().as_secs() < 30, "{name}: {:?}", start.elapsed());
    }
}
