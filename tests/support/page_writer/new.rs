//! A spec → a page whose columns run together and whose nested fields are behind a button.

use serde_yaml::Value;

use super::fields::{Field, innermost, is_scalar, listed, text, word};
use super::{Layout, basics, call, notes, phrases, sample};

/// The site's navigation before and after the page's own name in it.
const BEFORE: [&str; 8] = [
    "抖音开放平台Logo",
    "开发者文档",
    "控制台",
    "  • 接入前准备",
    "  • 通用能力",
    "  • 酒旅",
    "  • 景区行业解决方案",
    "  • 景区创建订单",
];
const AFTER: [&str; 4] = ["  • 景区退款审核", "  • 通用错误码", "  • 综合", "  • 历史版本文档(不推荐)"];

pub fn page(spec: &Value, platform: &Value, layout: Layout) -> Vec<String> {
    let mut lines: Vec<String> = BEFORE.map(str::to_owned).into();
    lines.push(format!("  • {}", text(&spec["page"]["title"])));
    lines.extend(AFTER.map(str::to_owned));
    lines.push("  • 接口说明".to_owned());
    lines.extend(tidy(body(spec, platform, layout)));
    lines
}

/// What stands below the navigation.
fn body(spec: &Value, platform: &Value, layout: Layout) -> Vec<String> {
    let spaced = |line: &str| paragraph(line, layout);
    let mut lines = vec![String::new()];
    lines.extend(notes(spec));
    lines.extend(heading("基本信息"));
    lines.push("名称描述".to_owned());
    for (caption, said) in basics(spec, platform) {
        lines.push(caption.to_owned());
        lines.extend(if caption == "权限要求" { spaced(&said) } else { vec![said] });
    }
    lines.extend(heading("请求参数"));
    lines.extend(table("请求头", &listed(spec, "headers"), layout));
    lines.extend(table("Query", &listed(spec, "query"), layout));
    lines.extend(table("Body", &listed(spec, "request"), layout));
    lines.extend(["请求示例".to_owned(), call::of(spec, platform).in_one_line()]);
    lines.extend(heading("响应参数"));
    lines.extend(table("Body", &listed(spec, "response"), layout));
    if let Some(reply) = sample::replies(spec).first() {
        lines.extend(["响应示例".to_owned(), "正常响应示例异常响应示例".to_owned()]);
        lines.extend(reply.in_one_line().lines().map(str::to_owned));
    }
    lines.push("切换单列布局".to_owned());
    lines.extend(errors(spec));
    lines
}

fn heading(heading: &str) -> [String; 3] {
    [String::new(), heading.to_owned(), String::new()]
}

/// A description, which is a paragraph on some pages.
fn paragraph(said: &str, layout: Layout) -> Vec<String> {
    let mut lines: Vec<_> = said.lines().map(str::to_owned).collect();
    if layout == Layout::Spaced {
        lines.insert(0, String::new());
        lines.push(String::new());
    }
    lines
}

fn table(caption: &str, fields: &[Field<'_>], layout: Layout) -> Vec<String> {
    let rows: Vec<_> = fields.iter().filter(|field| !field.is_hidden(false)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let button = if rows.iter().any(|field| has_button(field)) { "展开全部子属性" } else { "" };
    let mut lines = vec![format!("{caption}{button}")];
    lines.extend(rows.into_iter().flat_map(|field| block(field, layout)));
    lines
}

/// A field: its columns, then what stands under them.
fn block(field: &Field<'_>, layout: Layout) -> Vec<String> {
    let mut lines = vec![row(field)];
    lines.extend(field.said("sample").map(|sample| format!("示例:{sample}")));
    lines.extend(field.said("fixed").map(|fixed| format!("固定值\"{fixed}\"")));
    let described = phrases::description(field);
    if !described.is_empty() {
        lines.extend(paragraph(&described.join("\n"), layout));
    }
    if has_button(field) {
        lines.push("展开子属性".to_owned());
    }
    lines
}

/// `order_id必填String`, `poi_idsArray<String>`, `vouchersList`.
pub fn row(field: &Field<'_>) -> String {
    let required = if field.is_required() { "必填" } else { "" };
    let kind = match field.value.get("items") {
        Some(item) if is_scalar(item) => {
            format!("Array<{}>", word(item["type"].as_str().expect("an item has a type")))
        }
        _ => word(field.kind()).to_owned(),
    };
    format!("{}{required}{kind}", field.name)
}

/// Nested fields are behind a button.
fn has_button(field: &Field<'_>) -> bool {
    innermost(field.value)["fields"].as_mapping().is_some_and(|fields| !fields.is_empty())
}

/// `2002119001`, and under it what the code means and what to do.
fn errors(spec: &Value) -> Vec<String> {
    let Some(rows) = spec["page"]["errors"].as_sequence() else { return Vec::new() };
    let mut lines: Vec<String> = heading("错误码").into();
    lines.push("HTTP 状态码错误码错误码描述排查建议".to_owned());
    for row in rows {
        lines.push(format!("{}{}", text(&row["status"]), text(&row["code"])));
        lines.push(text(&row["text"]));
        lines.extend(row.get("advice").map(text));
    }
    lines
}

/// Indented under the navigation, and never two empty lines in a row.
fn tidy(lines: Vec<String>) -> Vec<String> {
    let mut tidy: Vec<String> = Vec::new();
    for line in lines {
        let is_empty = line.trim().is_empty();
        if !(is_empty && tidy.last().is_some_and(String::is_empty)) {
            tidy.push(if is_empty { String::new() } else { format!("    {line}") });
        }
    }
    tidy
}
