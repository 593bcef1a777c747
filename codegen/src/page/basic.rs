//! The sections at a page's head in, what the endpoint is out: method, URL, scope, permission, the body's type.

use super::columns;
use super::header::Header;
use super::ledger::Ledger;
use super::lines::Line;

#[derive(Debug, Default)]
pub(super) struct Basic {
    pub(super) method: Option<(usize, String)>,
    pub(super) url: Option<(usize, String)>,
    pub(super) scope: Option<String>,
    pub(super) permission: Option<String>,
    /// What the body is, and the line that says so.
    pub(super) content_type: Option<(usize, String)>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Label {
    Url,
    Method,
    Scope,
    Permission,
    ContentType,
}

/// The labels of both layouts, the longer before what they start with.
const LABELS: [(&str, Label); 19] = [
    ("HTTP URL", Label::Url),
    ("HTTP Method", Label::Method),
    ("请求地址", Label::Url),
    ("接口地址", Label::Url),
    ("请求URL", Label::Url),
    ("请求 URL", Label::Url),
    ("请求方法", Label::Method),
    ("请求方式", Label::Method),
    ("Scope", Label::Scope),
    ("scope", Label::Scope),
    ("权限要求", Label::Permission),
    ("权限说明", Label::Permission),
    ("所需权限", Label::Permission),
    ("接口权限", Label::Permission),
    ("Content-Type", Label::ContentType),
    ("Content-type", Label::ContentType),
    ("URL", Label::Url),
    ("Method", Label::Method),
    ("Path", Label::Url),
];

/// What a label's value is written behind.
const BETWEEN: [char; 5] = [':', '\u{ff1a}', '|', '\t', ' '];

/// Reads label after label, each with the lines up to the next, also one that no spec has a place for.
pub(super) fn read(lines: &[Line], ledger: &mut Ledger) -> Basic {
    let mut basic = Basic::default();
    let mut label = None;
    let filled: Vec<_> = lines.iter().filter(|line| !line.text.is_empty()).collect();
    for (at, line) in filled.iter().enumerate() {
        let text = bare(line);
        if text.is_empty() || Header::is(text) || text == "名称描述" {
            ledger.layout(line.number);
            continue;
        }
        if let Some((method, url)) = both(text) {
            let is_new = basic.add(Label::Method, line.number, method);
            if basic.add(Label::Url, line.number, url) && is_new {
                ledger.fact(line.number);
            }
            continue;
        }
        let value = match labelled(text) {
            Some((found, value)) => {
                label = Some(found);
                if value.is_empty() {
                    ledger.layout(line.number);
                }
                value
            }
            None => {
                let next = filled.get(at + 1).map(|next| bare(next)).unwrap_or_default();
                label = label.filter(|label| !basic.has(*label) || !is_unknown_label(text, next));
                text
            }
        };
        if let Some(label) = label.filter(|_| !value.is_empty())
            && basic.add(label, line.number, value)
        {
            ledger.fact(line.number);
        }
    }
    basic
}

/// A line without cells that are empty.
fn bare(line: &Line) -> &str {
    line.text.trim_matches(['|', ' ', '\t'])
}

/// Whether a line below a value is a label that is not known: a short name with something below it, or the first of several
/// cells.
fn is_unknown_label(text: &str, next: &str) -> bool {
    const LONGEST: usize = 12;
    let is_name = |letter: char| letter.is_alphabetic() || "- ".contains(letter);
    let is_short = |text: &str| text.chars().count() <= LONGEST && text.chars().all(is_name);
    let is_alone = is_short(text) && !next.is_empty() && labelled(next).is_none();
    let is_before_value = text.split_once([':', '\u{ff1a}']).is_some_and(|(name, _)| is_short(name));
    is_alone || is_before_value || columns::cells(text).is_some_and(|cells| cells.len() > 1)
}

/// A label, and what stands behind it on its line.
fn labelled(text: &str) -> Option<(Label, &str)> {
    LABELS.iter().find_map(|(name, label)| {
        let rest = text.strip_prefix(name)?;
        let value = rest.trim_start_matches(BETWEEN);
        let runs_together =
            value.starts_with("http") || value.starts_with('/') || ["GET", "POST"].contains(&value);
        (rest.is_empty() || value.len() < rest.len() || runs_together).then_some((*label, value.trim()))
    })
}

/// `POST https://…` on one line.
fn both(text: &str) -> Option<(&str, &str)> {
    let (method, url) = text.split_once(' ')?;
    let url = url.trim();
    let is_url = (url.starts_with("http") || url.starts_with('/')) && !url.contains(' ');
    (["GET", "POST"].contains(&method) && is_url).then_some((method, url))
}

impl Basic {
    /// Whether a label has its value.
    fn has(&self, label: Label) -> bool {
        match label {
            Label::Url => self.url.is_some(),
            Label::Method => self.method.is_some(),
            Label::Scope => self.scope.is_some(),
            Label::Permission => self.permission.is_some(),
            Label::ContentType => self.content_type.is_some(),
        }
    }

    /// Takes a value, if there is a place for it.
    fn add(&mut self, label: Label, line: usize, value: &str) -> bool {
        let place = match label {
            Label::Url => &mut self.url,
            Label::Method => &mut self.method,
            Label::ContentType => &mut self.content_type,
            Label::Scope | Label::Permission => {
                let place = if label == Label::Scope { &mut self.scope } else { &mut self.permission };
                match place {
                    Some(known) => known.extend(["\n", value]),
                    None => *place = Some(value.to_owned()),
                }
                return true;
            }
        };
        let is_new = place.is_none();
        place.get_or_insert_with(|| (line, value.to_owned()));
        is_new
    }
}
