//! The lines of a copied text in, what is around the page out: lists of its headings, a second endpoint, the site's footer.

use std::collections::{BTreeMap, BTreeSet};

use super::super::columns;
use super::headings::{self, Heading};
use super::{Line, Part};

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
/// The sections that no page has twice.
const MAIN: [Part; 5] = [Part::Notes, Part::Basic, Part::Request, Part::Response, Part::Errors];
/// So many headings without anything between them are a list of headings.
const FEWEST: usize = 4;

/// Where the page itself starts: at its introduction, or where it says what it is about.
pub(super) fn start(lines: &[Line], headings: &[Option<Heading>]) -> usize {
    let is = |at: usize, part: Part| headings[at].as_ref().is_some_and(|heading| heading.part == part);
    let all = 0..lines.len();
    let basic =
        all.clone().find(|at| is(*at, Part::Basic) && !lines[*at].has_bullet || names_url(&lines[*at]));
    let before = 0..basic.unwrap_or(lines.len());
    let first = || all.clone().find(|at| headings[*at].is_some() && !lines[*at].has_bullet);
    before.rev().find(|at| is(*at, Part::Notes)).or(basic).or_else(first).unwrap_or(lines.len())
}

/// Where the site goes on below: at the first line that only a site's footer has, after the page's last heading.
pub(super) fn end(lines: &[Line], headings: &[Option<Heading>], start: usize) -> usize {
    let last = (0..lines.len()).rev().find(|at| headings[*at].is_some() && !lines[*at].has_bullet);
    // What tables have in their rows is no footer, whatever it starts with.
    let row = lines.iter().rposition(|line| is_row(&line.text)).unwrap_or(0);
    let from = last.unwrap_or(start).max(row);
    let found = lines.iter().skip(from).position(|line| is_footer(&line.text));
    found.map_or(lines.len(), |found| from + found)
}

/// Whether a line is the label of the endpoint's URL, with which a page without headings starts.
pub(super) fn names_url(line: &Line) -> bool {
    url_label(line).is_some()
}

/// What stands behind the label of the endpoint's URL.
fn url_label(line: &Line) -> Option<&str> {
    let text = line.text.trim_start_matches(['#', '|']).trim();
    ["HTTP URL", "请求地址", "接口地址", "请求URL", "请求 URL"]
        .iter()
        .find_map(|label| text.strip_prefix(label))
}

/// The lines of lists of the page's headings: each of them stands elsewhere, too, with something below it.
pub(super) fn contents(lines: &[Line], headings: &[Option<Heading>]) -> BTreeSet<usize> {
    let filled: Vec<_> = (0..lines.len()).filter(|at| !lines[*at].text.is_empty()).collect();
    let places = places(headings);
    let mut contents = BTreeSet::new();
    let mut from = 0;
    while from < filled.len() {
        let run = run(&filled[from..], headings);
        if run.len() >= FEWEST && stands_elsewhere(run, &places, headings) {
            contents.extend(run);
            let caption = from.checked_sub(1).map(|before| filled[before]);
            contents.extend(caption.filter(|at| headings::is_contents(&lines[*at].text)));
        }
        from += run.len().max(1);
    }
    contents
}

/// The headings at the start of some lines, up to where one comes again that no page has twice.
fn run<'a>(filled: &'a [usize], headings: &[Option<Heading>]) -> &'a [usize] {
    let mut seen = BTreeSet::new();
    let count = filled.iter().take_while(|at| {
        let Some(heading) = &headings[**at] else { return false };
        !MAIN.contains(&heading.part) || seen.insert(heading.part)
    });
    let count = count.count();
    &filled[..count]
}

/// Whether most of what no page has twice stands outside of a list of headings, too.
fn stands_elsewhere(
    run: &[usize],
    places: &BTreeMap<Part, (usize, usize)>,
    headings: &[Option<Heading>],
) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let listed = run.iter().filter_map(|at| headings[*at].as_ref()).map(|heading| heading.part);
    let again: Vec<_> =
        listed.filter_map(|part| places.get(&part)).map(|(from, to)| from < first || to > last).collect();
    let count = again.iter().filter(|is_again| **is_again).count();
    count >= 2 && count * 2 > again.len() && again.last() == Some(&true)
}

/// Where the headings that no page has twice stand first and last.
fn places(headings: &[Option<Heading>]) -> BTreeMap<Part, (usize, usize)> {
    let mut places = BTreeMap::new();
    for (at, heading) in headings.iter().enumerate() {
        if let Some(heading) = heading.as_ref().filter(|heading| MAIN.contains(&heading.part)) {
            places.entry(heading.part).or_insert((at, at)).1 = at;
        }
    }
    places
}

/// Where a second endpoint starts on a page, and the line of its URL.
pub(super) fn second(lines: &[Line], headings: &[Option<Heading>]) -> Option<(usize, usize)> {
    let filled: Vec<_> = (0..lines.len()).filter(|at| !lines[*at].text.is_empty()).collect();
    let named = filled.iter().enumerate().filter(|(at, _)| has_url(lines, &filled[*at..]));
    let named: Vec<_> = named.map(|(at, _)| at).collect();
    let (first, others) = named.split_first()?;
    let is_heading = |at: &usize| {
        let heading = headings[*at].as_ref().filter(|_| !lines[*at].has_bullet);
        heading.is_some_and(|heading| MAIN.contains(&heading.part))
    };
    let own = first + filled[*first..].iter().position(is_heading)?;
    let at = others.iter().find(|at| **at > own && is_endpoint(lines, headings, &filled, **at))?;
    Some((head(lines, headings, &filled, *at), filled[*at]))
}

/// Whether a URL stands on a line with its label, or on the next one.
fn has_url(lines: &[Line], filled: &[usize]) -> bool {
    let is_url = |text: &str| {
        let text = text.trim_start_matches([':', '\u{ff1a}', '|', '\t', ' ']);
        text.starts_with("https://") || text.starts_with("http://") || text.starts_with('/')
    };
    let text = |at: usize| filled.get(at).map(|line| &lines[*line]);
    let Some(behind) = text(0).and_then(url_label) else { return false };
    is_url(behind) || behind.is_empty() && text(1).is_some_and(|next| is_url(&next.text))
}

/// Whether a URL is an endpoint's: near a heading of what an endpoint is, or the name of its method.
fn is_endpoint(lines: &[Line], headings: &[Option<Heading>], filled: &[usize], at: usize) -> bool {
    let is_basic = |at: &usize| headings[*at].as_ref().is_some_and(|heading| heading.part == Part::Basic);
    let names_method = |at: &usize| {
        let text = lines[*at].text.trim_start_matches('|').trim();
        ["HTTP Method", "请求方法", "请求方式"].iter().any(|label| text.starts_with(label))
    };
    filled[at.saturating_sub(3)..at].iter().any(is_basic) || filled[at..].iter().take(5).any(names_method)
}

/// The line on which an endpoint starts whose URL's line is known: its title's, if it has one.
fn head(lines: &[Line], headings: &[Option<Heading>], filled: &[usize], at: usize) -> usize {
    let is = |at: usize, part| headings[at].as_ref().is_some_and(|heading| heading.part == part);
    let near = filled[at.saturating_sub(3)..at].iter().rposition(|line| is(*line, Part::Basic));
    let basic = near.map_or(at, |near| at.saturating_sub(3) + near);
    let above = filled[..basic].iter().rposition(|line| headings[*line].is_some());
    let notes = above.filter(|above| is(filled[*above], Part::Notes)).unwrap_or(basic);
    let title = notes.checked_sub(1).filter(|title| is_title(&lines[filled[*title]].text));
    filled[title.unwrap_or(notes)]
}

/// Whether a line can be a title, and not a sentence, a sample or a number.
fn is_title(text: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || " #.-()\u{ff08}\u{ff09}".contains(letter);
    text.chars().count() <= 20 && text.chars().all(is_plain) && text.chars().any(char::is_alphabetic)
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
