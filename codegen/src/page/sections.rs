//! Lines in, the page's sections out, each with its lines; and what stands around the page.

mod around;
mod context;
mod headings;
mod names;

use std::collections::BTreeSet;

use super::ledger::Ledger;
use super::lines::Line;
use context::{Context, Verdict};
use headings::{Guess, Heading};

/// What a section is about.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Part {
    /// Above the page: navigation and titles.
    Before,
    Notes,
    Basic,
    /// What stands directly under the request's heading.
    Request,
    Headers,
    Query,
    Body,
    RequestSample,
    Response,
    /// Headers of the reply, which the language has no place for.
    ResponseHeaders,
    ResponseSample,
    Errors,
    /// What the language has no place for: an appendix, what the page's endpoints have in common.
    Aside,
}

#[derive(Debug)]
pub(super) struct Section {
    pub(super) part: Part,
    /// What its heading says in parentheses, in Latin letters: `application/json`.
    pub(super) media: Option<(usize, String)>,
    pub(super) lines: Vec<Line>,
}

/// Buttons and captions that say nothing, wherever they stand.
const LAYOUT: [&str; 15] = [
    "展开子属性",
    "收起子属性",
    "展开全部子属性",
    "收起全部子属性",
    "切换单列布局",
    "切换双列布局",
    "复制",
    "复制代码",
    "展开",
    "收起",
    "正常响应示例异常响应示例",
    "JSON",
    "json",
    "cURL",
    "暂无数据",
];
const LAYOUT_STARTS: [&str; 4] = ["更新时间", "最近更新", "发布时间", "最后更新"];

/// Splits a page. Headings, buttons and what stands around the page get their fate.
pub(super) fn split(mut lines: Vec<Line>, ledger: &mut Ledger) -> Vec<Section> {
    let mut headings: Vec<_> = lines.iter().map(|line| headings::read(&line.text)).collect();
    for at in around::contents(&lines, &headings) {
        ledger.navigation(lines[at].number);
        headings[at] = None;
        lines[at].text.clear();
        lines[at].raw.clear();
    }
    if let Some((from, url)) = around::second(&lines, &headings) {
        let text = "a second endpoint: what belongs to it is not read here, and wants a page of its own";
        ledger.decide(lines[url].number, "path", text.to_owned());
        lines.truncate(from);
        headings.truncate(from);
    }
    let start = around::start(&lines, &headings);
    let end = around::end(&lines, &headings, start);
    for line in lines.drain(end..).filter(|line| !line.text.is_empty()) {
        ledger.navigation(line.number);
    }
    let mut split = Split::new(start);
    for (at, heading) in headings.iter().take(lines.len()).enumerate() {
        split.take(at, &lines, heading.as_ref(), ledger);
    }
    split.sections
}

/// The sections so far.
struct Split {
    sections: Vec<Section>,
    parts: BTreeSet<Part>,
    /// The last one.
    current: Part,
    /// Whether it has no line yet that says something.
    is_empty: bool,
    /// Where the page itself starts.
    start: usize,
}

impl Split {
    fn new(start: usize) -> Self {
        let (sections, parts) = (vec![Section::new(Part::Before)], BTreeSet::from([Part::Before]));
        Self { sections, parts, current: Part::Before, is_empty: true, start }
    }

    fn take(&mut self, at: usize, lines: &[Line], heading: Option<&Heading>, ledger: &mut Ledger) {
        let line = &lines[at];
        if self.starts(at, lines, heading, ledger) || is_layout(&line.text) {
            ledger.layout(line.number);
            return;
        }
        if self.current == Part::Before && at >= self.start && around::names_url(line) {
            self.open(Part::Basic, None);
        }
        self.is_empty &= line.text.is_empty();
        if let Some(section) = self.sections.last_mut() {
            section.lines.push(line.clone());
        }
    }

    /// Whether a line starts a section. What cannot be known is told.
    fn starts(&mut self, at: usize, lines: &[Line], known: Option<&Heading>, ledger: &mut Ledger) -> bool {
        let line = &lines[at];
        let guessed = if known.is_none() { headings::guess(&line.text) } else { None };
        if at < self.start || known.is_none() && guessed.is_none() {
            return false;
        }
        let context =
            Context { parts: &self.parts, current: self.current, is_first: self.is_empty, lines, at };
        let heading = known.cloned().or(guessed.and_then(Guess::heading));
        let verdict =
            heading.as_ref().map_or_else(|| context.of_unknown(), |heading| context.verdict(heading));
        let mut tell = |what: &str, why: &str| {
            ledger.guess(line.number, "", format!("`{}` is taken for {what}: {why}", line.text));
        };
        match (verdict, &heading) {
            (Verdict::Perhaps(why), _) => tell("a heading", why),
            (Verdict::PerhapsWords(why), _) => {
                tell("words", why);
                return false;
            }
            (Verdict::Words, _) | (_, None) => return false,
            (Verdict::Heading, _) => {}
        }
        let Some(heading) = heading else { return false };
        if heading.part == Part::Aside && context.has_fields() {
            let text = format!(
                "`{}`: its table is not read, for it does not say in which part of the call its fields stand",
                line.text
            );
            let half = if self.parts.contains(&Part::Response) { "response" } else { "request" };
            ledger.decide(line.number, half, text);
        }
        self.open(heading.part, heading.media.map(|media| (line.number, media)));
        true
    }

    /// Starts a section. Under a response's heading a body is the response's.
    fn open(&mut self, part: Part, media: Option<(usize, String)>) {
        let is_in_response = matches!(self.current, Part::Response | Part::ResponseHeaders)
            || self.current == Part::Aside && self.parts.contains(&Part::Response);
        let part = match part {
            Part::Body | Part::Request if is_in_response => Part::Response,
            Part::Headers if is_in_response => Part::ResponseHeaders,
            part => part,
        };
        self.parts.insert(part);
        (self.current, self.is_empty) = (part, true);
        self.sections.push(Section { media, ..Section::new(part) });
    }
}

impl Section {
    fn new(part: Part) -> Self {
        Self { part, media: None, lines: Vec::new() }
    }
}

/// Whether a line is a button or a caption, or draws a table.
fn is_layout(text: &str) -> bool {
    LAYOUT.contains(&text)
        || LAYOUT_STARTS.iter().any(|start| text.strip_prefix(start).is_some_and(is_date))
        || !text.is_empty() && text.chars().all(|character| "-=—_*|: ".contains(character))
}

/// Whether a date stands behind a label, and not more words: a field may be called `更新时间`, too.
fn is_date(behind: &str) -> bool {
    let date = behind.trim_start_matches([':', '\u{ff1a}', ' ']);
    date.starts_with(|first: char| first.is_ascii_digit())
        && date.chars().all(|letter| letter.is_ascii_digit() || "-/.: 年月日".contains(letter))
}
