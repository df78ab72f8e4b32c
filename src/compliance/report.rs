//! Turns answers into a report: plain data for programs, with its JSON Schema, from which the page is made.
//!
//! It decides nothing but what a question's answer is worth.

use super::{Examined, Subject};
use crate::diag::Tongue;
use crate::lang::primary_subtag;
use crate::records::{Answer, CheckName, Checklist, Item, Text};
use crate::render::page_kind;
use crate::yaml::PerLanguage;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The answers to a list of questions about a site.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// The version of Diglot.
    pub diglot: String,
    /// The day that the site was built for.
    pub as_of: String,
    pub title: Both,
    pub introduction: Both,
    /// The site, in each of its languages.
    pub languages: Vec<Language>,
    /// How many pages of each kind there are, by language tag.
    pub kinds: BTreeMap<String, BTreeMap<String, usize>>,
    pub summary: Summary,
    /// The questions, in the order of the list.
    pub items: Vec<Answered>,
}

/// A text in the two languages of the report; empty where the list says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Both {
    pub fr: String,
    pub en: String,
}

/// A language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: String,
    /// What the language calls itself.
    pub name: String,
    /// The site's title in it.
    pub title: String,
}

/// How many questions have which answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    pub passed: usize,
    pub failed: usize,
    pub not_applicable: usize,
    pub open: usize,
}

/// What the answer to a question is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Passed,
    Failed,
    /// There is nothing that the question is about.
    NotApplicable,
    /// A person has yet to answer.
    Open,
}

/// One question with its answer.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Answered {
    pub id: String,
    pub question: Both,
    /// The check that answered; null if a person does.
    pub check: Option<CheckName>,
    pub status: Status,
    /// How many pages, links or documents the check looked at.
    pub concerned: usize,
    /// Where the answer is no.
    pub failures: Vec<Place>,
    /// What is otherwise on purpose, with the reason.
    pub declared: Vec<Place>,
    /// The person who answered.
    pub who: Option<String>,
    /// The day on which they did.
    pub when: Option<String>,
    pub note: Both,
}

/// Where something is not as it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// Address of the page from the root of the site; of a fault in a source, its file, line and column.
    pub page: String,
    /// The file that the page comes from.
    pub source: Option<String>,
    /// The page, or the address, that this one is compared with or should lead to.
    pub other: Option<String>,
    /// What stands there; empty if nothing does.
    pub text: String,
}

impl Report {
    /// Whether a check of Diglot's answers a question with no.
    pub fn fails(&self) -> bool {
        self.items.iter().any(|item| !item.failures.is_empty())
    }
}

impl Both {
    pub fn get(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::French => &self.fr,
            Tongue::English => &self.en,
        }
    }

    fn of(texts: &PerLanguage<Text>) -> Both {
        let text = |primary: &str| {
            let own = |key: &str| primary_subtag(key).eq_ignore_ascii_case(primary);
            let found = texts.iter().find(|(key, _)| key.is_none_or(|key| own(key)));
            found.map_or_else(String::new, |(_, text)| text.value.trim().to_owned())
        };
        Both { fr: text("fr"), en: text("en") }
    }
}

/// The JSON Schema of a report.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Report>().to_value();
    if let Value::Object(schema) = &mut schema {
        schema.insert("title".to_owned(), json!("Diglot: audit report"));
    }
    schema
}

pub(super) fn report(subject: &Subject<'_>, list: &Checklist, answers: Vec<Option<Examined>>) -> Report {
    let site = subject.site;
    let config = &site.config;
    let items: Vec<Answered> = list.items.iter().zip(answers).map(|(item, found)| answered(item, found)).collect();
    let count = |status: Status| items.iter().filter(|item| item.status == status).count();
    let mut kinds: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for (at, page) in site.pages.iter().enumerate() {
        let kind = if page.foreign(site).is_some() { "fallback".to_owned() } else { page_kind(site, at) };
        *kinds.entry(kind).or_default().entry(config.languages[page.lang].tag.clone()).or_default() += 1;
    }
    let language = |(_, language): (_, &crate::lang::Lang)| Language {
        tag: language.tag.clone(),
        name: language.name.clone(),
        title: config.title.get(language).map_or_else(String::new, |title| title.value.clone()),
    };
    Report {
        diglot: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: site.as_of.to_string(),
        title: Both::of(&list.title),
        introduction: Both::of(&list.introduction),
        languages: config.languages.iter().map(language).collect(),
        kinds,
        summary: Summary {
            passed: count(Status::Passed),
            failed: count(Status::Failed),
            not_applicable: count(Status::NotApplicable),
            open: count(Status::Open),
        },
        items,
    }
}

/// What the answer of a person is worth.
fn by_hand(answer: Answer) -> Status {
    match answer {
        Answer::Yes => Status::Passed,
        Answer::No => Status::Failed,
        Answer::NotApplicable => Status::NotApplicable,
    }
}

fn answered(item: &Item, found: Option<Examined>) -> Answered {
    let hand = item.by_hand.clone().unwrap_or_default();
    let status = match (&found, hand.result) {
        (Some(found), _) if !found.failures.is_empty() => Status::Failed,
        (Some(found), _) if found.concerned == 0 => Status::NotApplicable,
        (Some(found), None) if found.unknown => Status::Open,
        (Some(found), Some(answer)) if found.unknown => by_hand(answer),
        (Some(_), _) => Status::Passed,
        (None, Some(answer)) => by_hand(answer),
        (None, None) => Status::Open,
    };
    let Examined { concerned, mut failures, declared, .. } = found.unwrap_or_default();
    failures.sort_by(|a, b| (&a.page, &a.other, &a.text).cmp(&(&b.page, &b.other, &b.text)));
    Answered {
        id: item.id.value.clone(),
        question: Both::of(&item.question),
        check: item.check,
        status,
        concerned,
        failures,
        declared,
        who: hand.who.map(|who| who.value.0),
        when: hand.when.map(|day| day.value.to_string()),
        note: Both::of(&hand.note),
    }
}
