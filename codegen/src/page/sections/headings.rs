//! A line in, the section that it is the heading of out, however it is numbered, marked and written.

use super::super::columns;
use super::Part;
use super::names::known;

/// What a line says as a heading, wherever it stands.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    pub(super) part: Part,
    /// Whether a number, brackets or marks say that it is one.
    pub(super) is_marked: bool,
    /// What stands in parentheses behind it, in Latin letters: `application/json`.
    pub(super) media: Option<String>,
    /// Whether only its words let it look like one.
    pub(super) is_guessed: bool,
}

/// What may stand before a heading and behind it.
const MARKS: [char; 12] = ['#', '*', '`', '_', '【', '】', '[', ']', '「', '」', '《', '》'];
const COLONS: [char; 2] = [':', '\u{ff1a}'];
const OPENING: [char; 2] = ['(', '\u{ff08}'];
const CLOSING: [char; 2] = [')', '\u{ff09}'];
/// No heading is longer.
const LONGEST: usize = 60;

/// The heading that a line is, if it is one as a whole.
pub(super) fn read(line: &str) -> Option<Heading> {
    // `queryString` is a field, and `QueryString` a heading.
    if line.starts_with(|first: char| first.is_ascii_lowercase()) && columns::run_together(line).is_some() {
        return None;
    }
    // A table can have its heading in its first row.
    let cell = line.trim_matches(['|', ' ']);
    let (text, is_marked) = unmarked(cell)?;
    let (bare, inner) = without_parentheses(text);
    let key = key(bare);
    let inner_part = inner.and_then(|inner| known(&self::key(inner)));
    let is_said = inner.is_none_or(str::is_ascii) || inner_part.is_some();
    let is_cell = cell.len() < line.trim().len();
    let part = known(&key).filter(|part| is_said && (!is_cell || *part == Part::Basic))?;
    let part = match (part, inner_part) {
        (Part::Request, Some(half @ (Part::Headers | Part::Query | Part::Body))) => half,
        (part, _) => part,
    };
    let media = inner.filter(|_| inner_part.is_none()).map(str::to_owned);
    Some(Heading { part, is_marked, media, is_guessed: false })
}

/// What looks like a heading and is no known one.
#[derive(Debug)]
pub(super) enum Guess {
    Heading(Heading),
    /// Its words do not say what it is about.
    Unknown,
}

impl Guess {
    pub(super) fn heading(self) -> Option<Heading> {
        match self {
            Self::Heading(heading) => Some(heading),
            Self::Unknown => None,
        }
    }
}

/// What an unknown heading is about, as its words say.
pub(super) fn guess(line: &str) -> Option<Guess> {
    const ENDS: [&str; 8] = ["参数", "字段", "示例", "样例", "错误码", "返回码", "参数说明", "字段说明"];
    let (text, is_marked) = unmarked(line)?;
    let key = key(text);
    let name = ENDS.iter().find_map(|end| key.strip_suffix(end)).filter(|name| !name.is_empty())?;
    let is_short = key.chars().count() <= 12 && key.chars().all(char::is_alphanumeric);
    // A table of a struct has its name before such a word, and words that point elsewhere are none.
    if !is_short
        || columns::is_name(name)
        || ["见", "参考", "请参", "返回的"].iter().any(|word| key.contains(word))
    {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    let is_reply = has(&["响应", "返回", "应答", "回包", "输出", "出参", "response"]);
    let is_call = has(&["请求", "输入", "入参", "request"]);
    let is_sample = has(&["示例", "样例"]);
    let part = match (is_call, is_reply, is_sample) {
        _ if has(&["错误码", "返回码"]) => Some(Part::Errors),
        (true, false, true) => Some(Part::RequestSample),
        (true, false, false) => Some(Part::Request),
        (false, true, true) => Some(Part::ResponseSample),
        (false, true, false) => Some(Part::Response),
        _ => None,
    };
    let heading = |part| Guess::Heading(Heading { part, is_marked, media: None, is_guessed: true });
    Some(part.map_or(Guess::Unknown, heading))
}

/// Whether a line is the caption of a list of headings.
pub(super) fn is_contents(line: &str) -> bool {
    ["目录", "本页目录", "本文目录", "文章目录", "onthispage"].contains(&key(line).as_str())
}

/// A line without what marks it as a heading, and whether anything does.
fn unmarked(line: &str) -> Option<(&str, bool)> {
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    let is_mark = |letter: char| letter == ' ' || MARKS.contains(&letter);
    let bare = without_number(line.trim_matches(is_mark)).trim_matches(is_mark);
    let bare = bare.trim_end_matches(COLONS).trim_matches(is_mark);
    let bare = bare.trim_end_matches("展开全部子属性").trim_end_matches("收起全部子属性").trim();
    (!bare.is_empty()).then_some((bare, bare.len() < line.trim_end_matches(COLONS).len()))
}

/// Without `3.`, `3.1`, `三、` and `(三)`.
fn without_number(text: &str) -> &str {
    let inner = text.trim_start_matches(OPENING);
    let rest = inner.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let is_figure = rest.len() < inner.len();
    let rest = if is_figure {
        rest
    } else {
        inner.trim_start_matches(|letter| "一二三四五六七八九十".contains(letter))
    };
    let behind =
        rest.trim_start_matches(|letter| "、.)\u{ff09}\u{ff0e}\u{ff1a}:".contains(letter)).trim_start();
    // A numeral is a part of a word if nothing parts it from the rest.
    let is_number = rest.len() < inner.len() && (is_figure || behind.len() < rest.len());
    if is_number { behind } else { text }
}

/// What stands before parentheses at the end, and in them.
fn without_parentheses(text: &str) -> (&str, Option<&str>) {
    let parts = text.strip_suffix(CLOSING).and_then(|text| text.split_once(OPENING));
    match parts {
        Some((before, inner)) if !before.is_empty() => (before.trim(), Some(inner.trim())),
        _ => (text, None),
    }
}

fn key(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Part, guess, read};

    #[test]
    fn a_heading_is_one_however_it_is_written() {
        use Part::{
            Aside, Basic, Body, Errors, Headers, Query, Request, RequestSample, Response, ResponseSample,
        };
        let cases = [
            (
                Request,
                "3. 请求参数|3、请求参数|3)请求参数|（三）请求参数|三、请求参数|## 请求参数|**请求参数**",
            ),
            (
                Request,
                "【请求参数】|请求参数：|请求参数说明|Request Parameters|业务请求参数|### **1. 请求参数**",
            ),
            (Response, "四、响应参数|【响应参数】|应答参数|返回字段|## 响应参数|Response|response params"),
            (
                Body,
                "Body 参数（JSON）|Body(application/json)|3.2 Body|body|请求参数（Body）|Body展开全部子属性",
            ),
            (Query, "query|Query 参数|Query参数说明"),
            (Headers, "Request Headers|公共请求头|1. 请求头"),
            (RequestSample, "Request Example|4. 请求示例"),
            (ResponseSample, "Response Example|正常响应示例异常响应示例"),
            (Errors, "Error Codes|五、错误码|业务错误码|错误码说明"),
            (Aside, "公共请求参数|公共响应参数|Path 参数|附录：行业类目|附录1|常见问题|FAQ"),
            (Basic, "一、基本信息"),
            (Basic, "基本信息 | ||||"),
        ];
        for (part, lines) in cases {
            for line in lines.split(if part == Basic { '/' } else { '|' }) {
                assert_eq!(read(line).map(|heading| heading.part), Some(part), "{line}");
            }
        }
        for none in "queryString|十请求参数|请求参数有误|请求参数（必填）|见响应参数|响应说明|通用错误码|data 字段|一|3."
            .split('|')
        {
            assert!(read(none).is_none(), "{none}");
        }
        let media = read("Body(application/json)").and_then(|heading| heading.media);
        assert_eq!(media.as_deref(), Some("application/json"));
    }

    #[test]
    fn what_looks_like_a_heading_says_what_it_is_about_or_not() {
        let part = |line| guess(line).map(|guess| guess.heading().map(|heading| heading.part));
        assert_eq!(part("回包参数"), Some(Some(Part::Response)));
        assert_eq!(part("接口请求样例"), Some(Some(Part::RequestSample)));
        assert_eq!(part("退款参数"), Some(None));
        for none in ["data 字段", "ItemOrder字段说明", "参数", "详见返回参数", "参数不合法", "金额,见参数"]
        {
            assert_eq!(part(none), None, "{none}");
        }
    }
}
