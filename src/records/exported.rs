//! Turns nothing: it is the shape of `faq.json`, which assistants and support tools read.
//!
//! It is written, never read. The doc comments are the descriptions of its published JSON Schema.

use schemars::JsonSchema;
use serde::Serialize;

/// All questions and answers of a site in one language.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FaqExport {
    /// The version of this form. Keys may be added to it; if one is taken away or means something else, the number grows.
    pub version: u32,
    /// The language, as a BCP 47 tag such as `fr-CA`.
    pub lang: String,
    /// The site's title.
    pub site: String,
    /// In the order of the pages, and of the questions on each.
    pub entries: Vec<ExportedEntry>,
}

/// A question with its answer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportedEntry {
    /// The same in every language, and unique on the site: the document and the entry's id, as in `faq/support#deadline`.
    pub key: String,
    /// The entry's id, unique in its document.
    pub id: String,
    /// The permanent address; with scheme and host if the site's settings have a `base_url`.
    pub url: String,
    /// The language of question and answer: another one than the file's where the translation is missing.
    pub lang: String,
    /// The question, plain.
    pub question: String,
    /// The answer in three forms that say the same.
    pub answer: ExportedAnswer,
    /// The page that the question is on.
    pub page: ExportedPage,
    /// The category on that page.
    pub category: Option<ExportedCategory>,
    /// Words that help to find the question.
    pub tags: Vec<String>,
    /// Day of the last change to the answer, as in `2026-05-01`.
    pub updated: Option<String>,
    /// What to read next: addresses of other questions, or of pages.
    pub related: Vec<String>,
}

/// An answer in three forms that say the same.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportedAnswer {
    /// Markdown that stands alone: variables, snippets and addresses are filled in.
    pub markdown: String,
    /// The words only.
    pub text: String,
    /// HTML, as on the page.
    pub html: String,
}

/// A page of questions.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportedPage {
    /// The page's title.
    pub title: String,
    /// The page's address.
    pub url: String,
}

/// A category of questions on a page.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportedCategory {
    /// The category's id, unique in its document.
    pub id: String,
    /// The category's title.
    pub title: String,
}
