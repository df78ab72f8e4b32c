//! Turns a linked site into everything that is wrong with it: what was found on the way, and what only the whole shows.
//!
//! It looks and reports. It resolves no address (a broken link is a value that `link` made) and mends nothing.

mod anchors;
mod citations;
mod clauses;
mod drawings;
mod empty_links;
pub mod external;
mod fallbacks;
mod forms;
mod held_back;
mod history;
mod id_uses;
mod languages;
mod ledger;
mod links;
mod orphans;
mod paths;
mod questions;
mod related;
mod reviews;
mod settings;
mod snippets;
mod terms;
mod texts;
mod translations;
mod typed;
mod undefined_terms;
mod unnamed;
mod unused_snippets;
mod uses;
mod variables;
mod words;

use crate::diag::Diagnostic;
use crate::link::{DocumentIx, Site};
use crate::parse::Document;
use crate::source::Source;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::HashSet;

/// What looks for faults that only the whole site shows.
type Check = fn(&Site) -> Vec<Diagnostic>;

const CHECKS: &[Check] = &[
    recorded,
    links::check,
    drawings::check,
    languages::check,
    empty_links::check,
    variables::check,
    snippets::missing,
    snippets::cycles,
    snippets::endless,
    translations::check,
    held_back::check,
    clauses::check,
    unnamed::check,
    citations::check,
    terms::check,
    texts::check,
    related::check,
    questions::check,
    words::check,
    forms::check,
    fallbacks::check,
    id_uses::check,
    orphans::check,
    reviews::check,
    unused_snippets::check,
    history::check,
    settings::check,
    ledger::check,
];

/// Everything that is wrong with the site, in the one order, each thing once; how much of it counts is settled later.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    let mut all: Vec<Diagnostic> = CHECKS.par_iter().with_max_len(1).flat_map_iter(|check| check(site)).collect();
    all.sort_by(Diagnostic::compare);
    // A YAML file with all languages side by side is read once for each, and says the same every time.
    all.dedup_by(|later, first| later.compare(first) == Ordering::Equal);
    all
}

/// What `parse` and `link` have found.
fn recorded(site: &Site) -> Vec<Diagnostic> {
    let of_document = |document: &Document| {
        let findings = document.facts().findings.clone();
        findings.into_iter().map(|finding| finding.at(&document.source)).collect::<Vec<Diagnostic>>()
    };
    site.documents.iter().flat_map(of_document).chain(site.diagnostics.iter().cloned()).collect()
}

/// The documents of which only the text itself was checked: those that are not on the site.
pub fn unpublished(site: &Site) -> impl Iterator<Item = &Source> {
    let published: HashSet<DocumentIx> = published(site).map(|(at, _)| at).collect();
    let all = site.documents.iter().enumerate();
    all.filter(move |(at, _)| !published.contains(at)).map(|(_, document)| &document.source)
}

/// The documents that are on the site: editions and snippets, but no drafts.
fn published(site: &Site) -> impl Iterator<Item = (DocumentIx, &Document)> {
    let editions = site.pairs.iter().flat_map(|pair| pair.editions.values().flatten());
    let snippets = site.snippets.values().flat_map(|snippet| snippet.values().flatten());
    editions.chain(snippets).map(|&at| (at, &site.documents[at]))
}

#[cfg(test)]
mod tests;
