//! Turns the published schemas into checks that they accept what is read, and refuse what is not.

use super::*;
use crate::source::Source;
use serde::de::DeserializeOwned;

const SETTINGS: &str = r##"
title: {fr: Aide, en: Help}
description: {fr: Tout savoir, en: All there is to know}
image: {fr: /carte-fr.png, en: /carte-en.png}
image_alt: {fr: Trois pages, en: Three pages}
base_url: https://docs.example.org/help/
languages: [fr-CA, {tag: en-CA, segment: english, suffix: en, name: English}]
source: en
layout: side-by-side
root: choose
publish: together
fallback: omit
stale: error
kinds:
  faq: {publish: separately, fallback: notice, stale: nothing}
typography: {fr: true, en: false}
redirects: [html, netlify, nginx]
edit: https://git.example.org/edit/main/{path}
repository: https://git.example.org/help
variables: {product: Diglot, year: 2026, city: {fr: Québec, en: Quebec City}}
lists: {news: {under: guides, kind: guide, sort: updated, limit: 5}}
data_addresses: [team.*.link]
equivalents: [{fr: https://loi.example/, en: https://law.example/}]
theme: {brand: "#1f4e79", accent: "#b8500c", logo: {fr: /logo-fr.svg, en: /logo-en.svg}}
levels: {DG-L004: warning, links: error}
baseline: diglot-baseline.yaml
status_page: true
outputs: {markdown: false, feed: true, llms: false}
search: false
external:
  skip: [social.example, "https://www.example.org/private/*"]
  only: "*"
  private: localhost
  accept: [403]
  fragments: true
  timeout: 20
  pause: 250
  attempts: 3
  max_age: 7
  fail_after: {missing: 1, trouble: 3}
  hosts: {"*.example.org": {accept: 429, fragments: false, timeout: 60, pause: 1000, attempts: 1}}
fail: error
"##;

const FRONT_MATTER: &str = "
title: Renouveler
description: Comment renouveler
kind: guide
key: guides/renewal
slug: renouveler
slugs: {frais: droits}
aliases: [vieux, /tres/vieux]
anchors: {anciens-frais: frais}
source: en
draft: false
publish: together
fallback: notice
stale: notice
only: fr
reason: propre au Québec
order: 3
updated: 2026-05-01
review_by: 2027-05-01
change: Nouveau délai
image: img/carte.png
image_alt: Une carte
keywords: [tarif, prix]
search: titles
toc: true
nav: false
typography: true
annex: true
number: 6bis
lists: {news: {sort: title}}
variables: {delay: {fr: 30 jours, en: 30 days}}
extra: {owner: {team: Aide, floors: [1, 2]}}
";

const FOLDER: &str = "
title: {fr: Guides, en: Guides}
description: Tout
order: 1
slug: {fr: guides, en: guides}
kind: page
nav: true
";

const FAQ: &str = "
title: {fr: Permis, en: Licensing}
description: {fr: Questions, en: Questions}
image: {fr: img/carte.fr.png, en: img/carte.en.png}
image_alt: {fr: Une carte, en: A card}
intro:
  fr: |
    Avant tout.
  en: Before all.
order: 2
typography: {fr: false}
categories:
  - id: deadlines
    title: {fr: Délais, en: Deadlines}
entries:
  - id: deadline
    category: deadlines
    question: {fr: Quand?, en: When?}
    answer:
      fr: |
        En mai.
      en: In May.
    tags: {fr: [permis], en: licence}
    updated: 2026-05-01
    related: [other, support.yaml#id]
    aliases: old
  - {id: other, question: A, answer: B, tags: [licence]}
";

const HANDBOOK: &str = r#"
title: {fr: Manuel, en: Handbook}
description: {fr: Le programme, en: The programme}
version: 2.10
effective: 2026-01-01
order: 3
whole: true
parts: [scope, roles]
numbering: {sections: true, clauses: simple, annexes: digits, tables: handbook, figures: section}
cited_as: {fr: GPGS, en: [SMPH]}
"#;

const GLOSSARY: &str = "
title: {fr: Glossaire, en: Glossary}
terms:
  - id: source-language
    term: {fr: langue source, en: source language}
    definition: {fr: La première, en: The first}
    aka: {fr: [langue de départ], en: base language}
    forms: {en: source-language}
    acronym: {fr: LS, en: SL}
    avoid: {fr: [langage source], en: original tongue}
";

/// What the sample says; it must be without fault.
fn sample<T: JsonSchema + DeserializeOwned + 'static>(text: &str) -> T {
    let source = Source::new("sample.yaml", text.as_bytes().to_vec());
    let mut findings = Vec::new();
    let value = yaml::read::<T>(&source, source.span(), &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    value.expect("read")
}

fn round_trip<T: JsonSchema + DeserializeOwned + serde::Serialize + PartialEq + std::fmt::Debug + 'static>(text: &str) {
    let value: T = sample(text);
    let bytes = postcard::to_stdvec(&value).expect("written");
    assert_eq!(postcard::from_bytes::<T>(&bytes).expect("read"), value);
}

#[test]
fn samples_with_every_key_are_valid_and_survive_the_cache() {
    sample::<Settings>(SETTINGS);
    round_trip::<FrontMatter>(FRONT_MATTER);
    round_trip::<FolderRecord>(FOLDER);
    round_trip::<FaqFile>(FAQ);
    round_trip::<HandbookFile>(HANDBOOK);
    round_trip::<GlossaryFile>(GLOSSARY);
    assert_eq!(sample::<HandbookFile>(HANDBOOK).version.map(|version| version.value.0), Some("2.10".to_owned()));
}

#[test]
fn the_samples_name_every_key_of_settings_front_matter_and_folders() {
    for (name, text) in [("settings", SETTINGS), ("front-matter", FRONT_MATTER), ("folder", FOLDER)] {
        let schema = schema(name).expect("a schema");
        for key in schema["properties"].as_object().expect("properties").keys() {
            assert!(text.contains(&format!("\n{key}:")), "{name}: {key}");
        }
    }
}

#[test]
fn every_schema_is_closed_described_and_of_one_draft() {
    for name in NAMES {
        let schema = schema(name).expect("a schema");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert_eq!(schema["additionalProperties"], false, "{name}");
        assert!(schema["title"].as_str().is_some_and(|title| title.starts_with("Diglot: ")), "{name}");
        assert!(schema["description"].is_string(), "{name}");
        for (key, property) in schema["properties"].as_object().expect("properties") {
            assert!(property["description"].is_string(), "{name}: {key}");
        }
    }
    assert_eq!(schema("nonsense"), None);
}

#[test]
fn defaults_are_said_where_they_say_something() {
    let settings = schema("settings").expect("a schema");
    assert_eq!(settings["properties"]["layout"]["default"], "side-by-side");
    assert_eq!(settings["properties"]["variables"].get("default"), None);
    assert_eq!(settings["required"], json!(["title", "languages"]));
}
