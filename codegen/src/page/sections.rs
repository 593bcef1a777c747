//! Lines in, the page's sections out, each with its lines; and what stands around the page.

use std::collections::BTreeSet;

use super::header::Header;
use super::ledger::Ledger;
use super::lines::Line;
use super::{columns, errors};

/// What a section is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    /// Above the page: navigation and titles.
    Before,
    Notes,
    Basic,
    /// What stands directly under the request's heading.
    Request,
    Headers,
    Query,
    Body,
    RequestSample,
    Response,
    /// Headers of the reply, which the language has no place for.
    ResponseHeaders,
    ResponseSample,
    Errors,
}

#[derive(Debug)]
pub(super) struct Section {
    pub(super) part: Part,
    pub(super) lines: Vec<Line>,
}

/// The headings of both layouts, without what marks them as such.
const HEADINGS: [(Part, &[&str]); 11] = [
    (Part::Notes, &["接口说明", "接口描述", "接口介绍", "功能描述", "功能说明", "使用说明", "接口简介"]),
    (Part::Basic, &["基本信息", "请求信息", "接口信息", "请求地址与方式"]),
    (Part::Request, &["请求参数", "入参", "请求参数说明", "接口参数"]),
    (
        Part::Headers,
        &["请求头", "Header", "Headers", "Header参数", "请求Header", "Header参数说明", "请求头参数"],
    ),
    (
        Part::Query,
        &["Query", "Query参数", "查询参数", "URL参数", "URL请求参数", "Query参数说明", "QueryString"],
    ),
    (Part::Body, &["Body", "Body参数", "请求体", "Body参数说明", "请求体参数", "请求Body"]),
    (Part::RequestSample, &["请求示例", "请求样例", "调用示例", "请求参数示例"]),
    (
        Part::Response,
        &["响应参数", "返回参数", "返回值", "出参", "响应参数说明", "返回参数说明", "返回结果", "响应"],
    ),
    (Part::ResponseHeaders, &["响应头"]),
    (
        Part::ResponseSample,
        &[
            "响应示例",
            "返回示例",
            "返回样例",
            "响应样例",
            "正常响应示例异常响应示例",
            "正常示例",
            "异常示例",
            "响应体示例",
            "正常响应示例",
            "异常响应示例",
            "正常返回示例",
            "错误返回示例",
            "返回参数示例",
        ],
    ),
    (Part::Errors, &["错误码", "返回码", "错误码说明", "返回码说明", "错误码列表"]),
];

/// Buttons and captions that say nothing, wherever they stand.
const LAYOUT: [&str; 15] = [
    "展开子属性",
    "收起子属性",
    "展开全部子属性",
    "收起全部子属性",
    "切换单列布局",
    "切换双列布局",
    "复制",
    "复制代码",
    "展开",
    "收起",
    "正常响应示例异常响应示例",
    "JSON",
    "json",
    "cURL",
    "暂无数据",
];
const LAYOUT_STARTS: [&str; 4] = ["更新时间", "最近更新", "发布时间", "最后更新"];

/// How the site goes on below the page.
const FOOTERS: [&str; 8] =
    ["文档内容是否", "该文档是否", "本文档是否", "以上内容是否", "©", "Copyright", "京ICP备", "京公网安备"];
/// The buttons below a page, which stand alone or before a colon.
const BUTTONS: [&str; 12] = [
    "上一篇",
    "下一篇",
    "有帮助",
    "没帮助",
    "无帮助",
    "联系我们",
    "关于我们",
    "隐私政策",
    "用户协议",
    "友情链接",
    "返回顶部",
    "在线咨询",
];

/// The section that a heading starts.
fn heading(line: &Line) -> Option<Part> {
    let text = line.text.trim_start_matches('#').trim().trim_end_matches([':', '\u{ff1a}']);
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let text = text.trim_end_matches("展开全部子属性").trim_end_matches("收起全部子属性");
    HEADINGS.iter().find(|(_, headings)| headings.contains(&text)).map(|(part, _)| *part)
}

/// Whether a line is the label of the endpoint's URL, with which a page without headings starts.
fn names_url(line: &Line) -> bool {
    let text = line.text.trim_start_matches(['#', '|']).trim();
    ["HTTP URL", "请求地址", "接口地址", "请求URL", "请求 URL"].iter().any(|label| text.starts_with(label))
}

/// Splits a page. Headings, buttons and what stands below the page get their fate.
pub(super) fn split(lines: Vec<Line>, ledger: &mut Ledger) -> Vec<Section> {
    let start = start(&lines);
    let end = end(&lines, start);
    let without_table = without_table(&lines);
    let mut sections = vec![Section { part: Part::Before, lines: Vec::new() }];
    for (index, line) in lines.into_iter().enumerate() {
        if index >= end {
            if !line.text.is_empty() {
                ledger.navigation(line.number);
            }
            continue;
        }
        // In the introduction a list's item may be called like a heading.
        let found = heading(&line).filter(|part| !line.has_bullet || *part == Part::Notes);
        let current = sections.last().map_or(Part::Before, |section| section.part);
        let found = found.filter(|part| !is_of_field(*part, &sections) && !without_table.contains(&index));
        if let Some(part) = found.filter(|_| index >= start) {
            ledger.layout(line.number);
            sections.push(Section { part: below(part, current), lines: Vec::new() });
        } else if is_layout(&line.text) {
            ledger.layout(line.number);
        } else {
            let implied = current == Part::Before && index >= start && names_url(&line);
            if implied {
                sections.push(Section { part: Part::Basic, lines: Vec::new() });
            }
            if let Some(section) = sections.last_mut() {
                section.lines.push(line);
            }
        }
    }
    sections
}

/// The headings of error tables below which there is none.
fn without_table(lines: &[Line]) -> BTreeSet<usize> {
    let is_alone =
        |at: &usize| heading(&lines[*at]) == Some(Part::Errors) && !starts_errors(&lines[at + 1..]);
    (0..lines.len()).filter(is_alone).collect()
}

/// Whether a heading is what a field is called: one half of the call again, or an introduction among the fields.
fn is_of_field(part: Part, sections: &[Section]) -> bool {
    let current = sections.last().map_or(Part::Before, |section| section.part);
    match part {
        Part::Request | Part::Response => sections.iter().any(|section| section.part == part),
        Part::Notes => ![Part::Before, Part::Notes, Part::Basic].contains(&current),
        _ => false,
    }
}

/// Whether the lines below a heading are an error table, or nothing.
fn starts_errors(below: &[Line]) -> bool {
    let mut filled = below.iter().filter(|line| !line.text.is_empty() && !is_layout(&line.text));
    let is_code =
        |text: &str| text.split(['|', '\t']).next().is_some_and(|cell| cell.trim().parse::<i64>().is_ok());
    filled.next().is_none_or(|line| {
        errors::run_together(&line.text).is_some() || Header::is(&line.text) || is_code(&line.text)
    })
}

/// Under a response's heading a body is the response's.
fn below(part: Part, current: Part) -> Part {
    let in_response = matches!(current, Part::Response | Part::ResponseHeaders);
    match part {
        Part::Body if in_response => Part::Response,
        Part::Headers if in_response => Part::ResponseHeaders,
        part => part,
    }
}

fn is_layout(text: &str) -> bool {
    LAYOUT.contains(&text)
        || LAYOUT_STARTS.iter().any(|start| text.strip_prefix(start).is_some_and(is_date))
        || !text.is_empty() && text.chars().all(|character| "-=—_*|: ".contains(character))
}

/// Whether a date stands behind a label, and not more words: a field may be called `更新时间`, too.
fn is_date(behind: &str) -> bool {
    let date = behind.trim_start_matches([':', '\u{ff1a}', ' ']);
    date.starts_with(|first: char| first.is_ascii_digit())
        && date.chars().all(|letter| letter.is_ascii_digit() || "-/.: 年月日".contains(letter))
}

/// Where the page itself starts: at its introduction, or where it says what it is about.
fn start(lines: &[Line]) -> usize {
    let is = |part: Part| move |line: &Line| heading(line) == Some(part);
    let basic = lines.iter().position(|line| is(Part::Basic)(line) && !line.has_bullet || names_url(line));
    let before = &lines[..basic.unwrap_or(lines.len())];
    before
        .iter()
        .rposition(is(Part::Notes))
        .or(basic)
        .or_else(|| lines.iter().position(|line| heading(line).is_some() && !line.has_bullet))
        .unwrap_or(lines.len())
}

/// Where the site goes on below: at the first line that only a site's footer has, after the page's last heading.
fn end(lines: &[Line], start: usize) -> usize {
    let last = lines.iter().rposition(|line| heading(line).is_some() && !line.has_bullet).unwrap_or(start);
    // What tables have in their rows is no footer, whatever it starts with.
    let row = lines.iter().rposition(|line| is_row(&line.text)).unwrap_or(0);
    let found = lines.iter().skip(last.max(row)).position(|line| is_footer(&line.text));
    found.map_or(lines.len(), |found| last.max(row) + found)
}

/// Whether a line is a site's below a page: one of its buttons, or what only they start with.
fn is_footer(text: &str) -> bool {
    let is_button = |rest: &str| rest.is_empty() || rest.starts_with([':', '\u{ff1a}', ' ']);
    FOOTERS.iter().any(|footer| text.starts_with(footer))
        || BUTTONS.iter().any(|button| text.strip_prefix(button).is_some_and(is_button))
}

/// Whether a line is a row of a table: of fields, or of errors.
fn is_row(text: &str) -> bool {
    let first = text.split(['|', '\t']).next().unwrap_or_default().trim();
    columns::run_together(text).is_some()
        || first.len() > 3 && first.chars().all(|letter| letter.is_ascii_digit())
        || columns::cells(text).is_some_and(|cells| cells.len() > 2 && columns::is_name(cells[0]))
}
