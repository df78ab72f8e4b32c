//! Turns the front matter and the YAML files of a site into plain records, one type for each kind of file.
//!
//! The doc comments are the descriptions of the published JSON Schemas. A key that must be there is still read as empty
//! when it is not (the fault was reported): what can be shown is shown, and a link to it does not seem broken as well.
//! Whether an id is unique or a related entry exists is not known here.

mod checklist;
mod exported;
mod table;

pub use checklist::{Answer, ByHand, CheckName, Checklist, Item};
pub use exported::{ExportedAnswer, ExportedCategory, ExportedEntry, ExportedPage, FaqExport};
pub use table::{Cell, ColumnKind, TableColumn, TableFile};

use crate::config::{Fallback, ListSetting, Publish, Stale};
use crate::yaml::{Entries, Extra, OneOrMany, PerLanguage, Scalar, Spanned};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text with its place.
pub type Text = Spanned<String>;

/// The lines between `---` at the top of a document.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FrontMatter {
    /// The page's title. Without it, the document's first level-1 heading is the title.
    pub title: Option<Text>,
    /// One or two sentences for search engines and lists of pages.
    pub description: Option<Text>,
    /// What the page is, which chooses its template: `guide` (usual), `page`, `home`, or the name of a template.
    pub kind: Option<Text>,
    /// Pairs editions whose files have different names: the same key in each language.
    pub key: Option<Text>,
    /// Last part of the page's address in this language; usually the file's name.
    pub slug: Option<Text>,
    /// In a handbook in one text: the last part of the address of each part, by the id of its heading.
    pub slugs: Entries<Text>,
    /// Former addresses that lead here: below the language, or from the root of the site with a leading `/`.
    pub aliases: OneOrMany<Text>,
    /// Former anchors of this page: each with the id that it leads to here, or with the address of where it went.
    pub anchors: Entries<Text>,
    /// The language this document is written in first, if it is not the site's.
    pub source: Option<Text>,
    /// Not published, except with `--drafts`.
    pub draft: Option<Spanned<bool>>,
    /// When the editions of this document are published, if the settings shall not decide.
    pub publish: Option<Publish>,
    /// What stands in for this document in a language that it is not in, if the settings shall not decide.
    pub fallback: Option<Fallback>,
    /// What its sections are worth that are behind their source, if the settings shall not decide.
    pub stale: Option<Stale>,
    /// The language, or the languages, that this document is in on purpose; give a `reason`.
    pub only: OneOrMany<Text>,
    /// Why the document is not in the other languages.
    pub reason: Option<Text>,
    /// Place among the pages of its folder: lower comes first.
    pub order: Option<i64>,
    /// Date of the last change that readers should know of.
    pub updated: Option<Spanned<Date>>,
    /// Day by which someone must have read the text again; past it, a warning says so.
    pub review_by: Option<Spanned<Date>>,
    /// What changed on that date, in one line.
    pub change: Option<Text>,
    /// The picture that is shown where someone shares the page: its address, as in the text. Default: the one that the
    /// settings name.
    pub image: Option<Text>,
    /// What that picture shows, for who cannot see it. Default: the title of the page.
    pub image_alt: Option<Text>,
    /// Words by which readers look for this page and that it does not say; they are never shown.
    pub keywords: OneOrMany<Text>,
    /// By what the search finds the page.
    pub search: Searched,
    /// Whether the page has a contents list.
    pub toc: Option<bool>,
    /// Whether the page is in the navigation.
    pub nav: Option<bool>,
    /// Whether this text gets the typography of its language when it is printed.
    pub typography: Option<bool>,
    /// Handbook part: whether this is an annex, with a letter instead of a number.
    pub annex: bool,
    /// Handbook part: the number that it must have, such as `14`, `6A` or `6bis`.
    pub number: Option<Spanned<Scalar>>,
    /// Lists of pages for the template, by name.
    pub lists: Entries<ListSetting>,
    /// Values for `{{ name }}` on this page; they come before those of the settings.
    pub variables: Entries<PerLanguage<Spanned<Scalar>>>,
    /// Keys of your own, for your templates.
    pub extra: Extra,
}

/// `folder.yaml`: what a folder of `content/` is called and where it comes.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FolderRecord {
    /// The folder's name in the navigation, in each language.
    pub title: PerLanguage<Text>,
    /// One or two sentences for the folder's own page.
    pub description: PerLanguage<Text>,
    /// Place among its neighbours: lower comes first.
    pub order: Option<i64>,
    /// The folder's part of addresses, in each language; usually its name.
    pub slug: PerLanguage<Text>,
    /// The kind of the documents inside that do not say their own.
    pub kind: Option<Text>,
    /// Whether the folder is in the navigation.
    pub nav: Option<bool>,
}

/// A page of questions and answers.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "entries"]))]
pub struct FaqFile {
    /// The page's title.
    pub title: PerLanguage<Text>,
    /// One or two sentences for search engines and lists of pages.
    pub description: PerLanguage<Text>,
    /// Markdown before the questions.
    pub intro: PerLanguage<Text>,
    /// Last part of the page's address; usually the file's name.
    pub slug: PerLanguage<Text>,
    /// Former addresses that lead here.
    pub aliases: PerLanguage<OneOrMany<Text>>,
    /// The language this page is written in first, if it is not the site's.
    pub source: Option<Text>,
    /// Not published, except with `--drafts`.
    pub draft: Option<Spanned<bool>>,
    /// When the editions of this document are published, if the settings shall not decide.
    pub publish: Option<Publish>,
    /// What stands in for this document in a language that it is not in, if the settings shall not decide.
    pub fallback: Option<Fallback>,
    /// What its sections are worth that are behind their source, if the settings shall not decide.
    pub stale: Option<Stale>,
    /// The language, or the languages, that this document is in on purpose; give a `reason`.
    pub only: OneOrMany<Text>,
    /// Why the document is not in the other languages.
    pub reason: Option<Text>,
    /// Place among the pages of its folder: lower comes first.
    pub order: Option<i64>,
    /// Date of the last change that readers should know of.
    pub updated: Option<Spanned<Date>>,
    /// Day by which someone must have read the text again; past it, a warning says so.
    pub review_by: Option<Spanned<Date>>,
    /// What changed on that date, in one line.
    pub change: PerLanguage<Text>,
    /// The picture that is shown where someone shares the page: its address, as in the texts.
    pub image: PerLanguage<Text>,
    /// What that picture shows, for who cannot see it. Default: the title of the page.
    pub image_alt: PerLanguage<Text>,
    /// Words by which readers look for it and that it does not say; they are never shown.
    pub keywords: PerLanguage<OneOrMany<Text>>,
    /// Whether the page is in the navigation.
    pub nav: Option<bool>,
    /// Whether these texts get the typography of their language when they are printed.
    pub typography: PerLanguage<bool>,
    /// Groups of questions, in the order of the page.
    pub categories: Vec<FaqCategory>,
    /// The questions, in the order of the page.
    pub entries: Vec<FaqEntry>,
    /// Keys of your own, for your templates.
    pub extra: Extra,
}

/// A group of questions.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "title"]))]
pub struct FaqCategory {
    /// Stable name, used by the questions' `category`.
    pub id: Text,
    /// The group's heading.
    pub title: PerLanguage<Text>,
}

/// One question with its answer.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "question", "answer"]))]
pub struct FaqEntry {
    /// Stable name, unique in the file: the question's anchor in every language.
    pub id: Text,
    /// The `id` of the group this question belongs to.
    pub category: Option<Text>,
    /// The question: one line of Markdown.
    pub question: PerLanguage<Text>,
    /// The answer: Markdown.
    pub answer: PerLanguage<Text>,
    /// Words to find the question by.
    pub tags: PerLanguage<OneOrMany<Text>>,
    /// Date of the last change that readers should know of.
    pub updated: Option<Spanned<Date>>,
    /// What changed on that date, in one line.
    pub change: PerLanguage<Text>,
    /// What to read next: an `id` of this file, `other.yaml#id`, or a document.
    pub related: OneOrMany<Text>,
    /// Former ids, which stay as anchors.
    pub aliases: OneOrMany<Text>,
    /// Keys of your own, for your templates.
    pub extra: Extra,
}

/// `handbook.yaml`: a folder whose documents are the numbered parts of one handbook.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title"]))]
pub struct HandbookFile {
    /// The handbook's title.
    pub title: PerLanguage<Text>,
    /// One or two sentences for search engines and lists of pages.
    pub description: PerLanguage<Text>,
    /// Markdown before the contents of the handbook.
    pub intro: PerLanguage<Text>,
    /// Version, as you number them.
    pub version: Option<Spanned<Scalar>>,
    /// Date from which this version is in force.
    pub effective: Option<Spanned<Date>>,
    /// The last day on which this version is in force; unless said, the day before the edition that replaces it.
    pub until: Option<Spanned<Date>>,
    /// The edition that this one replaces: the folder beside this one that it is in, or the path of its `handbook.yaml`.
    pub replaces: Option<Text>,
    /// Short names by which texts cite the handbook, such as `SMPH` in “section 6 of the SMPH”.
    pub cited_as: PerLanguage<OneOrMany<Text>>,
    /// Last part of the handbook's address; usually the folder's name.
    pub slug: PerLanguage<Text>,
    /// Former addresses that lead here.
    pub aliases: PerLanguage<OneOrMany<Text>>,
    /// The language the handbook is written in first, if it is not the site's.
    pub source: Option<Text>,
    /// Not published, except with `--drafts`.
    pub draft: Option<Spanned<bool>>,
    /// When the editions of this document are published, if the settings shall not decide.
    pub publish: Option<Publish>,
    /// What stands in for this document in a language that it is not in, if the settings shall not decide.
    pub fallback: Option<Fallback>,
    /// What its sections are worth that are behind their source, if the settings shall not decide.
    pub stale: Option<Stale>,
    /// The language, or the languages, that this document is in on purpose; give a `reason`.
    pub only: OneOrMany<Text>,
    /// Why the document is not in the other languages.
    pub reason: Option<Text>,
    /// Place among its neighbours: lower comes first.
    pub order: Option<i64>,
    /// Date of the last change that readers should know of.
    pub updated: Option<Spanned<Date>>,
    /// Day by which someone must have read the text again; past it, a warning says so.
    pub review_by: Option<Spanned<Date>>,
    /// What changed on that date, in one line.
    pub change: PerLanguage<Text>,
    /// The picture that is shown where someone shares the page: its address, as in the texts.
    pub image: PerLanguage<Text>,
    /// What that picture shows, for who cannot see it. Default: the title of the page.
    pub image_alt: PerLanguage<Text>,
    /// Words by which readers look for it and that it does not say; they are never shown.
    pub keywords: PerLanguage<OneOrMany<Text>>,
    /// Whether the handbook is in the navigation.
    pub nav: Option<bool>,
    /// Whether these texts get the typography of their language when they are printed.
    pub typography: PerLanguage<bool>,
    /// Whether there is also one page with the whole handbook; true unless said otherwise.
    pub whole: Option<bool>,
    /// The files of the handbook, without language and extension, in the order of their numbers.
    pub parts: Vec<Text>,
    /// Instead of `parts`: the one file per language whose level-1 headings are the parts.
    pub text: Option<Text>,
    /// What is numbered.
    pub numbering: Numbering,
    /// Keys of your own, for your templates.
    pub extra: Extra,
}

/// What is numbered in a handbook.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Numbering {
    /// Whether sections have numbers; true unless said otherwise.
    pub sections: Option<bool>,
    /// How the clauses of a section are numbered.
    pub clauses: ClauseNumbers,
    /// How the annexes are numbered.
    pub annexes: AnnexNumbers,
    /// How the tables that have a caption are numbered.
    pub tables: CaptionNumbers,
    /// How the images that have a caption are numbered.
    pub figures: CaptionNumbers,
}

/// How tables or figures are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CaptionNumbers {
    /// Not at all.
    #[default]
    None,
    /// From 1 in the whole handbook: `Table 3`.
    Handbook,
    /// From 1 in each part, with the part's number before: `Table 6.1`, `Table A.1`.
    Section,
}

/// By what a search finds a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Searched {
    /// All that it says.
    #[default]
    All,
    /// Its titles and keywords: for reference pages, which have the words of many others.
    Titles,
    /// Nothing.
    None,
}

/// How the annexes are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnnexNumbers {
    /// `A`, `B`, `C`.
    #[default]
    Letters,
    /// `1`, `2`, `3`: for texts that cite “Annex 1”.
    Digits,
}

/// How the clauses of a section are numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ClauseNumbers {
    /// With the section's number before: `6.2`.
    #[default]
    Section,
    /// Alone, from 1 in each section: `2`.
    Simple,
}

/// Terms with their definitions.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["title", "terms"]))]
pub struct GlossaryFile {
    /// The page's title.
    pub title: PerLanguage<Text>,
    /// One or two sentences for search engines and lists of pages.
    pub description: PerLanguage<Text>,
    /// Markdown before the terms.
    pub intro: PerLanguage<Text>,
    /// Last part of the page's address; usually the file's name.
    pub slug: PerLanguage<Text>,
    /// Former addresses that lead here.
    pub aliases: PerLanguage<OneOrMany<Text>>,
    /// The language the glossary is written in first, if it is not the site's.
    pub source: Option<Text>,
    /// Not published, except with `--drafts`.
    pub draft: Option<Spanned<bool>>,
    /// When the editions of this document are published, if the settings shall not decide.
    pub publish: Option<Publish>,
    /// What stands in for this document in a language that it is not in, if the settings shall not decide.
    pub fallback: Option<Fallback>,
    /// What its sections are worth that are behind their source, if the settings shall not decide.
    pub stale: Option<Stale>,
    /// The language, or the languages, that this document is in on purpose; give a `reason`.
    pub only: OneOrMany<Text>,
    /// Why the document is not in the other languages.
    pub reason: Option<Text>,
    /// Place among the pages of its folder: lower comes first.
    pub order: Option<i64>,
    /// Date of the last change that readers should know of.
    pub updated: Option<Spanned<Date>>,
    /// Day by which someone must have read the text again; past it, a warning says so.
    pub review_by: Option<Spanned<Date>>,
    /// What changed on that date, in one line.
    pub change: PerLanguage<Text>,
    /// The picture that is shown where someone shares the page: its address, as in the texts.
    pub image: PerLanguage<Text>,
    /// What that picture shows, for who cannot see it. Default: the title of the page.
    pub image_alt: PerLanguage<Text>,
    /// Words by which readers look for it and that it does not say; they are never shown.
    pub keywords: PerLanguage<OneOrMany<Text>>,
    /// Whether the page is in the navigation.
    pub nav: Option<bool>,
    /// Whether these texts get the typography of their language when they are printed.
    pub typography: PerLanguage<bool>,
    /// Whether texts link to the definition where they first use a term in a section; false unless said otherwise.
    pub link: Option<bool>,
    /// The terms; the page sorts them in each language.
    pub terms: Vec<Term>,
    /// Keys of your own, for your templates.
    pub extra: Extra,
}

/// One term.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "term", "definition"]))]
pub struct Term {
    /// Stable name, unique in the file: the term's anchor in every language.
    pub id: Text,
    /// The term.
    pub term: PerLanguage<Text>,
    /// What it means: Markdown.
    pub definition: PerLanguage<Text>,
    /// Other words for the same thing.
    pub aka: PerLanguage<OneOrMany<Text>>,
    /// Inflected forms of the term that are no regular plural, by which it is known in texts.
    pub forms: PerLanguage<OneOrMany<Text>>,
    /// Its letters, such as `SMPH`: printed with the term after them where a page first uses them.
    pub acronym: PerLanguage<Text>,
    /// Words that must not be used for it.
    pub avoid: PerLanguage<OneOrMany<Text>>,
    /// What to read next: an `id` of this file, `other.yaml#id`, or a document.
    pub related: OneOrMany<Text>,
    /// Former ids, which stay as anchors.
    pub aliases: OneOrMany<Text>,
    /// Keys of your own, for your templates.
    pub extra: Extra,
}
