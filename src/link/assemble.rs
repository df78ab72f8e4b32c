//! Turns documents and folder records into pairs, folders and handbooks, each in its place, without addresses yet.
//!
//! What does not fit (a document twice, a part that is not listed) is reported here; nothing is resolved.

use super::editions;
use super::gates::{self, Editions, Published};
use super::index::Index;
use super::join::{self, Variable};
use super::landing;
use super::numbers;
use super::resolve::Paths;
use super::site::*;
use super::snippets::{self, PairedSnippets};
use super::units::{self, Around};
use crate::config::{Config, unknown_language};
use crate::diag::rules::{documents as rules, handbooks, pairs as pair_rules};
use crate::diag::{Diagnostic, Finding, is_plain_slip, nearest};
use crate::lang::{LangId, Languages, PerLang};
use crate::ledger::Ledger;
use crate::names::HashMap;
use crate::parse::facts::UnitKind;
use crate::parse::{Document, Kind};
use crate::records::FolderRecord;
use crate::shared::{SHARE, Shared};
use crate::source::{Source, Span};
use crate::typography;
use crate::yaml::Spanned;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// `folder.yaml` of one folder, in one language's tree or for all languages.
pub struct FolderFile {
    pub path: Box<str>,
    pub lang: Option<LangId>,
    pub source: Source,
    pub record: FolderRecord,
}

/// Everything that `link` has put together so far.
pub(super) struct Assembly {
    pub pairs: Shared<Pair>,
    pub folders: Vec<Folder>,
    pub handbooks: Vec<super::site::Handbook>,
    pub snippets: Snippets,
    /// The slugs of every pair's editions, source first, until ids are given.
    slugs: Vec<Vec<Vec<String>>>,
    pub paired_snippets: PairedSnippets,
    /// What is not published in any language.
    pub withheld: BTreeMap<Box<str>, Held>,
    /// Keys of documents that are not published, by the addresses that would be theirs.
    pub withheld_urls: HashMap<Box<str>, Box<str>>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Assembly {
    pub fn paths<'a>(
        &'a self,
        config: &'a Config,
        documents: &'a Shared<Document>,
        pages: &'a Shared<Page>,
        assets: &'a BTreeMap<Box<str>, Asset>,
        index: &'a Index,
    ) -> Paths<'a> {
        let Assembly { pairs, folders, handbooks, withheld, withheld_urls, .. } = self;
        Paths { config, documents, pairs, folders, handbooks, withheld, withheld_urls, pages, assets, index }
    }
}

/// Puts the documents together.
pub(super) fn assemble(
    config: &Config,
    documents: &Shared<Document>,
    folder_files: &[FolderFile],
    ledger: &Ledger,
    (drafts, as_of): (bool, Date),
    variable: &Variable<'_>,
) -> Assembly {
    let languages = &config.languages;
    let mut assembly = Assembly {
        pairs: Shared::default(),
        folders: Vec::new(),
        handbooks: Vec::new(),
        snippets: Snippets::new(),
        slugs: Vec::new(),
        paired_snippets: PairedSnippets::new(),
        withheld: BTreeMap::new(),
        withheld_urls: HashMap::default(),
        diagnostics: Vec::new(),
    };
    let mut folder_index: HashMap<Box<str>, FolderIx> = HashMap::default();
    folder(&mut assembly.folders, &mut folder_index, "", languages);
    let groups = group(documents, languages, drafts, &mut assembly);
    let (published, withheld) = gates::sift(config, documents, folder_files, groups, drafts);
    for held in withheld.values() {
        // A folder of which nothing is published is known by its name all the same.
        let one = held.drafts.iter().copied().chain(held.lacks.iter().map(|lack| lack.beside)).next();
        one.map(|one| folder(&mut assembly.folders, &mut folder_index, &documents[one].place.folder, languages));
    }
    assembly.withheld = withheld;
    for Published { key, editions: Editions { ready: editions, drafts }, gates } in published {
        let source = source_language(&editions, documents, config, &mut assembly.diagnostics);
        let Some(edition) = editions[source] else { continue };
        let place = &documents[edition].place;
        let folder = folder(&mut assembly.folders, &mut folder_index, &place.folder, languages);
        let stem = key.rsplit('/').next().unwrap_or(&key);
        let own = |lang: LangId| documents[editions[lang]?].meta().order;
        let any = own(source).or_else(|| languages.ids().find_map(own));
        let order = languages.map(|lang| own(lang).or(any).unwrap_or(i64::MAX));
        assembly.pairs.push(Pair {
            index: place.kind == Kind::Handbook
                || (place.kind == Kind::Page
                    && stem == "index"
                    && key.trim_end_matches("index").trim_end_matches('/') == &*place.folder),
            key,
            editions,
            source,
            folder,
            order,
            units: Vec::new(),
            joined: languages.map(|_| Vec::new()),
            included: Vec::new(),
            inclusions: languages.map(|_| Vec::new()),
            captions: languages.map(|_| Vec::new()),
            ids: languages.map(|_| Ids::default()),
            pages: languages.map(|_| None),
            drafts,
            gates,
            part_of: None,
        });
    }
    let snippets = std::mem::take(&mut assembly.snippets);
    let around = Around { config, documents, snippets: &snippets, ledger, variable };
    join_pairs(&mut assembly, &around);
    apply_folders(&mut assembly, &folder_index, folder_files, documents, config);
    assemble_handbooks(&mut assembly, documents);
    editions::settle(&mut assembly, documents, as_of);
    name_pairs(&mut assembly, &around);
    assembly.snippets = snippets;
    title_folders(&mut assembly, documents, config, variable);
    assembly
}

/// The editions of every key; drafts are like any other for whoever looks at drafts.
fn group(
    documents: &Shared<Document>,
    languages: &Languages,
    drafts: bool,
    assembly: &mut Assembly,
) -> BTreeMap<Box<str>, Editions> {
    let mut groups: BTreeMap<Box<str>, Editions> = BTreeMap::new();
    let none = || Editions { ready: languages.map(|_| None), drafts: languages.map(|_| None) };
    for (index, document) in documents.iter().enumerate() {
        let lang = document.place.lang;
        if document.place.kind == Kind::Snippet {
            if is_absent(document) {
                continue;
            }
            let name = document.place.key.trim_start_matches("_snippets/");
            assembly.snippets.entry(name.into()).or_insert_with(|| languages.map(|_| None))[lang] = Some(index);
            continue;
        }
        if is_absent(document) || is_elsewhere(document, documents, languages) {
            continue;
        }
        let editions = groups.entry(document.key().into()).or_insert_with(none);
        if document.meta().draft.is_some() && !drafts {
            editions.drafts[lang] = Some(index);
            continue;
        }
        let slot = &mut editions.ready[lang];
        match slot {
            None => *slot = Some(index),
            Some(first) => {
                let finding = Finding::new(&rules::NAME_CLASH, Span::default());
                let finding = finding.with("lang", languages[lang].segment.as_str()).help("key");
                let diagnostic = finding.at(&document.source).also(&documents[*first].source, Span::default(), "first");
                assembly.diagnostics.push(diagnostic);
            }
        }
    }
    groups
}

/// Whether a YAML file with all languages side by side says nothing in this one.
pub(super) fn is_absent(document: &Document) -> bool {
    let content = &document.content;
    let yaml = matches!(document.place.kind, Kind::Faq | Kind::Glossary | Kind::Handbook);
    // A table written in YAML is in the languages of its caption.
    let table = document.place.kind == Kind::Snippet && content.words.is_some();
    (yaml || table)
        && !document.is_unread()
        && content.title.is_empty()
        && content.entries.is_empty()
        && content.terms.is_empty()
}

/// Whether a YAML file with all languages side by side declares that it is in other ones only.
fn is_elsewhere(document: &Document, documents: &Shared<Document>, languages: &Languages) -> bool {
    if !matches!(document.place.kind, Kind::Faq | Kind::Glossary | Kind::Handbook) {
        return false;
    }
    let only: Vec<LangId> = document.meta().only.iter().filter_map(|named| languages.by_name(&named.id)).collect();
    let path = document.source.path();
    let there = |other: &Document| only.contains(&other.place.lang) && other.source.path() == path;
    !only.is_empty() && !only.contains(&document.place.lang) && documents.iter().any(there)
}

/// The language a document is written in first: its own word, else the site's, else the first that exists.
fn source_language(
    editions: &PerLang<Option<DocumentIx>>,
    documents: &Shared<Document>,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> LangId {
    let mut wished = config.source;
    for edition in editions.values().flatten() {
        let document = &documents[*edition];
        let Some(named) = &document.meta().source else { continue };
        match config.languages.by_name(&named.id) {
            Some(lang) => wished = lang,
            None => {
                let name = Spanned { span: named.span, value: named.id.to_string() };
                diagnostics.push(unknown_language(&name, &config.languages).at(&document.source));
            }
        }
    }
    let first = editions.iter().find(|(_, edition)| edition.is_some()).map_or(wished, |(lang, _)| lang);
    if editions[wished].is_some() { wished } else { first }
}

/// The folder at `path`, made with all above it if it is not there yet.
fn folder(
    folders: &mut Vec<Folder>,
    index: &mut HashMap<Box<str>, FolderIx>,
    path: &str,
    languages: &Languages,
) -> FolderIx {
    if let Some(&known) = index.get(path) {
        return known;
    }
    let parent = (!path.is_empty())
        .then(|| folder(folders, index, path.rsplit_once('/').map_or("", |(above, _)| above), languages));
    let name: Box<str> = path.rsplit('/').next().unwrap_or("").into();
    folders.push(Folder {
        path: path.into(),
        parent,
        title: languages.map(|_| "".into()),
        description: languages.map(|_| "".into()),
        slug: languages.map(|_| name.clone()),
        slug_said: languages.map(|_| None),
        order: i64::MAX,
        nav: true,
        kind: None,
        index: None,
        handbook: None,
        edition_of: None,
        current: None,
        children: languages.map(|_| Vec::new()),
        pages: languages.map(|_| None),
    });
    index.insert(path.into(), folders.len() - 1);
    folders.len() - 1
}

/// Joins the units of every pair's editions.
fn join_pairs(assembly: &mut Assembly, around: &Around<'_>) {
    assembly.slugs = assembly.pairs.par_iter_mut().with_max_len(SHARE).map(|pair| units::join(pair, around)).collect();
}

/// Gives every unit its ids, now that it has its number.
fn name_pairs(assembly: &mut Assembly, around: &Around<'_>) {
    assembly.paired_snippets = snippets::pair_up(around);
    let (slugs, paired) = (std::mem::take(&mut assembly.slugs), &assembly.paired_snippets);
    let pairs = assembly.pairs.par_iter_mut().with_max_len(SHARE).zip(slugs);
    let found: Vec<Diagnostic> =
        pairs.flat_map_iter(|(pair, slugs)| units::name(pair, slugs, paired, around)).collect();
    assembly.diagnostics.extend(found);
}

fn apply_folders(
    assembly: &mut Assembly,
    index: &HashMap<Box<str>, FolderIx>,
    files: &[FolderFile],
    documents: &Shared<Document>,
    config: &Config,
) {
    let languages = &config.languages;
    for file in files {
        let Some(&at) = index.get(&file.path) else { continue };
        let folder = &mut assembly.folders[at];
        let record = &file.record;
        folder.order = record.order.unwrap_or(folder.order);
        folder.nav = record.nav.unwrap_or(folder.nav);
        folder.kind = record.kind.as_ref().map(|kind| kind.as_str().into()).or(folder.kind.take());
        for values in [&record.title, &record.description, &record.slug] {
            let strangers = values.strangers(languages).map(|name| unknown_language(name, languages).at(&file.source));
            assembly.diagnostics.extend(strangers);
        }
        for lang in languages.ids().filter(|&lang| file.lang.is_none_or(|own| own == lang)) {
            let own = &languages[lang];
            if let Some(title) = record.title.get(own) {
                folder.title[lang] = typography::set(typography::of_language(config, lang), title).into();
            } else if !record.title.is_empty() && file.lang.is_none() {
                let finding = Finding::new(&pair_rules::MISSING_TEXT, Span::default()).with("key", "title");
                assembly.diagnostics.push(finding.with("lang", own.segment.as_str()).help("add").at(&file.source));
            }
            if let Some(description) = record.description.get(own) {
                let table = typography::of_language(config, lang);
                folder.description[lang] = typography::set(table, description).into();
            }
            if let Some(slug) = record.slug.get(own) {
                match super::address::slug_fault(slug, slug.span) {
                    Some(finding) => assembly.diagnostics.push(finding.at(&file.source)),
                    None => {
                        folder.slug[lang] = slug.as_str().into();
                        folder.slug_said[lang] = Some((file.source.clone(), slug.span));
                    }
                }
            }
        }
    }
    for at in 0..assembly.pairs.len() {
        let pair = &assembly.pairs[at];
        if pair.index {
            assembly.folders[pair.folder].index = Some(at);
        }
    }
    landing::name_folders(assembly, documents);
}

/// Puts the parts of every handbook in order and numbers them.
fn assemble_handbooks(assembly: &mut Assembly, documents: &Shared<Document>) {
    let by_key: HashMap<Box<str>, PairIx> =
        assembly.pairs.iter().enumerate().map(|(at, pair)| (pair.key.clone(), at)).collect();
    let books: Vec<PairIx> =
        (0..assembly.pairs.len()).filter(|&at| kind(&assembly.pairs[at], documents) == Kind::Handbook).collect();
    for book in books {
        let (document, record) = {
            let pair = &assembly.pairs[book];
            let Some(document) = pair.editions[pair.source].map(|edition| &documents[edition]) else { continue };
            let Some(record) = document.content.handbook.clone() else { continue };
            (document, record)
        };
        let folder = assembly.pairs[book].folder;
        let mut parts = Vec::new();
        let names: Vec<_> = record.text.iter().chain(&record.parts).collect();
        for named in names {
            let key = if document.place.folder.is_empty() {
                named.id.to_string()
            } else {
                format!("{}/{}", document.place.folder, named.id)
            };
            match by_key.get(key.as_str()) {
                Some(&pair) => parts.extend(parts_of(&assembly.pairs[pair], pair, documents, &named.id)),
                None if assembly.withheld.contains_key(key.as_str()) => {}
                None => assembly.diagnostics.push(missing_part(assembly, documents, folder, named, document)),
            }
        }
        let found = numbers::number(&mut assembly.pairs, documents, &parts, &record);
        assembly.diagnostics.extend(found);
        let at = assembly.handbooks.len();
        for (place, part) in parts.iter().enumerate() {
            assembly.pairs[part.pair].part_of.get_or_insert((at, place));
        }
        assembly.folders[folder].handbook = Some(at);
        let none = assembly.pairs[book].pages.clone();
        let standing = Standing { current: true, ..Standing::default() };
        let (whole, changes) = (none.clone(), none);
        assembly.handbooks.push(super::site::Handbook { pair: book, parts, whole, changes, standing });
    }
    report_unlisted(assembly, documents);
}

/// The parts that a pair holds: itself, or every level-1 heading of a handbook in one text.
fn parts_of(pair: &Pair, index: PairIx, documents: &Shared<Document>, name: &str) -> Vec<Part> {
    let part = |unit: usize, end: usize, prefix: &str| Part {
        pair: index,
        unit: unit as JoinedIx,
        end: end as JoinedIx,
        pages: pair.pages.clone(),
        prefix: prefix.into(),
    };
    if kind(pair, documents) != Kind::HandbookText {
        return vec![part(0, pair.units.len(), name)];
    }
    let is_part = |at: &usize| {
        numbers::represented(pair, documents, *at as JoinedIx)
            .is_some_and(|(_, unit)| unit.kind == UnitKind::Section && unit.level == 1)
    };
    let starts: Vec<usize> = (0..pair.units.len()).filter(is_part).collect();
    let ends = starts.iter().skip(1).copied().chain([pair.units.len()]);
    // One text has one space of ids, so its parts need no prefix.
    starts.iter().zip(ends).map(|(&start, end)| part(start, end, "")).collect()
}

fn missing_part(
    assembly: &Assembly,
    documents: &Shared<Document>,
    folder: FolderIx,
    named: &crate::parse::tree::Named,
    book: &Document,
) -> Diagnostic {
    let in_folder = assembly.pairs.iter().filter(|pair| pair.folder == folder && kind(pair, documents) == Kind::Part);
    let names: Vec<&str> = in_folder.filter_map(|pair| pair.key.rsplit('/').next()).collect();
    let finding = Finding::new(&handbooks::MISSING_PART, named.span).with("name", &*named.id);
    let finding = match nearest(&named.id, names.iter().copied()) {
        Some(near) => {
            let sure = is_plain_slip(&named.id, near, names);
            finding.with("suggestion", near).help("nearest").fix_if(sure, near)
        }
        None => {
            let dir = book.source.path().rsplit_once('/').map_or("", |(dir, _)| dir);
            finding.with("path", format!("{dir}/{}.{}.md", named.id, book.place.language.suffix)).help("create")
        }
    };
    finding.at(&book.source)
}

fn report_unlisted(assembly: &mut Assembly, documents: &Shared<Document>) {
    let mut found = Vec::new();
    for pair in &assembly.pairs {
        if pair.part_of.is_some() || !matches!(kind(pair, documents), Kind::Part | Kind::HandbookText) {
            continue;
        }
        let record = assembly.folders[pair.folder].index.map(|index| &assembly.pairs[index]);
        if record.is_some_and(|record| is_unread(record, documents)) {
            continue;
        }
        let book = assembly.folders[pair.folder].handbook.map(|book| &assembly.pairs[assembly.handbooks[book].pair]);
        let path =
            book.and_then(|book| book.editions[book.source]).map_or("handbook.yaml", |at| documents[at].source.path());
        let name = pair.key.rsplit('/').next().unwrap_or(&pair.key);
        if book.is_some_and(|book| is_proposed(assembly, documents, book, name)) {
            continue;
        }
        for edition in pair.editions.values().flatten() {
            let finding = Finding::new(&handbooks::UNLISTED_PART, Span::default()).with("name", name);
            found.push(finding.with("path", path).help("add").at(&documents[*edition].source));
        }
    }
    assembly.diagnostics.extend(found);
}

/// Whether a part of this name was proposed for one that the handbook names and that has no file: one slip of the pen
/// is one fault.
fn is_proposed(assembly: &Assembly, documents: &Shared<Document>, book: &Pair, name: &str) -> bool {
    let of_book = |found: &Diagnostic| book.editions.values().flatten().any(|&at| documents[at].source == found.source);
    let missing = assembly.diagnostics.iter().filter(|found| found.rule().code == handbooks::MISSING_PART.code);
    missing.filter(|found| of_book(found)).any(|found| found.finding.arg("suggestion") == Some(name))
}

/// Whether an edition could not be read.
pub(super) fn is_unread(pair: &Pair, documents: &Shared<Document>) -> bool {
    pair.editions.values().flatten().any(|&edition| documents[edition].is_unread())
}

/// The kind of a pair: its source edition's.
pub(super) fn kind(pair: &Pair, documents: &Shared<Document>) -> Kind {
    pair.editions[pair.source].map_or(Kind::Page, |edition| documents[edition].place.kind)
}

/// Gives folders the titles of their landing pages, or their names, where the record gives none.
fn title_folders(assembly: &mut Assembly, documents: &Shared<Document>, config: &Config, variable: &Variable<'_>) {
    for at in 0..assembly.folders.len() {
        for lang in config.languages.ids() {
            if !assembly.folders[at].title[lang].is_empty() {
                continue;
            }
            let index = landing_of(assembly, at).map(|index| &assembly.pairs[index]);
            let edition = index.and_then(|pair| pair.editions[lang].or(pair.editions[pair.source]));
            let mut title = String::new();
            match edition {
                Some(edition) => join::print_title(
                    config,
                    &documents[edition],
                    &documents[edition].content.title,
                    variable,
                    &mut title,
                ),
                None => title.push_str(&plain_name(&assembly.folders[at].path)),
            }
            assembly.folders[at].title[lang] = title.into();
        }
        let order = landing_of(assembly, at).map(|index| &assembly.pairs[index]);
        let order = order.map(|landing| landing.order[landing.source]);
        let folder = &mut assembly.folders[at];
        if let Some(order) = order.filter(|_| folder.order == i64::MAX) {
            folder.order = order;
        }
    }
}

/// The document at a folder's address: its own, or that of the edition in force.
fn landing_of(assembly: &Assembly, folder: FolderIx) -> Option<PairIx> {
    let folder = &assembly.folders[folder];
    folder.index.or_else(|| assembly.folders[folder.current?].index)
}

/// A readable title from a folder's name: `user-guides` becomes `User guides`.
fn plain_name(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path).replace(['-', '_'], " ");
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
