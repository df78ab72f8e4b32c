//! Turns the name of a kind of file into its JSON Schema on the standard output.

use super::terminal::Terminal;
use super::{Failure, Status};
use crate::compliance;
use crate::report;
use crate::schema;
use serde_json::{Map, Value};

/// What Diglot writes itself, beside what it reads.
const DIAGNOSTICS: &str = "diagnostics";
const REPORT: &str = "audit-report";

/// The names of all schemas.
pub fn names() -> impl Iterator<Item = &'static str> {
    schema::NAMES.into_iter().chain([DIAGNOSTICS, REPORT, schema::FAQ_EXPORT])
}

fn named(name: &str) -> Value {
    match name {
        DIAGNOSTICS => report::schema(),
        REPORT => compliance::schema(),
        name => schema::schema(name).expect("clap knows the names"),
    }
}

pub fn schema(name: Option<&str>, terminal: &Terminal) -> Result<Status, Failure> {
    let schema = match name {
        Some(name) => named(name),
        None => Value::Object(names().map(|name| (name.to_owned(), named(name))).collect::<Map<String, Value>>()),
    };
    terminal.answer(&text(&schema))?;
    Ok(Status::Clean)
}

/// The schema as a file holds it.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}
