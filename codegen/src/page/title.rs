//! What the endpoint is called: the page's copied text has its title somewhere above it, among the site's navigation.

use super::ledger::Ledger;
use super::lines::Line;

/// What stands on the site, and is no page's title.
const SITE: [&str; 20] = [
    "抖音开放平台Logo",
    "抖音开放平台",
    "开发者文档",
    "控制台",
    "首页",
    "文档",
    "文档中心",
    "开放平台",
    "登录",
    "搜索",
    "“/”唤起搜索",
    "收藏",
    "我的收藏",
    "收藏我的收藏",
    "分享",
    "使用限制",
    "使用限制说明",
    "目录",
    "本页目录",
    "暂无",
];

/// The title, and why it is that one.
pub(super) fn find(
    before: &[Line],
    permission: Option<&str>,
    intro: Option<&str>,
    ledger: &mut Ledger,
) -> Option<String> {
    let lines: Vec<_> = before.iter().filter(|line| !line.text.is_empty()).collect();
    let (line, why) = chosen(&lines, permission, intro)?;
    let text = bare(&line.text).to_owned();
    for other in &lines {
        if bare(&other.text) == text && !other.has_bullet {
            ledger.layout(other.number);
        }
    }
    ledger.fact(line.number);
    if let Some(why) = why {
        ledger.guess(line.number, "title", format!("`{text}`: {why}"));
    }
    Some(text)
}

/// A heading's text without its marks.
pub(super) fn bare(text: &str) -> &str {
    text.trim_start_matches('#').trim()
}

type Choice<'l> = (&'l Line, Option<&'static str>);

fn chosen<'l>(lines: &[&'l Line], permission: Option<&str>, intro: Option<&str>) -> Option<Choice<'l>> {
    let is_title = |line: &&&'l Line| !line.has_bullet && !SITE.contains(&bare(&line.text));
    let last_bullet = lines.iter().rposition(|line| line.has_bullet);
    // Above a page without navigation, or between the navigation and the page, there is nothing but the title.
    let own = lines[last_bullet.map_or(0, |last| last + 1)..].iter().find(is_title);
    if let Some(line) = own {
        let text = bare(&line.text);
        let again = lines.iter().filter(|other| bare(&other.text) == text).count();
        let is_sure = again > 1 || intro.is_some_and(|intro| speaks_of(intro, text));
        let why = "the first line above the page, which no other one repeats, and not its introduction";
        return Some((line, (!is_sure).then_some(why)));
    }
    let called = |name: &str| lines.iter().rev().find(|line| line.text == name).copied();
    if let Some(line) = permission.and_then(called) {
        return Some((line, Some("the line of the navigation that is called like the permission")));
    }
    let subject = subject(intro?)?;
    let mut naming = lines.iter().filter(|line| line.text.contains(subject));
    let (first, second) = (naming.next()?, naming.next());
    let why = "the line of the navigation that has what the introduction starts with";
    second.is_none().then_some((*first, Some(why)))
}

/// Whether an introduction has a title in it, or is about a part of it.
fn speaks_of(intro: &str, title: &str) -> bool {
    let name = title.strip_suffix("接口").unwrap_or(title);
    intro.contains(name) || subject(intro).is_some_and(|subject| title.contains(subject))
}

/// What an introduction is about: `查询门票接口,…` is about `查询门票`.
fn subject(intro: &str) -> Option<&str> {
    let phrase = intro.split([',', '\u{ff0c}', '。', ' ', '(', '\u{ff08}']).next()?.trim();
    let subject = phrase.strip_suffix("接口").unwrap_or(phrase);
    (subject.chars().count() >= 3).then_some(subject)
}

/// Whether a line is the site's, on every page.
pub(super) fn is_site(text: &str) -> bool {
    SITE.contains(&bare(text))
}
