//! A heading and what stands around it in, whether it starts a section there out: a field's words can be called like one.

use std::collections::BTreeSet;

use super::super::header::Header;
use super::super::{columns, errors, fields};
use super::headings::{self, Heading};
use super::{Line, Part, around, is_layout};

/// What a line that is called like a heading is where it stands.
#[derive(Debug, Eq, PartialEq)]
pub(super) enum Verdict {
    Heading,
    /// A heading, as far as that can be known.
    Perhaps(&'static str),
    Words,
    /// A line of words, as far as that can be known.
    PerhapsWords(&'static str),
}

/// How well what stands below a heading fits it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Below {
    /// Only a heading has it below.
    Fits,
    /// A field's words have it below, too.
    MayFit,
    Differs,
}

const FIELDS: [Part; 5] = [Part::Request, Part::Headers, Part::Query, Part::Body, Part::Response];

/// What stands around a line.
pub(super) struct Context<'l> {
    /// The sections above.
    pub(super) parts: &'l BTreeSet<Part>,
    /// The section that it stands in, if it starts none.
    pub(super) current: Part,
    /// Whether nothing but layout stands between the section's heading and the line.
    pub(super) is_first: bool,
    pub(super) lines: &'l [Line],
    pub(super) at: usize,
}

impl Context<'_> {
    fn is_in_fields(&self) -> bool {
        FIELDS.contains(&self.current) || self.current == Part::ResponseHeaders
    }

    fn is_in_reply(&self) -> bool {
        matches!(self.current, Part::Response | Part::ResponseHeaders)
    }

    /// The lines below that say something.
    fn below(&self) -> impl Iterator<Item = &Line> {
        self.lines[self.at + 1..].iter().filter(|line| !line.text.is_empty() && !is_layout(&line.text))
    }

    /// Whether the line above is a field's that has no words yet.
    fn is_below_name(&self) -> bool {
        let mut above = self.lines[..self.at].iter().rev();
        let above = above.find(|line| !line.text.is_empty() && !is_layout(&line.text));
        self.is_in_fields() && above.is_some_and(|line| names_field(&line.text))
    }

    /// What a heading is where it stands.
    pub(super) fn verdict(&self, heading: &Heading) -> Verdict {
        if self.lines[self.at].has_bullet && heading.part != Part::Notes || !self.is_possible(heading) {
            return Verdict::Words;
        }
        let below = self.fits(heading.part);
        if heading.is_guessed {
            return self.of_guessed(heading, below);
        }
        if self.is_below_name() {
            return self.of_name(heading, below);
        }
        if heading.part == Part::Query && self.is_in_reply() {
            return Verdict::PerhapsWords("a reply has no query");
        }
        let text = &self.lines[self.at].text;
        // A field can be called `body`, and so can a value.
        let is_word = text.chars().all(|letter| letter.is_ascii_lowercase());
        let next = self.below().next();
        let is_words = is_word && below == Below::Differs
            || heading.part == Part::Errors
                && self.is_in_fields()
                && next.is_some_and(|next| names_field(&next.text));
        if is_words { Verdict::PerhapsWords("nothing of that kind stands below") } else { Verdict::Heading }
    }

    /// Whether a section can start here that has not started yet.
    fn is_possible(&self, heading: &Heading) -> bool {
        let (current, part) = (self.current, heading.part);
        let is_known = self.parts.contains(&part);
        match part {
            Part::Notes => [Part::Before, Part::Notes, Part::Basic].contains(&current),
            Part::Basic => !is_known || [Part::Before, Part::Notes, Part::Basic].contains(&current),
            Part::Request | Part::Response => !is_known || current == Part::Aside,
            Part::Aside => ![Part::Before, Part::Notes].contains(&current),
            // A table's first column is called like its heading.
            Part::Errors if current == Part::Errors => {
                !(self.is_first && errors::stacked(self.lines[self.at..].iter()).is_some())
            }
            Part::Errors if [Part::Before, Part::Notes].contains(&current) => self.fits(part) == Below::Fits,
            _ => true,
        }
    }

    /// Below a field's name: its words, if what follows does not say otherwise.
    fn of_name(&self, heading: &Heading, below: Below) -> Verdict {
        let is_query_of_reply = heading.part == Part::Query && self.is_in_reply();
        if below == Below::Differs || is_query_of_reply {
            return Verdict::Words;
        }
        if below == Below::Fits || heading.is_marked {
            return Verdict::Heading;
        }
        let order = |part: Part| FIELDS.iter().position(|other| *other == part).unwrap_or(FIELDS.len());
        let is_back = order(heading.part) <= order(self.current) || self.current == Part::ResponseHeaders;
        if is_back {
            return Verdict::PerhapsWords(
                "the field above has no others, and the section would be out of order",
            );
        }
        Verdict::Perhaps("it could be the words of the field above as well")
    }

    /// What only looks like a heading is one where another half of the call starts.
    fn of_guessed(&self, heading: &Heading, below: Below) -> Verdict {
        let is_sample = matches!(heading.part, Part::RequestSample | Part::ResponseSample);
        let is_half = match heading.part {
            Part::Request => self.parts.iter().all(|part| !FIELDS.contains(part)),
            Part::Response => true,
            Part::Errors | Part::RequestSample | Part::ResponseSample => below == Below::Fits,
            _ => false,
        };
        match below {
            Below::Differs => Verdict::Words,
            _ if is_half && (is_sample || self.current != heading.part) => {
                Verdict::Perhaps("no known heading, but its words say so")
            }
            _ => self.of_unknown(),
        }
    }

    /// What a line is that looks like a heading and does not say of what.
    pub(super) fn of_unknown(&self) -> Verdict {
        if self.is_in_fields() && !self.is_below_name() && self.has_fields() {
            return Verdict::PerhapsWords(
                "it looks like a heading, and does not say of which part of the call",
            );
        }
        Verdict::Words
    }

    /// Whether a table of fields stands below.
    pub(super) fn has_fields(&self) -> bool {
        let next = self.below().next().map(|next| next.text.as_str()).unwrap_or_default();
        names_field(next) || Header::is(next) || fields::is_run_together_header(next)
    }

    /// How well what stands below fits a heading.
    fn fits(&self, part: Part) -> Below {
        let mut below = self.below();
        let Some(next) = below.next() else { return Below::MayFit };
        let text = next.text.as_str();
        let is_heading = headings::read(text).is_some() && !next.has_bullet;
        let is = |fits: bool| if fits { Below::Fits } else { Below::Differs };
        match part {
            Part::Basic => is(around::names_url(next)
                || Header::is(text)
                || ["名称描述", "HTTP Method", "请求方法", "请求方式", "URL", "POST", "GET"]
                    .iter()
                    .any(|start| text.starts_with(start))),
            Part::RequestSample | Part::ResponseSample => is(is_heading
                || ["{", "[", "curl", "GET ", "POST ", "http", "```"]
                    .iter()
                    .any(|start| text.starts_with(start))),
            Part::Errors => is(starts_errors(&self.lines[self.at + 1..])),
            Part::Aside if names_field(text) => Below::Differs,
            Part::Aside => Below::MayFit,
            _ if names_field(text) => Below::MayFit,
            _ => is(is_heading
                || Header::is(text)
                || fields::is_run_together_header(text)
                || columns::cells(text).is_some_and(|cells| cells.len() > 2 && columns::is_name(cells[0]))),
        }
    }
}

/// Whether a line starts a field in the layout without columns.
fn names_field(text: &str) -> bool {
    columns::run_together(text).is_some() || columns::unreadable(text).is_some()
}

/// Whether the lines below a heading are an error table, or nothing.
fn starts_errors(below: &[Line]) -> bool {
    let mut filled = below.iter().enumerate();
    let next = filled.find(|(_, line)| !line.text.is_empty() && !is_layout(&line.text));
    let is_code =
        |text: &str| text.split(['|', '\t']).next().is_some_and(|cell| cell.trim().parse::<i64>().is_ok());
    next.is_none_or(|(at, line)| {
        errors::is_head(&line.text) || is_code(&line.text) || errors::stacked(below[at..].iter()).is_some()
    })
}
