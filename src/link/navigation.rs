//! Turns folders and pages into navigation: what lies in a folder, in which order, and what comes before and after a page.
//!
//! What the settings name comes first. Order is by `order`, then by title as the language sorts it (Unicode collation).

use super::assemble::{Assembly, kind};
use super::site::*;
use crate::config::Config;
use crate::lang::LangId;
use crate::parse::{Document, Kind};
use crate::shared::Shared;
use crate::yaml::Spanned;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use std::cmp::Ordering;

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
        let first = &config.theme.navigation.order;
        let sorter =
            Sorter { lang, first, folders: &assembly.folders, pairs: &assembly.pairs, pages, collator: &collator };
        children.iter_mut().for_each(|list| list.sort_by(|a, b| sorter.compare(a, b)));
        for (at, book) in assembly.handbooks.iter().enumerate() {
            let folder = assembly.pairs[book.pair].folder;
            let parts = (0..book.parts.len()).filter(|&place| book.parts[place].pages[lang].is_some());
            children[folder].splice(0..0, parts.map(|place| Node::Part(at, place)));
        }
        // Of several editions the one in force stands for all: the others are found from it.
        for home in 0..children.len() {
            if let Some(current) = assembly.folders[home].current {
                children[home] = children[current].clone();
            }
        }
        for (folder, list) in assembly.folders.iter_mut().zip(children) {
            folder.children[lang] = list;
        }
        neighbours(lang, assembly, pages);
    }
    debug_assert!(assembly.pairs.iter().all(|pair| kind(pair, documents) != Kind::Snippet));
}

/// Puts what lies in a folder in order.
struct Sorter<'a> {
    lang: LangId,
    /// Paths of what comes first, in this order.
    first: &'a [Spanned<String>],
    folders: &'a [Folder],
    pairs: &'a Shared<Pair>,
    pages: &'a Shared<Page>,
    collator: &'a CollatorBorrowed<'a>,
}

impl<'a> Sorter<'a> {
    fn compare(&self, a: &Node, b: &Node) -> Ordering {
        let ((order, title, path), (other_order, other_title, other_path)) = (self.key(a), self.key(b));
        let by_title = || self.collator.compare(title, other_title);
        let place = |path: &str| self.first.iter().position(|first| **first == *path).unwrap_or(usize::MAX);
        place(path)
            .cmp(&place(other_path))
            .then(order.cmp(&other_order))
            .then_with(by_title)
            .then_with(|| path.cmp(other_path))
    }

    fn key(&self, node: &Node) -> (i64, &'a str, &'a str) {
        match *node {
            Node::Folder(at) => (self.folders[at].order, &self.folders[at].title[self.lang], &self.folders[at].path),
            Node::Pair(at) => {
                let pair = &self.pairs[at];
                let title = pair.pages[self.lang].map_or("", |page| &*self.pages[page].title);
                (pair.order[self.lang], title, &pair.key)
            }
            Node::Part(_, place) => (place as i64, "", ""),
        }
    }
}

/// Whether what lies in a folder of a site is in order.
pub(super) fn is_in_order(site: &Site, lang: LangId, folder: FolderIx) -> bool {
    let collator = collator(&site.config.languages[lang].tag);
    let first = &site.config.theme.navigation.order;
    let sorter =
        Sorter { lang, first, folders: &site.folders, pairs: &site.pairs, pages: &site.pages, collator: &collator };
    // The parts of a handbook come first, in an order of their own.
    let sorted = site.folders[folder].children[lang].iter().filter(|node| !matches!(node, Node::Part(..)));
    sorted.is_sorted_by(|a, b| sorter.compare(a, b).is_le())
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
    let is_listed =
        |at: FolderIx| assembly.folders[at].edition_of.is_none() || super::editions::is_plain(&assembly.folders, at);
    for edition in (0..assembly.folders.len()).filter(|&at| !is_listed(at)) {
        let mut chain = Vec::new();
        walk(Node::Folder(edition), lang, assembly, &mut chain);
        chains.push(chain);
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
