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
    pub(super) fn code(signal: Option<&Self>) -> Result<Option<i64>, &'static str> {
        let code = match signal {
            None => return Ok(None),
            Some(Self::Integer(code)) => Some(*code),
            Some(Self::Text(text)) => canonical(text),
            Some(Self::Other) => None,
        };
        code.map(Some).ok_or("a code is no integer")
    }
}

/// An object on the way to some of the paths.
pub(super) struct Level<'f> {
    paths: &'f [&'static [&'static str]],
    found: &'f mut [Option<Signal>],
    /// Which of the paths lead here.
    here: Set,
    /// How many names lead here.
    depth: usize,
    /// The paths before this one are those of codes that must be there.
    needed: usize,
    /// Whether a key that is there twice is passed over.
    is_lenient: bool,
}

/// Some of the paths, a bit for each, so that a walk allocates nothing for the paths that it follows.
#[derive(Clone, Copy, Default)]
struct Set(u64);

impl Set {
    /// The first so many paths.
    fn first(count: usize) -> Self {
        Self((0..count).fold(0, |set, at| set | 1 << at))
    }

    fn iter(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let at = left.trailing_zeros() as usize;
            left &= left.checked_sub(1)?;
            Some(at)
        })
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl<'f> Level<'f> {
    /// The most paths that are looked for.
    pub(super) const PATHS: usize = 64;

    /// A whole body, in which paths are looked for. The first of them, as many as `needed`, are codes that must be there.
    pub(super) fn root(
        paths: &'f [&'static [&'static str]],
        needed: usize,
        found: &'f mut [Option<Signal>],
    ) -> Self {
        Self { paths, found, here: Set::first(paths.len()), depth: 0, needed, is_lenient: false }
    }

    /// The same of a body that is no envelope, for what it may tell all the same: the first value counts.
    pub(super) fn lenient(paths: &'f [&'static [&'static str]], found: &'f mut [Option<Signal>]) -> Self {
        Self { is_lenient: true, ..Self::root(paths, 0, found) }
    }

    /// What was looked for here is the object itself.
    fn note(&mut self) {
        for at in self.here.iter().filter(|at| self.paths[*at].len() == self.depth) {
            self.found[at] = Some(Signal::Other);
        }
    }

    /// No object is here. Without a code that must be below it, that is the same as an object without anything.
    fn no_object<E: de::Error>(mut self) -> Result<(), E> {
        if self.depth == 0 || self.here.iter().any(|at| at < self.needed) {
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
        let mut seen = Set::default();
        while let Some(below) = map.next_key_seed(Below(&self))? {
            if below.is_empty() {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if seen.meets(below) && !self.is_lenient {
                return Err(de::Error::custom("a part of the envelope is there twice"));
            }
            seen = seen.with(below);
            let depth = self.depth + 1;
            if below.iter().any(|at| self.paths[at].len() > depth) {
                map.next_value_seed(Level { found: self.found, here: below, depth, ..self })?;
                continue;
            }
            let signal = map.next_value_seed(Leaf)?;
            for at in below.iter() {
                if self.found[at].is_none() {
                    self.found[at].clone_from(&signal);
                }
            }
        }
        Ok(())
    }
}

/// A key in, the paths that lead on through it out.
struct Below<'l, 'f>(&'l Level<'f>);

impl<'de> DeserializeSeed<'de> for Below<'_, '_> {
    type Value = Set;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Set, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Below<'_, '_> {
    type Value = Set;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Set, E> {
        let Level { paths, here, depth, .. } = *self.0;
        let through = here.iter().filter(|at| paths[*at].get(depth) == Some(&key));
        Ok(Set(through.fold(0, |set, at| set | 1 << at)))
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
