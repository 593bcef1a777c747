//! A spec → a page whose columns stand between bars.

use serde_yaml::Value;

use super::fields::{Field, is_scalar, listed, text, word};
use super::{Layout, basics, call, notes, phrases, sample};

/// The buttons before and after a page.
const BUTTONS: &str = "收藏我的收藏";
const FOOTER: [&str; 4] = ["点击纠错", "诚邀您对本文档易读易用性进行评价", "好用", "不好用"];

pub fn page(spec: &Value, platform: &Value, layout: Layout) -> Vec<String> {
    let mut lines = vec![text(&spec["page"]["title"]), BUTTONS.to_owned(), "接口说明".to_owned()];
    lines.extend(notes(spec));
    lines.extend(["基本信息".to_owned(), cells(&["名称", "描述"])]);
    lines.extend(basics(spec, platform).iter().map(|(caption, said)| cells(&[caption, said])));
    lines.push("请求参数".to_owned());
    lines.extend(table("请求头", &listed(spec, "headers"), layout));
    lines.extend(table("Query", &listed(spec, "query"), layout));
    lines.extend(table("Body", &listed(spec, "request"), layout));
    lines.push("请求示例".to_owned());
    lines.extend(call::of(spec, platform).in_lines());
    lines.push("响应参数".to_owned());
    lines.extend(table("Body", &listed(spec, "response"), layout));
    let titles = ["响应示例\n正常示例", "异常示例"];
    for (title, reply) in titles.into_iter().zip(sample::replies(spec)) {
        lines.extend(title.lines().map(str::to_owned));
        lines.extend(reply.in_lines().lines().map(str::to_owned));
    }
    lines.extend(errors(spec));
    lines.extend(FOOTER.map(str::to_owned));
    lines
}

fn table(caption: &str, fields: &[Field<'_>], layout: Layout) -> Vec<String> {
    let rows: Vec<_> = fields.iter().flat_map(|field| rows(field, layout)).collect();
    if rows.is_empty() {
        return rows;
    }
    let columns = cells(&["名称", "字段类型", "是否必填", "示例", "描述"]);
    [caption.to_owned(), columns].into_iter().chain(rows).collect()
}

/// A field's row, and those of the fields in it.
fn rows(field: &Field<'_>, layout: Layout) -> Vec<String> {
    if field.is_hidden(layout.has_nested_rows()) {
        return Vec::new();
    }
    let below = field.fields();
    let below = below.iter().flat_map(|field| rows(field, layout));
    let indent = if layout == Layout::Indented { "  ".repeat(field.depth) } else { String::new() };
    [format!("{indent}{}", row(field, layout))].into_iter().chain(below).collect()
}

/// `client_key | String | 是 | ttxxxxxx | 应用唯一标识 |`
pub fn row(field: &Field<'_>, layout: Layout) -> String {
    let required = if field.is_required() { "是" } else { "否" };
    let fixed = field.said("fixed").map(|fixed| format!("固定值\"{fixed}\""));
    let described: Vec<_> = fixed.into_iter().chain(phrases::description(field)).collect();
    let sample = field.said("sample").unwrap_or_default();
    cells(&[&name(field, layout), &kind(field.value), required, &sample, &described.join("。")])
}

fn name(field: &Field<'_>, layout: Layout) -> String {
    match layout {
        Layout::Dotted => format!("{}{}", ".".repeat(field.depth), field.name),
        Layout::Dashed if field.depth > 0 => format!("{} {}", "-".repeat(field.depth), field.name),
        _ => field.name.clone(),
    }
}

/// `List<Struct>`, `Map<String,Int64>`.
fn kind(value: &Value) -> String {
    let plain = value["type"].as_str().expect("a field has a type");
    if is_scalar(value) {
        return word(plain).to_owned();
    }
    match (value.get("items"), value.get("values")) {
        (Some(items), _) => format!("List<{}>", kind(items)),
        (_, Some(values)) => format!("Map<String,{}>", kind(values)),
        _ => word(plain).to_owned(),
    }
}

/// `200 | 2100005 | 参数不合法 | 检查入参 |`
fn errors(spec: &Value) -> Vec<String> {
    let Some(rows) = spec["page"]["errors"].as_sequence() else { return Vec::new() };
    let columns = cells(&["HTTP 状态码", "错误码", "描述", "排查建议"]);
    let rows = rows.iter().map(|row| {
        let [status, code, said, advice] = ["status", "code", "text", "advice"].map(|key| text(&row[key]));
        cells(&[&status, &code, &said, &advice])
    });
    ["错误码".to_owned(), columns].into_iter().chain(rows).collect()
}

/// A line of a table: a bar after each cell, and what is in a cell on one line.
fn cells(cells: &[&str]) -> String {
    let cells = cells.iter().map(|cell| {
        let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        if cell.is_empty() { "|".to_owned() } else { format!("{cell} |") }
    });
    cells.collect::<Vec<_>>().join(" ")
}
