//! Turns the types that read the author's YAML files into the JSON Schemas that editors complete and check them with.
//!
//! It does not validate anything: `yaml` does, against the same types.

use crate::config::Settings;
use crate::records::{Checklist, FaqExport, FaqFile, FolderRecord, FrontMatter, GlossaryFile, HandbookFile, TableFile};
use crate::yaml;
use schemars::JsonSchema;
use serde_json::{Value, json};

/// The names of the schemas, as `diglot schema` takes them.
pub const NAMES: [&str; 8] = ["settings", "front-matter", "folder", "faq", "handbook", "glossary", "audit", "table"];

/// What Diglot writes for others to read.
pub const FAQ_EXPORT: &str = "faq-json";

/// The JSON Schema (draft 2020-12) of this kind of file.
pub fn schema(name: &str) -> Option<Value> {
    match name {
        "settings" => Some(of::<Settings>("Diglot: diglot.yaml")),
        "front-matter" => Some(of::<FrontMatter>("Diglot: front matter")),
        "folder" => Some(of::<FolderRecord>("Diglot: folder.yaml")),
        "faq" => Some(of::<FaqFile>("Diglot: FAQ")),
        "handbook" => Some(of::<HandbookFile>("Diglot: handbook.yaml")),
        "glossary" => Some(of::<GlossaryFile>("Diglot: glossary")),
        "audit" => Some(of::<Checklist>("Diglot: audit.yaml")),
        "table" => Some(of::<TableFile>("Diglot: table")),
        FAQ_EXPORT => Some(of::<FaqExport>("Diglot: faq.json")),
        _ => None,
    }
}

fn of<T: JsonSchema>(title: &str) -> Value {
    let mut schema = yaml::schema_generator().into_root_schema_for::<T>().to_value();
    tidy(&mut schema);
    if let Value::Object(schema) = &mut schema {
        schema.insert("title".to_owned(), json!(title));
    }
    schema
}

/// Takes out what tells an editor nothing: empty defaults, and Rust's names for the widths of numbers.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(keys) => {
            if keys.get("default").is_some_and(says_nothing) {
                keys.shift_remove("default");
            }
            if keys.get("format").and_then(Value::as_str).is_some_and(|format| format.contains("int")) {
                keys.shift_remove("format");
            }
            keys.values_mut().for_each(tidy);
        }
        _ => {}
    }
}

fn says_nothing(default: &Value) -> bool {
    match default {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        // The keys of a record have defaults of their own.
        Value::Object(_) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
