//! Turns snippets that no page includes, in any language, into diagnostics.
//!
//! A snippet that only another unused snippet includes is reported with it: both reach no reader.

use crate::diag::rules::quality;
use crate::diag::{Diagnostic, Finding};
use crate::lang::PerLang;
use crate::link::{DocumentIx, Site};
use crate::parse::{Document, Kind};
use crate::source::Span;
use std::collections::HashSet;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    if site.snippets.is_empty() || site.is_partly_unread() {
        return Vec::new();
    }
    // By name: where one language lacks a snippet, its page still asks for it.
    let names =
        |document: &Document| document.facts().snippets.iter().map(|used| used.name.clone()).collect::<Vec<_>>();
    // What waits for a translation, or is a draft, will be published one day.
    let pages = site.documents.iter().filter(|document| document.place.kind != Kind::Snippet);
    let mut open: Vec<Box<str>> = pages.flat_map(names).collect();
    let mut used: HashSet<Box<str>> = HashSet::new();
    while let Some(name) = open.pop() {
        let editions = site.snippets.get(&name).into_iter().flat_map(|snippet| snippet.values().flatten());
        if used.insert(name.clone()) {
            open.extend(editions.flat_map(|&at| names(&site.documents[at])));
        }
    }
    // A snippet that a misspelt name probably means is not unused but misspelt.
    let missing = super::snippets::missing(site);
    let meant = |name: &str| missing.iter().any(|diagnostic| diagnostic.finding.arg("suggestion") == Some(name));
    let unused = site.snippets.iter().filter(|(name, _)| !used.contains(*name) && !meant(name));
    let report = |name: &str, snippet: &PerLang<Option<DocumentIx>>| {
        // Once, at the first edition: the others are of no more use.
        let at = snippet.values().flatten().next()?;
        let finding = Finding::new(&quality::UNUSED_SNIPPET, Span::default()).with("name", name);
        Some(finding.help("remove").at(&site.documents[*at].source))
    };
    unused.filter_map(|(name, snippet)| report(name, snippet)).collect()
}
