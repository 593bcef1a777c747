//! A body and paths in, what stands at each path out, in one walk that keeps nothing else.

use std::fmt;

use serde::Deserialize as _;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::json::canonical;

/// A value at one of the paths.
#[derive(Clone, Debug)]
pub(super) enum Signal {
    Integer(i64),
    Text(String),
    Other,
}

impl Signal {
    pub(super) fn code(signal: Option<Self>) -> Result<Option<i64>, String> {
        let code = match signal {
            None => return Ok(None),
            Some(Self::Integer(code)) => Some(code),
            Some(Self::Text(text)) => canonical(&text),
            Some(Self::Other) => None,
        };
        code.map(Some).ok_or_else(|| "a code is no integer".to_owned())
    }
}

/// An object on the way to some of the paths.
pub(super) struct Level<'f> {
    /// What is left of each path, with its place among all of them.
    wanted: Vec<Wanted>,
    found: &'f mut Vec<Option<Signal>>,
    /// The places before this one are those of codes that must be there.
    needed: usize,
    is_root: bool,
    /// Whether a key that is there twice is passed over.
    is_lenient: bool,
}

impl<'f> Level<'f> {
    /// A whole body, in which paths are looked for. The first of them, as many as `needed`, are codes that must be there.
    pub(super) fn root(
        paths: &[&'static [&'static str]],
        needed: usize,
        found: &'f mut Vec<Option<Signal>>,
    ) -> Self {
        let wanted = paths.iter().copied().enumerate().collect();
        Self { wanted, found, needed, is_root: true, is_lenient: false }
    }

    /// The same of a body that is no envelope, for what it may tell all the same: the first value counts.
    pub(super) fn lenient(paths: &[&'static [&'static str]], found: &'f mut Vec<Option<Signal>>) -> Self {
        Self { is_lenient: true, ..Self::root(paths, 0, found) }
    }

    /// What was looked for here is the object itself.
    fn note(&mut self) {
        for (slot, _) in self.wanted.iter().filter(|(_, path)| path.is_empty()) {
            self.found[*slot] = Some(Signal::Other);
        }
    }

    /// No object is here. Without a code that must be below it, that is the same as an object without anything.
    fn no_object<E: de::Error>(mut self) -> Result<(), E> {
        if self.is_root || self.wanted.iter().any(|(slot, _)| *slot < self.needed) {
            return Err(E::invalid_type(de::Unexpected::Other("no object"), &self));
        }
        self.note();
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    /// Nothing is there; whoever needs it will notice.
    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<(), E> {
        self.no_object()
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<(), E> {
        self.no_object()
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<(), E> {
        self.no_object()
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<(), E> {
        self.no_object()
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<(), E> {
        self.no_object()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.no_object()?;
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.note();
        let mut seen = Vec::new();
        while let Some(under) = map.next_key_seed(Under(&self.wanted))? {
            let Some((first, _)) = under.first().copied() else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if seen.contains(&first) && !self.is_lenient {
                return Err(de::Error::custom("a part of the envelope is there twice"));
            }
            seen.push(first);
            if under.iter().any(|(_, rest)| !rest.is_empty()) {
                let below = Level { wanted: under, found: self.found, is_root: false, ..self };
                map.next_value_seed(below)?;
                continue;
            }
            let signal = map.next_value_seed(Leaf)?;
            for (slot, _) in under {
                if self.found[slot].is_none() {
                    self.found[slot].clone_from(&signal);
                }
            }
        }
        Ok(())
    }
}

/// A path, or what is left of it, with its place among all of them.
type Wanted = (usize, &'static [&'static str]);

/// A key in, what is left below it of the paths that lead there out.
struct Under<'w>(&'w [Wanted]);

impl<'de> DeserializeSeed<'de> for Under<'_> {
    type Value = Vec<Wanted>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Under<'_> {
    type Value = Vec<Wanted>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        let below = |(slot, path): &Wanted| {
            let (first, rest) = path.split_first()?;
            (*first == key).then_some((*slot, rest))
        };
        Ok(self.0.iter().filter_map(below).collect())
    }
}

struct Leaf;

impl<'de> DeserializeSeed<'de> for Leaf {
    type Value = Option<Signal>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        // As a `Value` a number is a number whatever features of serde_json are on.
        Ok(match Value::deserialize(deserializer)? {
            Value::Null => None,
            Value::Number(number) => Some(number.as_i64().map_or(Signal::Other, Signal::Integer)),
            Value::String(text) => Some(Signal::Text(text)),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => Some(Signal::Other),
        })
    }
}
