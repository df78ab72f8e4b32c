//! Turns nothing: it is a whole site, every document in its place, every address resolved.
//!
//! A broken link is a value here ([`Target::Broken`]): `link` records, `check` reports.

use super::index::Index;
use super::snippets::PairedSnippets;
use crate::config::{Config, Gates};
use crate::diag::Diagnostic;
use crate::lang::{LangId, PerLang};
use crate::ledger::{Ledger, State, States, UnitStatus};
use crate::names::HashMap;
use crate::parse::Document;
use crate::parse::tree::{Inline, Named};
use crate::shared::Shared;
use crate::source::{Digest, Source, Span};
use crate::typography::{self, Table};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

pub type DocumentIx = usize;
pub type PairIx = usize;
pub type FolderIx = usize;
pub type PageIx = usize;
/// Index of a unit in [`Pair::units`].
pub type JoinedIx = u32;

/// A file that is published as it is.
#[derive(Clone)]
pub struct Asset {
    pub bytes: Arc<[u8]>,
    pub digest: Digest,
    /// Width and height of an image, in pixels.
    pub size: Option<(u32, u32)>,
}

/// One document in all its languages: the unit of everything that Diglot checks.
#[derive(Clone)]
pub struct Pair {
    pub key: Box<str>,
    pub editions: PerLang<Option<DocumentIx>>,
    /// The language that the document is written in first; its edition exists.
    pub source: LangId,
    pub folder: FolderIx,
    /// Whether it is its folder's landing page.
    pub index: bool,
    /// Its place among the documents of its folder, in each language.
    pub order: PerLang<i64>,
    /// The units of all editions, paired, in the order of the source edition.
    pub units: Vec<Joined>,
    /// For every edition, the joined unit of each of its units.
    pub joined: PerLang<Vec<JoinedIx>>,
    /// The headings of the snippets that the editions include.
    pub included: Vec<Included>,
    /// Every inclusion of a snippet by each edition, in the order of its text.
    pub inclusions: PerLang<Vec<Inclusion>>,
    /// The number of each table and image with a caption of every edition; empty without one.
    pub captions: PerLang<Vec<Box<str>>>,
    /// Real ids of the page, by language of the page.
    pub ids: PerLang<Ids>,
    /// The page in each language; none if the document is left out there.
    pub pages: PerLang<Option<PageIx>>,
    /// Editions that are there and are not published yet.
    pub drafts: PerLang<Option<DocumentIx>>,
    /// How it is published.
    pub gates: Gates,
    /// The handbook that this is a part of, and its place among the parts.
    pub part_of: Option<(usize, usize)>,
}

/// Why a document is not published in any language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Held {
    /// The editions that it waits for, its own first; none if it is a draft.
    pub lacks: Vec<Lack>,
    /// What says that it is a draft.
    pub drafts: Vec<DocumentIx>,
}

/// An edition that a document waits for.
#[derive(Clone, Debug, PartialEq)]
pub struct Lack {
    /// The document that lacks it: a handbook waits for its parts.
    pub key: Box<str>,
    pub lang: LangId,
    /// The edition, if it is there as a draft.
    pub draft: Option<DocumentIx>,
    /// An edition that is ready.
    pub beside: DocumentIx,
}

/// One unit in all its languages.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The id of the unit's element, in every language.
    pub id: Box<str>,
    /// The unit in each edition.
    pub members: PerLang<Option<u32>>,
    /// The number, such as `6.2` or `A`; empty without one.
    pub number: Box<str>,
    /// The number as it stands before the unit, such as `(a)`.
    pub mark: Box<str>,
    pub parent: Option<JoinedIx>,
}

/// A heading of a snippet, as a section of a document that includes it.
#[derive(Clone, Debug)]
pub struct Included {
    /// The id of its element, in every language.
    pub id: Box<str>,
    /// Where it comes from in each edition that includes it.
    pub members: PerLang<Option<IncludedAt>>,
    /// Its wording in each language, as an id; empty where there is none.
    pub slugs: PerLang<Box<str>>,
}

/// Where a heading of a snippet stands.
#[derive(Clone, Copy, Debug)]
pub struct IncludedAt {
    pub snippet: DocumentIx,
    /// The heading among the snippet's units.
    pub unit: u32,
    /// The unit of the including document that it comes into.
    pub within: Option<JoinedIx>,
}

/// One inclusion of a snippet by an edition, directly or through other snippets.
#[derive(Clone, Debug)]
pub struct Inclusion {
    /// The uses that lead to it: of the edition, then of each snippet on the way. Inclusions are sorted by it.
    pub path: Box<[u32]>,
    pub snippet: DocumentIx,
    pub within: Option<JoinedIx>,
    /// Inside a quote, a list or a definition: an anchor, but no part of the outline.
    pub nested: bool,
    /// Index in [`Pair::included`] of each of the snippet's units.
    pub sections: Vec<u32>,
}

/// The ids of one document's page in one language.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    /// What every id leads to.
    pub targets: HashMap<Box<str>, Anchored>,
    /// Further ids of each joined unit that is on the page, in order.
    pub extra: Vec<Vec<Box<str>>>,
    /// Further ids of each included section, likewise.
    pub included: Vec<Vec<Box<str>>>,
}

/// Where the indexes of the search stand in the output; behind it comes the segment of a language.
pub const SEARCH_FOLDER: &str = "assets/search";

/// Where the index of a language stands, from the root of the output.
pub fn search_folder(site: &Site, lang: LangId) -> String {
    format!("{SEARCH_FOLDER}/{}", site.config.languages[lang].segment)
}

/// Snippets inside one another, at most.
pub const DEEPEST_SNIPPET: usize = 16;

/// Snippets on one page, at most.
pub const MOST_SNIPPETS: usize = 1000;

/// What an id leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchored {
    Unit(JoinedIx),
    /// A section of a snippet: index in [`Pair::included`].
    Included(u32),
    /// An element inside a unit, or before the first.
    Inside(Option<JoinedIx>),
}

pub struct Folder {
    /// Path below `content/`, without language.
    pub path: Box<str>,
    pub parent: Option<FolderIx>,
    pub title: PerLang<Box<str>>,
    pub description: PerLang<Box<str>>,
    pub slug: PerLang<Box<str>>,
    /// Where the slug is said, if it is not the folder's name.
    pub slug_said: PerLang<Option<(Source, Span)>>,
    pub order: i64,
    pub nav: bool,
    pub kind: Option<Box<str>>,
    /// The landing page.
    pub index: Option<PairIx>,
    pub handbook: Option<usize>,
    /// The folder at whose address the edition in force stands, if this one holds an edition of a handbook.
    pub edition_of: Option<FolderIx>,
    /// The folder of the edition that stands at this folder's address.
    pub current: Option<FolderIx>,
    /// What lies in it, in the order of navigation, by language.
    pub children: PerLang<Vec<Node>>,
    pub pages: PerLang<Option<PageIx>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    Folder(FolderIx),
    Pair(PairIx),
    /// A part of a handbook that is written in one text: handbook and place.
    Part(usize, usize),
}

/// A handbook: its record, and its parts in order.
pub struct Handbook {
    pub pair: PairIx,
    pub parts: Vec<Part>,
    /// The page with everything, by language.
    pub whole: PerLang<Option<PageIx>>,
    /// The page with what changed since the edition that it replaces, by language.
    pub changes: PerLang<Option<PageIx>>,
    pub standing: Standing,
}

/// When a handbook is in force, and which editions of it there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    pub from: Option<Date>,
    /// The last day, as it says itself or as the edition that replaces it does.
    pub until: Option<Date>,
    /// The edition that it replaces, among the handbooks of the site.
    pub replaces: Option<usize>,
    pub successor: Option<usize>,
    /// All editions of it, the latest first; none if it is the only one.
    pub editions: Vec<usize>,
    pub phase: Phase,
    /// Whether it is the edition that readers mean who name none: the one in force, else the last that was, else the
    /// first to come.
    pub current: bool,
}

/// How the day that a site is built for stands to a handbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    Past,
    #[default]
    InForce,
    Future,
}

/// A part of a handbook.
#[derive(Clone, Debug)]
pub struct Part {
    /// The pair that it is written in.
    pub pair: PairIx,
    /// Its heading among the pair's units.
    pub unit: JoinedIx,
    /// The last unit of the part, exclusive.
    pub end: JoinedIx,
    pub pages: PerLang<Option<PageIx>>,
    /// What comes before the ids of this part on the page with everything.
    pub prefix: Box<str>,
}

/// What a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shows {
    Document,
    /// One part of a handbook that is written in one text.
    Part(usize, usize),
    /// A handbook, whole.
    Whole(usize),
    /// What changed between the edition that a handbook replaces and itself.
    Changes(usize),
    /// A folder without a landing page of its own.
    Folder(FolderIx),
    NotFound,
    Root,
    /// A home page that nobody wrote.
    Home,
    /// The search of a language.
    Search,
}

/// One page of the output.
#[derive(Clone)]
pub struct Page {
    /// Path of the file in the output.
    pub address: Box<str>,
    /// Path of the address, with the base path, percent-encoded.
    pub url: Box<str>,
    pub lang: LangId,
    pub shows: Shows,
    pub pair: Option<PairIx>,
    /// The edition shown; another language's on a fallback page.
    pub edition: Option<DocumentIx>,
    pub folder: FolderIx,
    /// Plain title, variables filled in.
    pub title: Box<str>,
    pub previous: Option<PageIx>,
    pub next: Option<PageIx>,
    /// The same page in the other languages.
    pub siblings: PerLang<Option<PageIx>>,
    /// What each address of the edition leads to from this page.
    pub targets: Vec<Target>,
    /// What the addresses in snippets that are an id alone lead to on this page, by snippet and address.
    pub here: BTreeMap<(DocumentIx, u32), Target>,
}

impl Page {
    /// The language of the text shown, if it is not the page's.
    pub fn foreign(&self, site: &Site) -> Option<LangId> {
        let shown = site.documents[self.edition?].place.lang;
        (shown != self.lang).then_some(shown)
    }
}

/// Where something that is gone went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    Page {
        page: PageIx,
        fragment: Option<Box<str>>,
    },
    /// A file of the site, or anything outside it, as it stands in a link.
    Url(Box<str>),
}

/// An old address that leads elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Redirect {
    /// Path of the file in the output.
    pub address: Box<str>,
    pub to: Goal,
    /// Whether it may be remembered for good. That of an edition leads elsewhere when another one comes into force.
    pub lasting: bool,
}

/// An anchor that is no longer on its page.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub id: Box<str>,
    pub to: Goal,
}

/// What an address leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// A page of the site, and an element of it.
    Page {
        page: PageIx,
        fragment: Option<Box<str>>,
        unit: Option<(PairIx, JoinedIx)>,
        suffix: Box<str>,
    },
    /// A file of the site: its address in the output, and what follows it.
    File {
        address: Box<str>,
        suffix: Box<str>,
    },
    /// Anything outside the site, as it was typed.
    External,
    Broken(Breakage),
}

/// Why an address leads nowhere, or not where it should.
#[derive(Clone, Debug, PartialEq)]
pub enum Breakage {
    /// No document and no file at this path below the root of the content.
    Nothing {
        path: Box<str>,
    },
    /// The page is there, the anchor is not.
    Anchor {
        page: PageIx,
        pair: Option<PairIx>,
        anchor: Box<str>,
    },
    /// The path leaves the site.
    Outside,
    /// The document exists, but not in the language that the suffix names.
    Language {
        pair: PairIx,
        lang: LangId,
    },
    /// A draft, or a text that is part of nothing.
    Withheld {
        key: Box<str>,
    },
    Scheme {
        scheme: Box<str>,
    },
    /// Not an address but a command of a template, which nobody runs.
    Template,
}

/// What a path below `content/` names.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// A document, and its language if the path names one.
    Document {
        pair: PairIx,
        lang: Option<LangId>,
    },
    Folder(FolderIx),
    File,
    /// A file that exists per language, named without one.
    Files(PerLang<bool>),
}

/// The words of the interface, in one language.
pub type Words = BTreeMap<String, String>;

/// A snippet in each of its languages.
pub type Snippets = BTreeMap<Box<str>, PerLang<Option<DocumentIx>>>;

/// A whole site: the frame, which does not depend on what a text says below its title, and what does.
///
/// Copies share what they have in common.
#[derive(Clone)]
pub struct Site {
    pub(super) frame: Arc<Frame>,
    pub documents: Shared<Document>,
    pub pairs: Shared<Pair>,
    pub pages: Shared<Page>,
    /// What the addresses of each snippet lead to, by the language of the page that includes it.
    pub snippet_targets: Arc<HashMap<DocumentIx, PerLang<Vec<Target>>>>,
    pub(super) paired_snippets: Arc<PairedSnippets>,
    /// How every unit stands to its record; `parity` fills it in.
    pub states: States,
    /// Findings that already have their places.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a site is beside its texts.
pub struct Frame {
    pub config: Arc<Config>,
    pub folders: Vec<Folder>,
    pub handbooks: Vec<Handbook>,
    pub redirects: Vec<Redirect>,
    /// Whether anybody wrote a redirect, beside the former addresses of documents.
    pub(super) redirected: bool,
    /// Anchors that went to other pages, by the address in the output of the page or redirect where they were.
    pub moved: BTreeMap<Box<str>, Vec<Moved>>,
    /// The records of accepted translations.
    pub ledger: Ledger,
    /// The record of all that was published, if there is one.
    pub routes: Option<Source>,
    /// The documents that are not published in any language, by key.
    pub withheld: BTreeMap<Box<str>, Held>,
    /// Their keys, by every path that an address may name them with, and by every address that would be theirs.
    pub withheld_paths: BTreeMap<Box<str>, Box<str>>,
    pub(super) withheld_urls: HashMap<Box<str>, Box<str>>,
    pub snippets: Snippets,
    /// What each `folder.yaml` says in each language, by its path below `content/`.
    pub folder_texts: FolderTexts,
    pub assets: BTreeMap<Box<str>, Asset>,
    /// Variables by language, settings only.
    pub variables: PerLang<BTreeMap<String, String>>,
    pub words: PerLang<Words>,
    /// What stands below `content/`, by every path that an address may name it with.
    pub known_paths: BTreeMap<Box<str>, Known>,
    pub(super) index: Index,
    pub settings: Source,
    /// The day that the site is built for.
    pub as_of: Date,
}

/// The texts of folders: what each `folder.yaml` says in each language, by its path below `content/`.
pub type FolderTexts = BTreeMap<Box<str>, PerLang<Option<Document>>>;

impl Deref for Site {
    type Target = Frame;

    fn deref(&self) -> &Frame {
        &self.frame
    }
}

impl Pair {
    /// The editions that are there and are not published.
    pub fn draft_editions(&self) -> impl Iterator<Item = DocumentIx> {
        self.drafts.values().flatten().copied()
    }

    /// The unit that an anchor is, or stands in.
    pub fn unit_around(&self, anchored: Anchored) -> Option<JoinedIx> {
        match anchored {
            Anchored::Unit(unit) => Some(unit),
            Anchored::Included(at) => self.included[at as usize].members.values().flatten().next()?.within,
            Anchored::Inside(unit) => unit,
        }
    }

    /// The inclusion of a snippet that these uses lead to.
    pub fn inclusion(&self, lang: LangId, path: &[u32]) -> Option<&Inclusion> {
        let inclusions = &self.inclusions[lang];
        Some(&inclusions[inclusions.binary_search_by(|inclusion| (*inclusion.path).cmp(path)).ok()?])
    }
}

impl Site {
    /// Whether an edition of the document could not be read.
    pub fn is_unread(&self, pair: PairIx) -> bool {
        self.pairs[pair].editions.values().flatten().any(|&edition| self.documents[edition].is_unread())
    }

    /// Whether some text could not be read: who asks for what, and what is gone, is not known then.
    pub fn is_partly_unread(&self) -> bool {
        self.documents.iter().any(Document::is_unread)
    }

    /// The text of a variable on a document's page: its front matter's, else the settings'.
    pub fn variable<'s>(&'s self, document: &'s Document, name: &str) -> Option<&'s str> {
        let own = document.meta().variables.get(name);
        own.or_else(|| self.variables[document.place.lang].get(name)).map(String::as_str)
    }

    /// The value of a variable in a snippet that `reader` includes: the snippet's own, else the reader's.
    pub fn variable_for<'s>(&'s self, snippet: &'s Document, reader: &'s Document, name: &str) -> Option<&'s str> {
        let own = snippet.meta().variables.get(name).map(String::as_str);
        own.or_else(|| self.variable(reader, name))
    }

    /// The languages that a document is in on purpose, as it says itself or by its handbook; none if it says nothing.
    pub fn only(&self, pair: PairIx) -> Vec<(&Document, &Named)> {
        let said = |pair: PairIx| {
            let editions = self.pairs[pair].editions.values().flatten().map(|&edition| &self.documents[edition]);
            editions.flat_map(|document| document.meta().only.iter().map(move |named| (document, named)))
        };
        let is_part = |book: &&Handbook| book.parts.iter().any(|part| part.pair == pair);
        said(pair).chain(self.handbooks.iter().filter(is_part).flat_map(|book| said(book.pair))).collect()
    }

    /// What the text of a document is printed with.
    pub fn typography(&self, document: &Document) -> Option<&'static Table> {
        typography::of_document(&self.config, document)
    }

    /// A text of a document as readers see it.
    pub fn printed(&self, document: &Document, text: &str) -> String {
        typography::set(self.typography(document), text)
    }

    /// A text of the site in one language as readers see it.
    pub fn printed_in(&self, lang: LangId, text: &str) -> String {
        typography::set(typography::of_language(&self.config, lang), text)
    }

    /// Inlines of a document as plain text that readers see, its variables filled in.
    pub fn plain(&self, document: &Document, inlines: &[Inline]) -> String {
        let mut out = String::new();
        let fill = |name: &str, out: &mut String| out.push_str(self.variable(document, name).unwrap_or(name));
        typography::inline_text(self.typography(document), inlines, &document.source, &fill, &mut out);
        out
    }

    /// How the units of a document stand in one language, in order: first the text before them. Nothing of the language
    /// that it is written in first, and of one that it is not in on purpose.
    pub fn status(&self, pair: PairIx, lang: LangId) -> &[UnitStatus] {
        self.states.pairs.get(pair).map_or(&[], |states| &states.units[lang])
    }

    /// How one unit stands in one language; without a unit, the text before the first.
    pub fn state(&self, pair: PairIx, lang: LangId, unit: Option<JoinedIx>) -> Option<State> {
        let all = self.status(pair, lang);
        all.binary_search_by_key(&unit, |status| status.unit).ok().map(|at| all[at].state)
    }

    /// The language that a text is written in first, of those that it is in: the site's, else the first.
    pub fn source_of<T>(&self, editions: &PerLang<Option<T>>) -> Option<LangId> {
        let first = editions.iter().find(|(_, edition)| edition.is_some()).map(|(lang, _)| lang);
        Some(self.config.source).filter(|&lang| editions[lang].is_some()).or(first)
    }

    /// The key of a folder's texts, which live as long as the site.
    pub fn folder_key(&self, key: &str) -> Option<&str> {
        self.folder_texts.get_key_value(key).map(|(key, _)| &**key)
    }

    /// What two languages are called in the ledger.
    pub fn suffixes(&self, source: LangId, translation: LangId) -> (&str, &str) {
        (&self.config.languages[source].suffix, &self.config.languages[translation].suffix)
    }

    /// The document, if it exists, of a pair in a language.
    pub fn edition(&self, pair: PairIx, lang: LangId) -> Option<&Document> {
        self.pairs[pair].editions[lang].map(|index| &self.documents[index])
    }

    /// The place of a pair's unit: in `lang`, else in the first language that has it.
    pub fn unit_place(&self, pair: PairIx, unit: JoinedIx, lang: LangId) -> Option<(&Document, Span)> {
        let members = &self.pairs[pair].units[unit as usize].members;
        let lang =
            members[lang].map(|_| lang).or_else(|| members.iter().find(|(_, m)| m.is_some()).map(|(lang, _)| lang))?;
        let document = self.edition(pair, lang)?;
        Some((document, document.facts().units[members[lang]? as usize].span))
    }
}
