//! Audits a small site that is as it should be, then the same site with one fault at a time, in both directions.
//!
//! What a fault does is read from the report; what people see of it, from the page.

mod fixture;

use diglot::build::{Cache, Inputs, build};
use diglot::compliance::{Report, Status, audit, checklist, html};
use diglot::source::Source;
use diglot::theme;
use fixture::{Case, insert};
use std::fs;
use std::process::Command;

const SITE: &str = "A site without fault.
@theme built-in

--- diglot.yaml ---
title: {fr: Aide aux permis, en: Licence help}
base_url: https://example.org/help/
languages: [fr-CA, en-CA]
variables: {product: Permis Plus}
external: {languages: {fr: [unilingue.example]}}

--- content/a.fr.md ---
---
title: Renouveler un permis
description: Quand et comment.
updated: 2026-01-02
---
![Les trois étapes](steps.svg)

[bilingue](https://example.net/fr/x) [source](https://unilingue.example/x)

--- content/a.en.md ---
---
title: Renewing a licence
description: When and how.
---
![The three steps](steps.svg)

[both](https://example.net/en/x) [source](https://unilingue.example/x)

--- content/steps.svg ---
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>

--- content/b.fr.md ---
---
title: Permis Plus
only: fr
reason: Un nom.
---

--- content/c.fr.md ---
# Permis Plus 2

--- content/c.en.md ---
# Permis Plus 2

--- content/faq.yaml ---
title: {fr: Questions des clients, en: Customers ask}
entries:
  - id: x
    question: {fr: Quand?, en: When?}
    answer: {fr: Demain., en: Tomorrow.}

--- content/book/handbook.yaml ---
title: {fr: Le manuel, en: The handbook}
parts: [one]

--- content/book/one.fr.md ---
# Une partie

1. Une règle.

--- content/book/one.en.md ---
# One part

1. One rule.
";

/// What is wrong, how it is made, the questions that may fail (the first must), and a page that is named.
type Situation<'a> = (&'a str, Vec<(String, String)>, &'a [&'a str], &'a str);

/// The template with a text of it replaced.
fn template(name: &str, from: &str, to: &str) -> (String, String) {
    let (_, bytes) = theme::templates().find(|(known, _)| known == name).expect("a template of the theme");
    let text = String::from_utf8(bytes.into_owned()).expect("templates are text");
    assert!(text.contains(from), "{name}: {from}");
    (format!("templates/{name}"), text.replace(from, to))
}

fn file(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

fn inputs(changes: &[(String, String)]) -> [Inputs; 2] {
    let case = Case::parse(SITE);
    let exchanged = |(name, text): &(String, String)| (fixture::exchange(name), fixture::exchange(text));
    let (mut own, mut other) = (case.inputs(), case.exchanged().inputs());
    for change in changes {
        insert(&mut own, &change.0, change.1.clone().into_bytes());
        let change = if change.0.starts_with("templates/") { change.clone() } else { exchanged(change) };
        insert(&mut other, &change.0, change.1.into_bytes());
    }
    [own, other]
}

fn report(inputs: &Inputs) -> Report {
    let outcome = build(inputs, &mut Cache::default());
    audit(&outcome.site, &outcome.output, &outcome.diagnostics, &checklist::shipped())
}

/// The questions that a check answers with no.
fn failing(report: &Report) -> Vec<&str> {
    report.items.iter().filter(|item| item.status == Status::Failed).map(|item| item.id.as_str()).collect()
}

#[test]
fn a_good_site_answers_every_question_and_says_what_is_left_to_people() {
    for inputs in inputs(&[]) {
        let report = report(&inputs);
        let faults: Vec<_> = report.items.iter().filter(|item| item.status == Status::Failed).collect();
        assert!(faults.is_empty(), "{faults:#?}");
        let summary = report.summary;
        // Without records of translations, a person has to say whether the texts agree.
        assert_eq!((summary.passed, summary.open, summary.not_applicable), (12, 5, 0));
        assert!(!report.fails());
        let kinds: Vec<&str> = report.kinds.keys().map(String::as_str).collect();
        assert_eq!(
            kinds,
            ["fallback", "faq", "guide", "handbook", "home", "notfound", "part", "root", "search", "whole"]
        );
        let declared: Vec<_> = report.items.iter().flat_map(|item| &item.declared).collect();
        assert_eq!(declared.len(), 1);
        assert!(declared[0].text.ends_with(" – Un nom."), "{declared:?}");
    }
}

#[test]
fn every_fault_is_told_where_it_is() {
    let switch = "partials/language_switch.html";
    let situations: [Situation; 18] = [
        (
            "no toggle",
            vec![template(switch, "alternate.url", "false")],
            &["toggle", "toggle-back", "toggle-label", "toggle-marks"],
            "/fr/a/",
        ),
        (
            "a toggle that leads to the home page",
            vec![template(switch, "href=\"{{ alternate.url }}\"", "href=\"{{ site.root }}{{ alternate.segment }}/\"")],
            &["toggle", "toggle-back", "toggle-label", "toggle-marks"],
            "/fr/a/",
        ),
        (
            "a toggle on one side only",
            vec![template(switch, "not alternate.current and", "page.segment == \"fr\" and not alternate.current and")],
            &["toggle-back", "toggle", "toggle-label", "toggle-marks"],
            "/en/a/",
        ),
        (
            "a label in the reader's language",
            vec![template(switch, ">{{ alternate.name }}<", ">{{ words.language }}<")],
            &["toggle-label"],
            "/fr/a/",
        ),
        (
            "no hreflang",
            vec![template(switch, " hreflang=\"{{ alternate.hreflang }}\"", "")],
            &["toggle-marks"],
            "/fr/a/",
        ),
        ("no lang", vec![template(switch, " lang=\"{{ alternate.lang }}\"", "")], &["toggle-marks"], "/fr/a/"),
        (
            "no alternates",
            vec![template("partials/head.html", "alternate.exists and", "page.segment == \"fr\" and")],
            &["alternates"],
            "/en/a/",
        ),
        (
            "no language of the page",
            vec![template("base.html", " lang=\"{{ page.lang }}\"", "")],
            &["page-language"],
            "/fr/a/",
        ),
        (
            "a copied title",
            vec![file("content/a.en.md", "---\ntitle: RENOUVELER un permis\ndescription: When.\n---\n\nText.\n")],
            &["titles"],
            "/en/a/",
        ),
        (
            "a copied description",
            vec![file("content/a.en.md", "---\ntitle: A\ndescription: Quand et comment.\n---\n\nText.\n")],
            &["descriptions"],
            "/en/a/",
        ),
        ("no description", vec![file("content/a.en.md", "---\ntitle: A\n---\n\nText.\n")], &["descriptions"], "/en/a/"),
        (
            "a copied alternative",
            vec![file("content/a.en.md", "---\ntitle: A\ndescription: When.\n---\n\n![Les trois étapes](steps.svg)\n")],
            &["alternatives"],
            "/en/a/",
        ),
        ("a missing edition", vec![file("content/d.fr.md", "# D\n\nTexte.\n")], &["editions"], "/fr/d/"),
        (
            "another date of change",
            vec![file("content/a.en.md", "---\ntitle: A\ndescription: When.\nupdated: 2026-02-02\n---\n\nText.\n")],
            &["up-to-date"],
            "/fr/a/",
        ),
        (
            "a translation that is behind",
            vec![
                file("content/d.fr.md", "# D\n\n## Deux {#two}\n\nTexte changé.\n"),
                file("content/d.en.md", "# D\n\n## Two {#two}\n\nText.\n"),
                file(
                    "translations/d.en.jsonl",
                    "{\"unit\":\"_top\",\"fr\":\"# D\",\"en\":\"# D\"}\n{\"unit\":\"two\",\"fr\":\"## Deux\\n\\nTexte.\",\"en\":\"## Two\\n\\nText.\"}\n",
                ),
            ],
            &["up-to-date"],
            "/en/d/#two",
        ),
        (
            "a link that says no language",
            vec![file(
                "content/d.fr.md",
                "---\ntitle: D\nonly: fr\nreason: Essai.\n---\n\n<a href=\"https://example.net/en/\">x</a>\n",
            )],
            &["links"],
            "/fr/d/",
        ),
        (
            "an error",
            vec![file("content/d.fr.md", "---\ntitle: D\nonly: fr\nreason: Essai.\n---\n\n[x](nothing.md)\n")],
            &["sound"],
            "content/d.fr.md:7:5",
        ),
        (
            "a home page that is left out",
            vec![
                file(
                    "content/index.fr.md",
                    "---\ntitle: Bienvenue\nonly: fr\nreason: Essai.\nfallback: omit\n---\n\nTexte.\n",
                ),
                template(switch, "alternate.url", "false"),
                template("partials/footer.html", "site.languages", "[]"),
            ],
            &["toggle", "toggle-back", "toggle-label", "toggle-marks"],
            "/fr/",
        ),
    ];
    for (what, changes, expected, page) in situations {
        for (inputs, exchanged) in inputs(&changes).into_iter().zip([false, true]) {
            let templates = changes.iter().any(|(name, _)| name.starts_with("templates/"));
            let report = report(&inputs);
            // A template that knows a language is not exchanged with the site.
            let page = if exchanged && !templates { fixture::exchange(page) } else { page.to_owned() };
            let failures: Vec<_> = report.items.iter().flat_map(|item| &item.failures).collect();
            assert!(failing(&report).contains(&expected[0]), "{what}: {:?} {failures:#?}", failing(&report));
            assert!(
                failing(&report).iter().all(|id| expected.contains(id)),
                "{what}: {:?} {failures:#?}",
                failing(&report)
            );
            assert!(failures.iter().any(|place| place.page == page), "{what}: {page} {failures:#?}");
            assert!(report.fails());
            assert!(html(&report).contains(&format!("<code>{page}</code>")), "{what}");
        }
    }
}

#[test]
fn what_people_answered_stands_in_the_report_and_fails_nothing() {
    let [inputs, _] = inputs(&[]);
    let outcome = build(&inputs, &mut Cache::default());
    let text = "same: [Permis Plus]
title: {fr: Titre, en: Title}
items:
  - id: one
    question: {fr: 'Qui a « relu »?', en: 'Who has \"proofread\"?'}
    by_hand: {who: Marie <Tremblay>, when: 2026-03-04, result: no, note: {fr: Pas encore., en: Not yet.}}
  - id: two
    question: {fr: Deux?, en: Two?}
    by_hand: {who: M. Roy, when: 2026-03-05, result: not-applicable}
";
    let mut findings = Vec::new();
    let list = checklist::read(&Source::new("audit.yaml", text.into()), &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    let report = audit(&outcome.site, &outcome.output, &outcome.diagnostics, &list);
    assert_eq!(failing(&report), ["one"]);
    assert!(!report.fails(), "the answer of a person is no check of Diglot's");
    let page = html(&report);
    for text in ["Marie &lt;Tremblay&gt;, 2026-03-04", "Pas encore.", "Not yet.", "<h1>Titre</h1>", "<h1>Title</h1>"] {
        assert!(page.contains(text), "{text}");
    }
    assert!(!page.contains("src=") && !page.contains("href="), "the page needs nothing else");
}

#[test]
fn the_report_is_valid_against_its_schema() {
    let [inputs, _] = inputs(&[]);
    let schema = diglot::compliance::schema();
    let report = serde_json::to_value(report(&inputs)).expect("plain data is JSON");
    let required = |schema: &serde_json::Value| -> Vec<String> {
        let keys = schema["required"].as_array().expect("a list");
        keys.iter().filter_map(|key| key.as_str().map(str::to_owned)).collect()
    };
    assert!(schema["properties"].as_object().expect("properties").keys().eq(report.as_object().expect("a map").keys()));
    for item in report["items"].as_array().expect("a list") {
        for key in required(&schema["$defs"]["Answered"]) {
            assert!(item.get(&key).is_some(), "{key}");
        }
    }
}

#[test]
fn the_command_ends_as_its_checks_do_and_writes_what_is_asked_for() {
    let dir = std::env::temp_dir().join(format!("diglot-audit-{}", std::process::id()));
    let write = |name: &str, text: &str| {
        let path = dir.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    };
    for section in Case::parse(SITE).files() {
        write(&section.name, &section.text);
    }
    let run = |args: &[&str]| {
        let command = Command::new(env!("CARGO_BIN_EXE_diglot"))
            .args(["audit", "--lang", "fr", "--root"])
            .arg(&dir)
            .args(args)
            .env_remove("SOURCE_DATE_EPOCH")
            .output();
        let output = command.expect("it runs");
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned(), output.stderr)
    };
    let (page, data) = (dir.join("report.html"), dir.join("report.json"));
    let files = ["--html", &page.to_string_lossy(), "--json", &data.to_string_lossy(), "--as-of", "2026-03-04"];
    let (status, said, _) = run(&files);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.ends_with("\nOui : 12. Non : 0. À vérifier : 5. Sans objet : 0.\n"), "{said}");
    assert!(fs::read_to_string(&page).expect("written").contains("2026-03-04"));
    let report: serde_json::Value = serde_json::from_slice(&fs::read(&data).expect("written")).expect("JSON");
    assert_eq!(report["summary"]["passed"], 12);
    let again = fs::read(&page).expect("written");
    run(&files);
    assert_eq!(fs::read(&page).expect("written"), again, "the same site, the same bytes");

    write("content/d.fr.md", "# D\n\nTexte.\n");
    let (status, said, _) = run(&["--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said).expect("JSON alone");
    assert_eq!((status, &report["summary"]["failed"]), (Some(1), &serde_json::json!(1)));

    write("audit.yaml", "items:\n  - id: one\n    question: {fr: Un?, en: One?}\n    check: titles\n");
    let (status, _, told) = run(&[]);
    assert_eq!(status, Some(2));
    assert!(String::from_utf8_lossy(&told).contains("audit.yaml:4:12"), "{}", String::from_utf8_lossy(&told));
    assert_eq!(run(&["--list"]).1, checklist::SHIPPED);
    fs::remove_dir_all(&dir).expect("removed");
}
