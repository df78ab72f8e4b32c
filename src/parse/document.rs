//! Turns nothing: it is one document in one language, as one file says it, knowing no other file.

use super::facts::Facts;
use super::meaning::{Meaning, meaning};
use super::own::Own;
use super::tree::{Block, Inline, Named};
use crate::config::{Gates, ListSetting};
use crate::lang::{Lang, LangId};
use crate::records::{CaptionNumbers, Searched};
use crate::source::{Digest, Source, Span};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    /// A page in Markdown: a guide, a home page, a section's landing page.
    Page,
    Faq,
    Glossary,
    /// `handbook.yaml`.
    Handbook,
    /// A part of a handbook, in a file of its own.
    Part,
    /// All parts of a handbook in one file.
    HandbookText,
    /// A text that other documents include.
    Snippet,
    /// `folder.yaml`: none of the documents of a site, but what it says is translated as theirs is.
    Folder,
}

/// What a document says of itself outside its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// The title as typed in the front matter or record.
    pub title: Option<Box<str>>,
    pub description: Box<str>,
    /// `kind` of the front matter, such as `guide`.
    pub kind: Option<Named>,
    pub key: Option<Named>,
    pub slug: Option<Named>,
    /// Of a handbook in one text: the id of each part, and its slug.
    pub slugs: Vec<(Named, Named)>,
    pub aliases: Vec<Named>,
    /// Former anchors, each with what it leads to.
    pub anchors: Vec<(Named, Named)>,
    /// The language that this document is written in first.
    pub source: Option<Named>,
    /// Where it says that it is a draft.
    pub draft: Option<Span>,
    /// What it says of how it is published.
    pub gates: Gates,
    /// The languages that this document is in, on purpose; none if it says nothing of it.
    pub only: Vec<Named>,
    pub reason: Option<Box<str>>,
    pub order: Option<i64>,
    pub updated: Option<Date>,
    /// The day by which someone must have read it again, and where that is said.
    pub review_by: Option<(Date, Span)>,
    pub change: Box<str>,
    /// The address of the picture for where the page is shared.
    pub image: Option<Box<str>>,
    /// What that picture shows; empty if it does not say.
    pub image_alt: Box<str>,
    /// Words by which readers look for it, whatever it says.
    pub keywords: Vec<Box<str>>,
    pub search: Searched,
    /// Whether to show the contents list; yes unless said otherwise.
    pub toc: Option<bool>,
    /// Whether to show the document in the navigation; yes unless said otherwise.
    pub nav: Option<bool>,
    /// Whether to print the text with the typography of its language, if the settings shall not decide.
    pub typography: Option<bool>,
    pub lists: Vec<(String, ListSetting)>,
    pub variables: BTreeMap<String, String>,
    /// The user's own keys, as JSON.
    pub extra: Box<str>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Category {
    pub id: Box<str>,
    pub title: Vec<Inline>,
}

/// What an FAQ entry says beside question (the unit's title) and answer (in the body).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub unit: u32,
    pub category: Option<Named>,
    pub tags: Vec<Box<str>>,
    pub updated: Option<Date>,
    pub related: Vec<Named>,
}

/// What a glossary's term says beside the term (the unit's title) and the definition (in the body).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub unit: u32,
    pub aka: Vec<Box<str>>,
    /// Inflected forms by which it is known in texts.
    pub forms: Vec<Box<str>>,
    /// Its letters, by which texts know it too.
    pub acronym: Option<Box<str>>,
    /// What must not be said instead.
    pub avoid: Vec<Box<str>>,
    pub related: Vec<Named>,
}

/// What `handbook.yaml` says.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Handbook {
    pub version: Box<str>,
    pub effective: Option<(Date, Span)>,
    /// The last day on which it is in force.
    pub until: Option<(Date, Span)>,
    /// The edition that it replaces, as it was typed.
    pub replaces: Option<Named>,
    /// Short names by which texts cite it.
    pub cited_as: Vec<Box<str>>,
    pub parts: Vec<Named>,
    pub text: Option<Named>,
    pub whole: bool,
    /// Whether sections are numbered.
    pub sections: bool,
    /// Whether a clause's number is counted in its section alone ("2"), not with it ("6.2").
    pub simple_clauses: bool,
    /// Whether annexes are counted 1, 2, 3 instead of A, B, C.
    pub digit_annexes: bool,
    pub tables: CaptionNumbers,
    pub figures: CaptionNumbers,
}

/// All that is kept of a document but its blocks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    pub meta: Meta,
    /// The title as inlines: the leading heading, else the front matter's.
    pub title: Vec<Inline>,
    /// Where the title stands.
    pub title_span: Span,
    pub facts: Facts,
    pub categories: Vec<Category>,
    pub entries: Vec<Entry>,
    pub terms: Vec<Term>,
    pub handbook: Option<Handbook>,
    /// Of a glossary: whether texts link to its terms.
    pub linked: bool,
    /// Of a file that holds several languages: a digest of its words in this one.
    pub words: Option<Digest>,
}

impl Content {
    /// The key of a document with this content in its place.
    pub fn key<'a>(&'a self, place: &'a Place) -> &'a str {
        self.meta.key.as_ref().map_or(&place.key, |key| &key.id)
    }

    /// Whether what the texts mean has been worked out.
    pub fn is_understood(&self) -> bool {
        self.facts.meanings.0.get().is_some()
    }
}

/// The blocks of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// The text; of an FAQ or glossary, the introduction.
    pub blocks: Vec<Block>,
    /// Answers or definitions, in the order of `entries` or `terms`.
    pub entries: Vec<Vec<Block>>,
    /// Where the text before the first unit stands, then that of every unit.
    pub own: Vec<Own>,
}

/// Where a document stands among the others: all of it follows from its path and the settings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub lang: LangId,
    /// The same language, by whose names texts per language are found.
    pub language: Arc<Lang>,
    pub kind: Kind,
    /// Path below `content/` without language and extension; `key` in the front matter overrides it.
    pub key: Box<str>,
    /// Folder of the file below `content/` (and the language's tree), without slash at the end.
    pub folder: Box<str>,
}

/// One document in one language.
#[derive(Clone, Debug)]
pub struct Document {
    pub source: Source,
    pub place: Place,
    pub content: Arc<Content>,
    /// What it says of itself, with what it takes over from the edition written first.
    whole: Option<Arc<Meta>>,
    body: OnceLock<Arc<Body>>,
}

impl Document {
    pub(super) fn new(source: Source, place: Place, content: Content, body: Body) -> Document {
        Document { source, place, content: Arc::new(content), whole: None, body: OnceLock::from(Arc::new(body)) }
    }

    /// A document whose content was kept from an earlier run: its blocks are parsed when they are asked for.
    pub fn recalled(source: Source, place: Place, content: Arc<Content>) -> Document {
        Document { source, place, content, whole: None, body: OnceLock::new() }
    }

    /// A document whose text could not be had at all: it is there, and says nothing.
    pub fn unread(path: &str, place: Place) -> Document {
        let content = Content { facts: Facts { unread: true, ..Facts::default() }, ..Content::default() };
        Document::new(Source::new(path, Vec::new()), place, content, Body::default())
    }

    /// Whether the text could not be read. What it lacks is then no fault of its own, nor of those who name it.
    pub fn is_unread(&self) -> bool {
        self.content.facts.unread
    }

    pub fn facts(&self) -> &Facts {
        &self.content.facts
    }

    pub fn meta(&self) -> &Meta {
        self.whole.as_deref().unwrap_or(&self.content.meta)
    }

    /// Adds what another edition says for this one too; what this one says itself stays in `content`.
    pub fn take_over(&mut self, whole: Option<Meta>) {
        self.whole = whole.map(Arc::new);
    }

    /// The key, by which the editions of a document find each other.
    pub fn key(&self) -> &str {
        self.content.key(&self.place)
    }

    /// What the text before the first unit means, then that of every unit; of a snippet the whole, and no more.
    pub fn meanings(&self) -> &[Meaning] {
        let own = || self.body().own.iter().map(|own| meaning(&own.text(&self.source))).collect();
        self.content.facts.meanings.0.get_or_init(own)
    }

    pub fn body(&self) -> &Arc<Body> {
        self.body.get_or_init(|| Arc::new(super::read(&self.source, &self.place).1))
    }
}
