//! Turns a linked site and a few of its texts, written anew, into the site that they make; the others are not looked at.
//!
//! It is never wrong and sometimes silent: where other documents could tell the difference in a way that it does not
//! follow (an address, an order, a number, the title of a landing page or of a handbook), it says so, and the site is
//! linked whole.

use super::assemble::{is_absent, kind};
use super::inherit;
use super::join::print_title;
use super::navigation::is_in_order;
use super::pages::title;
use super::resolve::Paths;
use super::site::*;
use super::snippets;
use super::units::{self, Around};
use crate::names::HashSet;
use crate::parse::facts::Unit;
use crate::parse::tree::Named;
use crate::parse::{Document, Kind, Meta};
use crate::shared::Shared;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A site in which some texts were written anew.
pub struct Relinked {
    pub site: Arc<Site>,
    /// The pairs whose texts changed, and those that include a snippet whose text did.
    pub pairs: BTreeSet<PairIx>,
    /// The pages that may differ in what they say.
    pub pages: BTreeSet<PageIx>,
    /// Whether lists of pages may differ: a title, a description, a date.
    pub cards: bool,
    /// Whether the day of a change may differ, which sitemaps have too.
    pub dates: bool,
    /// Whether the places that others may lead to differ: an id, a heading.
    pub places: bool,
    /// The folders in whose navigation a title differs.
    pub retitled: BTreeSet<FolderIx>,
}

/// The site with these documents in the place of those at the same index, if nothing else of it needs to be linked anew.
pub fn relink(site: &Site, changed: Vec<(DocumentIx, Document)>) -> Option<Relinked> {
    let same = |(at, new): &(DocumentIx, Document)| is_same_outside(site, &site.documents[*at], new);
    if !changed.iter().all(same) {
        return None;
    }
    let at: HashSet<DocumentIx> = changed.iter().map(|(at, _)| *at).collect();
    let touched = with_siblings(site, &at);
    let pairs: BTreeSet<PairIx> = (0..site.pairs.len()).filter(|&pair| shows(&site.pairs[pair], &touched)).collect();
    // What was wrong may have been so because of what the text was.
    let concerned: HashSet<&str> = pairs
        .iter()
        .flat_map(|&pair| site.pairs[pair].editions.values().flatten())
        .chain(&at)
        .map(|&edition| site.documents[edition].source.path())
        .collect();
    let told = site.diagnostics.iter().flat_map(|found| found.sources());
    if told.map(|source| source.path()).any(|path| concerned.contains(path)) {
        return None;
    }
    let mut next = site.clone();
    changed.into_iter().for_each(|(at, new)| next.documents.put(at, new));
    let mut inherited = false;
    for &pair in &pairs {
        inherited |= inherit::complete(&mut next.documents, &site.pairs[pair]);
    }
    let retitled = retitle(site, &mut next, &at)?;
    let metas = || at.iter().map(|&at| (site.documents[at].meta(), next.documents[at].meta()));
    let dates = inherited || metas().any(|(old, new)| old.updated != new.updated);
    let cards = dates || !retitled.is_empty() || metas().any(|(old, new)| !has_same_card(old, new));
    let mut places = rejoin(site, &mut next, &pairs, &at)?;
    places.extend(&retitled.pairs);
    let mut pages = resolve(site, &mut next, &pairs, &places, &at, cards);
    if !retitled.is_empty() {
        let named = |page: Option<PageIx>| page.is_some_and(|page| retitled.pages.contains(&page));
        let beside = |page: &Page| retitled.folders.contains(&page.folder) || named(page.previous) || named(page.next);
        pages.extend((0..next.pages.len()).filter(|&at| beside(&next.pages[at])));
    }
    let (site, places, retitled) = (Arc::new(next), !places.is_empty(), retitled.folders);
    Some(Relinked { site, pairs, pages, cards, dates, places, retitled })
}

/// These documents, and with a snippet its editions in all languages: they are paired, and stand to one another as records
/// say.
fn with_siblings(site: &Site, changed: &HashSet<DocumentIx>) -> HashSet<DocumentIx> {
    let snippets = changed.iter().filter(|&&at| site.documents[at].place.kind == Kind::Snippet);
    let siblings = snippets.flat_map(|snippet| {
        let editions = site.snippets.values().map(|editions| editions.values().flatten());
        editions.filter(move |editions| editions.clone().any(|at| at == snippet)).flatten()
    });
    changed.iter().chain(siblings).copied().collect()
}

/// Whether a pair's pages show one of these documents.
fn shows(pair: &Pair, documents: &HashSet<DocumentIx>) -> bool {
    let editions = pair.editions.values().flatten();
    let snippets = pair.inclusions.values().flatten().map(|inclusion| &inclusion.snippet);
    editions.chain(snippets).any(|at| documents.contains(at))
}

/// Whether two documents are the same to all others, but for the places in them.
fn is_same_outside(site: &Site, old: &Document, new: &Document) -> bool {
    // Titles of documents that are nobody's landing page are followed; those of handbooks are in many places.
    let is_plain = matches!(old.place.kind, Kind::Page | Kind::Faq | Kind::Glossary);
    let is_read = !old.is_unread() && !new.is_unread();
    is_read
        && old.place == new.place
        && old.place.kind != Kind::Handbook
        && is_absent(old) == is_absent(new)
        && face(&old.content.meta) == face(&new.content.meta)
        && defines(old) == defines(new)
        && (is_plain || titles(site, old) == titles(site, new))
        && related(old) == related(new)
}

/// The heading of a document and the title of its page, as readers see them.
fn titles(site: &Site, document: &Document) -> (String, Box<str>) {
    let variable = variables(site);
    let mut heading = String::new();
    print_title(&site.config, document, &document.content.title, &variable, &mut heading);
    (heading, title(&site.config, document, &variable))
}

/// Appends what a variable is in a document.
fn variables(site: &Site) -> impl Fn(&Document, &str, &mut String) + Sync + '_ {
    |document, name, out| out.push_str(site.variable(document, name).unwrap_or(name))
}

/// What other texts explain by this one: its definitions, wherever they stand in it.
fn defines(document: &Document) -> impl PartialEq + '_ {
    let content = &document.content;
    let terms = content.facts.defined.iter();
    let terms = terms.map(|one| (one.id.as_ref().map(|id| &id.id), &one.names, &one.meaning)).collect::<Vec<_>>();
    let is_used = content.linked || content.terms.iter().any(|term| term.acronym.is_some());
    (terms, is_used.then_some((content.words, content.linked)))
}

/// What each question of a document names: the other one shows it too, wherever it is.
fn related(document: &Document) -> Vec<(Option<&str>, Vec<&str>)> {
    let entries = document.content.entries.iter().filter(|entry| !entry.related.is_empty());
    let id = |unit: u32| document.facts().units[unit as usize].id.as_ref().map(|named| &*named.id);
    entries.map(|entry| (id(entry.unit), entry.related.iter().map(|named| &*named.id).collect())).collect()
}

/// What a document says of itself to others, wherever in its file it says so. Everything is named, so that what is new
/// is thought of here.
fn face(meta: &Meta) -> impl PartialEq + '_ {
    let Meta {
        title: _,
        description: _,
        kind,
        key,
        slug,
        slugs,
        aliases,
        anchors,
        source,
        draft,
        gates,
        only,
        reason: _,
        order,
        updated: _,
        review_by: _,
        change: _,
        image: _,
        image_alt: _,
        keywords: _,
        search,
        toc: _,
        nav,
        typography,
        lists: _,
        variables,
        extra: _,
    } = meta;
    let id = |named: &'_ Named| named.id.clone();
    let ids = |all: &[Named]| all.iter().map(id).collect::<Vec<_>>();
    let both = |all: &[(Named, Named)]| all.iter().map(|(a, b)| (id(a), id(b))).collect::<Vec<_>>();
    let of_text = (kind.as_ref().map(id), key.as_ref().map(id), slug.as_ref().map(id), both(slugs));
    let of_place = (ids(aliases), both(anchors), source.as_ref().map(id), draft.is_some(), gates, ids(only));
    (of_text, of_place, order, (nav, search), typography, variables)
}

/// Whether a card of a document stays as it is.
fn has_same_card(old: &Meta, new: &Meta) -> bool {
    old.description == new.description && old.change == new.change
}

/// What follows from titles that differ.
#[derive(Default)]
struct Retitled {
    pairs: Vec<PairIx>,
    pages: HashSet<PageIx>,
    /// With all below them.
    folders: BTreeSet<FolderIx>,
}

impl Retitled {
    fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }
}

/// Gives pages the titles that their documents have now. None if the order of a folder, its title, or what leads to a page
/// from outside follows from it.
fn retitle(site: &Site, next: &mut Site, changed: &HashSet<DocumentIx>) -> Option<Retitled> {
    let mut found = Retitled::default();
    for at in 0..site.pages.len() {
        let page = &site.pages[at];
        let Some(edition) = page.edition.filter(|edition| changed.contains(edition)) else { continue };
        let (Some(pair), Shows::Document) = (page.pair, page.shows) else { continue };
        let (heading, own) = titles(site, &next.documents[edition]);
        if own == page.title && heading == titles(site, &site.documents[edition]).0 {
            continue;
        }
        let mut goals =
            site.redirects.iter().map(|one| &one.to).chain(site.moved.values().flatten().map(|one| &one.to));
        let is_goal = |goal: &Goal| matches!(goal, Goal::Page { page, .. } if *page == at);
        if site.pairs[pair].index || site.pairs[pair].part_of.is_some() || goals.any(is_goal) {
            return None;
        }
        next.pages[at].title = own;
        found.pairs.push(pair);
        found.pages.insert(at);
        found.folders.insert(page.folder);
        // Its order is by its title.
        if !is_in_order(next, page.lang, page.folder) {
            return None;
        }
    }
    let is_below = |mut at: FolderIx| loop {
        match site.folders[at].parent {
            _ if found.folders.contains(&at) => return true,
            Some(parent) => at = parent,
            None => return false,
        }
    };
    found.folders = (0..site.folders.len()).filter(|&at| is_below(at)).collect();
    Some(found)
}

/// Joins the units of these pairs anew; the pairs of which others may name a place that has changed. None if numbers,
/// pages or redirects may follow from it.
fn rejoin(
    site: &Site,
    next: &mut Site,
    pairs: &BTreeSet<PairIx>,
    changed: &HashSet<DocumentIx>,
) -> Option<HashSet<PairIx>> {
    let Site { documents, paired_snippets, .. } = &*next;
    let variable = variables(site);
    let around =
        Around { config: &site.config, documents, snippets: &site.snippets, ledger: &site.ledger, variable: &variable };
    let is_snippet = |&at: &DocumentIx| documents[at].place.kind == Kind::Snippet;
    let paired = match changed.iter().any(is_snippet) {
        true => Arc::new(snippets::pair_up(&around)),
        false => paired_snippets.clone(),
    };
    let reworded: HashSet<DocumentIx> =
        changed.iter().copied().filter(|&at| !has_same_places(&site.documents[at], &documents[at])).collect();
    let mut joined = Vec::with_capacity(pairs.len());
    let mut found = Vec::new();
    let mut moved = HashSet::default();
    for &at in pairs {
        let old = &site.pairs[at];
        let mut pair =
            Pair { included: Vec::new(), inclusions: site.config.languages.map(|_| Vec::new()), ..old.clone() };
        let slugs = units::join(&mut pair, &around);
        let is_numbered = pair.part_of.is_some() || kind(&pair, documents) == Kind::HandbookText;
        if is_numbered {
            keep_numbers(old, &mut pair, &site.documents, documents)?;
        }
        found.extend(units::name(&mut pair, slugs, &paired, &around));
        let stays = has_same_ids(old, &pair) && !shows(&pair, &reworded);
        // Names of parts and addresses may follow from headings, and redirects from any place.
        // What editions had at the plain address leads to where they have it now.
        let has_editions = pair.part_of.is_some_and(|(book, _)| !site.handbooks[book].standing.editions.is_empty());
        if !stays && (kind(&pair, documents) == Kind::HandbookText || site.redirected || has_editions) {
            return None;
        }
        if !stays {
            moved.insert(at);
        }
        joined.push((at, pair));
    }
    next.paired_snippets = paired;
    next.diagnostics.extend(found);
    joined.into_iter().for_each(|(at, pair)| next.pairs.put(at, pair));
    Some(moved)
}

/// Whether the headings, clauses, questions or terms of a text are worded as they were.
fn has_same_places(old: &Document, new: &Document) -> bool {
    let id = |unit: &Unit| unit.id.as_ref().map(|named| named.id.clone());
    let worded = |(a, b): (&Unit, &Unit)| {
        let outline = |unit: &Unit| (unit.kind, unit.level, unit.annex, unit.unnumbered, unit.nested, unit.parent);
        outline(a) == outline(b) && id(a) == id(b) && old.source.slice(a.span) == new.source.slice(b.span)
    };
    let (a, b) = (&old.facts().units, &new.facts().units);
    a.len() == b.len() && a.iter().zip(b).all(worded)
}

/// Gives a pair of a handbook the numbers that it had, if its outline is the same in every language.
fn keep_numbers(old: &Pair, new: &mut Pair, before: &Shared<Document>, after: &Shared<Document>) -> Option<()> {
    let outline = |documents: &Shared<Document>, pair: &Pair| -> Vec<_> {
        let of_edition = |at: DocumentIx| {
            let units = documents[at].facts().units.iter();
            let pin = |unit: &Unit| unit.pin.as_ref().map(|pin| pin.id.clone());
            let own = |unit: &Unit| (unit.kind, unit.level, unit.annex, unit.unnumbered, unit.nested, pin(unit));
            let captions = documents[at].facts().captions.iter();
            let captions = captions.map(|caption| (caption.kind, caption.id.clone(), caption.unit));
            (units.map(own).collect::<Vec<_>>(), captions.collect::<Vec<_>>())
        };
        pair.editions.values().flatten().map(|&at| of_edition(at)).collect()
    };
    let is_same = |(a, b): (&Joined, &Joined)| a.members == b.members && a.parent == b.parent;
    let same = old.units.len() == new.units.len()
        && old.units.iter().zip(&new.units).all(is_same)
        && outline(before, old) == outline(after, new);
    for (unit, was) in new.units.iter_mut().zip(&old.units).filter(|_| same) {
        (unit.number, unit.mark) = (was.number.clone(), was.mark.clone());
    }
    new.captions = old.captions.clone();
    same.then_some(())
}

/// Whether every id leads to the same place as before.
fn has_same_ids(old: &Pair, new: &Pair) -> bool {
    let ids = |a: &Ids, b: &Ids| a.targets == b.targets && a.extra == b.extra && a.included == b.included;
    let units = old.units.len() == new.units.len()
        && old.units.iter().zip(&new.units).all(|(a, b)| a.id == b.id && a.members == b.members);
    let sections = old.included.len() == new.included.len()
        && old.included.iter().zip(&new.included).all(|(a, b)| a.id == b.id && a.slugs == b.slugs);
    units && sections && old.ids.iter().all(|(lang, own)| ids(own, &new.ids[lang]))
}

/// Resolves the addresses of the texts that changed, and those that lead to a place that did; the pages that may say
/// something else than before.
fn resolve(
    site: &Site,
    next: &mut Site,
    pairs: &BTreeSet<PairIx>,
    moved: &HashSet<PairIx>,
    changed: &HashSet<DocumentIx>,
    cards: bool,
) -> BTreeSet<PageIx> {
    let is_goal: Vec<bool> = match moved.is_empty() {
        true => Vec::new(),
        false => site.pages.iter().map(|page| page.pair.is_some_and(|pair| moved.contains(&pair))).collect(),
    };
    let leads = |target: &Target| match target {
        Target::Page { page, .. } | Target::Broken(Breakage::Anchor { page, .. }) => is_goal[*page],
        _ => false,
    };
    let leads_there = |page: &Page| page.targets.iter().chain(page.here.values()).any(leads);
    let there = (0..site.pages.len()).into_par_iter().filter(|&at| leads_there(&site.pages[at]));
    let there: Vec<PageIx> = if moved.is_empty() { Vec::new() } else { there.collect() };
    let again: BTreeSet<PageIx> = own_pages(site, pairs).chain(there).collect();
    let is_snippet = |&at: &DocumentIx| next.documents[at].place.kind == Kind::Snippet;
    let by_snippet = !moved.is_empty() || changed.iter().any(is_snippet);
    let (found, snippet_targets) = {
        let paths = next.paths();
        let found: Vec<_> = again.par_iter().map(|&at| (at, paths.targets(at), paths.here_in_snippets(at))).collect();
        let snippets = site.snippet_targets.keys().filter(|_| by_snippet);
        (found, snippets.map(|&at| (at, paths.snippet_targets(&next.documents[at]))).collect::<Vec<_>>())
    };
    let mut pages = again;
    for (at, targets, here) in found {
        if next.pages[at].targets != targets || next.pages[at].here != here {
            (next.pages[at].targets, next.pages[at].here) = (targets, here);
        }
    }
    let mut led: HashSet<DocumentIx> = HashSet::default();
    for (at, targets) in snippet_targets {
        if next.snippet_targets.get(&at) != Some(&targets)
            || targets.values().flatten().any(|to| !moved.is_empty() && leads(to))
        {
            Arc::make_mut(&mut next.snippet_targets).insert(at, targets);
            led.insert(at);
        }
    }
    let includes = |pair: &Pair| pair.inclusions.values().flatten().any(|inclusion| led.contains(&inclusion.snippet));
    let names = |pair: &Pair| {
        let mut editions = pair.editions.values().flatten().map(|&at| &site.documents[at].content);
        editions.any(|content| {
            let entries = content.entries.iter().map(|entry| &entry.related);
            entries.chain(content.terms.iter().map(|term| &term.related)).any(|related| !related.is_empty())
        })
    };
    let above = folders_above(site, pairs);
    let lists = |page: &Page| {
        let listing = matches!(page.shows, Shows::Home | Shows::Folder(_) | Shows::Root);
        let index = page.pair.is_some_and(|pair| site.pairs[pair].index);
        (listing || index) && above.contains(&page.folder)
            || page.edition.is_some_and(|at| !next.documents[at].meta().lists.is_empty())
    };
    // A question is also shown on other pages, and by the questions that name it or that it names.
    let questions = pairs.iter().any(|&pair| next.is_faq(pair));
    let by_question = |at: usize, page: &Page| {
        let is_faq = || page.pair.is_some_and(|pair| !moved.is_empty() && next.is_faq(pair));
        questions && (is_faq() || shows_questions(next, at))
    };
    let others = cards || !moved.is_empty() || !led.is_empty() || questions;
    for (at, page) in next.pages.iter().enumerate().filter(|_| others) {
        let pair = page.pair.map(|pair| &next.pairs[pair]);
        let by_name = !moved.is_empty() && pair.is_some_and(names);
        let by_snippet = !led.is_empty() && pair.is_some_and(includes);
        if by_name || by_snippet || (cards && lists(page)) || by_question(at, page) {
            pages.insert(at);
        }
    }
    for book in &site.handbooks {
        let parts = || book.parts.iter().flat_map(|part| part.pages.values().flatten());
        if parts().any(|page| pages.contains(page)) {
            let next = book.standing.successor.map(|next| &site.handbooks[next]);
            let changes = book.changes.values().chain(next.into_iter().flat_map(|next| next.changes.values()));
            pages.extend(book.whole.values().chain(changes).flatten());
        }
    }
    pages
}

/// Whether a page shows questions of FAQs, itself or in a snippet.
fn shows_questions(site: &Site, page: PageIx) -> bool {
    let page = &site.pages[page];
    let asks = |document: DocumentIx| !site.documents[document].facts().questions.is_empty();
    let pair = page.pair.map(|pair| &site.pairs[pair]);
    let snippets = pair.into_iter().flat_map(|pair| pair.inclusions.values().flatten());
    page.edition.is_some_and(asks) || snippets.map(|inclusion| inclusion.snippet).any(asks)
}

/// The pages that show these pairs.
fn own_pages(site: &Site, pairs: &BTreeSet<PairIx>) -> impl Iterator<Item = PageIx> {
    let own = pairs.iter().flat_map(|&pair| site.pairs[pair].pages.values());
    let books = site.handbooks.iter().flat_map(|book| {
        let whole = book.whole.values().filter(|_| pairs.contains(&book.pair));
        let parts = book.parts.iter().filter(|part| pairs.contains(&part.pair));
        whole.chain(parts.flat_map(|part| part.pages.values()))
    });
    own.chain(books).flatten().copied()
}

/// The folders of these pairs, and all that they lie in.
fn folders_above(site: &Site, pairs: &BTreeSet<PairIx>) -> HashSet<FolderIx> {
    let above =
        |pair: &PairIx| std::iter::successors(Some(site.pairs[*pair].folder), |&folder| site.folders[folder].parent);
    pairs.iter().flat_map(above).collect()
}

impl Site {
    fn paths(&self) -> Paths<'_> {
        let Frame { config, folders, handbooks, withheld, withheld_urls, assets, index, .. } = &**self;
        let Site { documents, pairs, pages, .. } = self;
        Paths { config, documents, pairs, folders, handbooks, withheld, withheld_urls, pages, assets, index }
    }
}
