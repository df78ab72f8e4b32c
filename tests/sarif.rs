//! Turns the SARIF that the program writes into what the official schema says against it: nothing.
//!
//! `sarif/sarif-schema-2.1.0.json` is the schema of OASIS, without its blanks. Of JSON Schema (draft 4) only the keywords
//! that it uses are understood, all but `format` and `pattern`; a keyword that is unknown here fails the test.

use serde_json::{Value, json};
use std::fs;
use std::process::Command;
use tempfile::TempDir;

const SCHEMA: &str = include_str!("sarif/sarif-schema-2.1.0.json");

/// What is known, and asks for nothing here.
const SILENT: [&str; 8] = ["$schema", "default", "definitions", "description", "format", "id", "pattern", "title"];

struct Schema {
    root: Value,
}

impl Schema {
    fn new() -> Schema {
        Schema { root: serde_json::from_str(SCHEMA).expect("JSON") }
    }

    fn faults(&self, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.check(value, &self.root, "", &mut faults);
        faults
    }

    fn check(&self, value: &Value, schema: &Value, at: &str, faults: &mut Vec<String>) {
        for (keyword, wanted) in schema.as_object().expect("a schema is an object") {
            let fits = match keyword.as_str() {
                "$ref" => {
                    let name = wanted.as_str().and_then(|name| name.strip_prefix('#')).expect("a place in the schema");
                    self.check(value, self.root.pointer(name).expect("it is there"), at, faults);
                    true
                }
                "type" => is(value, wanted.as_str().expect("one type")),
                "enum" => wanted.as_array().expect("a list").contains(value),
                "required" => wanted
                    .as_array()
                    .expect("a list")
                    .iter()
                    .all(|name| value.get(name.as_str().expect("a name")).is_some() || !value.is_object()),
                "anyOf" => self.fitting(value, wanted) > 0,
                "oneOf" => self.fitting(value, wanted) == 1,
                "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().expect("a number")),
                "maximum" => value.as_f64().is_none_or(|number| number <= wanted.as_f64().expect("a number")),
                "minItems" => {
                    value.as_array().is_none_or(|items| items.len() as u64 >= wanted.as_u64().expect("a number"))
                }
                "uniqueItems" => value.as_array().is_none_or(|items| {
                    wanted != &json!(true) || items.iter().enumerate().all(|(at, item)| !items[..at].contains(item))
                }),
                "items" => {
                    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(item, wanted, &format!("{at}/{number}"), faults);
                    }
                    true
                }
                "properties" => {
                    for (name, value) in value.as_object().into_iter().flatten() {
                        if let Some(schema) = wanted.get(name) {
                            self.check(value, schema, &format!("{at}/{name}"), faults);
                        }
                    }
                    true
                }
                "additionalProperties" => self.others(value, schema, wanted, at, faults),
                known => {
                    assert!(SILENT.contains(&known), "the schema says `{known}`");
                    true
                }
            };
            if !fits {
                faults.push(format!("{at}: {keyword} {wanted}"));
            }
        }
    }

    fn fitting(&self, value: &Value, choices: &Value) -> usize {
        let fits = |schema: &&Value| {
            let mut faults = Vec::new();
            self.check(value, schema, "", &mut faults);
            faults.is_empty()
        };
        choices.as_array().expect("a list").iter().filter(fits).count()
    }

    /// What no property of the schema names.
    fn others(&self, value: &Value, schema: &Value, wanted: &Value, at: &str, faults: &mut Vec<String>) -> bool {
        let named = |name: &String| schema["properties"].get(name).is_some();
        let others: Vec<_> = value.as_object().into_iter().flatten().filter(|(name, _)| !named(name)).collect();
        if wanted.is_object() {
            for (name, value) in &others {
                self.check(value, wanted, &format!("{at}/{name}"), faults);
            }
        }
        wanted != &json!(false) || others.is_empty()
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        other => panic!("the schema says `{other}`"),
    }
}

fn diglot(root: &TempDir, args: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_diglot")).args(args).current_dir(root.path()).output();
    String::from_utf8(run.expect("the program starts").stdout).expect("UTF-8")
}

/// A site with faults of many kinds: at a place and of a whole file, with fixes and without, with further places, allowed,
/// known, stale.
fn site() -> TempDir {
    let root = TempDir::new().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    let settings = "title: {fr: Essai, en: Trial}\nlanguages: [fr, en]\nbaseline: diglot-baseline.yaml\n";
    write("diglot.yaml", settings);
    write("content/index.fr.md", "---\ntitle: Accueil\ntitel: x\n---\n\n## A {#a}\n\n## B {#a}\n\n[x](old.md)\n");
    write("content/index.en.md", "# Home\n\nText.\n");
    write("content/alone.fr.md", "---\ntitle: Seul\nslug: index\n---\n\n{{ nothing }} [^n] [a](index.md#b)\n");
    diglot(&root, &["baseline", "--write"]);
    write(
        "content/index.en.md",
        "# Home\n\n<!-- diglot-allow DG-L001: soon -->\n[é 😀](x.md) <b\n\n[y](index.fr.md)\n",
    );
    write("content/à b.fr.md", "\u{feff}[z](index.md#nulle \"t\")\r\n\r\n![](<a b.png>)\r\n");
    let text = fs::read_to_string(root.path().join("content/index.fr.md")).expect("a file");
    write("content/index.fr.md", &text.replace("[x](old.md)", ""));
    root
}

#[test]
fn what_is_written_fits_the_official_schema() {
    let (schema, site) = (Schema::new(), site());
    for (args, least) in [
        (&["--lang", "fr"][..], 10),
        (&["--lang", "en"], 10),
        (&["--deny", "warnings"], 10),
        (&["--allow", "links"], 5),
    ] {
        let log = diglot(&site, &[&["check", "--format", "sarif"], args].concat());
        let log: Value = serde_json::from_str(&log).expect("JSON");
        assert_eq!(schema.faults(&log), [""; 0]);
        let results = log["runs"][0]["results"].as_array().expect("results");
        assert!(results.len() >= least, "{args:?}: {}", results.len());
    }
    let log: Value = serde_json::from_str(&diglot(&site, &["check", "--format", "sarif"])).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    for key in ["fixes", "suppressions", "relatedLocations", "baselineState", "partialFingerprints"] {
        assert!(
            results.iter().any(|result| result[key].is_object() || result[key].is_array() || result[key].is_string()),
            "{key}"
        );
    }
    let states: Vec<&str> = results.iter().filter_map(|result| result["baselineState"].as_str()).collect();
    assert!(states.contains(&"new") && states.contains(&"unchanged") && states.len() == results.len(), "{states:?}");
}

/// The test above could not fail if this did not.
#[test]
fn the_schema_refuses_what_is_wrong() {
    let schema = Schema::new();
    let right = json!({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": []}]});
    assert_eq!(schema.faults(&right), [""; 0]);
    for (place, wrong) in [
        ("/version", json!("2.0.0")),
        ("/runs/0/tool/driver", json!({})),
        ("/runs/0/results", json!([{"message": {"text": "a"}, "level": "info"}])),
        ("/runs/0/results", json!([{"message": {"text": "a"}, "ruleIndex": -2}])),
        ("/runs/0/results", json!([{"message": {}}])),
        ("/runs/0/results", json!([{"message": {"text": "a"}, "fixes": [{"description": {"text": "a"}}]}])),
        ("/runs/0/results", json!([{"message": {"text": "a"}, "partialFingerprints": {"a": 1}}])),
        ("/runs/0", json!({"tool": {"driver": {"name": "x"}}, "colour": "blue"})),
    ] {
        let mut log = right.clone();
        *log.pointer_mut(place).expect("it is there") = wrong;
        assert_ne!(schema.faults(&log), [""; 0], "{log}");
    }
}
