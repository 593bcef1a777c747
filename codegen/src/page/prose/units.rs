//! Words in, what a number counts out.

use super::clauses::{clauses, unconditional};

/// A unit that the language has no word for, or one that is denied, or is one of several.
const OTHER: &str = "another";

/// The unit that a field's words name, if they name no other: `单位:分`, `毫秒级时间戳`.
pub(super) fn unit(doc: &str) -> Option<&'static str> {
    let always = unconditional(doc);
    let mut found = Vec::new();
    let mut before = "";
    for clause in clauses(doc) {
        let units = named(clause).into_iter().chain(of_timestamp(clause, before));
        // What counts so only sometimes counts otherwise, too.
        found.extend(units.map(|unit| if always.contains(&clause) { unit } else { OTHER }));
        before = clause;
    }
    found.dedup();
    let [unit] = found[..] else { return None };
    (unit != OTHER && (unit != "fen" || is_of_money(doc))).then_some(unit)
}

/// What stands behind `单位`.
fn named(clause: &str) -> Option<&'static str> {
    const UNITS: [(&str, &str); 8] = [
        ("毫秒", "milliseconds"),
        ("ms", "milliseconds"),
        ("纳秒", "nanoseconds"),
        ("ns", "nanoseconds"),
        ("秒", "seconds"),
        ("s", "seconds"),
        ("分", "fen"),
        ("人民币分", "fen"),
    ];
    let (before, behind) = clause.split_once("单位")?;
    let by = before.split_once('以').and_then(|(_, words)| words.strip_suffix('为'));
    let word = by.filter(|_| behind.is_empty()).unwrap_or(behind);
    let word = word.trim_start_matches([':', '\u{ff1a}', ' ', '为', '是']).split(' ').next()?;
    Some(UNITS.iter().find(|(words, _)| *words == word).map_or(OTHER, |(_, unit)| *unit))
}

/// `毫秒级时间戳`, `时间戳(毫秒)`.
fn of_timestamp(clause: &str, before: &str) -> Option<&'static str> {
    const GRAINS: [(&str, &str); 3] = [("毫秒", "milliseconds"), ("纳秒", "nanoseconds"), ("秒", "seconds")];
    let (grain, unit) = GRAINS.iter().find(|(grain, _)| clause.contains(grain))?;
    let stamped = ["级时间戳", "时间戳", "级unix时间戳", "级Unix时间戳"];
    let is_stamp = stamped.iter().any(|stamp| clause.contains(&format!("{grain}{stamp}")));
    let is_grain = clause == *grain && before.ends_with("时间戳") || clause == format!("{grain}级");
    let is_one = clause.matches('秒').count() == 1 && !clause.contains(['不', '非', '或']);
    (is_stamp || is_grain).then_some(if is_one { *unit } else { OTHER })
}

/// `分` is also a part of a time, and of a score.
fn is_of_money(doc: &str) -> bool {
    const MONEY: [&str; 21] = [
        "金额",
        "价",
        "费",
        "元",
        "款",
        "钱",
        "余额",
        "额度",
        "面额",
        "补贴",
        "优惠",
        "佣金",
        "收入",
        "成本",
        "支付",
        "人民币",
        "税",
        "奖金",
        "资金",
        "红包",
        "抵扣",
    ];
    const OTHERS: [&str; 14] = [
        "时长",
        "时间",
        "时效",
        "期限",
        "有效期",
        "周期",
        "超时",
        "提前",
        "分钟",
        "小时",
        "评",
        "得分",
        "积分",
        "分数",
    ];
    let says = |words: &[&str]| words.iter().any(|word| doc.contains(word));
    says(&MONEY) && !says(&OTHERS)
}
