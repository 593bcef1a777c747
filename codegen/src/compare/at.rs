//! Where in the specs something stands, in both sets, and what of the generated crate it is.

use super::change::{Change, Kind, Sentence, Verdict};
use crate::api::{Path, Struct};

/// The path of a request's field, from the half that it stands in: `query.page`.
pub(super) fn placed(request: &Struct, path: &Path) -> String {
    let first = path.way.first().unwrap_or(&path.field);
    let field = request.fields.iter().find(|field| field.name == first.name);
    format!("{}.{}", field.map_or("request", |field| key(field.place)), path.wire())
}

/// A place in both sets, which need not have anything there.
#[derive(Clone, Debug)]
pub(super) struct At {
    file: String,
    base: String,
    steps: Vec<String>,
    base_steps: Vec<String>,
    /// The same as decisions name it: `request.lines.id`.
    pub(super) decided: String,
    base_decided: String,
    /// What of the generated crate it is: `orders::refund::Request`.
    pub(super) item: String,
    /// Whether callers send it.
    pub(super) is_sent: bool,
    /// Whether it is one of the platform's types.
    is_platform: bool,
}

impl At {
    pub(super) fn file(file: &str, base: &str) -> Self {
        let nothing = Vec::new();
        Self {
            file: file.to_owned(),
            base: base.to_owned(),
            steps: nothing.clone(),
            base_steps: nothing,
            decided: String::new(),
            base_decided: String::new(),
            item: String::new(),
            is_sent: false,
            is_platform: file == crate::source::PLATFORM,
        }
    }

    pub(super) fn item(mut self, item: &str) -> Self {
        item.clone_into(&mut self.item);
        self
    }

    /// Below these keys.
    pub(super) fn below(&self, steps: &[&str]) -> Self {
        let mut below = self.clone();
        below.steps.extend(steps.iter().map(|step| (*step).to_owned()));
        below.base_steps.extend(steps.iter().map(|step| (*step).to_owned()));
        below
    }

    /// Below a key that was another one.
    pub(super) fn below_either(&self, old: &str, new: &str) -> Self {
        let mut below = self.clone();
        below.steps.push(new.to_owned());
        below.base_steps.push(old.to_owned());
        below
    }

    /// Here, and elsewhere in the base.
    pub(super) fn and_base(self, base: &Self) -> Self {
        let Self { base_steps, base_decided, .. } = base.clone();
        Self { base_steps, base_decided, ..self }
    }

    /// A half of a call, or the platform's types: `request`.
    pub(super) fn half(&self, steps: &[&str], decided: &str, is_sent: bool) -> Self {
        let mut half = self.below(steps);
        decided.clone_into(&mut half.decided);
        decided.clone_into(&mut half.base_decided);
        half.is_sent = is_sent;
        half
    }

    /// A field in it, which may have been called otherwise.
    pub(super) fn field(&self, old: &str, new: &str) -> Self {
        let mut field = self.below_either(old, new);
        field.decided = format!("{}.{new}", self.decided);
        field.base_decided = format!("{}.{old}", self.base_decided);
        field
    }

    /// What is decided about the field that stands here.
    pub(super) fn decision(&self, key: &str) -> Self {
        let head: &[&str] = if self.is_platform { &["fields"] } else { &["decisions", "fields"] };
        let steps = |decided: &str| {
            let path = head.iter().copied().chain([decided]).chain(key.split('/'));
            path.map(str::to_owned).collect()
        };
        Self { steps: steps(&self.decided), base_steps: steps(&self.base_decided), ..self.clone() }
    }

    /// From the file's beginning.
    pub(super) fn top(&self, steps: &[&str]) -> Self {
        let empty = Self { steps: Vec::new(), base_steps: Vec::new(), ..self.clone() };
        empty.below(steps)
    }

    pub(super) fn change(&self, kind: Kind, says: Sentence) -> Change {
        let file = if kind == Kind::Removed { &self.base } else { &self.file };
        Change {
            kind,
            file: file.clone(),
            base: self.base.clone(),
            steps: self.steps.clone(),
            base_steps: self.base_steps.clone(),
            old: None,
            new: None,
            says,
            item: self.item.clone(),
            todo: None,
            wire: Verdict::default(),
            source: Verdict::default(),
            behaviour: Verdict::default(),
            is_wording: false,
            endpoints: Vec::new(),
            place: None,
            in_base: false,
            approved: None,
        }
    }

    pub(super) fn changed(&self, says: Sentence) -> Change {
        self.change(Kind::Changed, says)
    }

    /// Something that documentation says, or a text that a program only shows.
    pub(super) fn reworded(&self, says: Sentence) -> Change {
        self.changed(says).wording()
    }
}

/// Where the fields of a place in a call stand.
pub(super) fn key(place: crate::api::Place) -> &'static str {
    match place {
        crate::api::Place::Header => "headers",
        crate::api::Place::Query => "query",
        crate::api::Place::Form | crate::api::Place::Body => "request",
    }
}
