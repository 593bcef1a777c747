//! A line between a table's rows in, what it is out: a caption, a label, a field's words.

use super::columns::{cells, is_name};

/// The most letters of a line that is a label.
const LONGEST: usize = 16;

/// What stands behind a struct's name in the caption of its table.
const CAPTIONS: [&str; 14] = [
    "字段说明如下",
    "参数说明如下",
    "对象说明如下",
    "结构说明如下",
    "说明如下",
    "字段说明",
    "参数说明",
    "对象说明",
    "结构说明",
    "结构",
    "字段",
    "对象",
    "说明",
    "参数",
];

/// What headings inside a section end with.
const HEADINGS: [&str; 19] = [
    "说明", "事项", "备注", "注意", "示例", "样例", "例子", "参数", "列表", "规则", "须知", "提示", "附录",
    "场景", "流程", "代码", "定义", "字段", "结构",
];

/// The struct that a caption names, where it says nothing else.
pub(super) fn caption(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#').trim().trim_end_matches([':', '\u{ff1a}']);
    let name = CAPTIONS
        .iter()
        .fold(text, |text, word| text.strip_suffix(word).unwrap_or(text).trim_end_matches(['的', ' ']));
    is_name(name).then_some(name)
}

/// The only word of a line that can be a struct's name: `Item（商品）`, `表1 Order`.
pub(super) fn only_name(line: &str) -> Option<&str> {
    let words = line.split(|letter: char| !(letter.is_ascii_alphanumeric() || "_.[]".contains(letter)));
    let mut names = words.map(|word| word.trim_matches('.')).filter(|word| is_name(word));
    let first = names.next()?;
    names.all(|other| other == first).then_some(first)
}

/// Whether a line is the heading of fields that are of something else: `回调参数`.
pub(super) fn heads_fields(line: &str) -> bool {
    let text = line.trim_start_matches('#').trim().trim_end_matches([':', '\u{ff1a}']);
    text.chars().count() <= LONGEST && ["参数", "字段", "结构", "对象"].iter().any(|end| text.ends_with(end))
}

/// Whether a line stands alone like a heading or a label, so that what is below it is no field's. What a label says of
/// values that follow it is.
pub(super) fn is_label(line: &str, next: Option<&str>) -> bool {
    is_marked(line, next)
        || is_short(bare(line))
            && (HEADINGS.iter().any(|end| bare(line).ends_with(end)) || is_counted(bare(line)))
}

/// The same of a line that stands where a field's own words do, which may end like a heading: `商品列表`.
pub(super) fn is_only_label(line: &str, next: Option<&str>) -> bool {
    const WHOLE: [&str; 5] = ["注意事项", "使用说明", "补充说明", "特别说明", "温馨提示"];
    is_marked(line, next)
        || is_counted(bare(line))
        || HEADINGS.iter().chain(&WHOLE).any(|heading| *heading == bare(line))
}

/// Whether a line is marked as a heading, opens something, or is a row of a table.
fn is_marked(line: &str, next: Option<&str>) -> bool {
    let is_opened = line.ends_with([':', '\u{ff1a}']) && !next.is_some_and(is_pair);
    line.starts_with('#') || cells(line).is_some() || is_opened && is_short(bare(line))
}

/// What a label says, without its marks.
fn bare(line: &str) -> &str {
    let text = unnumbered(line.trim_start_matches('#').trim());
    text.trim_start_matches(['【', '[']).trim_end_matches(['】', ']', ':', '\u{ff1a}', ' '])
}

fn is_short(text: &str) -> bool {
    let is_sentence = text.contains([',', '\u{ff0c}', '。', ';', '\u{ff1b}', ':', '\u{ff1a}']);
    !text.is_empty() && text.chars().count() <= LONGEST && !is_sentence
}

/// Whether a line of words says something of several fields, of another one, or in a list or in code.
pub(super) fn is_aside(line: &str, field: &str) -> bool {
    const OF_ALL: [&str; 13] = [
        "所有",
        "全部",
        "以上",
        "上述",
        "下列",
        "以下",
        "各",
        "本接口",
        "该接口",
        "接口",
        "其他",
        "其它",
        "整个",
    ];
    const LABELS: [&str; 8] = ["注意", "备注", "说明", "提示", "注:", "注\u{ff1a}", "例如", "示例"];
    if is_pair(line) {
        return false;
    }
    let word = line.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).next();
    let is_others = word.is_some_and(|word| is_name(word) && word != field && !line.contains('时'));
    let is_code = line.ends_with([';', '{', '}']) || line.starts_with("//");
    unnumbered(line) != line
        || is_others
        || is_code
        || OF_ALL.iter().chain(&LABELS).any(|word| line.starts_with(word))
}

/// Whether a line is a value and what it means: `1:解锁`, `ACTIVE-已激活`.
pub(super) fn is_pair(line: &str) -> bool {
    let sign = line.strip_prefix('-').unwrap_or(line);
    let rest = sign.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '_');
    let is_value = rest.len() < sign.len()
        && (sign.starts_with(|first: char| first.is_ascii_digit() || first.is_ascii_uppercase()));
    let between = [":", "\u{ff1a}", "=", "-", "—", "表示", "代表", "为", "是"];
    is_value && between.iter().any(|between| rest.trim_start().starts_with(between))
}

/// A line without the number of its item: `1. 整单核销时必填`, `一、说明`.
fn unnumbered(line: &str) -> &str {
    let opened = line.trim_start_matches(['(', '\u{ff08}']);
    let rest = opened.trim_start_matches(|letter: char| letter.is_ascii_digit() || COUNTS.contains(letter));
    let behind = rest.strip_prefix(['.', '、', ')', '\u{ff09}']).filter(|_| rest.len() < opened.len());
    let behind = behind.filter(|behind| !behind.starts_with(|next: char| next.is_ascii_digit()));
    behind.map_or(line, str::trim)
}

const COUNTS: &str = "一二三四五六七八九十";

/// Whether a heading is one of several: `场景一`, `示例2`.
fn is_counted(text: &str) -> bool {
    let words = ["场景", "步骤", "示例", "案例", "附录", "情况", "表"];
    words.iter().filter_map(|word| text.strip_prefix(word)).any(|rest| {
        !rest.is_empty() && rest.chars().all(|letter| letter.is_ascii_digit() || COUNTS.contains(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::{caption, is_aside, is_label, only_name};

    #[test]
    fn labels_end_a_fields_words_and_other_lines_do_not() {
        for label in [
            "注意事项",
            "说明",
            "备注：",
            "Java 示例",
            "场景一：",
            "场景一",
            "1. 注意事项",
            "【说明】",
            "## 更多",
            "枚举值 | 含义",
            "其中:",
        ] {
            assert!(is_label(label, None), "{label}");
        }
        for words in [
            "1:解锁",
            "长度不超过 10 个字符",
            "单位:秒",
            "kind为1时必填",
            "格式:yyyy-MM-dd",
            "请联系商家,详见说明。",
        ] {
            assert!(!is_label(words, None), "{words}");
        }
        assert!(!is_label("取值：", Some("1:解锁")), "what follows is the field's");
    }

    #[test]
    fn what_is_said_of_others_is_no_fact_of_a_field() {
        for aside in [
            "所有金额字段单位：分",
            "1. 整单核销时必填",
            "page 取值范围 1-50",
            "int max = 3;",
            "备注：最多1个",
        ] {
            assert!(is_aside(aside, "size"), "{aside}");
        }
        for own in
            ["1:解锁", "audit_result为2时必填", "size 取值范围 1-50", "数量需不超过 100 个", "ACTIVE:有效"]
        {
            assert!(!is_aside(own, "size"), "{own}");
        }
    }

    #[test]
    fn captions_name_one_struct() {
        assert_eq!(caption("### Order 字段说明："), Some("Order"));
        assert_eq!(only_name("表1 Order（订单）"), Some("Order"));
        for none in ["订单", "a 与 b", "1"] {
            assert_eq!(only_name(none), None, "{none}");
        }
    }
}
