//! Turns folders and pages into navigation: what lies in a folder, in which order, and what comes before and after a page.
//!
//! Order is by `order`, then by title as the language sorts it (Unicode collation).

use super::assemble::{Assembly, kind};
use super::site::*;
use crate::config::Config;
use crate::lang::LangId;
use crate::parse::{Document, Kind};
use crate::shared::Shared;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

/// Sorts titles as a language does.
pub fn collator(tag: &str) -> CollatorBorrowed<'static> {
    let locale: Locale = tag.parse().unwrap_or(Locale::UNKNOWN);
    let root = || Collator::try_new(Locale::UNKNOWN.into(), CollatorOptions::default());
    Collator::try_new(locale.into(), CollatorOptions::default())
        .or_else(|_| root())
        .expect("the root collation is compiled in")
}

/// Fills in the children of every folder and the neighbours of every page.
pub(super) fn navigate(
    config: &Config,
    documents: &Shared<Document>,
    assembly: &mut Assembly,
    pages: &mut Shared<Page>,
) {
    for (lang, language) in config.languages.iter() {
        let collator = collator(&language.tag);
        let mut children: Vec<Vec<Node>> = vec![Vec::new(); assembly.folders.len()];
        for (at, folder) in assembly.folders.iter().enumerate() {
            if let Some(parent) = folder.parent.filter(|_| folder.nav && folder.pages[lang].is_some()) {
                children[parent].push(Node::Folder(at));
            }
        }
        for (at, pair) in
            assembly.pairs.iter().enumerate().filter(|(_, pair)| !pair.index && pair.pages[lang].is_some())
        {
            let shown = pair.editions[lang].or(pair.editions[pair.source]);
            if pair.part_of.is_none() && shown.is_some_and(|edition| documents[edition].meta().nav.unwrap_or(true)) {
                children[pair.folder].push(Node::Pair(at));
            }
        }
        for list in &mut children {
            sort(list, lang, assembly, pages, &collator);
        }
        for (at, book) in assembly.handbooks.iter().enumerate() {
            let folder = assembly.pairs[book.pair].folder;
            let parts = (0..book.parts.len()).filter(|&place| book.parts[place].pages[lang].is_some());
            children[folder].splice(0..0, parts.map(|place| Node::Part(at, place)));
        }
        for (folder, list) in assembly.folders.iter_mut().zip(children) {
            folder.children[lang] = list;
        }
        neighbours(lang, assembly, pages);
    }
    debug_assert!(assembly.pairs.iter().all(|pair| kind(pair, documents) != Kind::Snippet));
}

fn sort(list: &mut [Node], lang: LangId, assembly: &Assembly, pages: &Shared<Page>, collator: &CollatorBorrowed<'_>) {
    let key = |node: &Node| -> (i64, &str, &str) {
        match *node {
            Node::Folder(at) => {
                (assembly.folders[at].order, &assembly.folders[at].title[lang], &assembly.folders[at].path)
            }
            Node::Pair(at) => {
                let pair = &assembly.pairs[at];
                (pair.order[lang], pair.pages[lang].map_or("", |page| &pages[page].title), &pair.key)
            }
            Node::Part(_, place) => (place as i64, "", ""),
        }
    };
    list.sort_by(|a, b| {
        let ((order, title, path), (other_order, other_title, other_path)) = (key(a), key(b));
        order.cmp(&other_order).then_with(|| collator.compare(title, other_title)).then_with(|| path.cmp(other_path))
    });
}

/// The page that a node stands for in a language.
pub fn page_of(
    node: Node,
    lang: LangId,
    pairs: &Shared<Pair>,
    folders: &[Folder],
    handbooks: &[Handbook],
) -> Option<PageIx> {
    match node {
        Node::Folder(at) => folders[at].pages[lang],
        Node::Pair(at) => pairs[at].pages[lang],
        Node::Part(book, place) => handbooks[book].parts[place].pages[lang],
    }
}

/// Chains the pages of each section in reading order.
///
/// Every folder at the top is a section, with all that lies in it; the documents beside them make one section together.
/// No chain leads from one section into another: the last page of the guides is not continued by the first question of
/// the FAQ.
fn neighbours(lang: LangId, assembly: &Assembly, pages: &mut Shared<Page>) {
    let mut beside = Vec::new();
    let mut chains = Vec::new();
    for &top in &assembly.folders[0].children[lang] {
        if let Node::Folder(_) = top {
            let mut chain = Vec::new();
            walk(top, lang, assembly, &mut chain);
            chains.push(chain);
        } else {
            walk(top, lang, assembly, &mut beside);
        }
    }
    chains.push(beside);
    for chain in chains {
        for pair in chain.windows(2) {
            pages[pair[0]].next = Some(pair[1]);
            pages[pair[1]].previous = Some(pair[0]);
        }
    }
}

fn walk(node: Node, lang: LangId, assembly: &Assembly, chain: &mut Vec<PageIx>) {
    chain.extend(page_of(node, lang, &assembly.pairs, &assembly.folders, &assembly.handbooks));
    if let Node::Folder(at) = node {
        for &child in &assembly.folders[at].children[lang] {
            walk(child, lang, assembly, chain);
        }
    }
}
