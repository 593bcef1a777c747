//! Words in, whether they say of something else than a fact does, so that it is none.

use super::clauses::clauses;
use super::enums;
use super::limits::is_of_length;

/// Whether a clause says that there is another way, or that a limit does not hold for all.
pub(super) fn except_some(doc: &str) -> bool {
    const WORDS: [&str; 6] = ["除外", "以外", "例外", "放宽", "提升", "申请"];
    clauses(doc).any(|clause| {
        clause.starts_with(['或', '也', '亦']) || WORDS.iter().any(|word| clause.contains(word))
    })
}

/// Whether the platform takes more than a limit, and does something with it instead of refusing it: `超过部分不展示`.
pub(super) fn cut_more(doc: &str) -> bool {
    const CUT: [&str; 3] = ["截断", "截取", "忽略"];
    const REFUSED: [&str; 7] = ["报错", "失败", "错误", "拒绝", "不支持", "异常", "请"];
    let is_more =
        |clause: &str| ["超过", "超出", "超长", "多出", "多余"].iter().any(|word| clause.starts_with(word));
    let is_taken = |clause: &str| is_more(clause) && !REFUSED.iter().any(|word| clause.contains(word));
    CUT.iter().any(|word| doc.contains(word)) || clauses(doc).any(is_taken)
}

/// Whether a text without letters, or a list without items, can be sent.
pub(super) fn allow_nothing(doc: &str) -> bool {
    const DENIED: [&str; 6] = ["不能为空", "不可为空", "不得为空", "不允许为空", "不为空", "非空"];
    let doc = DENIED.iter().fold(doc.to_owned(), |doc, denied| doc.replace(denied, ""));
    ["为空", "传空", "填空", "空字符串", "空串", "空值", "空数组", "空列表"]
        .iter()
        .any(|word| doc.contains(word))
}

/// Whether a text holds several values, so that what is said of one is not said of the whole.
pub(super) fn hold_several(doc: &str) -> bool {
    const WORDS: [&str; 10] =
        ["多个", "多选", "分隔", "分割", "拼接", "逗号", "连接", "叠加", "位运算", "掩码"];
    WORDS.iter().any(|word| doc.contains(word))
}

/// Whether words beside the clause that names a text's form allow a text of another form: `长期传“长期”`.
pub(super) fn name_another_form(doc: &str, own: &str) -> bool {
    const OFFERS: [&str; 13] =
        ["或", "也", "支持", "兼容", "长期", "永久", "海外", "境外", "国外", "起止", "之间", "区间", "范围"];
    let mut is_behind = false;
    let allows = |clause: &str| {
        if clause == own {
            is_behind = true;
            return false;
        }
        let is_gone = clause.starts_with("已废弃") || clause.starts_with("已弃用");
        if is_gone || is_example(clause) || enums::sent(clause, true).is_some() || is_of_length(clause) {
            return false;
        }
        is_behind && has_value(clause) || is_given(clause) || OFFERS.iter().any(|word| clause.contains(word))
    };
    hold_several(doc) || allow_nothing(doc) || clauses(doc).any(allows)
}

/// `如2020-01-01`
fn is_example(clause: &str) -> bool {
    const WORDS: [&str; 5] = ["例如", "比如", "示例", "例", "如"];
    let value = WORDS.iter().find_map(|word| clause.strip_prefix(word));
    let value = value.map(|value| value.trim_start_matches(['值', ':', '\u{ff1a}', ' ']));
    value.is_some_and(|value| value.starts_with(is_of_value))
}

fn has_value(clause: &str) -> bool {
    clause.contains(is_of_value)
}

fn is_of_value(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || "+\"'“”‘’「".contains(letter)
}

/// Whether a clause says what to send: `填写：长期`, and not `必填`, or `不传`.
fn is_given(clause: &str) -> bool {
    const NO_VALUE: [&str; 11] =
        ["必填", "选填", "必传", "必须填写", "必须传", "需传", "需填写", "不传", "不填", "上传", "传入时"];
    let clause = NO_VALUE.iter().fold(clause.to_owned(), |clause, word| clause.replace(word, ""));
    clause.contains(['传', '填'])
}
