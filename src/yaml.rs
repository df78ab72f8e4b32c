//! Turns a YAML text (a whole file, or the front matter inside one) into typed values that know their place.
//!
//! In four steps, so that every fault is reported at once: `tree` reads the text into [`Node`]s, `shape` knows what a
//! type accepts (from its JSON Schema), `validate` compares the two and drops what does not fit, `de` fills the type.
//! It does not know what the values mean.
//!
//! Scalars keep the text that was typed: YAML's guess of a type counts only where no text is wanted, so that
//! `version: 1.10`, `postal: 0755` and `lang: no` stay as they are.

mod comments;
mod de;
mod shape;
mod text;
mod tree;
mod types;
mod validate;

pub use comments::allowances;
pub use shape::generator as schema_generator;
pub use text::value_map;
pub use tree::parse;
pub use types::{Entries, Extra, OneOrMany, PerLanguage, Scalar, Spanned, map_or_other};

use crate::diag::Finding;
use crate::source::{Source, Span};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// One YAML value and its place in the source.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Quotes and block indicators included. A value that came through `*alias` is where it was defined.
    pub span: Span,
    pub value: Value,
}

/// What a YAML value is by the rules of YAML 1.2: `no`, `oui` and `0o7_7` are texts.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    Bool {
        value: bool,
        raw: String,
    },
    /// A number as it was typed.
    Number(String),
    Str(String),
    Seq(Vec<Node>),
    /// In the order of the text; no two keys are equal.
    Map(Vec<(Key, Node)>),
}

/// The key of a value in a map, always a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub span: Span,
    pub name: String,
}

impl Node {
    /// The value under `key`, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|(_, node)| node)
    }

    /// The key and the value under `key`.
    pub fn entry(&self, key: &str) -> Option<(&Key, &Node)> {
        let Value::Map(entries) = &self.value else { return None };
        entries.iter().find(|(known, _)| known.name == key).map(|(known, node)| (known, node))
    }

    /// The text of a scalar, as typed.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Bool { raw, .. } | Value::Number(raw) | Value::Str(raw) => Some(raw),
            Value::Null | Value::Seq(_) | Value::Map(_) => None,
        }
    }

    /// The same value as JSON. A number that JSON would not write as it was typed (`1.10`, `0755`) becomes a string.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::Value::deserialize(de::NodeDeserializer(self)).expect("every node is a JSON value")
    }
}

/// The value of type `T` in `span` of the source, without the parts that do not fit; every fault goes to `findings`.
///
/// `None` if the YAML cannot be read at all, or lacks something that `T` cannot be without.
pub fn read<T: DeserializeOwned + JsonSchema + 'static>(
    source: &Source,
    span: Span,
    findings: &mut Vec<Finding>,
) -> Option<T> {
    let node = parse(source, span, findings)?;
    read_node(source, node, findings)
}

/// Like [`read`], from a tree that was read before.
pub fn read_node<T: DeserializeOwned + JsonSchema + 'static>(
    source: &Source,
    mut node: Node,
    findings: &mut Vec<Finding>,
) -> Option<T> {
    if node.value == Value::Null {
        // An empty file or front matter is a map without keys.
        node.value = Value::Map(Vec::new());
    }
    let shape = shape::of::<T>();
    if !validate::validate(source, &shape, &mut node, findings) {
        return None;
    }
    T::deserialize(de::NodeDeserializer(&node)).ok()
}

#[cfg(test)]
mod tests;
