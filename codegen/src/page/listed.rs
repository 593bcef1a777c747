//! What a page's tables list, before it is known which field is in which.

use super::types::Type;

/// A field as its page lists it.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// With the way to it, where the page writes that: `data.list`.
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) ty: Type,
    pub(super) is_required: bool,
    pub(super) sample: Option<String>,
    pub(super) fixed: Option<String>,
    pub(super) default: Option<String>,
    pub(super) doc: Option<String>,
    /// Words behind those from which no facts are read, for they may be about something else.
    pub(super) asides: Vec<String>,
    /// How many marks stand before it, for the fields that it is in.
    pub(super) depth: usize,
    /// How many spaces its line starts with.
    pub(super) indent: usize,
    /// Why it is left out, if it is.
    pub(super) why_not: Option<String>,
}

impl Listed {
    pub(super) fn new(name: &str, ty: Type, line: usize) -> Self {
        Self {
            name: name.to_owned(),
            line,
            ty,
            is_required: false,
            sample: None,
            fixed: None,
            default: None,
            doc: None,
            asides: Vec::new(),
            depth: 0,
            indent: 0,
            why_not: None,
        }
    }

    /// One that could not be read. It holds its place, so that what is below it is left out with it.
    pub(super) fn left_out(name: &str, why: String, line: usize) -> Self {
        let ty = Type { kind: "struct", inner: None, name: None };
        Self { why_not: Some(why), ..Self::new(name, ty, line) }
    }

    /// What the page says of a field that is left out, so that it is not lost.
    pub(super) fn said(&self) -> String {
        let said = [&self.sample, &self.fixed, &self.default, &self.doc].into_iter().flatten();
        said.chain(&self.asides).fold(String::new(), |told, words| told + "; it says: " + words)
    }

    /// Adds a line of the page's words.
    pub(super) fn say(&mut self, text: &str) {
        match &mut self.doc {
            Some(doc) => {
                doc.push('\n');
                doc.push_str(text);
            }
            None => self.doc = Some(text.to_owned()),
        }
    }

    /// All the page's words.
    pub(super) fn words(&self) -> Option<String> {
        let words: Vec<_> = self.doc.iter().chain(&self.asides).map(String::as_str).collect();
        (!words.is_empty()).then(|| words.join("\n"))
    }

    /// Whether the page calls this field so, or the struct that it is or holds.
    pub(super) fn is_of(&self, name: &str) -> bool {
        let holds = ["struct", "list", "map"].contains(&self.ty.kind);
        holds && (self.name.rsplit('.').next() == Some(name) || self.ty.is_called(name))
    }
}

/// Fields that stand in one table, and what the table is about.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) of: Of,
    pub(super) fields: Vec<Listed>,
}

/// What a table is about.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Of {
    /// The section itself.
    Section,
    /// The struct that its caption names.
    Struct(String),
    /// Nobody knows, and why.
    Unknown(String),
}
