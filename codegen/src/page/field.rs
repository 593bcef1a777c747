//! A field with all that is known about it, as the importer has it; and as a spec has it.

use super::prose::Readings;
use super::value::{Map, Value};

/// A field under its name on the wire.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    /// The page's line; of a sample, where it starts.
    pub(super) line: usize,
    pub(super) kind: &'static str,
    pub(super) required: bool,
    pub(super) sample: Option<String>,
    pub(super) fixed: Option<String>,
    pub(super) doc: Option<String>,
    pub(super) joined: Option<&'static str>,
    /// What was read from its words, or inferred.
    pub(super) readings: Readings,
    pub(super) holds: Holds,
    /// The facts that are not on the page, with their origins.
    pub(super) inferred: Vec<(&'static str, &'static str)>,
}

/// What a field holds that is no single value.
#[derive(Clone, Debug)]
pub(super) enum Holds {
    Nothing,
    /// Something, and the page does not say what.
    Unknown,
    Fields(Vec<Field>),
    /// A list's items, or a map's values.
    Item(&'static str, Box<Holds>),
}

impl Field {
    /// One that only a sample has.
    pub(super) fn inferred(name: &str, line: usize, kind: &'static str, holds: Holds) -> Self {
        Self {
            name: name.to_owned(),
            line,
            kind,
            required: false,
            sample: None,
            fixed: None,
            doc: None,
            joined: None,
            readings: Vec::new(),
            holds,
            inferred: vec![("field", "sample")],
        }
    }

    /// The field as a spec has it.
    pub(super) fn value(&self) -> Value {
        let mut facts = vec![("type".to_owned(), Value::word(self.kind))];
        let mut add =
            |key: &str, value: Option<Value>| facts.extend(value.map(|value| (key.to_owned(), value)));
        let text = |text: &Option<String>| text.clone().map(Value::Text);
        add("required", self.required.then(|| Value::word(true)));
        add("sample", text(&self.sample));
        add("fixed", text(&self.fixed));
        for (key, value) in self.readings.iter().filter(|(key, _)| *key != "enum") {
            add(key, Some(value.clone()));
        }
        add("joined", self.joined.map(Value::word));
        add("doc", text(&self.doc));
        let listed = self.readings.iter().find(|(key, _)| *key == "enum");
        add("enum", listed.map(|(_, values)| values.clone()));
        let origin = |(key, origin): &(&str, &str)| ((*key).to_owned(), Value::word(origin));
        let inferred: Map = self.inferred.iter().map(origin).collect();
        let inferred = (!inferred.is_empty()).then(|| ("inferred".to_owned(), Value::Map(inferred)));
        let held = self.holds.held(self.kind);
        // What goes over many lines stands last.
        if matches!(&self.holds, Holds::Item(kind, _) if *kind != "struct") {
            facts.extend(held);
            facts.extend(inferred);
        } else {
            facts.extend(inferred);
            facts.extend(held);
        }
        Value::Map(facts)
    }
}

impl Holds {
    fn held(&self, kind: &str) -> Option<(String, Value)> {
        match self {
            Self::Nothing | Self::Unknown => None,
            Self::Fields(all) => Some(("fields".to_owned(), fields(all))),
            Self::Item(item, holds) => {
                let mut facts = vec![("type".to_owned(), Value::word(item))];
                facts.extend(holds.held(item));
                Some((if kind == "map" { "values" } else { "items" }.to_owned(), Value::Map(facts)))
            }
        }
    }

    /// The fields of the structs that are reached without another name.
    pub(super) fn fields(&self) -> &[Field] {
        match self {
            Self::Nothing | Self::Unknown => &[],
            Self::Fields(fields) => fields,
            Self::Item(_, holds) => holds.fields(),
        }
    }
}

impl Holds {
    /// The same, to be changed.
    pub(super) fn fields_mut(&mut self) -> &mut [Field] {
        match self {
            Self::Nothing | Self::Unknown => &mut [],
            Self::Fields(fields) => fields,
            Self::Item(_, holds) => holds.fields_mut(),
        }
    }
}

/// Fields by name, as a spec has them.
pub(super) fn fields(fields: &[Field]) -> Value {
    Value::Map(fields.iter().map(|field| (field.name.clone(), field.value())).collect())
}
