//! A page's facts in, what they hint at and only people can decide out, as questions: what says whether items succeeded, what
//! makes a repeated call harmless, what identifies somebody.

use std::collections::BTreeSet;

use super::pairs;
use crate::page::value::{Value, get};

/// The words of a page for what identifies or admits somebody.
const PERSONAL_WORDS: [&str; 20] = [
    "身份证",
    "证件号",
    "护照",
    "手机号",
    "手机号码",
    "电话",
    "姓名",
    "二维码",
    "条形码",
    "银行卡号",
    "邮箱",
    "住址",
    "收货地址",
    "详细地址",
    "人脸",
    "生日",
    "券码",
    "凭证码",
    "车牌号",
    "微信号",
];
/// The same in the names of fields, without what joins their words.
const PERSONAL_NAMES: [&str; 15] = [
    "idcard",
    "idno",
    "idnumber",
    "identity",
    "passport",
    "phone",
    "mobile",
    "telephone",
    "realname",
    "fullname",
    "qrcode",
    "barcode",
    "bankcard",
    "email",
    "credentialno",
];
/// The words for what nobody but the application may know.
const SECRET_WORDS: [&str; 4] = ["密钥", "秘钥", "密码", "口令"];
const SECRET_NAMES: [&str; 4] = ["secret", "password", "privatekey", "refreshtoken"];

/// Something that a page hints at.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Question {
    /// The decision's path.
    pub(super) decision: String,
    /// The path of what it is about on the page; the page itself, if that is empty.
    pub(super) about: String,
    /// As a report asks, behind the decision's path.
    pub(super) text: String,
    /// As a new spec asks.
    comment: String,
}

impl Question {
    /// The comment of a new spec.
    pub(super) fn comment(&self) -> String {
        format!("# Open: {}", self.comment)
    }

    /// What is decided: `outcome`.
    pub(super) fn key(&self) -> &str {
        self.decision.rsplit('.').next().unwrap_or_default()
    }

    /// A question about a field.
    fn field(about: &str, key: &str, text: String) -> Self {
        let comment = format!("`{about}`: {text}, under `fields`");
        Self { decision: format!("decisions.fields.{about}.{key}"), about: about.to_owned(), text, comment }
    }

    /// A question about the call as a whole.
    fn call(key: &str, about: String, text: String, comment: String) -> Self {
        Self { decision: format!("decisions.{key}"), about, text, comment }
    }

    /// Whether the decisions of a spec answer it, whatever they say.
    pub(super) fn is_answered(&self, decisions: Option<&Value>) -> bool {
        let Some(decisions) = decisions else { return false };
        let fields = decisions.get("fields").map(Value::entries).unwrap_or_default();
        let decided = get(fields, &self.about);
        let has = |key: &str| decided.is_some_and(|decided| decided.get(key).is_some());
        match self.key() {
            // An endpoint has one.
            "outcome" => fields.iter().any(|(_, decided)| decided.get("outcome").is_some()),
            "personal" | "secret" => has("personal") || has("secret"),
            _ => ["idempotency", "repeatable"].iter().any(|key| decisions.get(key).is_some()),
        }
    }
}

/// What a page asks for, whatever has been decided, in the order of a spec's decisions.
pub(super) fn of(page: &[(String, Value)]) -> Vec<Question> {
    let mut asked = repetition(page);
    let mut sent = BTreeSet::new();
    for side in ["query", "request", "response"] {
        if let Some(fields) = get(page, side) {
            struct_of(fields, side, &mut sent, &mut asked);
        }
    }
    asked
}

/// What makes a repeated call harmless: a field whose words speak of it, or that it only reads.
fn repetition(page: &[(String, Value)]) -> Vec<Question> {
    let fields = get(page, "request").map(Value::entries).unwrap_or_default();
    let speaks = |field: &Value| field.text_of("doc").is_some_and(|doc| doc.contains("幂等"));
    let of_text = fields.iter().filter(|(_, field)| field.text_of("type") == Some("string") && speaks(field));
    let question = |(name, _): &(String, Value)| {
        let comment =
            format!("is it `idempotency: {name}`? Its words say that it makes repeated calls harmless.");
        Question::call("idempotency", format!("request.{name}"), format!("is it `{name}`?"), comment)
    };
    let candidates: Vec<_> = of_text.map(question).collect();
    if !candidates.is_empty() {
        return candidates;
    }
    let text = "no field makes a repeated call harmless; does it only read? Then `repeatable: true`";
    vec![Question::call("repeatable", String::new(), text.to_owned(), text.to_owned())]
}

/// What the fields of a struct ask for, and those below them. `sent` are the names of what is sent.
fn struct_of(fields: &Value, path: &str, sent: &mut BTreeSet<String>, asked: &mut Vec<Question>) {
    for (name, field) in fields.entries() {
        let path = format!("{path}.{name}");
        if path.starts_with("response.") {
            asked.extend(outcome(field, &path, sent));
        } else {
            sent.insert(name.clone());
        }
        asked.extend(
            is_text(field)
                .then(|| protection(name, field))
                .flatten()
                .map(|(key, text)| Question::field(&path, key, text.to_owned())),
        );
        if let Some(below) = pairs::below(field) {
            struct_of(below, &path, sent, asked);
        }
    }
}

/// Whether it is a text, or holds nothing but texts.
fn is_text(field: &Value) -> bool {
    let inner = ["items", "values", "content"].iter().find_map(|key| field.get(key));
    field.text_of("type") == Some("string") && field.get("enum").is_none() || inner.is_some_and(is_text)
}

/// What protects a field, if its words or its name say that it should be protected.
fn protection(name: &str, field: &Value) -> Option<(&'static str, &'static str)> {
    let words = ["doc", "note"].map(|key| field.text_of(key).unwrap_or_default());
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    let says = |known: &[&str]| known.iter().any(|word| words.iter().any(|words| words.contains(word)));
    let is_called = |known: &[&str]| known.iter().any(|known| name.contains(known));
    if says(&SECRET_WORDS) || is_called(&SECRET_NAMES) {
        return Some(("secret", "is it a secret of the application's? `secret: true`"));
    }
    (says(&PERSONAL_WORDS) || is_called(&PERSONAL_NAMES))
        .then_some(("personal", "does it identify or admit somebody? `personal: true`"))
}

/// What says whether the items of a list in the response succeeded.
fn outcome(list: &Value, path: &str, sent: &BTreeSet<String>) -> Option<Question> {
    let item = (kind(list) == "list").then(|| list.get("items")?.get("fields")).flatten()?.entries();
    let of = |is_it: fn(&str, &Value) -> bool| -> Vec<&str> {
        item.iter().filter(|(name, field)| is_it(name, field)).map(|(name, _)| name.as_str()).collect()
    };
    let (codes, messages, keys) = (of(is_code), of(is_message), of(is_key));
    if codes.is_empty() {
        return None;
    }
    let code = clear(
        &codes,
        &[&|code| is_of_a_result(code), &|code| messages.iter().any(|message| stem(message) == stem(code))],
    );
    let message = clear(&messages, &[&|message| stem(message) == stem(code)]);
    let key = clear(&keys, &[&|key| sent.contains(key)]);
    let message = if messages.is_empty() { String::new() } else { format!(" message: {message},") };
    let text = format!(
        "do its items succeed or fail one by one? `outcome: {{ code: {code},{message} key: {key} }}`"
    );
    Some(Question::field(path, "outcome", text))
}

/// The only one of several names, or the only one for which most of these speak.
fn clear<'n>(names: &[&'n str], signs: &[&dyn Fn(&str) -> bool]) -> &'n str {
    let mut left = names.to_vec();
    for sign in signs {
        let better: Vec<_> = left.iter().copied().filter(|name| sign(name)).collect();
        left = if better.is_empty() { left } else { better };
    }
    match left[..] {
        [name] => name,
        _ => "…",
    }
}

/// A name without its last word.
fn stem(name: &str) -> &str {
    name.rsplit_once('_').map_or("", |(stem, _)| stem)
}

fn kind(field: &Value) -> &str {
    field.text_of("type").unwrap_or_default()
}

fn is_code(name: &str, field: &Value) -> bool {
    let is_integer = ["int32", "int64"].contains(&kind(field));
    let is_protected = || protection(name, field).is_some();
    ends_with(name, &["code"]) && (is_integer || kind(field) == "string" && !is_protected())
}

fn is_message(name: &str, field: &Value) -> bool {
    kind(field) == "string" && ends_with(name, &["message", "msg", "desc", "description"])
}

fn is_key(name: &str, field: &Value) -> bool {
    ["string", "int32", "int64"].contains(&kind(field)) && ends_with(name, &["id"])
}

/// Whether a code's name says that it is about what became of something.
fn is_of_a_result(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "code" || ["err", "result", "ret", "fail"].iter().any(|word| name.contains(word))
}

/// Whether the last word of a name is one of these: `item_code`, `itemCode`.
fn ends_with(name: &str, words: &[&str]) -> bool {
    let is_last = |word: &&str| {
        let mut capital = word.to_string();
        capital[..1].make_ascii_uppercase();
        name.eq_ignore_ascii_case(word) || name.ends_with(&format!("_{word}")) || name.ends_with(&capital)
    };
    words.iter().any(is_last)
}
