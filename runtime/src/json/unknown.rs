//! A body in, what its response type has no place for out: unknown fields, and values that the page does not list.
//!
//! It is a pass of its own over the same generated code, so that whoever does not want it pays nothing for it. Each level
//! is read as texts that are looked into only where the type has a field: what is unknown is never copied, and a value of
//! another type hides nothing that stands beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::source::{self, Each, EachEntry, Source};
use super::{DecodeObject, Decoder, Mismatch, Number, Slot};
use crate::printable::printable;
use crate::redact::Sensitive;

/// How many paths of a kind are kept.
const MOST_PATHS: usize = 100;
/// How many characters of a name or of a value are kept.
const MOST_CHARACTERS: usize = 64;

/// A path into a body.
type Path = &'static [&'static str];

/// What a body has and its type has not: each path once, with `[]` for any place of a list and `*` for any key of a map.
#[derive(Debug)]
pub(crate) struct Unknowns {
    pub(crate) fields: BTreeSet<String>,
    /// Values that the page does not list, with their paths.
    pub(crate) values: BTreeSet<(String, String)>,
    /// There was more.
    pub(crate) is_cut: bool,
}

/// What a body has that neither the type nor one of the `known` paths has. A body that is no object of JSON has nothing.
/// Nothing that is `sensitive` is shown.
pub(crate) fn unknowns(
    body: &[u8],
    known: Vec<Path>,
    sensitive: &Sensitive,
    response: &mut dyn DecodeObject,
) -> Unknowns {
    let mut walk = Walk::default();
    if let Ok(text) = std::str::from_utf8(body) {
        Written { text, known, walk: &mut walk }.look_into(response);
    }
    let shown =
        |text: &str| -> String { printable(&sensitive.scrub(text)).chars().take(MOST_CHARACTERS).collect() };
    let path = |text: &str| text.strip_prefix('.').unwrap_or(text).to_owned();
    let fields = walk.fields.iter().filter_map(|(field, name)| field.split_at_checked(*name));
    let fields = fields.map(|(parent, name)| path(parent) + &shown(name));
    let values = walk.values.iter().map(|(field, value)| (path(field), shown(value)));
    Unknowns { fields: fields.collect(), values: values.collect(), is_cut: walk.is_cut }
}

/// Where the walk is, and what it found so far. A path starts with the point before its first name.
#[derive(Default)]
struct Walk {
    path: String,
    /// Paths of fields, and where in each the name of the field starts.
    fields: BTreeMap<String, usize>,
    values: BTreeSet<(String, String)>,
    is_cut: bool,
}

impl Walk {
    /// Looks at what is one step further.
    fn below<T>(&mut self, step: &[&str], look: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.extend(step.iter().copied());
        let seen = look(self);
        self.path.truncate(length);
        seen
    }

    fn unknown_field(&mut self, name: &str) {
        let start = self.path.len() + 1;
        self.below(&[".", name], |walk| {
            if walk.fields.contains_key(&walk.path) {
                return;
            }
            match walk.fields.len() {
                MOST_PATHS.. => walk.is_cut = true,
                _ => drop(walk.fields.insert(walk.path.clone(), start)),
            }
        });
    }

    fn unknown_value(&mut self, value: String) {
        let value = (self.path.clone(), value);
        match self.values.len() {
            MOST_PATHS.. => self.is_cut |= !self.values.contains(&value),
            _ => drop(self.values.insert(value)),
        }
    }
}

/// What is left of a path that starts with this name.
fn after(path: Path, name: &str) -> Option<Path> {
    path.split_first().filter(|(first, _)| **first == name).map(|(_, rest)| rest)
}

/// A value as it is written.
struct Written<'t, 'w> {
    text: &'t str,
    /// What is left here of the paths that are known whatever the type says.
    known: Vec<Path>,
    walk: &'w mut Walk,
}

impl Written<'_, '_> {
    /// Compares an object with a struct. A value of another type is passed over: it is not what is looked for here.
    fn look_into(&mut self, object: &mut dyn DecodeObject) {
        let Self { text, known, walk } = self;
        let each = |name: &str, text: &str| {
            let known: Vec<_> = known.iter().filter_map(|path| after(path, name)).collect();
            if let Some(slot) = object.field(name) {
                let fill = |walk: &mut Walk| slot.fill(&mut Decoder(&mut Written { text, known, walk }));
                let _ = walk.below(&[".", name], fill);
            } else if known.is_empty() {
                walk.unknown_field(name);
            } else if known.iter().all(|path| !path.is_empty()) {
                walk.below(&[".", name], |walk| Written { text, known, walk }.look_into(&mut Nothing));
            }
        };
        let _ = serde_json::Deserializer::from_str(text).deserialize_map(Fields(each));
    }

    fn leaf<T>(
        &self,
        leaf: fn(&mut dyn Source) -> Result<Option<T>, Mismatch>,
    ) -> Result<Option<T>, Mismatch> {
        let mut value = None;
        source::read(self.text, |json| {
            value = leaf(json.0)?;
            Ok(())
        })?;
        Ok(value)
    }
}

/// The type's own code asks, and what it makes of the answers is thrown away: only what can be unlisted is really read.
impl Source for Written<'_, '_> {
    fn text(&mut self) -> Result<Option<String>, Mismatch> {
        self.leaf(|json| json.text())
    }

    fn integer(&mut self) -> Result<Option<i64>, Mismatch> {
        self.leaf(|json| json.integer())
    }

    fn decimal(&mut self) -> Result<Option<f64>, Mismatch> {
        Ok(None)
    }

    fn number(&mut self) -> Result<Option<Number>, Mismatch> {
        Ok(None)
    }

    fn boolean(&mut self) -> Result<Option<bool>, Mismatch> {
        Ok(None)
    }

    fn object(&mut self, object: &mut dyn DecodeObject) -> Result<bool, Mismatch> {
        self.look_into(object);
        Ok(false)
    }

    fn list(&mut self, each: &mut Each<'_>) -> Result<bool, Mismatch> {
        let item = |text: &str| {
            let look = |walk: &mut Walk| each(&mut Decoder(&mut Written { text, known: Vec::new(), walk }));
            let _ = self.walk.below(&["[]"], look);
        };
        let _ = serde_json::Deserializer::from_str(self.text).deserialize_seq(Items(item));
        Ok(false)
    }

    fn map(&mut self, each: &mut EachEntry<'_>) -> Result<bool, Mismatch> {
        let entry = |_: &str, text: &str| {
            let look = |walk: &mut Walk| {
                each(String::new(), &mut Decoder(&mut Written { text, known: Vec::new(), walk }))
            };
            let _ = self.walk.below(&[".*"], look);
        };
        let _ = serde_json::Deserializer::from_str(self.text).deserialize_map(Fields(entry));
        Ok(false)
    }

    fn inside(&mut self, inner: &mut Each<'_>) -> Result<bool, Mismatch> {
        let text = self.text()?.unwrap_or_default();
        inner(&mut Decoder(&mut Written { text: &text, known: Vec::new(), walk: self.walk }))?;
        Ok(false)
    }

    fn unlisted(&mut self) {
        let text = self.text().ok().flatten();
        self.walk.unknown_value(text.unwrap_or_else(|| self.text.to_owned()));
    }
}

/// A struct without fields.
struct Nothing;

impl DecodeObject for Nothing {
    fn field(&mut self, _: &str) -> Option<&mut dyn Slot> {
        None
    }
}

/// Gives each field's name and value to a function, the value as it is written.
struct Fields<F>(F);

impl<'de, F: FnMut(&str, &'de str)> Visitor<'de> for Fields<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
            (self.0)(&name, value.get());
        }
        Ok(())
    }
}

/// Gives each item to a function, as it is written.
struct Items<F>(F);

impl<'de, F: FnMut(&'de str)> Visitor<'de> for Items<F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<&RawValue>()? {
            (self.0)(item.get());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
