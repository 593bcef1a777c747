//! The sections at a page's head in, what the endpoint is out: method, URL, scope, permission.

use super::header::Header;
use super::ledger::Ledger;
use super::lines::Line;

#[derive(Debug, Default)]
pub(super) struct Basic {
    pub(super) method: Option<(usize, String)>,
    pub(super) url: Option<(usize, String)>,
    pub(super) scope: Option<String>,
    pub(super) permission: Option<String>,
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Label {
    Url,
    Method,
    Scope,
    Permission,
}

/// The labels of both layouts, the longer before what they start with.
const LABELS: [(&str, Label); 17] = [
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
    ("URL", Label::Url),
    ("Method", Label::Method),
    ("Path", Label::Url),
];

/// What a label's value is written behind.
const BETWEEN: [char; 5] = [':', '\u{ff1a}', '|', '\t', ' '];

/// Reads label after label, each with the lines up to the next.
pub(super) fn read(lines: &[Line], ledger: &mut Ledger) -> Basic {
    let mut basic = Basic::default();
    let mut label = None;
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        let text = line.text.trim_matches('|').trim();
        if Header::is(text) || text == "名称描述" {
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
            None => text,
        };
        if let Some(label) = label.filter(|_| !value.is_empty())
            && basic.add(label, line.number, value)
        {
            ledger.fact(line.number);
        }
    }
    basic
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
    /// Takes a value, if there is a place for it.
    fn add(&mut self, label: Label, line: usize, value: &str) -> bool {
        let place = match label {
            Label::Url => &mut self.url,
            Label::Method => &mut self.method,
            Label::Scope | Label::Permission => {
                let place = if label == Label::Scope { &mut self.scope } else { &mut self.permission };
                let known = place.take().map(|known| format!("{known}\n{value}"));
                *place = Some(known.unwrap_or_else(|| value.to_owned()));
                return true;
            }
        };
        let is_new = place.is_none();
        place.get_or_insert_with(|| (line, value.to_owned()));
        is_new
    }
}
