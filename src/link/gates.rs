//! Turns the editions of every document into those that are published, and into what holds the others back.
//!
//! It knows no pages: a document that is held back is simply none for what comes after, but its name is kept, so that a
//! link to it can be told from a link to nothing.

use super::assemble::FolderFile;
use super::site::{DocumentIx, Held, Lack, Pair, Site};
use crate::config::{Config, Gates, Layout, Publish};
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding};
use crate::lang::{Lang, LangId, PerLang};
use crate::names::HashMap;
use crate::parse::{Document, Kind, Meta};
use crate::shared::Shared;
use crate::source::{Source, Span};
use std::collections::BTreeMap;

/// The editions of one document, those that are ready apart from drafts.
#[derive(Clone)]
pub(super) struct Editions {
    pub ready: PerLang<Option<DocumentIx>>,
    pub drafts: PerLang<Option<DocumentIx>>,
}

/// A document that is published.
pub(super) struct Published {
    pub key: Box<str>,
    pub editions: Editions,
    pub gates: Gates,
}

struct Sieve<'a> {
    config: &'a Config,
    documents: &'a Shared<Document>,
    groups: &'a BTreeMap<Box<str>, Editions>,
    /// By path of the folder.
    kinds: HashMap<&'a str, &'a str>,
    /// Keys of the handbooks, by folder.
    books: HashMap<&'a str, &'a str>,
    /// What a handbook that is published together waits for, its parts' editions among it, by key.
    waits: HashMap<&'a str, Vec<Lack>>,
}

/// Parts what is published from what is held back. Whoever looks at drafts looks at everything.
pub(super) fn sift(
    config: &Config,
    documents: &Shared<Document>,
    folder_files: &[FolderFile],
    groups: BTreeMap<Box<str>, Editions>,
    drafts: bool,
) -> (Vec<Published>, BTreeMap<Box<str>, Held>) {
    let kinds = folder_files.iter().filter_map(|file| Some((&*file.path, file.record.kind.as_ref()?.as_str())));
    let mut sieve = Sieve {
        config,
        documents,
        groups: &groups,
        kinds: kinds.collect(),
        books: HashMap::default(),
        waits: HashMap::default(),
    };
    let books = groups.keys().filter_map(|key| {
        let first = sieve.first(key)?;
        (first.place.kind == Kind::Handbook).then_some((&*first.place.folder, &**key))
    });
    sieve.books = books.collect();
    sieve.waits = sieve.books.values().map(|&book| (book, sieve.awaited(book))).collect();
    let (mut published, mut withheld) = (Vec::new(), BTreeMap::new());
    for (key, editions) in &groups {
        match if drafts { None } else { sieve.held(key, editions) } {
            Some(held) => drop(withheld.insert(key.clone(), held)),
            None => published.push(Published {
                key: key.clone(),
                editions: editions.clone(),
                gates: sieve.gates(key, editions),
            }),
        }
    }
    (published, withheld)
}

impl<'a> Sieve<'a> {
    /// What holds a document back: what its editions lack, those of its handbook, or of a handbook's parts.
    fn held(&self, key: &str, editions: &Editions) -> Option<Held> {
        let book = self.book(key);
        let held = match book {
            // A handbook that is not published has no parts that are.
            Some(book) if self.groups.get(book).is_some_and(is_draft) => self.groups.get(book).map(draft),
            _ if is_draft(editions) => Some(draft(editions)),
            _ => None,
        };
        if held.is_some() {
            return held;
        }
        let mut lacks = self.lacks(key, editions);
        let others = self.waits.get(book.unwrap_or(key)).into_iter().flatten().filter(|lack| *lack.key != *key);
        lacks.extend(others.cloned());
        (!lacks.is_empty()).then_some(Held { lacks, drafts: Vec::new() })
    }

    /// What a handbook waits for: its numbers shall not depend on how far its translation has come.
    fn awaited(&self, book: &'a str) -> Vec<Lack> {
        let together = |own: &Editions| self.gates(book, own).publish() == Publish::Together;
        if !self.groups.get(book).is_some_and(together) {
            return Vec::new();
        }
        let all = [book].into_iter().chain(self.parts(book));
        all.filter_map(|key| Some(self.lacks(key, self.groups.get(key)?))).flatten().collect()
    }

    /// The editions that a document waits for. One of which no edition is ready is a draft, and keeps nobody waiting.
    fn lacks(&self, key: &str, editions: &Editions) -> Vec<Lack> {
        let beside = editions.ready.values().flatten().next().copied();
        let Some(beside) = beside.filter(|_| self.gates(key, editions).publish() == Publish::Together) else {
            return Vec::new();
        };
        let languages = &self.config.languages;
        let book = self.book(key).and_then(|book| self.groups.get(book));
        let said = [Some(editions), book].into_iter().flatten().flat_map(|editions| self.documents(editions));
        let only: Vec<Option<LangId>> =
            said.flat_map(|document| &document.meta().only).map(|named| languages.by_name(&named.id)).collect();
        // A misspelt `only` is one fault, not two.
        let wanted = |lang: &LangId| only.is_empty() || (only.contains(&Some(*lang)) && !only.contains(&None));
        let missing = languages.ids().filter(|&lang| editions.ready[lang].is_none()).filter(wanted);
        missing.map(|lang| Lack { key: key.into(), lang, draft: editions.drafts[lang], beside }).collect()
    }

    /// How a document is published: as it says, its handbook, its kind, the site.
    fn gates(&self, key: &str, editions: &Editions) -> Gates {
        let said = |editions: &Editions| {
            let documents = self.documents(editions);
            documents.fold(Gates::default(), |gates, document| gates.or(document.meta().gates))
        };
        match self.book(key).and_then(|book| Some((book, self.groups.get(book)?))) {
            Some((_, book)) => self.config.gates_of(said(editions).or(said(book)), "handbook"),
            None => self.config.gates_of(said(editions), self.kind(key, editions)),
        }
    }

    /// The kind of a document, as templates and lists name it.
    fn kind(&self, key: &str, editions: &Editions) -> &str {
        let Some(first) = self.documents(editions).next() else { return "guide" };
        match first.place.kind {
            Kind::Faq => return "faq",
            Kind::Glossary => return "glossary",
            Kind::Handbook | Kind::Part | Kind::HandbookText => return "handbook",
            Kind::Snippet | Kind::Page | Kind::Folder => {}
        }
        let named = |meta: &'a Meta| meta.kind.as_ref();
        if let Some(named) = self.documents(editions).find_map(|document| named(document.meta())) {
            return &named.id;
        }
        let folder = &*first.place.folder;
        if key.strip_suffix("index").is_some_and(|before| before.trim_end_matches('/') == folder) {
            return if folder.is_empty() { "home" } else { "section" };
        }
        let mut at = Some(folder);
        while let Some(path) = at {
            if let Some(kind) = self.kinds.get(path) {
                return kind;
            }
            at = path.rsplit_once('/').map(|(above, _)| above).or((!path.is_empty()).then_some(""));
        }
        "guide"
    }

    /// The handbook that a document is a part of.
    fn book(&self, key: &str) -> Option<&'a str> {
        let first = self.first(key).filter(|first| matches!(first.place.kind, Kind::Part | Kind::HandbookText))?;
        self.books.get(&*first.place.folder).copied()
    }

    /// The documents that a handbook names as its parts.
    fn parts(&self, book: &str) -> impl Iterator<Item = &'a str> {
        let record = self.first(book).and_then(|first| Some((first, first.content.handbook.as_ref()?)));
        let named = record.into_iter().flat_map(|(first, record)| {
            let names = record.text.iter().chain(&record.parts);
            names.map(|named| match &*first.place.folder {
                "" => named.id.to_string(),
                folder => format!("{folder}/{}", named.id),
            })
        });
        named.filter_map(|key| Some(&**self.groups.get_key_value(key.as_str())?.0))
    }

    /// The edition that speaks first.
    fn first(&self, key: &str) -> Option<&'a Document> {
        self.documents(self.groups.get(key)?).next()
    }

    /// The editions of a document, drafts too, the one written first before the others.
    fn documents(&self, editions: &Editions) -> impl Iterator<Item = &'a Document> + use<'a> {
        let documents = self.documents;
        let languages = &self.config.languages;
        let mut all: Vec<&Document> = languages
            .ids()
            .filter_map(|lang| editions.ready[lang].or(editions.drafts[lang]))
            .map(|at| &documents[at])
            .collect();
        let named = all.iter().find_map(|document| languages.by_name(&document.meta().source.as_ref()?.id));
        let source = named.unwrap_or(self.config.source);
        all.sort_by_key(|document| document.place.lang != source);
        all.into_iter()
    }
}

/// Whether all that there is of a document is a draft.
fn is_draft(editions: &Editions) -> bool {
    editions.ready.values().all(Option::is_none)
}

fn draft(editions: &Editions) -> Held {
    Held { lacks: Vec::new(), drafts: editions.drafts.values().flatten().copied().collect() }
}

/// Where what holds documents back is looked up.
pub(super) struct Holding<'a> {
    pub config: &'a Config,
    pub documents: &'a Shared<Document>,
    pub pairs: &'a Shared<Pair>,
    pub withheld: &'a BTreeMap<Box<str>, Held>,
}

impl Holding<'_> {
    /// What is wrong with an address that means a document which is held back.
    pub(super) fn link(&self, key: &str, source: &Source, span: Span, target: &str) -> Diagnostic {
        self.held(key, Finding::new(&links::WITHHELD_PAGE, span).with("target", target), source)
    }

    /// What `finding` says of a document that is held back, with the reason and what to do about it.
    fn held(&self, key: &str, finding: Finding, source: &Source) -> Diagnostic {
        let place = |at: DocumentIx| (&self.documents[at].source, self.documents[at].meta().draft.unwrap_or_default());
        let held = self.withheld.get(key);
        let Some(lack) = held.and_then(|held| held.lacks.first()) else {
            let pair = self.pairs.iter().filter(|pair| *pair.key == *key);
            let drafts = held.into_iter().flat_map(|held| held.drafts.iter().copied());
            let mut drafts: Vec<_> = drafts.chain(pair.flat_map(Pair::draft_editions)).map(place).collect();
            // A file with all languages side by side is one draft.
            drafts.dedup_by(|a, b| a.0 == b.0);
            let diagnostic = finding.with_words("reason", &["is-draft"]).help("draft").at(source);
            return drafts.into_iter().fold(diagnostic, |all, (source, span)| all.also(source, span, "draft"));
        };
        let lang = &self.config.languages[lack.lang];
        let beside = &self.documents[lack.beside];
        let (path, state) = match (lack.draft, sibling(beside, lang, self.config.layout)) {
            (Some(draft), _) => (self.documents[draft].source.path().to_owned(), "held-draft"),
            (None, Some(path)) => (path, "held-missing"),
            (None, None) => (beside.source.path().to_owned(), "held-text"),
        };
        let finding = finding.with("lang", lang.segment.as_str()).with("path", path);
        let diagnostic = finding.with_words("reason", &[state]).help(state).at(source);
        match lack.draft.map(place) {
            Some((source, span)) => diagnostic.also(source, span, "draft"),
            None if beside.source == *source => diagnostic,
            None => diagnostic.also(&beside.source, Span::default(), "ready"),
        }
    }
}

impl Site {
    fn holding(&self) -> Holding<'_> {
        Holding { config: &self.config, documents: &self.documents, pairs: &self.pairs, withheld: &self.withheld }
    }

    /// What is wrong with a link to a document that is held back.
    pub fn withheld_link(&self, key: &str, source: &Source, span: Span, target: &str) -> Diagnostic {
        self.holding().link(key, source, span, target)
    }

    /// What `finding` says of a document that is held back, with the reason and what to do about it.
    pub fn held(&self, key: &str, finding: Finding, source: &Source) -> Diagnostic {
        self.holding().held(key, finding, source)
    }
}

/// The path of the same document in another language, if the path says the language.
pub fn sibling(document: &Document, to: &Lang, layout: Layout) -> Option<String> {
    let (path, from) = (document.source.path(), &document.place.language);
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    let suffix = format!(".{}.", from.suffix);
    if let Some(at) = name.rfind(&suffix) {
        return Some(format!("{folder}{}.{}.{}", &name[..at], to.suffix, &name[at + suffix.len()..]));
    }
    let inside = path.strip_prefix(&format!("content/{}/", from.suffix)).filter(|_| layout == Layout::Trees)?;
    Some(format!("content/{}/{inside}", to.suffix))
}
