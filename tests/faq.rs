//! Turns `faq.json` of Diglot's own manual into what its published schema says of it, and what its pages say.
//!
//! The schema is read as far as it goes: of JSON Schema it needs types, references, required keys and lists.

use diglot::build::{Cache, build};
use diglot::load::{Choices, load};
use diglot::schema::schema;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// What of a value a schema does not allow.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str() {
        let own = root.pointer(name.trim_start_matches('#')).expect("a reference leads somewhere");
        return faults(value, own, root, at, found);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = |own: &&Value| {
            let mut inner = Vec::new();
            faults(value, own, root, at, &mut inner);
            inner.is_empty()
        };
        if !any.iter().any(|own| fits(&own)) {
            found.push(format!("{at}: fits none"));
        }
        return;
    }
    let own = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let allowed = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        _ => panic!("{at}: a schema without a type: {schema}"),
    };
    if !allowed.contains(&own) {
        found.push(format!("{at}: {own}"));
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(own) => faults(inner, own, root, &format!("{at}.{name}"), found),
            None => found.push(format!("{at}.{name}: unknown")),
        }
    }
    if value.is_object() {
        let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
        found.extend(required.filter(|name| value.get(name).is_none()).map(|name| format!("{at}: lacks {name}")));
    }
    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
        faults(item, &schema["items"], root, &format!("{at}[{place}]"), found);
    }
}

#[test]
fn the_file_for_machines_is_as_its_schema_says_and_names_what_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let as_of = jiff::civil::date(2026, 11, 22);
    let choices = Choices { as_of, drafts: false, base_url: None, levels: Vec::new(), baseline: None };
    let outcome = build(&load(root, &choices).expect("a folder that can be read"), &mut Cache::default());
    let schema = schema("faq-json").expect("a schema of this name");
    let mut keys = Vec::new();
    for lang in ["fr", "en"] {
        let bytes = outcome.output.render(&format!("{lang}/faq.json")).expect("a file per language").bytes;
        let file: Value = serde_json::from_slice(&bytes).expect("JSON");
        let mut found = Vec::new();
        faults(&file, &schema, &schema, "", &mut found);
        assert!(found.is_empty(), "{lang}: {found:?}");
        let mut own = BTreeSet::new();
        for entry in file["entries"].as_array().expect("a list") {
            let url = entry["url"].as_str().expect("a text");
            let (page, id) =
                url.strip_prefix("https://diglot.example/").and_then(|url| url.split_once('#')).expect(url);
            let page = outcome.output.render(&format!("{page}index.html")).expect(url).bytes;
            let page = String::from_utf8_lossy(&page).into_owned();
            assert!(page.contains(&format!("<details class=\"entry\" id=\"{id}\"")), "{url} is not there");
            assert!(own.insert(entry["key"].as_str().expect("a text").to_owned()), "{url} is there twice");
        }
        keys.push(own);
    }
    assert!(keys[0].len() > 20 && keys[0] == keys[1], "both languages have the same questions");
    // A schema that allows everything would pass too.
    let mut found = Vec::new();
    faults(&serde_json::json!({"version": "1", "extra": 0}), &schema, &schema, "", &mut found);
    assert_eq!(found.len(), 5, "{found:?}");
}
