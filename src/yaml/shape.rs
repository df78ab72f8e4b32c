//! Turns the JSON Schema of a Rust type into what each kind of YAML value must satisfy, once per type.
//!
//! It knows the part of JSON Schema that `schemars` writes for content types, and treats a keyword it does not know as
//! no constraint.

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value};
use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// What is accepted at one place: a kind of value that is absent here is of the wrong type.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shape {
    /// Anything goes, at any depth.
    pub any: bool,
    pub null: bool,
    pub boolean: bool,
    pub integer: bool,
    pub number: bool,
    pub text: Option<Text>,
    pub list: Option<Box<Shape>>,
    pub map: Option<MapShape>,
    /// Bounds of an integer.
    pub least: Option<i128>,
    pub most: Option<i128>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Text {
    Any,
    Date,
    Choices(Vec<String>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct MapShape {
    /// In the order of the type.
    pub keys: Vec<(String, Shape)>,
    pub required: Vec<String>,
    /// What keys of other names hold; `None` if there are none.
    pub rest: Option<Box<Shape>>,
}

impl MapShape {
    pub fn key(&self, name: &str) -> Option<&Shape> {
        self.keys.iter().find(|(key, _)| key == name).map(|(_, shape)| shape)
    }
}

/// The generator all schemas of content types come from.
pub fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().for_deserialize().into_generator()
}

/// The shape of `T`.
pub(super) fn of<T: JsonSchema + 'static>() -> Arc<Shape> {
    static SHAPES: OnceLock<RwLock<HashMap<TypeId, Arc<Shape>>>> = OnceLock::new();
    let shapes = SHAPES.get_or_init(RwLock::default);
    let id = TypeId::of::<T>();
    if let Some(shape) = shapes.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
        return shape.clone();
    }
    let schema = generator().into_root_schema_for::<T>().to_value();
    let shape = Arc::new(Compiler { root: &schema }.compile(&schema, 0));
    shapes.write().unwrap_or_else(PoisonError::into_inner).entry(id).or_insert(shape).clone()
}

struct Compiler<'a> {
    root: &'a Value,
}

impl Compiler<'_> {
    fn compile(&self, schema: &Value, depth: usize) -> Shape {
        let Value::Object(schema) = schema else { return anything() };
        // A type that holds itself is checked to this depth; no content type does today.
        if depth > 16 {
            return anything();
        }
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let target = target.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
            return target.map_or_else(anything, |target| self.compile(target, depth + 1));
        }
        if let Some(Value::Array(all)) = schema.get("allOf")
            && let [only] = all.as_slice()
        {
            return self.compile(only, depth + 1);
        }
        if let Some(Value::Array(choices)) = schema.get("anyOf").or_else(|| schema.get("oneOf")) {
            let shapes = choices.iter().map(|choice| self.compile(choice, depth + 1));
            return shapes.reduce(Shape::or).unwrap_or_else(anything);
        }
        self.plain(schema, depth)
    }

    fn plain(&self, schema: &Map<String, Value>, depth: usize) -> Shape {
        let kinds: Vec<&str> = match schema.get("type") {
            Some(Value::String(kind)) => vec![kind],
            Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
            _ if schema.contains_key("enum") || schema.contains_key("const") => vec!["string"],
            _ => return anything(),
        };
        let is = |kind: &str| kinds.contains(&kind);
        let bound = |key: &str| schema.get(key).and_then(Value::as_i64).map(i128::from);
        let format = schema.get("format").and_then(Value::as_str).unwrap_or_default();
        let width = bounds(format);
        let least = bound("minimum").or(width.map(|(least, _)| least));
        let most = bound("maximum").or(width.map(|(_, most)| most));
        Shape {
            any: false,
            null: is("null"),
            boolean: is("boolean"),
            integer: is("integer"),
            number: is("number"),
            text: is("string").then(|| text(schema)),
            list: is("array")
                .then(|| Box::new(schema.get("items").map_or_else(anything, |items| self.compile(items, depth + 1)))),
            map: is("object").then(|| self.map(schema, depth)),
            least,
            most,
        }
    }

    fn map(&self, schema: &Map<String, Value>, depth: usize) -> MapShape {
        let properties = schema.get("properties").and_then(Value::as_object);
        let keys = properties.into_iter().flatten().map(|(key, schema)| (key.clone(), self.compile(schema, depth + 1)));
        let required = schema.get("required").and_then(Value::as_array);
        let rest = match schema.get("additionalProperties") {
            Some(Value::Bool(false)) => None,
            Some(rest) => Some(Box::new(self.compile(rest, depth + 1))),
            None => Some(Box::new(anything())),
        };
        MapShape {
            keys: keys.collect(),
            required: required.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect(),
            rest,
        }
    }
}

impl Shape {
    /// What satisfies this or `other`; where both speak of one kind of value, this one holds.
    fn or(self, other: Shape) -> Shape {
        let text = match (self.text, other.text) {
            (Some(Text::Choices(mut mine)), Some(Text::Choices(more))) => {
                mine.extend(more);
                Some(Text::Choices(mine))
            }
            (mine, more) => mine.or(more),
        };
        Shape {
            any: self.any || other.any,
            null: self.null || other.null,
            boolean: self.boolean || other.boolean,
            integer: self.integer || other.integer,
            number: self.number || other.number,
            text,
            list: self.list.or(other.list),
            map: self.map.or(other.map),
            least: self.least.or(other.least),
            most: self.most.or(other.most),
        }
    }
}

fn anything() -> Shape {
    Shape { any: true, ..Shape::default() }
}

fn text(schema: &Map<String, Value>) -> Text {
    if let Some(Value::Array(choices)) = schema.get("enum") {
        return Text::Choices(choices.iter().filter_map(Value::as_str).map(str::to_owned).collect());
    }
    if let Some(Value::String(only)) = schema.get("const") {
        return Text::Choices(vec![only.clone()]);
    }
    if schema.get("format").and_then(Value::as_str) == Some("date") { Text::Date } else { Text::Any }
}

/// The range of the integer formats that `schemars` names after Rust's types.
fn bounds(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" | "uint" => (0, u64::MAX.into()),
        _ => return None,
    })
}
