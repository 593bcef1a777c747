//! A field's name and words in, what may have to protect it out.

use crate::page::value::Value;

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
    "credential",
    "email",
];
/// The words for what nobody but the application may know.
const SECRET_WORDS: [&str; 4] = ["密钥", "秘钥", "密码", "口令"];
const SECRET_NAMES: [&str; 4] = ["secret", "password", "privatekey", "refreshtoken"];

/// What protects a field, if its words or its name say that it should be protected.
pub(super) fn protection(name: &str, field: &Value) -> Option<(&'static str, &'static str)> {
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
