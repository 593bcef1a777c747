//! Nothing is lost on the way from a page to the generated code: every line of both pages is a fact of its spec, and
//! every fact of a spec is in the generated file.

mod support;

use serde_yaml::Value;

/// Lines of a page that say nothing about the endpoint: headings, captions and buttons.
const LAYOUT: [&str; 19] = [
    "接口说明",
    "基本信息",
    "名称描述",
    "HTTP URL",
    "HTTP Method",
    "Scope",
    "权限要求",
    "请求参数",
    "请求头",
    "Body展开全部子属性",
    "展开子属性",
    "请求示例",
    "响应参数",
    "响应示例",
    "正常响应示例异常响应示例",
    "切换单列布局",
    "错误码",
    "HTTP 状态码错误码错误码描述排查建议",
    "",
];

/// The lines of a page from its introduction on. Before it stands the site's navigation.
fn lines(page: &str) -> Vec<&str> {
    let start = page.find("• 接口说明").expect("a page has an introduction");
    page[start..].lines().map(|line| line.trim().trim_start_matches("• ").trim()).collect()
}

/// Every text and number in a part of a spec, keys too, in order.
fn scalars(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Mapping(entries) => entries.iter().for_each(|(key, value)| {
            scalars(key, found);
            scalars(value, found);
        }),
        Value::Sequence(items) => items.iter().for_each(|item| scalars(item, found)),
        Value::String(text) => found.push(text.clone()),
        Value::Number(number) => found.push(number.to_string()),
        _ => {}
    }
}

fn texts(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    scalars(value, &mut found);
    found
}

/// `order_id必填String` in the words of a spec: name, whether required, type.
fn field(line: &str) -> Option<(String, bool, String)> {
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || "_-".contains(c))).unwrap_or(line.len());
    let (name, rest) = line.split_at(end);
    let (name, ty) = match rest.strip_prefix("必填") {
        Some(ty) => (name, ty),
        None if rest.is_empty() => {
            let ty =
                ["String", "Int32", "Int64", "Struct", "List"].into_iter().find(|ty| name.ends_with(ty))?;
            (name.strip_suffix(ty)?, ty)
        }
        None => return None,
    };
    let known = ["String", "Int32", "Int64", "Struct", "List"].contains(&ty) && !name.is_empty();
    known.then(|| (name.to_owned(), rest.starts_with("必填"), ty.to_lowercase()))
}

/// The fields that the page itself lists, in the words of [`field`].
fn listed(fields: &Value) -> Vec<(String, bool, String)> {
    let fields = fields.as_mapping().expect("there are fields");
    let text = |value: &Value| value.as_str().expect("it is a text").to_owned();
    let listed = fields.iter().map(|(name, field)| {
        (text(name), field.get("required").and_then(Value::as_bool).unwrap_or(false), text(&field["type"]))
    });
    listed.collect()
}

#[test]
fn every_field_of_a_page_is_in_its_spec_in_order_with_type_and_required() {
    for (id, page) in support::PAGES {
        let spec = &support::spec(id)["page"];
        let on_the_page: Vec<_> = lines(page).into_iter().filter_map(field).collect();
        let in_the_spec = ["headers", "request", "response"].map(|part| listed(&spec[part])).concat();
        assert_eq!(on_the_page, in_the_spec, "{id}");
        assert!(on_the_page.len() >= 9, "{id}: {}", on_the_page.len());
    }
}

#[test]
fn every_error_row_of_a_page_is_in_its_spec_in_order() {
    for ((id, page), count) in support::PAGES.into_iter().zip([18, 30]) {
        let lines = lines(page);
        let start = lines.iter().position(|line| line.starts_with("HTTP 状态码")).expect("it has a table");
        let mut on_the_page: Vec<Vec<String>> = Vec::new();
        for line in lines[start + 1..].iter().filter(|line| !line.is_empty()) {
            match line.strip_prefix("200").filter(|code| code.parse::<i64>().is_ok()) {
                Some(code) => on_the_page.push(vec!["200".to_owned(), code.to_owned()]),
                None => on_the_page.last_mut().expect("a row starts with its code").push((*line).to_owned()),
            }
        }
        let spec = &support::spec(id)["page"]["errors"];
        let in_the_spec: Vec<Vec<String>> = spec
            .as_sequence()
            .expect("it has errors")
            .iter()
            .map(|row| {
                texts(row)
                    .into_iter()
                    .filter(|text| !["status", "code", "text", "advice"].contains(&text.as_str()))
                    .collect()
            })
            .collect();
        assert_eq!(on_the_page, in_the_spec, "{id}");
        assert_eq!(on_the_page.len(), count, "{id}");
    }
}

#[test]
fn every_other_line_of_a_page_is_a_fact_of_its_spec() {
    for (id, page) in support::PAGES {
        let facts = texts(&support::spec(id)["page"]);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let all: Vec<String> = facts.iter().map(|fact| squeezed(fact)).collect();
        let url = format!(
            "https://open.douyin.com{}",
            support::spec(id)["page"]["path"].as_str().expect("it has a path")
        );
        let title = lines(page)[0];
        for line in lines(page) {
            let said = LAYOUT.contains(&line)
                || line == url
                || line == title
                || field(line).is_some()
                || line.strip_prefix("200").is_some_and(|code| facts.iter().any(|fact| fact == code));
            // `示例:` and `固定值` stand before the sample or the value that the spec holds.
            let value = line.strip_prefix("示例:").unwrap_or(line);
            let value = value.strip_prefix("固定值").map_or(value, |value| value.trim_matches('"'));
            let value = squeezed(value);
            // The sample call holds several facts: its URL, its headers and its body.
            let call = line.starts_with("curl ") && {
                let (_, call) = line.split_once("POST ").expect("it is a POST");
                let parts = call.replace("\\ --header", "").replace("\\ --data", "");
                parts.split('\'').map(squeezed).filter(|part| !part.is_empty()).all(|part| {
                    all.contains(&part)
                        || part.split_once(':').is_some_and(|(name, value)| {
                            all.iter().any(|fact| fact == name) && all.iter().any(|fact| fact == value)
                        })
                })
            };
            assert!(said || call || all.iter().any(|fact| fact.contains(&value)), "{id}: {line}");
        }
    }
}

/// Texts as a reader sees them: without comment signs, backslashes and marks of code, and on one line.
fn plain(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim().trim_start_matches("///").trim_start_matches("//!"));
    let joined: String = lines.collect::<Vec<_>>().join(" ");
    joined.chars().filter(|c| !c.is_whitespace() && !"\\`".contains(*c)).collect()
}

#[test]
fn every_fact_of_a_spec_is_in_the_generated_file() {
    // Words of the language, which the generated code says in its own.
    const WORDS: [&str; 5] = ["string", "int32", "int64", "struct", "list"];
    for (id, _) in support::PAGES {
        let generated = plain(&support::read(&format!("generated/{id}.rs")));
        let spec = support::spec(id);
        let keys = language_keys();
        let facts = texts(&spec["page"]).into_iter().chain(texts(&spec["decisions"]["examples"]));
        let facts: Vec<_> =
            facts.filter(|fact| !keys.contains(fact) && !WORDS.contains(&fact.as_str())).collect();
        assert!(facts.len() > 100, "{id}: {}", facts.len());
        for fact in &facts {
            // A rule names a field by its path in the spec.
            let fact = fact.strip_prefix("request.").unwrap_or(fact);
            assert!(generated.contains(&plain(fact)), "{id}: {fact}");
        }
        for (_, decision) in spec["decisions"]["errors"].as_mapping().expect("it has decisions") {
            let name = decision["name"].as_str().expect("it has a name").replace('_', "");
            assert!(generated.to_lowercase().contains(&format!("{name},")), "{id}: {name}");
        }
    }
}

/// The keys of the language, which are no facts.
fn language_keys() -> Vec<String> {
    let keys = "title method host path scope permission notes headers request response errors examples type required \
                required_when doc note sample fixed unit length count items fields inferred field of at_least at_most \
                more_than fewer_than status code text advice requests responses url body open sibling guide seconds \
                milliseconds bytes rules unique";
    keys.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn a_code_has_one_name_wherever_it_is_documented() {
    let mut names = std::collections::BTreeMap::new();
    for (id, _) in support::PAGES {
        for (code, decision) in
            support::spec(id)["decisions"]["errors"].as_mapping().expect("it has decisions")
        {
            let name = decision["name"].as_str().expect("it has a name").to_owned();
            let first =
                names.entry(code.as_i64().expect("a code is a number")).or_insert_with(|| name.clone());
            assert_eq!(*first, name, "{id}: {code:?}");
        }
    }
    assert_eq!(names.len(), 29);
}
