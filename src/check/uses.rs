//! Turns a site into every use of an address, each once, with what it leads to for a reader of its own language.
//!
//! On a fallback page the same text leads elsewhere; what is wrong with it there is wrong at home too.

use crate::link::{Page, Shows, Site, Target};
use crate::parse::facts::Address;
use crate::parse::{Document, Kind};
use crate::source::Span;
use std::collections::HashSet;

/// One use of an address.
pub(super) struct Use<'s> {
    pub document: &'s Document,
    /// For an id alone in a snippet: the document that includes it, and where.
    pub reader: Option<(&'s Document, Span)>,
    pub address: &'s Address,
    pub target: &'s Target,
}

/// Every use of an address on the site, those in snippets last; of these an id alone once for every page.
pub(super) fn uses(site: &Site) -> impl Iterator<Item = Use<'_>> {
    let mut seen = HashSet::new();
    let on_page = move |page: &Page| {
        let edition = page.edition.filter(|_| matches!(page.shows, Shows::Document | Shows::Part(..)))?;
        // A handbook in one text is shown part by part, each page with all of its targets.
        (site.documents[edition].place.lang == page.lang && seen.insert(edition)).then_some(edition)
    };
    let mut on_page = on_page;
    let pages = site.pages.iter().filter_map(move |page| Some((&site.documents[on_page(page)?], &page.targets)));
    let snippets = site.snippets.values().flat_map(|snippet| snippet.iter()).filter_map(|(lang, snippet)| {
        let snippet = (*snippet)?;
        Some((&site.documents[snippet], &site.snippet_targets.get(&snippet)?[lang]))
    });
    let alone = |address: &Address| address.text.trim_start().starts_with('#');
    let uses = pages.chain(snippets).flat_map(move |(document, targets)| {
        let snippet = document.place.kind == Kind::Snippet;
        let addresses = document.facts().addresses.iter().zip(targets);
        let addresses = addresses.filter(move |(address, _)| !(snippet && alone(address)));
        addresses.map(move |(address, target)| Use { document, reader: None, address, target })
    });
    uses.chain(site.pages.iter().flat_map(|page| here(site, page)))
}

/// The ids alone in the snippets that a page includes: what they mean depends on the page.
fn here<'s>(site: &'s Site, page: &'s Page) -> impl Iterator<Item = Use<'s>> {
    let shown = page.edition.zip(page.pair).filter(|_| matches!(page.shows, Shows::Document | Shows::Part(..)));
    let own = shown.map(|(edition, pair)| (&site.documents[edition], &site.pairs[pair]));
    own.filter(|(reader, _)| reader.place.lang == page.lang).into_iter().flat_map(move |(reader, pair)| {
        page.here.iter().filter_map(move |(&(snippet, address), target)| {
            let inclusions = &pair.inclusions[page.lang];
            let inclusion = inclusions.iter().find(|inclusion| inclusion.snippet == snippet)?;
            let place = reader.facts().snippets[*inclusion.path.first()? as usize].span;
            let document = &site.documents[snippet];
            let address = &document.facts().addresses[address as usize];
            Some(Use { document, reader: Some((reader, place)), address, target })
        })
    })
}
