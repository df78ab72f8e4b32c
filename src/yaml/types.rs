//! Turns nodes into the small generic types that content types are made of: spanned, one or many, per language, ordered.
//!
//! They are read by hand-written code because `serde(untagged)` and `serde(flatten)` lose places. In a self-describing
//! format (JSON) they are written as the author would; in a binary one they keep their spans.

use crate::lang::{Lang, Languages};
use crate::source::Span;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;
use std::ops::Deref;

/// Asks the node deserializer for a start, an end and a value.
pub(super) const SPANNED: &str = "$diglot::Spanned";
/// Asks the node deserializer to visit a map as a map and anything else as a newtype.
pub(super) const MAP_OR_OTHER: &str = "$diglot::MapOrOther";
/// Asks the node deserializer to visit a list as a list and anything else as a newtype.
pub(super) const LIST_OR_OTHER: &str = "$diglot::ListOrOther";

/// A value and its place in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Spanned<T> {
    pub span: Span,
    pub value: T,
}

impl<T> Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Serialize> Serialize for Spanned<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.value.serialize(serializer)
        } else {
            (self.span, &self.value).serialize(serializer)
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            let (span, value) = Deserialize::deserialize(deserializer)?;
            return Ok(Spanned { span, value });
        }
        struct Place<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Place<T> {
            type Value = Spanned<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Spanned<T>, D::Error> {
                Ok(Spanned { span: Span::default(), value: T::deserialize(deserializer)? })
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Spanned<T>, A::Error> {
                let missing = || serde::de::Error::custom("a spanned value has three parts");
                let start = seq.next_element()?.ok_or_else(missing)?;
                let end = seq.next_element()?.ok_or_else(missing)?;
                let value = seq.next_element()?.ok_or_else(missing)?;
                Ok(Spanned { span: Span { start, end }, value })
            }
        }
        deserializer.deserialize_newtype_struct(SPANNED, Place(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for Spanned<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }
    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A scalar whose text is wanted as typed, whatever YAML takes it for: `1.10`, `no`, `2026-05-01`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Scalar(pub String);

impl Deref for Scalar {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl JsonSchema for Scalar {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}

/// A list that may be written as its only item.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OneOrMany<T>(pub Vec<T>);

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        OneOrMany(Vec::new())
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Vec::deserialize(deserializer).map(OneOrMany);
        }
        struct Items<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Items<T> {
            type Value = OneOrMany<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value or a list of values")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<OneOrMany<T>, D::Error> {
                Ok(OneOrMany(vec![T::deserialize(deserializer)?]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany<T>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(OneOrMany(items))
            }
        }
        deserializer.deserialize_newtype_struct(LIST_OR_OTHER, Items(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMany_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let item = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [item, { "type": "array", "items": item }] })
    }
}

/// A map with keys of the author's choice, in the order they were written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entries<T>(pub Vec<(Spanned<String>, T)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Entries(Vec::new())
    }
}

impl<T> Entries<T> {
    pub fn get(&self, key: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known.value == key).map(|(_, value)| value)
    }

    pub fn iter(&self) -> std::slice::Iter<'_, (Spanned<String>, T)> {
        self.0.iter()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Serialize> Serialize for Entries<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return self.0.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Vec::deserialize(deserializer).map(Entries);
        }
        struct Map<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Map<T> {
            type Value = Entries<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entries<T>, A::Error> {
                entries(map).map(Entries)
            }
        }
        deserializer.deserialize_map(Map(PhantomData))
    }
}

fn entries<'de, K: Deserialize<'de>, T: Deserialize<'de>, A: MapAccess<'de>>(
    mut map: A,
) -> Result<Vec<(K, T)>, A::Error> {
    let mut entries = Vec::new();
    while let Some(entry) = map.next_entry()? {
        entries.push(entry);
    }
    Ok(entries)
}

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Entries_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "type": "object", "additionalProperties": value })
    }
}

/// A value that is the same in all languages, or one for each language that is named.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PerLanguage<T> {
    Same(T),
    Each(Entries<T>),
}

impl<T> Default for PerLanguage<T> {
    /// No value in any language.
    fn default() -> Self {
        PerLanguage::Each(Entries::default())
    }
}

impl<T> PerLanguage<T> {
    /// The value in this language, which the author may name by segment, suffix or tag.
    pub fn get(&self, lang: &Lang) -> Option<&T> {
        match self {
            PerLanguage::Same(value) => Some(value),
            PerLanguage::Each(entries) => {
                [&lang.segment, &lang.suffix, &lang.tag].into_iter().find_map(|name| entries.get(name))
            }
        }
    }

    /// Every value that is written, with its language's name where one is given.
    pub fn iter(&self) -> impl Iterator<Item = (Option<&Spanned<String>>, &T)> {
        let (same, each) = match self {
            PerLanguage::Same(value) => (Some((None, value)), [].as_slice()),
            PerLanguage::Each(entries) => (None, entries.0.as_slice()),
        };
        same.into_iter().chain(each.iter().map(|(key, value)| (Some(key), value)))
    }

    /// The names that are no language of the site.
    pub fn strangers<'a>(&'a self, languages: &'a Languages) -> impl Iterator<Item = &'a Spanned<String>> {
        self.iter().filter_map(|(name, _)| name).filter(|name| languages.by_name(name).is_none())
    }

    /// Whether no language has a value.
    pub fn is_empty(&self) -> bool {
        matches!(self, PerLanguage::Each(entries) if entries.is_empty())
    }
}

impl<T: Serialize> Serialize for PerLanguage<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            PerLanguage::Same(value) if serializer.is_human_readable() => value.serialize(serializer),
            PerLanguage::Each(entries) if serializer.is_human_readable() => entries.serialize(serializer),
            PerLanguage::Same(value) => (Some(value), None::<&Entries<T>>).serialize(serializer),
            PerLanguage::Each(entries) => (None::<&T>, Some(entries)).serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerLanguage<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return match <(Option<T>, Option<Entries<T>>)>::deserialize(deserializer)? {
                (Some(value), _) => Ok(PerLanguage::Same(value)),
                (None, entries) => Ok(PerLanguage::Each(entries.unwrap_or_default())),
            };
        }
        struct Values<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Values<T> {
            type Value = PerLanguage<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value, or one for each language")
            }
            fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<PerLanguage<T>, D::Error> {
                T::deserialize(deserializer).map(PerLanguage::Same)
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<PerLanguage<T>, A::Error> {
                entries(map).map(|entries| PerLanguage::Each(Entries(entries)))
            }
        }
        map_or_other(deserializer, Values(PhantomData))
    }
}

impl<T: JsonSchema> JsonSchema for PerLanguage<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("PerLanguage_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [value, { "type": "object", "additionalProperties": value }] })
    }
}

/// Reads a value that is a map or something shorter: a map goes to `visit_map`, the rest to `visit_newtype_struct`.
pub fn map_or_other<'de, D: Deserializer<'de>, V: Visitor<'de>>(
    deserializer: D,
    visitor: V,
) -> Result<V::Value, D::Error> {
    deserializer.deserialize_newtype_struct(MAP_OR_OTHER, visitor)
}

/// The author's own keys, of any shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct Extra(pub serde_json::Map<String, serde_json::Value>);

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.0.serialize(serializer);
        }
        // A binary format cannot tell what comes next, so the whole is one text.
        serde_json::to_string(&self.0).map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Deserialize::deserialize(deserializer).map(Extra);
        }
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text).map(Extra).map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Extra {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        "Extra".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": true })
    }
}
