//! serde's deserializers behind one object, so that what is read out of them is compiled once.

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::decode::{Decoder, canonical};
use super::{DecodeObject, Mismatch, Number, Slot};

/// One value that is to be read, once. `None` and `false` stand for null.
pub(super) trait Source {
    fn text(&mut self) -> Result<Option<String>, Mismatch>;
    fn integer(&mut self) -> Result<Option<i64>, Mismatch>;
    fn decimal(&mut self) -> Result<Option<f64>, Mismatch>;
    fn number(&mut self) -> Result<Option<Number>, Mismatch>;
    fn boolean(&mut self) -> Result<Option<bool>, Mismatch>;
    fn object(&mut self, object: &mut dyn DecodeObject) -> Result<bool, Mismatch>;
    fn list(&mut self, each: &mut Each<'_>) -> Result<bool, Mismatch>;
    fn map(&mut self, each: &mut EachEntry<'_>) -> Result<bool, Mismatch>;

    /// Reads the JSON that a text carries. An empty text says nothing.
    fn inside(&mut self, inner: &mut Each<'_>) -> Result<bool, Mismatch> {
        let Some(text) = self.text()?.filter(|text| !text.is_empty()) else { return Ok(false) };
        read(&text, inner).map(|()| true)
    }

    /// Takes note that the value is none of those that the page lists.
    fn unlisted(&mut self) {}
}

/// What is done with each item of a list, or with what is inside of a text.
pub(super) type Each<'f> = dyn FnMut(&mut Decoder<'_>) -> Result<(), Mismatch> + 'f;
/// What is done with each key of a map and its value.
pub(super) type EachEntry<'f> = dyn FnMut(String, &mut Decoder<'_>) -> Result<(), Mismatch> + 'f;

/// A deserializer until it is used, then the error that it gave.
enum Value<D, E> {
    Unread(D),
    Read,
    Failed(E),
}

impl<'de, D: Deserializer<'de>> Value<D, D::Error> {
    fn read<T>(&mut self, read: impl FnOnce(D) -> Result<T, D::Error>) -> Result<T, Mismatch> {
        let Self::Unread(deserializer) = std::mem::replace(self, Self::Read) else {
            return Err(Mismatch("a value is read twice"));
        };
        read(deserializer).map_err(|error| {
            *self = Self::Failed(error);
            Mismatch("a value is of another type")
        })
    }

    /// Whether there was anything but null, and the visitor took it.
    fn optional<V: Visitor<'de, Value = ()>>(
        &mut self,
        holder: Holder,
        visitor: V,
    ) -> Result<bool, Mismatch> {
        self.read(|deserializer| deserializer.deserialize_option(Optional { holder, visitor }))
    }
}

impl<'de, D: Deserializer<'de>> Source for Value<D, D::Error> {
    fn text(&mut self) -> Result<Option<String>, Mismatch> {
        self.read(Option::deserialize)
    }

    fn integer(&mut self) -> Result<Option<i64>, Mismatch> {
        self.read(|deserializer| deserializer.deserialize_any(Integer))
    }

    fn decimal(&mut self) -> Result<Option<f64>, Mismatch> {
        self.read(Option::deserialize)
    }

    fn number(&mut self) -> Result<Option<Number>, Mismatch> {
        let written: Option<Box<RawValue>> = self.read(Option::deserialize)?;
        let number = written.map(|written| written.get().trim_matches('"').parse());
        number.transpose().map_err(|_| Mismatch("a value is no number"))
    }

    fn boolean(&mut self) -> Result<Option<bool>, Mismatch> {
        self.read(Option::deserialize)
    }

    fn object(&mut self, object: &mut dyn DecodeObject) -> Result<bool, Mismatch> {
        self.optional(Holder::Object, Fill(object))
    }

    fn list(&mut self, each: &mut Each<'_>) -> Result<bool, Mismatch> {
        self.optional(Holder::List, Items(each))
    }

    fn map(&mut self, each: &mut EachEntry<'_>) -> Result<bool, Mismatch> {
        self.optional(Holder::Object, Entries(each))
    }
}

/// Gives a value to what wants it.
struct With<F>(F);

impl<'de, F: FnOnce(&mut Decoder<'_>) -> Result<(), Mismatch>> DeserializeSeed<'de> for With<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let mut value = Value::Unread(deserializer);
        (self.0)(&mut Decoder(&mut value)).map_err(|Mismatch(why)| match value {
            Value::Failed(error) => error,
            Value::Unread(_) | Value::Read => de::Error::custom(why),
        })
    }
}

/// What holds values, in JSON.
enum Holder {
    Object,
    List,
}

/// Reads a whole text of JSON.
pub(super) fn read(
    text: &str,
    read: impl FnOnce(&mut Decoder<'_>) -> Result<(), Mismatch>,
) -> Result<(), Mismatch> {
    let mut json = serde_json::Deserializer::from_str(text);
    With(read)
        .deserialize(&mut json)
        .and_then(|()| json.end())
        .map_err(|_| Mismatch("a text holds other JSON"))
}

/// Null, or what the other visitor takes.
struct Optional<V> {
    holder: Holder,
    visitor: V,
}

impl<'de, V: Visitor<'de, Value = ()>> Visitor<'de> for Optional<V> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_none<E: de::Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    /// By name, because a number may look like an object to whoever asks for anything.
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        match self.holder {
            Holder::Object => deserializer.deserialize_map(self.visitor),
            Holder::List => deserializer.deserialize_seq(self.visitor),
        }?;
        Ok(true)
    }
}

/// Fills a struct from an object.
pub(super) struct Fill<'o>(pub(super) &'o mut dyn DecodeObject);

impl<'de> Visitor<'de> for Fill<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = Seen::default();
        while let Some(slot) = map.next_key_seed(Key(self.0))? {
            match slot {
                Some(slot) if seen.has(slot) => return Err(de::Error::custom("a field is there twice")),
                Some(slot) => map.next_value_seed(With(|json: &mut Decoder<'_>| slot.fill(json)))?,
                None => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(())
    }
}

/// The places that a value was read for, by their addresses. Few objects have more fields than fit without a list.
#[derive(Default)]
struct Seen {
    few: [usize; 16],
    more: Vec<usize>,
    count: usize,
}

impl Seen {
    /// Whether there was a value for this place before.
    fn has(&mut self, slot: &dyn Slot) -> bool {
        let address = std::ptr::from_ref(slot).cast::<()>().addr();
        let known = &self.few[..self.count.min(self.few.len())];
        if known.contains(&address) || self.more.contains(&address) {
            return true;
        }
        match self.few.get_mut(self.count) {
            Some(place) => *place = address,
            None => self.more.push(address),
        }
        self.count += 1;
        false
    }
}

/// A field's name in, the place for its value out.
struct Key<'o>(&'o mut dyn DecodeObject);

impl<'de, 'o> DeserializeSeed<'de> for Key<'o> {
    type Value = Option<&'o mut dyn Slot>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'o> Visitor<'_> for Key<'o> {
    type Value = Option<&'o mut dyn Slot>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.field(name))
    }
}

struct Items<'f, 'g>(&'f mut Each<'g>);

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(With(&mut *self.0))?.is_some() {}
        Ok(())
    }
}

struct Entries<'f, 'g>(&'f mut EachEntry<'g>);

impl<'de> Visitor<'de> for Entries<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            map.next_value_seed(With(|json: &mut Decoder<'_>| (self.0)(key, json)))?;
        }
        Ok(())
    }
}

/// An integer of 64 bits, or one as a text, or null.
struct Integer;

impl<'de> Visitor<'de> for Integer {
    type Value = Option<i64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer of 64 bits, or one as a text")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: de::Error>(self, integer: i64) -> Result<Self::Value, E> {
        Ok(Some(integer))
    }

    fn visit_u64<E: de::Error>(self, integer: u64) -> Result<Self::Value, E> {
        i64::try_from(integer).map(Some).map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        canonical(text).map(Some).ok_or_else(|| E::invalid_value(de::Unexpected::Other("text"), &self))
    }

    /// With the feature `arbitrary_precision` of `serde_json` every number arrives like this.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let number = serde_json::Number::deserialize(MapAccessDeserializer::new(map))?;
        number
            .as_i64()
            .map(Some)
            .ok_or_else(|| de::Error::invalid_value(de::Unexpected::Other("number"), &self))
    }
}
