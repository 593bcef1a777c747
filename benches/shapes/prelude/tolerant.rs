use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

pub use serde::Serialize as Body;
use serde::de::value::MapAccessDeserializer;
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};

/// A struct of a response.
pub trait Object: DeserializeOwned {}

pub use Object as Reply;

/// A request's bytes.
pub fn write<Q: Body>(request: &Q) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(request).map_err(|error| Error(error.to_string()))
}

/// A reply's value.
pub fn read<R: Reply>(bytes: &[u8]) -> Result<R, Error> {
    serde_json::from_slice::<Held<R>>(bytes).map(|held| held.0).map_err(|error| Error(error.to_string()))
}

/// Decodes a field of a response.
pub fn tolerant<'de, D: Deserializer<'de>, T: Tolerant>(deserializer: D) -> Result<T, D::Error> {
    T::decode(deserializer)
}

/// A value of a response.
pub trait Tolerant: Sized {
    /// Decodes the value.
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

impl<T: Tolerant> Tolerant for Option<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Held<T>>::deserialize(deserializer)?.map(|held| held.0))
    }
}

/// Null is an empty list.
impl<T: Tolerant> Tolerant for Vec<T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let items = Option::<Vec<Held<T>>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(items.into_iter().map(|held| held.0).collect())
    }
}

/// Null is an empty map.
impl<T: Tolerant> Tolerant for BTreeMap<String, T> {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entries = Option::<BTreeMap<String, Held<T>>>::deserialize(deserializer)?.unwrap_or_default();
        Ok(entries.into_iter().map(|(key, held)| (key, held.0)).collect())
    }
}

/// An object, and no list.
impl<T: Object> Tolerant for T {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectOnly(PhantomData))
    }
}

impl Tolerant for String {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Tolerant for bool {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Tolerant for f64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::deserialize(deserializer)
    }
}

impl Tolerant for i64 {
    fn decode<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Integer)
    }
}

struct Held<T>(T);

impl<'de, T: Tolerant> Deserialize<'de> for Held<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::decode(deserializer).map(Self)
    }
}

struct ObjectOnly<T>(PhantomData<T>);

impl<'de, T: Object> Visitor<'de> for ObjectOnly<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

/// An integer, or one as a text.
struct Integer;

impl Visitor<'_> for Integer {
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer of 64 bits, or one as a text")
    }

    fn visit_i64<E: de::Error>(self, integer: i64) -> Result<i64, E> {
        Ok(integer)
    }

    fn visit_u64<E: de::Error>(self, integer: u64) -> Result<i64, E> {
        i64::try_from(integer).map_err(E::custom)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<i64, E> {
        text.parse()
            .ok()
            .filter(|integer: &i64| integer.to_string() == text)
            .ok_or_else(|| E::custom("no integer"))
    }
}
