//! Turns pairs, folders and handbooks into pages, each with its address: the only place where addresses are made.
//!
//! An address follows from a document and a language; none is derived from another language's.

use super::address::{bad_slug, names_a_file, slug_fault};
use super::assemble::{Assembly, kind};
use super::editions::{self, is_plain};
use super::join::{Variable, fill_title, print_title};
use super::landing;
use super::numbers::represented;
use super::site::*;
use super::slug::{composed, encode_path, folded, slug};
use crate::config::{Config, Fallback};
use crate::diag::rules::addresses;
use crate::diag::{Diagnostic, Finding};
use crate::lang::LangId;
use crate::names::{HashMap, HashSet};
use crate::parse::{Document, Kind};
use crate::shared::Shared;
use crate::source::{Source, Span};
use crate::typography;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::collections::hash_map;

/// All pages, and the old addresses that lead to them.
pub(super) struct Pages {
    pub pages: Shared<Page>,
    /// By folded address.
    pub redirects: BTreeMap<String, Redirect>,
}

struct Maker<'a> {
    config: &'a Config,
    documents: &'a Shared<Document>,
    variable: &'a Variable<'a>,
    /// Of every document.
    titles: Vec<Box<str>>,
    /// The parts of every folder's address, the language's segment first.
    folders: Vec<crate::lang::PerLang<Vec<String>>>,
    pages: Shared<Page>,
    /// Page by folded address, with the document's place for messages.
    taken: HashMap<String, PageIx>,
}

/// Makes every page of the site.
pub(super) fn pages(
    config: &Config,
    documents: &Shared<Document>,
    assembly: &mut Assembly,
    words: &crate::lang::PerLang<Words>,
    variable: &Variable<'_>,
) -> Pages {
    landing::check_parts(assembly, documents);
    let titles = documents.par_iter().map(|document| title(config, document, variable)).collect();
    let path = |at| config.languages.map(|lang| folder_path(config, &assembly.folders, at, lang));
    let folders = (0..assembly.folders.len()).map(path).collect();
    let taken = HashMap::with_capacity_and_hasher(2 * documents.len(), Default::default());
    let mut maker = Maker { config, documents, variable, titles, folders, pages: Shared::default(), taken };
    for at in 0..assembly.pairs.len() {
        if matches!(kind(&assembly.pairs[at], documents), Kind::HandbookText) {
            continue;
        }
        if kind(&assembly.pairs[at], documents) == Kind::Part && assembly.pairs[at].part_of.is_none() {
            continue;
        }
        for lang in config.languages.ids() {
            maker.document(assembly, at, lang);
        }
    }
    for book in 0..assembly.handbooks.len() {
        maker.handbook(assembly, book, words);
    }
    maker.folders(assembly);
    maker.special(assembly, words);
    let redirects = maker.redirects(assembly);
    assembly.withheld_urls = maker.withheld(assembly);
    let mut pages = maker.pages;
    set_siblings(&mut pages, &assembly.pairs, config);
    Pages { pages, redirects }
}

impl Maker<'_> {
    /// The page of a document in a language; none if it is left out there.
    fn document(&mut self, assembly: &mut Assembly, at: PairIx, lang: LangId) {
        let pair = &assembly.pairs[at];
        let Some(edition) = shown(pair, lang) else { return };
        let mut path = self.folders[pair.folder][lang].clone();
        if !pair.index {
            path.push(self.slug(pair, lang, edition, &mut assembly.diagnostics));
        }
        let title = self.titles[edition].clone();
        let page = Page {
            address: address(&path),
            url: self.url(&path),
            lang,
            shows: Shows::Document,
            pair: Some(at),
            edition: Some(edition),
            folder: pair.folder,
            title,
            ..blank(lang)
        };
        let folder = pair.folder;
        let index = pair.index;
        let page = self.add(page, assembly);
        assembly.pairs[at].pages[lang] = Some(page);
        if let Some((book, place)) = assembly.pairs[at].part_of {
            assembly.handbooks[book].parts[place].pages[lang] = Some(page);
        }
        if index {
            assembly.folders[folder].pages[lang] = Some(page);
            if let Some(home) = assembly.folders[folder].edition_of.filter(|_| is_plain(&assembly.folders, folder)) {
                assembly.folders[home].pages[lang] = Some(page);
            }
        }
    }

    /// The last part of a document's address: `slug` of its own edition, else the name of the file or key.
    fn slug(&self, pair: &Pair, lang: LangId, edition: DocumentIx, diagnostics: &mut Vec<Diagnostic>) -> String {
        let document = &self.documents[edition];
        let own = document.meta().slug.as_ref().filter(|_| pair.editions[lang].is_some());
        if let Some(named) = own {
            match slug_fault(&named.id, named.span) {
                Some(finding) => diagnostics.push(finding.at(&document.source)),
                None => return composed(&named.id),
            }
        }
        let name = composed(document.place.key.rsplit('/').next().unwrap_or(&pair.key));
        if pair.editions[lang].is_some() && !names_a_file(&name) {
            diagnostics.push(bad_slug(&name, Span::default()).help("rename").at(&document.source));
        }
        name
    }

    /// The addresses of documents that are not published, where nothing else is.
    fn withheld(&self, assembly: &Assembly) -> HashMap<Box<str>, Box<str>> {
        let folders: HashMap<&str, FolderIx> =
            assembly.folders.iter().enumerate().map(|(at, folder)| (&*folder.path, at)).collect();
        let mut urls = HashMap::default();
        let drafts: HashSet<DocumentIx> = assembly.pairs.iter().flat_map(Pair::draft_editions).collect();
        let held = |(at, document): &(DocumentIx, &Document)| {
            drafts.contains(at) || assembly.withheld.contains_key(document.key())
        };
        for (_, document) in self.documents.iter().enumerate().filter(held) {
            let Some(&folder) = folders.get(&*document.place.folder) else { continue };
            let mut path = self.folders[folder][document.place.lang].clone();
            let name = document.key().rsplit('/').next().unwrap_or_default();
            if name != "index" {
                path.push(composed(document.meta().slug.as_ref().map_or(name, |slug| &slug.id)));
            }
            if !self.taken.contains_key(&folded(&address(&path))) {
                urls.insert(self.url(&path), document.key().into());
            }
        }
        urls
    }

    /// The pages of a handbook's parts in one text, and the page with everything.
    fn handbook(&mut self, assembly: &mut Assembly, book: usize, words: &crate::lang::PerLang<Words>) {
        let pair = assembly.handbooks[book].pair;
        let folder = assembly.pairs[pair].folder;
        for place in 0..assembly.handbooks[book].parts.len() {
            let part = assembly.handbooks[book].parts[place].clone();
            if kind(&assembly.pairs[part.pair], self.documents) != Kind::HandbookText {
                continue;
            }
            for lang in self.config.languages.ids() {
                let text = &assembly.pairs[part.pair];
                let Some(edition) = shown(text, lang) else { continue };
                let Some((title, name)) = self.part_title(text, &part, lang) else { continue };
                let mut path = self.folders[folder][lang].clone();
                path.push(name);
                let page = Page {
                    address: address(&path),
                    url: self.url(&path),
                    shows: Shows::Part(book, place),
                    pair: Some(part.pair),
                    edition: Some(edition),
                    folder,
                    title,
                    ..blank(lang)
                };
                let page = self.add(page, assembly);
                assembly.handbooks[book].parts[place].pages[lang] = Some(page);
            }
        }
        self.changes(assembly, book, words);
        let whole = assembly.pairs[pair]
            .editions
            .values()
            .flatten()
            .any(|&e| self.documents[e].content.handbook.as_ref().is_some_and(|h| h.whole));
        if !whole || assembly.handbooks[book].parts.is_empty() {
            return;
        }
        for lang in self.config.languages.ids() {
            let Some(edition) = shown(&assembly.pairs[pair], lang) else { continue };
            let mut path = self.folders[folder][lang].clone();
            path.push(words[lang].get("whole_slug").and_then(|word| slug(word)).unwrap_or_else(|| "whole".to_owned()));
            let title = self.titles[edition].clone();
            let whole_word = words[lang].get("part_whole").map_or("", String::as_str);
            let page = Page {
                address: address(&path),
                url: self.url(&path),
                shows: Shows::Whole(book),
                pair: Some(pair),
                edition: Some(edition),
                folder,
                title: match whole_word.is_empty() {
                    true => title,
                    false => format!("{title} – {whole_word}").into(),
                },
                ..blank(lang)
            };
            let page = self.add(page, assembly);
            assembly.handbooks[book].whole[lang] = Some(page);
        }
    }

    /// The page with what changed since the edition that a handbook replaces.
    fn changes(&mut self, assembly: &mut Assembly, book: usize, words: &crate::lang::PerLang<Words>) {
        if assembly.handbooks[book].standing.replaces.is_none() {
            return;
        }
        let pair = assembly.handbooks[book].pair;
        let folder = assembly.pairs[pair].folder;
        for lang in self.config.languages.ids() {
            let Some(edition) = shown(&assembly.pairs[pair], lang) else { continue };
            let mut path = self.folders[folder][lang].clone();
            let word = |name: &str| words[lang].get(name).map(String::as_str);
            let version = self.documents[edition].content.handbook.as_ref().map_or("", |record| &record.version);
            path.push(word("changes_slug").and_then(slug).unwrap_or_else(|| "changes".to_owned()));
            let page = Page {
                address: address(&path),
                url: self.url(&path),
                shows: Shows::Changes(book),
                pair: Some(pair),
                edition: Some(edition),
                folder,
                title: match version {
                    "" => word("changes_title").unwrap_or("Changes").into(),
                    version => format!("{} ({version})", word("changes_title").unwrap_or("Changes")).into(),
                },
                ..blank(lang)
            };
            let page = self.add(page, assembly);
            assembly.handbooks[book].changes[lang] = Some(page);
        }
    }

    /// Title and slug of a part of a handbook in one text.
    fn part_title(&self, pair: &Pair, part: &Part, lang: LangId) -> Option<(Box<str>, String)> {
        let joined = &pair.units[part.unit as usize];
        let (own, unit) = match (pair.editions[lang], joined.members[lang]) {
            (Some(edition), Some(unit)) => (&self.documents[edition], unit as usize),
            _ => {
                let (other, _) = represented(pair, self.documents, part.unit)?;
                (&self.documents[pair.editions[other]?], joined.members[other]? as usize)
            }
        };
        let mut title = String::new();
        fill_title(own, &own.facts().units[unit].title, self.variable, &mut title);
        let is_named = pair.editions.iter().any(|(lang, edition)| {
            let unit = edition.zip(joined.members[lang]);
            unit.is_some_and(|(edition, unit)| self.documents[edition].facts().units[unit as usize].id.is_some())
        });
        // An id that was given outlives the wording, and so shall the address.
        let named = (is_named && names_a_file(&joined.id) && !joined.id.contains('/')).then(|| joined.id.to_string());
        let said = own.meta().slugs.iter().find(|(id, _)| id.id == joined.id).map(|(_, slug)| slug);
        let said = said.filter(|slug| slug_fault(&slug.id, slug.span).is_none()).map(|slug| composed(&slug.id));
        let name = said.or(named).or_else(|| slug(&title)).unwrap_or_else(|| joined.id.to_string());
        let mut printed = String::new();
        print_title(self.config, own, &own.facts().units[unit].title, self.variable, &mut printed);
        Some((printed.trim().into(), name))
    }

    /// Landing pages of folders that have none in a language, and of the site.
    fn folders(&mut self, assembly: &mut Assembly) {
        let none = self.config.languages.map(|_| false);
        let mut filled = vec![none; assembly.folders.len()];
        for page in &self.pages {
            let mut at = Some(page.folder);
            while let Some(folder) = at {
                filled[folder][page.lang] = true;
                at = assembly.folders[folder].parent;
            }
        }
        for (at, filled) in filled.into_iter().enumerate() {
            let is_home = assembly.folders[at].path.is_empty();
            for (lang, filled) in filled.iter() {
                if assembly.folders[at].pages[lang].is_some() || !(*filled || is_home) {
                    continue;
                }
                let path = self.folders[at][lang].clone();
                let title = match is_home {
                    true => self.site_title(lang),
                    false => assembly.folders[at].title[lang].clone(),
                };
                let page = Page {
                    address: address(&path),
                    url: self.url(&path),
                    shows: if is_home { Shows::Home } else { Shows::Folder(at) },
                    folder: at,
                    title,
                    ..blank(lang)
                };
                let page = self.add(page, assembly);
                assembly.folders[at].pages[lang] = Some(page);
            }
        }
    }

    fn site_title(&self, lang: LangId) -> Box<str> {
        let title = self.config.title.get(&self.config.languages[lang]).map_or("", |title| title.as_str());
        typography::set(typography::of_language(self.config, lang), title).into()
    }

    /// The root page and the pages for what is not found.
    fn special(&mut self, assembly: &mut Assembly, words: &crate::lang::PerLang<Words>) {
        let first = LangId(0);
        let root = Page {
            address: "index.html".into(),
            url: self.url(&[]),
            shows: Shows::Root,
            title: self.site_title(first),
            ..blank(first)
        };
        self.add(root, assembly);
        if self.config.search {
            self.config.languages.ids().for_each(|lang| self.search(assembly, lang, &words[lang]));
        }
        let lost =
            |lang: LangId| -> Box<str> { words[lang].get("not_found_title").map_or("404", String::as_str).into() };
        for lang in self.config.languages.ids() {
            let segment = self.config.languages[lang].segment.clone();
            let url = format!("{}{segment}/404.html", self.config.base.path);
            let page = Page {
                address: format!("{segment}/404.html").into(),
                url: url.into(),
                shows: Shows::NotFound,
                title: lost(lang),
                ..blank(lang)
            };
            self.add(page, assembly);
        }
        let url = format!("{}404.html", self.config.base.path);
        self.add(
            Page {
                address: "404.html".into(),
                url: url.into(),
                shows: Shows::NotFound,
                title: lost(first),
                ..blank(first)
            },
            assembly,
        );
    }

    /// The page of the search; it makes way for whatever the site itself has at its address.
    fn search(&mut self, assembly: &mut Assembly, lang: LangId, words: &Words) {
        let word = |name: &str| words.get(name).map(String::as_str);
        let name = word("search_slug").and_then(slug).unwrap_or_else(|| "search".to_owned());
        let segment = self.config.languages[lang].segment.clone();
        let names = std::iter::once(name.clone()).chain((2..).map(|number| format!("{name}-{number}")));
        let mut paths = names.map(|name| vec![segment.clone(), name]);
        let path = paths.find(|path| !self.taken.contains_key(&folded(&address(path)))).expect("numbers do not end");
        let page = Page {
            address: address(&path),
            url: self.url(&path),
            shows: Shows::Search,
            title: word("search").unwrap_or("Search").into(),
            ..blank(lang)
        };
        self.add(page, assembly);
    }

    fn url(&self, path: &[String]) -> Box<str> {
        let encoded = encode_path(&path.join("/"));
        let slash = if path.is_empty() { "" } else { "/" };
        format!("{}{encoded}{slash}", self.config.base.path).into()
    }

    /// Adds a page, and reports it if its address is taken.
    fn add(&mut self, page: Page, assembly: &mut Assembly) -> PageIx {
        let index = self.pages.len();
        match self.taken.entry(folded(&page.address)) {
            hash_map::Entry::Vacant(free) => drop(free.insert(index)),
            hash_map::Entry::Occupied(first) => {
                let first = *first.get();
                let mut both = [&page, &self.pages[first]];
                // What was typed is to be changed rather than the name of a folder.
                both.sort_by_key(|page| names_itself(page, assembly));
                let mut places = both.into_iter().filter_map(|page| self.said(page, assembly));
                if let Some((source, span)) = places.next() {
                    let finding = Finding::new(&addresses::SAME_ADDRESS, span).with("url", &*page.url).help("slug");
                    let mut diagnostic = finding.at(&source);
                    if let Some((source, span)) = places.next() {
                        diagnostic = diagnostic.also(&source, span, "first");
                    }
                    assembly.diagnostics.push(diagnostic);
                }
            }
        }
        self.pages.push(page);
        index
    }

    /// Where the last part of a page's address is said; of a folder that says nothing, a document in it.
    fn said(&self, page: &Page, assembly: &Assembly) -> Option<(Source, Span)> {
        let edition = |edition: DocumentIx| {
            let document = &self.documents[edition];
            let own = document.meta().slug.as_ref().filter(|_| document.place.lang == page.lang);
            (document.source.clone(), own.map_or(Span::default(), |named| named.span))
        };
        if let Some(shown) = page.edition {
            return Some(edition(shown));
        }
        let Shows::Folder(folder) = page.shows else { return None };
        let said = assembly.folders[folder].slug_said[page.lang].clone();
        let path = format!("{}/", assembly.folders[folder].path);
        let inside = |pair: &&Pair| format!("{}/", assembly.folders[pair.folder].path).starts_with(&path);
        let any = || assembly.pairs.iter().filter(inside).find_map(|pair| pair.editions[pair.source]);
        said.or_else(|| any().map(|edition| (self.documents[edition].source.clone(), Span::default())))
    }

    /// The old addresses of all documents.
    fn redirects(&self, assembly: &mut Assembly) -> BTreeMap<String, Redirect> {
        let mut redirects: BTreeMap<String, Redirect> = BTreeMap::new();
        for pair in &assembly.pairs {
            for (lang, edition) in pair.editions.iter() {
                let (Some(edition), Some(to)) = (edition, pair.pages[lang]) else { continue };
                let document = &self.documents[*edition];
                for alias in &document.meta().aliases {
                    let path = match alias.id.strip_prefix('/') {
                        Some(absolute) => absolute.to_owned(),
                        None => format!("{}/{}", self.config.languages[lang].segment, alias.id),
                    };
                    let path = composed(path.trim_end_matches('/'));
                    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
                        assembly
                            .diagnostics
                            .extend(slug_fault("/", alias.span).map(|finding| finding.at(&document.source)));
                        continue;
                    }
                    if !path.split('/').all(names_a_file) {
                        let parts = path.split('/').skip(if alias.id.starts_with('/') { 0 } else { 1 });
                        let parts: Vec<String> =
                            parts.map(|part| slug(part).unwrap_or_else(|| "page".to_owned())).collect();
                        let finding = Finding::new(&addresses::BAD_SLUG, alias.span).with("slug", &*alias.id);
                        let finding = finding.with("suggestion", parts.join("/"));
                        assembly.diagnostics.push(finding.help("nearest").at(&document.source));
                        continue;
                    }
                    let address = if path.ends_with(".html") { path } else { format!("{path}/index.html") };
                    let taken = self.taken.get(&folded(&address)).map(|&page| (page, self.pages[page].edition));
                    if let Some((page, edition)) = taken {
                        let finding = Finding::new(&addresses::ALIAS_TAKEN, alias.span)
                            .with("url", &*self.pages[page].url)
                            .help("remove");
                        let mut diagnostic = finding.at(&document.source);
                        if let Some(edition) = edition {
                            diagnostic = diagnostic.also(&self.documents[edition].source, Span::default(), "first");
                        }
                        assembly.diagnostics.push(diagnostic);
                        continue;
                    }
                    let to = Goal::Page { page: to, fragment: None };
                    match redirects.entry(folded(&address)) {
                        Entry::Vacant(free) => {
                            free.insert(Redirect { address: address.into(), to, lasting: true });
                        }
                        Entry::Occupied(other) if other.get().to == to => {}
                        Entry::Occupied(_) => {
                            let url = format!("/{}", address.trim_end_matches("index.html"));
                            let finding = Finding::new(&addresses::REDIRECTED_TWICE, alias.span).with("url", url);
                            assembly.diagnostics.push(finding.help("remove").at(&document.source));
                        }
                    }
                }
            }
        }
        for (address, page) in editions::addresses(self.config, assembly, &self.pages) {
            let key = folded(&address);
            if !self.taken.contains_key(&key) {
                let to = Goal::Page { page, fragment: None };
                redirects.entry(key).or_insert(Redirect { address: address.into(), to, lasting: false });
            }
        }
        redirects
    }
}

/// The title of a document as plain text.
pub(super) fn title(config: &Config, document: &Document, variable: &Variable<'_>) -> Box<str> {
    let mut title = String::new();
    // Signs of Markdown, and variables, are no part of a plain title.
    let marked = ['*', '_', '`', '[', '!', '<', '&', '\\', '~', '{'];
    match document.meta().title.as_deref().filter(|title| !title.contains(marked)) {
        Some(typed) if document.place.kind == Kind::Page => {
            title = typography::set(typography::of_document(config, document), typed);
        }
        _ => print_title(config, document, &document.content.title, variable, &mut title),
    }
    title.trim().into()
}

/// The parts of a folder's address, the language's segment first. The edition in force has that of the folder around it.
pub(super) fn folder_path(config: &Config, folders: &[Folder], folder: FolderIx, lang: LangId) -> Vec<String> {
    let mut path = Vec::new();
    let mut at = Some(folder);
    while let Some(folder) = at.filter(|&folder| folders[folder].parent.is_some()) {
        if !is_plain(folders, folder) {
            path.push(composed(&folders[folder].slug[lang]));
        }
        at = folders[folder].parent;
    }
    path.push(config.languages[lang].segment.clone());
    path.reverse();
    path
}

/// The edition that is shown in a language; none if the document is left out there.
fn shown(pair: &Pair, lang: LangId) -> Option<DocumentIx> {
    let stands_in = || pair.editions[pair.source].filter(|_| pair.gates.fallback() == Fallback::Notice);
    pair.editions[lang].or_else(stands_in)
}

/// Whether a page is a folder's whose name is its address.
fn names_itself(page: &Page, assembly: &Assembly) -> bool {
    matches!(page.shows, Shows::Folder(at) if assembly.folders[at].slug_said[page.lang].is_none())
}

fn address(path: &[String]) -> Box<str> {
    format!("{}/index.html", path.join("/")).into()
}

fn blank(lang: LangId) -> Page {
    Page {
        address: "".into(),
        url: "".into(),
        lang,
        shows: Shows::Document,
        pair: None,
        edition: None,
        folder: 0,
        title: "".into(),
        previous: None,
        next: None,
        siblings: crate::lang::PerLang::default(),
        targets: Vec::new(),
        here: BTreeMap::new(),
    }
}

/// Joins the same page in all languages.
fn set_siblings(pages: &mut Shared<Page>, pairs: &Shared<Pair>, config: &Config) {
    // Where a folder's own document is left out, the list of what lies in it stands for it.
    let landing = |page: &Page| match page.shows {
        Shows::Document => page.pair.is_some_and(|pair| pairs[pair].index),
        shows => matches!(shows, Shows::Folder(_) | Shows::Home),
    };
    let key = |page: &Page| match landing(page) {
        true => (Shows::Folder(page.folder), None, page.folder),
        false => (page.shows, page.pair, page.folder),
    };
    let mut groups: HashMap<(Shows, Option<PairIx>, FolderIx), crate::lang::PerLang<Option<PageIx>>> =
        HashMap::default();
    for (index, page) in pages.iter().enumerate().filter(|(_, page)| &*page.address != "404.html") {
        let group = groups.entry(key(page)).or_insert_with(|| config.languages.map(|_| None));
        group[page.lang].get_or_insert(index);
    }
    for page in pages.iter_mut() {
        page.siblings = groups.get(&key(page)).cloned().unwrap_or_default();
    }
}
