//! Turns one line of a record into the accepted texts of a unit, and back.
//!
//! It is JSON, so that a text of many lines is one line: a merge by lines never joins halves of two texts.

use serde_json::{Map, Value};

/// The texts of a unit that were accepted as saying the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    pub unit: String,
    /// By suffix of the language, the source's first.
    pub texts: [(String, String); 2],
    pub waived: Option<Waiver>,
}

/// What an edit has made of the source since, of which somebody said that it needs no translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    pub text: String,
    pub reason: String,
}

impl Accepted {
    pub fn text(&self, suffix: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| known == suffix).map(|(_, text)| text.as_str())
    }

    /// The line, without an end.
    pub fn write(&self) -> String {
        let mut map = Map::new();
        map.insert("unit".into(), Value::String(self.unit.clone()));
        for (suffix, text) in &self.texts {
            map.insert(suffix.clone(), Value::String(text.clone()));
        }
        if let Some(waiver) = &self.waived {
            let waiver = [("text", &waiver.text), ("reason", &waiver.reason)];
            let waiver = waiver.into_iter().map(|(key, text)| (key.to_owned(), Value::String(text.clone())));
            map.insert("waived".into(), Value::Object(waiver.collect()));
        }
        Value::Object(map).to_string()
    }
}

/// What is wrong with a line.
pub(super) enum Fault {
    /// No JSON from this byte on, in the words of its parser.
    Json { at: usize, reason: String },
    /// JSON, but not what a line says; a phrase of the table of words says what it should be.
    Shape(&'static str),
}

pub(super) fn read(line: &str) -> Result<Accepted, Fault> {
    let value: Value = serde_json::from_str(line).map_err(|error| {
        let reason = error.to_string();
        let reason = reason.split(" at line ").next().unwrap_or_default().to_owned();
        Fault::Json { at: error.column().saturating_sub(1), reason }
    })?;
    let Value::Object(map) = value else { return Err(Fault::Shape("record-line")) };
    let mut accepted = Accepted::default();
    let mut texts = Vec::with_capacity(2);
    for (key, value) in map {
        match (&*key, value) {
            ("unit", Value::String(unit)) => accepted.unit = unit,
            ("waived", Value::Object(waiver)) => {
                let text = |key: &str| waiver.get(key).and_then(Value::as_str).map(str::to_owned);
                let (Some(text), Some(reason)) = (text("text"), text("reason")) else {
                    return Err(Fault::Shape("record-waiver"));
                };
                accepted.waived = Some(Waiver { text, reason });
            }
            ("waived", _) => return Err(Fault::Shape("record-waiver")),
            (_, Value::String(text)) => texts.push((key, text)),
            _ => return Err(Fault::Shape("record-line")),
        }
    }
    accepted.texts = texts.try_into().map_err(|_| Fault::Shape("record-line"))?;
    if accepted.unit.is_empty() { Err(Fault::Shape("record-line")) } else { Ok(accepted) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let accepted = Accepted {
            unit: "a".into(),
            texts: [("en".into(), "One\n\"two\"".into()), ("fr".into(), "Un\u{2028}é".into())],
            waived: Some(Waiver { text: "Ones".into(), reason: "A slip.".into() }),
        };
        let line = accepted.write();
        assert!(!line.contains('\n') && line.starts_with("{\"unit\":\"a\",\"en\":\"One\\n"), "{line}");
        assert!(read(&line).is_ok_and(|read| read == accepted));
        assert!(matches!(read("{\"unit\":\"a\",\"waived\":true}"), Err(Fault::Shape("record-waiver"))));
    }
}
