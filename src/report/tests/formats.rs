//! The formats for programs, on a site below the root of its repository, with a baseline and an allowance.

use super::*;
use serde_json::{Value, json};

/// Some of each: new, known, allowed.
fn mixed() -> (Vec<Diagnostic>, Vec<Aside>) {
    let odd = source("content/à b/100 %,:#.en.md", "[a|b](x\"<&>%0A::]](y).md)\n");
    let target = &odd.text()[6..24];
    let broken = Finding::new(&links::BROKEN_PAGE, Span::new(6, 24)).with("target", target).help("none").at(&odd);
    let mut warning = sample().remove(3);
    warning.severity = Severity::Warning;
    let mut info = sample().remove(2);
    info.severity = Severity::Info;
    let known = Aside { diagnostic: sample().remove(1), why: Why::Known };
    let allowed = Aside { diagnostic: sample().remove(0), why: Why::Allowed("both \"frais\" & <fees>".into()) };
    (vec![info, warning, broken], vec![known, allowed])
}

fn said(format: Format, tongue: Tongue) -> String {
    let (diagnostics, aside) = mixed();
    let findings = Findings {
        diagnostics: &diagnostics,
        aside: &aside,
        baseline: true,
        fail: Severity::Warning,
        prefix: "docs/",
        next_change: None,
    };
    report(format, &findings, Look::plain(tongue))
}

fn json_said(format: Format, tongue: Tongue) -> Value {
    serde_json::from_str(&said(format, tongue)).expect("JSON")
}

#[test]
fn github_annotates_the_lines() {
    let expected = "\
::notice file=docs/content/guide.en.md,line=5,endLine=5,col=21,endColumn=35,title=DG-L002 broken-anchor::`terms.md` has no anchor `#renewl` (write `terms.md#renewal`)
::warning file=docs/content/terms.en.md,line=1,endLine=1,col=1,endColumn=7,title=DG-D022 top-heading::a level-1 heading in the body of the page (write `## …`)
::error file=docs/content/à b/100 %25%2C%3A#.en.md,line=1,endLine=1,col=7,endColumn=24,title=DG-L001 broken-page::page `x\"<&>%250A::]](y).md` does not exist (give the path of the source file, from this file)
";
    assert_eq!(said(Format::Github, Tongue::English), expected);
    assert_eq!(report(Format::Github, &Findings::from(&[][..]), Look::plain(Tongue::French)), "");
    let whole = report(Format::Github, &Findings::from(&sample()[1..2]), Look::plain(Tongue::French));
    assert!(whole.starts_with("::error file=content/a.fr.md,title=DG-U001 same-address::deux pages"), "{whole}");
}

#[test]
fn gitlab_gets_one_print_for_each() {
    let list = json_said(Format::Gitlab, Tongue::French);
    let list = list.as_array().expect("a list");
    let severities: Vec<&str> = list.iter().map(|entry| entry["severity"].as_str().expect("a word")).collect();
    assert_eq!(severities, ["major", "info", "minor", "major"], "what is known is in it, what is allowed is not");
    assert_eq!(list[1]["location"], json!({"path": "docs/content/guide.en.md", "lines": {"begin": 5, "end": 5}}));
    let prints: std::collections::HashSet<&str> =
        list.iter().map(|entry| entry["fingerprint"].as_str().expect("a print")).collect();
    assert_eq!(prints.len(), list.len());
    assert_eq!(report(Format::Gitlab, &Findings::from(&[][..]), Look::plain(Tongue::French)), "[]\n");
}

#[test]
fn junit_fails_at_the_fail_level() {
    let expected = r##"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="diglot: 1 error, 1 warning, 1 info (1 allowed, 1 in the baseline)" tests="5" failures="2" errors="0" skipped="2">
  <testsuite name="docs/content/a.fr.md" tests="1" failures="0" errors="0" skipped="1">
    <testcase classname="docs/content/a.fr.md" name="DG-U001 same-address (1:1)" file="docs/content/a.fr.md" line="1">
      <skipped message="in the baseline"/>
    </testcase>
  </testsuite>
  <testsuite name="docs/content/faq.fr.md" tests="1" failures="0" errors="0" skipped="1">
    <testcase classname="docs/content/faq.fr.md" name="DG-D017 duplicate-id (5:13)" file="docs/content/faq.fr.md" line="5">
      <skipped message="both &quot;frais&quot; &amp; &lt;fees&gt;"/>
    </testcase>
  </testsuite>
  <testsuite name="docs/content/guide.en.md" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="docs/content/guide.en.md" name="DG-L002 broken-anchor (5:21)" file="docs/content/guide.en.md" line="5">
      <system-out>docs/content/guide.en.md:5:21: info: `terms.md` has no anchor `#renewl` (write `terms.md#renewal`)</system-out>
    </testcase>
  </testsuite>
  <testsuite name="docs/content/terms.en.md" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="docs/content/terms.en.md" name="DG-D022 top-heading (1:1)" file="docs/content/terms.en.md" line="1">
      <failure type="DG-D022" message="a level-1 heading in the body of the page">docs/content/terms.en.md:1:1: warning: a level-1 heading in the body of the page (write `## …`)</failure>
    </testcase>
  </testsuite>
  <testsuite name="docs/content/à b/100 %,:#.en.md" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="docs/content/à b/100 %,:#.en.md" name="DG-L001 broken-page (1:7)" file="docs/content/à b/100 %,:#.en.md" line="1">
      <failure type="DG-L001" message="page `x&quot;&lt;&amp;&gt;%0A::]](y).md` does not exist">docs/content/à b/100 %,:#.en.md:1:7: error: page `x"&lt;&amp;&gt;%0A::]](y).md` does not exist (give the path of the source file, from this file)</failure>
    </testcase>
  </testsuite>
</testsuites>
"##;
    assert_eq!(said(Format::Junit, Tongue::English), expected);
    let clean = report(Format::Junit, &Findings::from(&[][..]), Look::plain(Tongue::French));
    assert!(clean.contains("tests=\"1\" failures=\"0\"") && clean.contains("name=\"aucun problème\""), "{clean}");
}

#[test]
fn markdown_is_a_table() {
    let text = said(Format::Markdown, Tongue::French);
    let expected = "\
### Vérification par Diglot

1 erreur, 1 avertissement, 1 info (1 toléré, 1 dans l'état de référence)

| Niveau | Règle | Endroit | Problème | Aide |
| --- | --- | --- | --- | --- |
| info | DG-L002 broken-anchor | `docs/content/guide.en.md:5:21` | `terms.md` n'a pas d'ancre `#renewl` | écrivez `terms.md#renewal` |
";
    assert!(text.starts_with(expected), "{text}");
    let many: Vec<Diagnostic> = std::iter::repeat_with(|| sample().remove(3)).take(302).collect();
    let text = report(Format::Markdown, &Findings::from(&many[..]), Look::plain(Tongue::English));
    assert!(text.ends_with("\n\n… and 2 warnings more.\n") && text.lines().count() == 308, "{}", text.lines().count());
    let clean = report(Format::Markdown, &Findings::from(&[][..]), Look::plain(Tongue::English));
    assert_eq!(clean, "### Diglot check\n\nno problem found\n");
}

#[test]
fn json_tells_what_does_not_count() {
    let report = json_said(Format::Json, Tongue::English);
    let states: Vec<&Value> =
        report["diagnostics"].as_array().expect("a list").iter().map(|d| &d["baseline"]).collect();
    assert_eq!(states, ["unchanged", "new", "new", "new"]);
    assert_eq!(report["allowed"][0]["reason"], "both \"frais\" & <fees>");
    assert_eq!(report["allowed"][0]["code"], "DG-D017");
    assert_eq!(report["summary"], json!({"errors": 1, "warnings": 1, "infos": 1, "allowed": 1, "known": 1}));
    assert_eq!(report["diagnostics"][0]["path"], "content/a.fr.md", "paths are the site's own");
}

/// Every key of a value is in its schema, and every key that the schema demands is there.
fn fits(value: &Value, schema: &Value, root: &Value) {
    let named = schema["$ref"].as_str().and_then(|name| root.pointer(name.strip_prefix('#')?));
    let schema = named.unwrap_or(schema);
    if let Some(choices) = schema["anyOf"].as_array() {
        let null = choices.iter().find(|choice| (choice["type"] == "null") == value.is_null());
        return fits(value, null.expect("a choice"), root);
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| fits(item, &schema["items"], root)),
        Value::Object(keys) => {
            let properties = schema["properties"].as_object().expect("properties");
            for (key, value) in keys {
                fits(value, properties.get(key).unwrap_or_else(|| panic!("{key}")), root);
            }
            for name in schema["required"].as_array().expect("some are required") {
                assert!(keys.contains_key(name.as_str().expect("a name")), "{name}");
            }
            assert_eq!(
                schema["required"].as_array().map(Vec::len),
                Some(properties.len()),
                "all keys are always there"
            );
        }
        _ => {}
    }
}

#[test]
fn the_schema_of_the_json_is_what_is_written() {
    let schema = schema();
    fits(&json_said(Format::Json, Tongue::French), &schema, &schema);
    assert!(schema["$schema"].as_str().is_some_and(|url| url.contains("2020-12")));
}

#[test]
fn sarif_has_rules_fixes_and_states() {
    let log = json_said(Format::Sarif, Tongue::French);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!((&run["columnKind"], &run["language"]), (&json!("unicodeCodePoints"), &json!("fr")));
    let results = run["results"].as_array().expect("results");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let states: Vec<(&Value, bool)> =
        results.iter().map(|result| (&result["baselineState"], result["suppressions"].is_array())).collect();
    let (new, same) = (json!("new"), json!("unchanged"));
    assert_eq!(states, [(&same, false), (&same, true), (&new, false), (&new, false), (&new, false)]);
    assert!(results[0]["locations"][0]["physicalLocation"]["region"].is_null(), "it is about the whole file");
    let anchor = &results[2];
    assert_eq!(anchor["level"], "note");
    assert_eq!(anchor["message"]["text"], "`terms.md` n'a pas d'ancre `#renewl` (écrivez `terms.md#renewal`)");
    let region = json!({"startLine": 5, "startColumn": 21, "endLine": 5, "endColumn": 36});
    let change = &anchor["fixes"][0]["artifactChanges"][0];
    assert_eq!(
        change["replacements"][0],
        json!({"deletedRegion": region, "insertedContent": {"text": "terms.md#renewal"}})
    );
    assert_eq!(change["artifactLocation"]["uri"], "docs/content/guide.en.md");
    assert_eq!(anchor["relatedLocations"][0]["physicalLocation"]["region"]["snippet"]["text"], "Renewal");
    assert_eq!(anchor["locations"][0]["physicalLocation"]["region"]["snippet"]["text"], "terms.md#renewl");
    let odd = &results[4]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert_eq!(odd, "docs/content/%C3%A0%20b/100%20%25,%3A%23.en.md");
    let text = rules[0]["help"]["text"].as_str().expect("a text");
    assert!(text.contains("À éviter :") && text.contains("Correct :"), "{text}");
    let clean = report(Format::Sarif, &Findings::from(&[][..]), Look::plain(Tongue::English));
    let clean: Value = serde_json::from_str(&clean).expect("JSON");
    assert_eq!(clean["runs"][0]["results"], json!([]));
}
