//! Turns a tree that was validated into any serde type, by reference, with places for the types that ask for them.
//!
//! It reports nothing: what does not fit was reported and dropped before.

use super::types::{LIST_OR_OTHER, MAP_OR_OTHER, SPANNED};
use super::{Key, Node, Value};
use serde::de::value::{MapDeserializer, SeqDeserializer, StrDeserializer, U32Deserializer};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IntoDeserializer, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

pub(super) type Error = serde::de::value::Error;

#[derive(Clone, Copy)]
pub(super) struct NodeDeserializer<'a>(pub &'a Node);

impl<'de, 'a: 'de> IntoDeserializer<'de, Error> for NodeDeserializer<'a> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'a> NodeDeserializer<'a> {
    fn items(self) -> Option<SeqDeserializer<impl Iterator<Item = NodeDeserializer<'a>>, Error>> {
        let Value::Seq(items) = &self.0.value else { return None };
        Some(SeqDeserializer::new(items.iter().map(NodeDeserializer)))
    }

    fn entries(
        self,
    ) -> Option<MapDeserializer<'a, impl Iterator<Item = (KeyDeserializer<'a>, NodeDeserializer<'a>)>, Error>> {
        let Value::Map(entries) = &self.0.value else { return None };
        Some(MapDeserializer::new(entries.iter().map(|(key, node)| (KeyDeserializer(key), NodeDeserializer(node)))))
    }

    fn number<T: TryFrom<i128>>(self) -> Result<T, Error> {
        let Value::Number(text) = &self.0.value else { return Err(Error::custom("no number")) };
        integer(text).and_then(|number| T::try_from(number).ok()).ok_or_else(|| Error::custom("no such integer"))
    }
}

/// The value of an integer as YAML writes it; digits after a leading zero are decimal.
pub(super) fn integer(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let magnitude = if let Some(hex) = digits.strip_prefix("0x") {
        i128::from_str_radix(hex, 16)
    } else if let Some(octal) = digits.strip_prefix("0o") {
        i128::from_str_radix(octal, 8)
    } else {
        digits.parse()
    };
    magnitude.ok().map(|magnitude| sign * magnitude)
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty,)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.number::<$type>()?)
        }
    )*};
}

impl<'de, 'a: 'de> Deserializer<'de> for NodeDeserializer<'a> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.0.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool { value, .. } => visitor.visit_bool(*value),
            Value::Number(text) => match text.parse::<i64>() {
                Ok(number) if number.to_string() == *text => visitor.visit_i64(number),
                _ => match text.parse::<f64>() {
                    Ok(number) if number.is_finite() && format!("{number:?}") == *text => visitor.visit_f64(number),
                    _ => visitor.visit_borrowed_str(text),
                },
            },
            Value::Str(text) => visitor.visit_borrowed_str(text),
            Value::Seq(_) => visitor.visit_seq(self.items().expect("matched")),
            Value::Map(_) => visitor.visit_map(self.entries().expect("matched")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0.text() {
            Some(text) => visitor.visit_borrowed_str(text),
            None => self.deserialize_any(visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.0.value == Value::Null { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    integers! {
        deserialize_i8 visit_i8 i8,
        deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8,
        deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32,
        deserialize_u64 visit_u64 u64,
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let text = self.0.text().unwrap_or_default();
        visitor.visit_f64(text.parse().map_err(Error::custom)?)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match name {
            SPANNED => visitor.visit_seq(Parts { span: [self.0.span.start, self.0.span.end], next: 0, value: self }),
            MAP_OR_OTHER if matches!(self.0.value, Value::Map(_)) => self.deserialize_any(visitor),
            LIST_OR_OTHER if matches!(self.0.value, Value::Seq(_)) => self.deserialize_any(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = self.0.text().ok_or_else(|| Error::custom("no text"))?;
        visitor.visit_enum(StrDeserializer::<Error>::new(text))
    }

    forward_to_deserialize_any! {
        bool i128 u128 f32 char bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[derive(Clone, Copy)]
struct KeyDeserializer<'a>(&'a Key);

impl<'de, 'a: 'de> IntoDeserializer<'de, Error> for KeyDeserializer<'a> {
    type Deserializer = Self;
    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de, 'a: 'de> Deserializer<'de> for KeyDeserializer<'a> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_borrowed_str(&self.0.name)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match name {
            SPANNED => visitor.visit_seq(Parts { span: [self.0.span.start, self.0.span.end], next: 0, value: self }),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_enum(StrDeserializer::<Error>::new(&self.0.name))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// Start, end and value, one after the other, for [`super::Spanned`].
struct Parts<D> {
    span: [u32; 2],
    next: usize,
    value: D,
}

impl<'de, D: Deserializer<'de, Error = Error> + Copy> SeqAccess<'de> for Parts<D> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.next += 1;
        match self.next {
            at @ 1..=2 => seed.deserialize(U32Deserializer::new(self.span[at - 1])).map(Some),
            3 => seed.deserialize(self.value).map(Some),
            _ => Ok(None),
        }
    }
}
