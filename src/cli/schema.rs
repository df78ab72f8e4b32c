//! Turns the name of a kind of file into its JSON Schema on the standard output.

use super::terminal::Terminal;
use super::{Failure, Status};
use crate::schema;
use serde_json::{Map, Value};

pub fn schema(name: Option<&str>, terminal: &Terminal) -> Result<Status, Failure> {
    let schema = match name {
        Some(name) => schema::schema(name).expect("clap knows the names"),
        None => {
            let all = schema::NAMES.iter().filter_map(|name| Some(((*name).to_owned(), schema::schema(name)?)));
            Value::Object(all.collect::<Map<String, Value>>())
        }
    };
    terminal.answer(&text(&schema))?;
    Ok(Status::Clean)
}

/// The schema as a file holds it.
pub fn text(schema: &Value) -> String {
    format!("{schema:#}\n")
}
