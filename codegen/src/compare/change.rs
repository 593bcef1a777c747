//! What moved: the words in which it is told, and what it means for whom.

use crate::Location;

/// What happened to something that a spec says.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Kind {
    Added,
    Removed,
    Renamed,
    Moved,
    Changed,
    /// It is the same, and stands in another order.
    Reordered,
}

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Changed => "changed",
            Self::Reordered => "reordered",
        }
    }
}

/// What is asked of a change.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Question {
    /// Does yesterday's program still talk to the platform?
    Wire,
    /// Does code that was written against yesterday's generated crate still compile, and mean the same?
    Source,
    /// Does the client do the same: retry, check, tell success, hide, handle tokens?
    Behaviour,
}

impl Question {
    pub(crate) const ALL: [Self; 3] = [Self::Wire, Self::Source, Self::Behaviour];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Wire => "wire",
            Self::Source => "source",
            Self::Behaviour => "behaviour",
        }
    }

    /// The answer to it as a word.
    pub(crate) fn word(self, verdict: Verdict) -> &'static str {
        match (self, verdict.is_no) {
            (Self::Behaviour, true) => "changes",
            (Self::Behaviour, false) => "same",
            (_, true) => "breaks",
            (_, false) => "holds",
        }
    }
}

/// An answer: `breaks` or `changes`, if it is a no, and why, where that is not obvious.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) is_no: bool,
    pub(crate) why: &'static str,
}

impl Verdict {
    pub(super) fn no(why: &'static str) -> Self {
        Self { is_no: true, why }
    }

    pub(super) fn yes(why: &'static str) -> Self {
        Self { is_no: false, why }
    }

    pub(super) fn of(is_no: bool, no: &'static str, yes: &'static str) -> Self {
        if is_no { Self::no(no) } else { Self::yes(yes) }
    }
}

/// A sentence: words of ours, and names and values out of a spec, which whoever prints them must make harmless.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Sentence(pub(crate) Vec<Part>);

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    Ours(&'static str),
    Spec(String),
}

/// A sentence of ours, with something out of a spec for each `{}`.
pub(super) fn said(ours: &'static str, of_spec: &[&str]) -> Sentence {
    let mut of_spec = of_spec.iter();
    let mut parts = Vec::new();
    for (at, words) in ours.split("{}").enumerate() {
        if at > 0 {
            parts.extend(of_spec.next().map(|text| Part::Spec((*text).to_owned())));
        }
        parts.push(Part::Ours(words));
    }
    parts.retain(|part| *part != Part::Ours(""));
    Sentence(parts)
}

impl Sentence {
    /// The sentence, with what is out of a spec as `shown` shows it.
    pub(crate) fn with(&self, shown: impl Fn(&str) -> String) -> String {
        let part = |part: &Part| match part {
            Part::Ours(words) => (*words).to_owned(),
            Part::Spec(text) => shown(text),
        };
        self.0.iter().map(part).collect()
    }
}

/// One thing that a spec says otherwise than before.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Change {
    pub(crate) kind: Kind,
    /// The spec's path below its folder: today's, or that of the base where it is gone.
    pub(crate) file: String,
    /// The file in the base.
    pub(super) base: String,
    /// The keys that lead to it, in today's file and in that of the base.
    pub(super) steps: Vec<String>,
    pub(super) base_steps: Vec<String>,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    pub(crate) says: Sentence,
    /// What of the generated crate it is about.
    pub(crate) item: String,
    /// What users of the generated crate do about it.
    pub(crate) todo: Option<Sentence>,
    pub(crate) wire: Verdict,
    pub(crate) source: Verdict,
    pub(crate) behaviour: Verdict,
    /// It reaches documentation only, or a text that a program only shows.
    pub(crate) is_wording: bool,
    /// The endpoints that a change of the platform's touches.
    pub(crate) endpoints: Vec<String>,
    pub(crate) place: Option<Location>,
    /// The place is the base's: today's specs have none.
    pub(crate) in_base: bool,
    /// Why it was approved.
    pub(crate) approved: Option<String>,
}

impl Change {
    /// The path in the spec, as people write it.
    pub(crate) fn path(&self) -> String {
        if self.kind == Kind::Removed { self.base_steps.join(".") } else { self.steps.join(".") }
    }

    pub(crate) fn verdict(&self, question: Question) -> Verdict {
        match question {
            Question::Wire => self.wire,
            Question::Source => self.source,
            Question::Behaviour => self.behaviour,
        }
    }

    /// What is answered with no.
    pub(crate) fn answered_no(&self) -> Vec<Question> {
        Question::ALL.into_iter().filter(|question| self.verdict(*question).is_no).collect()
    }

    /// By file, then by place, then by path.
    pub(super) fn order(&self) -> (&str, bool, usize, usize, String) {
        let (line, column) = self.place.as_ref().map_or((0, 0), |place| (place.line, place.column));
        (&self.file, self.in_base, line, column, self.path())
    }

    pub(super) fn wire(mut self, wire: Verdict) -> Self {
        self.wire = wire;
        self
    }

    pub(super) fn source(mut self, source: Verdict) -> Self {
        self.source = source;
        self
    }

    pub(super) fn behaviour(mut self, behaviour: Verdict) -> Self {
        self.behaviour = behaviour;
        self
    }

    /// Nothing but words: whatever they say holds for nobody's code.
    pub(super) fn wording(mut self) -> Self {
        self.is_wording = true;
        [self.wire, self.source, self.behaviour] = Default::default();
        self
    }

    pub(super) fn todo(mut self, todo: Sentence) -> Self {
        self.todo = Some(todo);
        self
    }

    pub(super) fn touching(mut self, endpoints: Vec<String>) -> Self {
        self.endpoints = endpoints;
        self
    }
}
