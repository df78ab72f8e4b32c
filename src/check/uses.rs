//! Turns a site into every use of an address, each once, with what it leads to for a reader of its own language.
//!
//! On a fallback page the same text leads elsewhere; what is wrong with it there is wrong at home too.

use crate::link::{Page, Shows, Site, Target};
use crate::parse::Document;
use crate::parse::facts::Address;
use std::collections::HashSet;

/// One use of an address.
pub(super) struct Use<'s> {
    pub document: &'s Document,
    pub address: &'s Address,
    pub target: &'s Target,
}

/// Every use of an address on the site, those in snippets last.
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
    pages.chain(snippets).flat_map(|(document, targets)| {
        let addresses = document.facts().addresses.iter().zip(targets);
        addresses.map(move |(address, target)| Use { document, address, target })
    })
}
