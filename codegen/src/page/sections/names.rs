//! The words of a heading in, the section that they name out.

use super::Part;

/// The headings of all layouts, in lower case and without spaces.
const HEADINGS: [(Part, &[&str]); 12] = [
    (Part::Notes, &["接口说明", "接口描述", "接口介绍", "功能描述", "功能说明", "使用说明", "接口简介"]),
    (Part::Basic, &["基本信息", "请求信息", "接口信息", "请求地址与方式", "basicinformation", "basicinfo"]),
    (
        Part::Request,
        &["请求参数", "入参", "接口参数", "请求字段", "请求入参", "输入参数", "request", "requestparameters"],
    ),
    (
        Part::Headers,
        &["请求头", "header", "headers", "header参数", "请求header", "请求头参数", "requestheaders"],
    ),
    (
        Part::Query,
        &["query", "query参数", "查询参数", "url参数", "url请求参数", "querystring", "queryparameters"],
    ),
    (Part::Body, &["body", "body参数", "请求体", "请求体参数", "请求body", "requestbody", "bodyparameters"]),
    (
        Part::RequestSample,
        &[
            "请求示例",
            "请求样例",
            "调用示例",
            "请求参数示例",
            "requestexample",
            "requestsample",
            "samplerequest",
        ],
    ),
    (
        Part::Response,
        &[
            "响应参数",
            "返回参数",
            "应答参数",
            "返回值",
            "出参",
            "输出参数",
            "返回结果",
            "响应结果",
            "返回字段",
            "响应字段",
            "应答字段",
            "响应",
            "响应体",
            "返回体",
            "response",
            "responseparameters",
            "responsebody",
        ],
    ),
    (Part::ResponseHeaders, &["响应头", "返回头", "响应header", "responseheaders"]),
    (
        Part::ResponseSample,
        &[
            "响应示例",
            "返回示例",
            "应答示例",
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
            "响应参数示例",
            "responseexample",
            "responsesample",
            "sampleresponse",
        ],
    ),
    (Part::Errors, &["错误码", "返回码", "错误码列表", "错误代码", "errorcode", "errorcodes"]),
    (
        Part::Aside,
        &[
            "附录",
            "更新日志",
            "更新记录",
            "变更记录",
            "变更日志",
            "修订记录",
            "版本记录",
            "常见问题",
            "faq",
            "changelog",
            "相关文档",
            "参考文档",
            "path参数",
            "路径参数",
            "pathparameters",
        ],
    ),
];

/// The section that a heading without its marks starts.
pub(super) fn known(key: &str) -> Option<Part> {
    let find = |key: &str| HEADINGS.iter().find(|(_, all)| all.contains(&key)).map(|(part, _)| *part);
    let singular = || key.strip_suffix('s').filter(|_| key.is_ascii());
    let params = || key.strip_suffix("params").map(|start| format!("{start}parameters"));
    let plain = || ["说明", "列表", "详情"].iter().find_map(|end| key.strip_suffix(end));
    let found = find(key).or_else(|| find(singular()?)).or_else(|| find(&params()?));
    // `Headers说明` is one, and `响应说明` is the words of a field.
    let described =
        || plain().filter(|key| key.ends_with("参数") || key.ends_with("字段") || key.ends_with('码'));
    found
        .or_else(|| find(described()?))
        .or_else(|| common(key))
        .or_else(|| business(key))
        .or_else(|| appendix(key))
}

/// What all endpoints have in common: which part of the call its fields stand in is said elsewhere, but for headers.
fn common(key: &str) -> Option<Part> {
    let rest = ["公共", "通用", "全局", "系统"].iter().find_map(|start| key.strip_prefix(start))?;
    let rest = rest.strip_suffix("说明").unwrap_or(rest);
    let find = || HEADINGS.iter().find(|(_, all)| all.contains(&rest)).map(|(part, _)| *part);
    match find() {
        Some(part @ (Part::Headers | Part::ResponseHeaders)) => Some(part),
        Some(Part::Request | Part::Query | Part::Body | Part::Response) => Some(Part::Aside),
        None if rest == "参数" => Some(Part::Aside),
        _ => None,
    }
}

/// `业务参数`, beside what all endpoints have in common.
fn business(key: &str) -> Option<Part> {
    let rest = ["业务", "接口"].iter().find_map(|start| key.strip_prefix(start))?;
    let part = HEADINGS.iter().find(|(_, all)| all.contains(&rest)).map(|(part, _)| *part);
    let is_table =
        |part: &Part| matches!(part, Part::Request | Part::Response | Part::Errors | Part::ResponseSample);
    part.filter(is_table).or_else(|| (rest == "参数").then_some(Part::Request))
}

/// `附录1`, `附录:行业类目`.
fn appendix(key: &str) -> Option<Part> {
    let rest = key.strip_prefix("附录")?;
    let is_title = rest.starts_with([':', '\u{ff1a}'])
        || rest.starts_with(|letter: char| "123456789一二三四五abcde".contains(letter));
    (is_title && rest.chars().count() < 16).then_some(Part::Aside)
}
